"""On the day that a goal was parked until, the lane and the review say that it is back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from lastmile_tui.cli.spoken.facts import say_goal
from lastmile_tui.domain.changes.drive import advance, note
from lastmile_tui.domain.changes.edit import remove
from lastmile_tui.domain.changes.roadblocks import block
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import let_go, park, plan_step, resume
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.review.answers import no_change
from lastmile_tui.domain.review.queue import LIMIT, MEASURED, Scope
from lastmile_tui.domain.review.wording import question
from lastmile_tui.domain.wording.returns import say_all_back
from lastmile_tui.ui.drawing.facts import facts_of
from support.domain.history import TODAY, begun, history, measured
from support.domain.review import begin, do, titles

WORDS = "back from parking today"
ROAD = "Road: a > b > c > d >> e ! paid"


def parked(beats=(), *, until=0, days_ago=3, uid=0, title="Road"):
    """A goal that was parked some days ago, until so many days from today."""
    made = history(ROAD.replace("Road", title, 1), begun(9), *beats, uid=uid)
    return do(made, partial(park, until=TODAY + timedelta(until)), days_ago=days_ago)


ADVANCED = [(8, advance)]
BLOCK = partial(block, kind="waiting", who="Ann")

BACK = {
    "planned": parked(),
    "driven": parked(ADVANCED),
    "in the stretch": parked([(8, advance)] * 4),
    "at the door": parked([(8, advance)] * 5),
    "with a roadblock": parked([*ADVANCED, (7, BLOCK)]),
    "noted meanwhile": do(parked(ADVANCED), note, "soon", days_ago=1),
    "noted today": do(parked(ADVANCED), note, "here we go"),
    "parked anew, and that taken back": do(
        do(parked(ADVANCED), partial(park, until=TODAY + timedelta(9)), days_ago=1),
        undo,
        days_ago=1,
    ),
}
AWAY = {
    "never parked": history(ROAD, begun(9)),
    "back tomorrow": parked(ADVANCED, until=1),
    "back since yesterday": parked(ADVANCED, until=-1),
    "parked until later meanwhile": do(
        parked(ADVANCED), partial(park, until=TODAY + timedelta(9)), days_ago=1
    ),
    "brought back earlier by hand": do(parked(ADVANCED), resume, days_ago=1),
    "driven on today": do(parked(ADVANCED), advance),
    "let go meanwhile": do(parked(ADVANCED), let_go, days_ago=1),
    "sealed meanwhile": do(parked([(8, advance)] * 5), seal, days_ago=1),
    "removed meanwhile": do(parked(ADVANCED), remove, days_ago=1),
}


def said(record):
    """Where it is said: the lane, the question of the review, the goal aloud, the prompt."""
    goal = record.goal
    return {
        "lane": any(WORDS in fact.text for fact in facts_of(goal, TODAY, measured(record))),
        "review": WORDS in question(goal, measured(record).course, Scope.DAILY, TODAY),
        "aloud": WORDS in say_goal(goal, TODAY, measured(record)).casefold(),
        "prompt": WORDS in say_all_back([goal], TODAY, 20),
    }


@pytest.mark.parametrize("how", BACK)
def test_a_goal_says_everywhere_that_it_is_back_today(how):
    assert set(said(BACK[how]).values()) == {True}, said(BACK[how])


@pytest.mark.parametrize("how", AWAY)
def test_no_other_goal_and_no_other_day_says_so(how):
    assert set(said(AWAY[how]).values()) == {False}, said(AWAY[how])


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (BACK["planned"], "It is back from parking today. Does it start today?"),
        (BACK["driven"], "It is back from parking today. Has it moved?"),
        (BACK["at the door"], "It is back from parking today. ‘paid’ is open. Is it done?"),
        (BACK["with a roadblock"], "It is back from parking today. Still waiting on Ann?"),
        (
            do(parked(ADVANCED), plan_step, "call Ann", TODAY, days_ago=2),
            "It is back from parking today. The next step was ‘call Ann’. Has it moved?",
        ),
        (do(BACK["driven"], no_change), "Noted. Anything else?"),
    ],
)
def test_the_review_says_it_before_it_asks_and_not_again_once_answered(made, words):
    assert question(made.goal, measured(made).course, Scope.DAILY, TODAY) == words


def test_several_are_counted_in_the_prompt_and_a_long_title_is_cut():
    first, second = parked(uid=1).goal, parked(uid=20, title="A road with a very long title").goal
    assert say_all_back([first, second], TODAY, 12) == f"2 roads {WORDS}"
    assert say_all_back([second], TODAY, 12) == f"A road with…: {WORDS}"
    assert say_all_back([], TODAY, 12) == ""


def test_the_review_of_many_asks_about_it_behind_the_stretch_and_before_the_rest():
    others = [
        history(f"No {n}: a > b > c", begun(9), (2, advance), uid=100 * n, due=-n)
        for n in range(1, MEASURED + 20)
    ]
    near = history("Near: a >> b > c", begun(9), (8, advance), uid=50)
    records = [*others, parked(ADVANCED, title="Back"), near]
    asked = titles(begin(records), records)
    assert asked[:2] == ["Near", "Back"]
    assert len(asked) == LIMIT
