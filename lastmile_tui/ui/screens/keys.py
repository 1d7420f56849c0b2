"""All keys on one page."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.keys import format_key
from textual.screen import ModalScreen
from textual.widgets import Static

from lastmile_tui.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from textual.app import ComposeResult


class KeysScreen(ModalScreen[None]):
    """The command table with the user's own keys; any key leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", "close", tooltip="Back to the roads")
    ]

    def __init__(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet") as sheet:
            sheet.border_title = "Keys"
            sheet.border_subtitle = "escape closes"
            for group, rows in groupby(key_rows(self._keys), key=itemgetter(0)):
                yield Static(_page(group, rows), markup=False)


def key_rows(keys: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Group, keys and help of each command; the nine markers are one row."""
    reach = [keys[command.id] for command in COMMANDS if command.id.startswith("reach_")]
    for command in COMMANDS:
        if not command.id.startswith("reach_"):
            yield command.group, _shown(keys[command.id]), command.help
        elif command.id == "reach_1":
            yield command.group, f"{_shown(reach[0])} … {_shown(reach[-1])}", "Reach that marker"


def _page(group: str, rows: Iterable[tuple[str, str, str]]) -> Content:
    lines = [Content.from_markup("[b $primary]$group[/]", group=group)]
    lines += [
        Content.from_markup("[b]$keys[/]  $words", keys=f"{keys:>14}", words=words)
        for _, keys, words in rows
    ]
    return Content("\n").join(lines)


def _shown(keys: tuple[str, ...]) -> str:
    """Keys as they are printed on a keyboard."""
    return " ".join(map(format_key, keys))
