"""Verbs that show something: list, show, paths, keys."""

from __future__ import annotations

import re
from zlib import crc32

import pytest

from lastmile_tui.cli.listing.rows import TITLE_CELLS
from lastmile_tui.commands import BY_ID, COMMANDS
from lastmile_tui.domain.model.text import cells


@pytest.fixture
def goals(lastmile):
    """Goals at the door, in the stretch, on the road and planned; their ids by title."""
    lines = {
        "Sell the Volvo: listed > signed #car ! paid": 2,
        "Ship the thesis: a > b > c >> d > e  due tue #study": 4,
        "Run a marathon: 5k > 10k > 15k > half > finish  due 1 oct #health": 1,
        "Learn to juggle: two balls > three #fun #study": 0,
    }
    ids = {}
    for line, reached in lines.items():
        goal = lastmile("add", line, "--json").json
        ids[goal["title"]] = goal["id"]
        if reached:
            lastmile("advance", goal["id"], "--to", str(reached))
    return ids


def titles(done):
    return [goal["title"] for goal in done.json["goals"]]


def test_an_empty_list_teaches_add_and_leaves_no_trace(lastmile, home):
    code, out, err = lastmile("list")
    assert (code, err) == (0, "")
    assert 'lastmile add "Sell the Volvo: listed > ' in out
    assert list(home.iterdir()) == []


def test_a_plain_tinydb_file_is_shown_as_it_is_and_a_change_brings_it_up_to_date(lastmile, file):
    plain = '{"goals": {"1": {"title": "Paint the shed", "markers": ["sanded", "painted"]}}}'
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(plain)
    before = list(file.parent.iterdir())
    (goal,) = lastmile("list", "--json").json["goals"]
    assert "Paint the shed" in lastmile("show", goal["id"]).out
    for words in (["next"], ["history"], ["export", "csv"]):
        assert "Paint the shed" in lastmile(*words).out
    assert list(file.parent.iterdir()) == before
    assert file.read_text() == plain
    assert lastmile("advance", goal["id"]).code == 0
    assert file.with_name(f"{file.name}.schema-0").read_text() == plain


def test_the_list_is_grouped_by_section(lastmile, goals):
    lines = lastmile("list").out.splitlines()
    rows = [line for line in lines if "⚑" in line]
    assert [line[:4] for line in rows] == [uid[:4] for uid in goals.values()]
    assert [line.partition("⚑")[2].strip() if "⚑" in line else line for line in lines] == [
        "FINAL STRETCH",
        "Sell the Volvo    not sealed",
        "      1 thing to confirm",
        "Ship the thesis   1 mi to go  due Tue",
        "",
        "ON THE ROAD",
        "Run a marathon    4 mi to go  due 1 Oct 2027",
        "",
        "PLANNED",
        "Learn to juggle   2 mi to go",
    ]


@pytest.mark.usefixtures("goals")
@pytest.mark.parametrize("columns", [40, 59, 60, 61, 72, 80, 120, 160, 161, 200])
def test_no_line_is_wider_than_the_terminal(lastmile, monkeypatch, columns):
    lastmile("add", "汉字" * 100, "due 2030-01-01")
    monkeypatch.setenv("COLUMNS", str(columns))
    assert max(map(cells, lastmile("list").out.splitlines())) <= columns


@pytest.mark.usefixtures("goals")
def test_a_narrow_terminal_gets_titles_without_roads(lastmile, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    out = lastmile("list").out
    assert "⚑" not in out
    assert "Sell the Volvo".ljust(TITLE_CELLS) in out


@pytest.mark.usefixtures("goals")
def test_a_tag_selects_goals_whatever_its_case_and_sign(lastmile):
    assert titles(lastmile("list", "--tag", "#Study", "--json")) == [
        "Ship the thesis",
        "Learn to juggle",
    ]
    assert titles(lastmile("list", "--tag", "study", "--tag", "fun", "--json")) == [
        "Learn to juggle"
    ]
    assert titles(lastmile("list", "--tag", "stud", "--json")) == []


@pytest.mark.usefixtures("goals")
def test_the_order_can_be_chosen(lastmile):
    by_title = titles(lastmile("list", "--sort", "title", "--json"))
    assert by_title[:2] == ["Sell the Volvo", "Ship the thesis"]
    lastmile("add", "Bake > bread")
    lastmile("add", "Ask > somebody  due mon")
    assert titles(lastmile("list", "--sort", "title", "--json"))[-3:] == [
        "Ask",
        "Bake",
        "Learn to juggle",
    ]
    assert titles(lastmile("list", "--sort", "recent", "--json"))[-3:] == [
        "Ask",
        "Bake",
        "Learn to juggle",
    ]
    assert titles(lastmile("list", "--json"))[-3:] == ["Ask", "Learn to juggle", "Bake"]


@pytest.mark.usefixtures("goals")
def test_another_view_shows_other_goals(lastmile):
    assert titles(lastmile("list", "--view", "sealed", "--json")) == []
    assert len(titles(lastmile("list", "--view", "all", "--json"))) == 4
    assert lastmile("list", "--view", "let-go").out == (
        "Nothing here; lastmile list --view all shows all of your 4 goals.\n"
    )


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("spotr", "No goal has the tag ‘#spotr’; did you mean #sport?"),
        ("#zzz", "No goal has the tag ‘#zzz’; there are #sport, #home."),
    ],
)
def test_a_tag_that_no_goal_has_asks_which_one_was_meant(lastmile, tag, sentence):
    lastmile("add", "Swim #sport")
    lastmile("add", "Dive #sport #home")
    assert lastmile("list", "--tag", tag).out == f"{sentence}\n"
    assert lastmile("list", "--tag", tag, "--json").json["goals"] == []
    assert lastmile("list", "--tag", "sport", "--tag", "home").code == 0


def test_list_json_says_when_each_marker_was_reached(lastmile, volvo):
    lastmile("advance", volvo["id"], now="2026-11-22T10:30")
    listed = lastmile("list", "--json").json
    assert listed["version"] == 1
    assert [marker["reached"] for marker in listed["goals"][0]["markers"]] == [
        "2026-11-22T10:30:00Z",
        None,
        None,
        None,
    ]
    assert "log" not in listed["goals"][0]


def test_show_tells_everything_about_a_goal(lastmile):
    lastmile("add", "Sell the Volvo: listed > test drives >> papers signed #car @Henrik ! money")
    lastmile("advance", "volvo", now="2026-11-22T10:30")
    lastmile("note", "volvo", "two callers", now="2026-11-23T10:30")
    assert lastmile("show", "volvo", now="2026-11-23T11:00").out == (
        "Sell the Volvo\n"
        "driving · 1 of 3 mi · 2 mi to go\n"
        "#car @Henrik\n"
        "\n"
        f"{'━' * 18}┿▸{'╌' * 15}╪{'═' * 22}╪⚑\n"
        "\n"
        "  ✓ 1  listed         yesterday\n"
        "    2  test drives\n"
        "  ⚑ 3  papers signed\n"
        "\n"
        "Seal list\n"
        "  ○ money\n"
        "\n"
        "Log\n"
        "  today       note: two callers\n"
        "  yesterday   reached ‘listed’\n"
        "  Sat 21 Nov  added\n"
    )


def test_show_json_is_one_goal_with_its_log(lastmile, volvo):
    shown = lastmile("show", "volvo", "--json").json
    assert {name: shown[name] for name in volvo} == volvo
    assert [entry["kind"] for entry in shown["log"]] == ["added"]


def test_show_changes_nothing(lastmile, volvo, file):
    before = file.read_bytes(), file.stat().st_mtime_ns
    assert lastmile("show", volvo["id"]).code == 0
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_paths_says_where_everything_is(lastmile, home, file):
    state = home / "state" / "lastmile"
    paths = lastmile("paths", "--json").json
    assert paths.pop("version") == 1
    assert paths == {
        "data": str(file),
        "config": str(home / "config" / "lastmile" / "config.toml"),
        "state": str(state),
        "private": str(state / "files" / f"lastmile-{crc32(bytes(file)):08x}"),
        "backups": str(state / "backups" / f"lastmile-{crc32(bytes(file)):08x}"),
        "reports": str(state / "reports"),
        "hooks": str(home / "config" / "lastmile" / "hooks"),
        "themes": str(home / "config" / "lastmile" / "themes"),
        "sync": str(state / "files" / f"lastmile-{crc32(bytes(file)):08x}" / "sync.git"),
    }
    assert lastmile("paths").out.splitlines() == [
        f"{name:<8}  {path}" for name, path in paths.items()
    ]


def test_keys_lists_every_command_with_the_users_own_keys(lastmile, home):
    config = home / "own.toml"
    config.write_text('[keys]\nadvance = "f5"\nquit = ""\n')
    done = lastmile("keys", "--config", str(config), "--json")
    keys = {command["id"]: command["keys"] for command in done.json["commands"]}
    assert list(keys) == list(BY_ID)
    assert keys["advance"] == ["f5"]
    assert keys["quit"] == []
    lines = lastmile("keys", "--config", str(config)).out.splitlines()
    assert lines[0] == COMMANDS[0].group.upper()
    assert any(line.split()[:2] == ["f5", "advance"] for line in lines)
    assert any(line.split()[:3] == ["j", "↓", "down"] for line in lines)


def test_paths_are_shown_even_with_settings_that_cannot_be_used(lastmile, home):
    config = home / "broken.toml"
    config.write_text("day_starts = 99")
    assert lastmile("paths", "--config", str(config)).code == 0


def test_settings_count_on_the_command_line(lastmile, home):
    config = home / "late.toml"
    config.write_text('day_starts = 12\nglyphs = "ascii"\ntimezone = "Asia/Tokyo"\n')
    at = {"now": "2026-11-22T11:00+09:00"}
    lastmile("add", "Swim: one > two due today", "--config", str(config), **at)
    goal = lastmile("show", "swim", "--json").json
    assert goal["due"] == "2026-11-21"
    out = lastmile("list", "--config", str(config), **at).out
    assert out.isascii()
    assert re.search(r" >-+\+~+\+F  ", out)
    assert out.rstrip().endswith("due today")
