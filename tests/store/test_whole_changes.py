"""A change of several goals is undone and redone whole, or not at all."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import partial
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive, seal
from lastmile_tui.domain.changes.roads.join import join_both
from lastmile_tui.domain.changes.roads.split import split_at_marker
from lastmile_tui.domain.crossing.blocks import blocker
from lastmile_tui.domain.crossing.whole_roads import with_waiting
from lastmile_tui.domain.model import record
from lastmile_tui.domain.model.events import TOGETHER, EventKind
from lastmile_tui.domain.model.undo import standing, timeline
from lastmile_tui.errors import GoalError
from support.store.goal_store import Clock, open_store, plan


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "lastmile.json") as opened:
        yield opened


def add(store, title):
    return store.add(plan(f"{title}: {title}1 > {title}2 >> {title}3")).goal.uid


def note(store, uid, text):
    store.change(uid, partial(drive.note, text=text))


def join(store, *uids):
    store.change_together(uids, with_waiting(join_both, store.goals, store.record))


def split(store, uid):
    def make(records, stamp):
        (known,) = records
        return split_at_marker(known, stamp(known.event), stamp(known.event), 0)

    store.change_together([uid], with_waiting(make, store.goals, store.record))


def wait(store, uid, first):
    store.change(uid, blocker(store.goals[uid], store.goals)(first))


def seal_at_end(store, uid):
    goal = store.goals[uid]
    if goal.position < goal.distance:
        store.change(uid, partial(drive.reach, index=len(goal.markers) - 1))
    store.change(uid, seal.seal)


def there(store):
    return {
        goal.title: [marker.title for marker in goal.markers]
        for goal in store.goals.values()
        if not goal.deleted
    }


def refusal(store):
    with pytest.raises(GoalError) as refused:
        store.redo()
    return str(refused.value)


def test_a_join_of_which_one_road_was_changed_since_is_not_redone(store):
    pot, pan = add(store, "Pot"), add(store, "Pan")
    join(store, pot, pan)
    store.undo()
    both = there(store)
    note(store, pot, "hi")
    assert refusal(store) == (
        "Nothing to redo, for ‘Pot’ was changed after this was undone: joined with ‘Pan’."
    )
    assert there(store) == both
    store.undo()
    assert store.redo().event.kind == EventKind.REDONE  # the note
    assert refusal(store).startswith("Nothing to redo, for ‘Pot’")
    assert there(store) == both


def test_a_split_after_which_the_road_was_changed_is_not_redone(store):
    pot = add(store, "Pot")
    split(store, pot)
    store.undo()
    note(store, pot, "hi")
    assert refusal(store) == (
        "Nothing to redo, for ‘Pot’ was changed after this was undone:"
        " split: the rest goes on as ‘Pot (2)’."
    )
    assert [*there(store)] == ["Pot"]


@pytest.mark.parametrize("changed", ["Floor", "Kitchen"])
def test_a_seal_that_another_road_waits_for_is_redone_with_that_or_not_at_all(store, changed):
    uids = {title: add(store, title) for title in ("Floor", "Kitchen")}
    wait(store, uids["Kitchen"], uids["Floor"])
    seal_at_end(store, uids["Floor"])
    store.undo()
    note(store, uids[changed], "hi")
    of = "" if changed == "Floor" else ", of ‘Floor’"
    assert refusal(store) == (
        f"Nothing to redo, for ‘{changed}’ was changed after this was undone:"
        f" sealed with ‘it is really finished’ open{of}."
    )
    assert store.goals[uids["Floor"]].sealed is None
    assert store.goals[uids["Kitchen"]].roadblocks


def test_redo_goes_on_to_what_was_undone_before_what_cannot_be_redone(store):
    pot, pan, jar = (add(store, title) for title in ("Pot", "Pan", "Jar"))
    join(store, pot, pan)
    note(store, jar, "lid")
    for _ in range(2):
        store.undo()
    note(store, pot, "hi")
    assert store.redo().goal.uid == jar
    assert refusal(store).startswith("Nothing to redo, for ‘Pot’")


def test_undo_takes_back_what_is_left_of_a_change_of_which_a_part_is_undone(store):
    """As redo left it in older versions."""
    pot, pan = add(store, "Pot"), add(store, "Pan")
    join(store, pot, pan)
    store.undo()
    note(store, pot, "hi")
    store.change(pan, record.redo, alone=True)
    assert [*there(store)] == ["Pot"]
    store.undo()
    assert [*there(store)] == ["Pot", "Pan"]


NAMES = ["join", "split", "seal", "wait", "note", "drive", "undo", "undo", "redo", "reopen"]
STEPS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=14
)


class History:
    """Three roads that are changed, an hour between any two changes; no two notes are the same."""

    def __init__(self, path):
        self.path, self.clock, self.notes = path, Clock(), 0
        self.store = open_store(path, clock=self.clock)
        for title in "ABC":
            add(self.store, title)
        self.markers = sorted(chain(*there(self.store).values()))

    def take(self, name, one, other):
        store = self.store
        uids = [uid for uid, goal in store.goals.items() if not goal.deleted]
        uid, second = uids[one % len(uids)], uids[other % len(uids)]
        match name:
            case "join":
                join(store, uid, second)
            case "split":
                split(store, uid)
            case "seal":
                seal_at_end(store, uid)
            case "wait":
                wait(store, uid, second)
            case "note":
                self.notes += 1
                note(store, uid, f"note {self.notes}")
            case "drive":
                store.change(uid, drive.advance)
            case "undo" if store.last_change().kind != EventKind.ADDED:
                store.undo()
            case "redo":
                store.redo()
            case "reopen":
                store.close()
                self.store = open_store(self.path, clock=self.clock)
                assert self.store.goals == store.goals

    def check(self):
        assert sorted(chain(*there(self.store).values())) == self.markers
        goals = [goal for goal in self.store.goals.values() if not goal.deleted]
        notes = [
            event.text
            for goal in goals
            for event in standing(self.store.log(goal.uid))
            if event.kind == EventKind.NOTE and event.text.startswith("note ")
        ]
        assert len(notes) == len({*notes})
        assert all(len({*states}) == 1 for states in whole_changes(self.store).values())
        waits = [block.road for goal in goals if not goal.sealed for block in goal.roadblocks]
        assert not any(self.store.goals[road].sealed for road in waits)


def whole_changes(store):
    """Whether the parts of each change stand, by its name."""
    states = defaultdict(list)
    for uid in store.goals:
        stands = {change.subject.id for change in timeline(store.log(uid)).undo}
        for event in store.log(uid):
            if isinstance(name := event.set.get(TOGETHER), str) and not event.undoes:
                states[name].append(event.id in stands)
    return states


@settings(max_examples=40, deadline=None, database=None)
@given(STEPS)
def test_in_no_history_is_half_a_change_in_force(tmp_path_factory, steps):
    history = History(tmp_path_factory.mktemp("history") / "lastmile.json")
    for step in steps:
        with suppress(GoalError):
            history.take(*step)
        history.check()
    history.store.close()
