#!/usr/bin/env bash
# pytodotxt 3.1.0 reads the day on which a task was completed, and does not write it back
# unless the task also has a creation date.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pytodotxt==3.1.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from pytodotxt import Task

# todo.txt: after "x " stands the completion date; a creation date may follow it.
lines = {
    "x 2026-11-28 2026-11-01 Pay the rent": "x 2026-11-28 2026-11-01 Pay the rent",
    "x 2026-11-28 Pay the rent": "x Pay the rent",
}
print("pytodotxt", version("pytodotxt"))
for line, written in lines.items():
    task = Task(line)
    print(f"{line!r}: completed {task.completion_date}, written back as {str(task)!r}")
    assert str(task.completion_date) == "2026-11-28"
    assert str(task) == written
EOF_PYTHON
