"""What an older file in the place of ours lacked comes back as one change, for one undo."""

from __future__ import annotations

from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.review import diary
from lastmile_tui.domain.review.diary import DIARY
from lastmile_tui.domain.wording.events import entries, say_change
from lastmile_tui.store.copies.own import bring_back
from support.store.goal_store import open_store, plan


@pytest.fixture
def stale(tmp_path):
    """A file that lacks three changes to a goal, one to a second one, and all of a third."""
    path = tmp_path / "lastmile.json"
    with open_store(path) as store:
        volvo = store.add(plan("Sell the Volvo: listed > shown >> signed")).goal.uid
        fence = store.add(plan("Mend the fence: posts >> painted")).goal.uid
    old = path.read_bytes()
    with open_store(path) as store:
        store.change(volvo, drive.advance)
        store.change(volvo, partial(edit.tag, name="red"))
        store.change(fence, partial(drive.note, text="wood bought"))
        store.change(volvo, drive.advance)
        store.add(plan("Learn to swim: crawl >> lake"))
    path.write_bytes(old)
    return path


def shown(store):
    """Each goal as a person sees it."""
    return {
        goal.title: (goal.position, goal.tags, [each.text for each in entries(store.log(uid))])
        for uid, goal in store.goals.items()
        if not goal.deleted
    }


def states(store):
    return {title: (position, tags) for title, (position, tags, _) in shown(store).items()}


def test_one_undo_takes_all_of_it_back_and_one_redo_brings_it_again(stale):
    with open_store(stale) as store:
        before = shown(store)
        assert bring_back(store).count == 5
        back = states(store)
        assert back.keys() == {"Sell the Volvo", "Mend the fence", "Learn to swim"}
        assert back["Sell the Volvo"] == (2.0, ("red",))
        seq = store.storage.meta.seq
        undone = store.undo()
        assert shown(store) == before
        assert store.storage.meta.seq == seq + 1
        assert say_change(undone).startswith("Undone: 5 changes to 3 goals brought back · ")
        assert say_change(undone).endswith(" · and all that came with it")
        store.redo()
        assert states(store) == back
    with open_store(stale) as store:
        assert store.storage.missing is None
        store.undo()
        assert shown(store) == before


def test_of_one_goal_the_undo_says_how_many_changes_it_takes_back(tmp_path):
    path = tmp_path / "lastmile.json"
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
    old = path.read_bytes()
    with open_store(path) as store:
        store.change(uid, drive.advance)
    path.write_bytes(old)
    with open_store(path) as store:
        bring_back(store)
        assert say_change(store.record(uid)) == "1 change brought back · Sell the Volvo"
        assert say_change(store.undo()) == "Undone: 1 change brought back · Sell the Volvo"
        assert store.goals[uid].position == 0.0


def test_what_was_done_since_is_undone_first(stale):
    with open_store(stale) as store:
        before = shown(store)
        bring_back(store)
        back = states(store)
        (swim,) = (uid for uid, goal in store.goals.items() if goal.title == "Learn to swim")
        store.change(swim, drive.advance)
        store.undo()
        assert states(store) == back
        store.undo()
        assert shown(store) == before


def test_what_came_back_twice_is_taken_back_one_time_after_the_other(stale):
    old = stale.read_bytes()
    with open_store(stale) as store:
        before = shown(store)
        bring_back(store)
        back = states(store)
    stale.write_bytes(old)
    with open_store(stale) as store:
        bring_back(store)
        assert states(store) == back
        store.undo()
        assert shown(store) == before


def test_days_of_reviews_come_back_and_stay(tmp_path):
    path = tmp_path / "lastmile.json"
    with open_store(path) as store:
        store.add(plan())
    old = path.read_bytes()
    with open_store(path) as store:
        store.keep(DIARY, diary.begin, diary.finish)
        finished = len(store.log(DIARY))
    path.write_bytes(old)
    with open_store(path) as store:
        assert bring_back(store).count
        store.undo()
        assert len(store.log(DIARY)) == finished
        assert not store.goals[DIARY].deleted


def test_no_change_of_a_goal_that_is_missing_is_lost_by_the_undo(stale):
    with open_store(stale) as store:
        bring_back(store)
        ids = {event.id for uid in store.goals for event in store.log(uid)}
        store.undo()
        assert ids < {event.id for uid in store.goals for event in store.log(uid)}
