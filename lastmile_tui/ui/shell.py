"""What any app needs around its screens: themes, keys, the palette, and one toast."""

from __future__ import annotations

import gc
import signal
from asyncio import get_running_loop
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.scrollbar import ScrollBar, ScrollBarRender

from lastmile_tui.config import user_keys
from lastmile_tui.ui.bindings import keymap_of
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.plain import glyphs_for, spelled
from lastmile_tui.ui.screens.commanding import CommandScreen
from lastmile_tui.ui.themes import DARK, THEMES
from lastmile_tui.ui.typing_ahead import TypedAhead
from lastmile_tui.ui.widgets.toast_line import Severity, ToastLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.command import Provider
    from textual.screen import Screen

    from lastmile_tui.config import Config

_ENDINGS = ("SIGTERM", "SIGHUP")


def _command_provider() -> type[Provider]:
    """Found when the palette opens: nothing of it is needed before."""
    from lastmile_tui.ui.providers import CommandProvider  # noqa: PLC0415

    return CommandProvider


def _goal_provider() -> type[Provider]:
    from lastmile_tui.ui.providers import GoalProvider  # noqa: PLC0415

    return GoalProvider


def _collect() -> None:
    """Let the garbage collector run, which a start does without; what is there by now will stay."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


class PlainScrollBar(ScrollBarRender):
    """A scrollbar whose ends are whole cells: it is drawn with colours alone."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


class Shell(App[str | None]):
    """An app that looks and listens as its configuration says."""

    TITLE = "lastmile"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {
        _command_provider,
        _goal_provider,
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit", show=False, priority=True),
    ]

    def __init__(self, config: Config, theme: str | None) -> None:
        super().__init__()
        self.config = config
        self.silent = True
        """Whether nothing was said yet."""
        self._keys_typed = TypedAhead(self, super().on_event)
        self.glyphs = glyphs_for(config.glyphs)
        ScrollBar.renderer = PlainScrollBar if self.glyphs is ASCII else ScrollBarRender
        self.keys = user_keys(config.keys)
        self.set_keymap(keymap_of(self.keys, config.keys))
        for ours in THEMES:
            self.register_theme(ours)
        wanted = config.theme or theme
        self.theme = wanted if wanted in self.available_themes else DARK.name

    def on_mount(self) -> None:
        self._heed_signals()
        self.call_after_refresh(_collect)
        if not self.config.animations:
            self.animation_level = "none"
        self.set_class(self.glyphs is ASCII, "-ascii")
        theme = self.config.theme
        if theme and theme not in self.available_themes:
            self.call_after_refresh(
                self.say, f"There is no theme ‘{theme}’; the palette shows all.", "warning"
            )

    def _heed_signals(self) -> None:
        """End in order when the window is closed or the machine shuts down."""
        if self.is_headless:
            return
        for name in _ENDINGS:
            number = getattr(signal, name, None)
            with suppress(NotImplementedError):  # Windows, which has its own ways to end
                if number is not None:
                    get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)

    async def on_event(self, event: events.Event) -> None:
        """Let keys that were typed ahead wait for the screen they are meant for."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._keys_typed.type(event)
        else:
            await super().on_event(event)

    # The toast

    def say(self, words: str, severity: Severity = "information") -> None:
        """Show a sentence, with user text in it or not, in the place of the one before."""
        self._show(spelled(Content(words), self.glyphs), severity)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        timeout: float | None = None,  # noqa: ARG002 # Textual's own signature
        markup: bool = True,
    ) -> None:
        """Show what Textual itself has to say in the same place."""
        words = Content.from_markup(message) if markup else Content(message)
        if title:
            words = Content("\n").join([Content(title), words])
        self.call_later(self._show, words, severity)

    def _show(self, words: Content, severity: Severity) -> None:
        """Show a message on the topmost screen that has a place for it."""
        for screen in reversed(self.screen_stack):
            if places := screen.query(ToastLine):
                self.silent = False
                places.first().say(words, severity)
                return

    # The palette

    def action_command_palette(self) -> None:
        """Find a command or a road."""
        from textual.command import CommandPalette  # noqa: PLC0415

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="A command, or the title of a road"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What can be done on a screen, and Textual's own for themes and screenshots."""
        if isinstance(screen, CommandScreen):
            for command in screen.offered:
                if command.palette:
                    yield SystemCommand(
                        command.label.capitalize(),
                        command.help,
                        partial(screen.action_command, command.id),
                    )
        for theme in THEMES:
            shade = "Dark" if theme.dark else "Light"
            yield SystemCommand(
                f"{shade} theme",
                f"Our own {shade.lower()} colours",
                partial(setattr, self, "theme", theme.name),
            )
        for found in super().get_system_commands(screen):
            if found.title in ("Theme", "Screenshot"):
                yield found
