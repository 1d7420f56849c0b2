#!/usr/bin/env bash
# urwid 5.0.1: a FloatEdit that begins with 2.5 takes a 7 behind it and shows 2.57; its value is 2.6. It rounds to the
# digits of the number that it began with, unless it is told not to; beginning with 2.50 it says 2.57. So what was typed
# and is seen is not what the program gets.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'urwid==5.0.1'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from urwid.numedit import FloatEdit

print("urwid", version("urwid"))
for begun, keys, shown, value in (
    ("2.5", ["end", "7"], "2.57", "2.6"),
    ("2.50", ["end", "backspace", "7"], "2.57", "2.57"),
    ("10", ["end", ".", "7", "5"], "10.75", "11"),
):
    edit = FloatEdit("", default=begun)
    for key in keys:
        edit.keypress((20,), key)
    print(f"began with {begun}: shows {edit.edit_text}, is {edit.value()}")
    assert (edit.edit_text, str(edit.value())) == (shown, value)
EOF_PYTHON
