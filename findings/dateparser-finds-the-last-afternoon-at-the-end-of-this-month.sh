#!/usr/bin/env bash
# dateparser 1.5.0 with PREFER_DATES_FROM moves a time of day to the day before or after, and leaves the month: 17:30
# in the past, asked on 1 December at 10:00, is 30 December 2026, 29 days ahead; in the future, asked on 31 December
# at 18:00, it is 1 December of the year after. Within a month it is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'dateparser==1.5.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime

import dateparser

print("dateparser", dateparser.__version__)
for prefer, now, seen in (
    ("past", datetime(2026, 12, 15, 10), "2026-12-14 17:30"),
    ("past", datetime(2026, 12, 1, 10), "2026-12-30 17:30"),
    ("past", datetime(2027, 3, 1, 10), "2027-03-28 17:30"),
    ("future", datetime(2026, 12, 15, 18), "2026-12-16 17:30"),
    ("future", datetime(2027, 1, 31, 18), "2027-01-01 17:30"),
    ("future", datetime(2026, 12, 31, 18), "2027-12-01 17:30"),
):
    found = dateparser.parse("17:30", languages=["en"], settings={"RELATIVE_BASE": now, "PREFER_DATES_FROM": prefer})
    print(f"17:30 in the {prefer}, at {now:%Y-%m-%d %H:%M}: {found:%Y-%m-%d %H:%M}")
    assert f"{found:%Y-%m-%d %H:%M}" == seen
EOF_PYTHON
