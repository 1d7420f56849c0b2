#!/usr/bin/env bash
# sqlitedict 2.1.0, a dict in SQLite, takes a key out and in again when its value changes: it is the last one then,
# where a dict leaves it in its place. And `popitem` takes the first one, a dict the last one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'sqlitedict==2.1.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import os
import tempfile
from importlib.metadata import version

from sqlitedict import SqliteDict

print("sqlitedict", version("sqlitedict"))
with tempfile.TemporaryDirectory() as folder, SqliteDict(os.path.join(folder, "goals.db")) as kept:
    seen = []
    for name, goals in [("dict", {}), ("sqlitedict", kept)]:
        for key in ("roof", "book", "garden"):
            goals[key] = 1
        goals["roof"] = 2
        order = list(goals)
        seen.append((order, goals.popitem()[0]))
        print(f"{name}: {order} after roof has changed; popitem: {seen[-1][1]}")
assert seen == [(["roof", "book", "garden"], "garden"), (["book", "garden", "roof"], "book")]
EOF_PYTHON
