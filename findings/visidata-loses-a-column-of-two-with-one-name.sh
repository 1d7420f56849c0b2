#!/usr/bin/env bash
# VisiData 3.4 keeps both of two columns with one name, and writes both to CSV. To JSON it writes the second one only:
# of the hours of two days nothing is left of the first, and nothing is said.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'visidata==3.4' 'setuptools<81'
export HOME=$folder
venv/bin/vd --version
printf 'who,hours,hours\nKim,1,2\nSam,3,4\n' > hours.csv
for kind in csv json; do venv/bin/vd -b hours.csv -o "out.$kind" < /dev/null > log 2>&1; done
csv=$(tr -d '\r' < out.csv | paste -s -d ' ')
json=$(tr -d '\n' < out.json)
echo "CSV: $csv"
echo "JSON: $json"
[ "$csv" = 'who,hours,hours Kim,1,2 Sam,3,4' ]
[ "$json" = '[{"who": "Kim", "hours": "2"},{"who": "Sam", "hours": "4"}]' ]
