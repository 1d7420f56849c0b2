"""The history of one road: its page as of a day, and what was changed that day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType

from lastmile_tui.commands import BY_ID, COMMANDS, MOVE
from lastmile_tui.domain.model.record import as_of, days_of
from lastmile_tui.domain.wording.history import history_entries
from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.drawing.page import Page
from lastmile_tui.ui.history.days import HistoryDays
from lastmile_tui.ui.history.draw_days import DayPicker, past_rows
from lastmile_tui.ui.kit.bindings import Keys, bindings, key_name
from lastmile_tui.ui.kit.command_screen import CommandScreen
from lastmile_tui.ui.kit.key_bar import Hint, KeyBar
from lastmile_tui.ui.kit.messages import CommandRequested, MarkerRequested
from lastmile_tui.ui.kit.scroll import at_edge, scroll
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.road.head import RoadHead
from lastmile_tui.ui.road.pane import RoadPane

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.app import ComposeResult

    from lastmile_tui.commands import Command
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.ui.drawing.glyphs import Glyphs

_SCROLLING = tuple(
    command for command in COMMANDS if command.group == MOVE and command.id not in ("first", "last")
)
_HERE = (*_SCROLLING, BY_ID["keys"], BY_ID["palette"])
"""The commands that work here as elsewhere."""

_STEPS = {
    "back": ("day before", "The day before on which something changed"),
    "advance": ("next day", "The next day on which something changed"),
    "first": ("first day", "The day it was added"),
    "last": ("last day", "The last day on which something changed"),
}
"""The commands whose keys go through the days here, with their names."""


class HistoryScreen(CommandScreen):
    """Shows the road as of the end of each day on which something changed, the last first.

    Nothing can be changed here.
    """

    CSS = """
    HistoryScreen {
        #past { margin: 1 0 0 0; }
        &.-least #past { margin: 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back to today", tooltip="Back to how it stands today"),
        Binding(
            "q", "dismiss", "back to today", tooltip="Back to how it stands today", id="past_close"
        ),
        *(
            Binding(",".join(BY_ID[name].keys), f"step('{name}')", label, tooltip=help_, id=name)
            for name, (label, help_) in _STEPS.items()
        ),
        *bindings(_HERE),
    ]
    AUTO_FOCUS = ""

    VERTICAL_BREAKPOINTS = [(0, "-least"), (24, "-low")]  # noqa: RUF012 # Textual's own name

    days = getters.query_one(HistoryDays)
    head = getters.query_one(RoadHead)
    pane = getters.query_one(RoadPane)
    key_bar = getters.query_one(KeyBar)

    def __init__(self, record: Record, today: date, glyphs: Glyphs, keys: Keys) -> None:
        super().__init__(glyphs, keys)
        self._record, self._today = record, today
        self._history = history_entries(record.log, today)
        self._days = days_of(record.log, today)
        self._index = len(self._days) - 1

    @property
    def day(self) -> date:
        """The selected day."""
        return self._days[self._index]

    @property
    def goal_at_hand(self) -> Goal:
        """The goal as it is today."""
        return self._record.goal

    @property
    def offered(self) -> Iterable[Command]:
        """The commands that work here."""
        return _HERE

    def compose(self) -> ComposeResult:
        yield HistoryDays(self._today, self.glyphs)
        yield RoadHead(self.glyphs)
        yield RoadPane(self.glyphs, id="past")
        yield KeyBar()
        yield ToastLine()

    def on_mount(self) -> None:
        self._show()

    def action_step(self, to: str) -> None:
        """Go to another day."""
        last = len(self._days) - 1
        index = {"back": self._index - 1, "advance": self._index + 1, "first": 0, "last": last}[to]
        index = min(max(index, 0), last)
        if index != self._index:
            self._index = index
            self._show()
        else:
            end = "last" if index else "first"
            one = "only" if not last else end
            self.explain(f"This is the {one} day on which something changed.")

    def action_command(self, command: str) -> None:
        """Scroll; ask the app for the rest."""
        before = self.pane.scroll_offset.y
        if not scroll(self.pane, command):
            self.post_message(CommandRequested(command))
        elif self.pane.scroll_offset.y == before:
            self.explain(at_edge(command))

    @on(MarkerRequested)
    def _stay(self, message: MarkerRequested) -> None:
        """Reach no marker: the past cannot be changed."""
        message.stop()

    def _show(self) -> None:
        page = self._page()
        self.days.picker = DayPicker(self._days, self._index)
        self.head.page = page
        changes = [change for change in self._history if change.day == self.day]
        self.pane.show(partial(past_rows, page, changes, self.glyphs))
        self.pane.scroll_home(animate=False)
        self._hint()

    def _page(self) -> Page | None:
        """The page of the day; None if another program wrote events that make no goal."""
        try:
            record = as_of(self._record, self.day, self._today)
        except LastmileError:
            return None
        return Page(record, self.day) if record else None

    def _hint(self) -> None:
        """Show the keys that lead to other days."""
        earlier, later = self._index > 0, self._index < len(self._days) - 1
        enabled = {"back": earlier, "advance": later, "first": earlier, "last": later}
        plain = self.glyphs is ASCII
        hints = [Hint("esc", "today", "dismiss")]
        hints += [
            Hint(key_name(self._key(step), plain=plain), word, f"step('{step}')")
            for step, (word, _) in _STEPS.items()
            if enabled[step] and self.keys[step]
        ]
        self.key_bar.hints = (*hints, *self.hints_of([BY_ID["keys"]]))

    def _key(self, step: str) -> str:
        """A key of a step, not the space bar if there is another one."""
        keys = self.keys[step]
        return next((key for key in keys if key != "space"), keys[0])
