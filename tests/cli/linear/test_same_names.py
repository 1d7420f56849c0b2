"""A title is read as it is; a number means the line that it stands before, whatever the titles."""

from __future__ import annotations

import pytest

BEFORE = "2026-11-19T09:00"
TITLES = ("Same name", "Same name", "go on with the new goal", "Ship it")


@pytest.fixture(autouse=True)
def _final_stretch(lastmile):
    """Goals of doubtful titles, each in its final stretch, each with more markers."""
    for count, title in enumerate(TITLES, 1):
        markers = " > ".join("abcde"[:count])
        lastmile("add", f"{title}: {markers} >> end", now=BEFORE)
        new = next(g for g in lastmile("list", "--json").json["goals"] if not g["position"])
        lastmile("advance", new["id"], "--to", str(count), now=BEFORE)


@pytest.mark.parametrize("number", range(1, len(TITLES) + 1))
def test_the_gate_drives_the_road_whose_number_was_typed(linear, number):
    out = linear("a", str(number))
    gate = out.partition("Before you start something new")[2]
    line = next(line for line in gate.splitlines() if line.startswith(f"{number}. "))
    miles = line.partition(" Mile ")[2].partition(",")[0]
    assert f"\nRoad: mile {miles}, 1 mile left.\n" in gate


@pytest.mark.parametrize("typed", ["5", "g", "GO"])
def test_to_go_on_is_never_a_road_that_is_called_so(lastmile, linear, typed):
    out = linear("a", typed, "Run: a > b", "")
    assert "Added" in out
    assert "Run" in [goal["title"] for goal in lastmile("list", "--json").json["goals"]]


def test_the_beginning_of_a_title_will_do_in_any_case_where_it_means_one(linear):
    assert "Final stretch: Ship it.\nState:" in linear("a", "SHIP")
    for typed in ("same", "go on with the new"):
        assert f"‘{typed}’ is none of the answers" in linear("a", typed)


@pytest.mark.parametrize("title", ["iPhone repair", "ßtraße", "éclair", "e-mail to Ann?", "x"])
def test_a_title_is_read_with_its_own_letters(lastmile, linear, title):
    lastmile("add", f"{title}: a > b", now=BEFORE)
    assert f"5. {title}{'' if title.endswith('?') else '.'} Not started" in linear()
