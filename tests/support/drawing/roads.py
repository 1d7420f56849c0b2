"""Pens to draw with, goals to draw, and what is drawn as text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

from textual.app import App

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.ui.drawing.glyphs import ASCII, UNICODE
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.pen import Pen
from lastmile_tui.ui.drawing.themes import DARK

TODAY = date(2026, 11, 21)
THESIS = "Ship the thesis: outline > review > draft > edits >> format > submitted due tue #study"


def variables(theme):
    """What a theme says of its colours, in an app that does not run."""
    app = App()
    app.register_theme(theme)
    app.theme = theme.name
    return app.get_css_variables()


def pen(glyphs=UNICODE, theme=DARK):
    return Pen(palette_of(variables(theme)), glyphs, TODAY)


PEN, PLAIN = pen(), pen(ASCII)


def goal(line, *steps):
    """A goal after some moves, an hour apart, the last one today."""
    stamps = [
        Stamp(ulid(at, number), at, "dev", TODAY)
        for number in range(len(steps) + 1)
        for at in [datetime(2026, 11, 21, 6, tzinfo=UTC) + timedelta(hours=number)]
    ]
    record = add(read_line(line, partial(match_date, today=TODAY)), stamps[0])
    for step, stamp in zip(steps, stamps[1:], strict=True):
        record = step(record, stamp)
    return record.goal


def shown(strips):
    return "\n".join(strip.text.rstrip() for strip in strips)


def by(miles):
    return partial(drive.nudge, miles=miles)
