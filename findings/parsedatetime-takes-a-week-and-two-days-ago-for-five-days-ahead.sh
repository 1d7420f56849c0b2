#!/usr/bin/env bash
# parsedatetime 2.6 hears "ago" of the last amount only: "1 week 2 days ago" is a week ahead less two days, "1 hour 30
# minutes ago" in half an hour, and "1 year 2 months ago" ten months ahead. So it is with "and", with commas, and with
# "before".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'parsedatetime==2.6'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime
from importlib.metadata import version

import parsedatetime

print("parsedatetime", version("parsedatetime"))
calendar = parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE)
tuesday = datetime(2026, 12, 1, 10)
for text, seen in {
    "2 days ago": "2026-11-29 10:00",
    "1 week 2 days ago": "2026-12-06 10:00",
    "2 days and 3 hours ago": "2026-12-03 07:00",
    "1 hour 30 minutes ago": "2026-12-01 10:30",
    "1 year, 2 months ago": "2027-10-01 10:00",
    "1 hour 30 minutes before noon": "2026-12-01 12:30",
}.items():
    when, context = calendar.parseDT(text, tuesday)
    print(f"{text!r}: {when:%Y-%m-%d %H:%M}, found: {context.hasDateOrTime}")
    assert context.hasDateOrTime
    assert f"{when:%Y-%m-%d %H:%M}" == seen
EOF_PYTHON
