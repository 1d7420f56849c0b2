"""Forecasts that were said once, and what came."""

from datetime import date

from lastmile_tui.domain.measures.forecast import Forecast
from lastmile_tui.domain.measures.track_record import Said

TODAY = date(2026, 11, 22)


def forecast(likely=(4, 6), wide=(2, 9)):
    return Forecast(likely, wide, likely[0])


def said(came, *, uid="goal", day=TODAY, share=0.5, likely=(4, 6), wide=(2, 9)):
    return Said(uid, day, share, forecast(likely, wide), came)
