"""A log that keeps what was worked out of it, and hands that on to the log with one event more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

from lastmile_tui.domain.model.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

    from lastmile_tui.domain.model.events import Log

T = TypeVar("T")


class Account(Struct, Generic[T], frozen=True, eq=False):
    """Something that is worked out of a log: `whole` does so from its first event to its last.

    `more` gives the same for a log with one event behind all others, from what there was before
    it; neither changes what it is given. Without `more` it is worked out whole each time.
    """

    whole: Callable[[Log], T]
    more: Callable[[T, Event], T] | None = None


class Ledger(tuple[Event, ...]):  # noqa: SLOT001 # a tuple that keeps something has no slots
    """The events of one goal in their total order, in which every device takes them."""

    _kept: dict[Account[Any], Any]
    _before: Self | None

    def __new__(cls, events: Iterable[Event]) -> Self:
        return cls._of(sorted(events, key=_order))

    @classmethod
    def _of(cls, events: Iterable[Event], before: Self | None = None) -> Self:
        made = super().__new__(cls, events)
        made._kept, made._before = {}, before
        return made

    def balance(self, account: Account[T]) -> T:
        """What an account comes to, worked out when it is first asked for; nobody changes it."""
        if account not in self._kept:
            self._kept[account] = account.whole(self)
        found: T = self._kept[account]
        return found

    def then(self, event: Event) -> Self:
        """The log with one event more, wherever that belongs."""
        if self and _order(event) < _order(self[-1]):
            return type(self)((*self, event))
        after = self._of((*self, event), before=self)
        self._before = None  # only the newest log has one: else each would keep all before it
        for account, value in self._kept.items():
            if account.more is not None:
                after._kept[account] = account.more(value, event)  # noqa: SLF001 # its own
        return after

    @property
    def before(self) -> Self:
        """The log without its last event."""
        return self._of(self[:-1]) if self._before is None else self._before


def ledger(log: Log) -> Ledger:
    """A log as a ledger: the one that it is, or else one that begins to keep."""
    return log if isinstance(log, Ledger) else Ledger(log)


def balance(log: Log, account: Account[T]) -> T:
    """What an account of a log comes to; nobody changes it."""
    return ledger(log).balance(account)


def _order(event: Event) -> Any:
    return (event.at, event.dev, event.id)
