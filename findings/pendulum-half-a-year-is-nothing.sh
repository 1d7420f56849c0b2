#!/usr/bin/env bash
# pendulum 3.3.0 divides years and months of a duration each by itself and rounds them to whole ones: half of a
# year is nothing, half of three years is two years, half of a year and a half is three months, and a year divided
# by a day is 0.0. Half of 365 days is 182 days and 12 hours, although these are equal to the year.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pendulum==3.3.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import datetime as dt
from importlib.metadata import version

from pendulum import duration

print("pendulum", version("pendulum"))
year, day = duration(years=1), duration(days=1)
year_and_a_half = duration(years=1, months=6)
for words, found in (
    ("half of a year", year / 2),
    ("half of three years", duration(years=3) / 2),
    ("half of a year and a half", year_and_a_half / 2),
    ("half of 365 days", duration(days=365) / 2),
    ("days in a year", year / day),
):
    print(f"{words}:", found.in_words() or "nothing" if isinstance(found, dt.timedelta) else found)
assert year == duration(days=365) and duration(days=365) / 2 == dt.timedelta(days=182, hours=12)
assert year / 2 == dt.timedelta(0) and year / day == 0
assert (duration(years=3) / 2).years == 2 and (duration(years=3) / 2).months == 0
assert (year_and_a_half / 2).years == 0 and (year_and_a_half / 2).months == 3
EOF_PYTHON
