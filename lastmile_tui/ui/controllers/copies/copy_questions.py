"""Asking whether another data file is united with this one, and what missing changes come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.input.questions import Choice, Option
from lastmile_tui.domain.model.text import clean_line, counted, fit
from lastmile_tui.domain.wording.merge import say_copied_changes
from lastmile_tui.ui.dialogs.choice import ChoiceScreen

if TYPE_CHECKING:
    from pathlib import Path

    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.store.copies.find import Copy
    from lastmile_tui.ui.controllers.host import Host

_YES: Final = "u"
BACK, LEAVE = "b", "l"
"""The keys that bring back what is missing, and leave it."""

_MOST_GOALS: Final = 6
"""Goals of the other file that are named."""

_NAME_CELLS: Final = 40


async def ask_to_unite(host: Host, copy: Copy, words: str) -> bool:
    """Show what another data file holds, `words` in short, and ask; escape is a no."""
    first = "It was begun on its own, and is not a copy of this file."
    about = "\n".join((first, words, *_say_goals(copy)))
    options = (
        Option(_YES, "unite the two", _nothing, "all goals of both; one undo takes it back"),
        Option("n", "leave it", _nothing, "nothing is changed"),
    )
    choice = Choice("Unite", "Unite the two?", options, about)
    name = fit(clean_line(copy.copy_name.name), _NAME_CELLS).rstrip()
    answer = await host.push_screen_wait(ChoiceScreen(choice, name, host.glyphs))
    return answer is not None and answer.key == _YES


async def ask_about_missing(host: Host, copy: Copy, kept_in: Path) -> str | None:
    """Show what this machine did and the file lacks: `BACK`, `LEAVE`, or None for later."""
    count = counted(copy.own, "change")
    are, them = ("is", "it") if copy.own == 1 else ("are", "them")
    first = f"{count} of this machine {are} not in the file: an older one lies in its place."
    about = "\n".join((first, *_say_goals(copy), f"What is left is kept in {kept_in}."))
    options = (
        Option(BACK, f"bring {them} back", _nothing, "one undo takes that back"),
        Option(LEAVE, f"leave {them}", _nothing, "the file stays as it is"),
    )
    choice = Choice("Bring back", f"Bring {them} back?", options, about)
    answer = await host.push_screen_wait(ChoiceScreen(choice, count, host.glyphs))
    return answer.key if answer else None


def _say_goals(copy: Copy) -> list[str]:
    """What a copy has of each goal, of the first of them."""
    goals = [say_copied_changes(goal) for goal in copy.goal_changes]
    if more := goals[_MOST_GOALS:]:
        goals[_MOST_GOALS:] = [f"and {len(more):,} more"]
    return goals


def _nothing(record: Record, *_: object) -> Record:
    """The answers change no goal by themselves."""
    return record
