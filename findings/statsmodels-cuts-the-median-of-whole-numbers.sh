#!/usr/bin/env bash
# statsmodels 0.15.0, DescrStatsW.quantile: where the percentile lies in the middle between two values and these are
# whole numbers, the half is cut off: the median of 10 and 15 is 12, of 10.0 and 15.0 it is 12.5. Below zero
# it is cut the other way: of -15 and -10 it is -12.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'statsmodels==0.15.0' 'numpy==2.4.6'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import numpy
from statsmodels.stats.weightstats import DescrStatsW

print("statsmodels", version("statsmodels"))
for values, seen in [([10, 15], 12), ([10.0, 15.0], 12.5), ([1, 2, 3, 4], 2), ([-15, -10], -12)]:
    found = DescrStatsW(numpy.array(values)).quantile([0.5], return_pandas=False)[0]
    print(f"{values}: median {found}; numpy: {numpy.median(values)}")
    assert found == seen
EOF_PYTHON
