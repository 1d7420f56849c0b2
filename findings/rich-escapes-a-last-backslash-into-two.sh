#!/usr/bin/env bash
# rich 15.0.0: escape() makes a text safe to stand in markup. A backslash at its end it doubles, for the sake of a tag
# that may follow. Where none follows there are two: escape("C:\") is printed as `C:\\`. With a tag behind it one
# comes out, but of two backslashes there one is lost then, since those are not doubled.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'rich==15.0.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from rich.markup import escape, render

print("rich", version("rich"))
for text, alone, tagged in (("C:\\", "C:\\\\", "C:\\"), ("C:\\\\", "C:\\\\", "C:\\"), ("[x]", "[x]", "[x]")):
    seen = render(escape(text)).plain, render(f"[bold]{escape(text)}[/bold]").plain
    print(f"{text} alone: {seen[0]}, with a tag behind it: {seen[1]}")
    assert seen == (alone, tagged)
EOF_PYTHON
