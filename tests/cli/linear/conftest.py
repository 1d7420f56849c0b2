"""The linear mode, typed."""

from __future__ import annotations

import sys

import pytest

from support.cli.command import NOW
from support.cli.typist import Typist, insert_demo


@pytest.fixture
def linear(lastmile, monkeypatch):
    """Type lines into the linear mode; all that was printed, the typed lines included."""

    def run(*steps, words=(), now=NOW, option=True):
        monkeypatch.setattr(sys, "stdin", Typist(*steps))
        done = lastmile(*["--linear"] * option, *words, now=now)
        assert (done.code, done.err) == (0, "")
        return done.out

    return run


@pytest.fixture
def goals(lastmile):
    """All goals of the file by their titles."""

    def find(now=NOW):
        listed = lastmile("list", "--view", "all", "--json", now=now).json["goals"]
        return {goal["title"]: goal for goal in listed}

    return find


@pytest.fixture
def demo(file):
    """The demo roads in the user's own file."""
    insert_demo(file)
