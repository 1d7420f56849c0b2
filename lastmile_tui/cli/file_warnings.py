"""What a verb says of a file that is not as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.output import complain

if TYPE_CHECKING:
    from lastmile_tui.store.goals import GoalStore


_NAMED = 10
"""Goals that cannot be read, told one by one."""


def warn(store: GoalStore) -> None:
    """Say what was done to read the file, and what of it could not be read."""
    told = store.storage.report.sentences
    if told and told[-1] == f"{store.storage.path.name} is open for reading only.":
        told = told[:-1]  # which a list does not need
    for sentence in (*told, *unreadable(store)):
        complain(sentence)


def unreadable(store: GoalStore) -> list[str]:
    """Say which goals of the file cannot be read, the first ones by name."""
    named = list(store.broken.values())
    if more := named[_NAMED:]:
        goals = "1 more goal" if len(more) == 1 else f"{len(more):,} more goals"
        named[_NAMED:] = [f"{goals} of the file cannot be read; lastmile doctor tells more."]
    return named
