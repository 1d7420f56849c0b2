"""The verb prompt: one line about the review and the final stretch."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.goal_lines import say_progress
from lastmile_tui.cli.output import as_printed, say, say_json
from lastmile_tui.cli.prompt.keep import Keeper
from lastmile_tui.cli.prompt.placeholders import fill, parts_of
from lastmile_tui.cli.prompt.worst import worst_of
from lastmile_tui.cli.table.screen_arguments import PLACEHOLDERS
from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.measures.reasons import say_briefly
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.domain.wording.returns import say_all_back, say_steps_today
from lastmile_tui.errors import UsageError
from lastmile_tui.store.review_days import ReviewDays

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.store.goals import GoalStore

TITLE_CELLS = 24
"""Cells of a title in a prompt, which has to leave room for commands."""

REASON_CELLS = 44
"""Cells of its reason, which may name a person or another goal."""

MARK = "▴"


def run_prompt(context: Context, args: Namespace) -> None:
    """Print one line about the review and the final stretch, or nothing at all."""
    if args.width is not None and args.width < 1:
        raise UsageError("--width is at least 1 cell.")
    if args.json and (args.bar or args.width):
        raise UsageError("--json is the same for every bar; leave out --for and --width.")
    parts = None if args.format is None else parts_of(args.format, PLACEHOLDERS)
    keeper = Keeper(context, args)
    store = context.open_to_read(quiet=True)
    prompt = PromptValues(context, store)
    if args.json:
        context.require_found(store)
        say_json(prompt.json)
        return
    words = prompt.text if parts is None else fill(parts, prompt.value)
    if words and args.width is not None:
        words = fit(clean_line(words), args.width)
    if words and args.bar is not None:
        from lastmile_tui.cli.bars import ESCAPES  # noqa: PLC0415 # for bars only

        words = ESCAPES[args.bar](clean_line(words))
    if words:
        say(words, plain=context.plain)
    keeper.keep(store, as_printed(words, plain=context.plain))


def say_marks(level: int) -> str:
    """The marks of a level of attention; for who listens what they mean."""
    if SPELLED.get() and level:
        return f"attention {level} of 3,"
    return MARK * level


class PromptValues:
    """The values of a prompt: a property for each placeholder, computed when it is used."""

    def __init__(self, context: Context, store: GoalStore) -> None:
        self._context, self._store = context, store
        self._review_days = ReviewDays(store, context.config.rest)

    def value(self, name: str) -> str:
        """The value of a placeholder."""
        return str(getattr(self, name))

    @property
    def text(self) -> str:
        line = f"{self.marks} {self.title}: {self.reason}" if self._worst else ""
        back = say_all_back(self._store.goals.values(), self._context.today, TITLE_CELLS)
        return join_facts(self.review, back, self.step, line)

    @property
    def step(self) -> str:
        return say_steps_today(self._store.goals.values(), self._context.today, TITLE_CELLS)

    @property
    def title(self) -> str:
        return fit(clean_line(self._worst[0].title), TITLE_CELLS) if self._worst else ""

    @property
    def marks(self) -> str:
        return say_marks(self._level)

    @property
    def level(self) -> str:
        return str(self._level or "")

    @property
    def reason(self) -> str:
        if self._worst is None:
            return ""
        words = say_briefly(self._worst[1].attention.reasons[0])
        return fit(clean_line(words), REASON_CELLS)

    @property
    def left(self) -> str:
        return say_progress(self._worst[0], self._context.today) if self._worst else ""

    @property
    def stretch(self) -> str:
        today = self._context.today
        count = sum(goal.in_stretch(today) for goal in self._store.goals.values())
        return str(count or "")

    @property
    def review(self) -> str:
        return "review due" if self._due else ""

    @property
    def streak(self) -> str:
        return str(self._review_days.streak(self._context.today) or "")

    @property
    def json(self) -> dict[str, Any]:
        return {
            "version": 1,
            "text": self.text or None,
            "id": self._worst[0].uid if self._worst else None,
            "level": self._level,
            "review_due": self._due,
        }

    @cached_property
    def _worst(self) -> tuple[Goal, Measures] | None:
        """The most endangered goal of the final stretch; None if all is well."""
        found = worst_of(
            self._store.goals.values(),
            self._context.today,
            partial(self._context.measurer, self._store),
        )
        return found if found and found[1].attention.reasons else None

    @property
    def _level(self) -> int:
        return self._worst[1].attention.level if self._worst else 0

    @cached_property
    def _due(self) -> bool:
        return self._review_days.due(self._context.today)
