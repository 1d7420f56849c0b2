"""The stamps of changes: what time it is here, and an id that nobody else has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from lastmile_tui.domain.model.events import TICK, Event, Stamp, ulid

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastmile_tui.domain.model.calendar import Calendar

AHEAD = timedelta(hours=1)
"""How far another device's clock may run ahead and still be followed by other goals."""

_NEVER = datetime.min.replace(tzinfo=UTC)
"""Earlier than every look at the clock."""


class Stamps:
    """Stamps of one device, by the clock `now` and by `entropy`, 80 random bits at each call.

    `calendar` is the one by which they are dated now.
    """

    def __init__(
        self,
        device: str,
        now: Callable[[], datetime],
        calendar: Callable[[], Calendar],
        entropy: Callable[[], int],
    ) -> None:
        self._device, self._calendar, self._entropy = device, calendar, entropy
        self._clock, self._seen = now, _NEVER

    def stamp(self, last: datetime | None, after: Event | None) -> Stamp:
        """A stamp later than all that was seen, so that a change made after another one wins.

        Another device's clock that runs ahead by more than `AHEAD` counts only for its own goals.
        The id tells what time it is here all the same.
        """
        now = self.now()
        seen = [at + TICK for at in (last,) if at and at - now < AHEAD]
        seen += [after.at + TICK] if after else []
        at = max([now, *seen])
        day, offset = self._calendar().date_of(now), self._calendar().wall(now).utcoffset()
        return Stamp(ulid(now, self._entropy()), at, self._device, day, offset)

    def here(self) -> tuple[datetime, timedelta | None]:
        """The present instant, and what the local clock is ahead of UTC by."""
        now = self._clock()
        return now, self._calendar().wall(now).utcoffset()

    def new_id(self) -> str:
        """A new id, of now."""
        return ulid(self.now(), self._entropy())

    def now(self) -> datetime:
        """The present instant, which `seconds` goes by until the next look."""
        self._seen = self._clock()
        return self._seen

    def seconds(self) -> int:
        """The time of the last look at the clock, which each change begins with."""
        return int((self.now() if self._seen is _NEVER else self._seen).timestamp())
