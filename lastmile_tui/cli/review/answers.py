"""The answers of a review in plain lines: their further questions, and the moves they save."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.review.prompts import InputEnded, QuestionLeft
from lastmile_tui.cli.review.questions import LineQuestions
from lastmile_tui.cli.spoken.replies import parse_reply, say_not_understood
from lastmile_tui.domain.changes import drive, seal
from lastmile_tui.domain.input.drives.how_far import how_far
from lastmile_tui.domain.input.questions import QUESTIONS, in_the_way
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.review import answers
from lastmile_tui.domain.review.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from lastmile_tui.cli.review.prompts import Prompts
    from lastmile_tui.cli.review.questions import Save
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.numbers import Notation
    from lastmile_tui.domain.model.record import Move

_YES, _NO = "yes", "no"


class ReviewAnswers:
    """The answers to one goal on a day."""

    def __init__(
        self,
        prompts: Prompts,
        goal: Goal,
        today: date,
        save: Save,
        notation: Notation,
        *,
        goals: Mapping[str, Goal],
    ) -> None:
        self._prompts, self._goal, self._today, self._save = prompts, goal, today, save
        self._notation, self._goals = notation, goals

    def give(self, answer: Answer, given: str = "") -> bool:
        """Carry out an answer; returns False if an empty line has cancelled it.

        `given` are words that were typed behind it. Raises an error of REFUSED if the goal does
        not allow it.
        """
        if answer is Answer.PART and (given or self._goal.counting):
            asked = how_far(self._goal, self._today, self._notation)
            return LineQuestions(self._prompts, self._save, echo=True).put(asked, given)
        if answer in _AT_ONCE:
            self._save(_AT_ONCE[answer])
            return True
        if answer is Answer.SAME:
            return self._same()
        return self._seal() if answer is Answer.SEAL else self._put(answer)

    def _same(self) -> bool:
        """Nothing has changed; in the final stretch, ask what stands in the way."""
        if self._goal.reviewed == self._today:
            return True
        if not answers.asks_why(self._goal, self._today):
            self._save(answers.no_change)
            return True
        same, reasons = answers.no_change, answers.reasons()
        asked = in_the_way(
            self._goal, same, reasons, self._today, self._notation, goals=self._goals
        )
        try:
            LineQuestions(self._prompts, self._save).put(asked)
        except InputEnded as ended:  # no change it is, whatever the reason
            self._save(answers.no_change)
            if not isinstance(ended, QuestionLeft):
                raise
        return True

    def _seal(self) -> bool:
        """Seal; while items of the seal list are open, ask which are done, or to seal anyway.

        A no is logged; an empty line leaves the rest open. Before the last marker items can be
        ticked, but the goal cannot be sealed.
        """
        goal = self._goal
        at_end = goal.to_go <= 0
        while goal.open_items:
            answer = self._open_item(goal, (_YES, _NO) if at_end else ())
            if answer is None:
                return goal is not self._goal
            if answer == _NO:
                self._save(seal.hold_back)
                return True
            if answer == _YES:
                break
            goal = self._save(partial(seal.tick, index=int(answer)))
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
            found = parse_reply(line, words, numbers)
            if found is not None or not line.strip():
                return found
            self._prompts.say(say_not_understood(line, [*anyway, *texts.values()]))

    def _put(self, answer: Answer) -> bool:
        """Ask as the answer's own question does, until there is a move."""
        ask = QUESTIONS[answer.value]
        question = ask(self._goal, self._today, self._notation, self._goals)
        return LineQuestions(self._prompts, self._save).put(question)


_AT_ONCE: dict[Answer, Move] = {
    Answer.MOVED: drive.advance,
    Answer.PART: lambda record, stamp: drive.nudge(record, stamp, record.goal.step),
    Answer.DRIVE: answers.drive,
}
"""The answers without a further question."""
