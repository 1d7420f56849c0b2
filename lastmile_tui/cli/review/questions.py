"""The questions of the domain in lines: choices with numbers and letters, and lines to type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.cli.spoken.replies import parse_reply
from lastmile_tui.dates.words import say_with_year
from lastmile_tui.domain.input.questions import Choice, Line
from lastmile_tui.domain.model.goal import Goal
from lastmile_tui.errors import DateError, GoalError, LockedError

if TYPE_CHECKING:
    from lastmile_tui.cli.review.prompts import Prompts
    from lastmile_tui.domain.input.questions import Question
    from lastmile_tui.domain.model.record import Move

Save: TypeAlias = Callable[..., Goal]
"""Changes the current goal by a move, prints what was done, and returns the new goal."""

REFUSED = (GoalError, DateError, LockedError)
"""Errors whose sentence is printed before the question is asked again."""

_ENOUGH = "An empty line is enough."
_DROP = "An empty line leaves it as it is."
_DONE = "done"


class LineQuestions:
    """Asks until there is a move, and saves it.

    With `echo` it is said how a line was read, where `save` does not say that.
    """

    def __init__(self, prompts: Prompts, save: Save, *, echo: bool = False) -> None:
        self._prompts, self._save, self._echo = prompts, save, echo

    def put(self, step: Question | Move, given: str = "") -> bool:
        """Ask a question, if it is one; returns False if an empty line has left it.

        What it means to leave it is saved all the same, where that means anything. `given` are
        words that were typed before it was asked.
        """
        if isinstance(step, Choice):
            chosen, given = _answer_in(step, given)
            chosen = chosen or self._choice(step)
            if chosen is None:
                if step.left is not None:
                    self._save(step.left)
                return False
            step = chosen
        if isinstance(step, Line):
            return self.line(step, given)
        self._save(step)
        return True

    def _choice(self, choice: Choice) -> Line | Move | None:
        """The answer to a choice; None if it is left."""
        if choice.about:
            self._prompts.say(sentence(choice.about))
        by_label = {option.label: option for option in choice.options}
        keys = {option.key: option.label for option in choice.options}
        lines = [
            sentence(f"{option.label}, or {option.key}{': ' if option.hint else ''}{option.hint}")
            for option in choice.options
        ]
        label = self._prompts.choice(f"{choice.sentence} {_DROP}", list(by_label), keys, lines)
        return None if label is None else by_label[label].then

    def line(self, line: Line, given: str = "") -> bool:
        """Ask for a line until it is taken; an empty one is left alone where one is needed.

        Returns whether anything was saved, its `first` move too.
        """
        done = f"Type {_DONE} when {line.empty}. " if line.empty else ""
        now = f"It is now: {_say_value(line.value)}. " if line.value else ""
        first = line.first is not None
        if line.first is not None:
            self._save(line.first)
        asked = f"{line.sentence} {now}{done}{_ENOUGH if line.optional else _DROP}"
        while True:
            text, given = given or self._prompts.ask(asked).strip(), ""
            if not text and not line.optional:
                return first
            if line.empty and text.casefold() == _DONE:
                text = ""
            try:
                move = line.read(text)
                if move is None:
                    return first
                self._save(move)
            except REFUSED as error:
                self._prompts.say(str(error))
                continue
            if self._echo and line.meaning and text and (words := line.meaning(text)):
                self._prompts.say(sentence(f"read as: {words}"))
            elif line.after and (words := line.after(text)):
                self._prompts.say(sentence(words))
            return line.then is None or self.line(line.then()) or True


def _say_value(text: str) -> str:
    """A text that stands already, with the date at its end as it is said."""
    head, _, last = text.rpartition(" ")
    try:
        day = date.fromisoformat(last)
    except ValueError:
        return text
    return " ".join(filter(None, (head, say_with_year(day))))


def _answer_in(choice: Choice, given: str) -> tuple[Line | Move | None, str]:
    """The answer that words begin with, and the words behind it."""
    by_label = {option.label: option for option in choice.options}
    keys = {option.key: option for option in choice.options}
    words = given.split()
    for count in range(len(words), 0, -1):
        option = parse_reply(" ".join(words[:count]), by_label, keys)
        if option is not None:
            return option.then, " ".join(words[count:])
    return None, ""
