"""On the day that a goal was parked until, the command line says that it is back."""

from __future__ import annotations

import sys

import pytest

from support.cli.typist import Typist

WORDS = "back from parking today"
PARKED, DAY, AFTER = "2026-11-18T09:00", "2026-11-21T09:00", "2026-11-22T09:00"

WAYS = {
    "prompt": ("prompt",),
    "list": ("list",),
    "next": ("next",),
    "show": ("show", "boat"),
    "review in lines": ("review", "--plain"),
    "app in lines": ("--linear",),
}


@pytest.fixture
def boat(lastmile):
    lastmile("add", "Paint the boat: sanded > primed > painted > dried >> in the water", now=PARKED)
    lastmile("advance", "boat", now=PARKED)
    lastmile("park", "boat", "--until", "2026-11-21", now=PARKED)


@pytest.fixture
def told(lastmile, monkeypatch):
    """What a way prints at some time, with nothing typed."""

    def run(way, now):
        monkeypatch.setattr(sys, "stdin", Typist())
        done = lastmile(*WAYS[way], now=now)
        assert (done.code, done.err) == (0, "")
        return done.out

    return run


@pytest.mark.usefixtures("boat")
@pytest.mark.parametrize("way", WAYS)
def test_it_says_so_on_that_day_and_not_before_nor_after(way, told):
    assert WORDS not in told(way, "2026-11-20T09:00")
    assert WORDS in told(way, DAY).casefold()
    assert WORDS not in told(way, AFTER)


@pytest.mark.usefixtures("boat")
def test_the_prompt_names_it_beside_the_due_review(lastmile):
    assert lastmile("prompt", now=DAY).out == f"review due · Paint the boat: {WORDS}\n"
    lastmile("advance", "boat", now=DAY)
    assert WORDS not in lastmile("prompt", now=DAY).out
