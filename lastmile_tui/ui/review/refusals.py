"""Why a key answers nothing on a page of the review, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.commands import BY_ID, COMMANDS, MOVE
from lastmile_tui.domain.changes.status import say_no_step
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import fit
from lastmile_tui.domain.review.answers import Answer
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.ui.review.view_model import AskedPage

if TYPE_CHECKING:
    from lastmile_tui.ui.review.view_model import LastPage

_DRIVES = frozenset((Answer.MOVED, Answer.PART))
_WORDS = {"advance": "moved", "nudge": "part way"}

_ELSEWHERE = {
    **dict.fromkeys(
        ("pick", *(command.id for command in COMMANDS if command.group == MOVE)),
        "A digit or the cursor picks on the last page; enter goes on.",
    ),
    "last_mile": "The last mile of a day is picked on the last page; enter goes on.",
    "weekly": "The weekly look begins on the last page; enter goes on.",
    "add": "The review asks about what there is; esc leads to where goals are added.",
}
"""What belongs to other pages than that of a goal."""


def why_no_answer(command: str, view: AskedPage | LastPage) -> str:
    """Why a command does nothing on a page; `pick` is a digit."""
    if not isinstance(view, AskedPage):
        return _on_last_page(command, view)
    return _ELSEWHERE.get(command) or _on_page(command, view)


def _on_page(command: str, view: AskedPage) -> str:
    """Why it is no answer to what is asked about a goal."""
    goal = view.page.record.goal
    title, word = fit(goal.title, 40), _WORDS.get(command, BY_ID[command].label)
    asks = ", ".join(_WORDS.get(one, BY_ID[one].label) for one in view.answers)
    if not asks:
        return f"‘{title}’ has left the road; enter goes on."
    if view.scope is Scope.WEEKLY:
        return f"A weekly look does not ask for ‘{word}’, but for one of: {asks}."
    if command in _DRIVES and goal.state(view.page.today) is State.DOOR:
        return f"‘{title}’ stands at its last marker; its seal list is next."
    needs: dict[str, str] = {
        Answer.SEAL: f"‘{title}’ has nothing to seal yet; its road comes first.",
        Answer.STEP_DONE: say_no_step(title),
        Answer.DRIVE: f"‘{word}’ answers in the weekly look; here it is one of: {asks}.",
    }
    return needs.get(command) or f"‘{word}’ is no answer here, but one of: {asks}."


def _on_last_page(command: str, view: LastPage) -> str:
    if command == "pick":
        return _say_choices(len(view.choices))
    if command == "weekly":
        return "No road was lost sight of, or it is not the day of the weekly look."
    if command == "last_mile":
        return _say_choices(0)
    if command == "add":
        return "The review is over; esc leads to where goals are added."
    return "The last page asks for nothing more; backspace goes back to a goal."


def _say_choices(count: int) -> str:
    if not count:
        return "There is no goal to pick here; enter leads to the Highway."
    return (
        f"There {'is one goal' if count == 1 else f'are {count} goals'} to pick from, 1 to {count}."
    )
