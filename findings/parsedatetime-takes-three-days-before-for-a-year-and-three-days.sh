#!/usr/bin/env bash
# parsedatetime 2.6: "3 days before jan 2 2027" is 30 December 2025, and "3 days after feb 10 2027" 13 February 2028:
# a day whose month is written first is moved by a year as well, with the year or without. "3 days before 2 jan 2027"
# and 2027-01-02 are right, and so is "jan 2 2027" alone.
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
    "jan 2 2027": "2027-01-02 10:00",
    "3 days before 2 jan 2027": "2026-12-30 10:00",
    "3 days before 2027-01-02": "2026-12-30 10:00",
    "3 days before jan 2 2027": "2025-12-30 10:00",
    "3 days before jan 2": "2025-12-30 10:00",
    "3 days after feb 10 2027": "2028-02-13 10:00",
}.items():
    when, context = calendar.parseDT(text, tuesday)
    print(f"{text!r}: {when:%Y-%m-%d %H:%M}, found: {context.hasDateOrTime}")
    assert context.hasDateOrTime
    assert f"{when:%Y-%m-%d %H:%M}" == seen
EOF_PYTHON
