#!/usr/bin/env bash
# tdigest 0.5.2.2 goes from the middle of one value to the next in a straight line, and on beyond the last of them:
# of 1, 1, 1 and 10 the 10th percentile is -3.95 and the median 3.25, though none is below 1 and three are 1.
# Of 1, 2 and 3 the 10th is 0.8. Only the 0th and the 100th are held to what there is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'tdigest==0.5.2.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from tdigest import TDigest

print("tdigest", version("tdigest"))
for values, seen in [
    ([1, 1, 1, 10], [1, -3.95, 3.25, 10]),
    ([0, 0, 5], [0, -2.33, 1.67, 5]),
    ([1, 2, 3], [1, 0.8, 2, 3]),
]:
    digest = TDigest()
    digest.batch_update(values)
    found = [round(digest.percentile(percent), 2) for percent in (0, 10, 50, 100)]
    print(f"{values}: 0th, 10th, 50th and 100th percentile {found}; part at or below 0: {digest.cdf(0):.2f}")
    assert found == seen
EOF_PYTHON
