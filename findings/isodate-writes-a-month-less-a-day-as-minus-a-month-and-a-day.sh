#!/usr/bin/env bash
# isodate 0.7.2 writes a span of which one part is below zero with one sign for all of it: a month less a day, which
# it reckons rightly with (31 January and that is 27 February), becomes `-P1M1D`, and what it reads there is minus a
# month and minus a day: 30 December. No error says that the format cannot hold the span.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'isodate==0.7.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from datetime import date, timedelta
from importlib.metadata import version

from isodate import Duration, duration_isoformat, parse_duration

print("isodate", version("isodate"))
start = date(2026, 1, 31)
expected = [
    (Duration(months=1) - timedelta(days=1), "-P1M1D", date(2026, 2, 27), date(2025, 12, 30)),
    (Duration(years=1) - timedelta(days=1), "-P1Y1D", date(2027, 1, 30), date(2025, 1, 30)),
    (Duration(months=1) - timedelta(hours=24), "-P1M1D", date(2026, 2, 27), date(2025, 12, 30)),
    (Duration(months=1) + timedelta(days=1), "P1M1D", date(2026, 3, 1), date(2026, 3, 1)),
]
for span, form, end, end_again in expected:
    written = duration_isoformat(span)
    again = start + parse_duration(written)
    print(f"{span}: written {written}; {start} and that: {start + span}, and as read back: {again}")
    assert (written, start + span, again) == (form, end, end_again)
EOF_PYTHON
