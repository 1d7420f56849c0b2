"""What a filter finds in titles, and what inside of goals."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import note
from lastmile_tui.domain.changes.roadblocks import block
from lastmile_tui.domain.model.undo import timeline
from lastmile_tui.domain.views.lineup import (
    Look,
    SectionKind,
    Sort,
    View,
    line_up,
    narrow,
    read_query,
)
from lastmile_tui.domain.views.query import FoundWord, Place, SearchTexts, note_text
from support.domain.goals import TODAY, do, goal_from

BOAT = "Paint the boat: sanded > Grundierung weiß >> lackiert #summer @Zoë"
HUT = "Build the hut: ground > walls"


def made(line, uid, why="", *notes):
    record = goal_from(line)
    for text in notes:
        record = do(record, note, text)
    return replace(record.goal, uid=uid, why=why), record.log


def filtered(query, *goals, sort=Sort.TITLE, view=View.ACTIVE):
    texts = SearchTexts()
    for goal, log in goals:
        texts.notes[goal.uid] = note_text(log)
    whole = line_up([goal for goal, _ in goals], Look(view, sort), TODAY)
    found = narrow(whole, query, texts)
    inside = found.sections[-1] if query else None
    return (
        [goal.uid for goal in found.goals if not inside or goal not in inside.goals],
        [(goal.uid, read_query(query).finding(goal, texts)) for goal in inside.goals]
        if inside
        else [],
    )


GOALS = (
    made(BOAT, "boat", "For the Große Fahrt", "Rang the harbour", "Öl is cheaper in Łódź"),
    made(HUT, "hut", "", "the boat shed first"),
    made("A lackierter Wagen: b > c", "car", "So we can drive to the hut"),
)


@pytest.mark.parametrize(
    ("query", "titles", "inside"),
    [
        ("boat", ["boat"], [("hut", FoundWord(Place.LOG))]),
        ("hut", ["hut"], [("car", FoundWord(Place.WHY))]),
        ("lackiert", ["car"], [("boat", FoundWord(Place.MARKER, "lackiert"))]),
        ("WEISS", [], [("boat", FoundWord(Place.MARKER, "Grundierung weiß"))]),
        ("grosse", [], [("boat", FoundWord(Place.WHY))]),
        ("ol lodz", [], [("boat", FoundWord(Place.LOG))]),
        ("#summer harbour", [], [("boat", FoundWord(Place.LOG))]),
        ("@zoe paint", ["boat"], []),
        ("planned sanded", [], [("boat", FoundWord(Place.MARKER, "sanded"))]),
        ("boat walls", [], [("hut", FoundWord(Place.LOG))]),
        ("boat nothing", [], []),
        ("nowhere", [], []),
        ("", ["car", "hut", "boat"], []),
    ],
)
def test_what_is_found_in_titles_comes_before_what_is_found_inside(query, titles, inside):
    assert filtered(query, *GOALS) == (titles, inside)


def test_goals_of_other_views_are_not_found():
    assert filtered("walls", *GOALS, view=View.SEALED) == ([], [])


def test_the_section_of_what_is_found_inside_is_there_with_a_filter_only():
    goals = [goal for goal, _ in GOALS]
    assert line_up(goals, Look(), TODAY).sections[-1].part is SectionKind.PLANNED
    assert line_up(goals, Look(query="x"), TODAY).sections[-1].part is SectionKind.INSIDE


def test_notes_that_were_undone_are_not_found():
    record = do(goal_from(HUT), note, "secret")
    assert "secret" in note_text(record.log)
    (change,) = timeline(record.log).undo[-1:]
    undone = (
        *record.log,
        replace(change.subject, id="z", kind="undone", undoes=change.subject.id, text=""),
    )
    assert "secret" not in note_text(undone)


def test_texts_of_other_entries_are_found():
    record = do(goal_from(HUT), block, "waiting", who="Henrik", text="asks the bänk")
    assert "bank" in note_text(record.log)


def test_the_texts_of_a_goal_are_made_again_when_it_changes():
    texts, (goal, _) = SearchTexts(), GOALS[1]
    assert texts.title(goal) is texts.title(goal)
    assert "shed" in texts.title(replace(goal, title="The shed"))
