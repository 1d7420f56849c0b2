#!/usr/bin/env bash
# shtab 1.13.0 keeps the choices of an option in a list of bash, quoted, and then gives them to `compgen -W` as
# one text: a choice with a blank, `this week`, is offered as `this` and `week`, neither of which argparse takes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'shtab==1.13.0'
venv/bin/python - > roads.bash <<'EOF_PYTHON'
import argparse

import shtab

parser = argparse.ArgumentParser(prog="roads")
parser.add_argument("--view", choices=["this week", "all"])
assert parser.parse_args(["--view", "this week"]).view == "this week"
print(shtab.complete(parser, "bash"))
EOF_PYTHON
venv/bin/pip list --disable-pip-version-check 2> /dev/null | grep shtab
bash -c '
    source ./roads.bash
    complete=$(complete -p roads | sed "s/.*-F \([^ ]*\).*/\1/")
    COMP_WORDS=(roads --view "") COMP_CWORD=2
    "$complete" roads "" --view 2> /dev/null
    printf "offered: <%s>\n" "${COMPREPLY[@]}"
' | tee seen
[ "$(cat seen)" = "$(printf 'offered: <%s>\n' this week all)" ]
