"""Every example of every help does what it says, in a home with the demo roads."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from random import Random

import pytest

from lastmile_tui.cli.context import Context
from lastmile_tui.cli.main import main
from lastmile_tui.cli.parser import parse
from lastmile_tui.cli.table.examples import EXAMPLES
from lastmile_tui.domain.examples.demo import DEVICE, demo_records
from support.cli.command import NOW

SCREENS = frozenset(("demo", "review", "web", "web-tab", "mcp", "remind"))
"""What opens a screen, a page or a server, or would write a timer: they have tests of their own."""

FIRST = {
    "seal": ["seal volvo --untick 1"],
    "advance": ["back volvo --to listed"],
    "reopen": ["seal volvo --anyway"],
    "unblock": ["block volvo x"],
    "resume": ["park volvo --until fri"],
    "undo": ["advance thesis"],
    "redo": ["advance thesis", "undo"],
    "marker move": ['marker add volvo "photos"'],
    "marker date": ['marker add volvo "photos"'],
    "restore": ["backup", "advance thesis"],
}
"""What has to be done first, so that there is something to do."""

FILES = {
    "thesis.txt": "a word and another one\n",
    "todo.txt": "Paint the fence +home\n",
    "tasks.json": '[{"description": "Paint", "status": "pending", "uuid": "1"}]',
    "old.json": "",
}
"""Files that the examples name; the old data file is a copy of ours."""


@pytest.fixture
def demo_home(home, tmp_path, monkeypatch, editor):
    """The demo roads in a terminal, and what the examples name beside them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("builtins.input", lambda *_: "y")
    editor("zzz", "zzz")
    context = Context(parse(["list", "--now", NOW]))
    random = Random(1)
    records = demo_records(context.clock.now(), context.calendar, lambda: random.getrandbits(80))
    with context.store_at(context.locations.data, DEVICE) as store:
        store.insert(records)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    shutil.copy(context.locations.data, tmp_path / "old.json")
    return home


def words_of(example, folder):
    """What a shell would start for the example; for git an address that is on this machine."""
    command = re.split(r" (?:&&|\|) ", example)[0]
    command = re.sub(r"\$\(date -I\)", "2026-11-21", command).replace("$(wc -w < thesis.txt)", "5")
    program, *words = shlex.split(command)
    assert program == "lastmile"
    return [str(folder / "goals.git") if "example.org" in word else word for word in words]


@pytest.mark.usefixtures("demo_home")
@pytest.mark.parametrize("words", [words for words in EXAMPLES if words not in SCREENS])
def test_every_example_works(words, tmp_path, capsys, monkeypatch):
    if words == "sync":
        subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "goals.git")], check=True)
    examples = [words_of(example, tmp_path) for example in EXAMPLES[words]]
    if words == "merge-driver":
        ours = str(tmp_path / "old.json")
        examples = [[words, ours, ours, ours]]
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    for typed in map(shlex.split, FIRST.get(words, [])):
        assert main([*typed, "--now", NOW]) == 0, typed
    for typed in examples:
        capsys.readouterr()
        code = main([*typed, "--now", NOW])
        out, err = capsys.readouterr()
        assert code == 0, (typed, err)
        assert out.strip() or words in ("init", "merge-driver"), typed
