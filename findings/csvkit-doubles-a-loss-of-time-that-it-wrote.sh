#!/usr/bin/env bash
# csvkit 2.2.0 writes a span below zero as Python does, with a sign that goes for the days alone: an hour less is
# `-1 day, 23:00:00`. Read again, the sign goes for all of it: a second csvsort makes nearly two days less of the hour,
# a third nearly three. Nothing but sorting was asked for. Spans above zero stay what they are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'csvkit==2.2.0' 'agate==1.14.2' 'pytimeparse==1.1.10'
venv/bin/pip list --disable-pip-version-check 2> /dev/null | grep -E '^(csvkit|agate|pytimeparse) '
printf 'day,more\nMonday a,-1h\nMonday b,26h\n' > 0.csv
for time in 1 2 3; do
    venv/bin/csvsort -c more "$((time - 1)).csv" > "$time.csv"
    echo "sorted $time times: $(sed 1d "$time.csv" | paste -s -d ' ')"
done | tee seen
expected() { echo "sorted $1 times: Monday a,\"$2\" Monday b,\"1 day, 2:00:00\""; }
diff seen - <<EOF_SEEN
$(expected 1 '-1 day, 23:00:00')
$(expected 2 '-2 days, 1:00:00')
$(expected 3 '-3 days, 23:00:00')
EOF_SEEN
