#!/usr/bin/env bash
# taskw 2.0.0 writes tasks in the line format of Taskwarrior's files. A description that ends with a backslash
# it cannot read back: the sign stands before the closing quote as it is, and what is read runs on into the name
# of the next field, whose value is lost without a word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'taskw==2.0.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from taskw.utils import decode_task, encode_task

print("taskw", version("taskw"))
for description in ("Save to C:\\new", "Save to C:\\"):
    task = {"description": description, "status": "pending"}
    line = encode_task(task)
    back = decode_task(line)
    print(repr(description), "->", line.strip(), "->", back)
    assert (back == task) is not description.endswith("\\")
assert back == {"description": 'Save to C:\\" status:'}
EOF_PYTHON
