#!/usr/bin/env bash
# deepdiff 9.1.0: a Delta of a text that became a number does what it should as long as it stays a Delta. Made flat
# by to_flat_dicts or to_flat_rows and put together again, as is done to keep it in a table, it sets the value to the
# text `unknown___`. Of a number that became another number, or a list, it keeps the value. always_include_values helps.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'deepdiff==9.1.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from deepdiff import DeepDiff, Delta

print("deepdiff", version("deepdiff"))


def ways(before, after, **options):
    delta = Delta(DeepDiff(before, after), **options)
    rows = Delta(flat_rows_list=delta.to_flat_rows())
    return before + delta, before + Delta(flat_dict_list=delta.to_flat_dicts()), before + rows


print("delta, flat dictionaries, flat rows")
for before, after, flat in [
    ({"miles": "5"}, {"miles": 5}, {"miles": "unknown___"}),
    ({"miles": 5}, {"miles": "5"}, {"miles": "unknown___"}),
    ({"miles": 5}, {"miles": 6}, {"miles": 6}),
    ({"miles": 5}, {"miles": [5]}, {"miles": [5]}),
]:
    print(f"{before} to {after}:", *ways(before, after))
    assert ways(before, after) == (after, flat, flat)
kept = ways({"miles": "5"}, {"miles": 5}, always_include_values=True)
print("with always_include_values:", *kept)
assert kept == ({"miles": 5},) * 3
EOF_PYTHON
