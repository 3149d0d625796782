#!/usr/bin/env bash
# phases.sh FOOTFALL PHASES MODEL: the example sees a simulated walk as analyze does.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$1" simulate --out "$folder/walk" --people 1 --recordings 1 --seconds 30 --lost 0 --seed 4 >"$folder/said"
# The left foot's columns.
awk -F, 'NR > 1 { print $1, $2, $3, $4, $5, $6, $7 }' "$folder/walk/P01-1.csv" >"$folder/samples"
"$2" "$3" left 100 <"$folder/samples" >"$folder/phases"

awk '
    $3 == "none" { none++ }
    $3 == "stance" || $3 == "swing" { gait++; if ($3 != last) runs++; last = $3 }
    $2 < 0 || $2 >= 100.05 { exit 1 }
    END {
        printf "%d samples of gait, %d of none, %d phases\n", gait, none, runs
        # Some 20 strides in 30 s; standing and learning the mounting are none.
        exit !(gait > 1000 && none > 200 && runs >= 20 && runs <= 60)
    }' "$folder/phases"

# What it can't use it says, and how it is used.
! "$2" "$folder/samples" left 100 <"$folder/samples" 2>"$folder/said" || exit 1
grep -q "$folder/samples: " "$folder/said"
! "$2" 2>"$folder/said" || exit 1
grep -q "^usage: phases MODEL" "$folder/said"
