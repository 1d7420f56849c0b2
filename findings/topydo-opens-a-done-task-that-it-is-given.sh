#!/usr/bin/env bash
# topydo 0.16 takes lines of todo.txt by `add -f`, and puts today in the place of the day on which each was
# created: a done one is then completed before it was created. A done line without a date, `x Call Ann`, which
# it takes for done where it stands in its own file, becomes an open task that is called `x Call Ann`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'topydo==0.16'
export HOME=$folder
printf '%s\n' '2026-02-01 Plan +Move' 'x 2026-02-20 2026-02-01 Pack +Move' 'x Call Ann +Move' > moved.txt
cp moved.txt own.txt
for name in own todo; do
    printf '[topydo]\nfilename = %s/%s.txt\narchive_filename =\n' "$folder" "$name" > "$name.conf"
done
venv/bin/topydo -v | grep .
echo "open where the lines are its own file: $(venv/bin/topydo -c own.conf ls)"
before=$(date +%F)
venv/bin/topydo -c todo.conf add -f moved.txt > /dev/null
echo 'what it writes when they are given to add:'
cat todo.txt
echo "open: $(venv/bin/topydo -c todo.conf ls | paste -sd ';')"
[ "$before" = "$(date +%F)" ] || { echo 'midnight passed: run it again'; exit 1; }
[ "$(venv/bin/topydo -c own.conf ls | grep -c .)" = 1 ]
printf '%s\n' "$before Plan +Move" "x 2026-02-20 $before Pack +Move" "$before x Call Ann +Move" | cmp - todo.txt
