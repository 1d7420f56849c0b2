"""A forecast and its record as JSON for scripts: what was promised, what held, what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.export.as_json import (
    VERSION,
    day_ahead,
    due_json,
    iso,
    ranges_json,
    spelled,
)
from lastmile_tui.domain.measures.forecast import SHARES, chance_of
from lastmile_tui.domain.measures.possible import possible_of
from lastmile_tui.domain.measures.track_record import PROMISED
from lastmile_tui.domain.wording.forecast import say_no_forecast

if TYPE_CHECKING:
    from datetime import date, datetime

    from lastmile_tui.domain.measures.forecast import Forecast
    from lastmile_tui.domain.measures.measurer import Measurer, Measures
    from lastmile_tui.domain.measures.possible import Possible
    from lastmile_tui.domain.measures.track_record import Said, TrackRecord
    from lastmile_tui.domain.model.goal import Goal


def forecast_json(goal: Goal, measures: Measures, today: date) -> dict[str, Any]:
    """The forecast of one goal; null with `why_none` where nothing is said.

    `quantiles` tell the days, and the date, by which a share of the cases has ended; the date is
    null from ten years ahead on. `chance` is the share that ends by the due date; it is null on
    that day itself, since a forecast begins tomorrow.
    """
    forecast = measures.forecast
    return {
        "id": goal.uid,
        "title": goal.title,
        "state": spelled(goal.state(today)),
        "due": due_json(goal),
        "forecast": _forecast_json(forecast, today) if forecast else None,
        "chance": chance_of(goal, forecast, today),
        "why_none": None if forecast else say_no_forecast(goal, measures),
    }


def _forecast_json(forecast: Forecast, today: date) -> dict[str, Any]:
    return {
        "quantiles": [
            {"share": share, "days": days, "date": iso(day_ahead(today, days))}
            for share, days in zip(SHARES, forecast.days, strict=True)
        ],
        **(ranges_json(forecast, today) or {}),
    }


def goal_forecast_json(
    goal: Goal, measurer: Measurer, today: date, now: datetime | None = None
) -> dict[str, Any]:
    """The same with what it rests on, whether the due date can be met, and the record.

    `said` has what was forecast of a sealed goal on its way.
    """
    measures, record = measurer.measure(goal, today), measurer.track_record()
    possible = possible_of(goal, measurer.finished.goals, measurer.course, today, now)
    return {
        "version": VERSION,
        "today": today.isoformat(),
        **forecast_json(goal, measures, today),
        "rests_on": {
            "days": len(measures.course.moves),
            "finished": measurer.experience.goals,
        },
        "possible": _possible_json(possible) if possible else None,
        "record": record_json(record),
        "said": [_said_json(each) for each in record.of_goal(goal.uid)] if goal.sealed else [],
    }


def _possible_json(possible: Possible) -> dict[str, Any]:
    """`days` are those until the due date, `pace` what they take; null where no day is left.

    In `held` of `spells` of so many days as much was driven; null where there is too little.
    """
    known = possible.spells > 0
    return {
        "to_go": possible.to_go,
        "days": possible.days,
        "pace": possible.pace,
        "spells": possible.spells if known else None,
        "held": possible.enough if known else None,
    }


def _said_json(each: Said) -> dict[str, Any]:
    """A forecast of the past: its day, the share of the way, its ranges, and when it came."""
    return {
        "day": each.day.isoformat(),
        "share": each.share,
        "ranges": ranges_json(each.forecast, each.day),
        "came": each.came_on.isoformat(),
        "held": each.within(PROMISED),
    }


def record_json(record: TrackRecord) -> dict[str, Any]:
    """How many ranges are `known`, and of each promise how many held; none while they are few.

    `held` of `ranges` were right; the share of all lies from `low` to `high` in four of five cases.
    """
    return {
        "known": len(record.newest),
        "ranges": [
            {
                "promised": level.promised,
                "ranges": level.ranges,
                "held": level.right,
                "low": level.low,
                "high": level.high,
            }
            for level in record.levels
        ],
    }
