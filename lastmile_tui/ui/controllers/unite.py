"""Asking whether another data file shall be united with this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.input.questions import Choice, Option
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.wording.merge import say_copied_changes
from lastmile_tui.ui.dialogs.choice import ChoiceScreen

if TYPE_CHECKING:
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.store.copies.find import Copy
    from lastmile_tui.ui.controllers.host import Host

_YES: Final = "u"
_MOST_GOALS: Final = 6
"""Goals of the other file that are named."""

_NAME_CELLS: Final = 40


async def ask_to_unite(host: Host, copy: Copy, words: str) -> bool:
    """Show what another data file holds, `words` in short, and ask; escape is a no."""
    goals = [say_copied_changes(goal) for goal in copy.goal_changes]
    if more := goals[_MOST_GOALS:]:
        goals[_MOST_GOALS:] = [f"and {len(more):,} more"]
    about = "\n".join(("It was begun on its own, and is no copy of this file.", words, *goals))
    options = (
        Option(_YES, "unite the two", _nothing, "all goals of both; one undo takes it back"),
        Option("n", "leave it", _nothing, "nothing is changed"),
    )
    choice = Choice("Unite", "Unite the two?", options, about)
    name = fit(clean_line(copy.copy_name.name), _NAME_CELLS).rstrip()
    answer = await host.push_screen_wait(ChoiceScreen(choice, name, host.glyphs))
    return answer is not None and answer.key == _YES


def _nothing(record: Record, *_: object) -> Record:
    """The answers change no goal by themselves."""
    return record
