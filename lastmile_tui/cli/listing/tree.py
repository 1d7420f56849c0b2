"""The roads as a tree in lines: what holds up others first, what waits for it below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.goal_lines import say_progress
from lastmile_tui.cli.output import say, say_json
from lastmile_tui.cli.terminal import columns
from lastmile_tui.dates.words import SPELLED, say_date
from lastmile_tui.domain.crossing.tree import say_branch, tree_of
from lastmile_tui.domain.export.as_json import VERSION, spelled
from lastmile_tui.domain.measures.roads.crossroads import first_roads
from lastmile_tui.domain.model.goal import Goal, State
from lastmile_tui.domain.model.text import cells, clean_line, fit
from lastmile_tui.domain.views.find import short_ids
from lastmile_tui.domain.wording.events import join_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from lastmile_tui.domain.crossing.tree import Branch
    from lastmile_tui.domain.views.lineup import Lineup

_INDENT = "  "
_DEEPEST = 8
"""The roads behind the first one from which no line is indented further."""


def say_tree(lineup: Lineup, goals: Mapping[str, Goal], *, plain: bool, scripts: bool) -> None:
    """Print each goal of a lineup once, below what it waits for; `scripts` get JSON."""
    branches = tree_of([*lineup.goals], goals)
    today = lineup.today
    if scripts:
        say_json({"version": VERSION, "tree": [_json(branch, today) for branch in branches]})
    elif branches:
        shorts = short_ids(uid for uid, goal in goals.items() if not goal.hidden)
        lines = _spoken if SPELLED.get() else _lines
        say(*lines(branches, shorts, today), plain=plain)
    else:
        say("No roads here; lastmile list --tree --view all shows all of them.")


def _lines(branches: Sequence[Branch], shorts: Mapping[str, str], today: date) -> Iterator[str]:
    ids = max(len(shorts[branch.goal.uid]) for branch in branches)
    for branch in branches:
        goal = branch.goal
        head = f"{shorts[goal.uid]:<{ids}}  {_INDENT * min(branch.depth, _DEEPEST)}"
        facts = join_facts(_state(goal, today), say_progress(goal, today), say_branch(branch))
        room = max(columns() - cells(head) - cells(facts) - 2, columns() // 3)
        yield f"{head}{fit(clean_line(goal.title), room)}  {facts}"


def _spoken(branches: Sequence[Branch], shorts: Mapping[str, str], today: date) -> Iterator[str]:
    """A sentence for each goal, with what it waits for in words."""
    above: list[str] = []
    for branch in branches:
        goal = branch.goal
        del above[branch.depth :]
        first = (f"waits for ‘{above[-1]}’",) if branch.depth and above else ()
        above.append(clean_line(goal.title))
        progress = _state(goal, today), say_progress(goal, today)
        facts = (*first, say_branch(branch), *progress, shorts[goal.uid])
        yield ", ".join(filter(None, (above[-1], *facts))) + "."


def _state(goal: Goal, today: date) -> str:
    """That a goal is parked or was let go; of other states its progress tells."""
    match goal.state(today):
        case State.PARKED if goal.parked_until:
            return f"parked until {say_date(goal.parked_until, today)}"
        case State.LET_GO:
            return "let go"
    return ""


def _json(branch: Branch, today: date) -> dict[str, Any]:
    """A goal of the tree; `waits_for` are ids, `depth` the roads before it."""
    goal = branch.goal
    return {
        "id": goal.uid,
        "title": goal.title,
        "state": spelled(goal.state(today)),
        "depth": branch.depth,
        "waits_for": [*first_roads(goal)],
        "circle": branch.circle,
    }
