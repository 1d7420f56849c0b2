"""Keeping the goals and tags that shells complete; `early/goal_list.py` says how they stand."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui import private_files
from lastmile_tui.domain.examples.templates import all_templates
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.views.find import short_ids
from lastmile_tui.domain.views.letters import plain_letters
from lastmile_tui.early.goal_list import NAME, SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.store.goals import GoalStore

MOST_GOALS, MOST_TAGS, MOST_ROADS = 300, 100, 100
"""How many are kept, those that were changed last: of more nobody finds one by tab."""

_FORM = 3000
"""Nanoseconds by which the file is younger: one that a former version kept is not."""

_BESIDE = {State.SEALED: "s", State.PARKED: "p", State.LET_GO: "p"}
"""The letters of goals that are not on the road."""

_AT_DOOR = {"r": "R", "b": "B"}
"""The letters of goals that are, and have reached their end."""


def keep_up(context: Context) -> None:
    """Keep the goals that a verb has left, if some are kept and have changed since."""
    store: GoalStore | None = vars(context).get("opened")
    if store is not None and store.storage.path == context.place.path:
        keep(context, store)


def keep(context: Context, store: GoalStore) -> None:
    """Keep the goals of the user's file; what fails is tried again the next time."""
    place = context.place
    inputs = [place.path, *sorted(place.private.glob("*.journal"))]
    path = place.private / NAME
    with suppress(OSError):
        times = [_time(each) for each in inputs]
        age = max(times) + _FORM
        if path.exists() and _time(path) >= age:
            return
        rows = [str(each) for each in (path, *inputs) if "\n" not in str(each)]
        rows += rows_of(store.goals.values(), context.today)
        _write(path, rows, age)


def rows_of(goals: Iterable[Goal], today: date) -> Iterator[str]:
    """A row for each goal, those under way and newest first, for each tag and each template."""
    known = (*goals,)
    living = [goal for goal in known if not goal.hidden]
    living.sort(key=lambda goal: (goal.on_road(today), goal.changed), reverse=True)
    shorts = short_ids(goal.uid for goal in living)
    letters = Counter(plain_letters(clean_line(goal.title)) for goal in living)
    for goal in living[:MOST_GOALS]:
        title, short = clean_line(goal.title), shorts[goal.uid]
        # What another has too, or what looks like an option, is named by its id.
        alone = letters[plain_letters(title)] == 1 and not title.startswith("-")
        state = _BESIDE.get(goal.state(today)) or ("b" if goal.roadblocks else "r")
        if goal.to_go <= 0:
            state = _AT_DOOR.get(state, state)
        yield "\t".join(("g", *((title, short) if alone else (short, title)), state))
    tags = Counter(tag for goal in living for tag in goal.tags)
    yield from (f"t\t{clean_line(tag)}" for tag, _ in tags.most_common(MOST_TAGS))
    for template in all_templates(known):
        yield f"p\t{clean_line(template.name)}\t{clean_line(template.about)}"
    for goal in living[:MOST_ROADS]:
        if goal.on_road(today):
            names = (clean_line(goal.title), shorts[goal.uid], f"{goal.reached}")
            yield "\t".join(("m", *names, *_markers(goal)))


def _markers(goal: Goal) -> Iterator[str]:
    """The titles of markers, or the number of one whose title does not name it alone."""
    titles = [clean_line(marker.title) for marker in goal.markers]
    letters = Counter(map(plain_letters, titles))
    for number, title in enumerate(titles, 1):
        alone = title and letters[plain_letters(title)] == 1 and not title.startswith("-")
        yield title if alone else f"{number}"


def _time(path: Path) -> int:
    return path.stat().st_mtime_ns


def _write(path: Path, rows: Iterable[str], time: int) -> None:
    lines, size = [], 0
    for row in rows:
        line = f"{row}\n".encode(errors="surrogateescape")
        size += len(line)
        if size <= SIZE:
            lines.append(line)
    private_files.make_folder(path.parent)
    temp = path.with_name(f".~{path.name}.{os.urandom(4).hex()}")
    with private_files.temporary_file(temp, b"".join(lines), durable=False):
        os.utime(temp, ns=(time, time))
        temp.replace(path)
