#!/usr/bin/env bash
# ics 0.7.3 reads a to-do that is due on a day, and writes it back as due at the midnight in UTC on which
# that day begins: west of Greenwich it is due the evening before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ics==0.7.3'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import ics

print("ics", version("ics"))
lines = [
    *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VTODO", "UID:1"),
    *("DTSTAMP:20261101T000000Z", "SUMMARY:Pay the rent", "DUE;VALUE=DATE:20261224"),
    *("END:VTODO", "END:VCALENDAR"),
]
written = ics.Calendar("\r\n".join(lines)).serialize()
due = [line for line in written.splitlines() if line.startswith("DUE")]
print("DUE;VALUE=DATE:20261224 is written back as", due)
assert due == ["DUE:20261224T000000Z"]
EOF_PYTHON
