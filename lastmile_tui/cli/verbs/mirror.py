"""The verb mirror: how a person finishes, as one sentence and short tables."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from lastmile_tui.cli.listing import styles
from lastmile_tui.cli.listing.styles import wants_colour
from lastmile_tui.cli.output import say, say_json, say_spans
from lastmile_tui.cli.terminal import columns
from lastmile_tui.domain.mirror.gather import figures_of
from lastmile_tui.domain.mirror.headline import headline
from lastmile_tui.domain.mirror.tables import figures_json, rows_of
from lastmile_tui.domain.model.text import cells, fit
from lastmile_tui.store.review_days import ReviewDays

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from lastmile_tui.cli.context import Context
    from lastmile_tui.cli.listing.styles import Span
    from lastmile_tui.domain.mirror.tables import Table

_GAP = "  "

_LEAST = 10
"""The least cells of the first column: a date is never cut."""


def run_mirror(context: Context, args: Namespace) -> None:
    """Print the figures of the mirror."""
    store, today = context.open_to_read(), context.today
    streaks = ReviewDays(store, context.config.rest).streaks(today)
    goals, record = store.goals.values(), context.measurer(store).track_record()
    figures = figures_of(goals, store.log, today, streaks, record)
    if args.json:
        say_json(figures_json(figures))
        return
    if context.linear:
        from lastmile_tui.cli.spoken.mirror import say_mirror  # noqa: PLC0415 # for who listens

        say(*say_mirror(figures), plain=context.plain)
        return
    width, styled = columns(), wants_colour(sys.stdout, wanted=args.color)
    lines = [[(headline(figures), styles.BOLD)]]
    for table in rows_of(figures):
        lines += [[], *([span] for span in _lines(table, width))]
    say_spans(lines, plain=context.plain, styled=styled)


def _lines(table: Table, width: int) -> Iterator[Span]:
    """A table with its title and its sentence, its columns as wide as their widest text."""
    yield table.title.upper(), styles.BOLD
    yield f"{table.note[:1].upper()}{table.note[1:]}.", styles.MUTED
    if not table.rows:
        return
    rows = [table.header, *table.rows]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    if over > 0 and table.texts:
        widths[0] = max(widths[0] - over, _LEAST)
    for number, row in enumerate(rows):
        words = map(_cell, row, widths, range(len(row)), [table.texts] * len(row))
        yield _GAP.join(words).rstrip(), styles.PLAIN if number else styles.MUTED


def _cell(text: str, width: int, index: int, texts: int) -> str:
    """Texts are aligned left, numbers right."""
    if index < texts:
        return fit(text, width, pad=True)
    return " " * (width - cells(text)) + text
