#!/usr/bin/env bash
# consumer.sh CMAKE BUILD EXAMPLE CXX FOOTFALL MODEL: a project that finds an installed footfall::rt builds and runs.
set -eu
folder=$2/consumer
rm -rf "$folder"
mkdir -p "$folder"
trap 'rm -rf "$folder"' EXIT

"$1" --install "$2" --component device --prefix "$folder/installed" >"$folder/said" || { cat "$folder/said"; exit 1; }
"$1" -S "$3" -B "$folder/build" -G Ninja -DCMAKE_CXX_COMPILER="$4" -DCMAKE_PREFIX_PATH="$folder/installed" \
    -DCMAKE_CXX_FLAGS="-fno-exceptions -fno-rtti" >"$folder/said" || { cat "$folder/said"; exit 1; }
"$1" --build "$folder/build" >"$folder/said" || { cat "$folder/said"; exit 1; }
"$(dirname "$0")/phases.sh" "$5" "$folder/build/phases" "$6"
