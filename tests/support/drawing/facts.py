"""Goals that are measured, and what is told of them in a few words."""

from __future__ import annotations

from datetime import timedelta

from lastmile_tui.domain.measures.attention import Attention
from lastmile_tui.domain.measures.course import Course
from lastmile_tui.domain.measures.measurer import Measures
from lastmile_tui.domain.measures.reasons import Reason, ReasonKind
from lastmile_tui.ui.drawing.facts import facts_of
from support.domain.forecasts import forecast
from support.drawing.roads import THESIS, TODAY, by, goal

COURSE = Course(
    begun=TODAY, touches=(TODAY,), moves=(), legs=(), in_stretch=None, at_door=None,
    dues=(), entries=1,
)  # fmt: skip


FORECAST = forecast((2, 8), (3, 5))
DRIVEN = goal(THESIS, by(4.4))


def measures(*reasons, level=0, forecast=None):
    """Measures with these reasons, the strongest first."""
    level = level or max((reason.level for reason in reasons), default=0)
    return Measures(course=COURSE, attention=Attention(level, reasons), forecast=forecast)


def ago(days):
    return TODAY - timedelta(days=days)


def told(made, *reasons, forecast=None):
    """The facts as they are told, without their ranks and weights."""
    facts = facts_of(made, TODAY, measures(*reasons, forecast=forecast))
    return [fact.text for fact in facts]


BLOCKED = Reason(ReasonKind.BLOCKED, 2, days=4, name="waiting on Miriam")
REASONS = [
    (Reason(ReasonKind.LATE, 3, days=-3), "3 d late", "danger"),
    (Reason(ReasonKind.LATE, 1, days=3, early=5, late=9), "behind its date", "plain"),
    (Reason(ReasonKind.MARKER_LATE, 2, days=9, name="draft"), "‘draft’ 9 d late", "warning"),
    (Reason(ReasonKind.SLIPS, 1, days=6, name="draft"), "‘draft’ slips 6 d", "plain"),
    (Reason(ReasonKind.NOT_SEALED, 2, days=5), "not sealed for 5 d", "warning"),
    (BLOCKED, "waiting on Miriam 4 d", "warning"),
    (Reason(ReasonKind.BLOCKED, 1, days=1, name="dead end"), "dead end 1 d", "plain"),
    (Reason(ReasonKind.YOUR_TURN, 2, days=16), "your turn 16 d", "warning"),
    (Reason(ReasonKind.THEIR_TURN, 1, days=50), "their turn 50 d", "plain"),
    (Reason(ReasonKind.IDLE, 1, days=9), "no move for 9 days", "plain"),
    (
        Reason(ReasonKind.IDLE, 2, days=30, usual=6.5),
        "no move for 30 days (usually every 6 days)",
        "warning",
    ),
    (
        Reason(ReasonKind.IDLE, 3, days=10, usual=7, left=3),
        "no move for 10 days, with 3 days left",
        "danger",
    ),
    (Reason(ReasonKind.COASTING, 2, now=0.05, before=0.2), "coasting, 25 % of its pace", "warning"),
    (Reason(ReasonKind.MOVED_ON, 2, days=5, count=1, name="Sell the boat"),
     "you started ‘Sell the boat’", "warning"),
    (Reason(ReasonKind.MOVED_ON, 2, days=5, count=3, name="Sell the boat"),
     "you started ‘Sell the boat’ and 2 more", "warning"),
    (Reason(ReasonKind.MOVED_ON, 1, days=5, count=1), "you drove another road", "plain"),
    (Reason(ReasonKind.MOVED_ON, 1, days=5, count=4), "you drove 4 others", "plain"),
    (Reason(ReasonKind.UPKEEP, 2, days=95), "no move for 95 days", "warning"),
    (Reason(ReasonKind.HOLDS_UP, 2, name="Sail", count=1), "holds up ‘Sail’", "warning"),
    (Reason(ReasonKind.PARKED_FIRST, 2, days=9, name="Sail"), "‘Sail’ parked 9 d more", "warning"),
    (Reason(ReasonKind.CIRCLE, 1, name="Sail"), "waits in a circle", "plain"),
    (Reason(ReasonKind.FINISH_MOVED, 1, days=88, count=3), "put off 3 times", "plain"),
]  # fmt: skip
