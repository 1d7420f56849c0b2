#!/usr/bin/env bash
# Miller 6.6.0: `top` gives the records with the largest values of a field, and of 3, 7 and an empty cell that is the
# empty one; with -n 2 the 7 comes second. `stats1 -a max` passes over empty cells and says 7, as does `top --min`,
# which says 3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq miller=6.6.0-2+b3 2> /dev/null
dpkg -x miller_*.deb .
usr/bin/mlr --version
printf 'who,hours\nKim,3\nAlex,\nSam,7\n' > hours.csv
seen() { usr/bin/mlr --icsv --ocsv --headerless-csv-output "$@" hours.csv | paste -s -d ' '; }
top=$(seen top -f hours -a)
two=$(seen top -f hours -a -n 2)
least=$(seen top -f hours -a --min)
most=$(seen stats1 -a max -f hours)
echo "top: $top; two: $two; --min: $least; stats1 max: $most"
[ "$top" = 'Alex,' ] && [ "$two" = 'Alex, Sam,7' ] && [ "$least" = 'Kim,3' ] && [ "$most" = 7 ]
