"""The mirror in sentences: what its charts and tables show, without a column."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.dates.words import MONTHS, WEEKDAYS, say_plain
from lastmile_tui.domain.mirror.figures import Panel
from lastmile_tui.domain.mirror.headline import headline
from lastmile_tui.domain.mirror.tables import rows_of
from lastmile_tui.domain.model.text import clean_line, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lastmile_tui.domain.mirror.figures import Figures


def say_mirror(figures: Figures) -> Iterator[str]:
    """The sentence above all, then each panel: its name, its summary, its figures."""
    yield sentence(headline(figures))
    for table in rows_of(figures):
        yield f"{table.title}: {sentence(table.note)}"
        if table.rows:
            yield from _PANELS.get(table.panel, _nothing)(figures)


def _nothing(_: Figures) -> Iterator[str]:
    """No figures beyond the summary."""
    return iter(())


def _months(figures: Figures) -> Iterator[str]:
    for month in figures.months:
        counts = (
            (month.started, "started"), (month.sealed, "sealed"), (month.let_go, "let go"),
        )  # fmt: skip
        named = [f"{count:,} {words}" for count, words in counts if count]
        if named:
            name = MONTHS[month.first.month - 1].title()
            yield f"{name} {month.first.year}: {', '.join(named)}."


def _ends(figures: Figures) -> Iterator[str]:
    for tenth, count in enumerate(figures.ends.tenths):
        if count:
            share = f"{tenth * 10} and {tenth * 10 + 10} percent"
            yield f"Between {share} of the way: {counted(count, 'road')}."


def _splits(figures: Figures) -> Iterator[str]:
    for split in figures.splits:
        before, stretch, door = (
            counted(days, "day") for days in (split.before, split.stretch, split.door)
        )
        waited = f", then {door} until the seal" if split.door else ""
        sealed = say_plain(split.sealed, figures.today)
        yield (
            f"{clean_line(split.title)}, sealed on {sealed}:"
            f" {before} before the final stretch, {stretch} in it{waited}."
        )


def _forecasts(figures: Figures) -> Iterator[str]:
    for level in figures.forecasts.levels:
        promised, low, high = (
            f"{share * 100:.0f}" for share in (level.promised, level.low, level.high)
        )
        yield (
            f"Of {counted(level.ranges, 'forecast')} that promised {promised} percent,"
            f" {level.right:,} held; in the long run likely {low} to {high} percent."
        )


def _causes(figures: Figures) -> Iterator[str]:
    for cause in figures.causes:
        times = {1: "once", 2: "twice"}.get(cause.count, f"{cause.count:,} times")
        if cause.let_go:
            yield f"Let go, {cause.name}: {times}."
        else:
            yield f"Roadblock, {cause.name}: {times}, {counted(cause.days, 'day')} in all."


def _activity(figures: Figures) -> Iterator[str]:
    """The weeks with entries, and in which of them there were none."""
    monday = _monday_of(figures.today) - timedelta(weeks=len(figures.activity) - 1)
    for week in figures.activity:
        if any(week):
            days = ", ".join(
                f"{count} on {WEEKDAYS[day].title()}" for day, count in enumerate(week) if count
            )
            entries = counted(sum(week), "entry", "entries")
            yield f"Week of {say_plain(monday, figures.today)}: {entries}, {days}."
        monday += timedelta(weeks=1)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


_PANELS: dict[Panel, Callable[[Figures], Iterator[str]]] = {
    Panel.MONTHS: _months,
    Panel.ENDS: _ends,
    Panel.SPLITS: _splits,
    Panel.FORECASTS: _forecasts,
    Panel.CAUSES: _causes,
    Panel.ACTIVITY: _activity,
}
"""The panels whose figures say more than their summary does."""
