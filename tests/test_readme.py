"""What the README and the pages of docs say can be typed as it stands there."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.commands import BY_ID
from lastmile_tui.config import Config
from lastmile_tui.dates import FixedClock, match_date
from lastmile_tui.domain.examples.demo import demo_records
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.store.doctor.git import ATTRIBUTES, CONFIGURE
from lastmile_tui.store.goals import GoalStore
from lastmile_tui.ui.app import LastmileApp
from support.cli.typist import Typist
from support.settings import load

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
SOURCES = sorted((ROOT / "lastmile_tui").rglob("*.py"))
MOST_WORDS = 1500
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))


def blocks(kind, page):
    return re.findall(rf"```{kind}\n(.*?)```", PAGES[page], re.DOTALL)


def block(kind, page="command-line"):
    """The first fenced block of a kind on a page of docs."""
    return blocks(kind, page)[0]


def lines_for_git():
    (lines,) = (text for text in blocks("sh", "files") if "merge-driver" in text)
    return lines


def test_it_is_short_and_links_the_index_which_has_every_page_once():
    assert len(README.split()) < MOST_WORDS
    links = re.findall(r"\]\(docs/([^)]+)\.md\)", README)
    assert "README" in links
    assert len(links) == len({*links})
    below = re.findall(r"\]\(([^)]+)\.md\)", PAGES["README"])
    assert sorted([*below, "README"]) == sorted(PAGES)


def test_one_line_installs_it_from_where_it_is():
    """As long as the project names no address, that is the clone; no index has it by its name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    address = project.get("urls", {}).get("Repository", "")
    for tool in ("uv tool install", "pipx install"):
        assert f"    {tool} {f'git+{address}' if address else '.'}\n" in README
    texts = [README, *PAGES.values(), *(path.read_text("utf-8") for path in SOURCES)]
    for text in texts:
        for words in re.findall(
            r"(?:pip|pipx|uv tool) install (?:-q )?(?:-e )?(?:--python \S+ )?([^\s`]+)", text
        ):
            assert words.strip("'\"").startswith((".", "git+", "{packages}")), words  # of an extra


def test_every_due_date_it_shows_is_understood():
    shown = re.findall(r"`(due [^`]+)`", PAGES["tour"])
    assert len(shown) > 4
    for due in shown:
        plan = read_line(f"Goal: a > b {due}", partial(match_date, today=TODAY))
        assert plan.due, due
        assert plan.remarks == (), due


def test_the_line_of_the_tour_makes_the_road_it_promises():
    lines = re.findall(r"^    (Sell the Volvo: .*)$", README + PAGES["tour"], re.MULTILINE)
    line, again = lines
    assert line == again
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
    table = README[README.index("## Keys") : README.index("## Questions")]
    signs = {
        "equals_sign": "=",
        "plus": "+",
        "minus": "-",
        "slash": "/",
        "question_mark": "?",
        "colon": ":",
        "greater_than_sign": ">",
    }
    for command in BY_ID.values():
        if command.keys and not command.id.startswith(("reach_", "page_", "demo")):
            key = signs.get(command.keys[0], command.keys[0])
            assert f"`{key}`" in table, command.id


def walk():
    """The keys of the review that the tour walks, and how many it says there are."""
    tour = PAGES["tour"]
    told = tour[tour.index("key by key") : tour.index("## The mirror")]
    return re.findall(r"^\| `([^`]+)` \|", told, re.MULTILINE), int(
        re.search(r"(\d+) keys", told)[1]
    )


async def test_the_walk_of_a_review_goes_as_it_is_told(tmp_path):
    keys, count = walk()
    assert len(keys) == count
    random = Random(1)
    store = GoalStore(
        tmp_path / "lastmile.json",
        private=tmp_path / "private",
        device="demo",
        now=lambda: NOW,
        calendar=CALENDAR,
        entropy=lambda: random.getrandbits(80),
    )
    with store:
        store.insert(demo_records(NOW, CALENDAR, lambda: random.getrandbits(80)))
        app = LastmileApp(
            store,
            config=Config(animations=False),
            calendar=CALENDAR,
            clock=FixedClock(NOW),
            state_dir=tmp_path,
        )
        async with app.run_test(size=(112, 32)) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            assert app.screen is app.highway
            board = app.session.board
    goals = {goal.uid: goal for goal in store.goals.values()}
    assert (board.streak, board.due) == (13, False)
    assert goals[board.picked].title == "Sell the Volvo"
    answered = [goal for goal in goals.values() if goal.reviewed == TODAY and not goal.hidden]
    assert len(answered) == 4


_REMINDER = r"lastmile (?:prompt|review --due|init \w+)(?: --(?:format '[^']*'|for \w+|width \d+))*"


@pytest.mark.parametrize("kind", ["bash", "zsh", "fish", "tmux", "starship", "sh"])
def test_every_reminder_says_what_it_says_there(kind, tmp_path, capsys):
    file = str(tmp_path / "lastmile.json")
    main(["--file", file, "add", "Swim"])
    main(["--file", file, "advance", "swim"])
    capsys.readouterr()
    found = re.findall(_REMINDER, block(kind))
    assert found
    for command in found:
        _, *words = shlex.split(command)
        assert main(["--file", file, *words]) == int("--due" in words), command  # as above
        assert capsys.readouterr().err == ""


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize("kind", ["bash", "sh"])
def test_bash_reads_what_it_is_given(kind):
    subprocess.run(["bash", "-n"], input=block(kind), text=True, check=True)


def test_with_the_two_lines_git_merges_what_two_branches_changed(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "somebody")
        monkeypatch.setenv(f"{name}_EMAIL", "somebody@example.org")
    work = tmp_path / "roads"
    work.mkdir()
    path = work / "lastmile.json"

    def type_in(*lines):
        subprocess.run(["bash", "-e"], input="\n".join(lines), text=True, cwd=work, check=True)

    def change(*words):
        assert main(["--file", str(path), *words]) == 0
        type_in("git add lastmile.json", "git commit -q -m change")

    type_in("git init -q -b main", lines_for_git())
    change("add", "Sell the car: listed > agreed > signed")
    type_in("git checkout -q -b other")
    change("advance", "car")
    type_in("git checkout -q main")
    change("note", "car", "washed it")
    type_in("git merge -q -m merge other")
    record = json.loads(path.read_bytes())["goals"]["1"]
    assert (record["position"], len(record["events"])) == (1.0, 3)


def test_the_lines_for_git_are_those_that_the_doctor_names():
    first, second = lines_for_git().splitlines()
    assert first == f'echo "{ATTRIBUTES.format(name="lastmile.json")}" >> .gitattributes'
    assert second == CONFIGURE


def test_the_session_in_lines_goes_as_it_is_shown(capsys, monkeypatch):
    shown = block("lines", "linear").splitlines()
    typed = [line.removeprefix("> ") for line in shown if line.startswith("> ")]
    monkeypatch.setattr(sys, "stdin", Typist(*typed))
    assert main(["demo", "--linear", "--now", "2026-11-21T09:00"]) == 0
    printed = iter(capsys.readouterr().out.splitlines())
    assert [line for line in shown if line not in printed] == []
