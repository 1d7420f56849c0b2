"""What the parts of the linear mode share: the session, what is asked, and what is said."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.review.questions import LineQuestions
from lastmile_tui.cli.spoken.facts import say_figures, sentence
from lastmile_tui.domain.changes.moved_dates import offered
from lastmile_tui.domain.wording.moved_dates import say_offer
from lastmile_tui.errors import GoalError, LastmileError
from lastmile_tui.store.app_state import load_state, save_state
from lastmile_tui.ui.state.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from lastmile_tui.cli.context import Context
    from lastmile_tui.cli.review.prompts import Prompts
    from lastmile_tui.domain.input.grammar.markers import DateReader
    from lastmile_tui.domain.input.questions import Line, Question
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move
    from lastmile_tui.store.goals import GoalStore


class LinearHost:
    """Changes goals through the session of the app, and says what was done.

    `state_dir` keeps how the roads are looked at; the app begins with the same look.
    """

    def __init__(
        self, context: Context, store: GoalStore, prompts: Prompts, state_dir: Path
    ) -> None:
        self.context, self.store, self.prompts = context, store, prompts
        self._state_dir = state_dir
        self.session = self._new_session()

    def _new_session(self) -> Session:
        context = self.context
        session = Session(
            self.store,
            context.calendar,
            context.clock,
            load_state(self._state_dir),
            context.config.rest,
            notation=context.notation,
        )
        session.begin_measuring()
        return session

    def begin_anew(self) -> None:
        """Take in what was changed beside the session, such as by a review."""
        query = self.session.lineups.look.query
        self.remember()
        notices, self.session = self.session.notices, self._new_session()
        self.session.notices = notices
        self.session.lineups.filter(query)

    def remember(self) -> None:
        """Keep the look for the next start; where it cannot be kept, nothing is lost."""
        state = load_state(self._state_dir)
        with suppress(LastmileError):
            save_state(self._state_dir, self.session.lineups.kept(state))

    @property
    def today(self) -> date:
        return self.session.today

    @property
    def dates(self) -> DateReader:
        """Reads the date that words begin with, as it is meant now."""
        from lastmile_tui.dates import match_date  # noqa: PLC0415 # when a line is read

        return partial(match_date, today=self.session.today, now=self.session.wall)

    def say(self, *lines: str) -> None:
        """Print lines."""
        self.prompts.say(*lines)

    def ask(self, *lines: str) -> str:
        """Print lines and read one, without the spaces around it."""
        return self.prompts.ask(*lines).strip()

    def goal(self, uid: str) -> Goal:
        """A goal that is there; GoalError when it was removed, or went with its file."""
        goal = self.session.goal(uid)
        if goal is None:
            raise GoalError("That road is no longer there.")
        return goal

    def measure(self, goal: Goal) -> Measures | None:
        """What is measured of a goal; None for one whose log cannot be read."""
        return self.session.measurer.gauge(goal, self.session.today)

    # Changes

    def change(self, uid: str, move: Move, figures: Callable[[Goal], str] = say_figures) -> Goal:
        """Change a goal, say what was done with its figures as they are now, ask what that asks."""
        words = self.session.change(uid, move)
        self.say_done(words, uid, figures)
        if self.session.goal(uid) and (push := offered(self.session.record(uid))):
            self.say(sentence(say_offer(push, "push")))
        if self.session.entered is not None:
            from lastmile_tui.domain.input.drives.what_counts import what_counts  # noqa: PLC0415 # when asked

            LineQuestions(self.prompts, partial(self.change, uid)).put(what_counts())
        return self.session.goals[uid]

    def say_done(self, words: str, uid: str, figures: Callable[[Goal], str] = say_figures) -> None:
        """Say what was done, and the new figures of the goal, in one line."""
        goal = self.session.goal(uid)
        now = figures(goal) if goal else ""
        self.say(" ".join(map(sentence, filter(None, (*words.split("\n"), now)))))

    def say_taken_back(self, done: tuple[str, str]) -> None:
        """Say what was undone or redone, and of which goal."""
        uid, words = done
        self.say_done(words, uid)

    def put(self, uid: str, question: Question | Move, given: str = "") -> bool:
        """Ask a question of the domain about a goal, and save the answer; one may be `given`."""
        asked = LineQuestions(self.prompts, partial(self.change, uid), echo=True).put(
            question, given
        )
        if not asked:
            self.say("Nothing changed.")
        return asked

    def put_line(self, line: Line, save: Callable[[str], None], given: str = "") -> None:
        """Ask for a line until it is saved; an empty one changes nothing, one may be `given`."""
        while text := given or self.ask(f"{line.sentence} An empty line leaves it as it is."):
            given = ""
            try:
                save(text)
            except LastmileError as error:
                self.say(sentence(str(error)))
            else:
                return
        self.say("Nothing changed.")

    def carry_out(self, run: Callable[[], object]) -> None:
        """Run a command; what is refused is said in a sentence, and changes nothing."""
        try:
            run()
        except LastmileError as error:
            self.say(sentence(str(error)))
