#!/usr/bin/env bash
# deepdiff 9.1.0 tells `True` from 1 and 1.0 from 1 in a dictionary, as a change of type, and sees none of them where
# they stand in a list by themselves: the difference is empty, so a Delta leaves the list as it was. Where another
# entry of the list changes too, it is still that one alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'deepdiff==9.1.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from deepdiff import DeepDiff, Delta

print("deepdiff", version("deepdiff"))
pairs = [
    ({"done": 1}, {"done": True}, True),
    ({"miles": 1}, {"miles": 1.0}, True),
    ([{"done": 1}], [{"done": True}], True),
    ([1, 2], [True, 2], False),
    ([0, 1], [False, 1.0], False),
]
for before, after, seen in pairs:
    difference = DeepDiff(before, after)
    print(f"{before} to {after}: {dict(difference) or 'no difference'}; by Delta: {before + Delta(difference)}")
    assert bool(difference) == seen
    assert repr(before + Delta(difference)) == repr(after if seen else before)
both = DeepDiff([1, 2, 3], [True, 2, 4])
print("[1, 2, 3] to [True, 2, 4]:", dict(both))
assert both == {"values_changed": {"root[2]": {"new_value": 4, "old_value": 3}}}
EOF_PYTHON
