"""Three devices, random edits, partitions, clocks of their own: all end the same, nothing is lost.

Most histories go over a place in memory; some over real git, which is slower and no different.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from functools import partial
from random import Random

import pytest

from lastmile_tui.domain.changes import drive, edit, seal
from lastmile_tui.domain.changes.roads.join import join_both
from lastmile_tui.domain.changes.roads.split import split_at_marker
from lastmile_tui.domain.crossing.whole_roads import with_waiting
from lastmile_tui.errors import GoalError
from lastmile_tui.store.goals import GoalStore
from lastmile_tui.store.sync.exchange import Exchange
from support.store.fake_repository import FakeRepository, Place
from support.store.git_sync import NEEDS_GIT, Device, bare
from support.store.goal_store import START, Clock, plan

NAMES = ("laptop-0a1b2c3d", "phone-0a1b2c3e", "tablet-0a1b2c3f")
STEPS = 25

MOVES = (
    drive.advance,
    drive.back,
    edit.remove,
    seal.seal,
    *(partial(edit.rename, title=f"Title {number}") for number in range(5)),
    *(partial(edit.tag, name=name) for name in "abc"),
    *(partial(edit.untag, name=name) for name in "abc"),
    *(partial(drive.note, text=f"Note {number}") for number in range(5)),
    *(partial(edit.add_marker, index=0, title=f"marker {number}") for number in range(3)),
    partial(edit.remove_marker, index=0),
    partial(edit.explain, why="Because"),
)


class Member:
    """A device of a history: it edits, and syncs while the place can be reached."""

    def __init__(self, folder, name, random, sync):
        ahead = timedelta(days=random.choice((-1, 0, 0, 1)))
        self.device = Device(folder, name, clock=Clock(START + ahead, timedelta(minutes=7)))
        self.random, self.sync = random, sync
        self.made = set()
        """The ids of all events that were ever in the file here."""

    def edit(self):
        with self.device.open() as store:
            here = [uid for uid, goal in store.goals.items() if not goal.hidden]
            dice = self.random.random()
            if not here or dice < 0.15:
                store.add(plan(f"Goal {self.random.random():.6f}: a > b >> c"))
            elif dice < 0.35:
                with suppress(GoalError):
                    self.random.choice((self.join, self.split, GoalStore.undo))(store)
            else:
                with suppress(GoalError):
                    store.change(self.random.choice(here), self.random.choice(MOVES))
            self.made |= {event.id for uid in store.goals for event in store.log(uid)}

    def pick(self, store, number):
        here = [uid for uid, goal in store.goals.items() if not goal.hidden]
        return self.random.sample(here, min(number, len(here)))

    def join(self, store):
        uids = self.pick(store, 2)
        if len(uids) > 1:
            store.change_together(uids, with_waiting(join_both, store.goals, store.record))

    def split(self, store):
        def make(records, stamp):
            two = stamp(records[0].event), stamp(records[0].event)
            return split_at_marker(records[0], *two, self.random.randrange(3))

        store.change_together(self.pick(store, 1), with_waiting(make, store.goals, store.record))

    @property
    def data(self):
        return self.device.path.read_bytes() if self.device.path.exists() else b""


def run_history(seed, folder, new_sync, place):
    """Edit and sync in any order, then sync until all are quiet."""
    random = Random(seed)
    members = [Member(folder, name, random, new_sync()) for name in NAMES]
    first, *others = members
    first.edit()
    first.sync(first.device)
    for member in others:
        member.sync(member.device)
    for _ in range(STEPS):
        member = random.choice(members)
        if random.random() < 0.6:
            member.edit()
        else:
            place.down = random.random() < 0.3
            try:
                member.sync(member.device)
            except ConnectionError:
                assert place.down
            place.down = False
    for member in (*members, *members):
        member.sync(member.device)
    assert len({member.data for member in members}) == 1
    ids = first.device.events()
    for member in members:
        assert member.device.events() == ids
        assert member.made <= ids
    before = place.head
    for member in members:
        done = member.sync(member.device)
        assert not any((done.sent, done.received, done.conflicts, done.commits))
    assert place.head == before


def in_memory(place):
    """A sync over the place in memory."""

    def new_sync():
        repository = FakeRepository(place)

        def sync(device):
            with device.open() as store:
                now = device.clock.now
                return Exchange(store, repository, now=now, pause=lambda _: None).run()

        return sync

    return new_sync


@pytest.mark.parametrize("seed", range(12))
def test_all_devices_end_with_the_same_bytes_and_nothing_is_lost(seed, tmp_path):
    place = Place()
    run_history(seed, tmp_path, in_memory(place), place)


@pytest.mark.long
@pytest.mark.parametrize("thousand", range(2))
def test_two_thousand_histories(thousand, tmp_path):
    for seed in range(1000 * thousand, 1000 * (thousand + 1)):
        place = Place()
        run_history(f"long {seed}", tmp_path / str(seed), in_memory(place), place)


@NEEDS_GIT
@pytest.mark.parametrize("seed", range(2))
def test_the_same_over_real_git(seed, tmp_path):
    there = bare(tmp_path / "there.git")

    def new_sync():
        def sync(device):
            if place.down:
                raise ConnectionError
            return device.sync() if device.memory.load().last else device.init(there)[0]

        return sync

    place = Place()
    run_history(f"git {seed}", tmp_path, new_sync, place)
