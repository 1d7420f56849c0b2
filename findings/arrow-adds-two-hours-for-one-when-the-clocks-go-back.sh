#!/usr/bin/env bash
# arrow 1.4.0, shift(hours=1) of 2:30 in summer time in the night in which Berlin's clocks go back is 3:30 in winter
# time, two hours later, and the second 2:30 cannot be reached: a range of the hours of that day has 24 of its 25. In
# spring an hour is an hour.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'arrow==1.4.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import arrow

print("arrow", arrow.__version__)
for first, hours_later in (("2027-10-31T01:30", 1), ("2027-10-31T02:30", 2), ("2027-03-28T01:30", 1)):
    start = arrow.get(first, tzinfo="Europe/Berlin")
    end = start.shift(hours=1)
    passed = (end.to("utc") - start.to("utc")).total_seconds() / 3600
    print(f"an hour after {start} is {end}: {passed:g} hours later")
    assert passed == hours_later
day = arrow.get("2027-10-31T00:00", tzinfo="Europe/Berlin").span("day")
hours = list(arrow.Arrow.range("hour", *day))
exact = (day[1].to("utc") - day[0].to("utc")).total_seconds() / 3600
print(f"that day has {exact:.0f} hours, its range {len(hours)}: {hours[2]:HH:mmZZ}, {hours[3]:HH:mmZZ}")
assert (round(exact), len(hours)) == (25, 24)
EOF_PYTHON
