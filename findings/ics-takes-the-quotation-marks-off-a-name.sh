#!/usr/bin/env bash
# ics 0.7.3 (for Python) reads `ORGANIZER;CN="Lee, Robin: roofs":mailto:…` and writes it without the quotation marks:
# `CN=Lee\, Robin: roofs:mailto:…`. What comes after the colon is then the address for whoever reads it, and where a
# name of an ATTENDEE has a comma, ics refuses the file that it wrote itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ics==0.7.3' 'icalendar==7.3.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from icalendar import Calendar as OtherCalendar
from ics import Calendar

print("ics", version("ics"), "and icalendar", version("icalendar"))
lines = ['ORGANIZER;CN="Lee: roofs":mailto:lee@example.org', 'ATTENDEE;CN="Day, Kim":mailto:kim@example.org']
event = ["BEGIN:VEVENT", "UID:roof@example.org", "DTSTAMP:20261101T100000Z", "DTSTART:20261205T100000Z", *lines]
head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//tasks//EN"]
written = Calendar("\r\n".join([*head, *event, "END:VEVENT", "END:VCALENDAR", ""])).serialize()
changed = [line for line in written.splitlines() if line.startswith(("ORGANIZER", "ATTENDEE"))]
print("read:", *lines, "written:", *changed, sep="\n")
assert sorted(changed) == [
    r"ATTENDEE;CN=Day\, Kim:mailto:kim@example.org", "ORGANIZER;CN=Lee: roofs:mailto:lee@example.org"
]
organizer = OtherCalendar.from_ical(written).walk("VEVENT")[0]["ORGANIZER"]
print("icalendar reads of it:", organizer.params, str(organizer))
assert (organizer.params["CN"], str(organizer)) == ("Lee", " roofs:mailto:lee@example.org")
try:
    Calendar(written)
except ValueError as error:
    print("ics reads of it:", error)
    assert str(error) == "A ATTENDEE must have at most one CN"
else:
    raise SystemExit("ics reads it again")
EOF_PYTHON
