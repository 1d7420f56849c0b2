"""The page of one road: drawn large, with all its rows, and its log."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from lastmile_tui.commands import BY_ID, COMMANDS, DRIVE, GOAL, MOVE
from lastmile_tui.domain.changes.fits import BESIDE
from lastmile_tui.domain.rows.ids import RowKind
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.kit.bindings import Keys, bindings
from lastmile_tui.ui.kit.command_screen import CommandScreen
from lastmile_tui.ui.kit.filter_bar import FilterBar
from lastmile_tui.ui.kit.key_bar import Hint, KeyBar
from lastmile_tui.ui.kit.messages import CommandRequested, FilterChanged
from lastmile_tui.ui.kit.scroll import at_end
from lastmile_tui.ui.kit.suggest import NameSuggester
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.road.draw_log import entry_rows, find_entries
from lastmile_tui.ui.road.draw_rows import rows_of
from lastmile_tui.ui.road.head import LOW, RoadHead
from lastmile_tui.ui.road.hints import row_hints
from lastmile_tui.ui.road.pane import RoadPane
from lastmile_tui.ui.road.tabs import RoadTabs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult

    from lastmile_tui.commands import Command
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.page import Page

_BESIDE = ("note", "undo", "redo", "keys", "palette")
_NOT_HERE = ("open", "edit", "add", "template")

ROAD_COMMANDS = tuple(
    command
    for command in COMMANDS
    if command.id in _BESIDE
    or (command.group in (DRIVE, MOVE, GOAL) and command.id not in _NOT_HERE)
)
"""The commands for one road."""

_ROW_COMMANDS = tuple(BY_ID[name] for name in ("open", "edit", "filter"))
"""The keys of these commands open, edit and find rows here."""

WIDE = 100
"""The fewest columns with the log beside the rows."""


class RoadPageScreen(CommandScreen):
    """A page in two panes, the rows and the log, each with a cursor; the log can be searched."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "highway", tooltip="Back to all roads"),
        Binding("q", "dismiss", "highway", tooltip="Back to all roads", id="road_close"),
        Binding("tab,shift+tab", "other", "log", tooltip="To the log and back", id="road_other"),
        *bindings(ROAD_COMMANDS),
        *bindings(_ROW_COMMANDS),
    ]
    AUTO_FOCUS = ""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 # Textual's own name
    VERTICAL_BREAKPOINTS = [(0, "-least"), (24, "-low"), (LOW, "-tall")]  # noqa: RUF012 # Textual's own name

    head = getters.query_one(RoadHead)
    tabs = getters.query_one(RoadTabs)
    rows = getters.query_one("#rows", RoadPane)
    log_rows = getters.query_one("#log", RoadPane)
    key_bar = getters.query_one(KeyBar)
    toast = getters.query_one(ToastLine)

    def __init__(self, page: Page, glyphs: Glyphs, keys: Keys) -> None:
        super().__init__(glyphs, keys)
        self._page = page
        self._entries = entries(page.record.log, page.today)
        self._query = ""
        self._front = 0
        self._filter: FilterBar | None = None

    @property
    def goal(self) -> Goal:
        """The goal that is shown."""
        return self._page.record.goal

    @property
    def goal_at_hand(self) -> Goal:
        """The goal that is shown."""
        return self.goal

    @property
    def offered(self) -> Iterable[Command]:
        """The commands for one road."""
        return ROAD_COMMANDS

    @property
    def pane(self) -> RoadPane:
        """The pane with the cursor."""
        return self.log_rows if self._front else self.rows

    @property
    def entry(self) -> str | None:
        """The entry of the log under the cursor, by its id."""
        spot = self.pane.spot
        return spot.id if spot is not None and spot.kind is RowKind.ENTRY else None

    @property
    def typing(self) -> bool:
        """Whether the keys go to an input."""
        return self._filter is not None

    def compose(self) -> ComposeResult:
        yield RoadHead(self.glyphs)
        yield RoadTabs()
        with Horizontal(id="panes"):
            yield RoadPane(self.glyphs, id="rows")
            yield RoadPane(self.glyphs, id="log")
        yield KeyBar()
        yield ToastLine()

    def on_mount(self) -> None:
        self.draw()
        self._to_front(0)

    def show(self, page: Page) -> None:
        """Show the current page."""
        if page == self._page:
            return
        if page.record.log != self._page.record.log or page.today != self._page.today:
            self._entries = entries(page.record.log, page.today)
        self._page = page
        if self.is_mounted:
            self.draw()

    def draw(self) -> None:
        page = self._page
        self.head.page = page
        self.rows.show(partial(rows_of, page, self.glyphs))
        self._draw_log()

    def _draw_log(self) -> None:
        today = self._page.today
        matches = find_entries(self._entries, self._query, today)
        count = (
            f"{len(matches):,} of {len(self._entries):,}" if self._query else f"{len(matches):,}"
        )
        self.tabs.names = ("Road", f"Log {count}")
        self.log_rows.show(
            lambda width: entry_rows(
                matches, today, self.glyphs, width, count if self.size.width >= WIDE else ""
            )
        )
        self.hint()

    def hint(self) -> None:
        """Show the keys that work on the row under the cursor."""
        if self.typing:
            self.key_bar.hints = (Hint("enter", "keep", "keep"), Hint("esc", "leave", "leave"))
            return
        spot = self.pane.spot
        hints = [Hint("esc", "whole log" if self._query else "highway", "leave")]
        hints += row_hints(self.goal, spot, self.hints_of) if spot else []
        hints.append(Hint("tab", "road" if self._front else "log", "other"))
        wanted = ("when", "filter", "note") if self._front else ()
        hints += self.hints_of(BY_ID[name] for name in wanted)
        goal, today = self.goal, self._page.today
        more = [one for one in ROAD_COMMANDS if one.footer and one.id not in wanted]
        if goal.state(today) in BESIDE:
            more = [BY_ID["resume"], *more]
        hints += self.hints_for(more, goal, today)
        self.key_bar.hints = tuple(hints)

    # The cursor

    def action_command(self, command: str) -> None:
        """Move the cursor, or open or find a row; ask the app for the rest."""
        pane = self.pane
        here: dict[str, Callable[[], None]] = {
            "down": partial(pane.step, 1),
            "up": partial(pane.step, -1),
            "page_down": partial(pane.page, 1),
            "page_up": partial(pane.page, -1),
            "first": pane.first,
            "last": pane.last,
            "open": self.press,
            "edit": self.edit,
            "filter": self._find,
        }
        if command in here:
            before = (pane.spot, pane.scroll_offset.y)
            here[command]()
            if BY_ID[command].group == MOVE and (pane.spot, pane.scroll_offset.y) == before:
                self.explain(at_end(command, "row") if pane.spot else "Nothing is shown here.")
            self.hint()
        else:
            self.post_message(CommandRequested(command, self.goal.uid))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to an open input."""
        if self.typing:
            return action in ("keep", "leave")
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Leave the input, or the filter, or the page."""
        if self._filter is not None:
            self._filter.action_leave(keep=False)
        elif self._query:
            self._set_query("")
        else:
            self.dismiss()

    def action_other(self) -> None:
        """Go to the other pane."""
        self._to_front(1 - self._front)

    def _to_front(self, index: int) -> None:
        self._front = self.tabs.front = index
        for number, pane in enumerate((self.rows, self.log_rows)):
            pane.active = number == index
            pane.set_class(number == index, "-front")
        self.hint()

    @on(RoadPane.Shifted)
    def _shifted(self) -> None:
        self.hint()

    @on(RoadTabs.Chosen)
    def _tab(self, message: RoadTabs.Chosen) -> None:
        if not self.typing:
            self._to_front(message.index)

    @on(RoadPane.Pointed)
    def _point(self, message: RoadPane.Pointed) -> None:
        if not self.typing:
            self._to_front(int(message.pane is self.log_rows))
            if message.twice:
                self.press()

    @abstractmethod
    def press(self) -> None:
        """Do what enter does to the row under the cursor."""

    @abstractmethod
    def edit(self) -> None:
        """Edit the row under the cursor."""

    # Searching the log

    def _find(self) -> None:
        """Open the search of the log, above the keys."""
        self._to_front(1)
        self._filter = FilterBar(self._query, NameSuggester(()))
        self._filter.placeholder = "words of the log"
        self.mount(self._filter, before=self.key_bar)
        self._filter.focus()
        self.toast.hush()

    @on(FilterChanged)
    def _search(self, message: FilterChanged) -> None:
        message.stop()
        self._set_query(message.query)

    def _set_query(self, query: str) -> None:
        if query != self._query:
            self._query = query
            self._draw_log()

    @on(FilterBar.Left)
    def _found(self) -> None:
        if self._filter is not None:
            self._filter.remove()
            self._filter = None
            self.hint()

    def action_keep(self) -> None:
        """Keep the search, from the key below it."""
        if self._filter is not None:
            self._filter.action_leave(keep=True)
