#!/usr/bin/env bash
# curtsies 0.4.3, on which bpython stands, calls each of the four arrows <Shift-RIGHT> when shift is held with it, as
# xterm sends them (`ESC [1;2A` is shift+up). With alt or control each has its own name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'curtsies==0.4.3'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from curtsies.events import get_key

print("curtsies", version("curtsies"))
NAMES = ["UP", "DOWN", "RIGHT", "LEFT"]
wanted = {2: ["<Shift-RIGHT>"] * 4, 3: [f"<Meta-{name}>" for name in NAMES], 5: [f"<Ctrl-{name}>" for name in NAMES]}
for modifier, keys in wanted.items():
    sent = [f"\x1b[1;{modifier}{letter}".encode() for letter in "ABCD"]
    seen = [get_key([bytes([byte]) for byte in one], "utf8", full=True) for one in sent]
    print(f"ESC [1;{modifier}A to D:", *seen)
    assert seen == keys
EOF_PYTHON
