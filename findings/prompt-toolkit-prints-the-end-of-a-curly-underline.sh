#!/usr/bin/env bash
# prompt_toolkit 3.0.53, its ANSI: a code with a colon in it, the `ESC [4:3m` of a curly underline or the
# `ESC [38:2::240:200:80m` of a colour as ISO 8613-6 has it, ends for it before the colon, and the rest is text: a
# goal `roof` comes out as `3mroof`, two columns wider than it is. With semicolons the colour is read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'prompt-toolkit==3.0.53'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from prompt_toolkit.formatted_text import ANSI, fragment_list_to_text, to_formatted_text

print("prompt_toolkit", version("prompt_toolkit"))
for sent, seen in [
    ("\x1b[4mroof", "roof"),
    ("\x1b[38;2;240;200;80mroof", "roof"),
    ("\x1b[4:3mroof", "3mroof"),
    ("\x1b[38:2::240:200:80mroof", "2::240:200:80mroof"),
]:
    shown = fragment_list_to_text(to_formatted_text(ANSI(sent)))
    print(f"{sent!r}: {shown}")
    assert shown == seen
EOF_PYTHON
