"""Two devices that each began with goals of their own: united after asking, with one undo."""

from __future__ import annotations

import pytest

from lastmile_tui.domain.changes import drive
from lastmile_tui.store.sync.failures import Failure, SyncError
from lastmile_tui.store.sync.status import look
from support.store.git_sync import NEEDS_GIT, change
from support.store.goal_store import plan

pytestmark = NEEDS_GIT


@pytest.fixture
def apart(laptop, phone, there):
    """Each has a goal of its own; the laptop's is sent."""
    uids = []
    for device, line in ((laptop, "Sell the Volvo: a > b >> c"), (phone, "Swim: pool >> lake")):
        with device.open() as store:
            uids.append(store.add(plan(line)).goal.uid)
    laptop.init(there)
    return uids


def titles(device):
    with device.open() as store:
        return sorted(goal.title for goal in store.goals.values() if not goal.hidden)


@pytest.mark.usefixtures("apart")
def test_the_status_counts_nothing_of_a_file_that_was_begun_apart(laptop, phone):
    with phone.open() as store:
        found = look(store, laptop.memory, laptop.new_git(laptop.memory.repository, laptop.env))
    assert (found.ahead, found.behind, found.failure) == (0, 0, Failure.NOT_OURS)
    assert "begun apart from yours (1 there, 1 here)" in found.sentence


@pytest.mark.usefixtures("apart")
def test_without_a_yes_nothing_is_changed(phone, there):
    before = phone.path.read_bytes()
    with pytest.raises(SyncError) as caught:
        phone.init(there)
    assert caught.value.failure is Failure.NOT_OURS
    assert str(caught.value) == (
        "The goals of the other side were begun apart from yours (1 there, 1 here): nothing was "
        "changed. lastmile sync init unites them, after asking."
    )
    assert phone.path.read_bytes() == before


def test_with_a_yes_both_have_all_and_go_on_together(laptop, phone, there, apart):
    asked = []
    _, done = phone.init(there, agree=lambda text: not asked.append(text))
    (question,) = asked
    assert question == (
        "The goals there were begun apart from yours: ‘Sell the Volvo’. Unite them with the 1 "
        "goal here? lastmile undo takes it back."
    )
    assert done == ["United with ‘Sell the Volvo’."]
    laptop.sync()
    assert titles(laptop) == titles(phone) == ["Sell the Volvo", "Swim"]
    assert laptop.path.read_bytes() == phone.path.read_bytes()
    change(laptop, apart[1], drive.advance)
    change(phone, apart[0], drive.advance)
    for device in (laptop, phone, laptop):
        device.sync()
    assert laptop.path.read_bytes() == phone.path.read_bytes()
    assert laptop.counts() == phone.counts() == (0, 0, 0)


@pytest.mark.usefixtures("apart")
def test_one_undo_takes_the_union_back(phone, there):
    phone.init(there, agree=lambda _: True)
    with phone.open() as store:
        store.undo()
    assert titles(phone) == ["Swim"]


def test_what_the_other_side_changed_meanwhile_is_united_too(laptop, phone, there, apart):
    """The laptop goes on with its own file until it hears of the union."""
    change(laptop, apart[0], drive.advance)
    phone.init(there, agree=lambda _: True)
    laptop.sync()
    phone.sync()
    assert laptop.path.read_bytes() == phone.path.read_bytes()
    assert laptop.events() == phone.events()
