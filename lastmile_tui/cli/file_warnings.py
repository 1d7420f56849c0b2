"""Warnings about a data file that cannot be read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.output import complain

if TYPE_CHECKING:
    from lastmile_tui.store.goals import GoalStore


_MOST_GOALS = 10
"""The most goals that are warned of one by one."""


def warn(store: GoalStore) -> None:
    """Print what was done to read the file, and what could not be read.

    Who opened it has told what is missing in it.
    """
    sentences = store.storage.report.sentences
    if store.storage.rights.lost:
        sentences = sentences[:-1]  # who opened it has complained
    if sentences and sentences[-1] == f"{store.storage.path.name} is open for reading only.":
        sentences = sentences[:-1]  # a list does not need that
    for sentence in (*sentences, *say_unreadable(store)):
        complain(sentence)


def warn_of_missing(store: GoalStore) -> None:
    """Print that the file lacks what this machine did, where it does."""
    if missing := store.storage.missing:
        from lastmile_tui.domain.wording.merge import say_changes_missing  # noqa: PLC0415 # it is rare

        complain(say_changes_missing(missing.changes, "lastmile merge"))


def say_unreadable(store: GoalStore) -> list[str]:
    """Which goals of the file cannot be read, in sentences, the first ones by id."""
    named = list(store.broken.values())
    if more := named[_MOST_GOALS:]:
        goals = "1 more goal" if len(more) == 1 else f"{len(more):,} more goals"
        named[_MOST_GOALS:] = [f"{goals} of the file cannot be read; lastmile doctor tells more."]
    return named
