"""Two devices, of which one has a road wait for another one that the other device moves away."""

from __future__ import annotations

from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.changes.roads.join import join_both
from lastmile_tui.domain.changes.roads.split import split_at_marker
from lastmile_tui.domain.crossing.blocks import blocker
from lastmile_tui.domain.crossing.tree import tree_of
from lastmile_tui.domain.crossing.whole_roads import with_waiting
from lastmile_tui.domain.model import record
from support.store.git_sync import NEEDS_GIT
from support.store.goal_store import plan

pytestmark = NEEDS_GIT


@pytest.fixture
def pot(laptop, phone, uid):  # noqa: ARG001 # it sets syncing up
    return added(laptop, phone, "Pot")


@pytest.fixture
def pan(laptop, phone, uid):  # noqa: ARG001 # as above
    return added(laptop, phone, "Pan")


@pytest.fixture
def wok(laptop, phone, uid):  # noqa: ARG001 # as above
    return added(laptop, phone, "Wok")


def added(laptop, phone, title):
    with laptop.open() as store:
        uid = store.add(plan(f"{title}: {title}1 > {title}2")).goal.uid
    laptop.sync()
    phone.sync()
    return uid


def wait(device, uid, first):
    with device.open() as store:
        store.change(uid, blocker(store.goals[uid], store.goals)(first))


def join(device, *uids):
    with device.open() as store:
        store.change_together(uids, with_waiting(join_both, store.goals, store.record))


def split(device, uid):
    def make(records, stamp):
        (known,) = records
        return split_at_marker(known, stamp(known.event), stamp(known.event), 0)

    with device.open() as store:
        store.change_together([uid], with_waiting(make, store.goals, store.record))


def change(device, uid, *moves):
    with device.open() as store:
        for move in moves:
            store.change(uid, move)


def finish(device, uid):
    with device.open() as store:
        last = len(store.goals[uid].markers) - 1
        if store.goals[uid].to_go:
            store.change(uid, partial(drive.reach, index=last))
        for index, item in enumerate(store.goals[uid].seal):
            if not item.done:
                store.change(uid, partial(seal.tick, index=index))
        store.change(uid, seal.seal)


def meet(laptop, phone):
    for device in (phone, laptop, phone):
        device.sync()
    assert laptop.path.read_bytes() == phone.path.read_bytes()


def said(device, uid):
    """What is in the way of a road."""
    with device.open() as store:
        blocks = store.goals[uid].roadblocks
        assert store.record(uid).goal == store.goals[uid]
        return [f"{block.label}{': ' if block.text else ''}{block.text}" for block in blocks]


def living(pot, pan):
    return ("Pot", pot) if pot < pan else ("Pan", pan)


def test_a_road_waits_for_what_the_one_that_it_waits_for_went_into(laptop, phone, pot, pan, wok):
    join(laptop, pan, pot)
    wait(phone, wok, "Pot")
    meet(laptop, phone)
    assert said(laptop, wok) == said(phone, wok) == ["waits for ‘Pan’"]
    with laptop.open() as store:
        whole, below = [
            one
            for one in tree_of([*store.goals.values()], store.goals)
            if one.goal.uid in (pan, wok)
        ]
        assert (whole.goal.uid, below.goal.uid, below.depth) == (pan, wok, 1)
    change(laptop, pan, partial(edit.rename, title="Pans"))
    assert said(laptop, wok) == ["waits for ‘Pans’"]
    finish(laptop, pan)
    assert said(laptop, wok) == []


def test_a_road_waits_for_the_one_that_is_left_of_two_joined_crosswise(
    laptop, phone, pot, pan, wok
):
    wait(laptop, wok, "Pan" if pot < pan else "Pot")
    laptop.sync()
    phone.sync()
    join(laptop, pot, pan)
    join(phone, pan, pot)
    meet(laptop, phone)
    name, uid = living(pot, pan)
    assert said(laptop, wok) == said(phone, wok) == [f"waits for ‘{name}’"]
    finish(phone, uid)
    meet(laptop, phone)
    assert said(laptop, wok) == []


def test_a_road_that_waits_for_two_that_become_one_waits_once(laptop, phone, pot, pan, wok):
    wait(laptop, wok, "Pot")
    laptop.sync()
    phone.sync()
    join(phone, pan, pot)
    wait(laptop, wok, "Pan")
    meet(laptop, phone)
    assert said(laptop, wok) == ["waits for ‘Pan’"]


def test_a_join_that_is_undone_has_the_road_wait_as_before(laptop, phone, pot, pan, wok):
    join(laptop, pan, pot)
    wait(phone, wok, "Pot")
    phone.sync()
    laptop.sync()
    with laptop.open() as store:
        assert [block.who for block in store.goals[wok].roadblocks] == ["Pan"]
        while store.goals[pot].deleted:
            store.change(pot, record.undo, alone=True)
        assert [block.who for block in store.goals[wok].roadblocks] == ["Pot"]
        assert wok in store.refresh()


def test_a_wait_that_a_join_would_lead_back_to_its_own_road_is_gone(laptop, phone, pot, pan):
    join(laptop, pan, pot)
    wait(phone, pan, "Pot")
    meet(laptop, phone)
    assert said(laptop, pan) == []


def test_a_circle_that_a_join_makes_is_a_dead_end_that_says_why(laptop, phone, pot, pan, wok):
    wait(laptop, pan, "Wok")
    join(laptop, pan, pot)
    wait(phone, wok, "Pot")
    meet(laptop, phone)
    assert said(phone, wok) == said(laptop, wok) == ["dead end: ‘Pan’ waits for this one"]
    assert said(phone, pan) == ["waits for ‘Wok’"]
    change(laptop, pan, roadblocks.clear)
    assert said(laptop, wok) == ["waits for ‘Pan’"]


def test_what_waits_for_a_road_that_ended_elsewhere_is_told_what_became_of_it(
    laptop, phone, pot, pan, wok
):
    for first, end in ((pot, edit.remove), (pan, status.let_go)):
        change(laptop, first, end)
    wait(phone, wok, "Pot")
    wait(phone, wok, "Pan")
    meet(laptop, phone)
    ends = {"dead end: ‘Pot’ was removed", "dead end: ‘Pan’ was let go"}
    assert {*said(laptop, wok)} == ends
    change(laptop, pan, status.resume)
    assert {*said(laptop, wok)} == {"dead end: ‘Pot’ was removed", "waits for ‘Pan’"}


def test_what_waits_for_a_road_that_was_sealed_elsewhere_is_free(laptop, phone, pot, wok):
    finish(laptop, pot)
    wait(phone, wok, "Pot")
    meet(laptop, phone)
    assert said(laptop, wok) == []


@pytest.mark.parametrize("where", ["laptop", "phone"])
def test_what_waits_for_a_part_of_a_road_that_is_whole_again_waits_for_the_whole(
    laptop, phone, pot, wok, where
):
    wait(laptop, wok, "Pot")
    laptop.sync()
    phone.sync()
    split(laptop, pot)
    assert said(laptop, wok) == ["waits for ‘Pot (2)’"]
    change(phone, pot, partial(drive.reach, index=1))
    meet(laptop, phone)
    assert said(laptop, wok) == said(phone, wok) == ["waits for ‘Pot’"]
    device = {"laptop": laptop, "phone": phone}[where]
    with device.open() as store:
        (half,) = [uid for uid, goal in store.goals.items() if goal.title == "Pot (2)"]
    change(device, half, edit.remove)
    assert said(device, wok) == ["waits for ‘Pot’"]
    meet(laptop, phone)
    assert said(laptop, wok) == said(phone, wok) == ["waits for ‘Pot’"]
    finish(device, pot)
    assert said(device, wok) == []


def test_what_waits_for_a_part_waits_for_it_where_it_is_kept_and_the_whole_is_not(
    laptop, phone, pot, wok
):
    wait(laptop, wok, "Pot")
    split(laptop, pot)
    change(phone, pot, partial(drive.reach, index=1))
    meet(laptop, phone)
    with laptop.open() as store:
        assert [block.who for block in store.goals[wok].roadblocks] == ["Pot"]
        store.change(pot, partial(edit.remove_marker, index=1))
        assert [block.who for block in store.goals[wok].roadblocks] == ["Pot (2)"]
        store.change(pot, record.undo)
        assert [block.who for block in store.goals[wok].roadblocks] == ["Pot"]
        store.change(pot, edit.remove)
    assert said(laptop, wok) == ["waits for ‘Pot (2)’"]


def test_what_waits_for_a_part_whose_split_is_undone_waits_for_the_whole(laptop, phone, pot, wok):
    split(laptop, pot)
    meet(laptop, phone)
    wait(phone, wok, "Pot (2)")
    with laptop.open() as store:
        store.undo()
    meet(laptop, phone)
    assert said(laptop, wok) == ["waits for ‘Pot’"]


def test_what_waited_for_a_road_that_was_let_go_waits_again_when_that_is_resumed(laptop, pot, wok):
    wait(laptop, wok, "Pot")
    change(laptop, pot, status.let_go)
    assert said(laptop, wok) == ["dead end: ‘Pot’ was let go"]
    change(laptop, pot, status.resume)
    assert said(laptop, wok) == ["waits for ‘Pot’"]


def test_what_waited_for_a_road_that_was_joined_here_and_let_go_there_waits_for_the_whole(
    laptop, phone, pot, pan, wok
):
    wait(laptop, wok, "Pot")
    laptop.sync()
    phone.sync()
    phone.clock.go_on(48)
    join(laptop, pan, pot)
    change(phone, pot, status.let_go)
    meet(laptop, phone)
    assert said(laptop, wok) == said(phone, wok) == ["waits for ‘Pan’"]
