#!/usr/bin/env bash
# icalendar 7.3.2 (for Python) reads `RESOURCES:Ladder\, long,Van`, two resources by RFC 5545, as one text, and
# writes `RESOURCES:Ladder\, long\,Van` of it: for everyone who reads the file then it is one. The parts of a
# REQUEST-STATUS are one text in the same way from then on. CATEGORIES, a list of the same kind, stay as they are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'icalendar==7.3.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from icalendar import Calendar

print("icalendar", version("icalendar"))
lines = [
    r"CATEGORIES:Home\, garden,Money", r"RESOURCES:Ladder\, long,Van", r"REQUEST-STATUS:2.8;Success\, repeated;DUE",
]
event = ["BEGIN:VEVENT", "UID:roof@example.org", "DTSTAMP:20261101T100000Z", *lines, "END:VEVENT"]
calendar = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//tasks//EN", *event, "END:VCALENDAR", ""]
read = Calendar.from_ical("\r\n".join(calendar))
written = read.to_ical().decode().split("\r\n")
changed = [line for line in written if line.startswith(("CATEGORIES", "RESOURCES", "REQUEST-STATUS"))]
print("read:", *lines, "written:", *changed, sep="\n")
print("RESOURCES as Python sees it:", repr(str(read.walk("VEVENT")[0]["RESOURCES"])))
assert sorted(changed) == sorted(
    [lines[0], r"RESOURCES:Ladder\, long\,Van", r"REQUEST-STATUS:2.8\;Success\, repeated\;DUE"]
)
EOF_PYTHON
