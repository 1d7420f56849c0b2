"""Roads that come back from parking stand on the Horizon, below those under way."""

from functools import partial

import pytest

from lastmile_tui.domain.changes import status
from lastmile_tui.domain.horizon.roads import with_parked
from lastmile_tui.domain.views.lineup import Look, View, line_up
from lastmile_tui.domain.views.query import SearchTexts
from support.domain.history import TODAY, begun, history

DRIVEN = history("Floor: a >> b", begun(9)).goal
PARKED = history(
    "Paint: a >> b",
    begun(9),
    (1, partial(status.park, until=TODAY.replace(month=12))),
    uid=100,
).goal
BACK = history("Sail: a >> b", begun(9), (5, partial(status.park, until=TODAY)), uid=200).goal


@pytest.mark.parametrize(
    ("look", "titles"),
    [
        (Look(), ["Floor", "Sail", "Paint"]),
        (Look(query="pai"), ["Paint"]),
        (Look(query="floor"), ["Floor"]),
        (Look(query="b"), ["Floor", "Sail", "Paint"]),
        (Look(query="wind"), ["Paint"]),
        (Look(view=View.WEEK), ["Sail"]),
        (Look(view=View.PARKED), ["Paint"]),
        (Look(view=View.SEALED), []),
    ],
    ids=str,
)
def test_each_view_has_the_roads_it_had_and_the_active_one_the_parked_too(look, titles):
    goals = [DRIVEN, PARKED, BACK]
    texts = SearchTexts()
    texts.notes[PARKED.uid] = "wait for less wind"
    shown = with_parked(line_up(goals, look, TODAY), goals, TODAY, texts)
    assert [goal.title for goal in shown.goals] == titles


def test_without_a_parked_road_it_is_the_same_lineup():
    lineup = line_up([DRIVEN], Look(), TODAY)
    assert with_parked(lineup, [DRIVEN], TODAY, SearchTexts()) is lineup
