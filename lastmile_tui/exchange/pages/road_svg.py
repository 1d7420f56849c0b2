"""The picture of a road as SVG: the deck, its markers with their names, the vehicle, the flag.

Lengths are in units of a view box `WIDTH` wide, which a page scales to its own width. Colours come
from classes, so that the page says them, light or dark.
"""

from __future__ import annotations

from html import escape
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.figures.road import say_of
from lastmile_tui.domain.model.goal import measure
from lastmile_tui.domain.model.text import cells, fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastmile_tui.domain.model.goal import Goal

WIDTH, HEIGHT = 1000.0, 76.0

_LEFT, _RIGHT = 20.0, 970.0
"""Where the deck begins and ends; behind it is room for the flag."""

_TOP, _DECK = 14.0, 14.0

_CELL = 6.6
"""The width of a letter of the labels, whose font is 11 high: as wide as of most fonts."""

_ROWS = (46.0, 62.0)
"""The base lines of the two rows of labels."""

_LONGEST = 34
"""Cells of a label."""


class _Label(Struct, frozen=True):
    """A name under the deck: where it begins, its base line, and the text."""

    x: float
    y: float
    text: str
    final: bool


def road_svg(goal: Goal) -> str:
    """A goal's road as an `svg` element, with its words for who does not see it."""
    ends = [_place(end, goal) for end in goal.ends]
    here, stretch = _place(goal.position, goal), _place(goal.final_start, goal)
    words = escape(say_road(goal))
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    parts = [
        f'<svg class="road" viewBox="{box}" role="img" aria-label="{words}">',
        _deck("ahead", _LEFT, stretch),
        _deck("final", stretch, _RIGHT),
        _deck("passed", _LEFT, min(here, stretch)),
        _deck("final-passed", stretch, here),
        *(_tick(x, passed=end <= goal.position) for x, end in zip(ends, goal.ends, strict=True)),
        f'<path class="vehicle" d="M{here - 18:.1f} {_TOP - 11:g}h12l6 7 -6 7h-12z"/>',
        f'<path class="flag" d="M{_RIGHT:g} {_TOP + _DECK:g}v-24h16l-5 5 5 5h-14"/>',
        *_labels(goal, ends),
        "</svg>",
    ]
    return "".join(parts)


def say_road(goal: Goal) -> str:
    """The picture in words."""
    where = (
        say_of(goal)
        if goal.way
        else f"{measure(goal.position, goal.unit)} of {measure(goal.distance, goal.unit)}"
    )
    return f"{where}, {goal.reached} of {len(goal.markers)} markers reached"


def _place(position: float, goal: Goal) -> float:
    share = min(max(position / goal.distance, 0.0), 1.0)
    return _LEFT + share * (_RIGHT - _LEFT)


def _deck(kind: str, start: float, end: float) -> str:
    if end <= start:
        return ""
    box = f'x="{start:.1f}" y="{_TOP:g}" width="{end - start:.1f}" height="{_DECK:g}"'
    return f'<rect class="{kind}" {box}/>'


def _tick(x: float, *, passed: bool) -> str:
    kind = "tick passed-tick" if passed else "tick"
    return f'<path class="{kind}" d="M{x:.1f} {_TOP - 3:g}v{_DECK + 6:g}"/>'


def _labels(goal: Goal, ends: list[float]) -> Iterator[str]:
    """The names that fit, the next marker, the last and those of the stretch first."""
    taken: dict[float, list[tuple[float, float]]] = {row: [] for row in _ROWS}
    for index in _order(goal):
        text = fit(goal.markers[index].title, _LONGEST)
        width = cells(text) * _CELL
        x = min(max(ends[index] - width / 2, 0.0), WIDTH - width)
        for y, spans in taken.items():
            if all(x > end + 2 * _CELL or x + width < start - 2 * _CELL for start, end in spans):
                spans.append((x, x + width))
                label = _Label(x, y, text, index >= goal.final_index)
                yield _drawn(label, ends[index], width)
                break


def _order(goal: Goal) -> Iterable[int]:
    """The markers by how much their names are wanted."""
    last = len(goal.markers) - 1
    stretch = range(last - 1, goal.final_index - 1, -1)
    rest = range(last)
    return dict.fromkeys(chain((min(goal.reached, last), last), stretch, rest))


def _drawn(label: _Label, end: float, width: float) -> str:
    kind = "label final-label" if label.final else "label"
    line = f'<path class="lead" d="M{end:.1f} {_TOP + _DECK + 3:g}V{label.y - 10:g}"/>'
    middle = label.x + width / 2
    return (
        f'{line}<text class="{kind}" x="{middle:.1f}" y="{label.y:g}">{escape(label.text)}</text>'
    )
