"""Forecasts by their two ranges."""

from lastmile_tui.domain.measures.forecast import SHARES, Forecast


def forecast(wide, likely=None):
    """One that has these ends of its ranges, and between them what lies between."""
    likely = likely or wide
    middle = (likely[0] + likely[1]) // 2
    ends = ((0.1, wide[0]), (0.25, likely[0]), (0.5, middle), (0.75, likely[1]), (0.9, wide[1]))
    return Forecast(tuple(_at(ends, share) for share in SHARES))


def _at(ends, share):
    (low, early), (high, late) = max(pair for pair in ((ends[0], ends[0]), *zip(ends, ends[1:]), (ends[-1], ends[-1])) if pair[0][0] <= max(share, 0.1))
    return early if high == low else round(early + (late - early) * (share - low) / (high - low))
