"""A command line with a file, settings and a state of its own."""

from __future__ import annotations

import pytest

from lastmile_tui.cli.main import main
from support.cli.backups import DAY_1, DAY_2
from support.cli.command import NOW, VOLVO, Done


@pytest.fixture(autouse=True)
def home(_home, monkeypatch):
    """A home where it is UTC, and a terminal of 80 columns."""
    monkeypatch.delenv("LASTMILE_TRACEBACK", raising=False)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("COLUMNS", "80")
    return _home


@pytest.fixture
def file(home):
    return home / "data" / "lastmile" / "lastmile.json"


@pytest.fixture
def lastmile(capsys):
    """Run one command at a frozen time."""

    def run(*args: str, now: str = NOW) -> Done:
        code = main([*args, "--now", now])
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def three_days(lastmile):
    """A goal of Friday, driven on Saturday, beside one that was added then."""
    lastmile("add", VOLVO, now=DAY_1)
    lastmile("advance", "volvo", now=DAY_2)
    lastmile("advance", "volvo", now=DAY_2)
    lastmile("add", "Fix the roof: tiles > gutter", now=DAY_2)


@pytest.fixture
def volvo(lastmile):
    """A file with one goal, and the goal as JSON."""
    return lastmile("add", VOLVO, "--json").json
