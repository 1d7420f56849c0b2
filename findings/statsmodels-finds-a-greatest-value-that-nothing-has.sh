#!/usr/bin/env bash
# statsmodels 0.15.0 DescrStatsW takes the mean of a value and the next one where the weights below come out even, also
# where that next one weighs nothing: of 1, 2 and 3 and a 100 of weight 0 the 100th percentile is 51.5, and of 1 and 2
# and a 3 of weight 0 it is 2.5. numpy's weighted one is 3 and 2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'statsmodels==0.15.0' 'numpy==2.4.6'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import numpy
from statsmodels.stats.weightstats import DescrStatsW

print("statsmodels", version("statsmodels"), "numpy", version("numpy"))
for values, weights, seen, meant in [
    ([1, 2, 3], [1, 1, 1], [2, 3, 3], [2, 3, 3]),
    ([1, 2, 3, 100], [1, 1, 1, 0], [2, 3, 51.5], [2, 3, 3]),
    ([1, 2, 3], [1, 1, 0], [1.5, 2, 2.5], [1, 2, 2]),
]:
    of, by = numpy.array(values, float), numpy.array(weights, float)
    found = DescrStatsW(of, by).quantile([0.5, 0.9, 1], return_pandas=False).tolist()
    other = numpy.quantile(of, [0.5, 0.9, 1], weights=by, method="inverted_cdf").tolist()
    print(f"{values} of weights {weights}: 50th, 90th and 100th percentile {found}; numpy: {other}")
    assert found == seen and other == meant
EOF_PYTHON
