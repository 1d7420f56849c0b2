#!/usr/bin/env bash
# tinydb-smartcache 2.0.0 on TinyDB 4.9.0 keeps the answers of queries up to date in insert, update, upsert and remove,
# not in update_multiple: search goes on to give what was there before, also documents to which the query no longer
# applies, while all has what is in the file. A table without the plug-in gives the new.
# And what update has changed moves to the end of an answer, where all keeps it in its place.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'tinydb==4.9.0' 'tinydb-smartcache==2.0.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Table
from tinydb_smartcache import SmartCacheTable

for name in "tinydb", "tinydb-smartcache":
    print(name, version(name))
far = where("miles") > 1


def filled(kind):
    db = TinyDB(storage=MemoryStorage)
    db.table_class = kind
    goals = db.table("goals")
    goals.insert_multiple([{"miles": 1}, {"miles": 2}, {"miles": 3}])
    goals.search(far)
    return goals


for kind, late, moved in (SmartCacheTable, [2, 3], [3, 4]), (Table, [9, 3], [4, 3]):
    goals = filled(kind)
    goals.update_multiple([({"miles": 9}, where("miles") == 1), ({"miles": 0}, where("miles") == 2)])
    found = [goal["miles"] for goal in goals.search(far)]
    kept = [goal["miles"] for goal in goals.all()]
    goals = filled(kind)
    goals.update({"miles": 4}, where("miles") == 2)
    order = [goal["miles"] for goal in goals.search(far)]
    print(f"{kind.__name__}: update_multiple: search {found}, all {kept}; update: search {order}")
    assert (found, kept, order) == (late, [9, 0, 3], moved)
EOF_PYTHON
