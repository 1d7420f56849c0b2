"""What is exported, and shown on the Horizon, of a road that waited for one that was let go."""

from __future__ import annotations

import pytest

WAITS = {"todo.txt": "dep:", "taskwarrior": '"lastmilewaits"', "org": ":WAITS_FOR:"}
"""What stands in an export where a road waits for another one."""


@pytest.mark.parametrize("form", WAITS)
def test_a_dead_end_is_no_road_that_is_waited_for(lastmile, form):
    lastmile("add", "Floor: sand > oil")
    lastmile("add", "Kitchen: floor > cupboards")
    lastmile("block", "kitchen", "--road", "floor")
    assert WAITS[form] in lastmile("export", form).out
    lastmile("let-go", "floor")
    assert WAITS[form] not in lastmile("export", form).out
    kitchen = lastmile("horizon", "--json").out.partition('"Kitchen"')[2]
    assert "[]" in kitchen.partition('"waits_for":')[2][:4]
