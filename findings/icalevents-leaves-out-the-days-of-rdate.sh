#!/usr/bin/env bash
# icalevents 0.3.1 reads rules and exceptions and passes over RDATE: of an event on 4 January that has 10 and 12
# January by RDATE, and of one that has them beside a rule, it gives the start and the days of the rule alone.
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
days = "RDATE:20270110T090000Z,20270112T090000Z"
alone = found(*YEAR, f"SUMMARY:talk DTSTART:20270104T090000Z DTEND:20270104T100000Z {days}")
beside = found(*YEAR, f"SUMMARY:talk DTSTART:20270104T090000Z DTEND:20270104T100000Z RRULE:FREQ=DAILY;COUNT=2 {days}")
without = found(*YEAR, "SUMMARY:talk DTSTART:20270104T090000Z RRULE:FREQ=DAILY;COUNT=2 EXDATE:20270104T090000Z")
print(f"RDATE alone: {alone}\nRDATE and RRULE: {beside}\nEXDATE: {without}")
assert alone == ["01-04 09:00 talk"]
assert beside == ["01-04 09:00 talk", "01-05 09:00 talk"]
assert without == ["01-05 09:00 talk"]
EOF_PYTHON
