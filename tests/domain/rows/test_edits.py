"""What is typed for a row of a road's page, and what one key does to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes import edit, roadblocks, seal, status
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.rows.edits import proof_of, read_new, read_proof, read_row, text_of
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.domain.rows.keys import enter_move, removal_move, shift_move, stretch_move
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.errors import DateError, GoalError

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TODAY = NOW.date()
CAR = "Sell the car: listed > driven*2 >> signed #car #old @ann ! paid ! thanked"


class Road:
    """A goal in memory that moves are made on."""

    def __init__(self, line=CAR):
        self.count = 0
        self.record = add(read_line(line, lambda _: None), self.stamp())

    @property
    def goal(self):
        return self.record.goal

    def stamp(self):
        self.count += 1
        at = NOW + timedelta(minutes=self.count)
        return Stamp(ulid(at, self.count * 97), at, "one", TODAY)

    def do(self, move, *args, **named):
        self.record = move(self.record, self.stamp(), *args, **named)

    def type(self, spot, text, read=read_row):
        """Type a text over a row; what was said of it."""
        draft = read(self.goal, spot, text, TODAY)
        if draft.move:
            self.do(draft.move)
        return draft.meaning

    def marker(self, index):
        return RowId(RowKind.MARKER, self.goal.markers[index].id)

    def item(self, index):
        return RowId(RowKind.SEAL, self.goal.seal[index].id)

    @property
    def titles(self):
        return [marker.title for marker in self.goal.markers]

    @property
    def seal(self):
        return [item.text for item in self.goal.seal]

    @property
    def told(self):
        return entries(self.record.log)[-1].text


ROWS = [
    (RowId(RowKind.TITLE), "Sell the blue car", lambda goal: goal.title),
    (RowId(RowKind.WHY), "It rusts.", lambda goal: goal.why),
    (RowId(RowKind.DUE), "2026-11-27 18:30", lambda goal: f"{goal.due} {goal.due_time:%H:%M}"),
    (RowId(RowKind.TAGS), "#car #money", lambda goal: " ".join(f"#{tag}" for tag in goal.tags)),
    (
        RowId(RowKind.PEOPLE),
        "@ann @bob",
        lambda goal: " ".join(f"@{who.name}" for who in goal.people),
    ),
    (RowId(RowKind.STEP), "call 2026-11-23", lambda g: f"{g.next_step.text} {g.next_step.on}"),
]


@pytest.mark.parametrize(("spot", "text", "held"), ROWS, ids=lambda row: getattr(row, "kind", ""))
def test_a_row_holds_what_was_typed_and_shows_it_again(spot, text, held):
    road = Road()
    before = road.goal
    road.type(spot, text)
    assert held(road.goal) == text == text_of(road.goal, spot)
    assert read_row(road.goal, spot, text, TODAY).move is None
    road.do(undo)
    assert text_of(road.goal, spot) == text_of(before, spot)


def test_every_row_left_as_it_is_changes_nothing():
    road = Road("Run target 42 km: 10 > half 21 >> 42 ! medal")
    road.do(edit.redate, date(2026, 12, 1), time(9))
    spots = [
        RowId(kind)
        for kind in (RowKind.TITLE, RowKind.WHY, RowKind.DUE, RowKind.TAGS, RowKind.STEP)
    ]
    for spot in [*spots, *map(road.marker, range(3)), road.item(0)]:
        assert read_row(road.goal, spot, text_of(road.goal, spot), TODAY).move is None


@pytest.mark.parametrize(
    ("text", "notation", "miles", "meaning"),
    [
        ("driven *1,5", Notation.POINT, 1.5, "1.5 mi long · no date"),
        ("driven *1.25", Notation.COMMA, 1.25, "1.25 mi long · no date"),
        ("driven *½", Notation.COMMA, 0.5, "0.5 mi long · no date"),
        ("driven * 1'000", Notation.POINT, 1000, "1,000 mi long · no date"),
        ("driven *1.500", Notation.COMMA, 1500, "‘1.500’ is read as 1500; write 1500 or 1,5, or"),
        ("driven *1.500", Notation.POINT, 1.5, "‘1.500’ is read as 1.5; write 1.5 or 1500, or"),
    ],
)
def test_the_length_of_a_marker_is_read_as_people_write_it(text, notation, miles, meaning):
    road = Road()
    assert road.type(road.marker(1), text, partial(read_row, notation=notation)).startswith(meaning)
    assert road.goal.markers[1].miles == miles
    written = text_of(road.goal, road.marker(1), notation)
    assert read_row(road.goal, road.marker(1), written, TODAY, notation=notation).move is None


def test_a_due_date_is_read_in_words_and_said_in_full():
    road = Road()
    assert road.type(RowId(RowKind.DUE), "fri at 18:00") == "Fri 27 Nov at 18:00, in 6 days"
    assert (road.goal.due, road.goal.due_time) == (date(2026, 11, 27), time(18))
    assert road.type(RowId(RowKind.DUE), " ") == "no due date"
    assert road.goal.due is None
    with pytest.raises(DateError):
        road.type(RowId(RowKind.DUE), "frii")


def test_tags_that_come_and_go_are_one_change():
    road = Road()
    events = len(road.record.log)
    assert (
        road.type(RowId(RowKind.TAGS), "#car, #money new #")
        == "adds #money, #new and takes #old away"
    )
    assert road.goal.tags == ("car", "money", "new")
    assert len(road.record.log) == events + 1
    assert road.told == "tagged #money, #new, without #old"
    road.do(undo)
    assert road.goal.tags == ("car", "old")


def test_people_who_go_are_told_as_gone():
    road = Road()
    road.type(RowId(RowKind.PEOPLE), "@bob")
    assert road.told == "@ann taken away, @bob added"
    road.type(RowId(RowKind.PEOPLE), "")
    assert (road.goal.people, road.told) == ((), "@bob taken away")


def test_a_step_takes_the_date_behind_it_and_no_words_say_it_is_done():
    road = Road()
    assert road.type(RowId(RowKind.STEP), "call Henrik on mon") == "Mon 23 Nov, in 2 days"
    assert (road.goal.next_step.text, road.goal.next_step.on) == ("call Henrik", date(2026, 11, 23))
    road.type(RowId(RowKind.STEP), "")
    assert (road.goal.next_step, road.told) == (None, "next step done: call Henrik")


def test_title_length_and_date_of_a_marker_are_one_change():
    road = Road()
    spot = road.marker(1)
    assert text_of(road.goal, spot) == "driven *2"
    says = road.type(spot, "test drives *3 due fri")
    assert says == "3 mi long · due Fri 27 Nov, in 6 days"
    marker = road.goal.markers[1]
    assert (marker.title, marker.miles, marker.due) == ("test drives", 3, date(2026, 11, 27))
    assert text_of(road.goal, spot) == "test drives *3 by 2026-11-27"
    road.do(undo)
    assert text_of(road.goal, spot) == "driven *2"


def test_what_is_no_length_and_no_date_stays_in_the_title():
    road = Road()
    road.type(road.marker(0), "the rent is due soon *")
    assert (road.titles[0], road.goal.markers[0].due) == ("the rent is due soon *", None)


def test_a_title_that_looks_like_a_length_is_shown_with_its_own():
    road = Road()
    road.do(edit.rename_marker, 0, "squats *3")
    assert text_of(road.goal, road.marker(0)) == r"squats \*3"
    assert read_row(road.goal, road.marker(0), r"squats \*3", TODAY).move is None


def test_a_length_that_makes_no_road_is_refused():
    road = Road()
    with pytest.raises(GoalError):
        road.type(road.marker(0), "listed *0")


def test_a_marker_is_added_below_with_length_and_date():
    road = Road()
    road.type(road.marker(0), "washed *2 due mon", read_new)
    assert road.titles == ["listed", "washed", "driven", "signed"]
    assert (road.goal.markers[1].miles, road.goal.markers[1].due) == (2, date(2026, 11, 23))
    road.do(undo)
    assert road.titles == ["listed", "driven", "signed"]


def test_a_seal_item_is_added_below_and_reworded():
    road = Road()
    road.type(road.item(0), "keys handed over", read_new)
    assert road.seal == ["paid", "keys handed over", "thanked"]
    road.type(road.item(2), "thanked twice")
    road.type(road.item(2), "told", read_new)
    assert road.seal == ["paid", "keys handed over", "thanked twice", "told"]


def test_the_first_seal_item_is_typed_into_the_empty_row():
    road = Road("Alone: a > b ! signed")
    road.do(seal.remove_seal_item, 0)
    assert text_of(road.goal, RowId(RowKind.SEAL)) == ""
    road.type(RowId(RowKind.SEAL), "signed")
    assert road.seal == ["signed"]


def test_nothing_typed_adds_nothing():
    road = Road()
    for spot in (road.marker(0), road.item(0)):
        assert read_new(road.goal, spot, "  ", TODAY).move is None


def test_evidence_is_given_and_taken_away():
    road = Road()
    road.type(road.item(0), "a photo", read_proof)
    assert proof_of(road.goal, road.item(0)) == "a photo"
    assert read_proof(road.goal, road.item(0), " a photo ", TODAY).move is None
    road.type(road.item(0), "", read_proof)
    assert proof_of(road.goal, road.item(0)) == ""


def test_enter_ticks_and_opens_a_seal_item():
    road = Road()
    for done in (True, False):
        road.do(enter_move(road.goal, road.item(1)))
        assert road.goal.seal[1].done is done


def test_enter_flips_the_turn_and_clears_roadblocks():
    road = Road()
    for whose in ("mine", "theirs", "mine"):
        road.do(enter_move(road.goal, RowId(RowKind.TURN)))
        assert road.goal.turn.whose == whose
    assert enter_move(road.goal, RowId(RowKind.BLOCK)) is None
    road.do(roadblocks.block, "waiting", who="Ann")
    road.do(enter_move(road.goal, RowId(RowKind.BLOCK, road.goal.roadblocks[0].id)))
    assert road.goal.roadblocks == ()


def test_enter_does_nothing_at_once_to_what_is_typed():
    road = Road()
    assert enter_move(road.goal, road.marker(0)) is None
    assert enter_move(road.goal, RowId(RowKind.WHY)) is None


def test_what_is_taken_away_comes_back_by_undo():
    road = Road()
    road.do(edit.explain, "rust")
    road.do(edit.redate, TODAY)
    road.do(status.plan_step, "call")
    road.do(status.turn, "mine")
    road.do(roadblocks.block, "something in me")
    block = RowId(RowKind.BLOCK, road.goal.roadblocks[0].id)
    plain = [RowId(kind) for kind in (RowKind.WHY, RowKind.DUE, RowKind.STEP, RowKind.TURN)]
    for spot in (road.marker(1), road.item(0), block, *plain):
        whole = road.goal
        road.do(removal_move(road.goal, spot))
        assert removal_move(road.goal, spot) is None or spot.kind in (RowKind.MARKER, RowKind.SEAL)
        road.do(undo)
        assert (road.goal.markers, road.goal.seal) == (whole.markers, whole.seal)
        assert text_of(road.goal, RowId(RowKind.WHY)) == "rust"
    assert removal_move(road.goal, RowId(RowKind.TAGS)) is None


def test_markers_and_seal_items_change_places_until_the_ends_stop_them():
    road = Road()
    listed, paid = road.marker(0), road.item(0)
    road.do(shift_move(listed, 1))
    road.do(shift_move(paid, 1))
    assert road.titles == ["driven", "listed", "signed"]
    assert road.seal == ["thanked", "paid"]
    road.do(shift_move(listed, -1))
    for spot, by, words in ((listed, -1, "‘listed’ stands first"), (paid, 1, "stands last")):
        with pytest.raises(GoalError, match=words):
            road.do(shift_move(spot, by))
    assert shift_move(RowId(RowKind.WHY), 1) is None


def test_the_stretch_begins_where_it_is_set_and_by_itself_when_set_again():
    road = Road("Long: a > b > c > d > e")
    assert road.goal.final_index == 4
    road.do(stretch_move(road.goal, road.marker(2)))
    assert road.goal.final_index == 2
    road.do(stretch_move(road.goal, road.marker(2)))
    assert road.goal.final_index == 4
    assert stretch_move(road.goal, RowId(RowKind.DUE)) is None


def test_a_move_finds_its_part_where_it_stands_by_then():
    road = Road()
    draft = read_row(road.goal, road.marker(2), "signed by both", TODAY)
    tick = enter_move(road.goal, road.item(1))
    road.do(edit.remove_marker, 0)
    road.do(seal.remove_seal_item, 0)
    road.do(draft.move)
    road.do(tick)
    assert road.titles == ["driven", "signed by both"]
    assert road.goal.seal[0].done


def test_a_move_of_a_part_that_went_is_refused():
    road = Road()
    moves = [
        read_row(road.goal, road.marker(0), "new", TODAY).move,
        enter_move(road.goal, road.item(0)),
    ]
    road.do(edit.remove_marker, 0)
    road.do(seal.remove_seal_item, 0)
    for move in moves:
        with pytest.raises(GoalError, match="no longer there"):
            road.do(move)
