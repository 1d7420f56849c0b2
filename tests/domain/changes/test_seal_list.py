"""The list of what there is to tick before a goal is sealed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.drive import nudge
from lastmile_tui.domain.changes.seal import (
    SEAL_LIMIT,
    add_seal_item,
    move_seal_item,
    prove,
    remove_seal_item,
    reword_seal_item,
    tick,
    untick,
)
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.goal import SealItem
from lastmile_tui.domain.model.record import record_of, undo
from lastmile_tui.domain.wording.events import say_change
from lastmile_tui.errors import GoalError
from support.domain.goals import (
    Step,
    do,
    driven,
    goal_from,
    indexes,
    stamp,
    take,
    take_all,
)
from support.domain.seal_lists import LIST, at_the_door, seals


def texts(made):
    return [item.text for item in made.goal.seal]


def both(made, *others):
    """What the events of several devices make together."""
    events = (*made.log, *(other.event for other in others))
    return record_of(made.goal.uid, tuple(sorted(events, key=lambda event: event.order)))


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Alone", ["it is really finished"]),
        ("Run 100 km", ["it is really finished"]),
        ("Be friends again: postcard > talk >> dinner @Marta", ["it is really finished"]),
        ("Thesis > outline > draft due 2026-12-24", ["it is really finished"]),
        ("Thesis > draft ! receipt ! copies", ["receipt", "copies"]),
        ("Run 100 km ! a photo at the end", ["a photo at the end"]),
    ],
)
def test_a_goal_begins_with_one_item_that_fits_any_or_with_its_own(line, items):
    assert texts(goal_from(line)) == items


def test_items_stand_in_the_order_they_came_in():
    made = do(at_the_door(), add_seal_item, "  keys\thanded over ")
    assert texts(made) == ["paid", "thanked", "keys handed over"]
    with pytest.raises(GoalError, match="Write a word or two"):
        do(made, add_seal_item, " ")


def test_a_seal_list_has_a_limit():
    made = goal_from("Much " + "! item " * SEAL_LIMIT)
    with pytest.raises(GoalError, match="holds 100 items at most"):
        do(made, add_seal_item, "more")
    assert len(do(do(made, remove_seal_item, 0), add_seal_item, "more").goal.seal) == SEAL_LIMIT


def test_an_item_is_reworded_where_it_stands_and_keeps_its_tick():
    made = do(do(at_the_door(), tick, 0, evidence="receipt"), reword_seal_item, 0, " paid in full ")
    assert made.goal.seal[0] == SealItem(
        made.goal.seal[0].id, "paid in full", done=True, evidence="receipt"
    )
    assert texts(made) == ["paid in full", "thanked"]
    assert say_change(made) == "Seal item reworded to ‘paid in full’ · Sell"
    with pytest.raises(GoalError, match="Write a word or two"):
        do(made, reword_seal_item, 0, "\u200b")
    with pytest.raises(GoalError, match="how it stands already"):
        do(made, reword_seal_item, 0, "paid in full")


def test_an_item_that_is_removed_comes_back_whole_with_undo():
    made = do(do(goal_from(LIST), tick, 1, evidence="photo"), remove_seal_item, 1)
    assert texts(made) == ["a", "c", "d"]
    assert say_change(made) == "Seal item ‘b’ removed · Sell"
    assert do(made, undo).goal.seal[1] == SealItem(
        goal_from(LIST).goal.seal[1].id, "b", done=True, evidence="photo"
    )


def test_the_last_item_can_be_removed_too():
    made = do(goal_from("T > a ! b"), remove_seal_item, 0)
    assert made.goal.seal == ()
    assert texts(do(made, add_seal_item, "c")) == ["c"]


@pytest.mark.parametrize(
    ("index", "to", "order"),
    [
        (0, 1, "bacd"),
        (0, 3, "bcda"),
        (3, 0, "dabc"),
        (2, 1, "acbd"),
        (1, 99, "acdb"),
        (1, -99, "bacd"),
    ],
)
def test_an_item_is_moved_to_another_place_or_to_an_end(index, to, order):
    made = do(goal_from(LIST), move_seal_item, index, to)
    assert "".join(texts(made)) == order
    assert say_change(made) == f"Seal item ‘{'abcd'[index]}’ moved · Sell"
    assert len(made.event.set) == 1


@pytest.mark.parametrize(
    ("index", "to", "where"), [(0, 0, "first"), (0, -1, "first"), (3, 9, "last")]
)
def test_an_item_that_stands_at_the_end_is_not_moved_beyond_it(index, to, where):
    with pytest.raises(GoalError, match=f"stands {where} already"):
        do(goal_from(LIST), move_seal_item, index, to)


def test_an_item_can_be_moved_to_and_fro_for_ever():
    made = goal_from(LIST)
    for _ in range(60):
        made = do(do(made, move_seal_item, 3, 1), move_seal_item, 1, 2)
        made = do(made, move_seal_item, 2, 3)
    assert texts(made) == ["a", "b", "c", "d"]


def test_two_devices_that_move_different_items_keep_both_moves():
    made = goal_from(LIST)
    mine = do(made, move_seal_item, 0, 3, dev="one")
    theirs = do(made, move_seal_item, 2, 0, dev="other")
    assert texts(both(made, mine, theirs)) == ["c", "b", "d", "a"]


def test_an_item_that_another_device_removed_does_not_come_back_half():
    made = goal_from(LIST)
    gone = do(made, remove_seal_item, 1, dev="one")
    for move, *args in ((tick, 1), (reword_seal_item, 1, "new"), (move_seal_item, 1, 3)):
        other = do(do(made, nudge, 0.1), move, *args, dev="other")
        merged = record_of(made.goal.uid, (*gone.log, *other.log[1:]))
        assert [item.text for item in merged.goal.seal] == ["a", "c", "d"]


def test_ranks_that_meet_are_told_apart_again():
    """Two devices gave two items one rank; an item that goes between them parts them."""
    made = goal_from("T > x ! a ! b")
    mine = do(made, add_seal_item, "mine", dev="one")
    theirs = do(made, add_seal_item, "theirs", dev="other")
    together = both(made, mine, theirs)
    assert sorted(texts(together)) == ["a", "b", "mine", "theirs"]
    moved = move_seal_item(together, stamp(9), 0, 2)
    assert texts(moved) == ["b", texts(together)[2], "a", texts(together)[3]]


def test_ticking_keeps_evidence_until_there_is_better():
    made = do(at_the_door(), tick, 0, evidence="receipt 7")
    made = do(do(made, untick, 0), tick, 0)
    assert (made.goal.seal[0].done, made.goal.seal[0].evidence) == (True, "receipt 7")
    assert do(made, tick, 0, evidence="receipt 8").goal.seal[0].evidence == "receipt 8"


def test_an_item_is_ticked_or_opened_once():
    made = at_the_door()
    with pytest.raises(GoalError, match="‘paid’ is open already"):
        do(made, untick, 0)
    with pytest.raises(GoalError, match="‘paid’ is ticked already"):
        do(do(made, tick, 0), tick, 0)


@pytest.mark.parametrize(
    ("move", "args"),
    [(tick, ()), (untick, ()), (prove, ("x",)), (reword_seal_item, ("x",)), (remove_seal_item, ()),
     (move_seal_item, (0,))],
)  # fmt: skip
@pytest.mark.parametrize("index", [2, -1])
def test_an_item_that_is_not_on_the_list_is_named_by_its_number(move, args, index):
    with pytest.raises(GoalError, match=f"The seal list of ‘Sell’ has no item {index + 1}"):
        do(at_the_door(), move, index, *args)


def test_evidence_is_given_before_the_tick_and_taken_away_again():
    made = do(at_the_door(), prove, 1, " https://example.org/1 ")
    assert made.goal.seal[1] == SealItem(
        made.goal.seal[1].id, "thanked", done=False, evidence="https://example.org/1"
    )
    assert say_change(made) == "Evidence for ‘thanked’ · Sell"
    assert do(made, prove, 1, "").goal.seal[1].evidence == ""
    assert do(do(made, prove, 1, ""), undo).goal.seal[1].evidence == "https://example.org/1"
    with pytest.raises(GoalError, match="how it stands already"):
        do(at_the_door(), prove, 1, " ")


def test_the_open_items_are_those_that_are_not_ticked():
    made = do(goal_from(LIST), tick, 0)
    assert [item.text for item in made.goal.open_items] == ["b", "c", "d"]
    assert do(do(made, tick, 1), untick, 0).goal.open_items[0].text == "a"
    assert do(goal_from("T > a ! b"), tick, 0).goal.open_items == ()


@given(driven(seals), indexes, indexes)
def test_a_move_changes_the_place_of_one_item_and_nothing_else(made, index, to):
    after = take(made, Step(move_seal_item, (index, to)))
    if after is made:
        return
    expected = list(made.goal.seal)
    expected.insert(min(max(to, 0), len(expected) - 1), expected.pop(index))
    assert list(after.goal.seal) == expected


@given(driven(seals), st.lists(seals, max_size=4), st.lists(seals, max_size=4))
def test_the_seal_moves_of_two_devices_merge_into_a_whole_list(made, mine, theirs):
    logs = [take_all(made, mine, dev="one").log, take_all(made, theirs, dev="other").log]
    events = {event.id: event for log in logs for event in log}
    merged = record_of(made.goal.uid, tuple(sorted(events.values(), key=lambda one: one.order)))
    gone = {
        name
        for name, part in fold(merged.log).items()
        if isinstance(part, dict) and part.get("gone")
    }
    assert all(item.text for item in merged.goal.seal)
    assert not {f"seal:{item.id}" for item in merged.goal.seal} & gone
