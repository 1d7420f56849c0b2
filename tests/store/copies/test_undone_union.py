"""An undo of a union gives back what a goal of both files showed before: no entry more or less."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from lastmile_tui.domain.changes import days, drive, edit, roadblocks, seal, status
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.model.record import as_of, days_of
from lastmile_tui.domain.model.undo import timeline
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.errors import GoalError
from lastmile_tui.store.copies.find import inspect_copy
from lastmile_tui.store.copies.merge import merge_copies
from lastmile_tui.store.sync.contents import combine
from support.store.goal_store import START, TODAY, Clock, open_store, plan
from support.store.two_devices import LAPTOP, PHONE

YESTERDAY = TODAY - timedelta(1)
LATER = TODAY + timedelta(5)


def date_newest(record, stamp, day=YESTERDAY):
    return days.date_entry(record, stamp, days.newest_entry(record).id, day)


def move(function, *args, **named):
    """A step of a device: a change of the goal."""
    return lambda store, uid: store.change(uid, lambda r, s: function(r, s, *args, **named))


def undo(store, _):
    store.undo()


def redo(store, _):
    store.redo()


STEPS = {
    "advance": move(drive.advance),
    "part way": move(drive.nudge, 0.3),
    "note": move(drive.note, "rang"),
    "dated note": move(days.on_day(partial(drive.note, text="rang before"), YESTERDAY)),
    "date the newest": move(date_newest),
    "date it otherwise": move(date_newest, TODAY - timedelta(9)),
    "tag": move(edit.tag, "red"),
    "untag": move(edit.untag, "car"),
    "rename": move(edit.rename, "Sell it"),
    "due": move(edit.redate, LATER),
    "marker": move(edit.add_marker, 1, "photos"),
    "marker gone": move(edit.remove_marker, 0),
    "block": move(roadblocks.block, "waiting", who="Henrik"),
    "clear": move(roadblocks.clear),
    "next step": move(status.plan_step, "call", LATER),
    "park": move(status.park, LATER),
    "let go": move(status.let_go),
    "seal item": move(seal.add_seal_item, "keys"),
    "tick": move(seal.tick, 0),
    "remove": move(edit.remove),
    "undo": undo,
    "redo": redo,
}


def do(store, uid, names):
    """Do what is possible of some steps."""
    for name in names:
        with suppress(GoalError):  # one that is not possible then
            STEPS[name](store, uid)


def clock(hours):
    """One that begins some hours later, and is a minute later at each look."""
    return Clock(START + timedelta(hours=hours), timedelta(minutes=1))


def another_database(path, other):
    """The same goals in a file of another database."""
    tables = json.loads(path.read_text("utf-8"))
    about = tables["_meta"]["1"]
    tables["_meta"]["1"] = {"db": "another", "schema": about["schema"]}
    other.write_text(json.dumps(tables), "utf-8")


def shown(store, uid):
    """All that a person sees of a goal now."""
    record = store.record(uid)
    goal = replace(record.goal, changed=START)
    measures = Measurer([record.goal], {uid: record.log}.__getitem__).measure(record.goal, TODAY)
    return {
        **asdict(goal),
        **asdict(measures),
        "entries": entries(record.log, TODAY),
        "undoable": [change.subject.id for change in timeline(record.log).undo],
    }


def as_it_was(store, uid):
    """The same of each day of it, by its days before today."""
    record = store.record(uid)
    found = {}
    for day in days_of(record.log):
        if day < TODAY and (then := as_of(record, day)):
            found[day] = (replace(then.goal, changed=START), entries(then.log, TODAY))
    return found


def check(folder, before, ours, theirs, hours=3):
    """Unite a goal of both files, undo that, redo it and undo it again; whether there was one.

    The clock of the phone begins so many hours after that of the laptop.
    """
    path, other = folder / "laptop.json", folder / "phone.json"
    with open_store(path, device=LAPTOP, clock=clock(0)) as laptop:
        uid = laptop.add(plan()).goal.uid
        do(laptop, uid, before)
    another_database(path, other)
    with open_store(other, device=PHONE, clock=clock(hours)) as phone:
        do(phone, uid, theirs)
    with open_store(path, device=LAPTOP, clock=clock(2)) as laptop:
        do(laptop, uid, ours)
    with open_store(path, device=LAPTOP, clock=clock(5)) as laptop:
        alone, days_alone = shown(laptop, uid), as_it_was(laptop, uid)
        copy = inspect_copy(laptop.storage, other)
        if not merge_copies(laptop, [copy], folder / "backups").uids:
            return False  # the other file had nothing more
        both = shown(laptop, uid)
        laptop.undo()
        assert shown(laptop, uid) == alone
        assert as_it_was(laptop, uid) == days_alone
        laptop.redo()
        assert shown(laptop, uid) == both
        laptop.undo()
        assert shown(laptop, uid) == alone
    with open_store(path, device=LAPTOP) as again:
        assert shown(again, uid) == alone
    return True


@pytest.mark.parametrize("theirs", STEPS)
def test_what_the_other_did_is_no_entry_once_the_union_is_undone(theirs, tmp_path):
    before = ["advance", "note", "block", "seal item", "undo", "redo"]
    assert check(tmp_path, before, ["advance", "tag"], [theirs, "note"])


@pytest.mark.parametrize(
    ("before", "ours", "theirs"),
    [
        (["note"], [], ["undo"]),
        (["note", "tag", "advance"], [], ["undo", "undo"]),
        (["note", "undo"], [], ["redo"]),
        (["note", "undo"], ["redo"], ["advance"]),
        (["note"], ["undo"], ["undo", "redo"]),
        (["note"], ["undo", "redo"], ["undo"]),
        (["dated note"], [], ["undo", "note", "date the newest"]),
        (["note"], ["date the newest"], ["date it otherwise"]),
        (["note"], [], ["date it otherwise", "undo"]),
        (["dated note"], [], ["date it otherwise"]),
        (["dated note", "undo"], ["advance"], ["redo", "date it otherwise"]),
        (["park"], ["note"], ["undo", "let go"]),
        ([], ["remove"], ["note", "advance"]),
        (["advance"], ["rename"], ["remove"]),
    ],
)
def test_what_the_other_took_back_stands_again(before, ours, theirs, tmp_path):
    assert check(tmp_path, before, ours, theirs)


some = st.lists(st.sampled_from(sorted(STEPS)), max_size=5)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=some, ours=some, theirs=some)
def test_after_any_steps_an_undo_gives_back_what_was_shown(before, ours, theirs, tmp_path_factory):
    check(tmp_path_factory.mktemp("union"), before, ours, theirs)


@pytest.mark.parametrize("hours", [-9, -1, 0, 9])
def test_the_clock_of_the_other_says_nothing_of_ours_once_the_union_is_undone(hours, tmp_path):
    """Most of what is united was made by it, so that ours counts as the one that is wrong."""
    assert check(tmp_path, ["note", "advance"], [], ["tag", "block", "note", "due"], hours)


@pytest.mark.parametrize("hours", [-9, 0, 9])
def test_both_devices_show_the_same_after_the_undo(hours, tmp_path):
    path, other = tmp_path / "laptop.json", tmp_path / "phone.json"
    with open_store(path, device=LAPTOP, clock=clock(0)) as laptop:
        uid = laptop.add(plan()).goal.uid
        do(laptop, uid, ["note", "advance"])
    another_database(path, other)
    with open_store(other, device=PHONE, clock=clock(hours)) as phone:
        do(phone, uid, ["undo", "tag", "block"])
    theirs = other.read_bytes()
    with open_store(path, device=LAPTOP, clock=clock(1)) as laptop:
        alone = shown(laptop, uid)
        merge_copies(laptop, [inspect_copy(laptop.storage, other)], tmp_path / "backups")
        laptop.undo()
    merged = combine(bytes, theirs, path.read_bytes()).data
    other.write_bytes(merged)
    with open_store(other, device=PHONE, clock=clock(2)) as phone:
        assert shown(phone, uid) == alone
