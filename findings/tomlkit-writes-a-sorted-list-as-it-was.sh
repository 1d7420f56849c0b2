#!/usr/bin/env bash
# tomlkit 0.15.2: sort() of a list sorts what Python sees, and what is written stays in its old order. A reverse()
# does both. After sort() the two go on side by side: remove("a") takes out the first entry of the file, whatever
# stands there, so the file has an entry that the list has not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'tomlkit==0.15.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import tomlkit

print("tomlkit", version("tomlkit"))


def after(*steps):
    document = tomlkit.parse('order = ["c", "a", "b"]\n')
    for step in steps:
        step(document["order"])
    return document.unwrap()["order"], tomlkit.dumps(document)


def sort(order):
    order.sort()


def without_a(order):
    order.remove("a")


expected = {
    "reverse": ([lambda order: order.reverse()], ["b", "a", "c"], 'order = ["b", "a", "c"]\n'),
    "sort": ([sort], ["a", "b", "c"], 'order = ["c", "a", "b"]\n'),
    "sort, remove a": ([sort, without_a], ["b", "c"], 'order = ["a", "b"]\n'),
    "remove a": ([without_a], ["c", "b"], 'order = ["c", "b"]\n'),
}
for name, (steps, value, text) in expected.items():
    print(f"{name}: {after(*steps)[0]} in Python, {after(*steps)[1].strip()} in the file")
    assert after(*steps) == (value, text)
EOF_PYTHON
