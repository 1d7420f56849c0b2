"""The command line stays lean: no verb for scripts brings the user interface along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lastmile_tui import cli
from lastmile_tui.cli.table.plain_words import read_plain

PROGRAM = """
import json, sys
from lastmile_tui.cli.main import main
code = main(sys.argv[1:])
json.dump([code, sorted(sys.modules)], sys.stderr)
"""

NEVER = frozenset(
    (
        *("textual", "rich", "pendulum", "typing_extensions", "inspect", "uuid", "decimal"),
        *("platform", "locale", "shutil", "platformdirs", "tempfile", "subprocess", "random"),
    )
)
"""What no verb of the table needs, on a system whose folders are known without a library."""

QUICK_ADD = "lastmile_tui.domain.input.quick_add"
JSON = "lastmile_tui.domain.export.as_json"
MEASURES = "lastmile_tui.domain.measures.measurer"
FORECAST = "lastmile_tui.domain.wording.forecast"
BACKUPS = "lastmile_tui.store.backup.backups"
STORE = "lastmile_tui.store.goals"
FILE_VERBS = "lastmile_tui.cli.file_arguments"
START = "lastmile_tui.domain.changes.start"
OURS = frozenset((QUICK_ADD, JSON, MEASURES, FORECAST, BACKUPS, STORE, FILE_VERBS, START))
"""What takes longest of our own."""

NEEDS = {
    "list": {STORE, MEASURES, FORECAST},
    "list --json": {STORE, MEASURES, JSON},
    "list --view all": {STORE, MEASURES, FORECAST},
    "show volvo": {STORE, MEASURES, FORECAST, JSON},
    "show volvo --json": {STORE, MEASURES, FORECAST, JSON},
    "forecast volvo": {STORE, MEASURES, FORECAST, JSON},
    "next": {STORE, MEASURES},
    "prompt": {STORE, MEASURES},
    "remind": {STORE, FILE_VERBS},
    "review --due": {STORE},
    "paths": set(),
    "keys": set(),
    "advance volvo": {STORE, BACKUPS},
    "back volvo": {STORE, BACKUPS},
    "note volvo hello": {STORE, BACKUPS},
    "rename volvo Saab": {STORE, BACKUPS},
    "turn volvo mine": {STORE, BACKUPS},
    "remove volvo": {STORE, BACKUPS},
    "undo": {STORE, BACKUPS},
    "redo": {STORE, BACKUPS},
    "add Swim": {STORE, BACKUPS, QUICK_ADD, JSON, START},
}
"""Which of them a verb may import."""


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize("words", NEEDS)
def test_a_verb_imports_only_what_it_needs(lastmile, words):
    lastmile("advance", "volvo", "--to", "3")
    if words == "redo":
        lastmile("undo")
    command = [sys.executable, "-c", PROGRAM, *words.split()]
    done = subprocess.run(command, env=os.environ, capture_output=True, check=False)
    code, modules = json.loads(done.stderr)
    assert code in ({0, 1} if words == "review --due" else {0})
    assert "msgspec" in modules
    assert not NEVER & set(modules)
    assert not OURS - NEEDS[words] & set(modules)
    assert (read_plain(words.split()) is None) == ("argparse" in modules)


@pytest.mark.parametrize("words", ["--help", "list --help", "template show --help"])
def test_a_help_imports_no_store(words):
    command = [sys.executable, "-c", PROGRAM, *words.split()]
    done = subprocess.run(command, env=os.environ, capture_output=True, check=False)
    code, modules = json.loads(done.stderr)
    assert code == 0
    assert not (NEVER - {"shutil"} | {STORE, MEASURES}) & set(modules)


def test_what_msgspec_was_given_in_their_place_is_whole_for_others():
    program = (
        "import lastmile_tui.cli, sys\n"
        "assert not {'uuid', 'decimal', 'platform'} & {*sys.modules}\n"
        "import uuid, decimal, msgspec\n"
        "assert uuid.UUID(str(uuid.uuid4())) and decimal.Decimal('0.1') * 10 == 1\n"
        "assert msgspec.json.encode([1, 0.5, {'a': None}]) == b'[1,0.5,{\"a\":null}]'\n"
        "print('whole')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.split() == [b"whole"]


def test_a_msgspec_that_wants_more_gets_all_of_it(tmp_path):
    """Another version may ask uuid for what the one in its place does not have."""
    source = Path(cli.__file__).read_text(encoding="utf-8").replace("SafeUUID=", "Other=")
    (tmp_path / "other.py").write_text(source, encoding="utf-8")
    program = "import other, uuid, msgspec; print(len(msgspec.json.encode(uuid.uuid4())))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=True
    )
    assert done.stdout.split() == [b"38"]


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
