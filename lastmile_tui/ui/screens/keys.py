"""All keys on one page."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from lastmile_tui.commands import BY_ID, COMMANDS
from lastmile_tui.ui.bindings import Keys, key_name
from lastmile_tui.ui.widgets.scrolling import scroll

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual import events
    from textual.app import ComposeResult

IN_PALETTE = "palette"
"""Stands for the key of a command that has none."""


class KeysScreen(ModalScreen[None]):
    """The command table with the user's own keys; those that move the cursor scroll it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", "close", tooltip="Back to the roads")
    ]

    sheet = getters.query_one(".sheet", VerticalScroll)

    def __init__(self, keys: Keys, *, plain: bool) -> None:
        super().__init__()
        self._keys, self._plain = keys, plain

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet") as sheet:
            sheet.border_title = "Keys"
            sheet.border_subtitle = "escape closes"
            rows = list(key_rows(self._keys, plain=self._plain))
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


def key_rows(keys: Keys, *, plain: bool) -> Iterator[tuple[str, str, str]]:
    """Group, keys and help of each command; the nine markers are one row."""

    def shown(command: str) -> str:
        return " ".join(key_name(key, plain=plain) for key in keys[command]) or IN_PALETTE

    reach = [command.id for command in COMMANDS if command.id.startswith("reach_")]
    to = "to" if plain else "…"
    for command in BY_ID.values():
        if command.id not in reach:
            yield command.group, shown(command.id), command.help
        elif command.id == reach[0]:
            yield command.group, f"{shown(reach[0])} {to} {shown(reach[-1])}", "Reach that marker"


def _page(group: str, rows: Iterable[tuple[str, str, str]], width: int) -> Content:
    lines = [Content.from_markup("[b $primary]$group[/]", group=group)]
    lines += [
        Content.assemble(
            (f"{keys:>{width}}", "$text-muted" if keys == IN_PALETTE else "b"), "  ", words
        )
        for _, keys, words in rows
    ]
    return Content("\n").join(lines)
