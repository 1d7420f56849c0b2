"""What agents are told again, without the protocol."""

from __future__ import annotations

import pytest

from lastmile_tui.cli.mcp import tools
from lastmile_tui.cli.parser import parse
from support.cli.command import NOW, VOLVO


@pytest.fixture
def made(lastmile, monkeypatch):
    """The goals that are written as JSON, and the tools of a file with two."""
    lastmile("add", VOLVO)
    lastmile("add", "Swim: in > out")
    titles, goal_json = [], tools.goal_json

    def counted(goal, *args):
        titles.append(goal.title)
        return goal_json(goal, *args)

    monkeypatch.setattr(tools, "goal_json", counted)
    args = parse(["--now", NOW, "mcp"])
    args.argv = []
    return titles, tools.AgentTools(args)


def test_a_list_that_is_asked_for_again_is_not_made_again(made):
    titles, roads = made
    listed = roads.list()
    assert roads.list(sort="title")["total"] == 2
    assert roads.list() == listed
    assert len(titles) == 2


def test_what_another_program_changes_is_told_at_once(made, lastmile):
    _, roads = made
    before = {goal["id"]: goal for goal in roads.list()["goals"]}
    lastmile("advance", "swim")
    lastmile("next-step", "volvo", "call Henrik")
    after = {goal["id"]: goal for goal in roads.list()["goals"]}
    changed = [after[uid] for uid in before if after[uid] != before[uid]]
    assert len(changed) == 2
    assert {goal["to_go"] for goal in changed} >= {1}
    assert any(goal["user_data"]["next_step"] for goal in changed)
