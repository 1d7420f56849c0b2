"""Reviews that are typed."""

from __future__ import annotations

import sys

import pytest

from support.cli.command import NOW
from support.cli.review import SWIM
from support.cli.typist import Typist


@pytest.fixture
def typed(lastmile, monkeypatch):
    """Do the review, typing these lines; what was printed, the typed lines included."""

    def run(*steps, now=NOW):
        monkeypatch.setattr(sys, "stdin", Typist(*steps))
        done = lastmile("review", "--plain", now=now)
        assert (done.code, done.err) == (0, "")
        return done.out

    return run


@pytest.fixture
def swim(lastmile):
    """A goal in its final stretch, touched the day before; and its uid."""
    made = lastmile("add", SWIM, "--json", now="2026-11-20T09:00").json
    lastmile("advance", "swim", "--to", "3", now="2026-11-20T09:00")
    return made["id"]
