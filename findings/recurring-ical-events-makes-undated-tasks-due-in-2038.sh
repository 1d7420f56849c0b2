#!/usr/bin/env bash
# recurring-ical-events 3.8.2 gives a VTODO without any date a start on 1 January 1970 and a due date on
# 1 January 2038, and finds it on every day between; one with start and due is not found on the day it is due.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'recurring-ical-events==3.8.2' 'icalendar==7.3.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import icalendar
import recurring_ical_events

print("recurring-ical-events", version("recurring-ical-events"))
LINES = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//tasks//EN
BEGIN:VTODO
UID:undated@example.org
DTSTAMP:20261101T100000Z
SUMMARY:Learn to sail
END:VTODO
BEGIN:VTODO
UID:spanning@example.org
DTSTAMP:20261101T100000Z
SUMMARY:Ship the thesis
DTSTART;VALUE=DATE:20261101
DUE;VALUE=DATE:20261203
END:VTODO
END:VCALENDAR
"""
calendar = icalendar.Calendar.from_ical(LINES.replace("\n", "\r\n"))
query = recurring_ical_events.of(calendar, components=["VTODO"])
found = {}
for first, last in (((2026, 12, 2), (2026, 12, 3)), ((2026, 12, 3), (2026, 12, 4)), ((1999, 5, 1), (1999, 5, 2))):
    found[first] = {str(todo["SUMMARY"]): str(todo["DUE"].dt) for todo in query.between(first, last)}
    print(first, found[first])
assert found[2026, 12, 2] == {"Learn to sail": "2038-01-01", "Ship the thesis": "2026-12-03"}
assert found[2026, 12, 3] == {"Learn to sail": "2038-01-01"}
assert found[1999, 5, 1] == {"Learn to sail": "2038-01-01"}
EOF_PYTHON
