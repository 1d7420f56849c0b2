"""Forecasts that were said once, and what came."""

from datetime import date, timedelta

from lastmile_tui.domain.measures.forecast import Forecast
from lastmile_tui.domain.measures.track_record import Said, TrackRecord

TODAY = date(2026, 11, 22)
BOTH, WIDE_ONLY, MISSED = 5, 9, 20
"""Days that came: in both ranges, in the wide one alone, in none."""


def forecast(likely=(4, 6), wide=(2, 9)):
    return Forecast(likely, wide, likely[0])


def said(came, *, uid="goal", day=TODAY, share=0.5, likely=(4, 6), wide=(2, 9)):
    return Said(uid, day, share, forecast(likely, wide), came)


def record_of(*came, goals=None):
    """A forecast a day, each of a goal of its own unless there are only so many goals."""
    return TrackRecord(
        tuple(
            said(days, day=TODAY - timedelta(number), uid=f"goal{number % (goals or 10**6)}")
            for number, days in enumerate(came)
        )
    )


RECORD = record_of(*[BOTH] * 19, *[WIDE_ONLY] * 12, *[MISSED] * 9, goals=13)
"""Forty forecasts of thirteen goals: 19 came in both ranges, 31 in the wide one."""
