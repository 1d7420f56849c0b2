"""What is told of a goal: the facts, the strongest reason among them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes import seal
from lastmile_tui.domain.measures.forecast import HORIZON
from lastmile_tui.domain.measures.reasons import Reason, ReasonKind
from lastmile_tui.domain.model.goal import LetGo, NextStep, Roadblock, Turn
from lastmile_tui.ui.drawing.facts import Fact, facts_of
from support.domain.forecasts import forecast
from support.drawing.facts import BLOCKED, DRIVEN, FORECAST, REASONS, ago, measures, told
from support.drawing.roads import TODAY, by, goal

UNDATED = replace(DRIVEN, due=None)


@pytest.mark.parametrize(("reason", "words", "weight"), REASONS)
def test_each_reason_is_told_in_a_few_words_behind_what_is_left(reason, words, weight):
    facts = facts_of(UNDATED, TODAY, measures(reason))
    rank = 1 if weight == "plain" else -1
    brief = words.partition(" (")[0].partition(", with ")[0]
    told = Fact(words, rank, weight, brief="" if brief == words else brief)
    assert facts == (Fact("1.6 mi to go", 0), told)


def test_there_are_words_for_every_kind_of_reason():
    assert {reason.kind for reason, *_ in REASONS} == set(ReasonKind)


def test_only_the_strongest_reason_is_told():
    idle = Reason(ReasonKind.IDLE, 1, days=9)
    assert told(UNDATED, BLOCKED, idle) == ["1.6 mi to go", "waiting on Miriam 4 d"]


def test_before_anything_is_measured_the_goal_itself_is_told():
    assert facts_of(DRIVEN, TODAY) == (Fact("1.6 mi to go", 0), Fact("due Tue", 2, topic="due"))
    assert facts_of(DRIVEN, TODAY, measures()) == facts_of(DRIVEN, TODAY)


def test_a_roadblock_too_young_to_worry_about_is_told_and_an_old_one_only_once():
    blocked = replace(UNDATED, roadblocks=(Roadblock("r", "waiting", ago(4), "Miriam"),))
    idle = Reason(ReasonKind.IDLE, 1, days=9)
    assert told(blocked) == ["1.6 mi to go", "waiting on Miriam 4 d"]
    assert told(blocked, idle) == ["1.6 mi to go", "no move for 9 days", "waiting on Miriam 4 d"]
    assert told(blocked, BLOCKED) == ["1.6 mi to go", "waiting on Miriam 4 d"]


@pytest.mark.parametrize(
    ("whose", "kind", "words"),
    [
        ("mine", ReasonKind.YOUR_TURN, "your turn 3 d"),
        ("theirs", ReasonKind.THEIR_TURN, "their turn 3 d"),
    ],
)
def test_a_turn_too_young_to_worry_about_is_told_and_an_old_one_only_once(whose, kind, words):
    waiting = replace(UNDATED, turn=Turn(whose, ago(3)))
    assert told(waiting) == ["1.6 mi to go", words]
    assert told(waiting, Reason(kind, 1, days=3)) == ["1.6 mi to go", words]
    assert told(waiting, BLOCKED) == ["1.6 mi to go", "waiting on Miriam 4 d", words]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (None, "next: call her"),
        (TODAY + timedelta(days=1), "next: call her, tomorrow"),
        (TODAY + timedelta(days=5), "next: call her, Thu"),
        (TODAY + timedelta(days=20), "next: call her, 11 Dec"),
        (TODAY, "next: call her, today"),
        (ago(2), "next: call her, 2 d ago"),
    ],
)
def test_the_next_step_is_told_from_the_day_it_is_set_on(on, words):
    made = replace(UNDATED, next_step=NextStep("call her", on))
    assert told(made) == ["1.6 mi to go", words]


@pytest.mark.parametrize(
    ("days", "fact"),
    [
        (3, Fact("due Tue, forecast 23–29 Nov", 2, "plain", "due Tue", "due")),
        (1, Fact("due tomorrow, forecast 23–29 Nov", 2, "warning", "due tomorrow", "due")),
        (0, Fact("due today, forecast 23–29 Nov", 2, "warning", "due today", "due")),
        (-1, Fact("was due 20 Nov", 2, "danger", topic="due")),
        (None, Fact("forecast 23–29 Nov", 6)),
    ],
)
def test_the_due_date_is_told_against_the_forecast(days, fact):
    made = replace(DRIVEN, due=None if days is None else TODAY + timedelta(days=days))
    assert facts_of(made, TODAY, measures(forecast=FORECAST))[1:] == (fact,)


def test_a_forecast_beyond_all_that_can_be_told_has_no_end():
    far = forecast((2, HORIZON), (2, HORIZON))
    assert told(DRIVEN, forecast=far) == ["1.6 mi to go", "due Tue, forecast after 23 Nov"]
    assert told(UNDATED, forecast=far) == ["1.6 mi to go", "forecast after 23 Nov"]


@pytest.mark.parametrize(
    ("ticked", "fact"),
    [
        (0, Fact("at the finish, 2 things to confirm", 0, "warning", "2 things to confirm")),
        (1, Fact("at the finish, 1 thing to confirm", 0, "warning", "1 thing to confirm")),
        (2, Fact("ready to seal", 0, "warning")),
    ],
)
def test_at_the_door_it_is_told_what_the_seal_still_wants(ticked, fact):
    ticks = [partial(seal.tick, index=index) for index in range(ticked)]
    door = goal("Sell: listed > signed ! paid ! thanked", by(9), *ticks)
    assert facts_of(door, TODAY, measures()) == (fact,)


def test_a_goal_beside_the_road_says_why_and_since_when_whatever_else_there_is():
    back = replace(DRIVEN, parked_until=TODAY + timedelta(days=20))
    assert facts_of(back, TODAY, measures(BLOCKED)) == (
        Fact("1.6 mi to go", 1),
        Fact("back on 11 Dec", 0, topic="back"),
    )
    gone = LetGo(ago(3), "it rained", "too late")
    assert told(replace(DRIVEN, let_go=gone), BLOCKED) == [
        "it rained",
        "let go 3 days ago",
    ]
    kind = replace(DRIVEN, let_go=replace(gone, reason=""))
    assert told(kind) == ["too late", "let go 3 days ago"]
    assert told(replace(DRIVEN, let_go=LetGo(ago(3)))) == ["let go 3 days ago"]
    sealed = replace(DRIVEN, sealed=datetime(2026, 11, 19, 12, tzinfo=UTC))
    assert told(sealed, BLOCKED) == ["sealed 2 days ago"]
