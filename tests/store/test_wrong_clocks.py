"""A file that devices with wrong clocks write, and one that an older version wrote."""

import json
import random
from datetime import UTC, datetime, timedelta
from functools import partial

import msgspec
import pytest

from lastmile_tui.domain.changes import drive, roadblocks, seal, status
from lastmile_tui.domain.changes.days import on_day
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import Event
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.store.codec import merge, read_record, write_record
from lastmile_tui.store.doctor.clocks import clocks_ahead, date_ahead
from lastmile_tui.store.goals import AHEAD, GoalStore
from support.domain.clocks import NOW, TODAY, days_ago, note, road, stamp_of
from support.store.database import private_of
from support.store.goal_store import plan


@pytest.fixture
def at(tmp_path):
    """Opens the file on a device whose clock says something."""

    def open_at(wall, device="laptop-abcdefgh"):
        instant = wall if isinstance(wall, datetime) else datetime.fromisoformat(wall)
        return GoalStore(
            tmp_path / "lastmile.json",
            private=private_of(tmp_path / "lastmile.json"),
            device=device,
            now=lambda: instant.replace(tzinfo=UTC),
            calendar=Calendar(UTC),
            entropy=lambda: random.getrandbits(80),
        )

    return open_at


def change(at, wall, *moves, device="laptop-abcdefgh"):
    with at(wall, device) as store:
        uid = next(iter(store.goals), None) or store.add(plan()).goal.uid
        for move in moves:
            store.change(uid, move)
        return uid


FAST = {"device": "phone-abcdefgh"}
BLOCK = partial(roadblocks.block, kind="waiting", who="Bo")


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (note, lambda goal: goal.touched.date()),
        (drive.advance, lambda goal: goal.driven.date()),
        (BLOCK, lambda goal: goal.roadblocks[0].since),
        (partial(status.turn, whose="mine"), lambda goal: goal.turn.since),
        (partial(status.let_go, reason="no"), lambda goal: goal.let_go.on),
    ],
)
@pytest.mark.parametrize("fast", ["2027-06-10T10:00", "2026-12-24T10:00", "2040-01-01T00:00"])
def test_what_a_fast_clock_wrote_counts_as_what_came_before(at, move, said, fast):
    change(at, "2026-10-01T10:00", drive.advance)
    change(at, "2026-10-17T10:00", drive.advance)
    uid = change(at, fast, move, **FAST)
    with at(NOW) as store:
        assert str(said(store.goals[uid])) == str(said(store.record(uid).goal)) == "2026-10-17"
    with at(NOW) as store:
        record = store.change(uid, partial(drive.note, text="later"))
        assert record.goal.touched == NOW
        assert str(said(record.goal)) in ("2026-11-29", "2026-10-17")


def test_a_seal_after_a_fast_clock_has_its_own_time(at):
    change(at, "2026-10-01T10:00", *[drive.advance] * 4)
    change(at, "2027-06-10T10:00", note, **FAST)
    uid = change(at, "2026-11-20T10:00", seal.seal)
    with at(NOW) as store:
        assert store.goals[uid].sealed == datetime(2026, 11, 20, 10, tzinfo=UTC)
        assert str(store.goals[uid].seal_day) == "2026-11-20"


@pytest.mark.parametrize("back", [timedelta(minutes=5), timedelta(days=3), timedelta(days=9000)])
def test_a_change_made_after_seeing_another_wins_also_when_the_clock_jumps_back(at, back):
    uid = change(at, NOW, partial(status.turn, whose="mine"))
    change(at, NOW - back, partial(status.turn, whose="theirs"))
    with at(NOW) as store:
        assert store.goals[uid].turn.whose == "theirs"
        assert [event.at for event in store.log(uid)] == sorted(e.at for e in store.log(uid))


def test_the_doctor_dates_what_a_fast_clock_dated_once_and_undo_takes_it_back(at):
    change(at, "2026-10-01T10:00", drive.advance)
    uid = change(at, "2027-06-10T10:00", note, **FAST)
    change(at, "2026-10-17T10:00", drive.advance)
    with at(NOW) as store:
        (found,) = clocks_ahead([store.log(uid)], NOW, AHEAD)
        assert found.sentence == (
            "1 entry of ‘Sell the Volvo’ is dated Jun 2027; the clock of phone ran ahead"
        )
        sentences = date_ahead(store, NOW, AHEAD, Calendar(UTC))
        assert sentences == ("Dated an entry of ‘Sell the Volvo’ Sat 17 Oct.",)
        assert clocks_ahead([store.log(uid)], NOW, AHEAD) == ()
        assert date_ahead(store, NOW, AHEAD, Calendar(UTC)) == ()
        store.undo()
        assert len(clocks_ahead([store.log(uid)], NOW, AHEAD)) == 1


# Files of an older version


def test_the_fields_of_an_event_are_those_of_older_versions():
    old = ("id", "at", "dev", "day", "kind", "set", "was", "text", "undoes", "drops", "revives")
    assert Event.__struct_fields__ == old


def test_a_dated_goal_merges_with_the_copy_of_an_older_version():
    made = road(days_ago(30), days_ago(20))
    mine = on_day(note, TODAY - timedelta(days=10))(made, stamp_of(NOW, made.event))
    theirs = drive.advance(made, stamp_of(NOW, made.event, "older-abcdefgh"))
    documents = [json.loads(msgspec.json.encode(write_record(each))) for each in (mine, theirs)]
    for touched in (theirs.event.at, made.event.at):  # what it shows by its own rules
        documents[1]["touched"] = touched.isoformat()
        one, other = merge(*documents), merge(*reversed(documents))
        assert one == other == merge(one, documents[1])
    whole = read_record(one)
    days = {event.id: times_of(whole.log, TODAY).day(event) for event in whole.log}
    assert days[mine.event.id] == TODAY - timedelta(days=10)
    assert days[theirs.event.id] == TODAY
    assert whole.goal.position == 2.0


@pytest.mark.parametrize("wrong", ["2027-06-10T10:00", "2026-12-24T10:00", "2040-01-01T00:00"])
@pytest.mark.parametrize("look", ["refresh", "change"])
def test_a_clock_that_is_put_right_while_the_file_is_open_hides_no_goal(tmp_path, wrong, look):
    clock = [datetime(2026, 10, 17, 10, tzinfo=UTC)]
    with GoalStore(
        tmp_path / "lastmile.json",
        private=private_of(tmp_path / "lastmile.json"),
        device="laptop-abcdefgh",
        now=lambda: clock[0],
        calendar=Calendar(UTC),
        entropy=lambda: random.getrandbits(80),
    ) as store:
        uid, other = (store.add(plan()).goal.uid for _ in range(2))
        store.change(uid, drive.advance)
        clock[0] = datetime.fromisoformat(wrong).replace(tzinfo=UTC)
        store.change(uid, note)
        clock[0] = NOW
        if look == "change":
            store.change(other, note)
        assert uid in store.refresh()
        assert str(store.goals[uid].touched.date()) == "2026-10-17"
        assert store.goals[uid] == store.record(uid).goal
        assert store.refresh() == frozenset()
