"""Whole roads in lines: begun again, made twice, split, joined, put into an order of one's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.cli.spoken.highway import PART
from lastmile_tui.cli.spoken.replies import read_number_word
from lastmile_tui.domain.crossing.again import again
from lastmile_tui.domain.crossing.laps import say_new_lap
from lastmile_tui.domain.input.drives.at_end import begin_again as asked_again
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.views.lineup import Sort
from lastmile_tui.ui.state.whole_roads import WHOLE_ROADS, gap_past

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastmile_tui.cli.linear.host import LinearHost


def begin_again(host: LinearHost, uid: str, text: str) -> None:
    """Ask when a road begins again."""
    session = host.session
    record, today = session.record(uid), session.today

    def save(line: str) -> None:
        change = again(record, line, session.goals, today)
        if change.make is None:
            host.change(change.uid, change.move)
        else:
            lap = session.keep(change.uid, change.make, change.move)
            host.say(sentence(say_new_lap(lap, today)))

    host.put_line(asked_again(record, today), save, text)


def change_whole(host: LinearHost, uid: str, text: str, *, command: str) -> None:
    """Ask what a command asks about a whole road, unless it was typed with it, and do it."""
    asked = WHOLE_ROADS[command](host.session, host.goal(uid))
    numbered = {str(number): one for number, one in enumerate(asked.roads[:PART], 1)}
    if numbered and not text:
        host.say(*(f"{number}. {clean_line(one.title)}" for number, one in numbered.items()))

    def save(line: str) -> None:
        one = numbered.get(read_number_word(line))
        changed, words = asked.save(one.uid if one else line)
        host.say_done(words, changed)

    host.put_line(asked.line, save, text)


def step(host: LinearHost, uid: str, _: str, *, by: int) -> None:
    """Move a road past the next one below (1) or above (-1); first take the order that it is in."""
    lineups = host.session.lineups
    if lineups.look.sort is not Sort.OWN:
        words = lineups.sort_by(Sort.OWN)
        host.say(sentence(f"{words}; now the same word moves a road in it"))
        host.remember()
        return
    goal = host.goal(uid)
    gap = gap_past(lineups.lineup, goal, by, lineups.lineup.index(goal))
    host.change(uid, gap.move)


_Handler: TypeAlias = "Callable[[LinearHost, str, str], None]"

ON_WHOLE_ROAD: Final[Mapping[str, _Handler]] = {
    "again": begin_again,
    **{name: partial(change_whole, command=name) for name in WHOLE_ROADS},
    "move_up": partial(step, by=-1),
    "move_down": partial(step, by=1),
}
"""What each command of a whole road does to it, by the words that were typed behind it."""
