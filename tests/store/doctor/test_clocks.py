"""A clock that runs ahead on one device does not win for ever."""

from __future__ import annotations

from datetime import UTC, timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import made_at
from lastmile_tui.store.copies.find import find_copies
from lastmile_tui.store.copies.merge import merge_copies
from lastmile_tui.store.doctor.checks import check_clock
from lastmile_tui.store.doctor.clocks import clocks_ahead
from lastmile_tui.store.goals import AHEAD
from support.store.goal_store import START, Clock, open_store, plan
from support.store.repair import look_at
from support.store.two_devices import CONFLICT, LAPTOP, PHONE, begin, branch

MINUTE = timedelta(minutes=1)


@pytest.fixture(params=[timedelta(hours=2), timedelta(days=1), timedelta(days=365)], ids=str)
def ahead(request):
    return request.param


@pytest.fixture
def uid(tmp_path):
    return begin(tmp_path / "lastmile.json")


@pytest.fixture
def clock():
    return Clock(START + timedelta(days=1), MINUTE)


@pytest.fixture
def store(tmp_path, uid, ahead, clock):
    """Our file, with what a phone changed whose clock runs ahead."""
    path = tmp_path / "lastmile.json"
    fast = Clock(clock.instant + ahead, MINUTE)
    with branch(path, path.with_name(CONFLICT), clock=fast) as phone:
        phone.change(uid, partial(edit.rename, title="by the phone"))
    with open_store(path, device=LAPTOP, clock=clock) as store:
        fence = store.add(plan("Mend the fence: posts >> painted"))
        store.fence = fence.goal.uid
        merge_copies(store, find_copies(store.storage), tmp_path / "backups")
        yield store


def test_its_change_is_shown_and_an_edit_made_here_afterwards_wins(store, uid):
    assert store.goals[uid].title == "by the phone"
    store.change(uid, partial(edit.rename, title="by the laptop"))
    assert store.goals[uid].title == "by the laptop"
    store.change(uid, partial(edit.rename, title="once more"))
    assert store.goals[uid].title == "once more"


def test_goals_it_never_touched_are_not_affected(store, clock):
    after = store.change(store.fence, drive.advance)
    assert after.event.at <= clock.instant
    assert store.add(plan()).event.at <= clock.instant


def test_a_change_here_has_the_day_it_has_here(store, uid, clock):
    after = store.change(uid, drive.advance)
    assert after.event.day == clock.instant.date()
    assert abs(made_at(after.event) - clock.instant) < MINUTE


def test_undo_takes_back_what_was_changed_here_last(store, uid):
    store.change(store.fence, drive.advance)
    assert store.last_change().dev == LAPTOP
    assert store.undo().goal.uid == store.fence
    store.change(uid, drive.advance)
    store.change(store.fence, drive.advance)
    assert store.undo().goal.uid == store.fence
    assert store.undo().goal.uid == uid
    assert store.goals[uid].title == "by the phone"


def test_it_is_told_until_its_time_has_come(store, uid, clock, ahead):
    store.change(uid, drive.advance)
    now = clock.instant
    (found,) = clocks_ahead(map(store.log, store.goals), now, AHEAD)
    assert (found.device, found.goals) == (PHONE, 1)
    assert ahead - 10 * MINUTE < found.until - now <= ahead
    later = now + ahead
    assert clocks_ahead(map(store.log, store.goals), later, AHEAD) == ()


def test_a_clock_that_is_right_is_not_told(tmp_path, clock):
    with open_store(tmp_path / "new.json", clock=clock) as store:
        store.add(plan())
        assert clocks_ahead(map(store.log, store.goals), clock.instant, AHEAD) == ()


def test_the_doctor_says_whose_clock_it_is_and_what_to_do(store, clock, ahead):
    found = list(check_clock(look_at(store.storage.path), clock.instant, Calendar(UTC)))
    assert len(found) == (ahead > timedelta(days=1))
    for one in found:
        assert one.sentence == (
            "1 entry of ‘by the phone’ is dated Nov 2027; the clock of thinkpad ran ahead: "
            "here it is Sun 22 Nov."
        )
        assert "this one or that of thinkpad" in one.advice
