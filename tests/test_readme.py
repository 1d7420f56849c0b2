"""What the README says can be typed as it stands there."""

from __future__ import annotations

import re
import shlex
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.commands import BY_ID
from lastmile_tui.config import load
from lastmile_tui.domain.quick_add import read_line
from lastmile_tui.when import match_date

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TODAY = date(2026, 11, 21)


def block(kind):
    """The first fenced block of a kind."""
    return re.search(rf"```{kind}\n(.*?)```", README, re.DOTALL)[1]


def commands():
    return [line.removeprefix("$ ") for line in block("console").splitlines()]


def test_every_command_of_the_tour_works_in_its_turn(tmp_path, capsys):
    assert len(commands()) > 10
    for command in commands():
        program, *words = shlex.split(command)
        assert program == "lastmile"
        code = main(["--file", str(tmp_path / "lastmile.json"), *words])
        out, err = capsys.readouterr()
        assert (code, err) == (0, ""), command
        assert out.strip(), command


def test_every_due_date_it_shows_is_understood():
    shown = re.findall(r"`(due [^`]+)`", README)
    assert len(shown) > 4
    for due in shown:
        plan = read_line(f"Goal: a > b {due}", partial(match_date, today=TODAY))
        assert plan.due, due
        assert plan.remarks == (), due


def test_the_line_of_the_tour_makes_the_road_it_promises():
    (line,) = re.findall(r"^    (Sell the Volvo: .*)$", README, re.MULTILINE)
    plan = read_line(line, partial(match_date, today=TODAY))
    assert [stage.title for stage in plan.stages] == [
        "listed",
        "test drives",
        "price agreed",
        "papers signed",
    ]
    assert (plan.tags, plan.people, str(plan.due)) == (("car",), ("buyer",), "2026-11-27")


def test_the_settings_it_shows_are_read(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(block("toml"), encoding="utf-8")
    config = load(path, BY_ID)
    assert (config.day_starts, config.keys["advance"]) == (4, "space,x")


def test_every_key_of_the_command_table_that_has_one_is_in_the_table_of_keys():
    table = README[README.index("## Keys") : README.index("## Command line")]
    signs = {"plus": "+", "minus": "-", "slash": "/", "question_mark": "?", "colon": ":"}
    for command in BY_ID.values():
        if command.keys and not command.id.startswith(("reach_", "page_", "demo")):
            key = signs.get(command.keys[0], command.keys[0])
            assert f"`{key}`" in table, command.id


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)]+)\)", README))
def test_every_picture_it_shows_is_there(link):
    assert (ROOT / link).is_file()
