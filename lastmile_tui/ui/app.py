"""The app: the single writer, between the screens and the session."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType

from lastmile_tui.commands import COMMANDS
from lastmile_tui.config import keymap
from lastmile_tui.errors import LastmileError
from lastmile_tui.store.state import State, load_state, save_state
from lastmile_tui.ui.drawing.glyphs import ASCII, UNICODE, Glyphs
from lastmile_tui.ui.messages import CommandRequested, FilterChanged, MarkerRequested
from lastmile_tui.ui.screens.highway import HighwayScreen
from lastmile_tui.ui.session import Session
from lastmile_tui.ui.themes import DARK, THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from textual.command import Provider
    from textual.screen import Screen
    from textual.timer import Timer

    from lastmile_tui.config import Config
    from lastmile_tui.domain.clock import Calendar
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.screens.road import RoadScreen
    from lastmile_tui.when import Clock

POLL_SECONDS = 1.0
"""How soon another process's change is seen; two calls of stat cost nothing."""

IDLE_SECONDS = 1.0
"""How long after the last change the snapshot is brought up to date."""

TOAST_SECONDS = 4.0


def _goal_provider() -> type[Provider]:
    """Found when the palette opens: nothing of it is needed before."""
    from lastmile_tui.ui.providers import GoalProvider  # noqa: PLC0415

    return GoalProvider


class LastmileApp(App[str | None]):
    """Goals as roads. It returns "demo" when the demo roads are asked for."""

    TITLE = "lastmile"
    CSS_PATH = "app.tcss"
    COMMANDS = App.COMMANDS | {_goal_provider}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit", show=False, priority=True),
    ]

    def __init__(
        self, store: GoalStore, *, config: Config, calendar: Calendar, clock: Clock, state_dir: Path
    ) -> None:
        super().__init__()
        self._config, self._state_dir = config, state_dir
        self._remembered = load_state(state_dir)
        self._session = Session(store, calendar, clock, self._remembered)
        self._glyphs = _glyphs(config.glyphs)
        self._road: RoadScreen | None = None
        self._idle: Timer | None = None
        for theme in THEMES:
            self.register_theme(theme)
        wanted = config.theme or self._remembered.theme
        self.theme = wanted if wanted in self.available_themes else DARK.name
        defaults = {command.id: command.keys for command in COMMANDS}
        self._keys = keymap(defaults, config.keys)
        self.set_keymap(
            {name: ",".join(self._keys[name]) for name in config.keys if self._keys[name]}
        )

    def get_default_screen(self) -> Screen[None]:
        """The Highway."""
        return HighwayScreen(self._glyphs, self._keyless)

    @property
    def _keyless(self) -> frozenset[str]:
        """The verbs that the configuration takes the keys from: a keymap cannot say that."""
        return frozenset(name for name, keys in self._keys.items() if not keys)

    @property
    def _highway(self) -> HighwayScreen:
        screen = self.screen_stack[0]
        assert isinstance(screen, HighwayScreen)  # noqa: S101 # the default screen
        return screen

    def on_mount(self) -> None:
        if not self._config.animations:
            self.animation_level = "none"
        self._show()
        self.set_interval(POLL_SECONDS, self._look_outside)
        self.theme_changed_signal.subscribe(self, lambda _: self._remember())

    # What screens ask for

    @on(CommandRequested)
    def _command(self, message: CommandRequested) -> None:
        self.do(message.command, message.uid)

    @on(MarkerRequested)
    def _marker(self, message: MarkerRequested) -> None:
        self._say(partial(self._session.reach, message.uid, message.index))

    @on(FilterChanged)
    def _filter(self, message: FilterChanged) -> None:
        self._session.filter(message.query)
        self._show()

    def do(self, command: str, uid: str | None) -> None:
        """Carry out a verb of the command table; without a goal where it needs one, say so."""
        self.clear_notifications()
        session = self._session
        anywhere: dict[str, Callable[[], object]] = {
            "add": self._add,
            "undo": lambda: self._say_and_go(session.undo),
            "redo": lambda: self._say_and_go(session.redo),
            "view": lambda: self._look(session.next_view),
            "sort": lambda: self._look(session.next_sort),
            "density": lambda: self._look(session.next_density),
            "keys": self._show_keys,
            "palette": self.action_command_palette,
            "demo": lambda: self.exit("demo"),
            "quit": self.exit,
        }
        if command in anywhere:
            anywhere[command]()
        elif uid is None:
            self._toast("There is no road here yet; a adds one.", "warning")
        else:
            self._do_with(command, uid)

    def _do_with(self, command: str, uid: str) -> None:
        session = self._session
        verbs: dict[str, Callable[[], str]] = {
            "advance": partial(session.advance, uid),
            "back": partial(session.back, uid),
            "nudge": partial(session.nudge, uid, 1),
            "nudge_back": partial(session.nudge, uid, -1),
            "remove": partial(session.remove, uid),
        }
        if command.startswith("reach_"):
            self._say(partial(session.reach, uid, int(command.removeprefix("reach_")) - 1))
        elif command in verbs:
            self._say(verbs[command])
        elif command == "note":
            self._note(uid)
        elif command == "rename":
            self._rename(uid)
        elif command == "open":
            self._open(uid)

    def _open(self, uid: str) -> None:
        from lastmile_tui.ui.screens.road import RoadScreen  # noqa: PLC0415 # opened later

        try:
            record = self._session.record(uid)
        except LastmileError as error:
            self._toast(str(error), "warning")
            return
        self._road = RoadScreen(record, self._session.board.today, self._glyphs)
        self.push_screen(self._road, self._left_road)

    def _left_road(self, _: object) -> None:
        self._road = None

    @work
    async def _add(self) -> None:
        from lastmile_tui.ui.screens.quick_add import QuickAddScreen  # noqa: PLC0415 # 20 ms

        line = await self.push_screen_wait(
            QuickAddScreen(self._session.board.today, self._glyphs, self._session.names)
        )
        if line is not None:
            self._say_and_go(partial(self._session.add, line))

    @work
    async def _note(self, uid: str) -> None:
        await self._ask("Note", uid, self._session.note)

    @work
    async def _rename(self, uid: str) -> None:
        await self._ask("New title", uid, self._session.rename, self._session.title(uid))

    async def _ask(
        self, question: str, uid: str, then: Callable[[str, str], str], value: str = ""
    ) -> None:
        from lastmile_tui.ui.screens.prompt import PromptScreen  # noqa: PLC0415 # 20 ms

        text = await self.push_screen_wait(PromptScreen(question, self._session.title(uid), value))
        if text is not None:
            self._say(partial(then, uid, text))

    def _show_keys(self) -> None:
        from lastmile_tui.ui.screens.keys import KeysScreen  # noqa: PLC0415

        self.push_screen(KeysScreen(self._keys))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The verbs of the command table, and Textual's own for themes and screenshots."""
        if isinstance(screen, HighwayScreen):
            for command in COMMANDS:
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
                partial(self._paint, theme.name),
            )
        for found in super().get_system_commands(screen):
            if found.title in ("Theme", "Screenshot"):
                yield found

    def _paint(self, theme: str) -> None:
        self.theme = theme

    # Saying and showing

    def _say(self, verb: Callable[[], str]) -> None:
        """Do something and tell it; what the road or the disk refuses is told instead."""
        try:
            words = verb()
        except LastmileError as error:
            self._toast(str(error), "warning")
            self._show()
            return
        self._changed(words)

    def _say_and_go(self, verb: Callable[[], tuple[str, str]]) -> None:
        """Do something to some goal, tell it, and put the cursor there."""
        try:
            uid, words = verb()
        except LastmileError as error:
            self._toast(str(error), "warning")
            return
        self._changed(words)
        self._highway.view.choose(uid)

    def _look(self, verb: Callable[[], str]) -> None:
        self._toast(verb())
        self._show()
        self._remember()

    def _changed(self, words: str) -> None:
        self._show()
        self._toast(words)
        if self._idle is not None:
            self._idle.stop()
        self._idle = self.set_timer(IDLE_SECONDS, self._compact)

    def on_notify(self) -> None:
        """Show one toast at a time, the newest."""
        self.clear_notifications()

    def _toast(self, words: str, severity: str = "information") -> None:
        self.notify(
            words,
            markup=False,
            timeout=TOAST_SECONDS,
            severity="warning" if severity == "warning" else "information",
        )

    def _show(self) -> None:
        """Bind what is saved down to the screens."""
        self._highway.board = self._session.board
        if self._road is not None and self._road.record is not None:
            self._road.record = self._session.record(self._road.record.goal.uid)

    # In the background

    def _look_outside(self) -> None:
        """Take in what another terminal did, and the turn of the day."""
        try:
            news = self._session.refresh()
        except LastmileError as error:
            self._toast(str(error), "warning")
            return
        if news:
            self._show()

    @work(thread=True, exclusive=True, group="compact")
    def _compact(self) -> None:
        self._session.compact()

    def _remember(self) -> None:
        """Keep the look for the next start; where it cannot be kept, nothing is lost."""
        look = self._session.look
        state = State(
            theme=self.theme,
            density=self._session.density.value,
            sort=look.sort.value,
            view=look.view.value,
            other=self._remembered.other,
        )
        with suppress(LastmileError):
            save_state(self._state_dir, state)


def _glyphs(wanted: str) -> Glyphs:
    """The glyphs that were asked for, or that the terminal's encoding can carry."""
    if wanted == "auto":
        encoding = (sys.__stdout__.encoding if sys.__stdout__ else "") or ""
        return UNICODE if encoding.casefold().startswith("utf") else ASCII
    return ASCII if wanted == "ascii" else UNICODE


def run(
    store: GoalStore, *, config: Config, calendar: Calendar, clock: Clock, state_dir: Path
) -> str | None:
    """Open the app on a store, which stays the caller's to close; "demo" asks for the demo."""
    return LastmileApp(
        store, config=config, calendar=calendar, clock=clock, state_dir=state_dir
    ).run()
