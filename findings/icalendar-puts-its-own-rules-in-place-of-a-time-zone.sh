#!/usr/bin/env bash
# icalendar 7.3.2 does not read the rules of a VTIMEZONE whose TZID is the name of a zone that Python
# knows: to_tz gives Python's own zone. A calendar whose file says that its Europe/Berlin is five hours
# ahead of UTC, as old or test calendars may, is read as one hour ahead; under another name its rules hold.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'icalendar==7.3.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime, timedelta
from importlib.metadata import version

from icalendar import Timezone

print("icalendar", version("icalendar"))
LINES = (
    "BEGIN:VTIMEZONE", "TZID:{name}", "BEGIN:STANDARD", "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0500", "TZOFFSETTO:+0500", "END:STANDARD", "END:VTIMEZONE", "",
)
offsets = {}
for name in ("Europe/Berlin", "Five hours"):
    zone = Timezone.from_ical("\r\n".join(LINES).format(name=name)).to_tz()
    offsets[name] = datetime(2026, 1, 1, tzinfo=zone).utcoffset()
    print(f"{name}, told to be 5:00:00 ahead, is read as {offsets[name]}")
assert offsets == {"Europe/Berlin": timedelta(hours=1), "Five hours": timedelta(hours=5)}
EOF_PYTHON
