#!/usr/bin/env bash
# TinyDB 4.9.0 keeps the documents of a query, not copies of them: what a program changes in an answer of
# search() stands in the next answer to the same query, although the file, get() and all() never had it; and
# what another process wrote since is not in it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'tinydb==4.9.0'
"$folder/venv/bin/python" - "$folder/db.json" <<'EOF_PYTHON'
import sys
from importlib.metadata import version

from tinydb import TinyDB, where

print("tinydb", version("tinydb"))
db = TinyDB(sys.argv[1])
db.insert({"title": "thesis", "miles": 1})
query = where("title") == "thesis"
db.search(query)[0]["miles"] = 99
print("search:", db.search(query), "get:", db.get(query), "all:", db.all())
assert db.search(query)[0]["miles"] == 99
assert db.get(query)["miles"] == db.all()[0]["miles"] == 1
TinyDB(sys.argv[1]).update({"miles": 5}, query)
print("after another writer: search:", db.search(query), "all:", db.all())
assert db.search(query)[0]["miles"] == 99
assert db.all()[0]["miles"] == 5
EOF_PYTHON
