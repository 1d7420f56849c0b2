"""Sentences about whole roads: made twice, made two, and two made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.figures.road import say_of
from lastmile_tui.domain.model.text import clean_line, counted, fit

if TYPE_CHECKING:
    from lastmile_tui.domain.model.goal import Goal

_CELLS = 40


def say_duplicated(goal: Goal) -> str:
    """What a new road has of the one that it was made after."""
    return f"{_markers(goal)}, as on ‘{fit(clean_line(goal.title), _CELLS)}’"


def say_split(first: Goal, second: Goal) -> str:
    """How the two parts stand."""
    return f"{_markers(first)} here, {len(second.markers)} there"


def say_joined(goal: Goal) -> str:
    """How the one road stands."""
    return f"{_markers(goal)}, {say_of(goal)}"


def _markers(goal: Goal) -> str:
    return counted(len(goal.markers), "marker")
