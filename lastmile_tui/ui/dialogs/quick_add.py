"""Quick add: one line becomes a road, shown while it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.input import Selection

from lastmile_tui.dates import When, match_date, say_due
from lastmile_tui.domain.changes.start import Plan, add
from lastmile_tui.domain.input.quick_add import LINE_LIMIT, read_line
from lastmile_tui.domain.model.events import draft
from lastmile_tui.errors import QuickAddError
from lastmile_tui.ui.drawing.glyphs import spell_content
from lastmile_tui.ui.kit.lane_preview import LanePreview
from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.kit.suggest import NameSuggester

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from textual.app import ComposeResult
    from textual.widgets import Input

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs

_EXAMPLE = "Sell the Volvo: listed > test drives >> papers signed  due fri #car"
_GRAMMAR = """\
: ends title  > marker  >> final stretch  *3 miles
! to seal it  due fri  #tag  @person  target 42 km"""
"""Lines that fit into 60 columns."""


class QuickAddDraft(Struct, frozen=True):
    """A line, and the plan that was shown for it, which is added."""

    line: str
    plan: Plan


class QuickAddScreen(ModalScreen[QuickAddDraft | None]):
    """Returns a draft, or None if it was left with escape.

    With `pick_title` the title of the line is selected. `now` is what the user's clock shows.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "cancel", tooltip="Leave without adding")
    ]

    lane = getters.query_one(LanePreview)
    facts = getters.query_one("#facts", Static)

    def __init__(
        self,
        today: date,
        glyphs: Glyphs,
        goals: Iterable[Goal],
        line: str = "",
        trouble: str = "",
        *,
        pick_title: bool = False,
        now: datetime | None = None,
    ) -> None:
        super().__init__()
        self._pick_title = pick_title
        self._today, self._now, self._glyphs = today, now, glyphs
        self._suggester = NameSuggester(goals)
        self._line, self._trouble = line, trouble
        self._stamp = draft(today)

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel") as panel:
            panel.border_title = "New goal"
            panel.border_subtitle = f"enter adds {self._glyphs.dot} escape leaves"
            yield LineInput(
                self._line,
                placeholder=_EXAMPLE,
                suggester=self._suggester,
                select_on_focus=False,
                max_length=LINE_LIMIT,
            )
            yield LanePreview(self._glyphs)
            yield Static(id="facts", markup=False)
            if self._trouble:
                trouble = spell_content(Content(self._trouble), self._glyphs)
                yield Static(trouble, classes="trouble", markup=False)
            yield Static(_GRAMMAR, classes="hint", markup=False)

    def on_mount(self) -> None:
        self.lane.today = self._today
        if self._pick_title:
            title = self._line.partition(":")[0]
            self.query_one(LineInput).selection = Selection(len(title), 0)
        self._show(self._line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Draw the road of the line."""
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the draft; a line that makes no goal stays, with the reason under it."""
        plan = self._show(event.value)
        if plan is not None:
            self.dismiss(QuickAddDraft(event.value, plan))

    def _show(self, line: str) -> Plan | None:
        """Draw a line's road and its facts; returns its plan, if it makes one."""
        plan, words = None, Content("")
        if line.strip():
            try:
                plan = read_line(line, partial(match_date, today=self._today, now=self._now))
                words = _facts(plan, self._today)
            except QuickAddError as error:
                words = Content.from_markup("[$text-warning]$why[/]", why=str(error))
        self.facts.update(spell_content(words, self._glyphs))
        self.lane.goal = add(plan, self._stamp).goal if plan else None
        return plan


def _facts(plan: Plan, today: date) -> Content:
    """The due date in words, the names, the seal list, and what could not be read."""
    count = len(plan.stages)
    facts = [f"{count} markers" if count > 1 else "1 marker"]
    if plan.due:
        facts.append(f"due {say_due(When(plan.due, plan.due_time), today)}")
    facts += [" ".join(f"#{name}" for name in plan.tags)] if plan.tags else []
    facts += [" ".join(f"@{name}" for name in plan.people)] if plan.people else []
    facts += [f"to seal it: {', '.join(plan.seal)}"] if plan.seal else []
    lines = [Content(" · ".join(facts))]
    lines += [
        Content.from_markup("[$text-warning]$words[/]", words=words) for words in plan.remarks
    ]
    return Content("\n").join(lines)
