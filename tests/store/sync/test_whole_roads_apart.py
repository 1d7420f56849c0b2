"""Two devices split, join and drive the same roads; what became of them is told."""

from __future__ import annotations

from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.changes.roads.join import join_both
from lastmile_tui.domain.changes.roads.split import split_at_marker
from lastmile_tui.domain.changes.seal import SEAL_LIST
from lastmile_tui.domain.crossing.whole_roads import with_waiting
from lastmile_tui.store.copies.conflicts import say_conflict
from support.store.git_sync import NEEDS_GIT, change
from support.store.goal_store import plan
from support.store.two_devices import LAPTOP

pytestmark = NEEDS_GIT


@pytest.fixture
def pot(laptop, phone, uid):  # noqa: ARG001 # it sets syncing up
    return added(laptop, phone, "Pot: p1 > p2 > p3 > p4")


@pytest.fixture
def pan(laptop, phone, uid):  # noqa: ARG001 # as above
    return added(laptop, phone, "Pan: q1 > q2")


def added(laptop, phone, line):
    with laptop.open() as store:
        uid = store.add(plan(line)).goal.uid
    laptop.sync()
    phone.sync()
    return uid


def join(device, *uids):
    with device.open() as store:
        store.change_together(uids, with_waiting(join_both, store.goals, store.record))


def split(device, uid, index, title):
    def make(records, stamp):
        (known,) = records
        return split_at_marker(known, stamp(known.event), stamp(known.event), index, title)

    with device.open() as store:
        whole = with_waiting(make, store.goals, store.record)
        return store.change_together([uid], whole)[1].goal.uid


def met(laptop, phone):
    """What the laptop is told of, when both have all of both."""
    phone.sync()
    told = [say_conflict(one, LAPTOP) for one in laptop.sync().conflicts]
    phone.sync()
    assert laptop.path.read_bytes() == phone.path.read_bytes()
    return told


def there(device):
    with device.open() as store:
        return {
            goal.title: [marker.title for marker in goal.markers]
            for goal in store.goals.values()
            if not goal.deleted and goal.title != "Sell the Volvo"
        }


def test_two_roads_joined_crosswise_are_one_and_it_is_told(laptop, phone, pot, pan):
    join(laptop, pot, pan)
    join(phone, pan, pot)
    name, other = ("Pot", "Pan") if pot < pan else ("Pan", "Pot")
    stood = "this device" if pot < pan else "thinkpad"
    assert met(laptop, phone) == [
        f"{name}: joined with ‘{other}’ both ways, this one stands; what {stood} did stands"
    ]
    assert [*there(laptop)] == [name]
    assert sorted(there(laptop)[name]) == ["p1", "p2", "p3", "p4", "q1", "q2"]


def test_a_road_that_was_driven_elsewhere_is_back_and_it_is_told(laptop, phone, pot, pan):
    join(laptop, pot, pan)
    change(phone, pan, drive.advance, partial(drive.note, text="it smells"))
    words = "note: it smells and 1 more; what thinkpad did stands"
    assert met(laptop, phone) == [f"Pan: it is back, for ‘Pot’ lacks: {words}"]
    assert there(laptop) == {"Pot": ["p1", "p2", "p3", "p4", "q1", "q2"], "Pan": ["q1", "q2"]}


def test_a_road_that_another_one_went_into_is_not_removed(laptop, phone, pot, pan):
    join(laptop, pot, pan)
    change(phone, pot, edit.remove)
    words = "it is there, though removed: ‘Pan’ went into it; what this device did stands"
    assert met(laptop, phone) == [f"Pot: {words}"]
    assert [*there(laptop)] == ["Pot"]


def test_a_road_that_went_into_another_one_and_was_split_elsewhere_is_told(laptop, phone, pot, pan):
    join(laptop, pot, pan)
    split(phone, pan, 0, "Rest")
    assert met(laptop, phone) == ["Pan: whether it went into ‘Pot’; what this device did stands"]
    assert [*there(laptop)] == ["Pot", "Rest"]


def test_a_road_that_went_into_two_is_told(laptop, phone, pot, pan):
    jar = added(laptop, phone, "Jar: r1")
    join(laptop, pot, pan)
    join(phone, jar, pan)
    (words,) = met(laptop, phone)
    assert words.startswith("Pan: it went into both ‘")
    assert words.endswith(("this device did stands", "thinkpad did stands"))


@pytest.mark.parametrize(("here", "elsewhere"), [(0, 1), (2, 0), (1, 1)])
def test_a_road_that_was_split_twice_is_told_and_its_first_part_has_nothing_twice(
    laptop, phone, pot, here, elsewhere
):
    split(laptop, pot, here, "Rest")
    split(phone, pot, elsewhere, "More")
    (words,) = met(laptop, phone)
    said = ("split twice, ‘Rest’ and ‘More’", "split twice, ‘More’ and ‘Rest’")
    assert words.removeprefix("Pot: ").startswith(said)
    assert "have the same markers: remove them in one; what " in words
    assert there(laptop)["Pot"] == ["p1", "p2", "p3", "p4"][: min(here, elsewhere) + 1]
    with laptop.open() as store:
        assert [item.text for item in store.goals[pot].seal] == [*SEAL_LIST]


def test_a_road_that_was_split_here_and_driven_there_is_whole_and_it_is_told(laptop, phone, pot):
    split(laptop, pot, 1, "")
    change(phone, pot, partial(drive.reach, index=3))
    words = "it is whole again: remove ‘Pot (2)’, of the same markers; what thinkpad did stands"
    assert met(laptop, phone) == [f"Pot: split here and driven there, {words}"]
    assert there(laptop) == {"Pot": ["p1", "p2", "p3", "p4"], "Pot (2)": ["p3", "p4"]}
    with laptop.open() as store:
        assert store.goals[pot].position == 4


def test_two_second_parts_of_one_name_are_told_as_two(laptop, phone, pot):
    split(laptop, pot, 0, "")
    split(phone, pot, 1, "")
    (words,) = met(laptop, phone)
    assert words.startswith("Pot: split twice, two roads ‘Pot (2)’ have the same markers: ")
