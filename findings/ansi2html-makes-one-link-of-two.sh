#!/usr/bin/env bash
# ansi2html 1.9.5 (for Python) knows the links of terminals, OSC 8, where BEL ends them, as in `ls --hyperlink`. Where
# ST does, `ESC \`, as in all that rich prints, it looks for the next BEL: without one they stay escape sequences in
# the page, and with one two links become one, whose address is the first one with its words and all between them. An
# `id=` before an address, which rich gives each link, it takes for no link either.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ansi2html==1.9.5'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

from ansi2html import Ansi2HTMLConverter

print("ansi2html", version("ansi2html"))
html = Ansi2HTMLConverter(inline=True)


def link(address, words, end, name=""):
    return f"\x1b]8;{name};{address}{end}{words}\x1b]8;;{end}"


first, second, st, bel = "https://example.org/a", "https://example.org/b", "\x1b\\", "\a"
good = f'<a href="{first}">one</a> and <a href="{second}">two</a>'
for sent, seen in [
    (link(first, "one", bel) + " and " + link(second, "two", bel), good),
    (link(first, "one", st) + " and " + link(second, "two", st), "itself"),
    (
        link(first, "one", st) + " and " + link(second, "two", bel),
        f'<a href="{first}{st}one\x1b]8;;{st} and \x1b]8;;{second}">two</a>',
    ),
    (link(first, "one", bel, "id=1"), "itself"),
]:
    found = html.convert(sent, full=False)
    print(f"{sent!r}: {found!r}")
    assert found == (sent if seen == "itself" else seen)
EOF_PYTHON
