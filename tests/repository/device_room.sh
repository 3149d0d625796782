#!/usr/bin/env bash
# device_room.sh SOURCE-DIR ROOM COMPILER: every file of a device room compiles alone, without exceptions and RTTI.
set -u
cd "$1" || exit 1
flags=(-std=c++20 -fno-exceptions -fno-rtti -Wall -Wextra -Wshadow -Wconversion -Wdouble-promotion -Werror
       -fsyntax-only -I .)
failed=0
count=0
for file in "footfall/$2"/*.h "footfall/$2"/*.cpp; do
    [[ -e $file ]] || continue
    count=$((count + 1))
    # Through -include a header is compiled as one: as main file it would be warned of for its #pragma once.
    "$3" "${flags[@]}" -include "$file" -x c++ /dev/null || { echo "does not stand alone: $file"; failed=1; }
done
echo "$count files of footfall/$2 compiled alone"
[[ $count -gt 0 ]] || failed=1
exit $failed
