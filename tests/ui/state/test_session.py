"""The session: what the app knows, without a screen."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal
from lastmile_tui.domain.changes.start import Plan, Stage, add
from lastmile_tui.domain.model.goal import ROAD
from lastmile_tui.domain.views.lineup import SectionKind, Sort, View
from lastmile_tui.errors import GoalError, StoreError
from lastmile_tui.store.app_state import AppState
from lastmile_tui.store.disk import files
from lastmile_tui.ui.state import lineups
from lastmile_tui.ui.state.board import Density
from lastmile_tui.ui.state.session import Session
from support.ui.workspace import CALENDAR, NOW

CAR = "Sell the car: listed > driven > agreed >> signed #money"
BOAT = "Paint the boat: sanded > primed > painted #summer"


def opened(garage, *lines, remembered=None):
    """A session on the file, with goals of these lines."""
    if lines:
        garage.add(*lines)
    return Session(garage.store(), CALENDAR, garage.clock, remembered or AppState())


def titles(session):
    return [goal.title for goal in session.board.lineup.goals]


def uid(session, title):
    return next(goal.uid for goal in session.board.goals.values() if goal.title == title)


def reach(session, title, index):
    """Drive a goal to the marker at an index; what is said of it."""
    return session.change(uid(session, title), partial(drive.reach, index=index))


def part(session, title):
    """The section that a goal stands in."""
    return next(
        section.part
        for section in session.board.lineup.sections
        for goal in section.goals
        if goal.title == title
    )


def test_the_board_holds_what_the_file_holds(garage):
    board = opened(garage, CAR, BOAT).board
    assert {goal.title for goal in board.lineup.goals} == {"Sell the car", "Paint the boat"}
    assert (board.today, board.tally.active, board.notice) == (date(2026, 11, 21), 2, "")


def test_driving_moves_a_goal_through_its_sections(garage):
    session = opened(garage, CAR)
    car = uid(session, "Sell the car")
    seen = [part(session, "Sell the car")]
    for _ in range(4):
        session.change(car, drive.advance)
        seen.append(part(session, "Sell the car"))
    assert seen == [
        SectionKind.PLANNED,
        SectionKind.ROAD,
        SectionKind.ROAD,
        SectionKind.STRETCH,
        SectionKind.STRETCH,
    ]
    assert session.board.tally.stretch == 1


def test_the_days_at_stake_are_those_since_the_start_of_goals_in_the_stretch(garage):
    session = opened(garage, CAR, BOAT)
    reach(session, "Sell the car", 2)
    reach(session, "Paint the boat", 0)
    garage.clock.instant = NOW + timedelta(days=9)
    assert session.refresh()
    assert session.board.tally.days == 9
    session.change(uid(session, "Sell the car"), drive.back)
    assert session.board.tally.days == 0


def test_what_is_left_is_told_in_full_on_the_way_into_the_stretch_and_at_the_door(garage):
    session = opened(garage, CAR)
    assert reach(session, "Sell the car", 0) == "Reached ‘listed’ · Sell the car · 3 mi to go"
    garage.clock.instant = NOW + timedelta(days=4)
    session.refresh()
    assert reach(session, "Sell the car", 2) == (
        "Reached ‘agreed’ · Sell the car\nfinal stretch: 1 marker and 1 seal item"
    )
    car = uid(session, "Sell the car")
    nudged = session.change(car, partial(drive.nudge, miles=0.5))
    assert nudged == "Moved to 3.5 mi · Sell the car · 0.5 mi to go"
    assert reach(session, "Sell the car", 3) == (
        "Reached ‘signed’ · Sell the car\n"
        "the last marker is reached; to seal it: it is really finished"
    )


def test_a_change_beside_the_driving_says_nothing_of_what_is_left(garage):
    session = opened(garage, CAR)
    words = session.change(uid(session, "Sell the car"), partial(drive.note, text="quiet"))
    assert words == "Note: quiet · Sell the car"


def test_every_change_gives_the_board_that_a_fresh_start_gives(garage):
    session = opened(garage, CAR, BOAT, "Read: a > b > c")
    car, boat = uid(session, "Sell the car"), uid(session, "Paint the boat")
    steps = (
        lambda: session.change(car, partial(drive.reach, index=2)),
        lambda: session.change(boat, partial(drive.nudge, miles=0.1)),
        lambda: session.change(boat, partial(edit.rename, title="Tar the boat")),
        lambda: session.change(car, partial(drive.note, text="quiet")),
        lambda: session.change(car, edit.remove),
        session.undo,
        lambda: session.add(partial(add, Plan("Sing", (Stage("a"), Stage("b"))))),
        lambda: session.change(car, drive.back),
        session.undo,
        session.redo,
    )
    for step in steps:
        step()
        assert session.board.lineup == opened(garage).board.lineup
        assert session.board.tally == opened(garage).board.tally


def test_what_the_road_refuses_changes_nothing(garage):
    session = opened(garage, CAR)
    before = session.board
    with pytest.raises(GoalError):
        session.change(uid(session, "Sell the car"), drive.back)
    assert session.board == before


def test_what_the_disk_refuses_changes_nothing(garage, monkeypatch):
    session = opened(garage, CAR)
    before = session.board

    def full(*_, **__):
        raise StoreError("The change was not saved: no space left on the device.")

    monkeypatch.setattr(files, "append", full)
    with pytest.raises(StoreError):
        session.change(uid(session, "Sell the car"), drive.advance)
    assert session.board == before


def test_a_goal_is_there_until_it_is_removed(garage):
    session = opened(garage, CAR)
    car = uid(session, "Sell the car")
    assert session.goal(car).title == "Sell the car"
    session.change(car, edit.remove)
    assert session.goal(car) is None
    assert session.goal("never was") is None


def test_a_new_goal_is_shown_whatever_was_looked_at(garage):
    session = opened(garage, CAR)
    session.lineups.next_view()
    session.lineups.filter("zzz")
    added, words = session.add(partial(add, Plan("Sing", (Stage("a"),))))
    assert words == "Added · Sing"
    assert session.board.goals[added] in session.board.lineup.goals
    assert session.lineups.look.view is View.ACTIVE


def test_the_look_begins_as_it_was_left(garage):
    session = opened(garage, CAR, remembered=AppState(density="compact", sort="title", view="all"))
    assert (session.lineups.density, session.lineups.look.sort, session.lineups.look.view) == (
        Density.COMPACT,
        Sort.TITLE,
        View.ALL,
    )


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("due date", "due date"),
        ("nearest to the finish", "closest to finish"),
        ("longest untouched", "longest without a move"),
        ("last touched", "last changed"),
        ("title", "title"),
    ],
)
def test_an_order_by_its_old_name_is_that_of_now_and_kept_as_that(garage, old, now):
    state = AppState(theme="lastmile-light", density="compact", sort=old, view="all", guide="2")
    lineups = opened(garage, CAR, remembered=state).lineups
    assert lineups.look.sort == now
    kept = lineups.kept(state)
    assert kept == replace(state, sort=now)
    assert opened(garage, remembered=kept).lineups.look.sort == now


def test_a_look_of_another_version_is_the_usual_one(garage):
    session = opened(garage, CAR, remembered=AppState(density="3d", sort="luck", view="none"))
    assert (session.lineups.density, session.lineups.look.sort, session.lineups.look.view) == (
        Density.AUTO,
        Sort.DUE,
        View.ACTIVE,
    )


def test_a_filter_and_an_order_hold_while_goals_change(garage):
    session = opened(garage, CAR, BOAT)
    session.lineups.filter("#summer")
    session.change(uid(session, "Sell the car"), drive.advance)
    assert titles(session) == ["Paint the boat"]
    session.lineups.filter("")
    assert len(titles(session)) == 2


@pytest.mark.parametrize("few", [0, 64])
def test_what_others_wrote_is_taken_in_one_by_one_or_anew(garage, monkeypatch, few):
    monkeypatch.setattr(lineups, "FEW", few)
    session = opened(garage, CAR, BOAT)
    car, boat = uid(session, "Sell the car"), uid(session, "Paint the boat")
    with garage.store() as store:
        store.change(car, drive.advance)
        store.change(boat, edit.remove)
    garage.add("Sing: a > b")
    assert session.refresh()
    assert titles(session) == ["Sell the car", "Sing"]
    assert session.board.tally.active == 2
    assert not session.refresh()


def test_the_turn_of_the_day_is_news(garage):
    session = opened(garage, CAR)
    garage.clock.instant = NOW + timedelta(hours=17)
    assert not session.refresh()
    garage.clock.instant = NOW + timedelta(hours=19)
    assert session.refresh()
    assert session.board.today == date(2026, 11, 22)


def test_a_parked_goal_comes_back_by_itself_on_its_day(garage):
    garage.demo()
    session = opened(garage)
    parked = [goal for goal in session.board.goals.values() if goal.parked_until]
    assert parked
    garage.clock.instant = NOW + (parked[0].parked_until - session.board.today)
    assert parked[0].title not in titles(session)
    session.refresh()
    assert parked[0].title in titles(session)


def test_news_of_the_file_are_told_once(garage):
    garage.add(CAR)
    with garage.store() as store:
        store.storage.rewrite({"goals": dict(store.storage.read()["goals"])}, schema=99)
    session = opened(garage)
    assert session.notices.new_sentences() == (
        "The data file is from a newer lastmile: it is open for reading only.",
    )
    assert session.notices.new_sentences() == ()
    assert session.board.notice == "read-only file"


def test_what_was_done_after_a_sleep_of_days_was_not_done_ahead_of_time(garage):
    session = opened(garage, CAR)
    garage.clock.instant += timedelta(days=2)
    reach(session, "Sell the car", 0)
    assert [*session.dated_ahead()] == []
    garage.clock.instant -= timedelta(days=20)
    session.refresh()
    assert len([*session.dated_ahead()]) == 1, "now the clock went back, and it was"


def test_what_followed_a_seal_is_known_until_the_next_change_of_a_road(garage):
    session = opened(garage, CAR, BOAT)
    car, boat = uid(session, "Sell the car"), uid(session, "Paint the boat")
    session.change(boat, partial(block_for, other=session.goal(car)))
    reach(session, "Sell the car", 3)
    session.change(car, seal.seal)
    assert [record.goal.uid for record in session.followed] == [boat]
    session.keep(boat, lambda _: None, partial(drive.note, text="It is free."))
    assert [record.goal.uid for record in session.followed] == [boat]
    session.change(boat, partial(drive.note, text="It is dry."))
    assert not session.followed


def block_for(record, stamp, other):
    return roadblocks.block(record, stamp, ROAD, who=other.title, road=other.uid)
