#!/usr/bin/env bash
# pytodotxt 3.1.0 takes any word with a colon for a key with its value, a time of day too: the bare
# description of `Sign at 12:30` is `Sign at`, and the task has an attribute called 12.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pytodotxt==3.1.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from pytodotxt import Task

print("pytodotxt", version("pytodotxt"))
task = Task("2026-10-03 Sign at 12:30 +House")
print("bare description:", repr(task.bare_description()))
print("attributes:", task.attributes)
assert task.bare_description() == "Sign at"
assert task.attributes == {"12": ["30"]}
EOF_PYTHON
