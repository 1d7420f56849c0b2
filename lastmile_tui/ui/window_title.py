"""The title of the terminal's window."""

from __future__ import annotations

from lastmile_tui.domain.model.text import clean_line, fit

CELLS = 60
"""As much as a tab or a task bar shows of it, and more."""

NAME = "lastmile"
"""The title where no goal is at hand."""


def window_title(goal_title: str, ellipsis: str) -> str:
    """The title for a goal, bounded and without a control character."""
    return fit(clean_line(goal_title), CELLS, ellipsis) or NAME
