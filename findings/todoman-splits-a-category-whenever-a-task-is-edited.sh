#!/usr/bin/env bash
# todoman 4.7.0 with icalendar 7.3.2: when only the priority of a task is changed, `CATEGORIES:Home\, garden,Money`
# becomes `CATEGORIES:Home, garden,Money`: two categories are three from then on, for everyone who shares the
# calendar. In the same step `DUE;TZID=Asia/Tokyo` loses its zone and is the same instant in UTC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'todoman==4.7.0' 'icalendar==7.3.2'
export HOME=$folder TZ=UTC
mkdir -p calendars/home
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//tasks//EN BEGIN:VTODO UID:roof@example.org \
    DTSTAMP:20261101T100000Z 'SUMMARY:Mend the roof\, at last' 'CATEGORIES:Home\, garden,Money' \
    'DUE;TZID=Asia/Tokyo:20261205T230000' END:VTODO END:VCALENDAR > calendars/home/roof.ics
cat > config.py <<EOF_CONFIG
path = "$folder/calendars/*"
default_list = "home"
cache_path = "$folder/cache.sqlite3"
EOF_CONFIG
show() { tr -d '\r' < calendars/home/roof.ics | grep -E '^(SUMMARY|CATEGORIES|DUE|PRIORITY)' | sort; }
venv/bin/todo --version
show > before
venv/bin/todo --config config.py list > /dev/null
venv/bin/todo --config config.py edit 1 --priority low > /dev/null
show > after
echo 'before:' && cat before
echo 'after todo edit 1 --priority low:' && cat after
printf '%s\n' 'CATEGORIES:Home, garden,Money' 'DUE:20261205T140000Z' PRIORITY:9 'SUMMARY:Mend the roof\, at last' |
    cmp - after
