"""The view models of a review's screen."""

from __future__ import annotations

from datetime import date  # noqa: TC003 # msgspec resolves the annotations

from msgspec import Struct

from lastmile_tui.domain.model.goal import Goal  # noqa: TC001
from lastmile_tui.domain.review.answers import Answer  # noqa: TC001
from lastmile_tui.domain.review.outcomes import Outcome  # noqa: TC001
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.ui.drawing.page import Page  # noqa: TC001


class AskedPage(Struct, frozen=True):
    """One goal with its question, the `number`-th of all from 1.

    `answered` has for every goal of the review whether it was answered. `left` says how long the
    rest takes. `rest` counts the goals that are not asked about today.
    """

    page: Page
    question: str
    answers: tuple[Answer, ...]
    number: int
    answered: tuple[bool, ...]
    left: str
    rest: int = 0
    scope: Scope = Scope.DAILY


class LastPage(Struct, frozen=True):
    """The outcomes of a review.

    `streak` is a ready sentence. `choices` are the goals to pick the one last mile of the day from,
    the most endangered first, and `picked` is the uid of the one picked. `weekly` counts the goals
    that a weekly look would ask about, if one is offered today. `since` says since when the
    outcomes count. `asked` is whether there are goals to go back to: outcomes may be of others.
    """

    today: date
    outcomes: tuple[Outcome, ...]
    asked: bool = True
    choices: tuple[Goal, ...] = ()
    picked: str | None = None
    on: date | None = None
    """The day that is picked for, where it is not today."""
    gone: str = ""
    """What became of the goal that was picked before, where it left the road."""
    since: str = ""
    streak: str = ""
    rest: int = 0
    weekly: int = 0
    scope: Scope = Scope.DAILY
