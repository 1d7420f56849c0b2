"""The text of a Highway without a road to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from lastmile_tui.domain.model.numbers import in_own_unit
from lastmile_tui.domain.views.lineup import View

if TYPE_CHECKING:
    from lastmile_tui.ui.state.board import Board

WELCOME = """\
[$ink-strong]Goals fail in the last mile.[/] Here the last mile is hard to overlook.

[b $primary]a[/]  adds a goal in one line, and shows its road while you type:

   Sell the Volvo[b $primary]:[/] listed [b $primary]>[/] test drives [b $primary]>>[/] \
papers signed  [b $primary]due[/] fri [b $primary]#[/]car

   [b $primary]:[/]   ends the title
   [b $primary]>[/]   separates the markers, the stages of the road
   [b $primary]>>[/]  starts the final stretch
   [b $primary]*3[/]  behind a marker makes it three miles long
   [b $primary]@[/]   names a person, [b $primary]#[/] a tag
   [b $primary]![/]   stands before what must be true when it counts as finished

[b $primary]space[/]  then reaches the next marker, and [b $primary]u[/] undoes anything.

[b $primary]d[/]  shows seven demo roads first, in a file that is thrown away."""

_NOTHING = {
    View.ACTIVE: "No active road. [b $primary]a[/] adds one, [b $primary]v[/] shows the others.",
    View.WEEK: "Nothing is planned for the next seven days, and nothing is due.\n"
    "[b $primary]esc[/] shows your roads, where [b $primary]w[/] plans a next step.",
    View.PARKED: "Nothing is parked. [b $primary]v[/] shows the next view.",
    View.SEALED: "Nothing is sealed yet. The first one will stand here. [b $primary]v[/] goes on.",
    View.LET_GO: "Nothing was let go. [b $primary]v[/] shows the next view.",
    View.ALL: "There are no roads. [b $primary]a[/] adds one.",
}


def empty_message(board: Board) -> Content:
    """Why there is nothing to see, and which key helps."""
    look = board.lineup.look
    if look.query:
        return Content.from_markup(
            "No road here matches ‘$query’.\n[b $primary]/[/] changes the filter, "
            "[b $primary]esc[/] takes it away.",
            query=look.query,
        )
    if is_new(board):
        return Content.from_markup(in_own_unit(WELCOME))
    return Content.from_markup(_NOTHING[look.view])


def is_new(board: Board) -> bool:
    """Whether there is no goal at all."""
    return all(goal.hidden for goal in board.goals.values())
