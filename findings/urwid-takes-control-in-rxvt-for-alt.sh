#!/usr/bin/env bash
# urwid 5.1.0 takes Control with an arrow or Delete in rxvt and urxvt for Alt: `\eOa`, which terminfo has as kUP5, is
# "meta up" and `\e[3^` (kDC5) "meta delete". Of Alt and an arrow, that are `\e\e[A` there, it says the same. With the
# words of xterm for these keys it says "ctrl".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'urwid==5.1.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from urwid.display.escape import process_keyqueue

print("urwid", version("urwid"))
for keys, sent, seen in [
    ("Control+Up in xterm", "\x1b[1;5A", ["ctrl up"]),
    ("Control+Up in rxvt", "\x1bOa", ["meta up"]),
    ("Alt+Up in rxvt", "\x1b\x1b[A", ["meta up"]),
    ("Control+Delete in xterm", "\x1b[3;5~", ["ctrl delete"]),
    ("Control+Delete in rxvt", "\x1b[3^", ["meta delete"]),
]:
    found, rest = process_keyqueue([ord(one) for one in sent], False)
    print(f"{keys}, {sent!r}: {found}")
    assert found == seen and not rest
EOF_PYTHON
