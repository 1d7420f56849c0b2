#!/usr/bin/env bash
# unison 2.52.1 with `-batch -prefer newer`: where both sides of a conflict have the same time,
# none is newer, yet the one of the second root wins, the other is gone, and nothing says so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq unison-2.52=2.52.1-1
dpkg -x unison-2.52_*.deb .
program=$(find "$folder/usr/bin" -name 'unison*' ! -name '*fsmonitor*' ! -name '*gtk*' | sort | head -n 1)
export HOME="$folder"
"$program" -version

try() { # what both sides hold when the roots are given in this order
    rm -rf left right .unison
    mkdir left right
    echo 'begun' > left/notes.txt
    "$program" "$@" -batch > log 2>&1
    echo 'written left' > left/notes.txt
    echo 'written right' > right/notes.txt
    touch -d '2026-11-29 12:00' left/notes.txt right/notes.txt
    "$program" "$@" -batch -prefer newer > log 2>&1 # ends with 0
    cat left/notes.txt right/notes.txt | sort -u
}
forth=$(try left right)
back=$(try right left)
echo "unison left right: both hold '$forth'; unison right left: both hold '$back'"
[ "$forth" = 'written right' ] && [ "$back" = 'written left' ]
