#!/usr/bin/env bash
# prompt_toolkit 3.0.53 takes the arrow up for down, and down for up, whenever two of control, shift and alt are held
# with it: of `ESC [1;6A`, which xterm sends for control+shift+up, it makes ControlShiftDown. One of them alone, and
# left and right with any, are what is on the key; control+alt+page up comes as down too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'prompt_toolkit==3.0.53'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from prompt_toolkit import __version__
from prompt_toolkit.input.vt100_parser import Vt100Parser

print("prompt_toolkit", __version__)
MODIFIERS = {2: "shift", 3: "alt", 5: "control", 4: "shift+alt", 6: "control+shift", 7: "control+alt", 8: "all three"}
SINGLE = (2, 3, 5)


def arrow(modifier, letter):
    pressed = []
    parser = Vt100Parser(lambda press: pressed.append(press.key.name))
    parser.feed(f"\x1b[1;{modifier}{letter}")
    parser.flush()
    return pressed[-1].removeprefix("Control").removeprefix("Shift")


for modifier, name in MODIFIERS.items():
    seen = [arrow(modifier, letter) for letter in "ABCD"]
    print(f"{name} with up, down, right, left:", *seen)
    up_and_down = ["Up", "Down"] if modifier in SINGLE else ["Down", "Up"]
    assert seen == [*up_and_down, "Right", "Left"]
pressed = []
Vt100Parser(lambda press: pressed.append(press.key.name)).feed("\x1b[5;7~")
print("control+alt+page up:", *pressed)
assert pressed == ["Escape", "ControlPageDown"]
EOF_PYTHON
