#!/usr/bin/env bash
# icalevents 0.3.1: a stay from 1 to 10 February is found on the 5th when it is one event, and not when it is one of a
# rule: of what repeats, only what begins within the range is found, so that a night shift of every Monday is not
# there on Tuesday.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'icalevents==0.3.1' 'icalendar==7.3.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime
from importlib.metadata import version

from icalevents.icalevents import events

print("icalevents", version("icalevents"))


def found(first: datetime, last: datetime, *parts: str) -> list[str]:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//calendar//EN"]
    for part in parts:
        lines += ["BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20261101T000000Z", *part.split(), "END:VEVENT"]
    text = "\r\n".join([*lines, "END:VCALENDAR", ""])
    all_found = events(string_content=text.encode(), start=first, end=last)
    return sorted(f"{one.start:%m-%d %H:%M} {one.summary}" for one in all_found)


YEAR = datetime(2027, 1, 1), datetime(2027, 12, 31)
fifth = datetime(2027, 2, 5), datetime(2027, 2, 6)
stay = "SUMMARY:stay DTSTART:20270201T090000Z DTEND:20270210T090000Z"
once, monthly = found(*fifth, stay), found(*fifth, f"{stay} RRULE:FREQ=MONTHLY;COUNT=3")
print(f"on 5 February: {once}, repeated: {monthly}")
tuesday = datetime(2027, 1, 12), datetime(2027, 1, 12, 23)
night = found(*tuesday, "SUMMARY:night DTSTART:20270104T220000Z DTEND:20270105T060000Z RRULE:FREQ=WEEKLY;COUNT=9")
print(f"on Tuesday 12 January: {night}")
assert once == ["02-01 09:00 stay"] and monthly == [] and night == []
EOF_PYTHON
