"""Quick add: one line becomes a road, shown while it is typed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from lastmile_tui.domain.create import add
from lastmile_tui.domain.events import Stamp, ulid
from lastmile_tui.domain.quick_add import LINE_LIMIT, Plan, read_line
from lastmile_tui.errors import QuickAddError
from lastmile_tui.ui.suggest import NameSuggester
from lastmile_tui.ui.widgets.lane_preview import LanePreview
from lastmile_tui.when import When, match_date, say_due

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from lastmile_tui.ui.drawing.glyphs import Glyphs

_DRAFT = datetime(2000, 1, 1, tzinfo=UTC)
"""When a goal that is only looked at was made: never shown, never saved."""


class QuickAddScreen(ModalScreen[str | None]):
    """Gives back the line, or None when it was left with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "cancel", tooltip="Leave without adding")
    ]

    lane = getters.query_one(LanePreview)

    def __init__(self, today: date, glyphs: Glyphs, names: Iterable[str]) -> None:
        super().__init__()
        self._today, self._glyphs = today, glyphs
        self._suggester = NameSuggester(names)
        self._stamp = Stamp(ulid(_DRAFT, 0), _DRAFT, "", today)

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel") as panel:
            panel.border_title = "New goal"
            panel.border_subtitle = "enter adds · escape leaves"
            yield Input(
                placeholder="Sell the Volvo: listed > test drives >> papers signed  due fri #car",
                suggester=self._suggester,
                max_length=LINE_LIMIT,
            )
            yield LanePreview(self._glyphs, self._today)
            yield Static(id="facts", markup=False)
            yield Label(
                ": ends the title   > marker   >> final stretch   *3 miles   ! to seal it",
                classes="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Draw the road as it would be."""
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line back; one that makes no goal stays, with the reason under it."""
        if self._read(event.value) is not None:
            self.dismiss(event.value)

    def _show(self, line: str) -> None:
        plan = self._read(line)
        self.lane.goal = add(plan, self._stamp).goal if plan else None

    def _read(self, line: str) -> Plan | None:
        facts = self.query_one("#facts", Static)
        if not line.strip():
            facts.update("")
            return None
        try:
            plan = read_line(line, partial(match_date, today=self._today))
        except QuickAddError as error:
            facts.update(Content.from_markup("[$text-warning]$why[/]", why=str(error)))
            return None
        facts.update(self._facts(plan))
        return plan

    def _facts(self, plan: Plan) -> Content:
        """The due date in words, the names, the seal list, and what could not be read."""
        count = len(plan.stages)
        told = [f"{count} markers" if count > 1 else "1 marker"]
        if plan.due:
            told.append(f"due {say_due(When(plan.due, plan.due_time), self._today)}")
        told += [" ".join(f"#{name}" for name in plan.tags)] if plan.tags else []
        told += [" ".join(f"@{name}" for name in plan.people)] if plan.people else []
        told += [f"to seal it: {', '.join(plan.seal)}"] if plan.seal else []
        lines = [Content(" · ".join(told))]
        lines += [
            Content.from_markup("[$text-warning]$words[/]", words=words) for words in plan.remarks
        ]
        return Content("\n").join(lines)
