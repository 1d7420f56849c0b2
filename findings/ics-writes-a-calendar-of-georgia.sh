#!/usr/bin/env bash
# ics 0.7.3 writes CALSCALE:GEORGIAN into a calendar that it read without a scale, where RFC 5545 knows
# GREGORIAN alone; a reader that takes the standard at its word may refuse the file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ics==0.7.3'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import ics

print("ics", version("ics"))
lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "END:VCALENDAR"]
written = ics.Calendar("\r\n".join(lines)).serialize()
scale = [line for line in written.splitlines() if line.startswith("CALSCALE")]
print("read without a scale, written with:", scale)
assert scale == ["CALSCALE:GEORGIAN"]
EOF_PYTHON
