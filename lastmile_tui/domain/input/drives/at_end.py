"""What is asked at the end of a road: to seal it, whether that holds, and when it begins again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.changes import seal
from lastmile_tui.domain.crossing.laps import begun
from lastmile_tui.domain.crossing.rule import LIKE, reader
from lastmile_tui.domain.input.questions import Choice, Line, Option
from lastmile_tui.domain.wording.finish import say_still_open
from lastmile_tui.domain.wording.whole.laps import say_again

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.input.questions import Move
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record


def seal_it(goal: Goal) -> Choice | Move:
    """Seal; with open items the next one is named and asked about, and the answer is logged."""
    seal.sealable(goal)
    if not goal.open_items:
        return seal.seal
    return Choice(
        "Seal anyway",
        "Seal anyway?",
        (
            Option("y", "yes", seal.seal, "it is sealed with what is open"),
            Option("n", "no", seal.hold_back, "tick it first"),
        ),
        about=f"{say_still_open(goal)}.",
        start=1,
    )


def still_sealed() -> Choice:
    """Ask a week after the seal whether it holds."""
    return Choice(
        "Sealed a week ago. Does it still hold",
        "Sealed a week ago. Does it still hold?",
        (
            Option("y", "yes", partial(seal.confirm, answered=True), "it holds"),
            Option("x", "no", seal.reopen, "reopen it, as it was"),
        ),
        left=partial(seal.confirm, answered=False),
        start=None,
    )


def begin_again(record: Record, today: date) -> Line:
    """Ask when a road begins again; who asks makes the next lap, or the rule, of the line."""
    goal = record.goal
    return Line(
        "Again when" if goal.sealed else "Again how often",
        f"When does it begin again, such as {LIKE}?",
        example="in 1 week" if goal.sealed else "every month",
        hint="" if goal.sealed else "once it is sealed; never ends that",
        value=say_again(goal.again) if goal.again and not goal.sealed else "",
        replace=True,
        empty="it begins today" if goal.sealed else "",
        meaning=reader(today, begun(record)),
    )
