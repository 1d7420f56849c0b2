"""What became of a road that devices split, joined or removed without knowing of each other."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.apart.splits import is_cut
from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import OF_WHOLE_ROADS, Event, EventKind, join_of
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.merged.joins import are_crossed, removals, undone_split, unseen
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.model.undo import standing, void_splits
from lastmile_tui.domain.wording.events import say_event

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lastmile_tui.domain.model.events import Log

_CELLS = 40
_ID = r"[A-Za-z0-9][A-Za-z0-9-]*"
"""What no shell reads as anything else."""


class Clash(Struct, frozen=True):
    """What became of a road, by changes of which one did not know the other; some of them stand."""

    words: str
    changes: tuple[Event, ...]
    stand: tuple[Event, ...]


def may_clash(event: Event) -> bool:
    """Whether an event may be one of a clash, as few are."""
    return event.kind in OF_WHOLE_ROADS or bool(event.set.get("deleted"))


def clashes_of(log: Log) -> Iterator[Clash]:
    """All clashes in the log of a road."""
    if any(map(may_clash, log)):
        log = event_log(log)
        yield from _kept(log)
        yield from _whole_again(log)
        yield from _half_gone(log)
        yield from _let_go(log)
        yield from _split_twice(log)
        yield from _in_two(log)


def new_clashes(log: Log, known: Collection[str]) -> list[Clash]:
    """The clashes of a log that were none yet in what was `known` of it, by the ids of events."""
    if not any(map(may_clash, log)):
        return []
    before = clashes_of(event_log((*(event for event in log if event.id in known),)))
    old = {clash.changes[0].id for clash in before}
    return [clash for clash in clashes_of(log) if clash.changes[0].id not in old]


def _kept(log: Log) -> Iterator[Clash]:
    """What keeps a road there that was removed, which is the last thing that became of it."""
    removal = next(iter(removals(log)[-1:]), None) or undone_split(log)
    if removal is None or not (found := unseen(log, removal)):
        return
    crossed = [event for event in found if are_crossed(event, removal)]
    came = {name for event in crossed for name in (event.id, *event.revives)}
    new = [event for event in found if event.id not in came]
    other = say_other_road(removal)
    if removal.kind == EventKind.REMOVED:
        into = say_other_road(found[-1])
        words = f"removed, but {into} had gone into it: it stays; remove it again, or keep it"
    elif new:
        more = f" and {len(new) - 1:,} more" if new[1:] else ""
        done = f"{fit(clean_line(say_event(new[-1])), _CELLS).rstrip()}{more}"
        gone = "joined into" if removal.kind == EventKind.JOINED else "no longer split off from"
        words = f"{gone} {other}, but it stays for what was done in it: {done}; {_twice(other)}"
    else:
        words = f"it and {other} went into each other: this one has all that was in both"
    yield Clash(words, (removal, *found), tuple(new or crossed or found))


def _twice(other: str) -> str:
    """What to do where the markers of a road stand also in another one."""
    return f"its markers are in {other}, too: remove them in one"


def _whole_again(log: Log) -> Iterator[Clash]:
    """Splits of a road in which others worked behind the cut, so that it is whole."""
    for split, work in void_splits(log):
        other = say_other_road(split)
        words = (
            "one device split it, another one worked on what was split off: it is whole again,"
            f" and {other} has the same markers{_removing(split)}"
        )
        yield Clash(words, (split, *work), tuple(work))


def _half_gone(log: Log) -> Iterator[Clash]:
    """What was split off a road that another device removed, or joined with another one, whole."""
    removal = next(iter(removals(log)[-1:]), None)
    if removal is None or not fold(log).get("deleted"):
        return
    known = join_of(removal.set)
    seen = {*(known.get("seen") or ()), *(known.get("knows") or ())}
    for split in standing(log):
        if is_cut(split) and split.id not in seen:
            part = say_other_road(split)
            if removal.kind == EventKind.JOINED:
                other = say_other_road(removal)
                twice = f"one device split off {part}, so its markers are there, too"
                words = f"it went into {other} whole, but {twice}{_removing(split)}"
            else:
                stays = f"one device removed it, another one split off {part}, which stays"
                words = f"{stays}{_removing(split, ' too')}"
            yield Clash(words, (split, removal), (removal,))


def _let_go(log: Log) -> Iterator[Clash]:
    """A road that was let go by who did not know that it had gone into another one."""
    removal = next(iter(removals(log)[-1:]), None)
    if removal is None or removal.kind != EventKind.JOINED or not fold(log).get("deleted"):
        return
    seen = join_of(removal.set).get("seen") or ()
    for event in standing(log):
        if event.kind == EventKind.LET_GO and event.set.get("let_go") and event.id not in seen:
            other = say_other_road(removal)
            mend = _command("let-go", removal, f" lets {other} go, too")
            yield Clash(f"let go, but it had gone into {other}{mend}", (event, removal), (removal,))
            return


def _split_twice(log: Log) -> Iterator[Clash]:
    """Splits of which the later ones took away what the first one had taken already."""
    taken: dict[str, Event] = {}
    for event in standing(log):
        for name, part in event.set.items():
            if not name.startswith("marker:") or "gone" not in (part or ()):
                continue
            if event.kind == EventKind.SPLIT and part["gone"]:
                before = taken.setdefault(name, event)
                if _road(before) != _road(event):
                    both = before, event
                    one, two = map(say_other_road, both)
                    names = f"{one} and {two}" if one != two else f"two roads {one}"
                    less = min(both, key=_size)
                    words = f"split twice, {names} have the same markers{_removing(less)}"
                    yield Clash(words, both, both)
                    return
            elif not part["gone"]:
                taken.pop(name, None)


def _in_two(log: Log) -> Iterator[Clash]:
    """Joins that put a road into two others."""
    gone = [event for event in removals(log) if event.kind == EventKind.JOINED]
    for before, event in pairwise(gone):
        seen = join_of(event.set).get("seen") or ()
        if _road(before) != _road(event) and before.id not in seen:
            one, two = say_other_road(before), say_other_road(event)
            words = f"it went into both {one} and {two}: remove its markers in one"
            yield Clash(words, (before, event), (before, event))


def say_other_road(event: Event) -> str:
    """The other road as the event calls it, cut to what fits a line."""
    return f"‘{fit(clean_line(event.text).strip('‘’'), _CELLS).rstrip()}’"


def _removing(split: Event, also: str = "") -> str:
    """What removes the part that a split made."""
    part = say_other_road(split)
    return _command("remove", split, f" removes {part}{also}") or f": remove {part}{also}"


def _command(verb: str, event: Event, done: str) -> str:
    """A command about the other road, where the event is not too old to have its id."""
    road = str(join_of(event.set).get("road") or "")
    return f": lastmile {verb} {road}{done}" if re.fullmatch(_ID, road) else ""


def _size(split: Event) -> int:
    """How many markers a split took away."""
    parts = (part for name, part in split.set.items() if name.startswith("marker:"))
    return sum(bool(part and part.get("gone")) for part in parts)


def _road(event: Event) -> object:
    """The other road of a split or a join; that of a file of an older lastmile has a name only."""
    return join_of(event.set).get("road", event.text)
