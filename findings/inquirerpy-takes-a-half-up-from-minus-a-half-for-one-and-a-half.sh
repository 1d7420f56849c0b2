#!/usr/bin/env bash
# InquirerPy 0.3.4 counts a number with a point up and down by its two halves, each as a whole number: an arrow up makes
# 1.5 of -0.5 and 0.5 of -1.5, and an arrow down -1.5 of 0.5, since a nought has no sign. With the cursor behind the
# point, up from 0.9 is 0.10, which is less. What is typed it reads rightly.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'InquirerPy==0.3.4' 'prompt_toolkit==3.0.53'
cat > count.py <<'EOF_PYTHON'
import sys
from importlib.metadata import version

from InquirerPy import inquirer
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

print("InquirerPy", version("InquirerPy"))
up, down, right = "\x1b[A", "\x1b[B", "\x1b[C"
for begun, keys, words, seen in [
    (-0.5, up, "up", "1.5"),
    (-1.5, up, "up", "0.5"),
    (0.5, down, "down", "-1.5"),
    (0.9, right + up, "right, up", "0.10"),
    (1.5, up, "up", "2.5"),
    (0.0, "", "nothing", "0.0"),
]:
    with create_pipe_input() as keyboard, create_app_session(keyboard, DummyOutput()):
        keyboard.send_text(keys + "\r")
        found = inquirer.number(message="km", float_allowed=True, default=begun).execute()
    print(f"{begun}, {words}: {found}")
    if found != seen:
        sys.exit(1)
EOF_PYTHON
venv/bin/python count.py
