#!/usr/bin/env bash
# pendulum 3.3.0: from 31 January to 28 February it is a month, from 30 January, a day longer, 4 weeks and a day, and
# in_months() is 0, though add(months=1) comes to 28 February from both. A year after 29 February 2028 is 28 February
# 2029 when added, and 11 months, 4 weeks and 2 days when counted.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pendulum==3.3.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import pendulum

print("pendulum", version("pendulum"))
for first, step, months, seen in (
    ("2027-01-31", {"months": 1}, 1, "1 month"),
    ("2027-01-30", {"months": 1}, 0, "4 weeks 1 day"),
    ("2027-01-29", {"months": 1}, 0, "4 weeks 2 days"),
    ("2028-02-29", {"years": 1}, 11, "11 months 4 weeks 2 days"),
):
    start = pendulum.parse(first)
    end = start.add(**step)
    span = end - start
    said = f"{span.in_words(locale='en')}, {span.in_months()} months, {span.in_days()} days"
    print(f"{first} to {end.to_date_string()}: {said}")
    assert (span.in_words(locale="en"), span.in_months()) == (seen, months)
EOF_PYTHON
