"""The app: the single writer, between the screens and the session."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual import on

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.model.text import clean_note
from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.controllers.dispatch import AHEAD, STARTING, move_of
from lastmile_tui.ui.desk import Desk
from lastmile_tui.ui.kit.messages import (
    ChangeRequested,
    CommandRequested,
    FilterChanged,
    FirstStepsLeft,
    LastMilePicked,
    MarkerRequested,
    ReviewTurned,
)
from lastmile_tui.ui.kit.top_bar import TABS, TopBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lastmile_tui.config import Config
    from lastmile_tui.dates import Clock
    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.controllers.background import Background


POLL_SECONDS = 1.0
"""How soon another process's change is seen; two calls of stat cost nothing."""


class LastmileApp(Desk):
    """Goals as roads. It returns "demo" when the demo roads are asked for."""

    opening: str | None = None
    """The command that the app begins with."""

    @cached_property
    def noticing(self) -> Background:
        """What goes on while nobody types."""
        from lastmile_tui.ui.controllers.background import Background  # noqa: PLC0415 # after the first frame

        return Background(self)

    def on_mount(self) -> None:
        self.bind_down()
        self.theme_changed_signal.subscribe(self, lambda _: self.remember())
        self.set_interval(POLL_SECONDS, self._look_outside)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Measure the goals, now that they are on the screen, and go on from there."""
        session = self.session
        session.begin_watch()
        if not session.goals and self.keeping is not None:
            session.news.emptied = self.keeping.emptied(session.today)
        if not session.news.emptied:
            self.guiding.offer()
        self.guided = True
        self.bind_down()
        opening, self.opening = self.opening, None
        self.noticing.begin(at_work=opening is not None)
        if opening is not None:
            self.do(opening, None)

    def back(self) -> None:
        """Show what was done elsewhere while the app was stopped."""
        super().back()
        self._look_outside()

    def _look_outside(self) -> None:
        self.noticing.look_outside()

    # What screens ask for

    @on(CommandRequested)
    def _command(self, message: CommandRequested) -> None:
        self.do(message.command, message.uid)

    @on(MarkerRequested)
    def _marker(self, message: MarkerRequested) -> None:
        self._drive(message.uid, partial(drive.reach, index=message.index), starts=True)

    @on(ChangeRequested)
    def _requested(self, message: ChangeRequested) -> None:
        """Carry out a move; who asked with `done` hears of a refusal, and shows it itself."""
        try:
            words = self.session.change(message.uid, message.move)
        except LastmileError as error:
            if message.done is None:
                self.refused(error)
            else:
                self.bind_down()
                message.done(clean_note(str(error)))
            return
        self.changed(words)
        if message.done is not None:
            message.done("")

    @on(ReviewTurned)
    def _turned(self, message: ReviewTurned) -> None:
        self.reviewing.turn(message.by)
        self.bind_down()

    @on(LastMilePicked)
    def _pick(self, message: LastMilePicked) -> None:
        again = self.session.picked_today and message.uid == self.session.picked
        if message.uid is not None and not again:
            self.carry_out(partial(self.session.pick, message.uid))

    @on(FirstStepsLeft)
    def _leave_guide(self) -> None:
        """Take the first steps away, and say where they are."""
        from lastmile_tui.domain.examples.first_steps import FirstStep  # noqa: PLC0415 # when they were walked

        coach = self.guiding.coach()
        if coach is not None and self.guiding.leave():
            self.bind_down()
            self.remember()
            how = "done" if coach.step is FirstStep.DONE else "skipped"
            self.say(f"First steps {how}; the palette has them again.")

    @on(FilterChanged)
    def _filter(self, message: FilterChanged) -> None:
        self.session.looking.filter(message.query)
        self.bind_down()

    @on(TopBar.Chosen)
    async def _screen_chosen(self, message: TopBar.Chosen) -> None:
        for screen in (self.showing.review, self.showing.mirror):
            if screen is not None:
                await screen.dismiss()
        if message.name != TABS[0]:
            self.do(message.name.casefold(), None)

    def do(self, command: str, uid: str | None) -> None:
        """Carry out a verb of the command table; without a goal where it needs one, say so."""
        session, showing, looking = self.session, self.showing, self.session.looking
        anywhere: dict[str, Callable[[], object]] = {
            "add": lambda: self.begin(self.starting.add()),
            "template": lambda: self.begin(self.starting.add_from_template()),
            "undo": lambda: self._change_some(session.undo),
            "redo": lambda: self._change_some(session.redo),
            "review": showing.open_review,
            "weekly": partial(showing.open_review, weekly=True),
            "mirror": showing.open_mirror,
            "view": lambda: self._look(looking.next_view),
            "sort": lambda: self._look(looking.next_sort),
            "density": lambda: self._look(looking.next_density),
            "guide": self.begin_guide,
            "keys": showing.show_keys,
            "merge": self.noticing.merge,
            "palette": self.action_command_palette,
            "demo": lambda: self.exit("demo"),
            "suspend": self.action_suspend_process,
            "quit": self.exit,
        }
        if command in anywhere:
            anywhere[command]()
            return
        goal = session.goal(uid) if uid else None
        if goal is None:
            self.say("No road is chosen here." if uid is None else _GONE, "warning")
        elif (move := move_of(command)) is not None:
            self._drive(goal.uid, move, starts=command in STARTING)
        else:
            self._do_with(command, goal)

    def _do_with(self, command: str, goal: Goal) -> None:
        asking, showing = self.asking, self.showing
        asked = {
            "note": asking.note,
            "rename": asking.rename,
            "next_step": asking.next_step,
            "park": asking.park,
            "turn": asking.turn,
            "block": asking.block,
            "detour": asking.detour,
            "let_go": asking.let_go,
            "save_template": asking.save_template,
        }
        if showing.review is not None:
            asked |= {"same": self.reviewing.same, "drive": self.reviewing.drive}
        if command in AHEAD and not asking.under_way(goal):
            return
        if command in asked and showing.review is not None:
            self.ask(self.reviewing.answer(command, goal, asked[command](goal)))
        elif command in asked:
            self.ask(asked[command](goal))
        elif command in ("open", "edit"):
            showing.open_road(goal.uid)
        elif command == "past":
            showing.open_past(goal.uid)
        elif command == "seal":
            showing.open_seal(goal.uid)
        elif command == "seal_now":
            self.ask(showing.seal_now(goal))
        elif command == "edit_text":
            self.edit_text(goal)

    def _drive(self, uid: str, move: Move, *, starts: bool = False) -> None:
        """Drive a goal and tell it; a planned one is started, and that is asked at the gate."""
        goal = self.session.goal(uid)
        if goal is not None and starts and self.session.starts_beside_others(goal):
            self.begin(self.starting.start(goal, move))
        else:
            self.carry_out(partial(self.session.drive, uid, move))

    def _change_some(self, verb: Callable[[], tuple[str, str]]) -> None:
        """Change some goal, tell it, and put the cursor there, unless one road is open."""
        try:
            uid, words = verb()
        except LastmileError as error:
            self.refused(error)
            return
        if self.showing.review is not None:
            self.reviewing.undone(uid)
        self.changed(words)
        if self.showing.road is None:
            self.highway.view.choose(uid)

    def _look(self, verb: Callable[[], str]) -> None:
        self.say(verb())
        self.bind_down()
        self.remember()


_GONE = "That goal is no longer there."


def run(
    store: GoalStore,
    *,
    config: Config,
    calendar: Calendar,
    clock: Clock,
    state_dir: Path,
    backups: Path | None = None,
    opening: str | None = None,
) -> str | None:
    """Open the app on a store, which stays the caller's to close; "demo" asks for the demo.

    `backups` is the folder for the file's backups, and `opening` the id of a command to begin with.

    SystemExit with 128 and its number when a signal ended the app; what breaks it is raised.
    """
    app = LastmileApp(
        store,
        config=config,
        calendar=calendar,
        clock=clock,
        state_dir=state_dir,
        backups=backups,
    )
    app.opening = opening
    wish = app.run()
    if app.broken is not None:
        raise app.broken
    if app.return_code:
        raise SystemExit(app.return_code)
    return wish
