"""What waits for a road that is split, joined or removed, in one change."""

from __future__ import annotations

import pytest

from lastmile_tui.domain.changes import edit
from lastmile_tui.domain.changes.roads.join import join_both
from lastmile_tui.domain.changes.roads.split import split_at_marker
from lastmile_tui.domain.crossing.blocks import blocker
from lastmile_tui.domain.crossing.follow_ups import say_followed
from lastmile_tui.domain.crossing.whole_roads import with_waiting
from lastmile_tui.errors import GoalError
from support.store.goal_store import TODAY, open_store, plan


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "lastmile.json") as opened:
        yield opened


def add(store, title):
    return store.add(plan(f"{title}: a > b > c > d")).goal.uid


def wait(store, uid, first):
    store.change(uid, blocker(store.goals[uid], store.goals)(first))


@pytest.fixture
def pot(store):
    return add(store, "Pot")


@pytest.fixture
def waiting(store, pot):
    uid = add(store, "Wait")
    wait(store, uid, pot)
    return uid


def split(store, uid):
    def make(records, stamp):
        (record,) = records
        return split_at_marker(record, stamp(record.event), stamp(record.event), 1)

    return store.change_together([uid], with_waiting(make, store.goals, store.record))


def join(store, *uids):
    return store.change_together(uids, with_waiting(join_both, store.goals, store.record))


def roads(store, uid):
    return [block.road for block in store.goals[uid].roadblocks]


def labels(store, uid):
    return [block.label for block in store.goals[uid].roadblocks]


def test_what_waits_for_a_road_that_is_split_waits_for_the_part_behind(store, pot, waiting):
    _, second, *others = split(store, pot)
    assert labels(store, waiting) == ["waits for ‘Pot (2)’"]
    assert roads(store, waiting) == [second.goal.uid]
    assert say_followed(others, TODAY) == ["‘Wait’ waits for ‘Pot (2)’ now"]
    store.undo()
    assert (store.goals[second.goal.uid].deleted, roads(store, waiting)) == (True, [pot])
    store.redo()
    assert roads(store, waiting) == [second.goal.uid]
    join(store, pot, second.goal.uid)
    assert (roads(store, waiting), labels(store, waiting)) == ([pot], ["waits for ‘Pot’"])


def test_what_waits_for_a_road_waits_for_the_one_that_it_is_joined_with(store, pot, waiting):
    other = add(store, "Other")
    *_, last = join(store, other, pot)
    assert say_followed([last], TODAY) == ["‘Wait’ waits for ‘Other’ now"]
    assert roads(store, waiting) == [other]
    store.undo()
    assert (roads(store, waiting), store.goals[pot].deleted) == ([pot], False)


def test_what_waits_for_both_waits_once(store, pot, waiting):
    other = add(store, "Other")
    wait(store, waiting, other)
    join(store, other, pot)
    assert roads(store, waiting) == [other]
    store.undo()
    assert sorted(roads(store, waiting)) == sorted([pot, other])


@pytest.mark.parametrize("swapped", [False, True])
def test_two_roads_of_which_one_waits_for_the_other_are_joined_to_one_that_is_free(
    store, pot, waiting, swapped
):
    other = add(store, "Other")
    wait(store, pot, other)
    whole, gone = (other, pot) if swapped else (pot, other)
    join(store, whole, gone)
    assert (roads(store, whole), roads(store, waiting)) == ([], [whole])
    store.undo()
    assert (roads(store, pot), roads(store, waiting)) == ([other], [pot])


def test_two_roads_that_wait_for_the_same_wait_once_joined(store, pot):
    other, third = add(store, "Other"), add(store, "Third")
    wait(store, pot, third)
    wait(store, other, third)
    join(store, pot, other)
    assert roads(store, pot) == [third]


@pytest.mark.parametrize("swapped", [False, True])
def test_a_join_that_makes_a_circle_is_refused(store, pot, waiting, swapped):
    other = add(store, "Other")
    wait(store, other, waiting)
    uids = [pot, other] if swapped else [other, pot]
    whole = store.goals[uids[0]].title
    with pytest.raises(GoalError) as refused:
        join(store, *uids)
    assert str(refused.value) == (
        f"Joined, ‘{whole}’ waits for ‘Wait’, and that for ‘{whole}’: the roads would wait in a"
        " circle; clear one of these roadblocks first."
    )
    assert (roads(store, waiting), store.goals[pot].deleted) == ([pot], False)


def test_what_waits_for_a_road_that_is_removed_is_at_a_dead_end(store, pot, waiting):
    store.change(pot, edit.remove)
    assert say_followed(store.followed, TODAY) == ["‘Wait’ waited for it, and is at a dead end now"]
    assert roads(store, waiting) == [pot]
    assert [block.text for block in store.goals[waiting].roadblocks] == ["‘Pot’ was removed"]
    store.undo()
    assert (roads(store, waiting), store.goals[pot].deleted) == ([pot], False)
