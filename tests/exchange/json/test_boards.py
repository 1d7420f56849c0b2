"""Boards of Trello and Wekan: lists say what is done, check lists make roads."""

from __future__ import annotations

import pytest

from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.json import trello, wekan
from support.exchange import BROKEN_JSON, brought, by_head, given, local, read_or_sentence

ID = "690000010000000000000001"


def trello_card(column="To do", **card):
    board = {
        "id": "b", "name": "Board", "shortLink": "x", "prefs": {},
        "lists": [{"id": "l", "name": column, "pos": 1}],
        "cards": [{"id": ID, "name": "card", "idList": "l"} | card],
    }  # fmt: skip
    reading = trello.read(given("b.json", board), local())
    return reading.items[1], reading.unread


def wekan_card(column="To do", **card):
    board = {
        "_format": "wekan-board-1.0.0", "_id": "b", "title": "Board", "swimlanes": [],
        "lists": [{"_id": "l", "title": column}],
        "cards": [{"_id": "c", "title": "card", "listId": "l"} | card],
    }  # fmt: skip
    reading = wekan.read(given("b.json", board), local())
    return reading.items[1], reading.unread


@pytest.mark.parametrize("made", [trello_card, wekan_card])
@pytest.mark.parametrize(
    ("column", "status"),
    [
        ("Done", Status.DONE),
        ("DONE ✅", Status.DONE),
        ("🎉  Done!", Status.DONE),
        ("✅ Actions", Status.OPEN),
        ("Erledigt", Status.DONE),
        ("Terminé", Status.DONE),
        ("完了", Status.DONE),
        ("Not done", Status.OPEN),
        ("Done is better than perfect", Status.OPEN),
        ("Doing", Status.OPEN),
        ("", Status.OPEN),
    ],
)
def test_the_name_of_a_list_says_whether_its_cards_are_done(made, column, status):
    assert made(column)[0].status is status


@pytest.mark.parametrize("made", [trello_card, wekan_card])
@pytest.mark.parametrize(
    ("column", "waiting"),
    [("Waiting for", ""), ("Blocked", ""), ("En attente", ""), ("Doing", None), ("No wait", None)],
)
def test_cards_in_a_list_of_what_waits_wait(made, column, waiting):
    assert made(column)[0].waiting == waiting


def test_an_archived_card_is_given_up_unless_it_was_done():
    assert trello_card(closed=True)[0].status is Status.CANCELLED
    assert trello_card(closed=True, dueComplete=True)[0].status is Status.DONE
    assert trello_card("Done", closed=True)[0].status is Status.DONE
    assert wekan_card(archived=True)[0].status is Status.CANCELLED
    assert wekan_card(archived=True, endAt="2026-11-01T10:00:00Z")[0].status is Status.DONE


@pytest.mark.parametrize(
    "value", ["soon", "2026-13-01T00:00:00Z", [1], {"a": 1}, "99999999999999999"]
)
def test_a_date_that_is_none_is_named_and_kept(value):
    for item, unread in (trello_card(due=value), wekan_card(dueAt=value)):
        (left,) = unread
        assert "has a date that is none" in left.reason
        assert value in item.extra.values()


def test_a_card_was_made_when_its_id_says():
    assert trello_card()[0].created.year == 2025
    for name in ("short", "z" * 24, "0" * 24, "f" * 24):
        assert trello_card(id=name)[0].created is None


def test_what_a_card_has_beside_is_kept():
    item, _ = trello_card(cover={"color": "red"}, customFieldItems=[{"value": {"number": "5"}}])
    assert item.extra["cover"] == {"color": "red"}
    assert item.extra["customFieldItems"] == [{"value": {"number": "5"}}]


@pytest.mark.parametrize("reader", [trello, wekan])
@pytest.mark.parametrize(
    "data",
    [*BROKEN_JSON, b'{"cards":{"a":1}}', b'{"cards":5,"lists":[]}', b'{"id":"b","name":"n"}'],
    ids=by_head,
)
def test_broken_files_end_in_a_sentence(reader, data):
    assert read_or_sentence(reader, given("b.json", data)).endswith(".")


@pytest.mark.parametrize("reader", [trello, wekan])
def test_boards_of_odd_parts_are_read_as_far_as_they_go(reader):
    odd = [None, 5, "x", [], {}, {"id": {}, "name": [], "pos": "a"}, {"checkItems": 5, "items": {}}]
    names = ("cards", "lists", "checklists", "actions", "members", "labels", "users", "comments")
    board = {"id": "b", "name": "Board", "title": "Board"} | dict.fromkeys(names, odd)
    brought(reader.read(given("b.json", board), local()))
