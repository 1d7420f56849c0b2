#!/usr/bin/env bash
# icalevents 0.3.1 tells icalendar 7.3.2 to use pytz when it is imported, for all of the process, and pytz does not
# follow sums: the day after 27 March 2027 at 12:00 in Berlin is 12:00 with the offset of winter, an hour off, and
# 2:30 in the night in which the clocks go back is the second one, not the first. Nobody called icalevents.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'icalevents==0.3.1' 'icalendar==7.3.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import importlib
from importlib.metadata import version

import icalendar

print("icalevents", version("icalevents"), "icalendar", version("icalendar"))
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


def times(start: str) -> str:
    event = icalendar.Calendar.from_ical(CALENDAR % (start, "P1D")).walk("VEVENT")[0]
    return f"{event.start} to {event.end}"


before = [times("20270327T120000"), times("20271031T023000")]
importlib.import_module("icalevents.icalevents")
after = [times("20270327T120000"), times("20271031T023000")]
for first, second in zip(before, after, strict=True):
    print(f"before the import {first}, after it {second}")
assert before[0].endswith("03-28 12:00:00+02:00") and after[0].endswith("03-28 12:00:00+01:00")
assert before[1].startswith("2027-10-31 02:30:00+02:00") and after[1].startswith("2027-10-31 02:30:00+01:00")
EOF_PYTHON
