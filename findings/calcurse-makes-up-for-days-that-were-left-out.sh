#!/usr/bin/env bash
# calcurse 4.7.1 reads a rule that repeats a number of times and the days that are left out of it, and counts only what
# is left: of three weeks of which the second is an EXDATE it makes three all the same, with one in the week after the
# end. In iCalendar the days left out count: there are two. Where the rule has an end by its day it comes out right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq calcurse=4.7.1-1 2> /dev/null
dpkg -x calcurse_*.deb .
export TZ=UTC LC_ALL=C.UTF-8
usr/bin/calcurse --version | sed -n 1p
days() { # the days on which there is a course by the rule RULE
    rm -rf data
    mkdir data
    cat > course.ics <<EOF_ICS
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//example//EN
BEGIN:VEVENT
UID:course@example.org
DTSTAMP:20261101T000000Z
DTSTART:20261203T100000
DTEND:20261203T110000
RRULE:FREQ=WEEKLY;$1
EXDATE:20261210T100000
SUMMARY:Course
END:VEVENT
END:VCALENDAR
EOF_ICS
    usr/bin/calcurse -D data -C data -q -i course.ics > log 2>&1
    usr/bin/calcurse -D data -C data --query --input-datefmt 4 --output-datefmt '%m-%d' --from 2026-12-01 --days 60 \
        | sed -n 's/^\([0-9-]*\):$/\1/p' | paste -s -d ' '
}
counted=$(days 'COUNT=3')
ended=$(days 'UNTIL=20261217T100000')
echo "COUNT=3 without 12-10: $counted"
echo "UNTIL 12-17 without 12-10: $ended"
[ "$counted" = '12-03 12-17 12-24' ] && [ "$ended" = '12-03 12-17' ]
