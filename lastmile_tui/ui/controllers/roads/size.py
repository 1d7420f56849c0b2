"""Roads made twice, split and joined, from the palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.controllers.roads.order import RoadsHost


async def change_whole(app: RoadsHost, goal: Goal, command: str) -> None:
    """Ask what a command asks about a whole road, and do it; the cursor goes to a new one."""
    from lastmile_tui.ui.state.whole_roads import WHOLE_ROADS as ASKED  # noqa: PLC0415 # rarely asked

    asked = ASKED[command](app.session, goal)

    def save(text: str) -> str:
        uid, words = asked.save(text)
        if uid != goal.uid:
            app.bind_down()
            app.highway.show(uid)
        return words

    await app.questions.line(goal, asked.line, save)


WHOLE_ROADS = {name: partial(change_whole, command=name) for name in ("duplicate", "split", "join")}
"""What asks about a whole road, by the command that does."""
