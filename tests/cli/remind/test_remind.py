"""What is due now, once each."""

from __future__ import annotations

import json

import pytest

from support.cli.command import VOLVO

ROAD = "Mend the fence: posts > boards >> painted"


def kinds(lastmile, now="2026-11-21T09:00"):
    return [each["kind"] for each in lastmile("remind", "--json", now=now).json["reminders"]]


@pytest.mark.parametrize(
    ("line", "before", "now", "text"),
    [
        (f"{ROAD} due today", [], "2026-11-21T09:00", "due today"),
        (f"{ROAD} due today 18:00", [], "2026-11-21T09:00", "due today at 18:00"),
        (f"{ROAD} due today 18:00", [], "2026-11-21T18:00", "it was due today at 18:00"),
        (f"{ROAD} due today", [], "2026-11-22T09:00", "it was due yesterday"),
        (
            f"{ROAD} due 2 nov 2026",
            [],
            "2026-11-21T09:00",
            "it was due Mon 2 Nov, 19 days ago",
        ),
        (
            ROAD,
            ["marker", "date", "fence", "posts", "2026-11-23"],
            "2026-11-24T09:00",
            "‘posts’ was due yesterday",
        ),
        (
            ROAD,
            ["next-step", "fence", "buy\tnails", "--on", "today"],
            "2026-11-21",
            "next step for today: buy nails",
        ),
        (
            ROAD,
            ["park", "fence", "--until", "2026-11-24"],
            "2026-11-24T09:00",
            "back from parking today",
        ),
    ],
)
def test_what_is_due_is_printed_once(lastmile, line, before, now, text):
    now = now if "T" in now else f"{now}T09:00"
    lastmile("add", line)
    if before:
        lastmile(*before)
    out = [each for each in lastmile("remind", now=now).out.splitlines() if "review" not in each]
    assert out == [f"Mend the fence: {text}."]
    assert lastmile("remind", now=now) == (0, "", "")


@pytest.mark.parametrize(
    ("line", "before", "now"),
    [
        (f"{ROAD} due tomorrow", [], "2026-11-21T09:00"),
        (f"{ROAD} due today", [["let-go", "fence"]], "2026-11-21T10:00"),
        (f"{ROAD} due today", [["park", "fence", "--until", "fri"]], "2026-11-21T10:00"),
        (f"{ROAD} due today", [["remove", "fence"]], "2026-11-21T10:00"),
        (ROAD, [["marker", "date", "fence", "posts", "fri"]], "2026-11-21T10:00"),
        (
            ROAD,
            [["marker", "date", "fence", "posts", "mon"], ["advance", "fence"]],
            "2026-11-24T10:00",
        ),
        (ROAD, [["next-step", "fence", "nails", "--on", "tomorrow"]], "2026-11-21T10:00"),
        (ROAD, [["next-step", "fence", "nails"]], "2026-11-21T10:00"),
    ],
)
def test_what_is_not_due_is_not_printed(lastmile, line, before, now):
    assert lastmile("remind", now=now) == (0, "", "")
    lastmile("add", line)
    for words in before:
        lastmile(*words)
    assert set(lastmile("remind", now=now).out.splitlines()) <= {"The daily review is due."}
    assert lastmile("remind", now=now) == (0, "", "")
    assert lastmile("remind", "--json", now=now).json == {"version": 1, "reminders": []}


def test_a_review_is_told_of_once_a_day_and_a_new_date_again(lastmile, home):
    lastmile("add", f"{ROAD} due 2026-11-25 18:00", now="2026-11-20T09:00")
    found = lastmile("remind", "--json").json["reminders"]
    assert found == [
        {"kind": "review", "id": None, "title": None, "text": "The daily review is due"}
    ]
    assert kinds(lastmile) == []
    assert kinds(lastmile, "2026-11-25T09:00") == ["review", "due"]
    assert kinds(lastmile, "2026-11-25T18:00") == ["late"]
    lastmile("set", "fence", "due", "2026-11-25 20:00", now="2026-11-25T18:30")
    assert kinds(lastmile, "2026-11-25T18:31") == ["due"]
    assert kinds(lastmile, "2026-12-20T20:00") == ["review", "late"]
    assert kinds(lastmile, "2027-03-01T20:00") == ["review"], "late still, and known"
    (memory,) = (home / "state" / "lastmile" / "files").glob("*/reminded.json")
    assert len(json.loads(memory.read_text())) == 2, "what is long over is forgotten"


def test_a_title_cannot_command_the_terminal(lastmile):
    lastmile("add", "Evil \x1b]0;x\x07 \x9b2J\u202e road: a > b due today")
    out = lastmile("remind").out
    assert out.isprintable() or out.strip().isprintable()
    assert "\x1b" not in out


def test_what_was_kept_may_be_broken(lastmile, home):
    lastmile("add", f"{VOLVO.partition('  due')[0]} due today")
    lastmile("remind")
    (memory,) = (home / "state" / "lastmile" / "files").glob("*/reminded.json")
    memory.write_bytes(b'["\xff')
    assert kinds(lastmile) == ["due"]
    assert kinds(lastmile) == []
