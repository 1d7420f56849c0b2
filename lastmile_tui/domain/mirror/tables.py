"""The figures of the mirror as plain tables, for people, and as JSON, for scripts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.domain.export.as_json import VERSION, spelled
from lastmile_tui.domain.export.forecast_as_json import record_json
from lastmile_tui.domain.mirror.figures import Panel
from lastmile_tui.domain.mirror.headline import headline
from lastmile_tui.domain.mirror.wording import captions, compared_laps, needs, split_medians
from lastmile_tui.domain.model.goal import amount
from lastmile_tui.domain.model.numbers import fixed, percent
from lastmile_tui.domain.model.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lastmile_tui.domain.mirror.figures import Figures, Month

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Table(Struct, frozen=True):
    """The figures of one panel in words; `note` is its sentence, or says what it needs.

    Every row is as long as the header; a panel that needs something has no rows. The first
    `texts` columns are words, the others numbers.
    """

    panel: Panel
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    texts: int = 1


def rows_of(figures: Figures) -> tuple[Table, ...]:
    """All figures as tables, in the order of the panels."""
    lacking = needs(figures)
    notes = lacking | captions(figures)

    def table(panel: Panel, title: str, header: str, rows: Rows, texts: int = 1) -> Table:
        content = () if panel in lacking else tuple(rows)
        return Table(panel, title, tuple(header.split("|")), content, notes[panel], texts)

    return (
        table(Panel.MONTHS, "How roads ended", "month|started|sealed|let go", _months(figures)),
        table(Panel.ENDS, "Where you let go", "way|roads", _ends(figures)),
        table(
            Panel.SPLITS, "Days before the final stretch and in it",
            "road|sealed|before|in it|at its end", _splits(figures), 2,
        ),
        *(
            [table(Panel.LAPS, "Laps", "road|sealed|lap|days|last mile", _laps(figures), 2)]
            if figures.laps else []
        ),
        table(
            Panel.FACTOR, "The last-mile factor", "factor|from|to|roads", _factor(figures), 0
        ),
        table(
            Panel.FORECASTS, "Forecasts that held", "promised|held|of|likely from|to",
            _forecasts(figures), 0,
        ),
        table(Panel.CAUSES, "What stood in the way", "cause|what|times|days", _causes(figures), 2),
        table(
            Panel.ACTIVITY, "Log entries by day", "|".join(("week of", *_WEEKDAYS)),
            _weeks(figures),
        ),
        table(Panel.STREAKS, "Daily reviews", "reviews|days", _streaks(figures)),
    )  # fmt: skip


if TYPE_CHECKING:
    Rows = Iterator[tuple[str, ...]]


def _months(figures: Figures) -> Rows:
    for month in from_first(figures.months):
        counts = (month.started, month.sealed, month.let_go)
        yield (month.first.isoformat()[:7], *map(_count, counts))


def from_first(months: Sequence[Month]) -> Sequence[Month]:
    """The months from the first in which a road was started or ended."""
    some = (at for at, month in enumerate(months) if month.started or month.sealed or month.let_go)
    return months[next(some, 0) :]


def _ends(figures: Figures) -> Rows:
    for tenth, count in enumerate(figures.ends.tenths):
        yield f"{tenth * 10} to {tenth * 10 + 10} %", _count(count)


def _splits(figures: Figures) -> Rows:
    for split in figures.splits:
        title = clean_line(split.title)
        days = (split.before, split.stretch, split.door)
        yield title, split.sealed.isoformat(), *map(_count, days)
    yield "median", "", *map(amount, split_medians(figures) or (0.0, 0.0, 0.0))


def _laps(figures: Figures) -> Rows:
    for lap in compared_laps(figures):
        last_mile = "" if lap.last_mile is None else _count(lap.last_mile)
        days = (str(lap.number), _count(lap.days), last_mile)
        yield clean_line(lap.title), lap.sealed.isoformat(), *days


def _factor(figures: Figures) -> Rows:
    factor = figures.factor
    yield (*(fixed(part, 2) for part in (factor.value, factor.low, factor.high)), str(factor.goals))


def _forecasts(figures: Figures) -> Rows:
    for level in figures.forecasts.levels:
        ends = (percent(level.low), percent(level.high))
        yield percent(level.promised), _count(level.right), _count(level.ranges), *ends


def _causes(figures: Figures) -> Rows:
    for cause in figures.causes:
        what, days = ("let go", "") if cause.let_go else ("roadblock", _count(cause.days))
        yield cause.name, what, _count(cause.count), days


def _weeks(figures: Figures) -> Rows:
    """The weeks with an entry."""
    for monday, week in zip(_mondays(figures), figures.activity, strict=True):
        if not any(week):
            continue
        yield (monday.isoformat(), *map(_count, week))


def _streaks(figures: Figures) -> Rows:
    streaks = figures.streaks
    yield "in a row up to now", _count(streaks.current)
    yield "most in a row", _count(streaks.longest)
    yield "in all", _count(streaks.reviewed)


def _mondays(figures: Figures) -> list[date]:
    """The first day of each week of the activity."""
    last = figures.today - timedelta(days=figures.today.weekday())
    weeks = len(figures.activity)
    return [last - timedelta(weeks=weeks - 1 - week) for week in range(weeks)]


def _count(number: int) -> str:
    return f"{number:,}"


def figures_json(figures: Figures) -> dict[str, Any]:
    """The figures in builtins, with stable names, ISO dates, and null for what is not there.

    `factor` is null until three roads of a kind give one, and says whether these count something.
    Shares are from 0 to 1, lengths of time in days.
    """
    ends, factor, streaks = figures.ends, figures.factor, figures.streaks
    before, stretch, door = split_medians(figures) or (None, None, None)
    return {
        "version": VERSION,
        "today": figures.today.isoformat(),
        "headline": headline(figures),
        "goals": {"open": figures.open, "sealed": figures.sealed, "let_go": figures.let_go},
        "finish_rate": figures.finished,
        "months": [
            {
                "month": month.first.isoformat()[:7],
                "started": month.started,
                "sealed": month.sealed,
                "let_go": month.let_go,
            }
            for month in figures.months
        ],
        "ends": {
            "tenths": list(ends.tenths),
            "last_fifth": ends.last_fifth,
            "median_share": ends.share,
        },
        "stretches": {
            "median_before": before,
            "median_in": stretch,
            "median_at_end": door,
            "goals": [
                {
                    "title": split.title,
                    "sealed": split.sealed.isoformat(),
                    "before": split.before,
                    "in": split.stretch,
                    "at_end": split.door,
                }
                for split in figures.splits
            ],
        },
        "laps": [
            {
                "title": lap.title,
                "lap": lap.number,
                "sealed": lap.sealed.isoformat(),
                "days": lap.days,
                "last_mile": lap.last_mile,
            }
            for lap in figures.laps
        ],
        "factor": {
            "value": factor.value,
            "low": factor.low,
            "high": factor.high,
            "goals": factor.goals,
            "counting": factor.counting,
        }
        if factor.claimed
        else None,
        "forecasts": record_json(figures.forecasts),
        "causes": [
            {
                "name": spelled(cause.name),
                "let_go": cause.let_go,
                "count": cause.count,
                "days": None if cause.let_go else cause.days,
            }
            for cause in figures.causes
        ],
        "activity": [
            {"monday": monday.isoformat(), "entries": list(week)}
            for monday, week in zip(_mondays(figures), figures.activity, strict=True)
        ],
        "streaks": {
            "current": streaks.current,
            "longest": streaks.longest,
            "reviewed": streaks.reviewed,
        },
    }
