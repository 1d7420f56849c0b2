"""The app: the single writer, between the screens and the session."""

from __future__ import annotations

from asyncio import to_thread
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work

from lastmile_tui.domain import edits, moves, phases, sealing
from lastmile_tui.domain.describe import counted
from lastmile_tui.domain.text import clean_note
from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.bindings import first_key
from lastmile_tui.ui.desk import Desk
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.messages import (
    ChangeRequested,
    CommandRequested,
    FilterChanged,
    GuideLeft,
    LastMilePicked,
    MarkerRequested,
    ReviewTurned,
)
from lastmile_tui.ui.widgets.top_bar import TABS, TopBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from lastmile_tui.config import Config
    from lastmile_tui.domain.clock import Calendar
    from lastmile_tui.domain.events import Stamp
    from lastmile_tui.domain.goal import Goal
    from lastmile_tui.domain.record import Move, Record
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.when import Clock

POLL_SECONDS = 1.0
"""How soon another process's change is seen; two calls of stat cost nothing."""


KEEP_SECONDS = 30.0
"""How soon a copy that another device left beside the file is seen."""


class LastmileApp(Desk):
    """Goals as roads. It returns "demo" when the demo roads are asked for."""

    opening: str | None = None
    """The command that the app begins with."""

    _asked_on: date | None = None
    """The day on which it was last asked whether a goal is sealed still: once is enough."""

    def on_mount(self) -> None:
        self.bind_down()
        self.set_interval(POLL_SECONDS, self._look_outside)
        self.set_interval(KEEP_SECONDS, self._keep)
        self.theme_changed_signal.subscribe(self, lambda _: self.remember())
        self.call_after_refresh(self._begin_watch)

    # What screens ask for

    @on(CommandRequested)
    def _command(self, message: CommandRequested) -> None:
        self.do(message.command, message.uid)

    @on(MarkerRequested)
    def _marker(self, message: MarkerRequested) -> None:
        self._drive(message.uid, partial(moves.reach, index=message.index), starts=True)

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

    @on(GuideLeft)
    def _leave_guide(self) -> None:
        """Take the first steps away, and say where they are."""
        from lastmile_tui.domain.guide import Step  # noqa: PLC0415 # when they were walked

        coach = self.guiding.coach()
        if coach is not None and self.guiding.leave():
            self.bind_down()
            self.remember()
            how = "done" if coach.step is Step.DONE else "skipped"
            self.say(f"First steps {how}; the palette has them again.")

    @on(FilterChanged)
    def _filter(self, message: FilterChanged) -> None:
        self.session.filter(message.query)
        self.bind_down()

    @on(TopBar.Chosen)
    async def _screen_chosen(self, message: TopBar.Chosen) -> None:
        for screen in (self.review, self.mirror):
            if screen is not None:
                await screen.dismiss()
        if message.name != TABS[0]:
            self.do(message.name.casefold(), None)

    def do(self, command: str, uid: str | None) -> None:
        """Carry out a verb of the command table; without a goal where it needs one, say so."""
        session = self.session
        anywhere: dict[str, Callable[[], object]] = {
            "add": lambda: self.begin(self.starting.add()),
            "template": lambda: self.begin(self.starting.add_from_template()),
            "undo": lambda: self._change_some(session.undo),
            "redo": lambda: self._change_some(session.redo),
            "review": self.open_review,
            "weekly": partial(self.open_review, weekly=True),
            "mirror": self.open_mirror,
            "view": lambda: self._look(session.next_view),
            "sort": lambda: self._look(session.next_sort),
            "density": lambda: self._look(session.next_density),
            "guide": self.begin_guide,
            "keys": self.show_keys,
            "merge": self._merge,
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
        elif (move := _move(command)) is not None:
            self._drive(goal.uid, move, starts=command in _STARTING)
        else:
            self._do_with(command, goal)

    def _do_with(self, command: str, goal: Goal) -> None:
        asking = self.asking
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
        if self.review is not None:
            asked |= {"same": self.reviewing.same, "drive": self.reviewing.drive}
        if command in _AHEAD and not asking.under_way(goal):
            return
        if command in asked and self.review is not None:
            self.ask(self.reviewing.answer(command, goal, asked[command](goal)))
        elif command in asked:
            self.ask(asked[command](goal))
        elif command in ("open", "edit"):
            self.open_road(goal.uid)
        elif command == "past":
            self.open_past(goal.uid)
        elif command == "seal":
            self.open_seal(goal.uid)
        elif command == "seal_now":
            self.ask(self.seal_now(goal))
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
        if self.review is not None:
            self.reviewing.undone(uid)
        self.changed(words)
        if self.road is None:
            self.highway.view.choose(uid)

    def _look(self, verb: Callable[[], str]) -> None:
        self.say(verb())
        self.bind_down()
        self.remember()

    # In the background

    def _begin_watch(self) -> None:
        """Measure the goals, now that they are on the screen, and say what there is to say."""
        self.session.begin_watch()
        self.guiding.offer()
        self.guided = True
        self.bind_down()
        if self.silent:
            self._offer()
        self._tell_news()
        self._keep()
        opening, self.opening = self.opening, None
        if opening is None:
            self._ask_whether_sealed()
        else:
            self.do(opening, None)

    def _offer(self) -> None:
        """Offer the review when it is due, or on its day the weekly look; nothing is forced."""
        if self.screen is not self.highway or self.opening is not None:
            return
        if self.session.board.due:
            self.say(f"The daily review is due: {self._begins('review')}, about two minutes.")
        elif lost := self.reviewing.lost_sight_of:
            roads = counted(lost, "road was", "roads were")
            self.say(f"{roads} lost sight of: the weekly look asks, {self._begins('weekly')}.")

    def _begins(self, command: str) -> str:
        key = first_key(self.keys, command, plain=self.glyphs is ASCII)
        return f"{key or 'the palette'} begins it"

    def _ask_whether_sealed(self) -> None:
        """Ask a week after a seal whether it holds, where nothing else is asked."""
        self._asked_on = self.session.today
        goal = self.session.to_confirm()
        if goal is not None and self.screen is self.highway:
            self.ask(self.asking.confirm(goal))

    def back(self) -> None:
        """Show what was done elsewhere while the app was stopped."""
        super().back()
        self._look_outside()

    def _look_outside(self) -> None:
        """Take in what another terminal did, and the turn of the day."""
        try:
            news = self.session.refresh()
        except LastmileError as error:
            self.say(str(error), "warning")
            return
        if news:
            self.bind_down()
        if self.session.today != self._asked_on and self.screen is self.highway:
            self._offer()
            self._ask_whether_sealed()
        self.leave_gone_road()
        self._tell_news()

    def _tell_news(self, more: Iterable[str] = ()) -> None:
        """Say what the file makes known of itself."""
        if news := self.session.news(more):
            self.say("\n".join(news), "warning")

    # Copies

    @work(exclusive=True, group="keep")
    async def _keep(self) -> None:
        """Back the file up, and look for what other devices left beside it."""
        keeping = self.keeping
        if keeping is None:
            return
        trouble = await to_thread(keeping.look, self.session.today)
        if keeping.notice != self.session.copies:
            self.session.copies = keeping.notice
            self.bind_down()
        key = first_key(self.keys, "merge", plain=self.glyphs is ASCII) or "the palette"
        self._tell_news(filter(None, (trouble, *keeping.told(self.session.today, key))))

    def _merge(self) -> None:
        """Merge what other devices left beside the file."""
        keeping = self.keeping
        if keeping is None:
            self.say("These roads are thrown away: nothing is merged into them.", "warning")
            return
        try:
            words = keeping.merge(self.session.today)
        except LastmileError as error:
            self.refused(error)
            return
        self.session.copies = keeping.notice
        self.session.refresh()
        self.changed(words)


_GONE = "That goal is no longer there."


def _resume(record: Record, stamp: Stamp) -> Record:
    """Bring a goal back onto the road, wherever it stands beside it."""
    back = sealing.reopen if record.goal.sealed else phases.resume
    return back(record, stamp)


_MOVES: dict[str, Move] = {
    "advance": moves.advance,
    "back": moves.back,
    "nudge": lambda record, stamp: moves.nudge(record, stamp, record.goal.step),
    "nudge_back": lambda record, stamp: moves.nudge(record, stamp, -record.goal.step),
    "resume": _resume,
    "remove": edits.remove,
}

_STARTING = {"advance", "nudge", *(f"reach_{n}" for n in range(1, 10))}
"""What starts a planned goal."""

_AHEAD = {"next_step", "park", "turn", "detour", "let_go"}
"""What is asked of the road ahead only."""


def _move(command: str) -> Move | None:
    """The move that a command makes without asking anything."""
    if command.startswith("reach_"):
        return partial(moves.reach, index=int(command.removeprefix("reach_")) - 1)
    return _MOVES.get(command)


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
