"""All keys on one page."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from lastmile_tui.commands import BY_ID, COMMANDS, MOVE
from lastmile_tui.ui.kit.bindings import Keys, key_name
from lastmile_tui.ui.kit.scroll import scroll

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult

    from lastmile_tui.commands import Command

IN_PALETTE = "palette"
"""Shown for a command without a key."""

_MOST_KEYS = 4
"""The most keys that are listed one by one; of more, the first and the last."""

_TEXTUALS = {binding.action for binding in Screen.BINDINGS if isinstance(binding, Binding)}
"""The actions with keys in any screen of Textual."""

_OTHER_WORDS = {
    ("Road", "open"): "Open the row, or tick it",
    ("Road", "edit"): "Edit the row",
    ("Road", "filter"): "Find in the log",
    ("Mirror", "mirror"): "Back to all roads",
}
"""Commands that do something else on a screen."""


class ScreenKeys(Struct, frozen=True):
    """The keys of a screen: its name, its keys with words, and the ids of its commands."""

    name: str
    rows: tuple[tuple[str, str], ...]
    commands: frozenset[str]


class KeysScreen(ModalScreen[None]):
    """The keys of a screen, then those of the command table; the user's own in both."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", "close", tooltip="Back to the screen below")
    ]

    sheet = getters.query_one(".sheet", VerticalScroll)

    def __init__(self, keys: Keys, here: ScreenKeys | None = None, *, plain: bool) -> None:
        super().__init__()
        self._keys, self._here, self._plain = keys, here, plain

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet") as sheet:
            sheet.border_title = "Keys"
            sheet.border_subtitle = "escape closes"
            rows = list(key_rows(self._keys, self._here, plain=self._plain))
            width = max(len(keys) for _, keys, _ in rows)
            for group, own in groupby(rows, key=itemgetter(0)):
                yield Static(_page(group, own, width), markup=False)

    def on_key(self, event: events.Key) -> None:
        """Scroll by the user's own keys, and close by the one that opened it."""
        pressed = next((name for name, keys in self._keys.items() if event.key in keys), "")
        if scroll(self.sheet, pressed):
            event.stop()
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
        words = help_text
        if command is not None and help_text == command.help:  # the screen has no words of its own
            words = _OTHER_WORDS.get((name, command.id)) or _words(command)
        row_keys = rows.setdefault(words, [])
        if command is None or keys[command.id]:
            row_keys.append(key)
    named = tuple((_names(row_keys, plain=plain), words) for words, row_keys in rows.items())
    return ScreenKeys(name, named, frozenset(command.id for command, *_ in bound if command))


def key_rows(keys: Keys, here: ScreenKeys | None, *, plain: bool) -> Iterator[tuple[str, str, str]]:
    """Group, keys and help of a screen's own keys, then of the other commands."""
    if here:
        yield from ((here.name, *row) for row in here.rows)
    rest = [command for command in BY_ID.values() if not here or command.id not in here.commands]
    markers = [key for command in rest if _reaches(command) for key in keys[command.id]]
    for command in rest:
        group = command.group
        if here and command in COMMANDS:
            group = f"On the Highway: {group}"
        if not _reaches(command):
            yield group, _names(keys[command.id], plain=plain), command.help
        elif markers:
            yield group, _names(markers, plain=plain), _words(command)
            markers = []


def _reaches(command: Command) -> bool:
    return command.id.startswith("reach_")


def _words(command: Command) -> str:
    """What a command does on screens other than the Highway."""
    if _reaches(command):
        return "Reach that marker"
    return command.label.capitalize() if command.group == MOVE else command.help


def _names(keys: Sequence[str], *, plain: bool) -> str:
    """Keys as they are printed on a keyboard; of many only the first and the last."""
    names = [key_name(key, plain=plain) for key in keys]
    if len(names) > _MOST_KEYS:
        return f"{names[0]} {'to' if plain else '…'} {names[-1]}"
    return " ".join(names) or IN_PALETTE


def _page(group: str, rows: Iterable[tuple[str, str, str]], width: int) -> Content:
    lines = [Content.from_markup("[b $primary]$group[/]", group=group)]
    lines += [
        Content.assemble(
            (f"{keys:>{width}}", "$text-muted" if keys == IN_PALETTE else "$ink-strong"),
            "  ",
            words,
        )
        for _, keys, words in rows
    ]
    return Content("\n").join(lines)
