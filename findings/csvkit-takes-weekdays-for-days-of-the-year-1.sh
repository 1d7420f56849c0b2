#!/usr/bin/env bash
# csvkit 2.2.0 guesses what a column holds and writes it anew: of `Mon` and `Fri` it makes days in January of the year
# 1, of `today` and `tomorrow` the first two of them, and sorts by that. The weekdays are gone from what csvsort and
# csvjson write. With another word among them, `Mon` and `later`, or with -I, they stay.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    'csvkit==2.2.0' 'agate==1.14.2' 'parsedatetime==2.6'
"$folder/venv/bin/pip" list --disable-pip-version-check 2> /dev/null | grep -E '^(csvkit|agate|parsedatetime) '
sorted() { # what csvsort makes of two tasks on the days $1 and $2
    printf 'task,day\nRun,%s\nRead,%s\n' "$1" "$2" | "$folder/venv/bin/csvsort" -c day ${3:+"$3"} \
        | sed 1d | paste -s -d ' '
}
weekdays=$(sorted Mon Fri)
words=$(sorted today tomorrow)
mixed=$(sorted Mon later)
plain=$(sorted Mon Fri -I)
echo "Run on Mon, Read on Fri: $weekdays"
echo "Run today, Read tomorrow: $words"
echo "Run on Mon, Read later: $mixed"
echo "Run on Mon, Read on Fri, with -I: $plain"
[ "$weekdays" = 'Read,0001-01-05 Run,0001-01-08' ] && [ "$words" = 'Run,0001-01-01 Read,0001-01-02' ]
[ "$mixed" = 'Run,Mon Read,later' ] && [ "$plain" = 'Read,Fri Run,Mon' ]
