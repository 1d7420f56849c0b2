"""Roads as a tree: what holds up others stands first, what waits for it below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.measures.roads.crossroads import edges_of
from lastmile_tui.domain.model.parts.graph import tangled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lastmile_tui.domain.model.goal import Goal


class Branch(Struct, frozen=True):
    """A goal of the tree, `depth` roads behind the first one.

    `first` are the titles of the roads that it waits for beside the one that it stands below;
    `circle` is whether it waits for itself, by way of others.
    """

    goal: Goal
    depth: int
    first: tuple[str, ...] = ()
    circle: bool = False


def tree_of(goals: Sequence[Goal], known: Mapping[str, Goal]) -> tuple[Branch, ...]:
    """Each of the goals once, those that hold up others first, else in the order given.

    A goal that waits for several stands below the last of them. A circle begins with the goal of it
    that is given first. `known` has all goals, also such as are waited for and not shown.
    """
    edges = edges_of(known)
    shown = {goal.uid: goal for goal in goals}
    first = {uid: tuple(road for road in edges.get(uid, ()) if road in shown) for uid in shown}
    waiting: dict[str, list[str]] = {}
    for uid, roads in first.items():
        for road in roads:
            waiting.setdefault(road, []).append(uid)
    roots = [uid for uid, roads in first.items() if not roads]
    roots.sort(key=lambda uid: uid not in waiting)
    placed = dict(_places(roots, first, waiting, {}))
    circles = tangled(first, shown.keys() - placed.keys())
    rest = [uid for uid in shown if uid not in placed]
    rest.sort(key=lambda uid: uid not in circles)  # what waits for a circle stands below it
    placed |= _places(rest, first, waiting, placed)
    return tuple(
        Branch(
            shown[uid],
            depth,
            tuple(known[road].title for road in edges.get(uid, ()) if road != above),
            uid in circles,
        )
        for uid, (depth, above) in placed.items()
    )


def _places(
    roots: Sequence[str],
    first: Mapping[str, Sequence[str]],
    waiting: Mapping[str, Sequence[str]],
    before: Mapping[str, object],
) -> Iterator[tuple[str, tuple[int, str]]]:
    """How deep goals stand, and below which; what waits for several below the last of them.

    Those of `before` have their places. There is no recursion, which has an end.
    """
    seen = set(before)
    left = {uid: sum(road not in seen for road in roads) for uid, roads in first.items()}
    for root in roots:
        stack = [(root, 0, "")]
        while stack:
            uid, depth, above = stack.pop()
            if uid in seen:
                continue
            seen.add(uid)
            yield uid, (depth, above)
            below = []
            for other in waiting.get(uid, ()):
                left[other] -= 1
                if left[other] <= 0:
                    below.append((other, depth + 1, uid))
            stack += reversed(below)


def say_branch(branch: Branch, ref: str = "") -> str:
    """What is said of a goal beside its title: `waits for ‘A’ and ‘B’ too`; often nothing.

    `ref` is the start of its id by which commands find it.
    """
    words = []
    if branch.first:
        titles = " and ".join(f"‘{title}’" for title in branch.first)
        words.append(f"waits for {titles}{' too' if branch.depth else ''}")
    if branch.circle:
        waits = "" if words else "waits "
        words.append(f"{waits}in a circle: lastmile unblock {ref or branch.goal.uid} opens it")
    return ", ".join(words)
