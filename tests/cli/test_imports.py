"""The command line stays lean: no verb for scripts brings the user interface along."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

PROGRAM = """
import json, sys
from lastmile_tui.cli.main import main
code = main(sys.argv[1:])
json.dump([code, sorted({name.partition(".")[0] for name in sys.modules})], sys.stderr)
"""

LOOKING = [["list"], ["list", "--json"], ["show", "volvo"], ["paths"], ["keys"], ["--help"]]
CHANGING = [
    ["add", "Swim: a > b due fri #lake"],
    ["advance", "volvo"],
    ["back", "volvo", "--by", "0.1"],
    ["note", "volvo", "hello"],
    ["rename", "volvo", "Sell the Saab"],
    ["remove", "volvo"],
    ["undo"],
    ["redo"],
]


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize("args", [*LOOKING, *CHANGING], ids=" ".join)
def test_what_costs_time_and_is_not_needed_is_not_imported(lastmile, args):
    lastmile("advance", "volvo", "--to", "2")
    if args == ["redo"]:
        lastmile("undo")
    command = [sys.executable, "-c", PROGRAM, *args]
    done = subprocess.run(command, env=os.environ, capture_output=True, check=False)
    code, modules = json.loads(done.stderr)
    assert code == 0
    assert "msgspec" in modules
    assert not {"textual", "rich", "pendulum", "typing_extensions", "inspect"} & set(modules)


def test_what_was_kept_from_one_library_is_there_for_others():
    program = (
        "import lastmile_tui.cli, typing, msgspec, typing_extensions as more\n"
        "class Movie(more.TypedDict):\n"
        "    title: more.Required[str]\n"
        "    year: more.NotRequired[int]\n"
        "assert msgspec.convert({'title': 'Up'}, Movie) == {'title': 'Up'}\n"
        "assert msgspec.convert({'title': 'Up', 'year': 9}, Movie)['year'] == 9\n"
        "try: msgspec.convert({'year': 9}, Movie)\n"
        "except msgspec.ValidationError: print('whole')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.split() == [b"whole"]
