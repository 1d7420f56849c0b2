"""What is asked before something is done: each flow shows its screens, then changes one goal.

A line that the road or the disk refuses is asked again with the reason below it, so that nothing
that was typed is lost. Screens are imported where they are asked for: the first frame needs none.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.dates import When, read_date, say_due, split_date
from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.model.text import NOTE_LIMIT, TITLE_LIMIT, clean_note
from lastmile_tui.domain.wording.finish import say_distance, say_still_open
from lastmile_tui.errors import DateError, GoalError, LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move, Record
    from lastmile_tui.ui.controllers.host import Talk
    from lastmile_tui.ui.dialogs.prompt import Question
    from lastmile_tui.ui.state.session import Session

    Doing = Callable[[str], str]
    """Does something with a line; what was done."""

_KIND_HINTS = {
    "waiting": "on somebody or something",
    "washed out": "upkeep was put off for too long",
    "dead end": "another route is needed",
    "emergency": "something pulled you away",
    "baggage": "something of yours to unpack first",
}
_ASKS = {
    "waiting": ("Waiting on whom", "Henrik, for the transfer"),
    "washed out": ("What was washed out", "the old duct under the bridge"),
    "dead end": ("Why it does not go on here", "the university takes no Word files"),
    "emergency": ("What pulled you away", "the knee"),
    "baggage": ("What there is to unpack", "fear of the answer"),
}


class Questions:
    """The questions about one goal."""

    def __init__(self, talk: Talk, session: Session) -> None:
        self._talk, self._session = talk, session

    def under_way(self, goal: Goal) -> bool:
        """Whether there is a road ahead; where there is none, that is told before any question."""
        try:
            drive.under_way(goal)
        except GoalError as error:
            self._talk.refused(error)
            return False
        return True

    async def note(self, goal: Goal) -> None:
        """Ask for a note."""
        await self._line(self._question("Note", goal, NOTE_LIMIT), self._changing(goal, drive.note))

    async def rename(self, goal: Goal) -> None:
        """Ask for another title."""
        doing = self._changing(goal, edit.rename)
        await self._line(self._question("New title", goal), doing, goal.title)

    async def next_step(self, goal: Goal) -> None:
        """Ask for the next step with its day; an empty line says that it is done."""
        step = goal.next_step
        asked = self._question(
            "Next step, and when",
            goal,
            example="call Henrik about the transfer fri",
            hint="an empty line: it is done" if step else "",
            select=True,
            meaning=self._when_of_step,
        )
        held = f"{step.text} {step.on or ''}".strip() if step else ""

        def plan(line: str) -> str:
            if held and line.strip() == held:
                return f"Nothing changed · {goal.title}"
            text, day = split_date(line.split(), self._today)
            return self._session.change(goal.uid, partial(status.plan_step, text=text, on=day))

        await self._line(asked, plan, held)

    async def park(self, goal: Goal) -> None:
        """Ask until when."""
        example = "in 2 weeks"
        hint = "it comes back by itself that day"
        asked = self._question("Park until", goal, example=example, hint=hint, meaning=self._when)

        def until(line: str) -> str:
            if not line.strip():
                raise DateError(f"Type until when, such as {example}.")
            day = read_date(line, self._today).day
            return self._session.change(goal.uid, partial(status.park, until=day))

        await self._line(asked, until)

    async def turn(self, goal: Goal) -> None:
        """Ask whose turn it is."""
        answer = await self._choice(
            "Whose turn is it", goal, {"m": "mine", "t": "theirs", "n": "nobody's"}
        )
        if answer:
            whose = "" if answer == "nobody's" else answer
            self._change(goal, partial(status.turn, whose=whose))

    async def block(self, goal: Goal) -> None:
        """Clear the roadblocks, or ask for the kind of a new one and a word about it."""
        if goal.roadblocks:
            self._change(goal, roadblocks.clear)
            return
        if not self.under_way(goal):
            return
        kind = await self._choice("What is in the way", goal, roadblocks.BLOCK_KEYS, _KIND_HINTS)
        if kind is None:
            return
        ask, example = _ASKS[kind]
        hint = "enter alone is enough"
        asked = self._question(ask, goal, example=example, hint=hint)

        def put(line: str) -> str:
            return self._session.change(goal.uid, roadblocks.blocking(kind, line))

        if await self._line(asked, put) and kind == "dead end" and goal.to_go > 0:
            await self.detour(goal)

    async def detour(self, goal: Goal) -> None:
        """Ask for the road ahead, anew."""
        from lastmile_tui.domain.input.detour import detour, road_ahead  # noqa: PLC0415

        asked = self._question(
            "The road ahead, anew", goal, 10 * TITLE_LIMIT, example="a > b >> c",
            hint="> separates markers, >> starts the final stretch; what was driven stays",
        )  # fmt: skip

        def rewrite(record: Record, stamp: Stamp, line: str) -> Record:
            if record.goal.reached != goal.reached:
                raise GoalError(f"‘{goal.title}’ was driven on meanwhile; leave, and begin again.")
            return detour(record, stamp, line)

        doing = self._changing(goal, rewrite)
        await self._line(asked, doing, road_ahead(goal))

    async def let_go(self, goal: Goal) -> None:
        """Ask for the reason in one key, and for a sentence."""
        kind = await self._choice("Let it go: why", goal, status.LET_GO_KEYS)
        if kind is None:
            return
        asked = self._question("In a sentence", goal, hint="enter alone is enough")

        def go(line: str) -> str:
            words = self._session.change(goal.uid, partial(status.let_go, reason=line, kind=kind))
            return f"{words}{_honoured(goal)}"

        await self._line(asked, go)

    async def seal(self, goal: Goal) -> bool:
        """Seal; with open items the next one is named and asked about, and the answer is logged."""
        try:
            seal.sealable(goal)
        except GoalError as error:
            self._talk.refused(error)
            return False
        if goal.open_items:
            answer = await self._choice(
                "Seal anyway", goal,
                {"y": "yes", "n": "no"},
                {"yes": "it is sealed with what is open", "no": "tick it first"},
                about=f"{say_still_open(goal)}.",
            )  # fmt: skip
            if answer is None:
                return False
            if answer == "no":
                self._change(goal, seal.hold_back)
                return False
        return self._change(goal, seal.seal)

    async def confirm(self, goal: Goal) -> None:
        """Ask a week after the seal whether it holds."""
        answer = await self._choice(
            "Sealed a week ago. Is it still sealed", goal, {"y": "yes", "x": "no"},
            {"yes": "it holds", "no": "reopen it, with everything it had"},
        )  # fmt: skip
        if answer == "no":
            self._change(goal, seal.reopen)
        else:
            self._change(goal, partial(seal.confirm, answered=answer == "yes"))

    async def save_template(self, goal: Goal) -> None:
        """Ask for the name of a template after a goal."""
        from lastmile_tui.domain.examples.templates import save_template  # noqa: PLC0415

        asked = self._question(
            "Save as template, called", goal, example="thesis",
            hint="its road and its seal list; nothing driven, nothing ticked",
        )  # fmt: skip

        def save(line: str) -> str:
            self._session.add(partial(save_template, goal, line))
            return f"Saved as a template · {goal.title}"

        await self._line(asked, save)

    # Putting a question

    @property
    def _today(self) -> date:
        return self._session.today

    def _question(
        self,
        text: str,
        goal: Goal,
        limit: int = TITLE_LIMIT,
        *,
        example: str = "",
        hint: str = "",
        select: bool = False,
        meaning: Callable[[str], str] | None = None,
    ) -> Question:
        from lastmile_tui.ui.dialogs.prompt import Question  # noqa: PLC0415 # 20 ms

        return Question(text, goal.title, limit, example, hint, select, meaning)

    async def _line(self, asked: Question, doing: Doing, text: str = "") -> bool:
        """Ask for a line until it is taken, or until it is left: whether it was taken."""
        from lastmile_tui.ui.dialogs.prompt import PromptScreen  # noqa: PLC0415 # 20 ms

        trouble = ""
        while True:
            screen = PromptScreen(asked, self._talk.glyphs, text, trouble)
            answer = await self._talk.push_screen_wait(screen)
            if answer is None:
                return False
            text = answer
            try:
                words = doing(text)
            except LastmileError as error:
                trouble = clean_note(str(error))
            else:
                self._talk.changed(words)
                return True

    async def _choice(
        self,
        title: str,
        goal: Goal,
        keys: dict[str, str],
        hints: dict[str, str] | None = None,
        *,
        about: str = "",
    ) -> str | None:
        """Ask for one of some answers, a key each."""
        from lastmile_tui.ui.dialogs.choice import Choice, ChoiceScreen, Option  # noqa: PLC0415

        hints = hints or {}
        options = tuple(
            Option(key, answer, answer, hints.get(answer, "")) for key, answer in keys.items()
        )
        asked = Choice(f"{title}?", goal.title, options, about)
        return await self._talk.push_screen_wait(ChoiceScreen(asked, self._talk.glyphs))

    def _changing(self, goal: Goal, move: Callable[..., Record]) -> Doing:
        def change(line: str) -> str:
            return self._session.change(goal.uid, lambda record, stamp: move(record, stamp, line))

        return change

    def _change(self, goal: Goal, move: Move) -> bool:
        return self._talk.carry_out(partial(self._session.drive, goal.uid, move))

    def _when(self, line: str) -> str:
        """The day that a line names, and how far it is."""
        if not line.strip():
            return ""
        try:
            day = read_date(line, self._today).day
        except DateError as error:
            return str(error)
        return say_due(When(day), self._today)

    def _when_of_step(self, line: str) -> str:
        _, day = split_date(line.split(), self._today)
        return say_due(When(day), self._today) if day else ""


def _honoured(goal: Goal) -> str:
    """What was driven of a goal that is let go, and counts."""
    return f"\n{say_distance(goal)} were driven, and count" if goal.position else ""
