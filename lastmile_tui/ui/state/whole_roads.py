"""What is asked before a road is made twice, split or joined, what that does; and a step of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.roads.duplicate import another_title, duplicate
from lastmile_tui.domain.changes.roads.join import join_both
from lastmile_tui.domain.changes.roads.order import Gap, key, named
from lastmile_tui.domain.changes.roads.split import split_at, split_at_marker, splittable
from lastmile_tui.domain.crossing.follow_ups import say_followed
from lastmile_tui.domain.input.drives.places import read_place
from lastmile_tui.domain.input.questions import Line
from lastmile_tui.domain.measures.roads.crossroads import is_open
from lastmile_tui.domain.views.find import find, find_marker
from lastmile_tui.domain.views.steps import neighbours
from lastmile_tui.domain.wording.events import join_facts, say_change
from lastmile_tui.domain.wording.whole.roads import say_duplicated, say_joined, say_split
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.domain.views.lineup import Lineup
    from lastmile_tui.store.goals import NewStamp
    from lastmile_tui.ui.state.session import Session


class WholeRoad(Struct, frozen=True):
    """A line to ask for, and what is done by it: the uid of the road to go to, and words.

    Where it names a road, it is likely one of `roads`; its id is understood, too.
    """

    line: Line
    save: Callable[[str], tuple[str, str]]
    roads: tuple[Goal, ...] = ()


def _duplicated(session: Session, goal: Goal) -> WholeRoad:
    """Ask for the title of a second road like this one, and add it."""

    def save(title: str) -> tuple[str, str]:
        def make(stamp: Stamp) -> Record:
            return duplicate(goal, stamp, title)

        uid, words = session.add(make)
        return uid, join_facts(words, say_duplicated(goal))

    title = another_title(goal, beside=session.goals.values())
    line = Line("Title of the second road", "What is the second road called?", value=title)
    return WholeRoad(line, save)


def _split(session: Session, goal: Goal) -> WholeRoad:
    """Ask behind which marker, or where, a road is split; GoalError where there is no place."""

    def save(text: str) -> tuple[str, str]:
        def make(records: list[Record], stamp: NewStamp) -> tuple[Record, Record]:
            (record,) = records
            title = another_title(record.goal, beside=session.goals.values())
            one, two = stamp(record.event), stamp(record.event)
            if record.goal.counting:
                place = read_place(record.goal, text, session.notation)
                return split_at(record, one, two, place, title)
            index = find_marker(record.goal, text)
            return split_at_marker(record, one, two, index, title)

        first, second, *others = session.change_together([goal.uid], make)
        return goal.uid, _say(session, first, say_split(first.goal, second.goal), others)

    where = "Behind which marker, by its number or title,"
    asked = f"{f'At how many {goal.unit}' if goal.counting else where} does the second road begin?"
    splittable(goal)
    return WholeRoad(Line("Split the road", asked, hint=asked), save)


def _joined(session: Session, goal: Goal) -> WholeRoad:
    """Ask which road is joined with this one, and is gone into it."""

    def save(text: str) -> tuple[str, str]:
        other = find(session.goals.values(), text, shown="")
        first, _, *others = session.change_together([goal.uid, other.uid], join_both)
        return goal.uid, _say(session, first, say_joined(first.goal), others)

    asked, title = "Which road becomes part of this one, by", "a part of its title?"
    line = Line("Join with another road", f"{asked} its number or {title}", hint=f"{asked} {title}")
    roads = {one.uid: one for one in (*session.lineups.lineup.goals, *session.goals.values())}
    kind = goal.unit.casefold(), goal.way is None
    fits = [
        one
        for one in roads.values()
        if is_open(one) and one.uid != goal.uid and (one.unit.casefold(), one.way is None) == kind
    ]
    return WholeRoad(line, save, tuple(fits))


def _say(session: Session, first: Record, fact: str, others: list[Record]) -> str:
    """What was done, and a line for each road that waits for another one by it."""
    line = join_facts(say_change(first), fact)
    return "\n".join((line, *say_followed(others, session.today)))


WHOLE_ROADS: Mapping[str, Callable[[Session, Goal], WholeRoad]] = {
    "duplicate": _duplicated,
    "split": _split,
    "join": _joined,
}
"""What asks about a whole road, by the command that does."""


def gap_past(lineup: Lineup, goal: Goal, by: int, index: int | None) -> Gap:
    """The place past the road next below (1) or above (-1) an index; GoalError at the end."""
    found = None if index is None else neighbours(lineup, index, by)
    if found is None:
        where = "last" if by > 0 else "first"
        raise GoalError(f"{named(goal)} stands {where} among the roads beside it.")
    passed, beyond = found
    here, there = key(passed), key(beyond) if beyond else None
    if by > 0:
        return Gap(here, there, f"after {named(passed)}")
    return Gap(there or "", here, f"before {named(passed)}")
