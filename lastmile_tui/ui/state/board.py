"""What the Highway shows, as one frozen value that is bound down to its parts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from lastmile_tui.domain.changes.picks import Pick
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.lineup import Lineup
    from lastmile_tui.domain.views.query import FoundWord


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
    measure: Callable[[Goal], Measures | None] = lambda _: None
    """What is measured of a goal, the same value until it changes; nothing in the first frame."""
    count_quiet: Callable[[], int] = lambda: 0
    """How many goals need attention beside the loudest."""
    finding: Callable[[Goal], FoundWord | None] = lambda _: None
    """Where inside of a goal the filter found it."""
    streak: int = 0
    """The days in a row with a finished review."""
    due: bool = False
    """Whether the daily review is to be done today."""
    picked: str | None = None
    """The goal picked as the one last mile of the day."""
    picked_today: bool = False
    """Whether that was today; what did not move since stays picked."""
    picked_ahead: Pick | None = None
    """What is picked for a day ahead."""
