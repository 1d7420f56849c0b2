"""Two devices that went different ways from one file."""

from __future__ import annotations

from support.store.goal_store import Clock, open_store, plan

LAPTOP, PHONE = "laptop-0a1b2c3d", "thinkpad-0a1b2c3e"
CONFLICT = "lastmile.sync-conflict-20261120-173636-D4LGQYW.json"


def begin(path):
    """A file with one goal, written by the laptop and closed."""
    with open_store(path, device=LAPTOP) as store:
        return store.add(plan()).goal.uid


def branch(path, copy, *, device=PHONE, clock=None):
    """Open a copy of the file on another device."""
    copy.write_bytes(path.read_bytes())
    return open_store(copy, device=device, clock=clock or Clock())


def logs(store):
    """The ids of the events of each goal."""
    return {uid: {event.id for event in store.log(uid)} for uid in store.goals}
