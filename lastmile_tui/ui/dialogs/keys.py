"""All keys on one page."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from lastmile_tui.commands import BY_ID, COMMANDS, MOVE
from lastmile_tui.domain.model.numbers import in_own_unit
from lastmile_tui.ui.kit.bindings import Keys, first_key, key_name
from lastmile_tui.ui.kit.command_screen import CommandScreen
from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.kit.scroll import scroll

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult

    from lastmile_tui.commands import Command

WIDE = 112
"""Cells of a screen with room for two columns."""

SHEETS = (76, 116)
"""Cells of the page, narrow and wide."""

OTHER_CELLS = 5
"""Cells beside the words: border, padding and scroll bar."""

GAP = 2
"""Cells between keys and words."""

FEWEST_CELLS = 16
"""The fewest cells of a line of words."""

IN_PALETTE = "palette"
"""Shown for a command without a key."""

_MOST_KEYS = 4
"""The most keys that are listed one by one; of more, the first and the last."""

_TEXTUALS = {binding.action for binding in Screen.BINDINGS if isinstance(binding, Binding)}
"""The actions with keys in any screen of Textual."""

OTHER_WORDS = {
    ("Road", "open"): "Open the row, or tick it",
    ("Road", "edit"): "Edit the row",
    ("Road", "filter"): "Find in the log",
    ("Mirror", "mirror"): "Back to all roads",
}
"""Commands that do something else on a screen."""


class KeyRow(Struct, frozen=True):
    """A line of the page: its group, the keys, and what they do."""

    group: str
    keys: str
    words: str

    def matches(self, query: str) -> bool:
        """Whether it is a key of that name, or has all words of the query."""
        text = f"{self.group} {self.words}".casefold()
        return query in self.keys.split() or all(word in text for word in query.casefold().split())


class ScreenKeys(Struct, frozen=True):
    """The keys of a screen: its name, its keys with words, and the ids of its commands.

    `signs` are those that are drawn there alone, with words too.
    """

    name: str
    rows: tuple[tuple[str, str], ...]
    commands: frozenset[str]
    signs: tuple[tuple[str, str], ...] = ()


class KeysScreen(ModalScreen[None]):
    """The keys of a screen, then those of the command table; the user's own in both."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "close", tooltip="Back to all keys, or to the screen below"),
        Binding("enter,q", "dismiss", "close", tooltip="Back to the screen below"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 # as in Textual

    DEFAULT_CSS = """
    KeysScreen {
        LineInput { dock: top; display: none; margin: 0 0 1 0; }
        .columns, .column { height: auto; layout: vertical; }
        .nothing { display: none; color: $text-muted; }
        &.-wide {
            .columns { layout: horizontal; }
            .column { width: 1fr; }
        }
    }
    """

    sheet = getters.query_one(".sheet", VerticalScroll)
    field = getters.query_one(LineInput)
    nothing = getters.query_one(".nothing", Static)

    def __init__(self, keys: Keys, here: ScreenKeys | None = None, *, plain: bool) -> None:
        super().__init__()
        self._keys, self._here, self._plain = keys, here, plain
        rows = list(key_rows(self._keys, self._here, plain=self._plain))
        self._indent = max(len(row.keys) for row in rows) + GAP
        self._pages = {
            group: (Static(markup=False), tuple(own))
            for group, own in groupby(rows, key=attrgetter("group"))
        }

    def compose(self) -> ComposeResult:
        find = first_key(self._keys, "filter", plain=self._plain)
        dot = "-" if self._plain else "·"
        with VerticalScroll(classes="sheet") as sheet:
            sheet.border_title = "Keys"
            sheet.border_subtitle = f"{find} finds {dot} esc closes" if find else "esc closes"
            yield LineInput(placeholder="a key, or a word of what it does")
            with Container(classes="columns"):
                pages = [*self._pages.values()]
                first = _first_column([len(rows) + 2 for _, rows in pages])
                for column in (pages[:first], pages[first:]):
                    yield Container(*(page for page, _ in column), classes="column")
            yield Static(classes="nothing", markup=False)

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        """Show the rows that are looked for, as wide as their column is."""
        query = self.field.value.strip()
        wide, found = self.size.width >= WIDE, False
        inner = min(self.size.width, SHEETS[wide]) - OTHER_CELLS
        for group, (page, rows) in self._pages.items():
            own = [row for row in rows if row.matches(query)]
            page.display, found = bool(own), found or bool(own)
            page.update(_page(group, own, self._indent, inner // 2 - GAP if wide else inner))
        self.nothing.display = not found
        self.nothing.update(Content("" if found else f"No key matches {query}"))

    @on(Input.Changed)
    def _look_for(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    @on(Input.Submitted)
    def _read_on(self) -> None:
        """Keep what was found, and scroll by keys again."""
        self.sheet.focus()

    def action_leave(self) -> None:
        """Show all keys again, if some were looked for; else close."""
        if not self.field.display:
            self.dismiss()
            return
        self.field.value, self.field.display = "", False
        self.sheet.focus()

    def on_key(self, event: events.Key) -> None:
        """Scroll by the user's own keys, and close by the one that opened it."""
        pressed = next((name for name, keys in self._keys.items() if event.key in keys), "")
        if scroll(self.sheet, pressed):
            event.stop()
        elif pressed == "filter":
            event.stop()
            self.field.display = True
            self.field.focus()
        elif pressed == "keys":
            event.stop()
            self.dismiss()


def keys_of(screen: Screen[object], keys: Keys, *, plain: bool) -> ScreenKeys:
    """The keys that work on a screen now, its own before those of commands."""
    name = type(screen).__name__.removesuffix("Screen")
    bound = [
        (BY_ID.get(binding.id or ""), key, tooltip or binding.description.capitalize())
        for key, (node, binding, *_, tooltip) in screen.active_bindings.items()
        if node is screen and binding.action not in _TEXTUALS
    ]
    rows: dict[str, list[str]] = {}
    for command, key, help_text in sorted(bound, key=lambda entry: entry[0] is not None):
        words = in_own_unit(help_text)
        if command is not None and help_text == command.help:  # the screen has no words of its own
            words = OTHER_WORDS.get((name, command.id)) or _words(command)
        if command is not None:
            words = _named(command, words, keys[command.id])
        row_keys = rows.setdefault(words, [])
        if command is None or keys[command.id]:
            row_keys.append(key)
    named = tuple((_names(row_keys, plain=plain), words) for words, row_keys in rows.items())
    signs = tuple(screen.signs) if isinstance(screen, CommandScreen) else ()
    return ScreenKeys(name, named, frozenset(command.id for command, *_ in bound if command), signs)


def key_rows(keys: Keys, here: ScreenKeys | None, *, plain: bool) -> Iterator[KeyRow]:
    """A screen's own keys, then those of the other commands."""
    if here:
        yield from (KeyRow(here.name, *row) for row in here.rows)
        yield from (KeyRow(f"Signs of the {here.name}", *row) for row in here.signs)
    rest = [command for command in BY_ID.values() if not here or command.id not in here.commands]
    markers = [key for command in rest if _reaches(command) for key in keys[command.id]]
    for command in rest:
        group = command.group
        if here and command in COMMANDS:
            group = f"On the Highway: {group}"
        if not _reaches(command):
            own = keys[command.id]
            yield KeyRow(
                group, _names(own, plain=plain), _named(command, in_own_unit(command.help), own)
            )
        elif markers:
            yield KeyRow(group, _names(markers, plain=plain), _words(command))
            markers = []


def _named(command: Command, words: str, keys: Sequence[str]) -> str:
    """What a command does; after its name, if it is called by that in the palette."""
    return words if keys or not command.palette else f"{command.label}: {words}"


def _first_column(heights: Sequence[int]) -> int:
    """How many of the groups stand in the first column, so that the higher one is lowest."""
    return min(
        range(1, len(heights) + 1),
        key=lambda first: max(sum(heights[:first]), sum(heights[first:])),
    )


def _reaches(command: Command) -> bool:
    return command.id.startswith("reach_")


def _words(command: Command) -> str:
    """What a command does on screens other than the Highway."""
    if _reaches(command):
        return "Reach that marker"
    return command.label.capitalize() if command.group == MOVE else in_own_unit(command.help)


def _names(keys: Sequence[str], *, plain: bool) -> str:
    """Keys as they are printed on a keyboard; of many only the first and the last."""
    names = [key_name(key, plain=plain) for key in keys]
    if len(names) > _MOST_KEYS:
        return f"{names[0]} {'to' if plain else '…'} {names[-1]}"
    return " ".join(names) or IN_PALETTE


def _page(group: str, rows: Iterable[KeyRow], indent: int, width: int) -> Content:
    """A group; words that are wider than the page go on below their beginning."""
    lines = [Content.from_markup("[b $primary]$group[/]", group=group)]
    for row in rows:
        first, *more = wrap(row.words, max(width - indent, FEWEST_CELLS)) or [""]
        style = "$text-muted" if row.keys == IN_PALETTE else "$ink-strong"
        lines.append(Content.assemble((f"{row.keys:>{indent - GAP}}", style), " " * GAP, first))
        lines += [Content(" " * indent + words) for words in more]
    return Content("\n").join(lines)
