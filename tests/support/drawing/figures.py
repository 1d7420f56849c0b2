"""Figures to look at in the mirror."""

from __future__ import annotations

from datetime import date, timedelta

from lastmile_tui.domain.mirror.figures import Cause, Ends, FactorRange, Figures, Month, Split
from lastmile_tui.domain.review.streak import Streaks
from support.domain.forecasts import RECORD

TODAY = date(2026, 11, 21)
"""A Saturday."""

COUNTS = ((0, 0, 0), (2, 1, 0), (1, 0, 1), (3, 2, 1), (0, 1, 0), (4, 2, 2)) * 2
"""Started, sealed and let go, month by month."""

MONTHS = tuple(
    Month(first, *counts)
    for first, counts in zip(
        (date(2025, 12, 1), *(date(2026, month, 1) for month in range(1, 12))), COUNTS, strict=True
    )
)

WEEK = (0, 1, 2, 3, 4, 0, 0)

FIGURES = Figures(
    today=TODAY,
    months=MONTHS,
    ends=Ends((1, 0, 2, 0, 0, 1, 0, 1, 2, 4), 0.75),
    splits=(
        Split("Ship the [b]thesis[/b]", date(2026, 11, 20), 30, 20),
        Split("Sell the Volvo", date(2026, 10, 2), 10, 30),
        Split("A talk", date(2026, 9, 1), 5, 0),
    ),
    factor=FactorRange(2.0, 1.0, 4.0, 7),
    forecasts=RECORD,
    causes=(
        Cause("waiting", 3, days=40),
        Cause("not worth it", 3, let_go=True),
        Cause("dead end", 1, days=10),
    ),
    activity=(WEEK,) * 25 + ((4, 3, 2, 1, 0, 1, 0),),
    streaks=Streaks(3, 9, 40, tuple(TODAY - timedelta(day) for day in (0, 1, 2, 8))),
    sealed=12,
    let_go=11,
    open=4,
)

NOTHING = Figures(
    today=TODAY,
    months=tuple(Month(month.first) for month in MONTHS),
    ends=Ends(),
    splits=(),
    factor=FactorRange(1.0, 0.5, 2.0, 0),
    causes=(),
    activity=((0,) * 7,) * 26,
    streaks=Streaks(),
)
