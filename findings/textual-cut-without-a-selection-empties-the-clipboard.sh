#!/usr/bin/env bash
# Textual 8.2.8: ctrl+x in an Input with nothing selected copies the empty text, so that what was on the
# clipboard is lost; ctrl+c there copies nothing and leaves it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'textual==8.2.8' 'rich==15.0.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import asyncio
from importlib.metadata import version

from textual.app import App
from textual.widgets import Input


class Form(App):
    def compose(self):
        yield Input("a title", select_on_focus=False)


async def main():
    app = Form()
    seen = {}
    async with app.run_test() as pilot:
        for key in ("ctrl+c", "ctrl+x"):
            app.copy_to_clipboard("precious")
            await pilot.press(key)
            seen[key] = app.clipboard
    return seen


print("textual", version("textual"))
seen = asyncio.run(main())
print(seen)
assert seen == {"ctrl+c": "precious", "ctrl+x": ""}
EOF_PYTHON
