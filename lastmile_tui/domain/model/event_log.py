"""A log that keeps what was derived from it, and hands that on to the log with one event more."""

from __future__ import annotations

from operator import attrgetter, lt
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

from lastmile_tui.domain.model.events import DAY, Event, are_rising

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

    from lastmile_tui.domain.model.events import Log

T = TypeVar("T")


class Derivation(Struct, Generic[T], frozen=True, eq=False):
    """Something that is derived from a log: `whole` does so from its first event to its last.

    `more` gives the same for a log with one event behind all others, from what there was before
    it; neither changes what it is given. Without `more`, or where that gives None, it is derived
    whole when it is next asked for.
    """

    whole: Callable[[Log], T]
    more: Callable[[T, Event], T | None] | None = None


class EventLog(tuple[Event, ...]):  # noqa: SLOT001 # it keeps something
    """The events of one goal in their total order, in which every device takes them."""

    _kept: dict[Derivation[Any], Any]
    _before: Self | None

    def __new__(cls, events: Iterable[Event]) -> Self:
        events = tuple(events)
        instants = [event.at for event in events]
        if all(map(lt, instants, instants[1:])):  # as a file has them
            return cls._of(events)
        return cls._of(sorted(events, key=attrgetter("order")))

    @classmethod
    def _of(cls, events: Iterable[Event], before: Self | None = None) -> Self:
        made = super().__new__(cls, events)
        made._kept, made._before = {}, before
        return made

    def derive(self, derivation: Derivation[T]) -> T:
        """What a derivation gives, computed when it is first asked for; nobody changes it."""
        if derivation not in self._kept:
            self._kept[derivation] = derivation.whole(self)
        found: T = self._kept[derivation]
        return found

    def with_event(self, event: Event) -> Self:
        """The log with one event more, wherever that belongs."""
        if self and event.order < self[-1].order:
            return type(self)((*self, event))
        after = self._of((*self, event), before=self)
        self._before = None  # only the newest log has one: else each would keep all before it
        for derivation, value in self._kept.items():
            more = derivation.more(value, event) if derivation.more is not None else None
            if more is not None:
                after._kept[derivation] = more  # noqa: SLF001 # its own
        return after

    @property
    def before(self) -> Self:
        """The log without its last event."""
        return self._of(self[:-1]) if self._before is None else self._before


def _ids(log: Log) -> list[str]:
    return [event.id for event in log]


_IDS: Derivation[list[str]] = Derivation(_ids)


def ids_of(log: Log) -> list[str]:
    """The ids of the events of a log, in its order; nobody changes the list."""
    return derive(log, _IDS)


_set = attrgetter("set")


def _written(log: Log) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in filter(_set, log):
        last = ""
        for name in event.set:
            if ":" in name:
                kind = name[: name.find(":") + 1]
                if kind == last:  # as of several markers
                    continue
                last = kind
            else:
                kind = name
            events = found.get(kind)
            if events is None:
                found[kind] = [event]
            elif events[-1] is not event:
                events.append(event)
    return found


_NOTHING: list[Event] = []
_WRITTEN: Derivation[dict[str, list[Event]]] = Derivation(_written)


def written(log: Log, kind: str) -> list[Event]:
    """The events of a log that wrote a register, in its order; nobody changes the list.

    `kind` is the name of a register, or what several begin with: `marker:`.
    """
    return event_log(log).derive(_WRITTEN).get(kind, _NOTHING)


def event_log(log: Log) -> EventLog:
    """The log itself if it keeps what is derived from it, else a new one that does."""
    return log if isinstance(log, EventLog) else EventLog(log)


def derive(log: Log, derivation: Derivation[T]) -> T:
    """What a derivation gives for a log; nobody changes it."""
    return event_log(log).derive(derivation)


def are_in_turn(log: Log) -> bool:
    """Whether the events of a log were surely done in its order, each at an instant of its own."""
    return derive(log, _IN_TURN)


def _are_in_turn(log: Log) -> bool:
    return are_rising(ids_of(log)) and not written(log, DAY)


_IN_TURN = Derivation(_are_in_turn)
