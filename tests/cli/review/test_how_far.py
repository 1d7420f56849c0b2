"""A counting goal in a review in lines: `+` asks how much came, or takes it from the line."""

from __future__ import annotations

import pytest

YESTERDAY, TODAY = "2026-11-20", "2026-11-21"

SAYS = [
    (["+", "6"], 6.0, TODAY),
    (["+", "6 yesterday"], 6.0, YESTERDAY),
    (["+", "=46.2"], 46.2, TODAY),
    (["+ 6 yesterday"], 6.0, YESTERDAY),
    (["part way =46.2"], 46.2, TODAY),
    (["+6km"], 6.0, TODAY),
    (["+", "far", "6"], 6.0, TODAY),
]


@pytest.mark.parametrize(("lines", "position", "day"), SAYS, ids=str)
def test_an_amount_is_one_entry_on_its_day(lastmile, typed, lines, position, day):
    lastmile("add", "Run target 100 km", now="2026-11-19T09:00")
    typed(*lines)
    goal = lastmile("show", "run", "--json").json
    assert goal["position"] == position
    assert [entry["day"] for entry in goal["log"]] == ["2026-11-19", day]


def test_a_road_without_a_unit_takes_miles_too(lastmile, typed):
    lastmile("add", "Thesis: draft > edits", now="2026-11-19T09:00")
    typed("+ 0.5")
    assert lastmile("show", "thesis", "--json").json["position"] == 0.5
