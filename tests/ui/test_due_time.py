"""A due time in the app: the lane becomes late while nobody types, and a row reads a bare time."""

from datetime import date, time, timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.rows import edits
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.store.app_state import AppState
from lastmile_tui.ui.state.session import Session
from support.ui.screen import shown, toast, until, view
from support.ui.workspace import CALENDAR, NOW

SHIP = "Ship: draft >> sent due today 18:00"
AT = time(18)
SIX = NOW + timedelta(hours=8)
"""18:00 on the clock of the tests, which shows 10:00."""


@pytest.mark.usefixtures("quick")
async def test_a_lane_becomes_late_when_the_minute_passes(garage):
    app = garage.app(SHIP, "Write: a > b due tomorrow 9:00")
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: "due today 18:00" in shown(app))
        assert "due tomorrow 09:00" in shown(app)
        garage.clock.instant = SIX
        await until(pilot, lambda: "late since 18:00" in shown(app))
        view(app).choose(next(g.uid for g in view(app).board.lineup.goals if g.due_time == AT))
        await pilot.press("enter")
        await until(pilot, lambda: "was due today 18:00" in shown(app))
        assert "it was due at 18:00" in shown(app)
        await pilot.press("escape")
        assert "due tomorrow 09:00" in shown(app)


async def test_a_new_goal_is_echoed_with_its_day_and_time(garage):
    app = garage.app()
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("a", *"Dine due fri @ 7pm")
        assert "due Fri 27 Nov at 19:00, in 6 days" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "due Fri 27 Nov at 19:00" in toast(app))


async def test_a_date_that_is_refused_is_said_under_the_line(garage):
    app = garage.app()
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("a", *"Dine due thu 4 dec")
        assert "4 Dec 2026 is a Friday, not a Thursday; write fri 4 dec or thu 3 dec." in shown(app)


def opened(garage, *lines):
    garage.add(*lines)
    session = Session(garage.store(), CALENDAR, garage.clock, AppState())
    session.begin_measuring()
    return session


def test_only_a_due_time_that_passes_is_news(garage):
    session = opened(garage, SHIP)
    goal = next(iter(session.board.lineup.goals))
    garage.clock.instant = SIX - timedelta(seconds=1)
    assert not session.refresh()
    assert not session.board.measure(goal).attention.overdue
    garage.clock.instant = SIX
    assert session.refresh()
    assert session.board.measure(goal).attention.overdue
    garage.clock.instant = SIX + timedelta(minutes=5)
    assert not session.refresh()


def test_a_key_looks_at_no_goal_for_its_due_time(garage, monkeypatch):
    session = opened(garage, SHIP, "Write: a > b > c")
    garage.clock.instant = SIX
    seen = []
    monkeypatch.setattr(Session, "_look_at_clock", lambda _: seen.append(1))
    uid = next(goal.uid for goal in session.board.lineup.goals if goal.title == "Write")
    session.change(uid, partial(drive.reach, index=0))
    assert not seen


@pytest.mark.parametrize(
    ("text", "hour", "due", "meaning"),
    [
        ("9am", 10, "2026-11-22 09:00", "tomorrow at 09:00"),
        ("5pm", 10, "2026-11-21 17:00", "today at 17:00"),
        ("today 9am", 10, "2026-11-21 09:00", "today at 09:00, in the past"),
        ("noon", 12, "2026-11-22 12:00", "tomorrow at 12:00"),
        ("in an hour", 10, "2026-11-21 11:00", "today at 11:00"),
        ("the 5th", 10, "2026-12-05", "Sat 5 Dec, in 14 days"),
        ("week 50", 10, "2026-12-13", "Sun 13 Dec, in 22 days"),
    ],
)
def test_the_due_row_reads_by_the_clock(garage, text, hour, due, meaning):
    goal = garage.add("Ship: a > b")
    now = CALENDAR.wall(NOW).replace(hour=hour)
    spot = RowId(RowKind.DUE)
    draft = edits.read_row(goal, spot, text, date(2026, 11, 21), now)
    assert draft.meaning == meaning
    with garage.store() as store:
        changed = store.change(goal.uid, draft.move).goal
    at = f" {changed.due_time:%H:%M}" if changed.due_time else ""
    assert f"{changed.due}{at}" == due
