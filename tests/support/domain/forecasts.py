"""Forecasts by their two ranges."""

from itertools import pairwise

from lastmile_tui.domain.measures.forecast import SHARES, Forecast


def forecast(wide, likely=None):
    """One that has these ends of its ranges, and between them what lies between."""
    (first, last), (early, late) = wide, likely or wide
    ends = [(0, first), (0.1, first), (0.25, early), (0.75, late), (0.9, last), (1, last)]
    return Forecast(tuple(_at(ends, share) for share in SHARES))


def _at(ends, share):
    for (low, early), (high, late) in pairwise(ends):
        if share <= high:
            return round(early + (late - early) * (share - low) / (high - low))
    raise AssertionError(share)
