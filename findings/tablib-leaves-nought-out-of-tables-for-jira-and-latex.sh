#!/usr/bin/env bash
# tablib 3.10.0 leaves what is false to Python empty in the tables that it writes for Jira and LaTeX: a 0 is an empty
# cell, False as well, and cannot be told from a value that is not there. A | in a text it does not escape for Jira: the
# row has one more column than the table. HTML and CSV have the 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'tablib==3.10.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import tablib

print("tablib", version("tablib"))
table = tablib.Dataset(headers=["title", "left", "done"])
table.extend([["roof", 0, False], ["read|run", None, True]])
for form, seen in [
    ("jira", "|roof| | |\n|read|run| |True|"),
    ("latex", "roof &  &  \\\\\n      read|run &  & True \\\\"),
    ("csv", "roof,0,False\r\nread|run,,True"),
    ("html", "<td>roof</td><td>0</td><td>False</td>"),
]:
    written = table.export(form)
    print(f"{form}: {written!r}")
    assert seen in written
EOF_PYTHON
