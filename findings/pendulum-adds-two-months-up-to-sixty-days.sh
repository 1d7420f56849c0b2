#!/usr/bin/env bash
# pendulum 3.3.0 keeps the months of a Duration, and -Duration and * 2 keep them too; but a month and a month is 8
# weeks and 4 days, a year less a month 47 weeks and 6 days, and abs() of minus a month a timedelta of 30 days. Two
# months added to 31 January, so summed, are 1 April, and 31 March when multiplied.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pendulum==3.3.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import datetime
from importlib.metadata import version

import pendulum

print("pendulum", version("pendulum"))
month, year = pendulum.duration(months=1), pendulum.duration(years=1)
for name, span, seen in (
    ("month * 2", month * 2, "2 months"),
    ("month + month", month + month, "8 weeks 4 days"),
    ("year - month", year - month, "47 weeks 6 days"),
):
    print(f"{name}: {span.in_words(locale='en')}")
    assert span.in_words(locale="en") == seen
print(f"abs(-month): {abs(-month)!r}")
assert type(abs(-month)) is datetime.timedelta
last = pendulum.datetime(2027, 1, 31)
print(f"31 January + (month + month): {last + (month + month)}, + month * 2: {last + month * 2}")
assert (last + (month + month)).to_date_string() == "2027-04-01"
assert (last + month * 2).to_date_string() == "2027-03-31"
EOF_PYTHON
