"""Two devices join the same two roads, each the other way; one undo takes both joins back."""

from __future__ import annotations

from functools import partial

import pytest

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.changes.roads.join import join_both
from lastmile_tui.domain.crossing.whole_roads import with_waiting
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.errors import GoalError
from support.store.git_sync import NEEDS_GIT, change
from support.store.goal_store import plan

pytestmark = NEEDS_GIT

APART = {"Pot": ["p1", "p2", "p3", "p4"], "Pan": ["q1", "q2"]}


def join(device, *uids):
    with device.open() as store:
        store.change_together(uids, with_waiting(join_both, store.goals, store.record))


def there(store):
    return {
        goal.title: [marker.title for marker in goal.markers]
        for goal in store.goals.values()
        if not goal.deleted and goal.title in APART
    }


def nothing(*_):
    """Go on to the other join at once."""


def drive_as_one(laptop, _, pot, __):
    change(laptop, pot, partial(drive.reach, index=4))


def drive_second(_, phone, __, pan):
    change(phone, pan, drive.advance)


def drive_first(_, phone, pot, __):
    change(phone, pot, drive.advance)


def write(laptop, _, pot, __):
    change(laptop, pot, partial(drive.note, text="hot"))


@pytest.mark.usefixtures("uid")  # it sets syncing up
@pytest.mark.parametrize("late", [0, 1])
@pytest.mark.parametrize("between", [nothing, drive_as_one, drive_second, drive_first, write])
def test_undo_takes_back_both_joins_and_redo_says_why_it_cannot(laptop, phone, late, between):
    with laptop.open() as store:
        pot = store.add(plan("Pot: p1 > p2 > p3 > p4")).goal.uid
        pan = store.add(plan("Pan: q1 > q2")).goal.uid
    laptop.sync()
    phone.sync()
    (laptop, phone)[late].clock.go_on(9)
    join(laptop, pot, pan)
    between(laptop, phone, pot, pan)
    join(phone, pan, pot)
    phone.sync()
    laptop.sync()
    one, other = ("Pot", "Pan") if pot < pan else ("Pan", "Pot")
    with laptop.open() as store:
        assert one in there(store)  # the other one, too, where the join did not know its work
        while store.last_change().kind != EventKind.JOINED:
            store.undo()
        store.undo()
        assert there(store) == APART
        assert all(store.goals[uid].position <= store.goals[uid].distance for uid in (pot, pan))
        with pytest.raises(GoalError) as refused:
            store.redo()
        assert str(refused.value) == (
            f"Nothing to redo, for ‘{one}’ and ‘{other}’ were joined both ways, by two devices:"
            " join them again."
        )
        assert there(store) == APART
