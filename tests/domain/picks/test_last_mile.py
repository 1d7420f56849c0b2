"""The last mile that is picked for a day to come: what holds when, and what became of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, note
from lastmile_tui.domain.changes.edit import remove
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import let_go, park, resume
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.picks.last_mile import (
    day_to_pick,
    pick,
    pick_ahead,
    picks_of,
    say_gone,
    say_pick_day,
)
from lastmile_tui.errors import GoalError
from support.cases import case
from support.domain.history import TODAY, at, begun, history
from support.domain.review import do

YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)

ROAD = history("Road: a > b > c > d >> e", begun(9), *[(8, advance)] * 4)
OTHER = history("Other: a > b", begun(9), (8, advance), uid=50)
DOOR = history("Door: a >> b", begun(9), (8, advance), (7, advance), uid=90)


def seen(*records, day=TODAY):
    """The titles that are picked: of today, of a day ahead, and what is gone in words."""
    picks = picks_of([one.goal for one in records], day, lambda instant: instant.date())
    title = [one.goal.title if one else None for one in (picks.today, picks.ahead)]
    return (*title, say_gone(picks.gone, day) if picks.gone else "")


def evening(record, days_ago=1, number=600):
    """Picked in the evening of a day for the day behind it."""
    on = TODAY - timedelta(days_ago - 1)
    return do(record, pick_ahead, on, days_ago=days_ago, number=number)


def test_a_pick_of_the_evening_holds_on_its_day_and_is_shown_before_it():
    """What was made, and what each of three days shows of it."""
    ahead = evening(ROAD)
    table = {
        "picked for today": ([ahead], (None, "Road", ""), ("Road", None, ""), ("Road", None, "")),
        "beside the pick of the day before": (
            [ahead, do(OTHER, pick, days_ago=1)],
            ("Other", "Road", ""), ("Road", None, ""), ("Road", None, ""),
        ),
        "another one in the morning": (
            [ahead, do(OTHER, pick)], (None, "Other", ""), ("Other", None, ""), ("Other", None, ""),
        ),
        "the same goal today and tomorrow": (
            [evening(do(ROAD, pick, days_ago=1))],
            ("Road", "Road", ""), ("Road", None, ""), ("Road", None, ""),
        ),
        "driven that evening still": (
            [do(ahead, advance, days_ago=1, number=610)],
            (None, "Road", ""), ("Road", None, ""), ("Road", None, ""),
        ),
        "driven on its day": (
            [do(ahead, advance)], (None, "Road", ""), (None, None, ""), (None, None, ""),
        ),
        "sealed on its day": (
            [do(evening(DOOR), seal)], (None, None, ""), (None, None, ""), (None, None, ""),
        ),
        "a note is no move": (
            [do(ahead, note, "x")], (None, "Road", ""), ("Road", None, ""), ("Road", None, ""),
        ),
        "undone": ([do(ahead, undo, days_ago=1)], *[(None, None, "")] * 3),
        "the pick before comes back": (
            [do(evening(OTHER, number=620), undo, days_ago=1), ahead],
            (None, "Road", ""), ("Road", None, ""), ("Road", None, ""),
        ),
    }  # fmt: skip
    for name, (records, *days) in table.items():
        with case(name):
            shown = [seen(*records, day=day) for day in (YESTERDAY, TODAY, TOMORROW)]
            if name == "sealed on its day":  # seen from before it is no road any more
                assert shown[1:] == days[1:]
            else:
                assert shown == days


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (lambda *made: park(*made, TODAY + timedelta(5)), "is parked until Fri 27 Nov"),
        (let_go, "was let go"),
        (remove, "was removed"),
        (lambda record, stamp: seal(advance(record, at(1, 700)), stamp), "is sealed"),
    ],
    ids=["parked", "let go", "removed", "sealed"],
)
def test_a_pick_that_left_the_road_meanwhile_says_so_until_another_is_picked(move, words):
    gone = do(evening(ROAD), move, days_ago=1, number=710)
    assert seen(gone, OTHER) == (None, None, f"‘Road’ was picked for today, and {words}")
    assert seen(gone, do(OTHER, pick)) == ("Other", None, "")
    assert seen(gone, OTHER, day=TOMORROW) == (None, None, "")
    before = replace(gone, goal=replace(gone.goal, picked_ahead=evening(ROAD, 0).goal.picked_ahead))
    assert seen(before)[2] == f"‘Road’ was picked for tomorrow, and {words}"


def test_a_pick_holds_again_once_its_goal_is_back():
    parked = do(evening(ROAD), park, TODAY + timedelta(5), days_ago=1)
    assert seen(do(parked, resume))[0] == "Road"
    back_by_then = do(ROAD, park, TODAY, days_ago=2)
    assert seen(evening(back_by_then)) == ("Road", None, "")


def test_a_parked_road_is_not_picked_for_today_in_the_place_of_another():
    with pytest.raises(GoalError, match="bring it back first"):
        do(do(ROAD, park, TOMORROW), pick)


def test_what_cannot_be_driven_on_that_day_is_refused():
    for made, on in (
        (ROAD, TODAY),
        (ROAD, YESTERDAY),
        (do(ROAD, park, TOMORROW + timedelta(1)), TOMORROW),
        (do(ROAD, let_go), TOMORROW),
        (do(DOOR, seal), TOMORROW),
        (do(ROAD, remove), TOMORROW),
    ):
        with pytest.raises(GoalError):
            do(made, pick_ahead, on)


def test_of_picks_on_two_devices_the_last_one_counts_in_whatever_order_they_are_met():
    there = pick_ahead(OTHER, replace(at(1, 640), dev="other"), TODAY)
    for number, title in ((630, "Other"), (650, "Road")):
        here = evening(ROAD, number=number)
        for records in permutations([here, there, DOOR]):
            assert seen(*records) == (title, None, "")
    same = [pick_ahead(one, at(1, 640), TODAY) for one in (ROAD, OTHER)]  # at the very instant
    assert seen(*same) == seen(*reversed(same))


def test_from_the_evening_on_it_is_picked_for_tomorrow():
    for wall, expected in {
        "09:00": TODAY, "17:59": TODAY, "18:00": TOMORROW, "23:30": TOMORROW,
        "+1 01:30": TOMORROW, "+1 03:59": TOMORROW,
    }.items():  # fmt: skip
        late, _, clock = wall.rpartition(" ")
        day = TODAY + timedelta(bool(late))
        shown = datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=UTC)
        assert day_to_pick(TODAY, shown) == expected, wall
    assert say_pick_day(TOMORROW, TODAY) == "tomorrow's pick"
    assert say_pick_day(TODAY.replace(year=2027), TODAY).endswith("2027's pick")
