"""Which road waits for which, by their ids: circles, and the way from one to another.

A file that two devices made together may hold a circle: nothing here goes round in one.
"""

from __future__ import annotations

from collections import Counter
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    Edges = Mapping[str, Sequence[str]]
    """What leads from an id to others."""


def way(edges: Edges, start: str, end: str, most: float = inf) -> tuple[str, ...]:
    """A shortest way from one id to another over the edges, both ends in it; empty without one.

    From an id to itself it is the circle that leads back to it. It is given up where that takes
    `most` ids or more.
    """
    came: dict[str, str] = {}
    front = [start]
    while front and len(came) < most:
        beyond: list[str] = []
        for here in front:
            for there in edges.get(here, ()):
                if there in came:
                    continue
                came[there] = here
                if there == end:
                    return _back(came, start, end)
                beyond.append(there)
        front = beyond
    return ()


def reached(edges: Edges, start: str) -> Iterator[str]:
    """All ids that the edges lead to, the nearest first, each once and `start` never."""
    seen, front = {start}, [start]
    while front:
        beyond = [there for here in front for there in edges.get(here, ())]
        front = [there for there in dict.fromkeys(beyond) if there not in seen]
        seen.update(front)
        yield from front


def tangled(edges: Edges, some: Collection[str]) -> set[str]:
    """The ids among some that the edges lead back to, or lie between two such, in one pass."""
    left = {here for here in some if edges.get(here)}
    led = Counter(there for here in left for there in edges[here])
    ends = [here for here in left if not led[here]]
    while ends:
        here = ends.pop()
        left.discard(here)
        for there in edges[here]:
            led[there] -= 1
            if there in left and not led[there]:
                ends.append(there)
    return left


def _back(came: Mapping[str, str], start: str, end: str) -> tuple[str, ...]:
    found = [end, came[end]]
    while found[-1] != start:
        found.append(came[found[-1]])
    return tuple(reversed(found))
