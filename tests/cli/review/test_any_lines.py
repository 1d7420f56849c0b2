"""Whatever is typed in a review: nothing breaks, and what was answered can be undone."""

from __future__ import annotations

import sys
from random import Random

import pytest
from msgspec.structs import replace

from lastmile_tui.cli.context import Context
from lastmile_tui.cli.parser import parse
from lastmile_tui.cli.review.wording import ANSWERS, KEYS
from lastmile_tui.cli.spoken.replies import parse_reply
from lastmile_tui.commands import BY_ID
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.review.answers import Answer
from support.cli.command import NOW
from support.cli.typist import Typist, insert_demo

LINES = (
    *(word for word, _ in ANSWERS.values()),
    *("+", "=", "b", "s", "w", "t", "p", "D", "u", "?", "undo", "previous", "help"),
    *(
        "mine",
        "theirs",
        "waiting",
        "something in me",
        "Ana, for it",
        "yes",
        "no",
        "money",
        "in 2 weeks",
    ),
    *("no time", "call Ana fri", "done", "fly", "\x1b[2J", "because"),
)
"""Lines that neither go on by themselves nor leave."""

CLOSING = ("in 2 weeks", "mine", "no", "waiting", "a word", "no time", "a word") * 2
"""Lines that answer whatever is asked in return, and mean nothing elsewhere."""

SEEDS = (0, 1, 2, *range(4, 9))
"""Walks that leave some goal on the road: where none is, the review ends before all is undone."""

UNDONE = 100
"""More changes than so many lines can make."""


@pytest.fixture
def demo(file):
    """The demo roads in the user's own file."""
    insert_demo(file)


def held():
    """All goals with their logs, as far as they stand, but for when they were changed at all."""
    store = Context(parse(["list", "--now", NOW])).open_to_read()
    return {
        goal.uid: (replace(goal, changed=goal.created), standing(store.log(goal.uid)))
        for goal in store.goals.values()
        if not goal.hidden
    }


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("seed", SEEDS)
def test_any_lines_undone_leave_the_goals_as_they_were(lastmile, monkeypatch, seed):
    before = held()
    lines = Random(seed).choices(LINES, k=60)
    items = [item.text for goal, _ in before.values() for item in goal.seal]
    during = []
    undos = ["undo"] * UNDONE
    typist = Typist(*lines, *items, *CLOSING, lambda: during.append(held()), *undos)
    monkeypatch.setattr(sys, "stdin", typist)
    code, out, err = lastmile("review", "--plain")
    assert (code, err) == (0, "")
    assert "Nothing to undo in this review" in out
    assert during[0] != before
    assert held() == before


@pytest.mark.parametrize(("answer", "key"), [(answer, ANSWERS[answer][1]) for answer in Answer])
def test_the_keys_are_those_of_the_app_where_they_can_be_typed(answer, key):
    signs = {"plus": "+", "equals_sign": "=", "space": "m"}
    first = BY_ID[answer.value].keys[0]
    assert signs.get(first, first) == key
    assert KEYS[key] is answer


def test_a_beginning_is_enough_where_one_word_has_it():
    words = {"next": 1, "next step": 2, "note": 3}
    assert [parse_reply(line, words, {}) for line in ("not", "NEXT  S", "next", "n", "ne", "")] == [
        *(3, 2, 1),
        *(None, None, None),
    ]
