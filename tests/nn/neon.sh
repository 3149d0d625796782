#!/usr/bin/env bash
# The kernels for NEON against the portable ones, on an emulated 64-bit ARM: neon.sh SOURCE-FOLDER BUILD-FOLDER
# Exit code 77: not tried, as there is no compiler for it, no emulator or no source of GoogleTest.
set -eu
source=$1
build=$2
compiler=$(command -v aarch64-linux-gnu-g++) || { echo "SKIPPED: no aarch64-linux-gnu-g++"; exit 77; }
emulator=$(command -v qemu-aarch64-static || command -v qemu-aarch64) || { echo "SKIPPED: no qemu-aarch64"; exit 77; }
gtest=/usr/src/googletest/googletest
[[ -f $gtest/src/gtest-all.cc ]] || { echo "SKIPPED: no source of GoogleTest in $gtest"; exit 77; }

mkdir -p "$build"
objects=()
compile() {  # FILE OPTION...
    local file=$1 object
    object=$build/$(basename "$file").o
    shift
    objects+=("$object")
    local newer_headers
    newer_headers=$(find "$source/footfall" "$source/tests/nn" -name '*.h' -newer "$object" -print -quit 2>/dev/null || true)
    [[ -f $object && ! $file -nt $object && -z $newer_headers ]] && return
    "$compiler" -std=c++20 -O2 -ffp-contract=off -I"$source" -I"$gtest/include" "$@" -c "$file" -o "$object"
}
for file in "$source"/footfall/nn/*.cpp; do
    compile "$file" -Wall -Wextra -Werror -Wno-maybe-uninitialized
done
for file in kernels matrix_kernel inference_precision window_batch; do
    compile "$source/tests/nn/${file}_test.cpp"
done
compile "$gtest/src/gtest-all.cc" -I"$gtest"
compile "$gtest/src/gtest_main.cc"
"$compiler" -static -Wl,--no-warnings "${objects[@]}" -o "$build/test_nn_neon" 2>/dev/null ||
    "$compiler" -static "${objects[@]}" -o "$build/test_nn_neon"
"$emulator" "$build/test_nn_neon" --gtest_list_tests | grep -q '/neon' || { echo "NEON is not among the kernels"; exit 1; }
exec "$emulator" "$build/test_nn_neon" --gtest_brief=1
