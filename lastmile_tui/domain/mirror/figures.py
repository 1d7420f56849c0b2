"""The figures of the rear-view mirror, as values; `gather` and `ends` compute them."""

from __future__ import annotations

from datetime import date  # noqa: TC003 # msgspec resolves the annotations
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.measures.last_mile import CLAIMED
from lastmile_tui.domain.measures.track_record import TrackRecord

if TYPE_CHECKING:
    from lastmile_tui.domain.review.streak import Streaks


class Month(Struct, frozen=True):
    """How many goals were started, sealed and let go in a calendar month; `first` is its day 1."""

    first: date
    started: int = 0
    sealed: int = 0
    let_go: int = 0


class Ends(Struct, frozen=True):
    """Where roads ended that were let go: how many in each tenth of the way, from the start.

    The last two tenths are the last fifth. `share` is the median share of the way, 0 to 1.
    """

    tenths: tuple[int, ...] = (0,) * 10
    share: float | None = None

    @property
    def total(self) -> int:
        """How many were let go."""
        return sum(self.tenths)

    @property
    def last_fifth(self) -> int:
        """How many of them had come into the last fifth of the way."""
        return sum(self.tenths[-2:])


class Split(Struct, frozen=True):
    """A sealed goal: its days before the final stretch, in it, and at the last marker.

    They are days on the road: `before` and `stretch` until the last marker was reached first,
    `door` from then until the first seal.
    """

    title: str
    sealed: date
    before: int
    stretch: int
    door: int = 0


class LapDays(Struct, frozen=True):
    """A sealed lap of a road that began again: its days, and how many of them its last mile took.

    That is None where the whole road is final stretch. `first` names its chain: the first lap.
    """

    first: str
    title: str
    number: int
    sealed: date
    days: int
    last_mile: int | None = None


class FactorRange(Struct, frozen=True):
    """The last-mile factor from `goals` finished goals, with the range that holds 4 in 5 times.

    It is that of goals of one kind: of those that count something, or of those made of markers.
    """

    value: float
    low: float
    high: float
    goals: int
    counting: bool = False

    @property
    def claimed(self) -> bool:
        """Whether there are goals enough to say it of a person."""
        return self.goals >= CLAIMED


class Unsealed(Struct, frozen=True):
    """A road at its last marker that is not sealed, and the days that it has been there."""

    title: str
    days: int


class Nearest(Struct, frozen=True):
    """The road of the final stretch with the least to go, by the share of its way."""

    title: str
    to_go: float
    unit: str = ""


class Cause(Struct, frozen=True):
    """Why roads stood still: a kind of roadblock, or of letting go, and how often it was met."""

    name: str
    count: int
    let_go: bool = False
    days: int = 0
    """Days that roadblocks of this kind stood, in all; 0 for letting go."""


class Figures(Struct, frozen=True):
    """All that the mirror shows on a day.

    `months` has the last twelve, the current one last. `activity` counts the entries of each day
    of the last 26 weeks, Monday first, the current week last; days to come are 0.
    `splits` has the sealed goals, the newest first, that had a road before their stretch.
    """

    today: date
    months: tuple[Month, ...]
    ends: Ends
    splits: tuple[Split, ...]
    factor: FactorRange
    causes: tuple[Cause, ...]
    activity: tuple[tuple[int, ...], ...]
    streaks: Streaks
    forecasts: TrackRecord = TrackRecord()
    """What was forecast of goals that reached their last marker."""
    sealed: int = 0
    """All goals sealed, whenever that was."""
    let_go: int = 0
    open: int = 0
    """Goals that are on the road, parked or planned."""
    unsealed: tuple[Unsealed, ...] = ()
    """Those at their last marker, the one that has been there longest first."""
    laps: tuple[LapDays, ...] = ()
    """Every sealed lap of the roads that began again, the newest first."""
    nearest: Nearest | None = None
    """None where no road is in its final stretch or at its last marker."""

    @property
    def finished(self) -> float | None:
        """The finish rate: sealed of all that were sealed or let go, 0 to 1; None without any."""
        ended = self.sealed + self.let_go
        return self.sealed / ended if ended else None


class Panel(StrEnum):
    """The parts of the mirror, in their order."""

    MONTHS = "months"
    ENDS = "ends"
    SPLITS = "splits"
    LAPS = "laps"
    FACTOR = "factor"
    FORECASTS = "forecasts"
    CAUSES = "causes"
    ACTIVITY = "activity"
    STREAKS = "streaks"
