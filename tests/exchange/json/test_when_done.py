"""When something was done and by when it is due, as far as boards and backups tell it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.exchange.json import super_productivity, trello, wekan
from support.exchange import given, local

AT = "2026-11-04T18:00:00.000Z"
LAST = {"dateLastActivity": "2026-11-20T10:00:00.000Z"}
NOON = 1_795_953_600_000  # 2026-11-29 12:00 UTC


def items(reader, found, **more):
    return {item.title: item for item in reader.read(given("b.json", found), local(**more)).items}


def on_trello(card, *actions):
    lists = [{"id": "l", "name": "To Do"}, {"id": "d", "name": "Done"}]
    checks = {"idCard": "c", "checkItems": [{"id": "i", "name": "part", "state": "complete"}]}
    whole = {"id": "c", "name": "card", "idList": "l"} | LAST | card
    board = {"id": "b", "name": "board", "desc": "", "lists": lists, "cards": [whole]}
    return board | {"actions": [{"date": AT} | one for one in actions], "checklists": [checks]}


def on_wekan(card, *activities):
    lists = [{"_id": "l", "title": "To Do"}, {"_id": "d", "title": "Done"}]
    whole = {"_id": "c", "title": "card", "listId": "l"} | LAST | card
    checks = [{"_id": "i", "cardId": "c", "title": "part", "isFinished": True}]
    board = {"_format": "wekan-board-1.0.0", "_id": "b", "title": "board", "lists": lists}
    told = [{"createdAt": AT} | one for one in activities]
    return board | {"cards": [whole], "activities": told, "checklistItems": checks}


def updated(**data):
    return {"type": "updateCard", "data": {"card": {"id": "c"}} | data}


def to_do(**more):
    task = {"id": "t", "title": "card", "projectId": "p"} | more
    return {"task": {"ids": ["t"], "entities": {"t": task}}, "project": {"entities": {}}}


@pytest.mark.parametrize(
    ("reader", "found", "expected"),
    [
        (trello, on_trello({"dueComplete": True}, updated(old={"dueComplete": False})), "11-04"),
        (trello, on_trello({"idList": "d"}, updated(listAfter={"id": "d"}, old={})), "11-04"),
        (trello, on_trello({"idList": "d", "closed": True}, updated(old={"closed": 0})), "11-04"),
        (trello, on_trello({"idList": "d"}, updated(old={"name": "x"})), "11-20"),
        (trello, on_trello({"idList": "d"}, updated(old=None)), "11-20"),
        (trello, on_trello({"idList": "d", "dateCompleted": "2026-11-02T08:00Z"}), "11-02"),
        (trello, on_trello({}, updated(listAfter={"id": "l"}, old={})), None),
        (wekan, on_wekan({"endAt": "2026-11-02T08:00:00Z"}), "11-02"),
        (wekan, on_wekan({"listId": "d"}, {"activityType": "moveCard", "cardId": "c"}), "11-04"),
        (wekan, on_wekan({"listId": "d"}, {"activityType": "addComment", "cardId": "c"}), "11-20"),
        (wekan, on_wekan({"dueComplete": True}), "11-20"),
        (
            wekan,
            on_wekan({"listId": "d"}, {"activityType": "moveCard", "createdAt": 5e99}),
            "11-20",
        ),
        (super_productivity, to_do(isDone=True, doneOn=NOON), "11-29"),
        (super_productivity, to_do(isDone=True, timeSpentOnDay={"2026-11-05": 1}), "11-05"),
        (super_productivity, to_do(isDone=True, timeSpentOnDay={"x": 1, "2026-11-02": 1}), "11-02"),
        (super_productivity, to_do(isDone=True, timeSpentOnDay=[]), None),
        (super_productivity, to_do(timeSpentOnDay={"2026-11-05": 1}), None),
    ],
)
def test_when_a_card_was_done(reader, found, expected):
    finished = items(reader, found)["card"].finished
    assert (f"{finished:%m-%d}" if finished else None) == expected


def test_when_a_part_was_ticked():
    ticked = {"type": "updateCheckItemStateOnCard"}
    ticked["data"] = {"card": {"id": "c"}, "checkItem": {"id": "i", "state": "complete"}}
    checked = {"activityType": "checkedItem", "checklistItemId": "i"}
    for reader, found in ((trello, on_trello({}, ticked)), (wekan, on_wekan({}, checked))):
        assert f"{items(reader, found)['part'].finished:%m-%d}" == "11-04"
    for reader, found in ((trello, on_trello({})), (wekan, on_wekan({}))):
        assert items(reader, found)["part"].finished is None


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({"dueDay": "2026-12-03"}, "2026-12-03 None"),
        ({"dueWithTime": NOON}, "2026-11-29 12:00:00"),
        ({"deadlineDay": "2027-01-01", "dueDay": "2026-12-03"}, "2027-01-01 None"),
        ({"deadlineDay": "2027-01-01", "dueWithTime": NOON}, "2027-01-01 None"),
        ({"deadlineWithTime": NOON, "dueDay": "2026-12-03"}, "2026-11-29 12:00:00"),
        ({"plannedAt": NOON}, "2026-11-29 12:00:00"),
        ({"plannedAt": None, "dueDay": None}, "None None"),
    ],
)
def test_a_deadline_goes_before_what_is_planned(fields, due):
    item = items(super_productivity, to_do(**fields))["card"]
    assert f"{item.due} {item.due_time}" == due


@pytest.mark.parametrize(
    "wrap",
    [
        lambda found: found,
        lambda found: {"timestamp": 1, "crossModelVersion": 4.3, "data": found},
        lambda found: {"version": 2, "state": found},
        lambda found: {"mainModelData": found, "revMap": {}},
        lambda found: {"data": {"state": found}},
    ],
)
def test_every_layout_of_a_backup(wrap):
    assert [*items(super_productivity, wrap(to_do()))] == ["card"]


@pytest.mark.parametrize("year", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:00Z"])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Lima"])
def test_dates_at_the_ends_of_time_do_not_stop_a_board(year, zone):
    there = {"zone": ZoneInfo(zone)}
    assert items(trello, on_trello({"due": year, "start": year}), **there)["card"].due
    assert items(wekan, on_wekan({"dueAt": year, "startAt": year}), **there)["card"].due
