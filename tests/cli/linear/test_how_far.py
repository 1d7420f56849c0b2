"""A counting goal in lines: `+` asks how much came, or takes it from the line."""

from __future__ import annotations

import pytest

YESTERDAY, TODAY = "2026-11-20", "2026-11-21"

SAYS = [
    (["1", "+", "6"], 6.0, TODAY),
    (["1", "+", "6 yesterday"], 6.0, YESTERDAY),
    (["1", "+", "=46.2"], 46.2, TODAY),
    (["1", "+ 6 yesterday"], 6.0, YESTERDAY),
    (["1", "part way =46.2"], 46.2, TODAY),
    (["1", "plus 6km"], 6.0, TODAY),
    (["1", "+", "far", "6"], 6.0, TODAY),
    (["+ 1 6 yesterday"], 6.0, YESTERDAY),
]


@pytest.mark.parametrize(("lines", "position", "day"), SAYS, ids=str)
def test_an_amount_is_one_entry_on_its_day(lastmile, linear, lines, position, day):
    lastmile("add", "Run target 100 km", now="2026-11-19T09:00")
    linear(*lines)
    goal = lastmile("show", "run", "--json").json
    assert goal["position"] == position
    assert [entry["day"] for entry in goal["log"]] == ["2026-11-19", day]


def test_an_empty_line_writes_nothing_down(lastmile, linear):
    lastmile("add", "Run target 100 km", now="2026-11-19T09:00")
    said = linear("1", "+", "")
    assert "How many km, such as 6, 6 yesterday, or =46.2 for the total?" in said
    assert lastmile("show", "run", "--json").json["position"] == 0
