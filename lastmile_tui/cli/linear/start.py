"""Beginning something new in lines: the gate, the line that makes a goal, the templates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.spoken.facts import end_sentence, say_goal, sentence
from lastmile_tui.domain.changes.start import (
    GATE_LIMIT,
    GO,
    add,
    came_back,
    made_beside,
    past_gate,
)
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.input.several import read_lines
from lastmile_tui.domain.model.text import clean_line, counted
from lastmile_tui.domain.wording.finish import gate_words
from lastmile_tui.domain.wording.plan import say_plan
from lastmile_tui.errors import LastmileError, QuickAddError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastmile_tui.cli.linear.host import LinearHost
    from lastmile_tui.domain.changes.start import Plan
    from lastmile_tui.domain.examples.templates import Template
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move, Record

_GRAMMAR = (
    "One line makes a goal. A colon ends its title.",
    "A greater-than sign stands between markers, two of them before the final stretch.",
    "For example: Sell the Volvo: listed > test drives >> papers signed  due fri #car",
)

_YES: Final = frozenset(("", "y", "yes", "ok", "add", "1"))
_NO: Final = frozenset(("n", "no", "leave", "2"))


class LinearStart:
    """What is asked before a goal is added or started."""

    def __init__(self, host: LinearHost) -> None:
        self._host = host

    def add(self, text: str = "", template: Template | None = None) -> str | None:
        """Ask for a line until it is saved or left; the uid of the goal to go to, if any."""
        answer = self._gate(self._plan("", template).title if template else "")
        if answer != GO:
            return answer
        return self._ask_line(text, template)

    def add_from_template(self) -> str | None:
        """Ask which template, then for the title of the goal that is made after it."""
        from lastmile_tui.domain.examples.templates import all_templates  # noqa: PLC0415 # rarely

        host = self._host
        templates = list(all_templates(host.session.goals.values()))
        lines = [end_sentence(f"{one.name}: {one.about}") for one in templates]
        chosen = host.prompts.pick(
            "Which template? An empty line leaves.", [one.name for one in templates], lines=lines
        )
        return None if chosen is None else self.add(template=templates[chosen])

    def start(self, goal: Goal, move: Move) -> str | None:
        """Ask at the gate before a planned goal is driven; the uid of the goal to go to."""
        change = self._host.change
        return self.start_with(goal, lambda others: change(goal.uid, past_gate(move, others)))

    def add_amount(self, goal: Goal, text: str = "") -> str | None:
        """Ask how much came, unless it was typed already; the uid of the goal to go to."""
        from lastmile_tui.domain.input.drives.how_far import how_far  # noqa: PLC0415 # when asked

        host = self._host

        def ask(others: int = 0) -> None:
            question = how_far(goal, host.today, host.session.notation, others=others)
            host.put(goal.uid, question, text)

        if host.session.starts_beside_others(goal):
            return self.start_with(goal, ask)
        ask()
        return None

    def start_with(self, goal: Goal, go: Callable[[int], object]) -> str | None:
        """The same, where `go` starts the goal beside so many others, and asks more first."""
        others = len(self._host.session.endangered())
        answer = self._gate(goal.title)
        if answer != GO:
            return answer
        go(others)
        return None

    def _gate(self, title: str) -> str | None:
        """Name what stands in the final stretch: `GO`, None if left, or the uid to drive."""
        host, session = self._host, self._host.session
        endangered = session.endangered()
        if not endangered:
            return GO
        rows = endangered[:GATE_LIMIT]
        what = f"‘{clean_line(title)}’" if title else "something new"
        host.say(f"Before you start {what}: {gate_words(len(endangered), len(rows))}")
        go_on = f"go on with {what if title else 'the new goal'}"
        names = [*(clean_line(goal.title) for goal, _ in rows), go_on]
        lines = [say_goal(goal, session.today, measures) for goal, measures in rows]
        chosen = host.prompts.pick(
            "A number drives that one now, g goes on, an empty line starts nothing.",
            names,
            {"g": len(rows), "go": len(rows)},
            [*lines, sentence(f"{go_on}, or g")],
        )
        if chosen is None:
            host.say("Nothing is started.")
            return None
        if chosen == len(rows):
            return GO
        uid = rows[chosen][0].uid
        session.change(uid, partial(came_back, instead_of=title))
        host.say("Good. One road at a time.")
        return uid

    # The line

    def _ask_line(self, text: str, template: Template | None) -> str | None:
        host = self._host
        if template is None and not text:
            host.say(*_GRAMMAR)
        while True:
            line = text or self._line(template)
            text = ""
            pasted = [one for one in host.prompts.pasted() if one.strip()]
            if not line and template is None:
                host.say("Nothing is added.")
                return None
            if pasted and template is None:
                return self._several([line, *pasted])
            try:
                plan = self._plan(line, template)
            except QuickAddError as error:
                host.say(sentence(str(error)))
                continue
            answer = self._confirm(plan)
            if answer.casefold() in _NO:
                host.say("Nothing is added.")
                return None
            if answer.casefold() not in _YES:
                text = answer
            elif uid := self._save([plan], template):
                return uid

    def _line(self, template: Template | None) -> str:
        if template is None:
            return self._host.ask("Which goal? An empty line adds nothing.")
        self._host.say(f"The template makes: {self._facts(self._plan('', template))}.")
        return self._host.ask("What is its title? An empty line keeps the one of the template.")

    def _plan(self, line: str, template: Template | None) -> Plan:
        host = self._host
        if template is None:
            return read_line(line, host.dates, host.session.notation)
        from lastmile_tui.domain.examples.templates import plan_of  # noqa: PLC0415 # rarely

        return plan_of(template, line, host.dates)

    def _facts(self, plan: Plan) -> str:
        """The title of a plan, and all that it says beside it."""
        return "; ".join((clean_line(plan.title), *say_plan(plan, self._host.today)))

    def _confirm(self, plan: Plan) -> str:
        """Say what was read and what could not be, and ask whether it is added."""
        host = self._host
        host.say(f"Read as: {self._facts(plan)}.")
        host.say(*map(sentence, plan.remarks))
        done = "It is done already where the line comes from. " if plan.done else ""
        return host.ask(
            f"{done}Add it{' all the same' if done else ''}? An empty line adds it, no leaves it,"
            " anything else is read as the line anew."
        )

    def _several(self, lines: Sequence[str]) -> str | None:
        """Offer to make a goal of each line that was pasted, or of the first one only."""
        host = self._host
        try:
            plans = read_lines(lines, host.dates, host.session.notation)
        except QuickAddError as error:
            host.say(sentence(str(error)))
            return None
        open_ones = [(number, plan) for number, plan in plans if not plan.done]
        if done := len(plans) - len(open_ones):
            are = "is" if done == 1 else "are"
            host.say(f"{counted(done, 'line')} {are} done already where they come from; left out.")
        for number, plan in open_ones:
            host.say(f"Line {number}: {self._facts(plan)}.", *map(sentence, plan.remarks))
        if not open_ones:
            return None
        every, first = f"all {len(open_ones)}", "only the first"
        chosen = host.prompts.choice(
            "Add them? An empty line adds none.",
            (every, first),
            {"1": every, "2": first, "y": every},
        )
        if chosen is None:
            host.say("Nothing is added.")
            return None
        return self._save([plan for _, plan in open_ones[: 1 if chosen == first else None]], None)

    def _save(self, plans: Sequence[Plan], template: Template | None) -> str | None:
        """Add goals together, and say so; None if it was refused."""
        host, session = self._host, self._host.session
        others = len(session.endangered())
        makes = [made_beside(_maker(plan, template), others) for plan in plans]
        try:
            uid, words = session.add(makes[0]) if len(makes) == 1 else session.add_all(makes)
        except LastmileError as error:
            host.say(sentence(str(error)))
            return None
        host.say(sentence(words))
        return uid


def _maker(plan: Plan, template: Template | None) -> Callable[[Stamp], Record]:
    from lastmile_tui.domain.examples.templates import new_goal  # noqa: PLC0415 # rarely

    return partial(new_goal, template, plan) if template else partial(add, plan)
