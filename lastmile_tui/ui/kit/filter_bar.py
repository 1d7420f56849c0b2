"""The input of the filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.kit.messages import FilterChanged

if TYPE_CHECKING:
    from textual.suggester import Suggester
    from textual.widgets import Input


class FilterBar(LineInput):
    """Filters while one types; enter keeps the filter, escape removes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(False)", "clear", tooltip="Show all roads again"),
        Binding("enter,down", "leave(True)", "keep", tooltip="Back to the roads found"),
    ]

    class Left(Message):
        """The filter was left: kept or removed."""

        def __init__(self, *, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    def __init__(self, query: str, suggester: Suggester) -> None:
        super().__init__(
            query,
            placeholder="a word, #tag, @person or state",
            suggester=suggester,
            select_on_focus=False,
            max_length=200,
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(FilterChanged(event.value))

    def on_blur(self) -> None:
        """Keep the filter when a road is clicked, but not when the whole terminal is left."""
        if self.app.app_focus:
            self.post_message(self.Left(kept=True))

    def action_leave(self, keep: bool) -> None:
        if not keep:
            self.post_message(FilterChanged(""))
        self.post_message(self.Left(kept=keep))
