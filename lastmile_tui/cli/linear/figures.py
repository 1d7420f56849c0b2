"""What is read of all roads at once: the mirror, and the Horizon."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.output import columns
from lastmile_tui.cli.spoken.horizon import say_horizon
from lastmile_tui.cli.spoken.mirror import say_mirror
from lastmile_tui.domain.horizon.roads import with_parked
from lastmile_tui.domain.horizon.timeline import measured_timeline
from lastmile_tui.domain.mirror.gather import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.cli.linear.host import LinearHost
    from lastmile_tui.domain.horizon.timeline import GoalTimeline
    from lastmile_tui.domain.model.goal import Goal

MOST: Final = 60
"""Roads of which the days are read: nobody listens to more."""


def read_mirror(host: LinearHost) -> None:
    """Read how roads were finished."""
    session = host.session
    streaks = session.review_days.streaks(session.today)
    record = session.measurer.track_record()
    figures = figures_of(session.goals.values(), session.log, session.today, streaks, record)
    host.say(*say_mirror(figures))


def read_horizon(host: LinearHost) -> None:
    """Read the days of the roads that are shown; LastmileError for a log that is broken."""
    host.say(*say_horizon(_roads(host), host.session.today, columns(sys.stdout)))


def _roads(host: LinearHost) -> Iterator[tuple[Goal, GoalTimeline]]:
    session = host.session
    lineups = session.lineups
    shown = with_parked(lineups.lineup, session.goals.values(), session.today, lineups.texts)
    for goal in islice(shown.each, MOST):
        log = session.log(goal.uid)
        yield goal, measured_timeline(goal, log, session.measurer, session.today)
