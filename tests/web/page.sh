#!/usr/bin/env bash
# One part of the page's tests: page.sh types|unit|story WEB-FOLDER. Exit code 77: not tried, as something is missing.
set -eu
part=$1 page=$2

skip() { echo "SKIPPED: $*"; exit 77; }

command -v npm >/dev/null || skip "no npm; ./test installs it"
[[ -d $page/node_modules/vitest && -d $page/node_modules/@playwright/test ]] ||
    skip "no npm packages in $page/node_modules; ./test installs them where npm reaches a registry"

case $part in
    types) npm --prefix "$page" run types ;;
    unit) npm --prefix "$page" run test ;;
    story)
        [[ -x ${FOOTFALL_CHROMIUM:-} ]] || skip "no Chromium; ./test installs it"
        [[ -f $page/dist/index.html ]] || skip "no built page in $page/dist; ./run and ./test build it"
        npm --prefix "$page" run e2e
        ;;
    *) echo "no part of the page's tests: $part" >&2; exit 2 ;;
esac
