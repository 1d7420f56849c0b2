"""Several pasted lines: the goals that they make, before all of them are added."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.plan import say_plan
from lastmile_tui.ui.drawing.glyphs import spell_content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from lastmile_tui.domain.changes.start import Plan
    from lastmile_tui.ui.drawing.glyphs import Glyphs

GOAL_ROWS, REMARK_ROWS = 8, 4
"""Rows that are shown of each: with what is around them they fit into 24."""


class SeveralScreen(ModalScreen[bool]):
    """Gives back whether to add all goals; `trouble` says why the lines make none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "cancel", tooltip="Keep the first line only"),
        Binding("enter", "add", "add", tooltip="Add all of them"),
    ]
    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    SeveralScreen {
        #goals, #remarks { padding: 0 3; text-wrap: nowrap; text-overflow: ellipsis; }
        #goals { margin: 1 0; }
        #remarks { color: $text-warning; margin: 0 0 1 0; }
    }
    """

    def __init__(
        self, plans: Sequence[tuple[int, Plan]], today: date, glyphs: Glyphs, trouble: str = ""
    ) -> None:
        super().__init__()
        self._plans = [(number, plan) for number, plan in plans if not plan.done]
        self._done = len(plans) - len(self._plans)
        self._today, self._glyphs, self._trouble = today, glyphs, trouble

    def compose(self) -> ComposeResult:
        dot = self._glyphs.dot
        with Vertical(classes="panel") as panel:
            count = len(self._plans)
            panel.border_title = f"{counted(count, 'new goal')}" if count else "No new goal"
            enter = f"enter adds {'it' if count == 1 else f'all {count}'} {dot} " if count else ""
            panel.border_subtitle = f"{enter}esc keeps the first line"
            if self._plans:
                yield Static(self._lines(self._goal_lines(), GOAL_ROWS), id="goals", markup=False)
            if remarks := self._remarks():
                yield Static(self._lines(remarks, REMARK_ROWS), id="remarks", markup=False)

    def action_add(self) -> None:
        """Give back a yes where there is something to add."""
        if self._plans:
            self.dismiss(True)

    def _goal_lines(self) -> list[str]:
        return [" · ".join((plan.title, *say_plan(plan, self._today))) for _, plan in self._plans]

    def _remarks(self) -> list[str]:
        """Why there is nothing to add, which lines are left out, and what could not be read."""
        remarks = [self._trouble] if self._trouble else []
        if self._done:
            are = "is" if self._done == 1 else "are"
            remarks.append(f"{counted(self._done, 'line')} {are} done already; left out.")
        remarks += [
            f"Line {number}: {words}" for number, plan in self._plans for words in plan.remarks
        ]
        return remarks

    def _lines(self, lines: list[str], rows: int) -> Content:
        more = len(lines) - rows
        shown = lines if more <= 0 else [*lines[: rows - 1], f"… and {more + 1} more"]
        return spell_content(Content("\n".join(shown)), self._glyphs)
