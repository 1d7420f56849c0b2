"""The rear-view mirror: how one finishes, in pictures and in tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding, BindingType

from lastmile_tui.commands import BY_ID, COMMANDS, MOVE
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.kit.bindings import Keys, bindings, key_name
from lastmile_tui.ui.kit.command_screen import CommandScreen
from lastmile_tui.ui.kit.key_bar import Hint, KeyBar
from lastmile_tui.ui.kit.messages import CommandRequested
from lastmile_tui.ui.kit.scroll import at_edge, scroll
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.kit.top_bar import TopBar
from lastmile_tui.ui.mirror.body import MirrorBody

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from lastmile_tui.commands import Command
    from lastmile_tui.domain.mirror.figures import Figures
    from lastmile_tui.ui.drawing.glyphs import Glyphs

_HERE = tuple(
    command
    for command in COMMANDS
    if command.group == MOVE or command.id in ("mirror", "keys", "palette")
)
"""The commands that work here."""

WIDE = 100
"""The fewest columns of a screen with two columns of panels."""


class MirrorScreen(CommandScreen):
    """Shows the figures, or the progress until there are some."""

    CSS = """
    MirrorScreen {
        &.-narrow #sides { layout: vertical; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "highway", tooltip="Back to all roads"),
        Binding("q", "dismiss", "highway", tooltip="Back to all roads", id="mirror_close"),
        Binding("t", "turn", "tables", tooltip="Tables, or pictures", id="mirror_turn"),
        *bindings(_HERE),
    ]
    AUTO_FOCUS = ""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 # Textual's own name

    key_bar = getters.query_one(KeyBar)

    def __init__(self, glyphs: Glyphs, keys: Keys, figures: Figures | None = None) -> None:
        super().__init__(glyphs, keys)
        self._body = MirrorBody(glyphs)
        self._body.set_reactive(MirrorBody.figures, figures)

    @property
    def offered(self) -> Iterable[Command]:
        """The commands that work here."""
        return _HERE

    def compose(self) -> ComposeResult:
        yield TopBar(self.glyphs, "Mirror").data_bind(CommandScreen.board)
        yield self._body
        yield KeyBar()
        yield ToastLine()

    def on_mount(self) -> None:
        self._hint()

    def show(self, figures: Figures) -> None:
        """Show the figures."""
        self._body.figures = figures
        if self.is_mounted:
            self.call_after_refresh(self._hint)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many roads have been read, of how many."""
        self._body.progress = (done, total)

    def action_command(self, command: str) -> None:
        """Scroll, or leave by the key that led here; ask the app for the rest."""
        before = self._body.scroll_offset.y
        if command == "mirror":
            self.dismiss()
        elif not scroll(self._body, command):
            self.post_message(CommandRequested(command))
        elif self._body.scroll_offset.y == before:
            self.explain(at_edge(command))

    def action_turn(self) -> None:
        """Show the tables, or the pictures again."""
        if self._body.figures is None:
            self.explain("The roads are still being read; the tables come with the pictures.")
            return
        self._body.tables = not self._body.tables
        self.call_after_refresh(self._hint)

    def on_resize(self) -> None:
        self.call_after_refresh(self._hint)

    def _hint(self) -> None:
        """Show the keys that do something now."""
        hints = [Hint("esc", "highway", "dismiss")]
        if self._body.figures is not None:
            hints.append(Hint("t", "pictures" if self._body.tables else "tables", "turn"))
            steps = [self.keys[name][0] for name in ("down", "up") if self.keys[name]]
            names = "/".join(key_name(key, plain=self.glyphs is ASCII) for key in steps)
            if names and self._body.max_scroll_y:
                hints.append(Hint(names, "scroll", "command('page_down')"))
        self.key_bar.hints = (*hints, *self.hints_of([BY_ID["keys"]]))
