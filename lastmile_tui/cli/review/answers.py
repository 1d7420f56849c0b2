"""The answers of a review in plain lines: their further questions, and the moves they save."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.review.wording import parse_reply, say_not_understood
from lastmile_tui.dates import read_date, split_date
from lastmile_tui.domain.changes import drive, roadblocks, seal, status
from lastmile_tui.domain.model.goal import LETTING_GO, ROADBLOCKS
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.review import answers
from lastmile_tui.domain.review.answers import Answer, FollowUp
from lastmile_tui.domain.wording.finish import say_distance
from lastmile_tui.errors import DateError, GoalError, LockedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from lastmile_tui.cli.review.prompts import Prompts
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move, Record

    Save = Callable[[Move], Goal]
    """Changes the current goal, prints what was done, and returns the new goal."""

REFUSED = (GoalError, DateError, LockedError)
"""Errors whose sentence is printed before the question is asked again."""

_QUESTIONS = {
    "waiting": "Waiting on whom, such as: Henrik, for the transfer?",
    "washed out": "What was washed out?",
    "dead end": "Why does it not go on here?",
    "emergency": "What pulled you away?",
    "baggage": "What is there to unpack first?",
}
_ENOUGH = "An empty line is enough."
_DROP = "An empty line leaves it as it is."
_DONE = "done"
_YES, _NO = "yes", "no"


class ReviewAnswers:
    """The answers to one goal on a day."""

    def __init__(self, prompts: Prompts, goal: Goal, today: date, save: Save) -> None:
        self._prompts, self._goal, self._today, self._save = prompts, goal, today, save

    def give(self, answer: Answer) -> bool:
        """Carry out an answer; returns False if an empty line has cancelled it.

        Raises an error of REFUSED if the goal does not allow it.
        """
        handlers = {
            Answer.SAME: self._same,
            Answer.BLOCK: self._block,
            Answer.SEAL: self._seal,
            Answer.STEP: self._step,
            Answer.NOTE: self._note,
            Answer.TURN: self._turn,
            Answer.PARK: self._park,
            Answer.LET_GO: self._let_go,
        }
        if answer in handlers:
            return handlers[answer]()
        self._save(_AT_ONCE[answer])
        return True

    def _same(self) -> bool:
        """Nothing has changed; in the final stretch, ask what is in the way and what comes next."""
        if self._goal.reviewed == self._today:
            return True
        questions = answers.follow_ups(self._goal, self._today)
        self._save(answers.no_change)
        if FollowUp.IN_THE_WAY in questions:
            self._block()
        if FollowUp.NEXT_STEP in questions:
            self._step()
        return True

    def _block(self) -> bool:
        if self._goal.roadblocks:
            self._save(roadblocks.clear)
            return True
        drive.under_way(self._goal)
        kind = self._prompts.choice(
            f"What is in the way? {_DROP}", ROADBLOCKS, roadblocks.BLOCK_KEYS
        )
        if kind is None:
            return False

        make_move = partial(roadblocks.blocking, kind)
        return self._line(f"{_QUESTIONS[kind]} {_ENOUGH}", make_move, needed=False)

    def _seal(self) -> bool:
        """Seal; while items of the seal list are open, ask which are done, or to seal anyway.

        A no is logged; an empty line leaves the rest open. Before the last marker items can be
        ticked, but the goal cannot be sealed.
        """
        goal = self._goal
        at_end = goal.to_go <= 0
        while goal.open_items:
            reply = self._open_item(goal, (_YES, _NO) if at_end else ())
            if reply is None:
                return goal is not self._goal
            if reply == _NO:
                self._save(seal.hold_back)
                return True
            if reply == _YES:
                break
            goal = self._save(partial(seal.tick, index=int(reply)))
        if at_end:
            self._save(seal.seal)
        return True

    def _open_item(self, goal: Goal, anyway: Sequence[str]) -> str | None:
        """Ask about the open items: the index of a done one, a word of `anyway`, or None."""
        items = {str(n): item for n, item in enumerate(goal.seal, 1) if not item.done}
        texts = {number: clean_line(item.text) for number, item in items.items()}
        numbers = {number: str(int(number) - 1) for number in items}
        words = {text.casefold(): numbers[number] for number, text in texts.items()}
        words |= {word: word for word in anyway}
        listed = ", ".join(f"{number} {text}" for number, text in texts.items())
        question = f"Still open: {listed}. Name what is done."
        if anyway:
            question += f" Seal anyway? {', '.join(anyway)}."
        while True:
            line = self._prompts.ask(question)
            reply = parse_reply(line, words, numbers)
            if reply is not None or not line.strip():
                return reply
            self._prompts.say(say_not_understood(line, [*anyway, *texts.values()]))

    def _step(self) -> bool:
        drive.under_way(self._goal)
        current = self._goal.next_step

        def plan(line: str) -> Move:
            if current and line.strip().casefold() == _DONE:
                return partial(status.plan_step, text="")
            text, day = split_date(line.split(), self._today)
            return partial(status.plan_step, text=text, on=day)

        done = f"‘{_DONE}’ when it is done. " if current else ""
        return self._line(f"What comes next, and when? {done}{_DROP}", plan)

    def _note(self) -> bool:
        return self._line(f"What is the note? {_DROP}", lambda line: _move_with(drive.note, line))

    def _turn(self) -> bool:
        drive.under_way(self._goal)
        whose = self._prompts.choice(f"Whose turn is it? {_DROP}", ("mine", "theirs", "nobody's"))
        if whose is None:
            return False
        self._save(partial(status.turn, whose="" if whose == "nobody's" else whose))
        return True

    def _park(self) -> bool:
        drive.under_way(self._goal)

        def until(line: str) -> Move:
            return partial(status.park, until=read_date(line, self._today).day)

        return self._line(f"Park it until when, such as: in 2 weeks? {_DROP}", until)

    def _let_go(self) -> bool:
        drive.under_way(self._goal)
        kind = self._prompts.choice(f"Why is it let go? {_DROP}", LETTING_GO, status.LET_GO_KEYS)
        if kind is None:
            return False

        def go(line: str) -> Move:
            return partial(status.let_go, reason=line, kind=kind)

        self._line(f"Why, in a sentence? {_ENOUGH}", go, needed=False)
        if self._goal.position:
            self._prompts.say(f"{say_distance(self._goal)} were driven, and count.")
        return True

    def _line(
        self, question: str, make_move: Callable[[str], Move], *, needed: bool = True
    ) -> bool:
        """Ask for a line until it is accepted; an empty one cancels if a text is needed."""
        while True:
            line = self._prompts.ask(question)
            if needed and not line.strip():
                return False
            try:
                self._save(make_move(line.strip()))
            except REFUSED as error:
                self._prompts.say(str(error))
            else:
                return True


def _move_with(move: Callable[[Record, Stamp, str], Record], line: str) -> Move:
    return lambda record, stamp: move(record, stamp, line)


_AT_ONCE: dict[Answer, Move] = {
    Answer.MOVED: drive.advance,
    Answer.PART: lambda record, stamp: drive.nudge(record, stamp, record.goal.step),
    Answer.DRIVE: answers.drive,
}
"""The answers without a further question."""
