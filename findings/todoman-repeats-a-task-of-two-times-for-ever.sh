#!/usr/bin/env bash
# todoman 4.7.0 makes the next task when one that repeats is done, and gives it the whole rule again: with COUNT=2
# a third comes as well, again with COUNT=2, and so on. And it moves start and due date each by itself: a monthly
# task from 31 January to 2 February is next due on 2 March, starts on 31 March, and the third has no start at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'todoman==4.7.0'
export HOME=$folder XDG_CONFIG_HOME=$folder XDG_CACHE_HOME=$folder XDG_DATA_HOME=$folder
mkdir -p todoman lists/home
printf 'path = "%s/lists/*"\ndate_format = "%%Y-%%m-%%d"\ndefault_list = "home"\n' "$folder" > todoman/config.py
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//EN BEGIN:VTODO UID:1 DTSTAMP:20261101T000000Z \
    SUMMARY:Review 'DTSTART;VALUE=DATE:20270131' 'DUE;VALUE=DATE:20270202' 'RRULE:FREQ=MONTHLY;COUNT=2' \
    END:VTODO END:VCALENDAR > lists/home/review.ics
finish() { # the task with this number, and show what is open then
    venv/bin/todo 'done' "$1" > "said-$1"
    grep -L 'STATUS:COMPLETED' lists/home/*.ics | xargs grep -hE '^(DTSTART|DUE|RRULE)' | tr -d '\r' | paste -sd ' '
}
venv/bin/pip list --disable-pip-version-check 2> /dev/null | grep '^todoman'
first=$(finish 1)
second=$(finish 2)
printf 'once done, next: %s\ntwice done, next: %s\n' "$first" "$second"
[ "$first" = 'DTSTART;VALUE=DATE:20270331 DUE;VALUE=DATE:20270302 RRULE:FREQ=MONTHLY;COUNT=2' ]
[ "$second" = 'DUE;VALUE=DATE:20270402 RRULE:FREQ=MONTHLY;COUNT=2' ]
