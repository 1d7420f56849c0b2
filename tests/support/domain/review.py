"""Reviews of small files: who is asked, by title."""

from datetime import timedelta
from functools import partial

from lastmile_tui.domain.changes.drive import advance, note, nudge
from lastmile_tui.domain.changes.roadblocks import block, clear
from lastmile_tui.domain.changes.seal import seal, toggle
from lastmile_tui.domain.changes.status import finish_step, let_go, park, plan_step, turn
from lastmile_tui.domain.review import queue
from lastmile_tui.domain.review.answers import Answer, drive, no_change
from support.domain.history import TODAY, at, watch


def begin(records, day=TODAY):
    """The daily review of these goals."""
    return _asked(queue.begin, records, day)


def look(records, day=TODAY):
    """The weekly look at these goals."""
    return _asked(queue.look, records, day)


def _asked(choose, records, day):
    held = watch(*records)
    return choose([made.goal for made in records], lambda goal: held.measure(goal, day), day)


def titles(held, records):
    """The titles of the goals of a review, in their order."""
    names = {made.goal.uid: made.goal.title for made in records}
    return [names[uid] for uid in held.queue]


def do(record, move, *args, days_ago=0, number=600):
    """Make a move after the newest event."""
    while at(days_ago, number).at <= record.event.at:
        number += 1
    return move(record, at(days_ago, number), *args)


def move_of(answer, goal, day, number=0):
    """What an answer does, as the app would have it; the number keeps one from being the last."""
    whose = "theirs" if goal.turn and goal.turn.whose == "mine" else "mine"
    later = day.fromordinal(day.toordinal() + 2 + number)
    return {
        Answer.MOVED: advance,
        Answer.PART: partial(nudge, miles=goal.step),
        Answer.SAME: no_change,
        Answer.BLOCK: clear if goal.roadblocks else partial(block, kind="waiting", who="Ann"),
        Answer.SEAL: partial(toggle, index=_open(goal)) if goal.to_go > 0 else seal,
        Answer.STEP: partial(plan_step, text=f"call {number}", on=later),
        Answer.STEP_DONE: finish_step,
        Answer.TURN: partial(turn, whose=whose),
        Answer.PARK: partial(park, until=later + timedelta(goal.parked_until == later)),
        Answer.LET_GO: partial(let_go, reason="no longer wanted"),
        Answer.NOTE: partial(note, text="a word"),
        Answer.DRIVE: drive,
    }[answer]


def _open(goal):
    return next((index for index, item in enumerate(goal.seal) if not item.done), 0)
