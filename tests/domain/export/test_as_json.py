"""The JSON that scripts read."""

from __future__ import annotations

import json
import re
from datetime import date, time, timedelta
from functools import partial

import pytest
from hypothesis import given
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.export.as_json import (
    answer_json,
    goal_json,
    goals_json,
    log_json,
    reached_at,
)
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.record import record_of, redo, undo
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing
from support.domain import goals
from support.domain.export import MORNING, TODAY, driven, measured, stamp

NAMES = [
    "id", "title", "why", "state", "position", "distance", "value", "from", "to", "rank",
    "to_go", "miles_to_go", "unit", "due",
    "parked_until", "sealed", "let_go", "tags", "people", "final_from", "markers", "seal",
    "roadblocks", "lap", "again", "turn", "next_step", "attention", "at_stake", "forecast",
    "created", "touched",
]  # fmt: skip


def shown(record, today=TODAY):
    return goal_json(record.goal, record.log, measured(record, today), today)


def test_a_bare_goal_has_every_name_and_null_for_what_is_not_there():
    record = driven("Swim")
    assert list(shown(record)) == NAMES
    assert shown(record) == {
        "id": record.goal.uid,
        "title": "Swim",
        "why": None,
        "state": "planned",
        "position": 0.0,
        "distance": 1.0,
        "value": None,
        "from": None,
        "to": None,
        "rank": None,
        "to_go": 1.0,
        "miles_to_go": 1.0,
        "unit": None,
        "due": None,
        "parked_until": None,
        "sealed": None,
        "let_go": None,
        "tags": [],
        "people": [],
        "final_from": None,
        "markers": [
            {
                "id": record.goal.markers[0].id,
                "title": "finish",
                "miles": 1.0,
                "at": 1.0,
                "due": None,
                "reached": None,
                "final": True,
            }
        ],
        "seal": [
            {"id": f"seal:{item.id}", "text": question, "done": False, "evidence": None}
            for item, question in zip(record.goal.seal, seal.SEAL_LIST, strict=True)
        ],
        "roadblocks": [],
        "lap": None,
        "again": None,
        "turn": None,
        "next_step": None,
        "attention": {"level": 0, "reasons": []},
        "at_stake": None,
        "forecast": None,
        "created": "2026-11-02T08:00:00Z",
        "touched": "2026-11-02T08:00:00Z",
    }


def test_a_goal_with_everything_says_everything():
    record = driven(
        "Sell the Volvo: listed > priced >> signed #car @Henrik ! money ! keys",
        drive.advance,
        partial(edit.explain, why="It rusts."),
        partial(roadblocks.block, kind="waiting", who="Henrik", text="his bank"),
        partial(status.turn, whose="theirs"),
        partial(status.plan_step, text="call him", on=date(2026, 11, 23)),
        partial(seal.tick, index=1, evidence="photo"),
        partial(edit.redate_marker, index=2, due=date(2026, 11, 24)),
        partial(edit.redate, due=date(2026, 11, 27), due_time=time(18)),
    )
    told = shown(record)
    assert told["state"] == "driving"
    assert (told["position"], told["distance"], told["miles_to_go"]) == (1.0, 3.0, 2.0)
    assert told["why"] == "It rusts."
    assert told["due"] == "2026-11-27T18:00"
    assert (told["tags"], told["people"]) == (["car"], ["Henrik"])
    assert told["final_from"] == told["markers"][2]["id"]
    assert [marker["final"] for marker in told["markers"]] == [False, False, True]
    assert [marker["at"] for marker in told["markers"]] == [1.0, 2.0, 3.0]
    assert told["markers"][0]["reached"] == "2026-11-02T09:00:00Z"
    assert told["markers"][2]["due"] == "2026-11-24"
    assert [(item["text"], item["done"], item["evidence"]) for item in told["seal"]] == [
        ("money", False, None),
        ("keys", True, "photo"),
    ]
    assert told["roadblocks"] == [
        {
            "kind": "waiting",
            "who": "Henrik",
            "text": "his bank",
            "since": "2026-11-02",
            "road": None,
        }
    ]
    assert told["turn"] == {"whose": "theirs", "since": "2026-11-02"}
    assert told["next_step"] == {"text": "call him", "on": "2026-11-23"}
    assert (told["created"], told["touched"]) == ("2026-11-02T08:00:00Z", "2026-11-02T16:00:00Z")


def test_attention_is_told_with_the_kind_and_the_sentence_of_each_reason():
    record = driven(
        "Sell: listed > priced >> signed",
        partial(drive.reach, index=1),
        partial(roadblocks.block, kind="waiting", who="Ana"),
        partial(status.turn, whose="mine"),
    )
    assert shown(record, date(2026, 11, 4))["attention"] == {
        "level": 1,
        "reasons": [
            {"kind": "blocked", "text": "waiting on Ana for 2 days"},
            {"kind": "your-turn", "text": "it has been your turn for 2 days"},
        ],
    }


def test_a_forecast_is_told_as_the_dates_of_both_its_ranges():
    record = driven("Read: a > b > c > d > e > f")
    for days in range(1, 4):
        record = drive.advance(record, stamp(24 * days))
    told = shown(record, date(2026, 11, 5))["forecast"]
    assert list(told) == ["from", "to", "likely_from", "likely_to"]
    wide, likely = [
        [date.fromisoformat(told[f"{name}{end}"]) for end in ("from", "to")]
        for name in ("", "likely_")
    ]
    assert date(2026, 11, 5) <= wide[0] <= likely[0] <= likely[1] <= wide[1]
    forecast = measured(record, date(2026, 11, 5)).forecast
    assert [(day - date(2026, 11, 5)).days for day in wide] == list(forecast.wide)


def test_a_due_date_without_a_time_is_a_date():
    record = driven("Swim", partial(edit.redate, due=date(2026, 11, 27)))
    assert shown(record)["due"] == "2026-11-27"


def test_the_final_stretch_that_falls_by_itself_is_marked_but_not_chosen():
    told = shown(driven("Read: a > b > c > d > e"))
    assert told["final_from"] is None
    assert [marker["final"] for marker in told["markers"]] == [False] * 4 + [True]


def test_a_counting_goal_counts_in_its_unit():
    told = shown(driven("Run: half 21 > all 42 target 42 km", drive.advance))
    assert (told["unit"], told["position"], told["miles_to_go"]) == ("km", 21.0, 21.0)


ENDS = {
    "parked": (
        partial(status.park, until=date(2026, 12, 4)),
        {"state": "parked", "parked_until": "2026-12-04"},
    ),
    "back from parking": (
        partial(status.park, until=date(2026, 11, 21)),
        {"state": "planned", "parked_until": None},
    ),
    "let go": (
        partial(status.let_go, kind="no longer wanted", reason="we love it"),
        {
            "state": "let-go",
            "let_go": {"on": "2026-11-02", "kind": "no-longer-wanted", "reason": "we love it"},
        },
    ),
    "let go without a word": (
        status.let_go,
        {"state": "let-go", "let_go": {"on": "2026-11-02", "kind": None, "reason": None}},
    ),
    "a dead end": (
        partial(roadblocks.block, kind="dead end"),
        {
            "roadblocks": [
                {"kind": "dead-end", "who": None, "text": None, "since": "2026-11-02", "road": None}
            ]
        },
    ),
    "what is not known": (
        partial(roadblocks.block, kind="don't know how"),
        {
            "roadblocks": [
                {
                    "kind": "dont-know-how",
                    "who": None,
                    "text": None,
                    "since": "2026-11-02",
                    "road": None,
                }
            ]
        },
    ),
    "under way": (
        drive.advance,
        {"at_stake": {"days": 19, "driven": 1.0, "entries": 2}, "sealed": None, "to_go": 1.0},
    ),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_goal_says_what_became_of_it(end):
    step, expected = ENDS[end]
    found = shown(driven("Sell: listed > signed", step))
    assert {name: found[name] for name in expected} == expected


def test_a_sealed_goal_says_on_which_day():
    found = shown(driven("Swim", drive.advance, seal.seal))
    assert (found["state"], found["sealed"], found["to_go"]) == ("sealed", "2026-11-02", 0.0)
    assert found["at_stake"] is None


SPOKEN = re.compile(r"[a-z]+(-[a-z]+)*")


@given(goals.driven(goals.changes, 16))
def test_states_and_kinds_are_spelled_as_options_are(record):
    found = shown(record)
    gone = found["let_go"] or {}
    words = [found["state"], *(block["kind"] for block in found["roadblocks"])]
    words += [reason["kind"] for reason in found["attention"]["reasons"]]
    words += [entry["kind"] for entry in log_json(record.log)]
    words += filter(None, [gone.get("kind")])
    assert [word for word in words if not SPOKEN.fullmatch(word)] == []


@given(goals.driven(goals.changes | goals.takebacks, 16))
def test_no_marker_has_the_id_of_a_seal_item(record):
    markers, items = (
        [part.id for part in parts] for parts in (record.goal.markers, record.goal.seal)
    )
    assert len({*markers, *items}) == len(markers) + len(items)


def test_a_marker_and_a_seal_item_of_an_older_file_are_told_apart():
    record = driven("Swim: in > out ! dry ! warm")
    first = record.log[0]
    older = {name: part for name, part in first.set.items() if not name.startswith("seal:")}
    for marker, item in zip(record.goal.markers, record.goal.seal, strict=True):
        older[f"seal:{marker.id}"] = first.set[f"seal:{item.id}"]
    again = record_of(record.goal.uid, (replace(first, set=older),))
    assert [item.id for item in again.goal.seal] == [marker.id for marker in again.goal.markers]

    found = shown(again)

    ids = [part["id"] for part in (*found["markers"], *found["seal"])]
    assert len({*ids}) == 4
    assert [part["id"] for part in found["markers"]] == [part.id for part in again.goal.markers]


def test_an_answer_has_the_goal_beside_its_names_and_what_else_there_is():
    record = driven("Swim")
    answer = answer_json(record.goal, record.log, measured(record), TODAY, log=[])
    assert answer == {"version": 1, "goal": shown(record), **shown(record), "log": []}


def test_goals_stand_in_a_list_with_a_version_and_without_their_logs():
    record = driven("Swim")
    told = goals_json([(record.goal, record.log, measured(record))], TODAY)
    assert told == {"version": 1, "goals": [shown(record)]}
    assert json.loads(json.dumps(told)) == told


def test_the_log_is_what_stands_oldest_first():
    record = driven("Swim", partial(drive.note, text="cold"), drive.advance, undo)
    assert [(entry["kind"], entry["text"]) for entry in log_json(record.log)] == [
        ("added", "added"),
        ("note", "note: cold"),
    ]
    assert log_json(record.log)[1]["at"] == "2026-11-02T09:00:00Z"
    assert log_json(record.log)[1]["day"] == "2026-11-02"


def hours(record) -> list[int | None]:
    """The hour after the start at which each marker was reached."""
    when = reached_at(record.log)
    return [
        (when[marker.id] - MORNING) // timedelta(hours=1) if marker.id in when else None
        for marker in record.goal.markers
    ]


@pytest.mark.parametrize(
    ("steps", "reached"),
    [
        ([], [None, None, None]),
        ([drive.advance, drive.advance], [1, 2, None]),
        ([partial(drive.reach, index=1)], [1, 1, None]),
        ([partial(drive.nudge, miles=0.6), partial(drive.nudge, miles=0.6)], [2, None, None]),
        ([drive.advance, drive.back, drive.advance], [3, None, None]),
        ([drive.advance, drive.advance, undo], [1, None, None]),
        ([drive.advance, undo, redo], [1, None, None]),
        ([drive.advance, partial(edit.add_marker, index=0, title="first")], [2, 1, None, None]),
        ([drive.advance, partial(edit.remove_marker, index=0)], [None, None]),
        ([drive.advance, partial(edit.remeasure_marker, index=0, miles=5)], [1, None, None]),
    ],
)
def test_a_marker_was_reached_when_the_vehicle_last_came_to_it(steps, reached):
    assert hours(driven("Read: a > b > c", *steps)) == reached


def test_a_marker_that_changed_places_keeps_its_date_while_it_lies_behind():
    record = driven("Read: a > b > c", drive.advance, drive.advance)
    order = [record.goal.markers[index].id for index in (1, 0, 2)]
    assert hours(edit.reorder_markers(record, stamp(3), order)) == [2, 1, None]


def test_every_marker_behind_the_vehicle_has_a_date():
    record = driven("Read: a > b > c", drive.advance, partial(edit.add_marker, index=0, title="0"))
    told = shown(record)["markers"]
    assert [marker["reached"] is not None for marker in told] == [True, True, False, False]


@given(goals.driven(goals.drives | goals.road_edits | goals.takebacks, 16))
def test_markers_are_reached_when_a_replay_from_event_to_event_says_so(record):
    live, reached = standing(record.log), {}
    for count, event in enumerate(live, 1):
        registers = fold(live[:count])
        if "position" in event.set or any(name.startswith("marker:") for name in event.set):
            behind = _behind(registers)
            reached = {marker: reached.get(marker, event) for marker in behind}
    times = times_of(record.log)
    assert reached_at(record.log) == {name: times.at(event) for name, event in reached.items()}


def _behind(registers):
    """The markers up to where the vehicle stands."""
    parts = [
        (part.get("rank") or 0.0, name, part)
        for name, part in registers.items()
        if name.startswith("marker:") and not part.get("gone")
    ]
    end, found = 0.0, []
    for _, name, part in sorted(parts, key=lambda each: each[:2]):
        end = rounded(end + (part.get("miles") or 1.0))
        if end <= (registers.get("position") or 0.0):
            found.append(name.removeprefix("marker:"))
    return found
