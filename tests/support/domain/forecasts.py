"""Forecasts that were said once, and what came."""

from datetime import date, timedelta
from itertools import pairwise

from lastmile_tui.domain.measures.forecast import SHARES, Forecast
from lastmile_tui.domain.measures.track_record import Said, TrackRecord

TODAY = date(2026, 11, 22)
BOTH, WIDE_ONLY, MISSED = 5, 9, 20
"""Days that came: in both ranges, in the wide one alone, in none."""


def forecast(wide=(2, 9), likely=(4, 6)):
    """One that has these ends of its ranges, and between them what lies between."""
    (first, last), (early, late) = wide, likely or wide
    ends = [(0, first), (0.1, first), (0.25, early), (0.75, late), (0.9, last), (1, last)]
    return Forecast(tuple(_at(ends, share) for share in SHARES))


def _at(ends, share):
    for (low, early), (high, late) in pairwise(ends):
        if share <= high:
            return round(early + (late - early) * (share - low) / (high - low))
    raise AssertionError(share)


def said(came, *, uid="goal", day=TODAY, share=0.5, likely=(4, 6), wide=(2, 9)):
    return Said(uid, day, share, forecast(wide, likely), came)


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
