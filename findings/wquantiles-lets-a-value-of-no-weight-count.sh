#!/usr/bin/env bash
# wquantiles 0.6 puts a value that weighs nothing on its line all the same, and draws the line to it: of 1, 2 and 3
# with equal weights the 90th percentile is 3; with a 100 of weight 0 beside them it is 41.8 and the 100th is 100.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'wquantiles==0.6' 'numpy==2.4.6'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import numpy
import wquantiles

print("wquantiles", version("wquantiles"))
for values, weights, seen in [
    ([1, 2, 3], [1, 1, 1], [2, 3, 3]),
    ([1, 2, 3, 100], [1, 1, 1, 0], [2, 41.8, 100]),
]:
    of = numpy.array(values, float), numpy.array(weights, float)
    found = [round(float(wquantiles.quantile(*of, part)), 2) for part in (0.5, 0.9, 1)]
    print(f"{values} of weights {weights}: 50th, 90th and 100th percentile {found}")
    assert found == seen
EOF_PYTHON
