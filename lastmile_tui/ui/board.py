"""What the Highway shows, as one frozen value that is bound down to its parts."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 # msgspec resolves the annotations
from datetime import date  # noqa: TC003
from enum import StrEnum

from msgspec import Struct

from lastmile_tui.domain.goal import Goal  # noqa: TC001
from lastmile_tui.domain.lineup import Lineup  # noqa: TC001


class Density(StrEnum):
    """How much room a lane takes; AUTO goes by the size of the terminal."""

    AUTO = "auto"
    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Tally(Struct, frozen=True):
    """How many goals are active, how many of them in the final stretch, and what is at stake.

    `days` counts the days of work that stand behind the goals of the final stretch.
    """

    active: int = 0
    stretch: int = 0
    days: int = 0


class Board(Struct, frozen=True):
    """The lineup, the day, and how it is shown. `goals` holds all goals of the file by uid."""

    lineup: Lineup
    today: date
    tally: Tally
    goals: Mapping[str, Goal]
    density: Density = Density.AUTO
    notice: str = ""
    """A sentence that stays on screen, such as that the file is open for reading only."""
