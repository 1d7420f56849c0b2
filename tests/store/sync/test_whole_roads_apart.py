"""Two devices split, join and drive the same roads; what became of them is told."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.domain.changes.roads.join import join_both
from lastmile_tui.domain.changes.roads.split import split_at_marker
from lastmile_tui.domain.changes.seal import SEAL_LIST
from lastmile_tui.domain.crossing.whole_roads import with_waiting
from lastmile_tui.domain.model import record
from lastmile_tui.domain.picks import last_mile
from lastmile_tui.store.copies.conflicts import say_conflict
from support.store.git_sync import NEEDS_GIT, change
from support.store.goal_store import open_store, plan
from support.store.two_devices import LAPTOP, PHONE

pytestmark = NEEDS_GIT


WHOLE = (
    "Pot: one device split it, another one worked on what was split off: it is whole again, and"
    " ‘Pot (2)’ has the same markers: lastmile remove PART removes ‘Pot (2)’"
)


REMOVE = "lastmile remove PART removes ‘Rest’"


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
    """What both devices are told of, each once, when they have all of both; PART for a removed id.

    Each command that is named works, and removes the road that is named behind it.
    """
    phone.sync()
    told = [say_conflict(one, LAPTOP) for one in laptop.sync().conflicts]
    assert [say_conflict(one, PHONE) for one in phone.sync().conflicts] == told
    for part, title in re.findall(r"lastmile remove (\S+) removes ‘(.*?)’", "".join(told)):
        copy = laptop.folder.parent / f"{part}.json"
        copy.write_bytes(laptop.path.read_bytes())
        assert main(["--file", str(copy), "remove", part]) == 0
        with open_store(copy) as store:
            assert (store.goals[part].title, store.goals[part].deleted) == (title, True)
        told = [text.replace(part, "PART") for text in told]
    for device in (phone, laptop):
        with device.open() as store:
            for uid in [uid for uid, goal in store.goals.items() if not goal.deleted]:
                store.change(uid, partial(drive.note, text="later"))
        assert [device.sync().conflicts for device in (device, laptop, phone)] == [()] * 3
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
    said = f"{name}: it and ‘{other}’ went into each other: this one has all that was in both"
    assert met(laptop, phone) == [said]
    assert [*there(laptop)] == [name]
    assert sorted(there(laptop)[name]) == ["p1", "p2", "p3", "p4", "q1", "q2"]


def test_a_road_that_was_driven_elsewhere_is_back_and_it_is_told(laptop, phone, pot, pan):
    join(laptop, pot, pan)
    change(phone, pan, drive.advance, partial(drive.note, text="it smells"))
    words = "it stays for what was done in it: note: it smells and 1 more"
    twice = "its markers are in ‘Pot’, too: remove them in one"
    assert met(laptop, phone) == [f"Pan: joined into ‘Pot’, but {words}; {twice}"]
    assert there(laptop) == {"Pot": ["p1", "p2", "p3", "p4", "q1", "q2"], "Pan": ["q1", "q2"]}


def test_a_road_that_another_one_went_into_is_not_removed(laptop, phone, pot, pan):
    join(laptop, pot, pan)
    change(phone, pot, edit.remove)
    words = "removed, but ‘Pan’ had gone into it: it stays; remove it again, or keep it"
    assert met(laptop, phone) == [f"Pot: {words}"]
    assert [*there(laptop)] == ["Pot"]


def test_a_road_that_went_into_another_one_and_was_split_elsewhere_is_told(laptop, phone, pot, pan):
    join(laptop, pot, pan)
    split(phone, pan, 0, "Rest")
    words = "but one device split off ‘Rest’, so its markers are there, too"
    assert met(laptop, phone) == [f"Pan: it went into ‘Pot’ whole, {words}: {REMOVE}"]
    assert [*there(laptop)] == ["Pot", "Rest"]


def test_a_road_that_went_into_two_is_told(laptop, phone, pot, pan):
    jar = added(laptop, phone, "Jar: r1")
    join(laptop, pot, pan)
    join(phone, jar, pan)
    (words,) = met(laptop, phone)
    assert words.startswith("Pan: it went into both ‘")
    assert words.endswith(": remove its markers in one")


@pytest.mark.parametrize(("here", "elsewhere"), [(0, 1), (2, 0), (1, 1)])
def test_a_road_that_was_split_twice_is_told_and_its_first_part_has_nothing_twice(
    laptop, phone, pot, here, elsewhere
):
    split(laptop, pot, here, "Rest")
    split(phone, pot, elsewhere, "More")
    (words,) = met(laptop, phone)
    said = ("split twice, ‘Rest’ and ‘More’", "split twice, ‘More’ and ‘Rest’")
    assert words.removeprefix("Pot: ").startswith(said)
    less = "Rest" if here > elsewhere else "More"
    if here != elsewhere:
        assert words.endswith(f"have the same markers: lastmile remove PART removes ‘{less}’")
    assert there(laptop)["Pot"] == ["p1", "p2", "p3", "p4"][: min(here, elsewhere) + 1]
    with laptop.open() as store:
        assert [item.text for item in store.goals[pot].seal] == [*SEAL_LIST]


def test_a_road_that_was_split_here_and_driven_there_is_whole_and_it_is_told(laptop, phone, pot):
    split(laptop, pot, 1, "")
    change(phone, pot, partial(drive.reach, index=3))
    assert met(laptop, phone) == [WHOLE]
    assert there(laptop) == {"Pot": ["p1", "p2", "p3", "p4"], "Pot (2)": ["p3", "p4"]}
    with laptop.open() as store:
        assert store.goals[pot].position == 4


def test_two_second_parts_of_one_name_are_told_as_two(laptop, phone, pot):
    split(laptop, pot, 0, "")
    split(phone, pot, 1, "")
    (words,) = met(laptop, phone)
    assert words.startswith("Pot: split twice, two roads ‘Pot (2)’ have the same markers: ")


def test_what_was_split_off_a_road_that_is_removed_elsewhere_stays_and_it_is_told(
    laptop, phone, pot
):
    split(laptop, pot, 1, "Rest")
    change(phone, pot, edit.remove)
    words = "one device removed it, another one split off ‘Rest’, which stays"
    assert met(laptop, phone) == [f"Pot: {words}: {REMOVE} too"]
    assert there(laptop) == {"Rest": ["p3", "p4"]}


def test_a_road_that_was_removed_and_restored_and_split_by_who_knew_is_no_news(laptop, phone, pot):
    change(phone, pot, edit.remove)
    change(phone, pot, record.undo)
    phone.sync()
    laptop.sync()
    split(laptop, pot, 1, "Rest")
    assert met(laptop, phone) == []


@pytest.mark.parametrize("late", ["laptop", "phone"])
def test_a_due_date_that_was_set_elsewhere_is_that_of_the_end(laptop, phone, pot, late):
    {"laptop": laptop, "phone": phone}[late].clock.go_on(48)
    split(laptop, pot, 1, "")
    change(phone, pot, partial(edit.redate, due=date(2026, 12, 20)))
    assert met(laptop, phone) == [WHOLE]
    with laptop.open() as store:
        goal = store.goals[pot]
        assert (goal.due, goal.markers[-1].title) == (date(2026, 12, 20), "p4")


def seal_half(device, uid):
    change(device, uid, partial(drive.reach, index=1), partial(seal.tick, index=0), seal.seal)


def remove_half(device, uid):
    change(device, uid, edit.remove)


def let_half_go(device, uid):
    change(device, uid, status.let_go)


@pytest.mark.parametrize("late", ["laptop", "phone"])
@pytest.mark.parametrize("back", [0, 1, 2])
def test_a_due_date_of_the_first_part_is_of_its_last_marker_where_the_road_is_whole(
    laptop, phone, pot, late, back
):
    change(laptop, pot, partial(edit.redate, due=date(2026, 12, 20)))
    laptop.sync()
    phone.sync()
    {"laptop": laptop, "phone": phone}[late].clock.go_on(48)
    split(laptop, pot, 1, "")
    change(laptop, pot, partial(edit.redate, due=date(2026, 12, 5)))
    change(laptop, pot, *[record.undo, record.redo][:back])
    change(phone, pot, partial(edit.redate, due=date(2026, 12, 25)))
    assert met(laptop, phone) == [WHOLE]
    half = None if back == 1 else date(2026, 12, 5)
    with laptop.open() as store:
        goal = store.goals[pot]
        assert goal.due == date(2026, 12, 25)
        assert [marker.due for marker in goal.markers] == [None, half, None, None]
        store.change(pot, partial(edit.redate, due=date(2026, 12, 24)))
        assert store.goals[pot].due == date(2026, 12, 24)
        store.change(pot, record.undo)
        assert store.goals[pot].due == date(2026, 12, 25)


@pytest.mark.parametrize("late", ["laptop", "phone"])
@pytest.mark.parametrize("end", [seal_half, remove_half, let_half_go])
def test_an_end_of_the_first_part_is_not_that_of_the_road_that_is_whole(
    laptop, phone, pot, late, end
):
    {"laptop": laptop, "phone": phone}[late].clock.go_on(48)
    split(laptop, pot, 1, "")
    end(laptop, pot)
    change(phone, pot, partial(drive.reach, index=3))
    phone.sync()
    (told,) = laptop.sync().conflicts
    assert say_conflict(told).startswith(WHOLE.partition("PART")[0])
    assert there(laptop)["Pot"] == ["p1", "p2", "p3", "p4"]
    with laptop.open() as store:
        goal = store.goals[pot]
        assert not any((goal.sealed, goal.let_go, goal.deleted))


def test_two_splits_of_a_road_with_a_due_date_are_told_as_no_change_of_that(laptop, phone, pot):
    change(laptop, pot, partial(edit.redate, due=date(2026, 12, 20)))
    change(laptop, pot, partial(edit.redate_marker, index=1, due=date(2026, 12, 2)))
    laptop.sync()
    phone.sync()
    split(laptop, pot, 0, "Rest")
    split(phone, pot, 1, "More")
    (words,) = met(laptop, phone)
    assert "changed" not in words


def test_a_split_that_was_undone_leaves_what_was_done_in_its_part_and_it_is_told(
    laptop, phone, pot
):
    new = split(laptop, pot, 1, "Rest")
    laptop.sync()
    phone.sync()
    change(phone, new, partial(drive.note, text="it smells"))
    with laptop.open() as store:
        store.undo()
    words = "no longer split off from ‘Pot’, but it stays for what was done in it: note: it smells"
    assert met(laptop, phone) == [
        f"Rest: {words}; its markers are in ‘Pot’, too: remove them in one"
    ]


def test_a_split_that_was_undone_is_no_news_where_nothing_was_done_in_it(laptop, phone, pot):
    new = split(laptop, pot, 1, "Rest")
    laptop.sync()
    phone.sync()
    change(phone, new, last_mile.pick)
    with laptop.open() as store:
        store.undo()
    assert met(laptop, phone) == []
    assert there(laptop) == {"Pot": ["p1", "p2", "p3", "p4"]}


def test_a_road_that_was_joined_and_sealed_elsewhere_says_that_its_markers_are_there_twice(
    laptop, phone, pot, pan
):
    join(laptop, pot, pan)
    change(phone, pan, partial(drive.reach, index=1), partial(seal.tick, index=0), seal.seal)
    (words,) = met(laptop, phone)
    assert words.endswith("; its markers are in ‘Pot’, too: remove them in one")


@pytest.mark.parametrize("late", ["laptop", "phone"])
def test_a_name_and_a_park_of_the_first_part_are_not_those_of_the_road_that_is_whole(
    laptop, phone, pot, late
):
    {"laptop": laptop, "phone": phone}[late].clock.go_on(48)
    split(laptop, pot, 1, "")
    half = partial(edit.rename, title="Half"), partial(status.park, until=date(2026, 12, 20))
    change(laptop, pot, *half)
    change(phone, pot, partial(drive.reach, index=3))
    assert met(laptop, phone) == [WHOLE]
    with laptop.open() as store:
        goal = store.goals[pot]
        assert (goal.title, goal.parked_until) == ("Pot", None)


@pytest.mark.parametrize("late", ["laptop", "phone"])
def test_a_road_that_was_let_go_where_nobody_knew_that_it_went_into_another_one_stays_there(
    laptop, phone, pot, pan, late
):
    {"laptop": laptop, "phone": phone}[late].clock.go_on(48)
    join(laptop, pot, pan)
    change(phone, pan, status.let_go)
    command = f"lastmile let-go {pot}"
    assert met(laptop, phone) == [
        f"Pan: let go, but it had gone into ‘Pot’: {command} lets ‘Pot’ go, too"
    ]
    assert [*there(laptop)] == ["Pot"]
    assert main(["--file", str(laptop.path), *command.split()[1:]]) == 0
