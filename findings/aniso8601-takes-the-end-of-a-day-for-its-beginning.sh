#!/usr/bin/env bash
# aniso8601 10.0.1, by which Flask-RESTful reads times, takes 2026-01-01T24:00, which ISO 8601 has for
# the end of that day, for its beginning: 2026-01-01T00:00, a day too early. An interval from ten in the morning to
# 24:00 ends before it begins. ciso8601 2.4.1 has the next day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'aniso8601==10.0.1' 'ciso8601==2.4.1'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime
from importlib.metadata import version

from aniso8601 import parse_datetime, parse_interval
from ciso8601 import parse_datetime as other_parse_datetime

print("aniso8601", version("aniso8601"), "and ciso8601", version("ciso8601"))
form = "2026-01-01T24:00:00"
print(f"{form}: {parse_datetime(form)}, {other_parse_datetime(form)} by ciso8601")
assert parse_datetime(form) == datetime(2026, 1, 1)
assert other_parse_datetime(form) == datetime(2026, 1, 2)
interval = "2026-01-01T10:00:00/2026-01-01T24:00:00"
start, end = parse_interval(interval)
print(f"{interval}: from {start} to {end}")
assert (start, end) == (datetime(2026, 1, 1, 10), datetime(2026, 1, 1))
EOF_PYTHON
