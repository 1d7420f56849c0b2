"""Goals that were driven and edited on several devices, merged: what must hold for any of them.

All devices make their changes at the same instants, so that every clock is a tie.
"""

from __future__ import annotations

from functools import partial

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive, edit, seal
from lastmile_tui.domain.model import record
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.domain.model.undo import standing, timeline
from lastmile_tui.store.codec import merge, read_record, write_record
from support.domain.goals import Step, changes, do, driven, goal_from, take_all, takebacks

DEVICES = ("one", "four", "seven")
SHORT, LONG = 60, 2000

steps = st.lists(st.one_of(changes, takebacks), max_size=6)
extras = st.dictionaries(
    st.sampled_from(["colour", "x-size"]), st.sampled_from([1, 1.0, "red", None, [2], {"a": 1}])
)


def document(made, more=None):
    """A document as the file holds it, with what a later lastmile wrote into it."""
    return msgspec.json.decode(msgspec.json.encode(write_record(made) | (more or {})))


@st.composite
def devices(draw):
    """A goal, and what each of three devices made of it."""
    base = draw(driven(size=5))
    return base, [take_all(base, draw(steps), dev) for dev in DEVICES]


@st.composite
def files(draw):
    """The documents of three devices; some know more than we do, also of one and the same event."""
    _, made = draw(devices())
    found = []
    for one in made:
        doc = document(one, draw(extras))
        doc["events"][0] |= draw(extras)
        found.append(doc)
    return found


def merged(*made):
    doc = document(made[0])
    for one in made[1:]:
        doc = merge(doc, document(one))
    return read_record(doc)


def commutes(docs):
    a, b, _ = docs
    assert merge(a, b) == merge(b, a)


def associates(docs):
    a, b, c = docs
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


def repeats(docs):
    a, b, _ = docs
    both = merge(a, b)
    assert merge(a, a) == merge(merge(a, a), a)
    assert merge(both, both) == both
    assert merge(both, a) == merge(b, both) == both


def keeps_every_event(docs):
    whole = merge(merge(docs[0], docs[1]), docs[2])
    held = [event["id"] for event in whole["events"]]
    assert sorted(held) == sorted({event["id"] for doc in docs for event in doc["events"]})
    made = read_record(whole)
    assert made.goal == record_of(made.goal.uid, made.log).goal


def keeps_what_only_one_device_wrote(found):
    base, (a, b, _) = found
    both = fold(merged(a, b).log)
    for mine, other in ((a, b), (b, a)):
        theirs = written(base, other)
        for name, key in written(base, mine) - theirs:
            clash = (name, None) in theirs or (key is None and any(name == n for n, _ in theirs))
            if not clash:
                assert held(both, name, key) == held(fold(mine.log), name, key)


def written(base, made):
    """The registers, and the keys of those that hold a mapping, that were written since."""
    found = set()
    for event in made.log[len(base.log) :]:
        for name, value in event.set.items():
            found |= {(name, key) for key in value} if isinstance(value, dict) else {(name, None)}
    return found


def held(registers, name, key):
    value = registers.get(name)
    return value.get(key) if key is not None and isinstance(value, dict) else value


def undoes_once(found):
    base, _ = found
    if not timeline(base.log).undo:
        return
    here, there = (do(base, record.undo, dev=dev) for dev in DEVICES[:2])
    both = merged(here, there)
    assert standing(both.log) == standing(here.log)
    assert fold(both.log) == fold(here.log) == fold(there.log)
    assert len(timeline(both.log).redo) == len(timeline(here.log).redo)
    again = do(both, record.redo).goal
    assert msgspec.structs.replace(again, changed=base.goal.changed) == base.goal


def goes_on(found):
    """A merged goal is driven on and undone like any other."""
    _, made = found
    both = merged(*made)
    after = take_all(both, [Step(drive.note, ("on",)), *[Step(record.undo)] * 3, Step(record.redo)])
    assert len(after.log) > len(both.log) or both.goal.deleted


PROPERTIES = [
    (files(), commutes),
    (files(), associates),
    (files(), repeats),
    (files(), keeps_every_event),
    (devices(), keeps_what_only_one_device_wrote),
    (devices(), undoes_once),
    (devices(), goes_on),
]


def check(strategy, holds, examples):
    settings(max_examples=examples, database=None)(given(strategy)(holds))()


def name_of(value):
    return getattr(value, "__name__", "")


@pytest.mark.parametrize(("strategy", "holds"), PROPERTIES, ids=name_of)
def test_merging(strategy, holds):
    check(strategy, holds, SHORT)


@pytest.mark.long
@pytest.mark.parametrize(("strategy", "holds"), PROPERTIES, ids=name_of)
def test_merging_at_length(strategy, holds):
    check(strategy, holds, LONG)


PAIRS = [
    (partial(edit.rename, title="Thesis, bound"), partial(edit.explain, why="for Mum")),
    (
        partial(edit.rename_marker, index=0, title="first draft"),
        partial(edit.rename_marker, index=1, title="second thoughts"),
    ),
    (
        partial(edit.rename_marker, index=0, title="first draft"),
        partial(edit.remeasure_marker, index=0, miles=2.5),
    ),
    (partial(edit.add_marker, index=0, title="outline"), drive.advance),
    (
        partial(edit.add_marker, index=1, title="here"),
        partial(edit.add_marker, index=1, title="there"),
    ),
    (partial(seal.tick, index=0), partial(seal.reword_seal_item, index=1, text="thanked")),
    (partial(seal.tick, index=0), partial(seal.prove, index=0, evidence="on paper")),
    (partial(edit.tag, name="one"), partial(edit.tag, name="two")),
    (partial(edit.involve, name="ana"), partial(edit.tag, name="two")),
]


@pytest.mark.parametrize(("here", "there"), PAIRS)
def test_edits_of_different_things_on_two_devices_both_survive(here, there):
    base = do(goal_from("Thesis: draft > edits > printed ! bound ! sent"), drive.advance)
    mine, theirs = do(base, here, dev="one"), do(base, there, dev="four")
    both = fold(merged(mine, theirs).log)
    for side in (mine, theirs):
        for name, value in side.event.set.items():
            expected = value.items() if isinstance(value, dict) else [(None, value)]
            assert all(held(both, name, key) == part for key, part in expected)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_edits_at_the_same_instant_the_same_one_wins_everywhere(order):
    base = goal_from()
    titled = [do(base, edit.rename, title=dev, dev=dev) for dev in DEVICES]
    assert merged(*(titled[index] for index in order)).goal.title == max(DEVICES)


def test_an_edit_made_after_a_merge_wins():
    base = goal_from()
    here, there = (do(base, edit.rename, title=dev, dev=dev) for dev in DEVICES[:2])
    both = do(merged(here, there), edit.rename, title="later", dev="four")
    assert merged(both, here, there).goal.title == "later"
