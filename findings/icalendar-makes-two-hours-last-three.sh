#!/usr/bin/env bash
# icalendar 7.3.2 (for Python): the end of an event with DTSTART and DURATION comes by the clock on the wall. A train
# of PT2H that leaves Berlin at 1:30 in the night in which the clocks go back has an end three hours later, and 24
# hours (PT24H) over the night of spring are 23; iCalendar has hours exact, and days alone by the calendar.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'icalendar==7.3.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import UTC
from importlib.metadata import version

import icalendar

print("icalendar", version("icalendar"))
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//calendar//EN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20261101T000000Z
SUMMARY:Night train
DTSTART;TZID=Europe/Berlin:%s
DURATION:%s
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
for start, duration, hours in (
    ("20271031T013000", "PT2H", 3),
    ("20270327T120000", "PT24H", 23),
    ("20270327T120000", "P1D", 23),
    ("20271030T013000", "PT2H", 2),
):
    event = icalendar.Calendar.from_ical(CALENDAR % (start, duration)).walk("VEVENT")[0]
    lasts = (event.end.astimezone(UTC) - event.start.astimezone(UTC)).total_seconds() / 3600
    print(f"{event.start} and {duration} is {event.end}: {lasts:g} hours")
    assert lasts == hours
EOF_PYTHON
