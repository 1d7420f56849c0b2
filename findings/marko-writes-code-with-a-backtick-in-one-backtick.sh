#!/usr/bin/env bash
# marko 2.2.4, its MarkdownRenderer: a piece of code is written between single backticks, whatever is in it, unless it
# begins with one. So ``a`b`` is written `a`b`: read again, the code is a, and b and a backtick are text. It can move
# the code on to the words between two pieces. The same code written by mistune 3.4.0 stays.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'marko==2.2.4' 'mistune==3.4.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import marko
import mistune
from marko.md_renderer import MarkdownRenderer
from mistune.renderers.markdown import MarkdownRenderer as Other

for name in "marko", "mistune":
    print(name, version(name))
markdown = marko.Markdown(renderer=MarkdownRenderer)
other = mistune.create_markdown(renderer=Other())
for text, shown, again in [
    ("``a`b``", "<code>a`b</code>", "<code>a</code>b`"),
    ("quote ``x` `` and `y`", "quote <code>x` </code> and <code>y</code>", "quote <code>x</code> <code>and</code>y`"),
    ("`` `date` ``", "<code>`date`</code>", "<code>`date`</code>"),
]:
    written = markdown(text)
    first, second, kept = (marko.convert(part).strip()[3:-4] for part in (text, written, other(text)))
    print(f"{text} shows {first}; written {written.strip()} it shows {second}; by mistune {kept}")
    assert (first, second) == (shown, again)
assert marko.convert(other("``a`b``")) == marko.convert("``a`b``")
EOF_PYTHON
