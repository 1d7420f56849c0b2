#!/usr/bin/env bash
# icalevents 0.3.1 takes a change for this one and all that follow (RECURRENCE-ID;RANGE=THISANDFUTURE) for a change of
# this one: the others stay at the old hour. recurring-ical-events 3.8.2 moves them all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'icalevents==0.3.1' \
    'icalendar==7.3.2' 'recurring-ical-events==3.8.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime
from importlib.metadata import version

import icalendar
import recurring_ical_events
from icalevents.icalevents import events

for name in ("icalevents", "recurring-ical-events"):
    print(name, version(name))


def found(first: datetime, last: datetime, *parts: str) -> tuple[list[str], list[str]]:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//calendar//EN"]
    for part in parts:
        lines += ["BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20261101T000000Z", *part.split(), "END:VEVENT"]
    text = "\r\n".join([*lines, "END:VCALENDAR", ""])
    all_found = events(string_content=text.encode(), start=first, end=last)
    one_way = sorted(f"{one.start:%m-%d %H:%M} {one.summary}" for one in all_found)
    others = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(first, last)
    return one_way, sorted(f"{one.start:%m-%d %H:%M} {one['SUMMARY']}" for one in others)


YEAR = datetime(2027, 1, 1), datetime(2027, 12, 31)
series = "SUMMARY:talk DTSTART:20270104T090000Z DTEND:20270104T100000Z RRULE:FREQ=DAILY;COUNT=4"
change = "SUMMARY:later DTSTART:20270105T110000Z DTEND:20270105T120000Z"
change += " RECURRENCE-ID;RANGE=THISANDFUTURE:20270105T090000Z"
seen, other = found(*YEAR, series, change)
print(f"icalevents: {seen}\nrecurring-ical-events: {other}")
assert seen == ["01-04 09:00 talk", "01-05 11:00 later", "01-06 09:00 talk", "01-07 09:00 talk"]
assert other == ["01-04 09:00 talk", "01-05 11:00 later", "01-06 11:00 later", "01-07 11:00 later"]
EOF_PYTHON
