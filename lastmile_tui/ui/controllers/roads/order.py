"""Roads put into a person's own order, a step up or down by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from lastmile_tui.domain.views.lineup import Sort
from lastmile_tui.ui.controllers.host import Host

if TYPE_CHECKING:
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.controllers.navigation import Navigator
    from lastmile_tui.ui.controllers.questions import Questions
    from lastmile_tui.ui.highway.screen import HighwayScreen
    from lastmile_tui.ui.state.session import Session


class RoadsHost(Host, Protocol):
    """The app as what moves roads knows it."""

    session: Session
    questions: Questions
    navigator: Navigator

    @property
    def highway(self) -> HighwayScreen: ...


def step(app: RoadsHost, goal: Goal, by: int) -> None:
    """Move a road past the next one below (1) or above (-1); first take the order that it is in."""
    lineups, screen = app.session.lineups, app.navigator.horizon or app.highway
    near = screen.view.index
    if lineups.look.sort is not Sort.OWN:
        words = lineups.sort_by(Sort.OWN)
        app.say(f"{words}; now the same key moves a road in it")
        app.bind_down()
        app.remember()
        put_cursor(app, goal.uid, near)
        return
    lineup = screen.board.lineup if screen.board else lineups.lineup  # parked ones stand here only
    index = lineup.index(goal, near)

    def move() -> str:
        from lastmile_tui.ui.state.whole_roads import gap_past  # noqa: PLC0415 # rarely asked

        return app.session.change(goal.uid, gap_past(lineup, goal, by, index).move)

    if app.carry_out(move) and index is not None:
        put_cursor(app, goal.uid, index + by)


def put_cursor(app: RoadsHost, uid: str | None, near: int | None = None) -> None:
    """Put the cursor on a road, of its days in a week on the one that is `near`."""
    app.highway.view.choose(uid, near)
    app.navigator.choose(uid, near)
