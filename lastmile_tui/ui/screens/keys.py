"""All keys on one page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from lastmile_tui.commands import Command


class KeysScreen(ModalScreen[None]):
    """The command table with the user's own keys; any key leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", "close", tooltip="Back to the roads")
    ]

    def __init__(self, rows: Iterable[tuple[Command, str]]) -> None:
        super().__init__()
        self._rows = tuple(rows)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet") as sheet:
            sheet.border_title = "Keys"
            sheet.border_subtitle = "escape closes"
            for group, rows in groupby(self._rows, key=lambda row: row[0].group):
                yield Static(_page(group, rows), markup=False)


def _page(group: str, rows: Iterable[tuple[Command, str]]) -> Content:
    lines = [Content.from_markup("[b $primary]$group[/]", group=group)]
    lines += [
        Content.from_markup("[b]$keys[/]$words", keys=f"{keys:>14}  ", words=command.help)
        for command, keys in rows
    ]
    return Content("\n").join(lines)
