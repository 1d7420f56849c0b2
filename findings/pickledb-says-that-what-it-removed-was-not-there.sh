#!/usr/bin/env bash
# pickleDB 1.6: `remove` says True where the key was there, but of one whose value is None it says False, and has
# removed it. `get` cannot tell the two apart without a default of one's own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pickledb==1.6'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import os
import tempfile
from importlib.metadata import version

from pickledb import PickleDB

print("pickledb", version("pickledb"))
with tempfile.TemporaryDirectory() as folder:
    base = PickleDB(os.path.join(folder, "base.json"))
    base.load()
    base.set("due", None)
    base.set("target", 0)
    keys = base.all()
    said = {key: base.remove(key) for key in ["due", "target", "never there"]}
    print(f"keys before {keys}; removed? {said}; keys after {base.all()}")
    assert keys == ["due", "target"] and base.all() == []
    assert said == {"due": False, "target": True, "never there": False}
EOF_PYTHON
