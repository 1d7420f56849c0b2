#!/usr/bin/env bash
# pexpect 4.9.0 splits a command line itself, with quotes and backslashes, as its own words have it. Between double
# quotes it knows no backslash: the `\"` in "a \"b\" c" ends the text, and the rest is parted elsewhere.
# The shell, and shlex of Python, make one argument of it. No error comes; run() just gives other arguments.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pexpect==4.9.0'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
import shlex
from importlib.metadata import version

from pexpect import run, split_command_line

print("pexpect", version("pexpect"))
for line, seen in (
    (r'add "read \"Dune\" now" today', ["add", 'read \\Dune"', "now today"]),
    ('add "read it now" today', ["add", "read it now", "today"]),
    (r"add read\ it today", ["add", "read it", "today"]),
):
    split = split_command_line(line)
    print(f"{line}: {split}, as shlex has it {shlex.split(line)}")
    assert split == seen
assert shlex.split(r'add "read \"Dune\" now" today') == ["add", 'read "Dune" now', "today"]
shown = run(r'''printf '<%s>' "read \"Dune\" now" today''').decode()
print("printf shows", shown)
EOF_PYTHON
