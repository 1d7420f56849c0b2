"""Devices whose files a synchroniser carries at any instant: after M on each nothing is missing.

It replaces the file of a device by that of another, a stale one too, with or without a conflict
copy of what it replaces. Devices are killed, and their clocks are a day apart.
"""

from __future__ import annotations

import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.store.copies.find import find_copies
from lastmile_tui.store.copies.merge import merge_copies
from lastmile_tui.store.disk.grace import Grace
from lastmile_tui.store.goals import GoalStore
from support.store.database import abandon
from support.store.goal_store import START, Clock, plan
from support.store.two_devices import CONFLICT

NAMES = ("laptop", "phone", "desk")


class Device:
    """A machine with a state and a copy of the file of its own."""

    def __init__(self, root, number):
        self.name = NAMES[number]
        self.home = Path(root, self.name)
        self.path = self.home / "cloud" / "lastmile.json"
        self.path.parent.mkdir(parents=True)
        self.clock = Clock(START + timedelta(days=number - 1), timedelta(minutes=1))
        self.store = None
        self.number = number
        self.runs = 0
        self.told = set()
        self.old = []

    def open(self):
        if self.store is None:
            self.runs += 1
            self.store = GoalStore(
                self.path,
                private=self.home / "private",
                device=self.name,
                now=self.clock.now,
                calendar=Calendar(START.tzinfo),
                entropy=partial(next, _numbers(self.number, self.runs)),
                grace=Grace(0),
            )
        return self.store

    def change(self, which):
        """Add a goal or a note; what is acknowledged is remembered."""
        store = self.open()
        uids = sorted(store.goals)
        if not uids or which == 0:
            record = store.add(plan(f"{self.name} {self.runs} {len(self.told)}: a > b"))
        else:
            note = partial(drive.note, text=f"{self.name} {len(self.told)}")
            record = store.change(uids[which % len(uids)], note)
        self.told.add((record.goal.uid, record.event.id))

    def close(self):
        if self.store:
            self.store.close()
            self.old.append(self.path.read_bytes())
        self.store = None

    def kill(self):
        if self.store:
            abandon(self.store)
        self.store = None

    def merge(self):
        store = self.open()
        store.refresh()
        merge_copies(store, find_copies(store.storage), self.home / "backups")

    def events(self):
        store = self.open()
        return {(uid, event.id) for uid in store.goals for event in store.log(uid)}


def _numbers(number, run):
    value = (number << 40) + (run << 30)
    while True:
        value += 1
        yield value


def carry(source, target, how):
    """Put the file of one device, or an old one of it, in the place of another's."""
    data = source.path.read_bytes() if source.path.exists() else b""
    if how == "stale" and source.old:
        data = source.old[0]
    if not data:
        return
    if how == "conflict" and target.path.exists():
        shutil.copyfile(target.path, target.path.with_name(CONFLICT))
    temp = target.path.with_name(".syncthing.tmp")
    temp.write_bytes(data)
    temp.replace(target.path)


devices = st.integers(0, 2)
steps = st.one_of(
    st.tuples(st.just("change"), devices, st.integers(0, 3)),
    st.tuples(st.just("close"), devices),
    st.tuples(st.just("kill"), devices),
    st.tuples(st.just("compact"), devices),
    st.tuples(st.just("carry"), devices, devices, st.sampled_from(["newest", "stale", "conflict"])),
)


def happen(all_devices, step, number, *rest):
    """Let one step of a history happen."""
    device = all_devices[number % len(all_devices)]
    match step:
        case "change":
            device.change(*rest)
        case "close":
            device.close()
        case "kill":
            device.kill()
        case "compact":
            device.open().storage.compact()
        case "carry":
            target = all_devices[rest[0] % len(all_devices)]
            if target is not device:
                carry(device, target, rest[1])


def play(history, count):
    with TemporaryDirectory() as root:
        all_devices = [Device(root, number) for number in range(count)]
        first = all_devices[0]
        first.change(0)
        first.close()
        for other in all_devices[1:]:
            carry(first, other, "newest")
        for step in history:
            happen(all_devices, *step)
        told = set().union(*(device.told for device in all_devices))
        for device in all_devices:
            device.close()
            device.merge()
            assert device.events() >= device.told, device.name
            assert device.open().storage.missing is None
            device.close()
        for number, device in enumerate(all_devices):
            for source in all_devices[:number]:
                shutil.copyfile(source.path, device.path.with_name(CONFLICT))
                device.merge()
                device.close()
        assert all_devices[-1].events() >= told
        all_devices[-1].close()


OVERWRITTEN = [("change", 1, 1), ("close", 1), ("carry", 0, 1, "newest"), ("change", 1, 1)]
SET_BACK = [
    ("change", 0, 1),
    ("close", 0),
    ("change", 0, 0),
    ("close", 0),
    ("carry", 0, 1, "stale"),
]
BOTH_WAYS = [*OVERWRITTEN, ("kill", 1), ("carry", 1, 0, "conflict"), ("carry", 0, 1, "stale")]


@example(OVERWRITTEN, 2)
@example([*SET_BACK, ("carry", 1, 0, "newest")], 3)
@example(BOTH_WAYS, 3)
@settings(max_examples=25, derandomize=True)
@given(st.lists(steps, min_size=8, max_size=25), st.integers(2, 3))
def test_after_m_nothing_acknowledged_is_missing_anywhere(history, count):
    play(history, count)


@pytest.mark.long
@settings(max_examples=2000)
@given(st.lists(steps, min_size=8, max_size=60), st.integers(2, 3))
def test_after_m_nothing_acknowledged_is_missing_in_many_histories(history, count):
    play(history, count)
