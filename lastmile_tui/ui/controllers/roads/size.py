"""Roads made twice, split and joined, from the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.views.find import find, find_marker
from lastmile_tui.domain.wording.events import join_facts, say_change
from lastmile_tui.domain.wording.whole.roads import say_duplicated, say_joined, say_split

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.store.goals import NewStamp
    from lastmile_tui.ui.controllers.roads.order import RoadsHost


async def duplicate_road(app: RoadsHost, goal: Goal) -> None:
    """Ask for the title of a second road like this one, and add it."""
    from lastmile_tui.domain.changes.roads.duplicate import another_title, duplicate  # noqa: PLC0415
    from lastmile_tui.domain.input.questions import Line  # noqa: PLC0415 # rarely asked

    def save(title: str) -> str:
        def make(stamp: Stamp) -> Record:
            return duplicate(goal, stamp, title)

        uid, words = app.session.add(make)
        app.bind_down()
        app.highway.show(uid)
        return join_facts(words, say_duplicated(goal))

    title = another_title(goal)
    line = Line("Title of the second road", "What is the second road called?", value=title)
    await app.questions.line(goal, line, save)


async def split_road(app: RoadsHost, goal: Goal) -> None:
    """Ask behind which marker, or where, a road is split."""
    from lastmile_tui.domain.changes.roads.split import (  # noqa: PLC0415 # rarely asked
        split_at,
        split_at_marker,
        splittable,
    )
    from lastmile_tui.domain.input.drives.places import read_place  # noqa: PLC0415 # rarely asked
    from lastmile_tui.domain.input.questions import Line  # noqa: PLC0415 # as above

    def save(text: str) -> str:
        def make(records: list[Record], stamp: NewStamp) -> tuple[Record, Record]:
            (record,) = records
            one, two = stamp(record.event), stamp(record.event)
            if record.goal.counting:
                place = read_place(record.goal, text, app.session.notation)
                return split_at(record, one, two, place)
            return split_at_marker(record, one, two, find_marker(record.goal, text))

        first, second, *others = app.session.change_together([goal.uid], make)
        return _say(app, first, say_split(first.goal, second.goal), others)

    what = f"amount of {goal.unit}" if goal.counting else "marker, by its number or title,"
    asked = f"Behind which {what} does the second road begin?"
    line = Line("Split the road", asked, hint=asked)
    splittable(goal)
    await app.questions.line(goal, line, save)


async def join_roads(app: RoadsHost, goal: Goal) -> None:
    """Ask which road is joined with this one, and is gone into it."""
    from lastmile_tui.domain.changes.roads.join import join_both  # noqa: PLC0415 # rarely asked
    from lastmile_tui.domain.input.questions import Line  # noqa: PLC0415 # as above

    def save(text: str) -> str:
        other = find(app.session.goals.values(), text)
        first, _, *others = app.session.change_together([goal.uid, other.uid], join_both)
        return _say(app, first, say_joined(first.goal), others)

    asked = "Which road becomes part of this one, by a part of its title?"
    line = Line("Join with another road", asked, hint=asked)
    await app.questions.line(goal, line, save)


def _say(app: RoadsHost, first: Record, fact: str, others: list[Record]) -> str:
    """What was done, and a line for each road that waits for another one by it."""
    from lastmile_tui.domain.crossing.follow_ups import say_followed  # noqa: PLC0415 # rarely asked

    line = join_facts(say_change(first), fact)
    return "\n".join((line, *say_followed(others, app.session.today)))


WHOLE_ROADS = {"duplicate": duplicate_road, "split": split_road, "join": join_roads}
"""What asks about a whole road, by the command that does."""
