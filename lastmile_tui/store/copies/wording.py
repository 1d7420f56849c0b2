"""What the copies beside a file bring, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.dates import say_short
from lastmile_tui.domain.wording.merge import say_changed_goals, say_changes_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from lastmile_tui.domain.wording.merge import CopiedChanges
    from lastmile_tui.store.copies.find import Copy


def say_copies(copies: Iterable[Copy], today: date, device: str, key: str) -> list[str]:
    """A sentence for each copy that is damaged or brings something; `key` merges them."""
    say_day = past_day(today)
    found = []
    for copy in copies:
        words = f"{copy.say(say_day, device)}{say_brought(copy.goal_changes)}"
        if copy.problem:
            found.append(copy.problem)
        elif copy.own:
            found.append(say_changes_missing(copy.own, key))
        elif copy.foreign:
            name = f"{copy.copy_name.name}, beside the file, is another data file"
            found.append(f"{name}: {words}. {key} asks whether to unite the two.")
        elif copy.has_changes:
            where = "git could not merge" if copy.blob else "beside the file"
            found.append(f"A copy {where} has {words}. {key} merges it.")
    return found


def past_day(today: date) -> Callable[[date], str]:
    """Words for the days of changes: none of them is to come."""
    return lambda day: say_short(min(day, today), today)


def say_brought(brought: Sequence[CopiedChanges]) -> str:
    """The goals that changes are on, as the end of a sentence; empty without one."""
    return f", on {say_changed_goals(brought)}" if brought else ""
