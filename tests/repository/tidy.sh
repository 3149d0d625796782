#!/usr/bin/env bash
# tidy.sh SOURCE-DIR BUILD-DIR CLANG-TIDY FILE: clang-tidy finds nothing in FILE. What it found nothing in before, and
# what has not been compiled again since, is not looked at again.
set -u
cd "$1" || exit 1
"$3" --version | grep -q 'version 14\.' || { echo "no verdict without clang-tidy 14"; exit 77; }
stamp="$2/tidy/$4.clean"
# The build compiles a file again exactly when it, or a header it reads, has changed.
object=$(compgen -G "$2/CMakeFiles/*.dir/$4.o")
if [[ -f $object && $stamp -nt $object && $stamp -nt .clang-tidy && $stamp -nt "$3" ]]; then
    echo "unchanged since it was found clean"
    exit 0
fi
# The commands without GCC's precompiled headers, which clang can't read.
database="$2/tidy/compile_commands.json"
if [[ ! $database -nt $2/compile_commands.json ]]; then
    mkdir -p "$2/tidy"
    sed -E 's/ -Winvalid-pch -include [^ ]+//; s/ -fpch-preprocess//' "$2/compile_commands.json" >"$database.$$" &&
        mv "$database.$$" "$database" || exit 1
fi
"$3" --quiet -p "$2/tidy" "$4" || exit 1
mkdir -p "${stamp%/*}" && touch "$stamp"
