#!/usr/bin/env bash
# pyte 0.8.2 knows no CSI with "<" and draws the rest of it: the CSI < u by which Textual 8.2.8 gives up
# the keyboard protocol of kitty leaves a "u" on the screen. CSI > 1 u, which asks for it, is not drawn.
# CSI > 4 ; 1 m, which asks xterm for its own key reports, makes text bold and underlined.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pyte==0.8.2'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import pyte

print("pyte", version("pyte"))


def drawn(text):
    screen = pyte.Screen(20, 1)
    pyte.Stream(screen).feed(text)
    first = screen.buffer[0][0]
    return screen.display[0].rstrip(), first.bold, first.underscore


seen = [drawn("\x1b[>1uA"), drawn("\x1b[<uA"), drawn("\x1b[>4;1mA")]
print(seen)
assert seen == [("A", False, False), ("uA", False, False), ("A", True, True)]
EOF_PYTHON
