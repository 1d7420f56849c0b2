"""Goals with a seal list, and the moves of a seal."""

from hypothesis import strategies as st

from lastmile_tui.domain import changes
from lastmile_tui.domain.changes.drive import reach
from support.domain.goals import (
    do,
    goal_from,
    indexes,
    step,
    words,
)

LIST = "Sell: listed > signed ! a ! b ! c ! d"


def at_the_door(line="Sell: listed > signed ! paid ! thanked"):
    made = goal_from(line)
    return do(made, reach, len(made.goal.markers) - 1)


seals = st.one_of(
    step(changes.seal.add_seal_item, words),
    step(changes.seal.reword_seal_item, indexes, words),
    step(changes.seal.remove_seal_item, indexes),
    step(changes.seal.move_seal_item, indexes, indexes),
    step(changes.seal.tick, indexes, evidence=words),
    step(changes.seal.untick, indexes),
    step(changes.seal.prove, indexes, words),
    step(changes.seal.seal),
    step(changes.seal.hold_back),
    step(changes.seal.reopen),
    step(changes.seal.confirm),
    step(changes.seal.confirm, answered=st.just(False)),
)
