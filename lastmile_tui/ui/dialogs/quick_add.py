"""Quick add: one line becomes a road, shown while it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.input import Selection

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes.start import Plan, add
from lastmile_tui.domain.input.quick_add import LINE_LIMIT, read_line
from lastmile_tui.domain.input.quick_add_writer import written_title
from lastmile_tui.domain.input.several import read_lines
from lastmile_tui.domain.model.events import draft
from lastmile_tui.domain.model.numbers import Notation, in_own_unit
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.wording.plan import say_plan
from lastmile_tui.errors import QuickAddError
from lastmile_tui.ui.dialogs.several import SeveralScreen
from lastmile_tui.ui.drawing.glyphs import spell_content
from lastmile_tui.ui.kit.lane_preview import LanePreview
from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.kit.suggest import NameSuggester

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs

_EXAMPLE = "Sell the Volvo: listed > test drives >> papers signed  due fri #car"
_GRAMMAR = r"""
Title: a > b  >> final stretch  *3 miles  \# is #
! to seal it  due fri  #tag  @person  target 42 km
""".strip()
"""Lines that fit into 60 columns."""


_DONE = "Add it all the same? enter adds it, esc cancels."


class QuickAddDraft(Struct, frozen=True):
    """A line, and the plan that was shown for it, which is added."""

    line: str
    plan: Plan


class SeveralDraft(Struct, frozen=True):
    """The plans of lines that were pasted, all of which are added."""

    plans: tuple[Plan, ...]


class GoalInput(LineInput):
    """A line for a goal, which offers to make a goal of each line that is pasted into it."""

    class Lines(Message):
        """Several lines were pasted where nothing stood."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    def on_paste(self, event: events.Paste) -> None:
        """Post the lines; what is not several lines goes into this one."""
        lines = event.text.splitlines()
        if not self.value and sum(bool(line.strip()) for line in lines) > 1:
            event.prevent_default()
            event.stop()
            self.post_message(self.Lines(lines))


class QuickAddScreen(ModalScreen[QuickAddDraft | SeveralDraft | None]):
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
        notation: Notation = Notation.POINT,
    ) -> None:
        super().__init__()
        self._notation = notation
        self._pick_title = pick_title
        self._today, self._glyphs = today, glyphs
        self._suggester = NameSuggester(goals)
        self._line, self._trouble = line, trouble
        self._stamp = draft(today)
        self._dates = partial(match_date, today=today, now=now)
        self._asked_about = ""
        """The line of which was said that it is done already."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel") as panel:
            panel.border_title = "New goal"
            panel.border_subtitle = f"enter adds {self._glyphs.dot} esc cancels"
            yield GoalInput(
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
            yield Static(in_own_unit(_GRAMMAR), classes="hint", markup=False)

    def on_mount(self) -> None:
        self.lane.today = self._today
        if self._pick_title:
            title = written_title(self._line)
            self.query_one(LineInput).selection = Selection(len(title), 0)
        self._show(self._line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Draw the road of the line."""
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the draft; a line that makes no goal stays, with the reason under it.

        One that is done elsewhere is added when it is asked for once more.
        """
        plan = self._show(event.value)
        if plan is not None and plan.done and self._asked_about != event.value:
            self._asked_about = event.value
            self._show(event.value)
        elif plan is not None:
            self.dismiss(QuickAddDraft(event.value, plan))

    def on_goal_input_lines(self, event: GoalInput.Lines) -> None:
        """Show what the lines make, and return it or keep the first one."""
        plans: list[tuple[int, Plan]] = []
        trouble = ""
        try:
            plans = read_lines(event.lines, self._dates, self._notation)
        except QuickAddError as error:
            trouble = str(error)

        def answer(wanted: bool | None) -> None:
            if wanted:
                self.dismiss(SeveralDraft(tuple(plan for _, plan in plans if not plan.done)))
            else:
                field = self.query_one(GoalInput)
                field.value = clean_line(next(filter(clean_line, event.lines), ""), LINE_LIMIT)

        self.app.push_screen(SeveralScreen(plans, self._today, self._glyphs, trouble), answer)

    def _show(self, line: str) -> Plan | None:
        """Draw a line's road and its facts; returns its plan, if it makes one."""
        plan, words = None, Content("")
        if line.strip():
            try:
                plan = read_line(line, self._dates, self._notation)
                words = _facts(plan, self._today, is_asked=line == self._asked_about)
            except QuickAddError as error:
                words = Content.from_markup("[$text-warning]$why[/]", why=str(error))
        self.facts.update(spell_content(words, self._glyphs))
        self.lane.goal = add(plan, self._stamp).goal if plan else None
        return plan


def _facts(plan: Plan, today: date, *, is_asked: bool) -> Content:
    """All that the line says beside its title, and what could not be read or is asked."""
    remarks = [*plan.remarks, *([_DONE] if is_asked and plan.done else [])]
    lines = [Content(" · ".join(say_plan(plan, today)))]
    lines += [Content.from_markup("[$text-warning]$words[/]", words=words) for words in remarks]
    return Content("\n").join(lines)
