#!/usr/bin/env bash
# ddsketch 3.0.1 takes values with a weight, any number above 0. Where all weights together are below 1, as with
# weights that fade with age, nearly every quantile is -0.99, also of 10 and 20, and the 0th is the larger of them:
# it asks for the place before the first. With the same weights ten times as large the answers are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ddsketch==3.0.1'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from ddsketch import DDSketch

print("ddsketch", version("ddsketch"))


def quantiles(*weighted):
    sketch = DDSketch(0.01)
    for value, weight in weighted:
        sketch.add(value, weight)
    return [round(sketch.get_quantile_value(part), 1) for part in (0, 0.5, 1)]


light, heavy = quantiles((10, 0.5), (20, 0.25)), quantiles((10, 5), (20, 2.5))
print("10 and 20, weights 0.5 and 0.25: least, median and greatest", light)
print("10 and 20, weights 5 and 2.5: least, median and greatest", heavy)
assert (light, heavy) == ([10.1, -1.0, -1.0], [10.1, 10.1, 19.9])
EOF_PYTHON
