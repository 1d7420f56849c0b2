"""A place of a road as it is typed: an amount, or a value of a goal that goes between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.figures.road import place_at, say_at
from lastmile_tui.domain.input.amounts import read_measure
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from lastmile_tui.domain.model.goal import Goal


def read_place(goal: Goal, text: str, notation: Notation = Notation.POINT) -> float:
    """How far from the start of the road a place is; GoalError for what is none."""
    words = clean_line(text)
    read = read_measure(words, goal.unit, notation)
    if read is None:
        half = say_at(goal, goal.distance / 2)
        raise GoalError(f"‘{fit(words, 40)}’ is no place of the road; write it like {half}.")
    return place_at(goal, read.value)
