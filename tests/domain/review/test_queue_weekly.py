"""The weekly look at the roads that were lost sight of: which, in which order, and when again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lastmile_tui.domain.changes.drive import advance, note
from lastmile_tui.domain.changes.edit import remove
from lastmile_tui.domain.changes.status import let_go, park
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.review.answers import answering, drive
from lastmile_tui.domain.review.queue import LIMIT, LOOKED_DAYS, Scope
from support.domain.history import TODAY, at, begun, history
from support.domain.review import do, look, titles


def test_a_look_asks_first_about_what_comes_back_then_the_stretch_then_what_lies_fallow():
    records = [
        history("Fallow: a > b > c", begun(40), (30, advance), uid=1),
        history("Stretch: a > b", begun(40), (21, advance), uid=2),
        history("Door: a >> b", begun(40), (22, advance), (22, advance), uid=3),
        history("Parked: a > b", begun(9), (8, park, TODAY + timedelta(7)), uid=4),
    ]
    held = look(records)
    assert titles(held, records) == ["Parked", "Door", "Stretch", "Fallow"]
    assert (held.scope, held.at, held.rest) == (Scope.WEEKLY, 0, 0)


@pytest.mark.parametrize(
    "made",
    [
        history("Parked for longer: a > b", begun(9), (8, park, TODAY + timedelta(8))),
        history("Newly in the stretch: a > b", begun(40), (20, advance)),
        history("Driven this month: a > b > c", begun(40), (29, advance)),
        history("Planned: a > b", begun(90)),
        history("Let go: a > b", begun(90), (80, advance), (70, let_go)),
        history("Removed: a > b > c", begun(90), (80, advance), (40, remove)),
    ],
    ids=lambda made: made.goal.title,
)
def test_a_look_leaves_alone_what_is_in_sight(made):
    assert look([made]).queue == ()


def test_a_month_is_counted_in_local_days():
    """Midnight in UTC is one at night in Berlin, which belongs to the day before."""
    made = history("Fallow: a > b > c", begun(60), (50, advance))
    instant = at(29).at.replace(hour=0)
    late = note(made, Stamp(ulid(instant, 1), instant, "dev", TODAY - timedelta(30)), "hm")
    assert look([late]).uid == made.goal.uid
    instant = at(30).at.replace(hour=23)
    early = note(made, Stamp(ulid(instant, 1), instant, "dev", TODAY - timedelta(29)), "hm")
    assert look([early]).uid is None


@pytest.mark.parametrize("sign", ["coming back", "stretch", "fallow"])
def test_what_is_kept_driving_comes_back_in_a_week_at_the_earliest(sign):
    made = lost(sign)
    after = do(made, drive)
    assert look([after]).uid is None
    assert look([after], TODAY + timedelta(LOOKED_DAYS)).uid is None
    later = {"coming back": 30, "stretch": 7, "fallow": 7}[sign]
    assert look([after], TODAY + timedelta(later - 1)).uid is None
    assert look([after], TODAY + timedelta(later)).uid == made.goal.uid
    assert look([do(after, undo)]).uid == made.goal.uid


@pytest.mark.parametrize("sign", ["coming back", "stretch", "fallow"])
def test_what_is_parked_comes_back_into_the_look_a_week_before_it_is_back(sign):
    made = lost(sign)
    after = do(made, answering(lambda *held: park(*held, TODAY + timedelta(20)), Scope.WEEKLY))
    assert look([after]).uid is None
    assert look([after], TODAY + timedelta(12)).uid is None
    assert look([after], TODAY + timedelta(13)).uid == made.goal.uid
    soon = do(made, answering(lambda *held: park(*held, TODAY + timedelta(8)), Scope.WEEKLY))
    assert look([soon], TODAY + timedelta(6)).uid is None
    assert look([soon], TODAY + timedelta(7)).uid == made.goal.uid


@pytest.mark.parametrize("sign", ["coming back", "stretch", "fallow"])
def test_what_is_let_go_leaves_the_look_for_good(sign):
    after = do(lost(sign), answering(let_go, Scope.WEEKLY))
    assert all(look([after], TODAY + timedelta(days)).uid is None for days in (0, 7, 60))


def lost(sign):
    beats = {
        "coming back": [(60, advance), (8, park, TODAY + timedelta(7))],
        "stretch": [(40, advance), (40, advance)],
        "fallow": [(40, advance)],
    }[sign]
    return history("Lost: a > b >> c", begun(70), *beats)


def test_a_look_asks_about_ten_and_tells_the_rest_in_an_order_of_its_own():
    records = [history("Fallow: a > b > c", begun(50), (40, advance), uid=n) for n in range(14)]
    held = look(records)
    assert (len(held.queue), held.rest) == (LIMIT, 4)
    assert look(records[::-1]) == held
