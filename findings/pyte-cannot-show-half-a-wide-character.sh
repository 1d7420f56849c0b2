#!/usr/bin/env bash
# pyte 0.8.2 keeps an empty cell where the right half of a wide character stood when its left half is
# drawn over; from then until that cell is drawn too, `Screen.display` raises IndexError. A terminal
# shows a blank there. Who reads the screen between two writes of a program meets it now and then.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pyte==0.8.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import pyte

print("pyte", version("pyte"))
screen = pyte.Screen(10, 1)
stream = pyte.Stream(screen)
stream.feed("漢字b\r")
print(repr(screen.display[0]))
stream.feed("A")
print([screen.buffer[0][column].data for column in range(5)])
try:
    shown = screen.display
except IndexError as error:
    shown = type(error).__name__
print(shown)
assert shown == "IndexError"
stream.feed("B")
print(repr(screen.display[0]))
assert screen.display == ["AB字b     "]
EOF_PYTHON
