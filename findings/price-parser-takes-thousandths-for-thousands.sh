#!/usr/bin/env bash
# price-parser 0.5.1 takes three digits behind a point for thousands even after a leading zero:
# 0.125 becomes 125, while four digits stay a fraction.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'price-parser==0.5.1'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from price_parser import Price

print("price-parser", version("price-parser"))
seen = {text: str(Price.fromstring(text).amount) for text in ("0.125", "0,375", "0.0125", "0.12")}
print(seen)
assert seen == {"0.125": "125", "0,375": "375", "0.0125": "0.0125", "0.12": "0.12"}
given = Price.fromstring("0.125", decimal_separator=".").amount
print("with decimal_separator='.':", given)
assert str(given) == "0.125"
EOF_PYTHON
