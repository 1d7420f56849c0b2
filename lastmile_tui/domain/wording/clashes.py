"""What became of a road that devices split, joined or removed without knowing of each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import OF_WHOLE_ROADS, Event, EventKind, join_of
from lastmile_tui.domain.model.merged.joins import are_crossed, removals, unseen
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.model.undo import standing, void_splits
from lastmile_tui.domain.wording.events import say_event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.domain.model.events import Log

_CELLS = 40


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
        yield from _split_twice(log)
        yield from _in_two(log)


def _kept(log: Log) -> Iterator[Clash]:
    """What keeps a road there that was removed, which is the last thing that became of it."""
    removal = next(iter(removals(log)[-1:]), None)
    if removal is None or not (found := unseen(log, removal)):
        return
    crossed = [event for event in found if are_crossed(event, removal)]
    came = {name for event in crossed for name in (event.id, *event.revives)}
    new = [event for event in found if event.id not in came]
    if removal.kind == EventKind.REMOVED:
        words = f"it is there, though removed: {say_other_road(found[-1])} went into it"
    elif new:
        more = f" and {len(new) - 1:,} more" if new[1:] else ""
        lacks = fit(clean_line(say_event(new[-1])), _CELLS).rstrip()
        words = f"it is back, for {say_other_road(removal)} lacks: {lacks}{more}"
    else:
        words = f"joined with {say_other_road(removal)} both ways, this one stands"
    yield Clash(words, (removal, *found), tuple(new or crossed or found))


def _whole_again(log: Log) -> Iterator[Clash]:
    """Splits of a road in which others worked behind the cut, so that it is whole."""
    for split, work in void_splits(log):
        other = say_other_road(split)
        words = (
            f"split here and driven there, it is whole again: remove {other}, of the same markers"
        )
        yield Clash(words, (split, *work), tuple(work))


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
                    words = f"split twice, {names} have the same markers: remove them in one"
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
            words = f"it went into both {say_other_road(before)} and {say_other_road(event)}"
            yield Clash(words, (before, event), (before, event))


def say_other_road(event: Event) -> str:
    """The other road as the event calls it, cut to what fits a line."""
    return f"‘{fit(clean_line(event.text).strip('‘’'), _CELLS).rstrip()}’"


def _road(event: Event) -> object:
    """The other road of a split or a join; that of a file of an older lastmile has a name only."""
    return join_of(event.set).get("road", event.text)
