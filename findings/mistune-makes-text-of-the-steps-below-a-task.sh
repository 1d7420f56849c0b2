#!/usr/bin/env bash
# mistune 3.4.0, its MarkdownRenderer and its plug-in task_lists: what stands below a task is indented as far as the
# words after the box, six columns for `- [ ] `, where two are meant. Read again, also by mistune, the steps of a task are
# more words of it, with their marks in them, and with a blank line between they are code. Written a second time, the
# marks get backslashes. Below an item without a box all stays.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'mistune==3.4.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import mistune
from mistune.renderers.markdown import MarkdownRenderer

print("mistune", version("mistune"))
shown = mistune.create_markdown(plugins=["task_lists"])
write = mistune.create_markdown(renderer=MarkdownRenderer(), plugins=["task_lists"])
for text, expected, boxes, code in [
    ("- [ ] thesis\n  - [x] outline\n", "- [ ] thesis\n      - [x] outline\n", 1, False),
    ("- [ ] thesis\n\n  - [x] outline\n", "- [ ] thesis\n\n      - [x] outline\n", 1, True),
    ("- thesis\n  - [x] outline\n", "- thesis\n  - [x] outline\n", 1, False),
]:
    written = write(text)
    again = shown(written)
    print(f"{text!r} is written {written!r} and read {again!r}")
    assert written == expected
    assert again.count("<input") == boxes and ("<code>" in again) == code
assert shown("- [ ] thesis\n  - [x] outline\n").count("<input") == 2
twice = write(write("- [ ] thesis\n  - [x] outline\n"))
print(f"twice: {twice!r}")
assert twice == "- [ ] thesis\n      \\- [x] outline\n"
EOF_PYTHON
