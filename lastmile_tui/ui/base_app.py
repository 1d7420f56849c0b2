"""What any app needs around its screens: themes, keys, the palette, and one toast."""

from __future__ import annotations

import gc
from abc import abstractmethod
from asyncio import Task, create_task
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.constants import TEXTUAL_ANIMATIONS
from textual.content import Content
from textual.css.query import NoMatches
from textual.scrollbar import ScrollBar
from textual.worker import WorkerFailed

from lastmile_tui.config import user_keys
from lastmile_tui.config.table import THEMES
from lastmile_tui.domain.model.text import clean_note
from lastmile_tui.errors import LastmileError
from lastmile_tui.terminals import TRUECOLOUR, Terminal
from lastmile_tui.ui.drawing.glyphs import ASCII, PLAIN, UNICODE, glyphs_for, spell_content
from lastmile_tui.ui.drawing.scroll_bar import PlainScrollBar, SmoothScrollBar
from lastmile_tui.ui.kit.bindings import keymap_of
from lastmile_tui.ui.kit.command_screen import CommandScreen
from lastmile_tui.ui.kit.toast import Severity, ToastLine
from lastmile_tui.ui.kit.typed_ahead import TypedAheadKeys
from lastmile_tui.ui.palette_app import PaletteApp
from lastmile_tui.ui.signals import EndInOrder, heed_signals
from lastmile_tui.ui.window_title import window_title

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.driver import Driver
    from textual.timer import Timer

    from lastmile_tui.config import Config
    from lastmile_tui.config.colours import ThemeColours

IDLE_SECONDS = 1.0
"""How long after the last change the snapshot is brought up to date."""

SERVER_SECONDS = 2.0
"""How long the app of a browser's tab waits, after a signal, for the last word of its server."""

YOUNG_OBJECTS = 10_000
"""New objects after which garbage is collected: a drawn screen makes thousands, soon gone."""


def _collect() -> None:
    """Let the garbage collector run, which a start does without; what is there by now will stay."""
    gc.set_threshold(YOUNG_OBJECTS)
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


class BaseApp(PaletteApp):
    """An app that looks and listens as its configuration says."""

    TITLE = "lastmile"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False  # Textual's own, which ours takes the place of
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "suspend", show=False, priority=True, id="suspend"),
    ]

    def __init__(
        self,
        config: Config,
        theme: str | None,
        terminal: Terminal | None = None,
        themes: Iterable[ThemeColours] = (),
    ) -> None:
        self.terminal = terminal or Terminal()
        super().__init__()
        self.config = self.started_with = config
        self.silent = True
        """Whether nothing was said yet."""
        self.last_words = ""
        """What was done last, which a screen that closes takes away with it."""
        self._idle: Timer | None = None
        self._ending: Task[None] | None = None
        self.broken: Exception | None = None
        """What ended the app, where it was an error."""
        self._keys_typed = TypedAheadKeys(self, super().on_event)
        self.glyphs = glyphs_for(config.glyphs, self.terminal)
        ScrollBar.renderer = SmoothScrollBar if self.glyphs is UNICODE else PlainScrollBar
        self.keys = user_keys(config.keys)
        self.set_keymap(keymap_of(self.keys))
        self.put_on(theme, themes)

    def settle(self, config: Config) -> None:
        """Look and listen as other settings say. Who has the keys has the same mapping, changed."""
        before, kept, self.config = self.config, self.theme_kept, config
        self.keys.update(user_keys(config.keys))
        self.set_keymap(keymap_of(self.keys))
        self.animation_level = TEXTUAL_ANIMATIONS if config.animations else "none"
        if not config.window_title and (show := getattr(self._driver, "show_title", None)):
            show("")
        if any(getattr(config, name) != getattr(before, name) for name in THEMES):
            self.wear(kept)
            self.ask_terminal()
        self.draw_anew()

    def draw_anew(self) -> None:
        """Draw all that is shown, and nothing as it was drawn before."""
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.notify_style_update()
                widget.refresh(layout=True)

    def on_mount(self) -> None:
        if not self.is_headless:
            heed_signals(self._end_with_server if self.is_web else partial(self.exit, None))
        self.app_resume_signal.subscribe(self, lambda _: self.back())
        self.call_after_refresh(_collect)
        self.theme_changed_signal.subscribe(self, self.show_background)
        self.show_background(self.current_theme)
        self.call_after_refresh(self.ask_terminal)
        if not self.config.animations:
            self.animation_level = "none"
        self.set_class(self.glyphs is ASCII, "-ascii")
        self.set_class(self.glyphs is PLAIN, "-plain-signs")
        self.set_class(self.terminal.colours < TRUECOLOUR, "-few-colours")

    def get_driver_class(self) -> type[Driver]:
        """Textual's own driver made patient, where it is the one for a terminal of Unix."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from lastmile_tui.ui.kit.terminal import TerminalDriver  # noqa: PLC0415 # no termios elsewhere

        return TerminalDriver

    @property
    def only_ascii(self) -> bool:
        """Whether no other byte may reach the terminal, not even in a title."""
        return not self.terminal.utf8 and self.config.glyphs not in ("unicode", "plain")

    def _handle_exception(self, error: Exception) -> None:
        """Close without a word on any error, which is then the caller's of `run`.

        Textual would draw a panel with the values of variables, which are the user's own texts.
        """
        if self._exit and isinstance(error, NoMatches):
            return  # a screen that is made while the app ends is given no widgets any more
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        self._return_code = 1
        if self.broken is None:
            self.broken = self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def show_title(self) -> None:
        """Let the title of the window name the goal at hand, if it has one that we may set."""
        show = getattr(self._driver, "show_title", None)
        if show is None or not self.terminal.titled or not self.config.window_title:
            return
        for screen in reversed(self.screen_stack):
            if isinstance(screen, CommandScreen):
                goal = screen.goal_at_hand
                show(window_title(goal.title if goal else "", self.glyphs.ellipsis))
                return

    def _end_with_server(self, code: int) -> None:
        """Give the server that ends too the time to send what it still has."""
        self.set_timer(SERVER_SECONDS, partial(self.post_message, EndInOrder(code)))

    @on(EndInOrder)
    def _end(self, message: EndInOrder) -> None:
        async def end() -> None:
            await self._keys_typed.all_done()
            self.exit(None, message.code)

        self._ending = create_task(end())

    def action_suspend_process(self) -> None:
        """Stop, and come back with `fg`; a page of a browser has no shell behind it."""
        if self.is_web:
            self.say("There is no shell behind this page: close the tab, or q quits.")
        else:
            super().action_suspend_process()

    def back(self) -> None:
        """Draw everything, after others had the terminal."""
        self.refresh(layout=True)

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted; let keys typed ahead wait for the screen they are meant for."""
        if isinstance(event, events.Paste):
            event.text = clean_note(event.text)
        clicked = isinstance(event, events.MouseEvent) and self._keys_typed.waits
        if (clicked or isinstance(event, events.Key | events.Paste)) and not event.is_forwarded:
            self._keys_typed.type(event)
        else:
            await super().on_event(event)

    # The clipboard

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text; one without a sign leaves the clipboard alone, and the key to others."""
        if not text.strip():
            raise SkipAction
        super().copy_to_clipboard(text)

    def action_help_quit(self) -> None:
        """Say what `ctrl+c` does not do: nothing is selected, and it does not quit."""
        self.say("Nothing is selected that could be copied. ctrl+q quits; everything is saved.")

    # Asking and changing

    @abstractmethod
    def bind_down(self) -> None:
        """Show what is saved."""

    @abstractmethod
    def compact(self) -> object:
        """Bring the file up to date that is read first."""

    def ask(self, asking: Awaitable[object]) -> None:
        """Ask something; what is refused on the way is told."""

        async def ask() -> None:
            try:
                await asking
            except LastmileError as error:
                self.refused(error)

        self.run_worker(ask())

    def carry_out(self, verb: Callable[[], str]) -> bool:
        """Change something and tell it; what the road or the disk refuses is told instead."""
        try:
            words = verb()
        except LastmileError as error:
            self.refused(error)
            return False
        self.changed(words)
        return True

    def refused(self, error: LastmileError) -> None:
        """Say what the road or the disk refused."""
        self.bind_down()
        self.say(str(error), "warning")

    def changed(self, words: str) -> None:
        """Show what is saved, and say what was done."""
        self.bind_down()
        self.last_words = words
        self.say(words)
        if self._idle is not None:
            self._idle.stop()
        self._idle = self.set_timer(IDLE_SECONDS, self.compact)

    # The toast

    def say(self, words: str, severity: Severity = "information", *, waits: bool = False) -> None:
        """Show a sentence in the place of the one before; a path in it may hold anything.

        One that nobody asked for `waits` until an answer has had its while.
        """
        self._show(spell_content(Content(clean_note(words)), self.glyphs), severity, waits=waits)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        timeout: float | None = None,  # noqa: ARG002 # Textual's own signature
        markup: bool = True,
    ) -> None:
        """Show what Textual itself has to say in the same place; a path in it is no markup."""
        words = Content(clean_note(message.replace("[$text-success]", "") if markup else message))
        if title:
            words = Content("\n").join([Content(title), words])
        self.call_later(self._show, words, severity)

    @property
    def free_to_say(self) -> bool:
        """Whether what nobody asked for would be shown at once, and wait behind no answer."""
        place = self._place_to_say()
        return place is not None and not place.answering

    def _show(self, words: Content, severity: Severity, *, waits: bool = False) -> None:
        """Show a message on the topmost screen that has a place for it."""
        if (place := self._place_to_say()) is not None:
            self.silent = False
            place.say(words, severity, waits=waits)

    def _place_to_say(self) -> ToastLine | None:
        screens = reversed(self.screen_stack)
        return next((place for screen in screens for place in screen.query(ToastLine)), None)
