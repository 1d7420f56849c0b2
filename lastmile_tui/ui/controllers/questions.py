"""Puts questions about one goal, and changes it as they are answered.

A line that the road or the disk refuses is asked again with the reason below it, so that nothing
that was typed is lost. Screens are imported where they are asked for: the first frame needs none.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.model.text import clean_note
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastmile_tui.domain.input.questions import Choice, Line, Question
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move
    from lastmile_tui.ui.controllers.host import Host
    from lastmile_tui.ui.state.session import Session


class Questions:
    """Asks questions on screens, and saves the answers."""

    def __init__(self, host: Host, session: Session) -> None:
        self._host, self._session = host, session

    async def ask(self, command: str, goal: Goal) -> bool:
        """Put the question of a command; whether it was answered."""
        from lastmile_tui.domain.input.questions import QUESTIONS  # noqa: PLC0415 # 10 ms, when asked

        session = self._session
        asked = QUESTIONS[command](goal, session.today, session.notation, session.goals)
        return await self._put(goal, asked)

    async def seal(self, goal: Goal) -> bool:
        """Seal, after a question where items are open; whether it is sealed."""
        from lastmile_tui.domain.input.drives.at_end import seal_it  # noqa: PLC0415 # as above

        if not await self._put(goal, seal_it(goal)):
            return False
        now = self._session.goal(goal.uid)
        return now is not None and now.sealed is not None

    async def why_not(self, goal: Goal) -> bool:
        """Ask on the page of the review why nothing has changed; whether that was saved."""
        from lastmile_tui.domain.input.questions import in_the_way  # noqa: PLC0415 # as above
        from lastmile_tui.domain.review.answers import no_change, reasons  # noqa: PLC0415 # as above

        session = self._session
        today, notation = session.today, session.notation
        asked = in_the_way(goal, no_change, reasons(), today, notation, goals=session.goals)
        return await self._put(goal, asked, on_page=True)

    async def confirm(self, goal: Goal) -> None:
        """Ask a week after the seal whether it holds."""
        from lastmile_tui.domain.input.drives.at_end import still_sealed  # noqa: PLC0415 # as above

        await self._put(goal, still_sealed())

    async def date_entry(self, goal: Goal, entry: str | None) -> None:
        """Ask when an entry of the log was done, by its id, or the newest one."""
        from lastmile_tui.domain.input.when import when_was_it  # noqa: PLC0415 # rarely asked

        record = self._session.record(goal.uid)
        await self._put(goal, when_was_it(record, entry, self._session.today))

    async def how_far(self, goal: Goal, others: int = 0) -> bool:
        """Ask how much came; a planned goal starts beside so many others. Whether it was saved."""
        from lastmile_tui.domain.input.drives.how_far import how_far  # noqa: PLC0415 # when asked

        session = self._session
        return await self._put(goal, how_far(goal, session.today, session.notation, others=others))

    async def jump(self, goal: Goal, index: int) -> Move | None:
        """Ask whether a jump over several markers is meant: its move, or None."""
        from lastmile_tui.domain.input.drives.jump import jump  # noqa: PLC0415 # rarely asked
        from lastmile_tui.domain.input.questions import Line  # noqa: PLC0415 # as above

        step = await self._choice(goal, jump(goal, index))
        return None if isinstance(step, Line) else step

    async def last_mile(self, goal: Goal) -> None:
        """Ask for which day a goal is picked as the one last mile."""
        from lastmile_tui.domain.input.drives.last_mile import last_mile  # noqa: PLC0415 # when asked

        await self._put(goal, last_mile(goal, self._session.today))

    async def what_counts(self, goal: Goal) -> None:
        """Ask on entering the stretch what must be true at its end."""
        from lastmile_tui.domain.input.drives.what_counts import what_counts  # noqa: PLC0415 # when asked

        await self._put(goal, what_counts())

    async def save_template(self, goal: Goal) -> None:
        """Ask for the name of a template after a goal."""
        from lastmile_tui.domain.examples.templates import save_template  # noqa: PLC0415 # rarely asked
        from lastmile_tui.domain.input.questions import template_name  # noqa: PLC0415 # as above

        def save(line: str) -> str:
            self._session.add(partial(save_template, self._session.record(goal.uid), line))
            return f"Saved as a template · {goal.title}"

        await self.line(goal, template_name(), save)

    async def again(self, goal: Goal) -> None:
        """Ask when a road begins again, or how often once it is sealed."""
        from lastmile_tui.domain.crossing.again import again  # noqa: PLC0415 # rarely asked
        from lastmile_tui.domain.crossing.laps import say_new_lap  # noqa: PLC0415 # as above
        from lastmile_tui.domain.input.drives.at_end import begin_again  # noqa: PLC0415 # as above

        session = self._session
        record = session.record(goal.uid)

        def save(line: str) -> str:
            change = again(record, line, session.goals, session.today)
            if change.make is None:
                return session.change(change.uid, change.move)
            lap = session.keep(change.uid, change.make, change.move)
            return say_new_lap(lap, session.today)

        await self.line(goal, begin_again(record, session.today), save)

    async def _put(self, goal: Goal, asked: Question | Move, *, on_page: bool = False) -> bool:
        """Ask until there is a move, and make it; whether it was made.

        `on_page` asks a choice at the foot of the page.
        """
        from lastmile_tui.domain.input.questions import Choice, Line  # noqa: PLC0415 # as above

        step: Choice | Line | Move | None = asked
        if isinstance(step, Choice):
            step = await self._choice(goal, step, on_page=on_page)
        if isinstance(step, Line):
            return await self._answer_line(goal, step)
        return step is not None and self._host.carry_out(partial(self._change, goal, step))

    async def _choice(
        self, goal: Goal, choice: Choice, *, on_page: bool = False
    ) -> Line | Move | None:
        from lastmile_tui.ui.dialogs.choice import ChoiceScreen  # noqa: PLC0415 # 20 ms

        screen = ChoiceScreen(choice, goal.title, self._host.glyphs, on_page=on_page)
        option = await self._host.push_screen_wait(screen)
        return choice.left if option is None else option.then

    async def _answer_line(self, goal: Goal, line: Line) -> bool:
        first = line.first
        if first is not None and not self._host.carry_out(partial(self._change, goal, first)):
            return False

        def save(text: str) -> str:
            move = line.read(text)
            if move is None:
                left = line.optional and not text.strip()
                return self._host.last_words if left else f"Nothing changed · {goal.title}"
            words = self._change(goal, move)
            after = line.after(text) if line.after else ""
            return f"{words}\n{after}" if after else words

        if not await self.line(goal, line, save):
            return first is not None
        if line.then is not None:
            await self._put(goal, line.then())
        return True

    async def line(self, goal: Goal, line: Line, save: Callable[[str], str]) -> bool:
        """Ask for a line until it is saved, or until it is left: whether it was saved."""
        from lastmile_tui.ui.dialogs.prompt import PromptScreen  # noqa: PLC0415 # 20 ms

        text, trouble = line.value, ""
        while True:
            screen = PromptScreen(line, goal.title, self._host.glyphs, text, trouble)
            answer = await self._host.push_screen_wait(screen)
            if answer is None:
                return False
            text = answer
            try:
                words = save(text)
            except LastmileError as error:
                trouble = clean_note(str(error))
            else:
                self._host.changed(words)
                return True

    def _change(self, goal: Goal, move: Move) -> str:
        return self._session.change(goal.uid, move, answer=self._host.answer_scope(goal.uid))
