"""Boards of Trello and Wekan: what is a road, which card is done and when, what is left out."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.json import trello, wekan
from lastmile_tui.exchange.json.boards import ARCHIVED, LINK, NO_BOARD, NO_TITLE, TEMPLATE
from support.exchange import BROKEN_JSON, given, local, outline, read_or_sentence

SAMPLES = Path(__file__).parent.parent / "samples"


def on_trello(*cards, lists=("To Do", "Done"), **more):
    """A board with cards, which lie in the first list unless they say otherwise."""
    named = [{"id": name, "name": name, "pos": n} for n, name in enumerate(lists)]
    made = [
        {"id": f"c{n}", "name": f"t{n}", "idList": lists[0], "pos": n} | card
        for n, card in enumerate(cards)
    ]
    return {"id": "b", "name": "board", "desc": "", "lists": named, "cards": made} | more


def on_wekan(*cards, lists=("To Do", "Done"), **more):
    named = [{"_id": name, "title": name, "sort": n} for n, name in enumerate(lists)]
    made = [
        {"_id": f"c{n}", "title": f"t{n}", "listId": lists[0], "sort": n} | card
        for n, card in enumerate(cards)
    ]
    board = {"_format": "wekan-board-1.0.0", "_id": "b", "title": "board"}
    return board | {"lists": named, "cards": made} | more


def items(reader, board, **more):
    found = reader.read(given("b.json", board), local(**more))
    return {item.title: item for item in found.items}


def left(found):
    return [(one.what, one.reason) for one in (*found.skipped, *found.unread)]


@pytest.mark.parametrize(
    ("name", "done"),
    [
        ("Done", True), ("done ✅", True), ("✔ DONE", True), ("Done 2026", True),
        ("Completed this week", True), ("Erledigt", True), ("Terminé", True), ("完了", True),
        ("Not done", False), ("Undone", False), ("Complete the form", False), ("Doing", False),
        ("", False), ("To be done", False),
    ],
)  # fmt: skip
def test_a_list_is_of_done_things_by_its_name(name, done):
    expected = Status.DONE if done else Status.OPEN
    assert (
        items(trello, on_trello({"idList": name}, lists=("To Do", name)))["t0"].status == expected
    )
    assert items(wekan, on_wekan({"listId": name}, lists=("To Do", name)))["t0"].status == expected


@pytest.mark.parametrize(
    ("lists", "roads"),
    [
        (("To Do", "Doing", "Done"), ["board"]),
        (("Backlog", "Kitchen"), ["board"]),
        (("Zu erledigen",), ["board"]),
        (("Kitchen", "Garden"), ["Kitchen"]),
        (("Ideas",), ["Ideas"]),
        (("Paint", "To do list of Ada"), ["Paint"]),
    ],
)
def test_a_board_of_steps_is_one_road_and_of_any_other_each_list(lists, roads):
    for reader, board in ((trello, on_trello({}, lists=lists)), (wekan, on_wekan({}, lists=lists))):
        lines = outline(reader.read(given("b.json", board), local()), extra=False).split("\n")
        assert [line.removeprefix("OPEN ") for line in lines if line[0] == "O"] == roads


@pytest.mark.parametrize(
    ("card", "fields"),
    [
        ({"due": "2026-12-01T23:30:00.000Z"}, ("2026-12-02", "00:30:00")),
        ({"due": "2026-12-01T23:00:00.000Z"}, ("2026-12-02", "None")),
        ({"due": "2026-06-30T10:00:00.000Z"}, ("2026-06-30", "12:00:00")),
        ({"due": None}, ("None", "None")),
        ({"due": "9999-12-31T23:59:00.000Z"}, ("9999-12-31", "23:59:00")),
    ],
)
def test_due_dates_are_those_of_the_zone(card, fields):
    berlin = ZoneInfo("Europe/Berlin")
    other = {"dueAt": card["due"]}
    for item in (
        items(trello, on_trello(card), zone=berlin)["t0"],
        items(wekan, on_wekan(other), zone=berlin)["t0"],
    ):
        assert (str(item.due), str(item.due_time)) == fields


@pytest.mark.parametrize("value", ["soon", "2026-13-01T00:00:00Z", {"a": 1}, [1], "9e999", True])
@pytest.mark.parametrize(
    ("reader", "board", "name"),
    [
        (trello, on_trello, "due"), (trello, on_trello, "start"),
        (wekan, on_wekan, "dueAt"), (wekan, on_wekan, "startAt"), (wekan, on_wekan, "endAt"),
        (wekan, on_wekan, "createdAt"),
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_named_and_the_card_comes_all_the_same(reader, board, name, value):
    found = reader.read(given("b.json", board({name: value}, {})), local())
    assert {"t0", "t1"} <= {item.title for item in found.items}
    (one,) = found.unread
    assert one.what == "t0"
    assert one.reason.startswith(f"has a date that is none, {name}: ")
    assert next(item for item in found.items if item.title == "t0").extra[name] == value


def done_at(reader, board):
    return f"{items(reader, board)['t0'].finished:%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    ("card", "data", "expected"),
    [
        ({"dueComplete": True}, {"old": {"dueComplete": False}}, "2026-11-04T18:00"),
        ({"idList": "Done"}, {"old": {}, "listAfter": {"id": "Done"}}, "2026-11-04T18:00"),
        ({"idList": "Done", "closed": True}, {"old": {"closed": False}}, "2026-11-04T18:00"),
        ({"idList": "Done"}, {"old": {"name": "t"}}, "2026-11-20T10:00"),
        ({"idList": "Done"}, {"old": None, "listAfter": "Done"}, "2026-11-20T10:00"),
        (
            {"dueComplete": True, "dateCompleted": "2026-11-02T08:00:00Z"},
            {"old": {"dueComplete": False}},
            "2026-11-02T08:00",
        ),
    ],
)
def test_trello_tells_by_its_actions_when_a_card_was_done(card, data, expected):
    action = {"type": "updateCard", "date": "2026-11-04T18:00:00.000Z"}
    action["data"] = {"card": {"id": "c0"}} | data
    last = {"dateLastActivity": "2026-11-20T10:00:00.000Z"}
    assert done_at(trello, on_trello(last | card, actions=[action])) == expected


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        ({"endAt": "2026-11-02T08:00:00Z"}, "2026-11-02T08:00"),
        ({"endAt": {"$date": "2026-11-02T08:00:00Z"}}, "2026-11-02T08:00"),
        ({"listId": "Done"}, "2026-11-04T18:00"),
        ({"_id": "other", "listId": "Done", "archivedAt": "2026-11-05T08:00Z"}, "2026-11-05T08:00"),
        ({"_id": "other", "dueComplete": True}, "2026-11-20T10:00"),
    ],
)
def test_wekan_tells_by_end_and_activities_when_a_card_was_done(card, expected):
    moves = [
        {"activityType": "moveCard", "cardId": "c0", "listId": name, "createdAt": at}
        for name, at in (
            ("Done", "2026-11-01T18:00Z"),
            ("Done", "2026-11-04T18:00Z"),
            ("x", "2026"),
        )
    ]
    last = {"dateLastActivity": "2026-11-20T10:00:00.000Z"}
    assert done_at(wekan, on_wekan(last | card, activities=moves)) == expected


@pytest.mark.parametrize(
    ("reader", "board", "expected"),
    [
        (trello, on_trello({"closed": True}), [("t0", ARCHIVED)]),
        (trello, on_trello({"closed": True, "dueComplete": True}), []),
        (trello, on_trello({"isTemplate": True}), [("t0", TEMPLATE)]),
        (trello, on_trello({"name": " "}), [("c0", NO_TITLE)]),
        (trello, {"name": "x", "desc": ""}, [("{'name': 'x', 'desc': ''}", NO_BOARD)]),
        (wekan, on_wekan({"archived": True}), [("t0", ARCHIVED)]),
        (wekan, on_wekan({"archived": True, "endAt": "2026-11-01T08:00Z"}), []),
        (wekan, on_wekan({"type": "template-card"}), [("t0", TEMPLATE)]),
        (wekan, on_wekan({"type": "cardType-linkedCard", "title": ""}), [("", LINK)]),
        (wekan, on_wekan({"title": None}), [("c0", NO_TITLE)]),
    ],
)
def test_what_is_left_out_is_said(reader, board, expected):
    assert left(reader.read(given("b.json", board), local())) == expected


def test_lists_that_are_archived_take_their_cards_along():
    board = on_trello({}, {"dueComplete": True})
    board["lists"][0]["closed"] = True
    assert left(trello.read(given("b.json", board), local())) == [("t0", ARCHIVED)]


def test_the_key_of_a_card_stays_when_it_is_moved_renamed_or_done():
    now = items(trello, on_trello({}))["t0"].key
    done = on_trello({"name": "other", "idList": "Done", "dueComplete": True, "due": "2026-12-01"})
    assert items(trello, done)["other"].key == now


def test_trello_ids_say_when_a_card_was_made():
    item = items(trello, on_trello({"id": "6909c68000000000000000aa"}))["t0"]
    assert f"{item.created:%Y-%m-%d}" == "2025-11-04"
    assert items(trello, on_trello({"id": "no such id"}))["t0"].created is None


def test_cards_below_each_other_in_a_circle_are_said():
    board = on_wekan({"parentId": "c1"}, {"parentId": "c0"}, {"parentId": "c2"})
    text = outline(wekan.read(given("b.json", board), local()), extra=False)
    assert "SKIPPED t0: below itself" in text
    assert "- t2" in text


@pytest.mark.parametrize("reader", [trello, wekan])
@pytest.mark.parametrize(
    "data",
    [
        *BROKEN_JSON,
        (SAMPLES / "trello" / "garden.json").read_bytes()[:900],
        (SAMPLES / "wekan" / "house.json").read_bytes()[:900],
        b'{"name":1,"desc":[],"cards":[1,null,{"name":{}},{"name":"a","labels":"x","idMembers":5}]}',
        b'{"name":"b","desc":"","cards":[{"name":"a"}],"lists":{},"actions":{"a":1},"members":[[]]}',
        b'{"_format":"wekan-board-9","cards":[{"title":"a","sort":1e999,"labelIds":{"a":1}}]}',
        b'{"_format":"wekan-board-1.0.0","cards":[{"title":"a"}],"checklists":[{}],"users":3}',
        b'{"_format":"wekan-board-1.0.0","cards":[{"title":"a"}],"activities":[{"createdAt":"x"}]}',
        b'{"name":"b","desc":"","cards":[{"name":"a","id":"ffffffffffffffffffffffff"}]}',
    ],
)
def test_broken_files_end_in_a_sentence_or_are_named(reader, data):
    found = read_or_sentence(reader, given("b.json", data))
    assert not found or found.endswith(".") or "UNREAD" in found or "OPEN " in found
