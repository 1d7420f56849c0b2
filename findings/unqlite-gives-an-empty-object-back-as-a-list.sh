#!/usr/bin/env bash
# unqlite 1.2.0 gives an empty object that is stored in a collection back as an empty list, also within another object,
# and a number of more than 15 digits rounded: 0.30000000000000004 comes back as 0.3. Objects with a key, empty lists
# and whole numbers of 64 bits come back as they were.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'unqlite==1.2.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from unqlite import UnQLite

print("unqlite", version("unqlite"))
kept = UnQLite(":mem:").collection("goals")
kept.create()
for value, seen in [
    ({"run": 1}, {"run": 1}),
    ([], []),
    ({}, []),
    ({"steps": {}}, {"steps": []}),
    (2**62 + 1, 2**62 + 1),
    (0.1 + 0.2, 0.3),
]:
    kept.store({"at": value})
    found = kept.fetch(kept.last_record_id())["at"]
    print(f"{value!r}: {found!r}")
    assert found == seen and type(found) is type(seen)
EOF_PYTHON
