"""The day of what was done: `--on`, and `--since` of a roadblock."""

import json

import pytest

NOW = "2026-11-29T10:00"
VOLVO = "Sell the Volvo: listed > test drives > price agreed >> papers signed > handed over"


@pytest.fixture
def run(lastmile):
    lastmile("add", VOLVO, now="2026-11-10T10:00")
    return lambda *args, now=NOW: lastmile(*args, now=now)


DATES = {
    "yesterday": "2026-11-28",
    "fri": "2026-11-27",
    "2026-11-20": "2026-11-20",
    "3 days ago": "2026-11-26",
    "-2d": "2026-11-27",
    "a week ago": "2026-11-22",
    "last mon": "2026-11-23",
    "12 nov": "2026-11-12",
    "2026-11-01": "2026-11-01",
}
VERBS = (
    ("advance",),
    ("advance", "--by", "0.5"),
    ("note", "called Henrik"),
    ("seal", "--tick", "1"),
    ("turn", "theirs"),
    ("let-go", "--because", "no"),
)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
@pytest.mark.parametrize("typed", DATES)
def test_an_entry_has_the_day_it_was_done_on(run, verb, typed):
    name, *rest = verb
    done = run(name, "volvo", *rest, "--on", typed)
    assert (done.code, done.err) == (0, "")
    log = json.loads(run("show", "volvo", "--json").out)["log"]
    assert DATES[typed] in [entry["day"] for entry in log]
    assert [entry["day"] for entry in log] == sorted(entry["day"] for entry in log)
    run("undo")
    log = json.loads(run("show", "volvo", "--json").out)["log"]
    assert [entry["day"] for entry in log] == ["2026-11-10"]


@pytest.mark.parametrize("verb", VERBS[:4], ids=" ".join)
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-12-20", "Sun 20 Dec is still ahead; write a day that has been, such as yesterday."),
        ("tomorrow", "Mon 30 Nov is still ahead; write a day that has been, such as yesterday."),
        ("banana", "--on: ‘banana’ is not a day; "),
        ("0026-11-20", "No day before 1970 is kept; write it like yesterday or 2026-11-20."),
        ("", "--on: ‘’ is not a day; "),
    ],
)
def test_another_day_is_refused_and_nothing_changes(run, verb, typed, sentence):
    name, *rest = verb
    done = run(name, "volvo", *rest, "--on", typed)
    assert done.code != 0
    assert sentence in done.err
    assert len(json.loads(run("show", "volvo", "--json").out)["log"]) == 1


def test_the_road_is_driven_sealed_and_measured_by_its_days(run):
    for ago in ("-15d", "-12d", "-9d", "-6d", "-4d"):
        run("advance", "volvo", "--on", ago)
    shown = run("show", "volvo").out
    assert "3  price agreed   Fri 20 Nov" in shown
    assert run("seal", "volvo", "--anyway", "--on", "yesterday").code == 0
    assert "sealed yesterday" in run("show", "volvo").out
    months = json.loads(run("mirror", "--json").out)["months"]
    assert months[-1]["sealed"] == 1
    history = run("history", "--json").out
    assert json.loads(history)["changes"][0]["day"] == "2026-11-28"


def test_a_roadblock_stands_since_a_day(run):
    run("block", "volvo", "--on", "Henrik", "--since", "fri")
    assert "waiting on Henrik, since Fri 27 Nov" in run("show", "volvo").out
    run("unblock", "volvo", "--on", "yesterday")
    assert "yesterday   roadblock cleared" in run("show", "volvo").out
    refused = run("block", "volvo", "--since", "2026-12-24")
    assert "is still ahead" in refused.err
