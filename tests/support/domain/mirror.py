"""Small goals in the mirror."""

from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.mirror.gather import figures_of
from lastmile_tui.domain.review.streak import Streaks
from support.domain.history import TODAY, begun, history

ROAD = "Book: a > b > c > d >> e"
"""Four miles before the gate, one behind it."""


def mirror(*records, today=TODAY, streaks=None):
    """The figures of goals, which need not have ids of their own."""
    told = {f"goal{number}": record for number, record in enumerate(records)}
    goals = [replace(record.goal, uid=uid) for uid, record in told.items()]
    return figures_of(goals, lambda uid: told[uid].log, today, streaks or Streaks())


def book(*beats, line=ROAD, start=200):
    return history(line, begun(start), *beats)


def sealed_book(days=5, stretch=5, ended=0, line=ROAD):
    """Five miles, each of the first four in so many days, the last one as long as `stretch`."""
    gate = ended + stretch
    miles = [(gate + number * days, advance) for number in (3, 2, 1, 0)]
    return book(*miles, (ended, advance), (ended, seal), line=line, start=gate + 4 * days)
