"""Which roads wait for which: what is refused, what a tree lists, circles that a merge made."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.crossing.blocks import block_on, blocker, meaning
from lastmile_tui.domain.crossing.tree import say_branch, tree_of
from lastmile_tui.domain.measures.roads.crossroads import edges_of
from lastmile_tui.domain.model.goal import ROAD
from lastmile_tui.domain.model.parts.graph import reached, way
from lastmile_tui.errors import GoalError, LastmileError
from support.domain.history import at, begun, history

CIRCLE = " the roads would wait in a circle."


class Roads:
    """Some goals by their titles; which wait for which is written as in a merged file."""

    def __init__(self, titles, *waits):
        self.records = {
            title: history(f"{title}: a >> b", begun(9), uid=number)
            for number, title in enumerate(titles)
        }
        for number, (one, other) in enumerate(waits):
            self.move(one, partial(roadblocks.block, kind=ROAD, who=other, road=self.uid(other)),
                      number)  # fmt: skip

    def uid(self, title):
        return self.records[title].goal.uid if title in self.records else "gone"

    def move(self, title, move, number=50):
        self.records[title] = move(self.records[title], at(0, number))

    @property
    def goals(self):
        return {record.goal.uid: record.goal for record in self.records.values()}

    def block(self, title, line):
        self.move(title, blocker(self.records[title].goal, self.goals)(line))

    def tree(self, *titles):
        """The tree as lines."""
        shown = [self.records[title].goal for title in titles or self.records]
        return [
            "  " * branch.depth + branch.goal.title + (f" ({words})" if words else "")
            for branch in tree_of(shown, self.goals)
            for words in [say_branch(branch, "ID")]
        ]


def test_another_road_is_named_by_a_part_of_its_title_and_echoed():
    roads = Roads(["Floor", "Kitchen"])
    say = meaning(roads.records["Kitchen"].goal, roads.goals)
    assert [say(line) for line in ("", "flo", roads.uid("Floor"))] == [
        "",
        "first ‘Floor’, then this",
        "first ‘Floor’, then this",
    ]
    roads.block("Kitchen", "flo")
    (block,) = roads.records["Kitchen"].goal.roadblocks
    assert (block.kind, block.who, block.road) == (ROAD, "Floor", roads.uid("Floor"))
    assert block.label == "waits for ‘Floor’"
    assert roadblocks.say_still(block) == "First comes ‘Floor’. Did that one move?"
    assert roads.records["Kitchen"].event.text == "waits for ‘Floor’"


@pytest.mark.parametrize(
    ("waits", "who", "line", "sentence"),
    [
        ([], "A", "A", "‘A’ cannot wait for itself; name another road."),
        ([("B", "A")], "A", "B", "‘B’ waits for ‘A’: the roads would wait in a circle."),
        (
            [("C", "B"), ("B", "A")],
            "A",
            "C",
            "‘C’ waits for ‘B’, and that for ‘A’: the roads would wait in a circle.",
        ),
        (
            [("D", "C"), ("C", "B"), ("B", "A")],
            "A",
            "D",
            "‘D’ waits for ‘C’, and that for ‘B’, and that for ‘A’:" + CIRCLE,
        ),
        ([("A", "B")], "A", "B", "‘A’ waits for ‘B’ already."),
        ([], "A", "Sealed", "‘Sealed’ is sealed already, so nothing waits for it."),
        ([], "A", "Left", "‘Left’ was let go; resume it first, or name another road."),
    ],
)
def test_what_cannot_come_first_is_refused_in_one_sentence(waits, who, line, sentence):
    roads = Roads(["A", "B", "C", "D", "Sealed", "Left"], *waits)
    roads.move("Sealed", partial(drive.reach, index=1), 51)
    roads.move("Sealed", seal.seal, 52)
    roads.move("Left", status.let_go, 53)
    before = roads.records[who]
    with pytest.raises(GoalError) as refused:
        roads.block(who, line)
    assert str(refused.value) == sentence == meaning(before.goal, roads.goals)(line)
    assert roads.records[who] is before


def test_what_another_device_removed_meanwhile_is_refused():
    roads = Roads(["A", "B"])
    move = blocker(roads.records["A"].goal, roads.goals)("B")
    roads.move("B", edit.remove)
    with pytest.raises(GoalError, match="no longer there"):
        block_on(roads.records["A"], at(0, 60), roads.uid("B"), roads.goals)
    assert move


GOLDEN = """\
Floor
  Kitchen
Paint
  Move in (waits for ‘Kitchen’ too)
Alone
A (waits for ‘C’, in a circle: lastmile unblock ID opens it)
  B (waits in a circle: lastmile unblock ID opens it)
    C (waits in a circle: lastmile unblock ID opens it)
      Behind it
"""


def test_the_tree_has_what_holds_up_others_first_and_a_circle_in_words():
    roads = Roads(
        ["Alone", "Move in", "Kitchen", "Floor", "Paint", "Behind it", "A", "B", "C"],
        ("Kitchen", "Floor"), ("Move in", "Paint"), ("Move in", "Kitchen"),
        ("B", "A"), ("C", "B"), ("A", "C"), ("Behind it", "C"),
    )  # fmt: skip
    assert "\n".join(roads.tree()) + "\n" == GOLDEN


def test_what_is_gone_sealed_or_not_shown_holds_up_nothing_in_the_tree():
    roads = Roads(["A", "B", "C"], ("A", "gone"), ("B", "C"))
    assert roads.tree() == ["C", "  B", "A"]
    assert roads.tree("A", "B") == ["A", "B (waits for ‘C’)"]
    roads.move("C", status.let_go)
    assert roads.tree() == ["A", "B", "C"]


edges = st.dictionaries(
    st.integers(0, 7), st.lists(st.integers(0, 8), unique=True, max_size=3), max_size=8
)


@given(edges)
def test_every_goal_is_in_the_tree_once_whatever_waits_for_what(waits):
    """Also where two devices made circles."""
    titles = [f"R{number}" for number in range(8)]
    pairs = [(f"R{one}", f"R{two}") for one, others in waits.items() for two in others]
    roads = Roads(titles, *pairs)
    branches = tree_of([record.goal for record in roads.records.values()], roads.goals)
    assert sorted(branch.goal.title for branch in branches) == titles
    place = {branch.goal.uid: number for number, branch in enumerate(branches)}
    known = edges_of(roads.goals)
    for branch in branches:
        uid = branch.goal.uid
        circle = bool(way(known, uid, uid))
        assert branch.circle or not circle
        if not circle and not any(way(known, road, road) for road in reached(known, uid)):
            assert all(place[road] < place[uid] for road in known.get(uid, ()))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=25))
def test_no_order_of_roadblocks_makes_a_circle(pairs):
    roads = Roads([f"R{number}" for number in range(6)])
    for one, two in pairs:
        try:
            roads.block(f"R{one}", f"R{two}")
        except LastmileError as error:
            assert str(error).endswith(".")  # noqa: PT017 # it is refused, or it is not
    known = edges_of(roads.goals)
    assert not any(way(known, uid, uid) for uid in known)
