"""What the end of a road does to others, in one change; and two devices that did it both."""

from __future__ import annotations

from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.domain.crossing.blocks import blocker
from lastmile_tui.domain.crossing.follow_ups import say_followed
from lastmile_tui.domain.crossing.laps import begin_again, next_uid, repeat
from lastmile_tui.domain.crossing.rule import LapStart
from lastmile_tui.domain.crossing.tree import tree_of
from lastmile_tui.domain.export.as_json import reached_at
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.wording.events import say_change
from lastmile_tui.store.copies.find import find_copies
from lastmile_tui.store.copies.merge import merge_copies
from support.store.goal_store import TODAY, Clock, open_store, plan
from support.store.two_devices import CONFLICT, LAPTOP, branch


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lastmile.json"


@pytest.fixture
def store(path):
    with open_store(path, device=LAPTOP) as opened:
        yield opened


def add(store, line):
    return store.add(plan(line)).goal.uid


def wait(store, uid, first):
    store.change(uid, blocker(store.goals[uid], store.goals)(first))


def at_end(store, uid):
    store.change(uid, partial(drive.reach, index=len(store.goals[uid].markers) - 1))


def two(store):
    """A kitchen that waits for a floor, whose last marker is reached."""
    floor, kitchen = add(store, "Floor: a >> b"), add(store, "Kitchen: a >> b")
    wait(store, kitchen, floor)
    at_end(store, floor)
    return floor, kitchen


def labels(store, uid):
    return [block.label for block in store.goals[uid].roadblocks]


def kinds(store, uid):
    return [event.kind for event in store.log(uid)]


def test_the_seal_of_a_road_clears_the_way_and_one_undo_takes_back_both(store, path):
    floor, kitchen = two(store)
    wait(store, kitchen, add(store, "Paint: a >> b"))
    record = store.change(floor, seal.seal)
    assert (record.goal.uid, record.goal.sealed is not None) == (floor, True)
    assert labels(store, kitchen) == ["waits for ‘Paint’"]
    assert say_followed(store.followed, TODAY) == ["‘Kitchen’ waited for it, and is next"]
    assert kinds(store, kitchen)[-1] == EventKind.FREED
    undone = store.undo()
    assert say_change(undone).startswith("Undone: sealed")
    assert say_change(undone).endswith(" · Floor · and all that came with it")
    assert store.goals[floor].sealed is None
    assert sorted(labels(store, kitchen)) == ["waits for ‘Floor’", "waits for ‘Paint’"]
    assert say_change(store.redo()).endswith(" · Floor · and all that came with it")
    assert (store.goals[floor].sealed is not None, len(labels(store, kitchen))) == (True, 1)
    with open_store(path) as again:
        assert again.goals == store.goals


def test_a_road_that_is_let_go_leaves_a_dead_end_where_another_waits(store):
    floor, kitchen = two(store)
    store.change(floor, status.let_go)
    (block,) = store.goals[kitchen].roadblocks
    assert (block.kind, block.text, block.road) == ("dead end", "‘Floor’ was let go", floor)
    assert say_followed(store.followed, TODAY) == [
        "‘Kitchen’ waited for it, and is at a dead end now"
    ]
    store.undo()
    assert labels(store, kitchen) == ["waits for ‘Floor’"]


def test_what_ended_let_go_or_was_removed_is_left_alone(store):
    floor, kitchen = two(store)
    store.change(kitchen, status.let_go)
    store.change(floor, seal.seal)
    assert store.followed == []
    assert labels(store, kitchen) == []


def test_a_rule_makes_the_next_lap_at_the_seal_and_undo_takes_it_back(store):
    floor, _ = two(store)
    store.change(floor, partial(repeat, line="every month"))
    lap = next_uid(floor)
    for _ in range(2):  # sealed, taken back, and sealed again
        store.change(floor, seal.seal)
        assert say_followed(store.followed, TODAY)[-1].startswith("Lap 2 begins Mon 21 Dec")
        assert (store.goals[lap].deleted, store.goals[lap].again.unit) == (False, "month")
        store.undo()
        assert (store.goals[lap].deleted, store.goals[floor].sealed) == (True, None)
    store.change(floor, seal.seal)
    store.change(lap, partial(drive.reach, index=1))
    store.change(lap, seal.seal)
    assert store.goals[next_uid(lap)].lap.number == 3
    store.change(floor, seal.reopen)
    store.change(floor, seal.seal)  # its next lap is there, and stays as it is
    assert store.followed == []
    assert store.goals[lap].sealed


def test_who_is_let_go_does_not_begin_again(store):
    floor, _ = two(store)
    store.change(floor, partial(repeat, line="every month"))
    store.change(floor, status.let_go)
    assert next_uid(floor) not in store.goals


def united(path, phone_path):
    """The laptop's file with what the phone's copy has."""
    phone_path.rename(path.with_name(CONFLICT))
    store = open_store(path, device=LAPTOP, clock=Clock())
    merge_copies(store, find_copies(store.storage), path.parent / "backups")
    return store


def test_two_devices_that_seal_the_same_lap_make_one_next_lap(path, tmp_path):
    with open_store(path, device=LAPTOP) as store:
        floor, kitchen = two(store)
        store.change(floor, partial(repeat, line="every month"))
    phone_path = tmp_path / "phone.json"
    with branch(path, phone_path, clock=Clock()) as phone:
        phone.change(floor, seal.seal)
        phone.change(next_uid(floor), partial(edit.tag, name="phone"))
    with open_store(path, device=LAPTOP) as laptop:
        laptop.change(floor, seal.seal)
        laptop.change(next_uid(floor), drive.advance)
    with united(path, phone_path) as store:
        laps = [goal for goal in store.goals.values() if goal.lap and not goal.hidden]
        (lap,) = laps
        assert (lap.uid, lap.lap.number, len(lap.markers), len(lap.seal)) == (
            next_uid(floor), 2, 2, 1,
        )  # fmt: skip
        assert (lap.position, lap.tags, labels(store, kitchen)) == (1.0, ("phone",), [])


def test_what_one_device_changed_in_a_lap_stays_where_another_adds_it_later(path, tmp_path):
    with open_store(path, device=LAPTOP) as store:
        floor, _ = two(store)
        store.change(floor, partial(repeat, line="every month"))
    lap, phone_path, later = next_uid(floor), tmp_path / "phone.json", Clock()
    with branch(path, phone_path, clock=Clock()) as phone:
        phone.change(floor, seal.seal)
        phone.change(lap, partial(edit.rename_marker, index=0, title="oak"))
        phone.change(lap, partial(edit.remeasure_marker, index=0, miles=3.0))
        phone.change(lap, partial(edit.rename, title="Oak floor"))
        phone.change(lap, partial(drive.reach, index=0))
    later.go_on(20)
    with open_store(path, device=LAPTOP, clock=later) as laptop:
        laptop.change(floor, seal.seal)
        laptop.change(lap, partial(edit.tag, name="laptop"))

    def shown(goal):
        markers = [(marker.title, marker.miles) for marker in goal.markers]
        return goal.title, markers, goal.position, goal.parked_until, goal.tags

    expected = ("Oak floor", [("oak", 3.0), ("b", 1.0)], 3.0, None, ("laptop",))
    with united(path, phone_path) as store:
        assert shown(store.goals[lap]) == expected
        reached = reached_at(store.log(lap))
        assert [*reached] == [store.goals[lap].markers[0].id]
        store.change(lap, partial(edit.rename, title="Ash floor"))
        assert store.undo().goal.title == "Oak floor"
    with open_store(path) as again:
        assert shown(again.goals[lap]) == expected
        assert shown(again.record(lap).goal) == expected


def test_two_devices_that_each_make_half_a_circle_show_both_and_hang_nowhere(path, tmp_path):
    with open_store(path, device=LAPTOP) as store:
        one, two_ = add(store, "One: a >> b"), add(store, "Two: a >> b")
    phone_path = tmp_path / "phone.json"
    with branch(path, phone_path, clock=Clock()) as phone:
        wait(phone, one, two_)
    with open_store(path, device=LAPTOP) as laptop:
        wait(laptop, two_, one)
    with united(path, phone_path) as store:
        assert labels(store, one) == ["waits for ‘Two’"]
        assert labels(store, two_) == ["waits for ‘One’"]
        branches = tree_of([*store.goals.values()], store.goals)
        assert [(branch.goal.uid, branch.circle) for branch in branches] == [
            (one, True),
            (two_, True),
        ]
        at_end(store, one)
        store.change(one, seal.seal)
        assert labels(store, two_) == []


def test_a_lap_is_brought_back_where_it_was_removed(store):
    floor, _ = two(store)
    before = store.change(floor, seal.seal)
    start = LapStart(TODAY)
    made = store.add_record(partial(begin_again, before, start))
    store.change(made.goal.uid, edit.remove)

    def back(known, stamp):
        return begin_again(before, start, stamp, known)

    assert not store.change(made.goal.uid, back).goal.deleted


def test_a_road_that_is_renamed_is_waited_for_by_its_name_of_now(store, path):
    floor, kitchen = two(store)
    store.refresh()
    store.change(floor, partial(edit.rename, title="Oak floor"))
    assert labels(store, kitchen) == ["waits for ‘Oak floor’"]
    assert store.refresh() == {kitchen}
    assert store.record(kitchen).goal == store.goals[kitchen]
    store.change(kitchen, partial(edit.rename, title="New kitchen"))
    with open_store(path) as again:
        assert again.goals == store.goals
        assert not again.refresh() - {kitchen}
    store.undo()
    store.undo()
    assert labels(store, kitchen) == ["waits for ‘Floor’"]
    store.change(floor, partial(edit.rename, title="Oak floor"))
    store.change(floor, seal.seal)
    assert store.log(kitchen)[-1].text == "Oak floor"


def test_another_process_hears_of_the_new_name_too(store, path):
    floor, kitchen = two(store)
    with open_store(path) as other:
        store.change(floor, partial(edit.rename, title="Oak floor"))
        assert other.refresh() == {floor, kitchen}
        assert labels(other, kitchen) == ["waits for ‘Oak floor’"]
