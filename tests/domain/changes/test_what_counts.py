"""Which change asks what must be true for a goal to count as finished, and that none asks again."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.drive import advance, back, note, nudge, reach
from lastmile_tui.domain.changes.edit import add_marker
from lastmile_tui.domain.changes.seal import add_seal_item, tick
from lastmile_tui.domain.changes.what_counts import entering, is_to_ask, say_what_counts
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.wording.differences import changed_registers
from lastmile_tui.errors import GoalError
from support.domain.history import begun, history
from support.domain.review import do

ROAD = "Road: a > b > c > d >> e > f"
FAR = [(8, advance)] * 3


@pytest.mark.parametrize(
    ("line", "beats", "move", "asks"),
    [
        (ROAD, FAR, advance, True),
        (ROAD, FAR, partial(reach, index=5), True),
        (ROAD, FAR, partial(nudge, miles=1.2), True),
        (ROAD, [*FAR, (7, advance)], partial(nudge, miles=0.1), True),  # driven in by a script
        ("Run target 100 km", [(8, nudge, 70)], partial(nudge, miles=15), True),
        ("Short: >> a > b", [], advance, True),
        (ROAD, FAR[1:], advance, False),
        (ROAD, FAR, partial(nudge, miles=0.5), False),
        (ROAD, [*FAR, (7, advance), (7, advance)], back, False),
        (ROAD, [*FAR, (7, advance)], partial(note, text="near"), False),
        (f"{ROAD} ! paid", FAR, advance, False),
        (ROAD, [*FAR, (7, add_seal_item, "paid")], advance, False),
        (ROAD, [*FAR, (7, tick, 0)], advance, False),
        ("Alone", [], advance, False),
    ],
)
def test_only_a_drive_into_the_stretch_of_a_goal_that_says_nothing_asks(line, beats, move, asks):
    made = do(history(line, begun(9), *beats), entering(move))
    assert is_to_ask(made) is asks


MOVES = st.sampled_from(
    [advance, advance, back, undo, partial(nudge, miles=0.4), partial(nudge, miles=-0.6),
     partial(reach, index=4), partial(add_marker, title="more", index=0),
     partial(add_marker, title="last", index=6)]
)  # fmt: skip


@given(st.lists(MOVES, max_size=30))
def test_whatever_is_driven_undone_and_edited_it_is_asked_once(moves):
    made, times = history(ROAD, begun(9)), 0
    for move in moves:
        try:
            made = do(made, entering(move), days_ago=3)
        except (GoalError, IndexError):
            continue
        times += is_to_ask(made)
    assert times <= 1


def test_the_answer_takes_the_place_of_the_item_that_says_nothing():
    made = do(do(history(ROAD, begun(9), *FAR), entering(advance)), say_what_counts, "  a  photo ")
    assert [item.text for item in made.goal.seal] == ["a photo"]
    with pytest.raises(GoalError, match="changed meanwhile"):
        do(made, say_what_counts, "another")


def test_that_it_was_asked_is_no_state_of_the_goal():
    before = history(ROAD, begun(9), *FAR)
    plain, noted = do(before, advance), do(before, entering(advance))
    assert noted.goal == plain.goal
    assert changed_registers(fold(noted.log), fold(plain.log)) == {}
