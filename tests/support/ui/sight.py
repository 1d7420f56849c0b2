"""Whether the screen shows what the next key acts on."""

from __future__ import annotations

from lastmile_tui.ui.highway.view import HighwayView
from lastmile_tui.ui.kit.option_rows import OptionRows
from lastmile_tui.ui.road.pane import RoadPane
from support.ui.internals import strips

EDGE = "▌"
"""The first cell of every line of what is chosen."""


def out_of_sight(app):
    """What is chosen on the topmost screen but not to be seen there; empty when all is well."""
    screen = app.screen
    lost = []
    for view in screen.query(HighwayView):
        goal = view.board and view.board.goals.get(view.uid)
        if view.board and view.board.lineup.total:
            lost += _lost(view, goal.title if goal else "a chosen road")
    for pane in screen.query(RoadPane):
        if pane.active and pane.spots:
            first = pane.item.lines[0]
            lost += _lost(pane, first[0].text if first else "")
    for rows in screen.query(OptionRows):
        if rows.display and rows.size:
            lost += _lost(rows, "")
    return lost


def _lost(widget, text):
    region = widget.region
    if not region.height or not widget.display:
        return [f"{widget} without room"] if widget.app.size.height > _LEAST else []
    lines = [strip.text for strip in strips(widget.screen)][region.y : region.bottom]
    chosen = [line[region.x :] for line in lines if line[region.x : region.x + 1] == EDGE]
    return [] if chosen and text[:_ENOUGH] in chosen[0] else [f"{widget}: {text!r}"]


_LEAST = 6
"""Lines of a terminal that has room for a road."""

_ENOUGH = 8
"""Letters of a text that tell it from others, and that the narrowest screen shows."""
