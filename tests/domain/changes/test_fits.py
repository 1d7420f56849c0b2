"""What a footer offers: commands that do something for a goal as it stands."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from lastmile_tui.commands import BY_ID, COMMANDS
from lastmile_tui.domain.changes import drive, roadblocks, seal, status
from lastmile_tui.domain.changes.fits import fits, fitting_words
from lastmile_tui.domain.changes.moves import MOVES
from lastmile_tui.errors import GoalError
from support.domain.goals import TODAY, do, goal_from

ROAD = "Thesis: draft > edits > tables > printed >> submitted"
STATES = {
    "planned": (ROAD,),
    "driving": (ROAD, drive.advance),
    "counting": ("Run target 100 km", partial(drive.nudge, miles=6)),
    "values": ("Diet 82 kg to 75 kg", partial(drive.nudge, miles=2)),
    "stretch": (ROAD, partial(drive.reach, index=3)),
    "door": (ROAD, partial(drive.reach, index=4)),
    "sealed": (ROAD, partial(drive.reach, index=4), seal.seal),
    "parked": (ROAD, drive.advance, partial(status.park, until=TODAY + timedelta(9))),
    "let go": (ROAD, drive.advance, partial(status.let_go, kind="no time")),
}

FOOTERS = {
    "planned": "advance, part way, seal, roadblock, next step",
    "driving": "advance, part way, seal, roadblock, next step",
    "values": "advance, enter kg, seal, roadblock, next step",
    "counting": "advance, add km, seal, roadblock, next step",
    "stretch": "advance, part way, seal, roadblock, next step",
    "door": "seal, roadblock, next step",
    "sealed": "",
    "parked": "",
    "let go": "",
}
ALWAYS = ", add, undo, note, review, find, keys"


def made(state):
    line, *moves = STATES[state]
    record = goal_from(line)
    for move in moves:
        record = do(record, move)
    return record


@pytest.mark.parametrize("state", STATES)
def test_a_footer_has_what_fits_the_state(state):
    footer = [command for command in COMMANDS if command.footer]
    words = [word for _, word in fitting_words(footer, made(state).goal, TODAY)]
    assert ", ".join(words) == (FOOTERS[state] + ALWAYS).removeprefix(", ")


MOVING = {
    **{name: MOVES[name] for name in ("advance", "nudge", "nudge_back", "back", "resume")},
    "block": partial(roadblocks.blocking("waiting", "Ana")),
    "next_step": partial(status.plan_step, text="call"),
    "turn": partial(status.turn, whose="mine"),
    "park": partial(status.park, until=TODAY + timedelta(20)),
    "let_go": status.let_go,
}


@pytest.mark.parametrize("state", [state for state in STATES if state != "parked"])
@pytest.mark.parametrize("command", MOVING)
def test_what_fits_is_done_and_what_does_not_is_refused_in_a_sentence(state, command):
    assert command in BY_ID
    record = made(state)
    if fits(command, record.goal, TODAY):
        assert do(record, MOVING[command]).log[-1] != record.log[-1]
    else:
        with pytest.raises(GoalError, match=r"\.$"):
            do(record, MOVING[command])


def test_a_parked_goal_is_offered_to_come_back_first():
    goal = made("parked").goal
    offered = [name for name in MOVING if fits(name, goal, TODAY)]
    assert offered == ["resume"]
