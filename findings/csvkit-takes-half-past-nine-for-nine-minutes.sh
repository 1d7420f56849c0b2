#!/usr/bin/env bash
# csvkit 2.2.0 has no times of day: a column of `9:30` and `12:00` is taken for minutes and seconds and comes out as
# `0:09:30` and `0:12:00`, from csvsort and csvjson alike. Beside a time with seconds the order is wrong, too: lunch at
# `12:00` stands before a talk at `9:30:00`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'csvkit==2.2.0' 'agate==1.14.2' 'pytimeparse==1.1.10'
"$folder/venv/bin/pip" list --disable-pip-version-check 2> /dev/null | grep -E '^(csvkit|agate|pytimeparse) '
sorted() { # what csvsort makes of a talk and lunch that begin at $1 and $2
    printf 'what,begins\ntalk,%s\nlunch,%s\n' "$1" "$2" | "$folder/venv/bin/csvsort" -c begins \
        | sed 1d | paste -s -d ' '
}
short=$(sorted 9:30 12:00)
mixed=$(sorted 9:30:00 12:00)
echo "talk at 9:30, lunch at 12:00: $short"
echo "talk at 9:30:00, lunch at 12:00: $mixed"
[ "$short" = 'talk,0:09:30 lunch,0:12:00' ] && [ "$mixed" = 'lunch,0:12:00 talk,9:30:00' ]
