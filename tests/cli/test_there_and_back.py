"""A step forward and back on one day leaves every figure as it was, in all that a verb says."""

from __future__ import annotations

import re

import pytest

from support.cli.command import NOW

LINES = (
    "Swim the lake: buy a suit > train > half the lake >> the lake due 4 dec",
    "Paint the fence: sand > prime > paint >> last coat",
    "Run 100 km target 100 km",
)
BEFORE = ("2026-11-12T09:00", "2026-11-14T09:00", "2026-11-17T09:00")

SAID = [
    ("list",),
    ("list", "--sort", "idle"),
    ("list", "--sort", "recent"),
    ("list", "--json"),
    ("mirror",),
    ("mirror", "--json"),
    ("prompt",),
    ("next",),
    ("review", "--plain"),
]
WAYS = {
    "a marker": (("advance", "swim"), ("advance", "swim", "--set", "3")),
    "a part": (("advance", "swim", "--by", "0.3"), ("advance", "swim", "--set", "3")),
    "a planned goal": (("advance", "paint"), ("advance", "paint", "--set", "0")),
    "what counts": (("advance", "run", "--by", "6"), ("advance", "run", "--set", "12")),
    "undone": (("advance", "swim"), ("undo",)),
}


_ENTRY = re.compile(r"^(Today|\w+day \d+ \w+): .*\n", re.MULTILINE)
"""An entry of a log, which has all that was done."""


def without_change(value):
    """JSON without when a goal was changed last, which undone changes are too."""
    if isinstance(value, dict):
        return {name: without_change(each) for name, each in value.items() if name != "changed"}
    return [without_change(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("verb", SAID, ids=" ".join)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_step_forward_and_back_changes_nothing_that_is_said(lastmile, way, verb):
    for line in LINES:
        lastmile("add", line, now="2026-11-10T09:00")
    for number, day in enumerate(BEFORE, 1):
        lastmile("advance", "swim", "--to", str(number), now=day)
        lastmile("advance", "run", "--by", "4", now=day)

    def said():
        done = lastmile(*verb, now=NOW)
        return without_change(done.json) if "--json" in verb else _ENTRY.sub("", done.out)

    before = said()
    for step in way:
        done = lastmile(*step, now=NOW)
        assert (done.code, done.err) == (0, "")
    assert said() == before
