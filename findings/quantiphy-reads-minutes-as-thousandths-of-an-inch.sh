#!/usr/bin/env bash
# quantiphy 2.23 takes the first letter of a unit for a scale factor where it can: "5 min" is 0.005 of
# the unit "in", "3 mi" is 0.003 of "i", and "100 m" is 0.1 without a unit.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'quantiphy==2.23'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from quantiphy import Quantity

print("quantiphy", version("quantiphy"))
expected = {"5 min": (0.005, "in"), "3 mi": (0.003, "i"), "100 m": (0.1, ""), "3 km": (3000, "m")}
for text, reading in expected.items():
    quantity = Quantity(text)
    print(f"{text!r}: {float(quantity)} of {quantity.units!r}")
    assert (float(quantity), quantity.units) == reading
EOF_PYTHON
