#!/usr/bin/env bash
# parsedatetime 2.6 passes over the weekday of another week: on a Tuesday "monday next week", "friday next week" and
# "next week sunday" are all the next Tuesday, "monday last week" the one before, and "thursday in 2 weeks" is a
# Tuesday too; each with a context that says a date was found.
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
    "next monday": "2026-12-07 09:00",
    "monday next week": "2026-12-08 09:00",
    "friday next week": "2026-12-08 09:00",
    "next week sunday": "2026-12-08 09:00",
    "monday last week": "2026-11-24 09:00",
    "thursday in 2 weeks": "2026-12-15 10:00",
}.items():
    when, context = calendar.parseDT(text, tuesday)
    print(f"{text!r}: {when:%Y-%m-%d %H:%M}, found: {context.hasDateOrTime}")
    assert context.hasDateOrTime
    assert f"{when:%Y-%m-%d %H:%M}" == seen
EOF_PYTHON
