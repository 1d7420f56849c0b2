"""Roads as one page of HTML: nothing outside it is needed, no script, and every text is escaped.

It prints, and follows the light or dark of who reads it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from lastmile_tui.domain.export.as_json import reached_on
from lastmile_tui.domain.figures.road import say_at, say_to_go
from lastmile_tui.domain.measures.reasons import say_reason
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.events import entries, say_day
from lastmile_tui.domain.wording.forecast import say_forecast_briefly
from lastmile_tui.exchange.pages.road_svg import road_svg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from lastmile_tui.domain.export.as_json import ExportedGoal
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.exchange.files import Local

_STYLE = """
:root{color-scheme:light dark;--ground:#fbfaf7;--text:#1d2026;--muted:#5a5c5f;--line:#dcd9d0;
--ahead:#dcd9d0;--passed:#178a2e;--final:#f5d37a;--final-passed:#b87400;--tick:#6f7072;
--final-text:#7a4a00;--alarm:#c4231c}
@media (prefers-color-scheme:dark){:root{--ground:#121417;--text:#e4e7ec;--muted:#a1a4a9;
--line:#262b33;--ahead:#262b33;--passed:#15752b;--final:#5a3b06;--final-passed:#a86a14;
--tick:#8b8e93;--final-text:#ffcf70;--alarm:#ff5f56}}
@media print{:root{--ground:#fff;--text:#000;--muted:#444}article{break-inside:avoid}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:2rem 1.5rem;background:var(--ground);color:var(--text);
font:16px/1.5 system-ui,sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:.85rem;letter-spacing:.08em;
text-transform:uppercase;color:var(--muted);margin:2.5rem 0 .5rem}
h3{font-size:1.15rem;margin:0;overflow-wrap:anywhere}
article{border-top:1px solid var(--line);padding:1rem 0}
p{margin:.25rem 0;overflow-wrap:anywhere;white-space:pre-line}.muted,td.day{color:var(--muted)}
.alarm{color:var(--alarm);font-weight:600}
svg.road{display:block;width:100%;height:auto;margin:.75rem 0 .25rem}
.ahead{fill:var(--ahead)}.passed{fill:var(--passed)}.final{fill:var(--final)}
.final-passed{fill:var(--final-passed)}.tick,.lead{stroke:var(--tick);stroke-width:2}
.lead{stroke-width:.7;opacity:.6}.flag{fill:var(--final-passed);stroke:var(--final-passed)}
.vehicle{fill:var(--text)}.label{font:11px system-ui,sans-serif;
text-anchor:middle;fill:var(--muted)}
.final-label{fill:var(--final-text);font-weight:600}
table{border-collapse:collapse;width:100%;font-size:.9rem;margin-top:.5rem}
td{padding:.15rem .75rem .15rem 0;vertical-align:top;overflow-wrap:anywhere}
td{white-space:pre-line}td.day{white-space:nowrap;width:1%}
"""

_SECTIONS = (
    ("Final stretch", (State.STRETCH, State.DOOR)),
    ("On the road", (State.DRIVING,)),
    ("Planned", (State.PLANNED,)),
    ("Parked", (State.PARKED,)),
    ("Sealed", (State.SEALED,)),
    ("Let go", (State.LET_GO,)),
)


def write(exported: Iterable[ExportedGoal], local: Local) -> Iterator[str]:
    """One road with all that is known of it, or several on one page."""
    rows = [*exported]
    if len(rows) == 1:
        yield from road_page(rows[0], local.today)
    else:
        yield from highway_page(rows, local.today)


def highway_page(rows: Sequence[ExportedGoal], today: date) -> Iterator[str]:
    """All roads on one page, those of the final stretch first."""
    yield _head(f"Highway on {_day(today)}")
    yield f"<h1>Highway</h1><p class=muted>{_day(today)}, {counted(len(rows), 'road')}</p>"
    for name, states in _SECTIONS:
        found = [row for row in rows if row[0].state(today) in states]
        if found:
            yield f"<h2>{name}</h2>"
        for goal, _, measures in found:
            yield "<article>"
            yield from _road(goal, measures, today)
            yield "</article>"
    yield _FOOT


def road_page(exported: ExportedGoal, today: date) -> Iterator[str]:
    """One road with its markers, its seal list and its log."""
    goal, log, measures = exported
    yield _head(goal.title)
    yield from _road(goal, measures, today, level=1)
    yield "<h2>Markers</h2><table>"
    reached = reached_on(log, today)
    for marker, end in zip(goal.markers, goal.ends, strict=True):
        passed = reached.get(marker.id) if end <= goal.position else None
        day = (
            _day(passed, today)
            if passed
            else f"due {_day(marker.due, today)}"
            if marker.due
            else ""
        )
        sign = "✓" if end <= goal.position else "○"
        place = say_at(goal, end)
        yield _row(
            day, f"{sign} {escape(marker.title)}", f"<span class=muted>{escape(place)}</span>"
        )
    yield "</table>"
    if goal.seal:
        yield "<h2>Seal list</h2><table>"
        for item in goal.seal:
            evidence = f" <span class=muted>{escape(item.evidence)}</span>" if item.evidence else ""
            yield _row("✓" if item.done else "○", f"{escape(item.text)}{evidence}")
        yield "</table>"
    yield "<h2>Log</h2><table>"
    for entry in reversed(entries(log, today)):
        yield _row(_day(entry.day, today), escape(entry.text))
    yield f"</table>{_FOOT}"


def _road(goal: Goal, measures: Measures, today: date, level: int = 3) -> Iterator[str]:
    yield f"<h{level}>{escape(goal.title)}</h{level}>"
    yield f"<p class=muted>{escape(' · '.join(_facts(goal, measures, today)))}</p>"
    yield road_svg(goal)
    if goal.why:
        yield f"<p>{escape(goal.why)}</p>"
    kind = "alarm" if measures.attention.level > 1 else "muted"
    for reason in measures.attention.reasons:
        yield f"<p class={kind}>{escape(say_reason(reason))}</p>"
    for block in goal.roadblocks:
        words = f"{block.label}: {block.text}" if block.text else block.label
        yield f"<p>{escape(words)}, since {_day(block.since, today)}</p>"
    if goal.next_step:
        on = f", {_day(goal.next_step.on, today)}" if goal.next_step.on else ""
        yield f"<p>Next step: {escape(goal.next_step.text)}{on}</p>"


def _facts(goal: Goal, measures: Measures, today: date) -> Iterator[str]:
    state = goal.state(today)
    if state is State.SEALED and goal.seal_day:
        yield f"sealed {_day(goal.seal_day, today)}"
    elif goal.let_go:
        reason = goal.let_go.reason or goal.let_go.kind
        yield f"let go {_day(goal.let_go.on, today)}" + (f": {reason}" if reason else "")
    elif state is State.PARKED and goal.parked_until:
        yield f"parked until {_day(goal.parked_until, today)}"
    else:
        yield say_to_go(goal)
    if goal.due and not goal.ended:
        yield f"due {_day(goal.due, today)}"
    if measures.forecast and not goal.ended:
        yield say_forecast_briefly(measures.forecast, today)
    yield from (f"#{name}" for name in goal.tags)
    yield from (f"@{person.name}" for person in goal.people)


def _day(day: date, today: date | None = None) -> str:
    return say_day(day, today) if today else f"{day.day} {day:%B} {day.year}"


def _row(*columns: str) -> str:
    first, *rest = columns
    return f"<tr><td class=day>{first}</td>{''.join(f'<td>{one}</td>' for one in rest)}</tr>"


def _head(title: str) -> str:
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width,initial-scale=1">'
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
    )


_FOOT = "</body></html>\n"
