#!/usr/bin/env bash
# icalendar 7.3.2 writes a time with an offset, as datetime.fromisoformat makes of `…T10:00:00+02:00`, under a zone
# that is called "UTC+02:00", which no database has and which add_missing_timezones() does not describe. Its own
# reader then gives a time without any zone: the instant is lost. Where a value is several times, all of them are
# written under the zone of the last one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'icalendar==7.3.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar

print("icalendar", icalendar.__version__)
due = datetime.fromisoformat("2026-12-01T10:00:00+02:00")
todo = icalendar.Todo()
todo.add("uid", "rent@example.org")
todo.add("due", due)
berlin, tokyo = (datetime(2026, 12, 1, 10, tzinfo=ZoneInfo(zone)) for zone in ("Europe/Berlin", "Asia/Tokyo"))
todo.add("exdate", [berlin, tokyo])
calendar = icalendar.Calendar()
calendar.add_component(todo)
calendar.add_missing_timezones()
lines = calendar.to_ical().decode().split("\r\n")
print(*(line for line in lines if line.startswith(("DUE", "EXDATE", "TZID"))), sep="\n")
again = icalendar.Calendar.from_ical(calendar.to_ical()).todos[0]
print("given:", due, "read again:", again["due"].dt)
assert 'DUE;TZID="UTC+02:00":20261201T100000' in lines
assert 'TZID:UTC+02:00' not in lines
assert again["due"].dt == datetime(2026, 12, 1, 10)
dates = [one.dt for one in again["exdate"].dts]
print("given:", berlin, tokyo, "read again:", *dates)
assert dates == [tokyo, tokyo]
EOF_PYTHON
