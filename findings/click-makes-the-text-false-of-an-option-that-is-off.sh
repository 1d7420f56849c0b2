#!/usr/bin/env bash
# click 8.5.1: an option with flag_value="newest" and an environment variable is `newest` where the variable says 1, and
# None where it is not set. Where it says 0, no, off or false, the option is the text `False`, which counts as true and
# is neither. On a plain flag the same words mean False.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'click==8.5.1'
"$folder/venv/bin/python" - <<'EOF_PYTHON'
from importlib.metadata import version

import click
from click.testing import CliRunner

print("click", version("click"))


@click.command()
@click.option("--newest", "order", flag_value="newest", envvar="ROADS_NEWEST")
@click.option("--plain", is_flag=True, envvar="ROADS_NEWEST")
def show(order, plain):
    click.echo(f"{order!r}, plain flag {plain!r}", nl=False)


for said, seen in {
    None: "None, plain flag False",
    "1": "'newest', plain flag True",
    "0": "'False', plain flag False",
    "no": "'False', plain flag False",
    "off": "'False', plain flag False",
    "false": "'False', plain flag False",
}.items():
    output = CliRunner().invoke(show, [], env={"ROADS_NEWEST": said}).output
    print(f"ROADS_NEWEST {said}: {output}")
    assert output == seen
EOF_PYTHON
