#!/usr/bin/env bash
# dictdiffer 0.10.0: revert() is to give what was there before a difference. Where more than two entries went from
# the end of a list they come back in another order: of [1, 2, 3] without all three, 1, 3, 2. With two it is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'dictdiffer==0.10.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from dictdiffer import diff, patch, revert

print("dictdiffer", version("dictdiffer"))
for before, after, again in [
    ([1, 2, 3], [], [1, 3, 2]),
    (["mon", "tue", "wed", "thu"], ["mon"], ["mon", "tue", "thu", "wed"]),
    ([1, 2, 3], [1], [1, 2, 3]),
]:
    changes = list(diff(before, after))
    print(f"{before} to {after}: {changes}; reverted: {revert(changes, after)}")
    assert patch(changes, before) == after
    assert revert(changes, after) == again
EOF_PYTHON
