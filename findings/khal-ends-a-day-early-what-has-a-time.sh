#!/usr/bin/env bash
# khal 0.14.1, `khal new --repeat daily --until 2027-03-03`: a whole day from 1 March comes on the 1st, 2nd and 3rd,
# an event at 9:00 on the 1st and 2nd. For both it writes the midnight with which the last day begins, and beside the
# whole day, which has no time, too: UNTIL=20270303T000000, where iCalendar wants a date.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'khal==0.14.1' 'icalendar==7.3.2' 'click==8.5.1'
export HOME=$folder TZ=UTC
mkdir events
cat > config <<EOF_CONFIG
[calendars]
[[home]]
path = $folder/events
[sqlite]
path = $folder/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
EOF_CONFIG
khal() { venv/bin/khal --config config "$@" 2>> errors; }
khal --version
khal new --calendar home --repeat daily --until 2027-03-03 2027-03-01 09:00 10:00 talk
khal new --calendar home --repeat daily --until 2027-03-03 2027-03-01 fair
grep -h '^RRULE' events/*.ics | tr -d '\r' | sort | tee rules
khal list --day-format '' --format '{start-date} {title}' 2027-03-01 2027-03-06 | sort | tee days
[ "$(grep -c fair days)" = 3 ]
[ "$(grep -c talk days)" = 2 ]
grep -q 'UNTIL=20270303T000000$' rules
