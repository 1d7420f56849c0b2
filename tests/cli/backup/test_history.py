"""history and show --on: what was changed, and how it stood."""

from __future__ import annotations

import re

import pytest

from support.cli.backups import DAY_1, DAY_3


@pytest.mark.usefixtures("three_days")
def test_history_tells_every_change_newest_first(lastmile):
    lastmile("undo", now=DAY_3)

    assert lastmile("history", now=DAY_3).out.splitlines() == [
        "today       09:00  Fix the roof    undone: added",
        "yesterday   09:00  Fix the roof    added (undone since)",
        "            09:00  Sell the Volvo  reached ‘test drives’",
        "            09:00  Sell the Volvo  reached ‘listed’",
        "Fri 20 Nov  09:00  Sell the Volvo  added",
    ]


@pytest.mark.usefixtures("three_days")
def test_history_of_one_goal_leaves_its_title_out(lastmile):
    assert lastmile("history", "volvo", "--limit", "1", now=DAY_3).out == (
        "yesterday  09:00  reached ‘test drives’\n"
    )


@pytest.mark.usefixtures("three_days")
def test_history_finds_a_removed_goal_by_its_id(lastmile):
    uid = lastmile("remove", "roof", "--json", now=DAY_3).json["id"]

    assert "removed" in lastmile("history", uid, now=DAY_3).out


@pytest.mark.usefixtures("three_days")
def test_history_names_the_devices_when_there_are_several(lastmile, home):
    device = home / "state" / "lastmile" / "device"
    own = device.read_text()
    device.write_text("phone-0123abcd\n")
    lastmile("note", "volvo", "called", now=DAY_3)
    device.write_text("old-phone1\n")
    lastmile("note", "volvo", "called", now=DAY_3)
    device.write_text(own)

    out = lastmile("history", "volvo", now=DAY_3).out.splitlines()

    names = [re.split(" {2,}", line.strip())[-2] for line in out[:3]]
    assert names == ["another device", "phone", "this device"]


@pytest.mark.usefixtures("three_days")
def test_history_tells_devices_of_one_name_apart(lastmile, home):
    device = home / "state" / "lastmile" / "device"
    for name in ("phone-0123abcd", "phone-0123abce"):
        device.write_text(f"{name}\n")
        lastmile("note", "volvo", "called", now=DAY_3)
    device.unlink()

    out = lastmile("history", "volvo", "--limit", "2", now=DAY_3).out

    assert out.index("phone 0123abce") < out.index("phone 0123abcd")
    assert not device.exists()


@pytest.mark.usefixtures("three_days")
def test_history_takes_the_newest_of_all_goals_whatever_the_limit(lastmile):
    whole = lastmile("history", "--limit", "0", "--json", now=DAY_3).json["changes"]

    assert len(whole) == 4
    for limit in range(1, 6):
        told = lastmile("history", "--limit", str(limit), "--json", now=DAY_3).json["changes"]
        assert told == whole[:limit]
    assert set(whole[0]) == {
        "id", "at", "day", "device", "goal", "title", "kind", "text", "undone",
    }  # fmt: skip


def test_history_of_nothing_says_so(lastmile):
    assert lastmile("history").out == "Nothing has been changed yet.\n"
    assert lastmile("history", "--limit", "-1").code == 2


# show --on


@pytest.mark.usefixtures("three_days")
def test_a_goal_is_shown_as_it_was_on_a_day(lastmile):
    out = lastmile("show", "volvo", "--on", "2026-11-20", now=DAY_3).out

    assert out.startswith("As it was on Fri 20 Nov\n\nSell the Volvo\nplanned · 0 of 4 mi")
    assert "reached" not in out


@pytest.mark.usefixtures("three_days")
def test_the_past_of_a_goal_is_told_to_scripts(lastmile):
    told = lastmile("show", "volvo", "--on", "yesterday", "--json", now=DAY_3).json

    assert (told["on"], told["position"]) == ("2026-11-21", 2.0)
    assert "forecast" not in told
    assert [entry["kind"] for entry in told["log"]] == ["added", "reached", "reached"]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-11-19", "was not there yet on Thu 19 Nov: it was added on Fri 20 Nov."),
        ("tomorrow", "Mon 23 Nov is still ahead"),
        ("never", "is not a day; write it like yesterday, fri, 20 nov, 3 days ago or 2026-11-20."),
    ],
)
@pytest.mark.usefixtures("three_days")
def test_a_day_without_the_goal_is_one_sentence(lastmile, on, said):
    done = lastmile("show", "volvo", "--on", on, now=DAY_3)

    assert done.code == 1
    assert said in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("on", ["20 nov", "fri", "2 days ago", "-2d"])
@pytest.mark.usefixtures("three_days")
def test_a_day_without_a_year_is_the_one_that_is_past(lastmile, on):
    out = lastmile("show", "volvo", "--on", on, now=DAY_3).out

    assert out.startswith("As it was on Fri 20 Nov\n")


@pytest.mark.usefixtures("three_days")
def test_the_past_counts_its_days_from_that_day(lastmile):
    lastmile("due", "volvo", "27 nov", now=DAY_1)

    out = lastmile("show", "volvo", "--on", "2026-11-20", now=DAY_3).out

    assert "due Fri 27 Nov, in 7 days" in out
