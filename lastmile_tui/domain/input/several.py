"""Several lines at once: each becomes the plan for a goal, or none of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import QuickAddError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.domain.changes.start import Plan
    from lastmile_tui.domain.input.grammar.markers import DateReader

LINES_LIMIT = 500
"""Goals that are added at once: more than anyone has, and a second to write."""


def read_lines(
    lines: Iterable[str], read_date: DateReader, notation: Notation = Notation.POINT
) -> list[tuple[int, Plan]]:
    """The plans of all lines that are not empty, with their numbers, counted from 1.

    QuickAddError names the line that makes no goal. It has read no more lines than it takes.
    """
    plans: list[tuple[int, Plan]] = []
    for number, line in enumerate(lines, 1):
        if not clean_line(line):
            continue
        if len(plans) == LINES_LIMIT:
            raise QuickAddError(
                f"Nothing was added: {LINES_LIMIT} goals are the most at once; add them in parts."
            )
        try:
            plans.append((number, read_line(line, read_date, notation)))
        except QuickAddError as error:
            raise QuickAddError(f"Nothing was added. Line {number}: {error}") from error
    return plans
