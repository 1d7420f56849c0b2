"""The sentence above the mirror: of all that its figures tell, what is most useful to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.measures.attention import UNSEALED
from lastmile_tui.domain.measures.track_record import PROMISED
from lastmile_tui.domain.mirror.wording import ALIKE
from lastmile_tui.domain.model.goal import measure
from lastmile_tui.domain.model.numbers import fixed, in_own_unit, percent
from lastmile_tui.domain.model.text import clean_line, counted

if TYPE_CHECKING:
    from lastmile_tui.domain.mirror.figures import Figures

_OFTEN = 3
"""How often a kind of roadblock must be met to be called a habit."""

_STREAK = 7
"""Daily reviews in a row that are worth a sentence: a week of them."""


def headline(figures: Figures) -> str:
    """The most useful thing that is true, as a sentence: the first of these that holds.

    What can be done today comes first, then what a person's finishing shows for sure, the worst of
    it first, then how much was finished, then what there is before anything was.

    1. A road stands at its last marker for `UNSEALED[1]` days or more, and is not sealed.
    2. Of the roads let go, at least two and at least a third had come into the last fifth.
    3. Forecasts held less often than they promise, for sure: by the range of their share.
    4. The whole range of the last-mile factor lies above 1, or below, by more than a tenth.
    5. A kind of roadblock was met three times or more; the one met most often.
    6. A road ended in the last twelve months: how many of those were sealed.
    7. None ever ended, but one stands in its final stretch: the one with the least to go.
    8. A week or more of daily reviews in a row.
    9. A road ended before: how many of all were sealed.
    10. Nothing has ended yet.
    """
    sealed = sum(month.sealed for month in figures.months)
    let_go = sum(month.let_go for month in figures.months)
    return (
        _say_unsealed(figures)
        or _say_last_fifth(figures)
        or _say_forecasts(figures)
        or _say_stretch(figures)
        or _say_habit(figures)
        or _say_ended(sealed, let_go, figures.open)
        or _say_nearest(figures)
        or _say_streak(figures)
        or _say_ended(figures.sealed, figures.let_go, figures.open, "")
        or _say_nothing(figures.open)
    )


def _say_unsealed(figures: Figures) -> str:
    late = [road for road in figures.unsealed if road.days >= UNSEALED[1]]
    if not late:
        return ""
    first = f"‘{clean_line(late[0].title)}’"
    if len(late) == 1:
        return f"{first} has been at its last marker for {late[0].days:,} days, and is not sealed."
    return (
        f"{len(late):,} roads are at their last marker and not sealed,"
        f" {first} for {late[0].days:,} days."
    )


def _say_last_fifth(figures: Figures) -> str:
    total, late = figures.ends.total, figures.ends.last_fifth
    if late < 2 or late * 3 < total:  # noqa: PLR2004 # see the rule in `headline`
        return ""
    if late == total:
        return f"All {total:,} roads you let go had come into the last fifth."
    return f"Of {total:,} roads you let go, {late:,} had come into the last fifth."


def _say_forecasts(figures: Figures) -> str:
    level = next((each for each in figures.forecasts.levels if each.promised == PROMISED), None)
    if level is None or level.high >= PROMISED:
        return ""
    late = sum(each.came > each.forecast.wide[1] for each in figures.forecasts.newest)
    missed = level.ranges - level.right
    side = "later" if late * 2 > missed else "earlier" if late * 2 < missed else ""
    came = f"; most of the others came {side}" if side else ""
    return (
        f"Of your last {level.ranges:,} forecasts {level.right:,} held,"
        f" where {percent(PROMISED)} should have{came}."
    )


def _say_stretch(figures: Figures) -> str:
    factor = figures.factor
    if not factor.claimed:
        return ""
    if factor.low > 1 and factor.value > ALIKE:
        slower = f"{fixed(factor.value, 1)} times as long as one before it"
    elif factor.high < 1 and factor.value < 1 / ALIKE:
        slower = f"{percent(factor.value)} of the time of one before it"
    else:
        return ""
    return f"{in_own_unit('A mile')} of your final stretch takes {slower}."


def _say_habit(figures: Figures) -> str:
    cause = next((cause for cause in figures.causes if not cause.let_go), None)
    if cause is None or cause.count < _OFTEN:
        return ""
    days = f", for {counted(cause.days, 'day')} in all" if cause.days else ""
    return f"What stood in your way most is ‘{cause.name}’: {cause.count:,} times{days}."


def _say_ended(
    sealed: int, let_go: int, still_open: int, when: str = " in the last twelve months"
) -> str:
    ended = sealed + let_go
    if not ended:
        return ""
    roads = f"the one road that ended{when}" if ended == 1 else f"{ended:,} roads that ended{when}"
    if sealed and let_go:
        return f"You sealed {sealed:,} of the {roads}."
    if sealed:
        return f"You sealed {roads if ended == 1 else f'all {roads}'}."
    more = f"; {still_open:,} {'is' if still_open == 1 else 'are'} open" if still_open else ""
    return f"You let go of {roads if ended == 1 else f'the {roads}'}{more}."


def _say_nearest(figures: Figures) -> str:
    near = figures.nearest
    if near is None or figures.sealed or figures.let_go:
        return ""
    title = f"‘{clean_line(near.title)}’"
    if not near.to_go:
        return f"No road has ended yet; {title} is at its last marker, and can be sealed."
    return f"No road has ended yet; {title} is nearest, {measure(near.to_go, near.unit)} to go."


def _say_streak(figures: Figures) -> str:
    days = figures.streaks.current
    if days < _STREAK:
        return ""
    return f"You have reviewed your roads on {days:,} days in a row."


def _say_nothing(still_open: int) -> str:
    if still_open:
        return "No road has ended yet; seal the first, and this mirror begins to show."
    return "There is no road yet; add the first, and drive it to its end."
