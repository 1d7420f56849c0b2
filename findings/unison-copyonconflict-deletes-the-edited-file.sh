#!/usr/bin/env bash
# unison 2.52.1 with -copyonconflict: a file that was edited here and deleted there is renamed to a
# copy called "was_deleted" on the other side instead of being brought back, and the next run
# deletes the edited file as well. Without -copyonconflict, `-prefer newer` brings it back.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq unison-2.52=2.52.1-1
dpkg -x unison-2.52_*.deb .
program=$(find "$folder/usr/bin" -name 'unison*' ! -name '*fsmonitor*' ! -name '*gtk*' | sort | head -n 1)
export HOME="$folder"
"$program" -version

try() { # the names on both sides after an edit on the right and a deletion on the left
    rm -rf left right .unison
    mkdir left right
    echo 'other' > left/other.txt
    echo 'begun' > left/notes.txt
    "$program" left right -batch > log 2>&1
    rm left/notes.txt
    echo 'edited' > right/notes.txt
    "$program" left right -batch -prefer newer "$@" > log 2>&1
    "$program" left right -batch -prefer newer "$@" > log 2>&1
    (cd left && ls) | paste -sd '|'
    (cd right && ls) | paste -sd '|'
}
plain=$(try)
copies=$(try -copyonconflict)
echo "-prefer newer, two runs:" $plain
echo "-prefer newer -copyonconflict, two runs:" $copies
[ "$plain" = 'notes.txt|other.txt
notes.txt|other.txt' ]
! grep -q 'notes.txt' <<< "$copies"
grep -q 'was_deleted' <<< "$copies"
