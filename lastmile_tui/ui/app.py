"""The app: the single writer, between the screens and the session."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work

from lastmile_tui.domain.moves import there
from lastmile_tui.domain.text import NOTE_LIMIT, TITLE_LIMIT
from lastmile_tui.errors import LastmileError
from lastmile_tui.store.state import load_state, save_state
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.messages import CommandRequested, FilterChanged, MarkerRequested
from lastmile_tui.ui.screens.highway import HighwayScreen
from lastmile_tui.ui.session import Session
from lastmile_tui.ui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.screen import Screen
    from textual.timer import Timer

    from lastmile_tui.config import Config
    from lastmile_tui.domain.clock import Calendar
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.screens.road import RoadScreen
    from lastmile_tui.when import Clock

    Verb = Callable[[str, str], str]
    """Does something to a goal with a text; what was done."""

POLL_SECONDS = 1.0
"""How soon another process's change is seen; two calls of stat cost nothing."""

IDLE_SECONDS = 1.0
"""How long after the last change the snapshot is brought up to date."""


class LastmileApp(Shell):
    """Goals as roads. It returns "demo" when the demo roads are asked for."""

    def __init__(
        self, store: GoalStore, *, config: Config, calendar: Calendar, clock: Clock, state_dir: Path
    ) -> None:
        self._state_dir = state_dir
        remembered = load_state(state_dir)
        super().__init__(config, remembered.theme)
        self._session = Session(store, calendar, clock, remembered)
        self._road: RoadScreen | None = None
        self._idle: Timer | None = None

    def get_default_screen(self) -> Screen[None]:
        """The Highway."""
        return HighwayScreen(self.glyphs, self.keys)

    @property
    def _highway(self) -> HighwayScreen:
        screen = self.screen_stack[0]
        assert isinstance(screen, HighwayScreen)  # noqa: S101 # the default screen
        return screen

    def on_mount(self) -> None:
        self._bind_down()
        self.set_interval(POLL_SECONDS, self._look_outside)
        self.theme_changed_signal.subscribe(self, lambda _: self._remember())
        self.call_after_refresh(self._tell_news)

    # What screens ask for

    @on(CommandRequested)
    def _command(self, message: CommandRequested) -> None:
        self.do(message.command, message.uid)

    @on(MarkerRequested)
    def _marker(self, message: MarkerRequested) -> None:
        self._change(partial(self._session.reach, message.uid, message.index))

    @on(FilterChanged)
    def _filter(self, message: FilterChanged) -> None:
        self._session.filter(message.query)
        self._bind_down()

    def do(self, command: str, uid: str | None) -> None:
        """Carry out a verb of the command table; without a goal where it needs one, say so."""
        session = self._session
        anywhere: dict[str, Callable[[], object]] = {
            "add": self._add,
            "undo": lambda: self._change_some(session.undo),
            "redo": lambda: self._change_some(session.redo),
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
            self.say("No road is chosen here.", "warning")
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
            self._change(partial(session.reach, uid, int(command.removeprefix("reach_")) - 1))
        elif command in verbs:
            self._change(verbs[command])
        elif command == "note":
            self._ask("Note", uid, NOTE_LIMIT, session.note)
        elif command == "rename":
            self._ask("New title", uid, TITLE_LIMIT, session.rename, titled=True)
        elif command == "open":
            self._open(uid)

    # Screens over the Highway

    def _open(self, uid: str) -> None:
        from lastmile_tui.ui.screens.road import RoadScreen  # noqa: PLC0415 # opened later

        try:
            record = self._session.record(uid)
            there(record.goal)
        except LastmileError as error:
            self.say(str(error), "warning")
            return
        self._road = RoadScreen(record, self._session.board.today, self.glyphs, self.keys)
        self.push_screen(self._road, self._left_road)

    def _left_road(self, _: object) -> None:
        self._road = None

    @work
    async def _add(self) -> None:
        """Ask for a line until it is saved or left: a full disk takes nothing that was typed."""
        from lastmile_tui.ui.screens.quick_add import QuickAddScreen  # noqa: PLC0415 # 20 ms

        line = trouble = ""
        while True:
            board = self._session.board
            draft = await self.push_screen_wait(
                QuickAddScreen(board.today, self.glyphs, board.goals.values(), line, trouble)
            )
            if draft is None:
                return
            try:
                uid, words = self._session.add(draft.plan)
            except LastmileError as error:
                line, trouble = draft.line, str(error)
            else:
                self._changed(words)
                self._highway.view.choose(uid)
                return

    @work
    async def _ask(
        self, ask: str, uid: str, limit: int, verb: Verb, *, titled: bool = False
    ) -> None:
        """Ask for a line until the goal has taken it, or until it is left."""
        from lastmile_tui.ui.screens.prompt import PromptScreen, Question  # noqa: PLC0415 # 20 ms

        goal = self._session.goal(uid)
        if goal is None:
            self.say("That goal is no longer there.", "warning")
            return
        asked = Question(ask, goal.title, limit)
        text, trouble = goal.title if titled else "", ""
        while True:
            answer = await self.push_screen_wait(PromptScreen(asked, self.glyphs, text, trouble))
            if answer is None:
                return
            text = answer
            try:
                words = verb(uid, text)
            except LastmileError as error:
                trouble = str(error)
            else:
                self._changed(words)
                return

    def _show_keys(self) -> None:
        from lastmile_tui.ui.screens.keys import KeysScreen  # noqa: PLC0415

        self.push_screen(KeysScreen(self.keys, plain=self.glyphs is ASCII))

    # Saying and showing

    def _change(self, verb: Callable[[], str]) -> None:
        """Change a goal and tell it; what the road or the disk refuses is told instead."""
        try:
            words = verb()
        except LastmileError as error:
            self._refused(error)
        else:
            self._changed(words)

    def _change_some(self, verb: Callable[[], tuple[str, str]]) -> None:
        """Change some goal, tell it, and put the cursor there, unless one road is open."""
        try:
            uid, words = verb()
        except LastmileError as error:
            self._refused(error)
            return
        self._changed(words)
        if self._road is None:
            self._highway.view.choose(uid)

    def _look(self, verb: Callable[[], str]) -> None:
        self.say(verb())
        self._bind_down()
        self._remember()

    def _refused(self, error: LastmileError) -> None:
        self._bind_down()
        self.say(str(error), "warning")

    def _changed(self, words: str) -> None:
        self._bind_down()
        self.say(words)
        if self._idle is not None:
            self._idle.stop()
        self._idle = self.set_timer(IDLE_SECONDS, self._compact)

    def _bind_down(self) -> None:
        """Show what is saved."""
        board = self._session.board
        self._highway.board = board
        if self._road is not None and not self._leave_gone_road():
            with suppress(LastmileError):
                self._road.show(self._session.record(self._road.goal.uid), board.today)

    def _leave_gone_road(self) -> bool:
        """Close the page of a goal that is no longer there, once nothing is asked above it."""
        road = self._road
        if road is None or self._session.goal(road.goal.uid) is not None:
            return False
        if self.screen is road:
            road.dismiss()
            self._road = None
            self.say(f"‘{road.goal.title}’ was removed.", "warning")
        return True

    # In the background

    def _look_outside(self) -> None:
        """Take in what another terminal did, and the turn of the day."""
        try:
            news = self._session.refresh()
        except LastmileError as error:
            self.say(str(error), "warning")
            return
        if news:
            self._bind_down()
        self._leave_gone_road()
        self._tell_news()

    def _tell_news(self) -> None:
        """Say what the file makes known of itself."""
        if news := self._session.news():
            self.say("\n".join(news), "warning")

    @work(thread=True, exclusive=True, group="compact")
    def _compact(self) -> None:
        """Bring the snapshot up to date; where that fails the journal holds every change."""
        with suppress(LastmileError):
            self._session.compact()

    def _remember(self) -> None:
        """Keep the look for the next start; where it cannot be kept, nothing is lost."""
        with suppress(LastmileError):
            save_state(self._state_dir, self._session.state(self.theme))


def run(
    store: GoalStore, *, config: Config, calendar: Calendar, clock: Clock, state_dir: Path
) -> str | None:
    """Open the app on a store, which stays the caller's to close; "demo" asks for the demo.

    SystemExit with 128 and its number when a signal ended the app, with 1 when it broke.
    """
    app = LastmileApp(store, config=config, calendar=calendar, clock=clock, state_dir=state_dir)
    wish = app.run()
    if app.return_code:
        raise SystemExit(app.return_code)
    return wish
