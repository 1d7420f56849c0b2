"""The panels of the mirror in words: one sentence for each, or what it needs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lastmile_tui.domain.measures.course import median
from lastmile_tui.domain.measures.track_record import NEEDED
from lastmile_tui.domain.mirror.figures import Panel
from lastmile_tui.domain.model.goal import amount
from lastmile_tui.domain.model.numbers import fixed, in_own_unit, percent
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.track_record import say_known, say_record

if TYPE_CHECKING:
    from lastmile_tui.domain.mirror.figures import Cause, Figures, LapDays


_FACTOR_NEEDS = "three roads that ended in their stretch, each driven on three days or more"

ALIKE = 1.1
"""Up to this ratio two paces count as the same."""


def needs(figures: Figures) -> dict[Panel, str]:
    """The data that each empty panel needs."""
    lacking = {
        Panel.MONTHS: (_moving(figures), "a road started or ended in the last twelve months"),
        Panel.ENDS: (figures.ends.total, "one road that was let go"),
        Panel.SPLITS: (figures.splits, "one sealed road with a way before its final stretch"),
        Panel.LAPS: (not figures.laps or compared_laps(figures), "two sealed laps of one road"),
        Panel.FACTOR: (figures.factor.claimed, _FACTOR_NEEDS),
        Panel.FORECASTS: (figures.forecasts.levels, _needed_ranges(figures)),
        Panel.CAUSES: (figures.causes, "one roadblock, or one road that was let go"),
        Panel.ACTIVITY: (_entries(figures), "one log entry in the last half year"),
        Panel.STREAKS: (figures.streaks.reviewed, "one daily review that was finished"),
    }
    return {panel: f"needs {words}" for panel, (value, words) in lacking.items() if not value}


def captions(figures: Figures) -> dict[Panel, str]:
    """A summary of each panel that is not empty, as part of a sentence."""
    writers = {
        Panel.MONTHS: _say_months,
        Panel.ENDS: _say_ends,
        Panel.SPLITS: _say_splits,
        Panel.LAPS: _say_laps,
        Panel.FACTOR: _say_factor,
        Panel.FORECASTS: _say_forecasts,
        Panel.CAUSES: _say_causes,
        Panel.ACTIVITY: _say_activity,
        Panel.STREAKS: _say_streaks,
    }
    lacking = needs(figures)
    if not figures.laps:
        del writers[Panel.LAPS]
    return {panel: say(figures) for panel, say in writers.items() if panel not in lacking}


def _say_months(figures: Figures) -> str:
    """The last twelve months, and the finish rate of all times."""
    started = sum(month.started for month in figures.months)
    sealed = sum(month.sealed for month in figures.months)
    text = f"{started:,} started, {sealed:,} sealed, {_let_go(figures):,} let go in twelve months"
    if figures.finished is None:
        return text
    return f"{text}; of all that ended, {percent(figures.finished)} were sealed"


def _say_ends(figures: Figures) -> str:
    ends = figures.ends
    text = f"{ends.last_fifth:,} of {ends.total:,} in the last fifth"
    return text if ends.share is None else f"{text}; median {percent(ends.share)} of the way"


def _say_splits(figures: Figures) -> str:
    before, stretch, door = split_medians(figures) or (0.0, 0.0, 0.0)
    waited = f", then {amount(door)} until the seal" if any(s.door for s in figures.splits) else ""
    return f"median {_days(before)} before it, {amount(stretch)} in it{waited}"


def compared_laps(figures: Figures) -> tuple[LapDays, ...]:
    """The laps of roads of which two are sealed, or more."""
    counts = Counter(lap.first for lap in figures.laps)
    return tuple(lap for lap in figures.laps if counts[lap.first] > 1)


def _say_laps(figures: Figures) -> str:
    """The last two laps of the road whose lap was sealed last."""
    newest, *others = compared_laps(figures)
    before = next(lap for lap in others if lap.first == newest.first)
    text = (
        f"lap {newest.number} took {_days(newest.days)}, lap {before.number} {amount(before.days)}"
    )
    if newest.last_mile is None or before.last_mile is None:
        return text
    last = f"{_days(newest.last_mile)} against {amount(before.last_mile)}"
    return f"{text}; the last mile {last}"


def _say_factor(figures: Figures) -> str:
    factor = figures.factor
    alike = 1 / ALIKE <= factor.value <= ALIKE
    slower = "about" if alike else f"{fixed(factor.value, 1)} times"
    return (
        f"{in_own_unit('a mile')} takes {slower} as long as before it,"
        f" likely {fixed(factor.low, 1)} to {fixed(factor.high, 1)} times;"
        f" from {counted(factor.goals, 'road')}{' that count something' if factor.counting else ''}"
    )


def _needed_ranges(figures: Figures) -> str:
    known = len(figures.forecasts.newest)
    return f"{NEEDED} forecasts whose outcome is known; {say_known(known)}"


def _say_forecasts(figures: Figures) -> str:
    """How the wide ranges held, and how sure that is."""
    most = figures.forecasts.levels[-1]
    likely = f"{percent(most.low)} to {percent(most.high)}"
    return f"{say_record(figures.forecasts)}; in the long run likely {likely}"


def _say_causes(figures: Figures) -> str:
    """The roadblock met most often, and what most were let go for."""
    blocks = [cause for cause in figures.causes if not cause.let_go]
    ends = [cause for cause in figures.causes if cause.let_go]
    return "; ".join(_say_cause(cause) for cause in (*blocks[:1], *ends[:1]))


def _say_cause(cause: Cause) -> str:
    times = {1: "once", 2: "twice"}.get(cause.count, f"{cause.count:,} times")
    if cause.let_go:
        return f"let go: ‘{cause.name}’ {times}"
    return f"‘{cause.name}’ {times}, {counted(cause.days, 'day')} in all"


def _say_activity(figures: Figures) -> str:
    days = sum(count > 0 for week in figures.activity for count in week)
    entries = counted(_entries(figures), "log entry", "log entries")
    return f"{entries} on {counted(days, 'day')} in {len(figures.activity)} weeks"


def _say_streaks(figures: Figures) -> str:
    streaks = figures.streaks
    return (
        f"{counted(streaks.current, 'day')} in a row,"
        f" {streaks.longest:,} the longest, {streaks.reviewed:,} in all"
    )


def split_medians(figures: Figures) -> tuple[float, float, float] | None:
    """The median days before the final stretch, in it, and at its end; None without any."""
    if not figures.splits:
        return None
    return (
        median([split.before for split in figures.splits]),
        median([split.stretch for split in figures.splits]),
        median([split.door for split in figures.splits]),
    )


def _let_go(figures: Figures) -> int:
    return sum(month.let_go for month in figures.months)


def _moving(figures: Figures) -> int:
    return sum(month.started + month.sealed + month.let_go for month in figures.months)


def _entries(figures: Figures) -> int:
    return sum(sum(week) for week in figures.activity)


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{amount(days)} days"
