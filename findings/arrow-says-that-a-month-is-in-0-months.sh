#!/usr/bin/env bash
# Arrow 1.4.0, asked for months alone, divides by 30.5 days and cuts: a month of 30 days is "in 0 months", a quarter of
# a year "in 2 months" and a year "in 11 months". Without a unit it says a month, 3 months and a year of the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'arrow==1.4.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import arrow

print("arrow", version("arrow"))
base = arrow.get("2026-11-30")
for months, seen, plain in [
    (1, "in 0 months", "in a month"),
    (3, "in 2 months", "in 3 months"),
    (12, "in 11 months", "in a year"),
]:
    then = base.shift(months=months)
    found, other = then.humanize(base, granularity="month"), then.humanize(base)
    print(f"{months} months on: {found}; without a unit: {other}")
    assert (found, other) == (seen, plain)
EOF_PYTHON
