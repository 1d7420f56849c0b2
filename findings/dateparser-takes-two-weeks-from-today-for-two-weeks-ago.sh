#!/usr/bin/env bash
# dateparser 1.5.0: "two weeks from today" is two weeks ago, and "1 month from today" a month ago, also where dates of
# the future are preferred. "a week from now" and "in a week from today" are ahead; of "3 days from today" and "two
# days after tomorrow" today and tomorrow are left.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'dateparser==1.5.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import datetime

import dateparser

print("dateparser", dateparser.__version__)
now = datetime(2026, 12, 1, 10)
for text, seen in {
    "a week from now": "2026-12-08",
    "in a week from today": "2026-12-08",
    "a week from today": "2026-11-24",
    "two weeks from today": "2026-11-17",
    "1 month from today": "2026-11-01",
    "3 days from today": "2026-12-01",
    "two days after tomorrow": "2026-12-02",
}.items():
    settings = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future"}
    found = dateparser.parse(text, languages=["en"], settings=settings)
    print(f"{text!r} on {now:%Y-%m-%d}: {found:%Y-%m-%d}")
    assert f"{found:%Y-%m-%d}" == seen
EOF_PYTHON
