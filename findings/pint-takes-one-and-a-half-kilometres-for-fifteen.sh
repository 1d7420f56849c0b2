#!/usr/bin/env bash
# Pint 0.25.3 takes a comma out of what it is given, wherever it stands: `1,5 km`, as most of Europe writes a
# kilometre and a half, is 15 km, and `0,75 h` is no time at all, as 0 times 75. A blank between groups
# of digits, as ISO 80000 has it, it takes for multiplication too: `1 500 km` are 500 km. Nothing warns.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pint==0.25.3'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from pint import UnitRegistry

print("Pint", version("pint"))
units = UnitRegistry()
for text, seen in [
    ("1.5 km", "1.5 kilometer"),
    ("1,5 km", "15 kilometer"),
    ("0,75 h", "0 hour"),
    ("1.000,5 km", "1.0005 kilometer"),
    ("1 500 km", "500 kilometer"),
]:
    print(f"{text!r}: {units.Quantity(text)}")
    assert str(units.Quantity(text)) == seen
EOF_PYTHON
