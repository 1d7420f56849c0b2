"""How a list is asked to look: columns, a format, JSON Lines, colour."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from lastmile_tui.cli.table.list_arguments import COLUMNS, TEXT, WHOLE
from lastmile_tui.cli.table.screen_arguments import PLACEHOLDERS
from support.cli.command import NOW

THESIS = "Ship the thesis: outline > draft >> submitted  due 1 dec #study #writing"
RUN = "Run target 100 km due 31 dec"


@pytest.fixture
def roads(lastmile):
    """A goal of the final stretch that worries, one that counts, and one that is parked."""
    lastmile("add", THESIS, now="2026-10-01T10:00")
    for day in ("04", "07", "10"):
        lastmile("advance", "thesis", "--by", "0.7", now=f"2026-10-{day}T10:00")
    lastmile("add", RUN, now="2026-10-01T11:00")
    lastmile("advance", "run", "--by", "12.5", now="2026-11-20T10:00")
    lastmile("add", "Paint {the} % boat", now="2026-10-02T10:00")
    lastmile("park", "boat", "--until", "1 jan", now="2026-10-02T10:00")
    return lastmile


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        ("{title} {to_go}", ["Ship the thesis 0.9", "Run 87.5"]),
        ("{title}, {left}", ["Ship the thesis, 0.9 mi to go", "Run, 87.5 km to go"]),
        ("{{{title}}}", ["{Ship the thesis}", "{Run}"]),
        (r"{title}\t{left}\n", ["Ship the thesis\t0.9 mi to go", "Run\t87.5 km to go"]),
        (r"{title}\\t\d\\", ["Ship the thesis\\t\\d\\", "Run\\t\\d\\"]),
        ("{due}\t{state}", ["due 1 Dec\tstretch", "due 31 Dec\tdriving"]),
        ("{tags}", ["#study #writing"]),
        ("{level} {marks}", ["3 ▴▴▴", " "]),
        ("{title}: {streak}{step}", ["Ship the thesis:", "Run:"]),
        ("{stretch}/{title}", ["1/Ship the thesis", "1/Run"]),
        ("x", ["x", "x"]),
        ("", []),
    ],
)
def test_a_format_prints_a_line_for_each_goal(roads, form, lines):
    done = roads("list", "--format", form)
    assert (done.code, done.err) == (0, "")
    found = done.out.splitlines()
    if form == "{level} {marks}":
        assert re.fullmatch("[1-3] ▴+", found[0])
        assert len(found) == 1
    else:
        assert found == lines


def test_a_backslash_of_a_title_is_text(lastmile):
    lastmile("add", r"C:\temp\new: a > b >> c")
    assert lastmile("list", "--format", r"{title}\t|").out == "C:\\temp\\new\t|\n"


def test_a_format_has_all_that_that_of_a_prompt_has(roads):
    assert PLACEHOLDERS.keys() <= {*COLUMNS, TEXT, *WHOLE}
    for name in (*COLUMNS, TEXT, *WHOLE):
        done = roads("list", "--format", f"<{{{name}}}>")
        assert (done.code, done.err) == (0, ""), name
        assert all(re.fullmatch("<.+>", line) for line in done.out.splitlines()), name


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        ("title,to_go", ["Ship the thesis   0.9", "Run              87.5"]),
        ("to-go, Title", [" 0.9  Ship the thesis", "87.5  Run"]),
        ("title", ["Ship the thesis", "Run"]),
        ("state,tags", ["stretch  #study #writing", "driving"]),
        ("title,title", ["Ship the thesis  Ship the thesis", "Run              Run"]),
    ],
)
def test_columns_are_those_that_were_asked_for_whole_in_a_pipe(roads, names, rows):
    done = roads("list", "--columns", names)
    assert (done.code, done.err, done.out.splitlines()) == (0, "", rows)


def test_every_column_is_there_in_the_order_of_the_list(roads):
    rows = roads("list", "--view", "all", "--sort", "title", "--columns", ",".join(COLUMNS))
    assert rows.out.count("\n") == 3
    ids = [
        goal["id"]
        for goal in roads("list", "--view", "all", "--sort", "title", "--json").json["goals"]
    ]
    for row, uid in zip(rows.out.splitlines(), ids, strict=True):
        assert uid.startswith(row.split()[0])
        assert re.search("[━▸╌═]{10}", row.replace("┿", "━").replace("┼", "╌").replace("╪", "═"))


def test_in_a_narrow_terminal_only_titles_are_cut(roads, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    roads("add", "A title that is much longer than forty columns are: a > b", now=NOW)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    rows = re.sub(
        r"\x1b\[[\d;]*m", "", roads("list", "--columns", "id,title,left").out
    ).splitlines()
    assert max(map(len, rows)) == 40
    assert any("…" in row and row.endswith("2 mi to go") for row in rows)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--columns", "id,titel"], "‘titel’ is not a column; did you mean title? There are id,"),
        (["--columns", "to go"], "‘to go’ is not a column; did you mean to_go?"),
        (["--columns", ""], "‘’ is not a column; there are id,"),
        (["--columns", "text"], "‘text’ is not a column;"),
        (["--columns", "id;title"], "‘id;title’ is not a column;"),
        (["--format", "{titel}"], "‘{titel}’ is not a placeholder; did you mean title?"),
        (["--format", "{title!r}"], "‘{title!r}’ is not a placeholder; there are {id},"),
        (["--format", "{title"], "The braces of --format do not pair up"),
        (
            ["--sort", "titel"],
            "‘titel’ is not one of due, nearest, idle, recent, title, own; did you mean title?",
        ),
        (["--columns", "id", "--json"], "--json and --columns do not go together; "),
        (["--format", "x", "--jsonl"], "--jsonl and --format do not go together; "),
        (["--tree", "--jsonl"], "--tree has a shape of its own"),
        (["--tree", "--columns", "id"], "--tree has a shape of its own"),
        (["--tree", "--format", "{title}"], "--tree has a shape of its own"),
        (["--color", "alwys"], "did you mean always?"),
        (["--colour", "always"], "did you mean --color?"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_exit_code_2(lastmile, options, sentence):
    code, out, err = lastmile("list", *options)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert sentence in err


@pytest.mark.parametrize(
    ("argv", "key"),
    [
        (["list"], "goals"),
        (["list", "--view", "all", "--sort", "title", "--tag", "study"], "goals"),
        (["list", "--due", "week"], "goals"),
        (["history"], "changes"),
        (["history", "run", "--limit", "2"], "changes"),
    ],
)
def test_json_lines_are_the_items_of_the_array(roads, argv, key):
    lines = roads(*argv, "--jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == roads(*argv, "--json").json[key]
    assert all(line.isascii() for line in lines)


def test_json_lines_of_nothing_are_none(lastmile):
    assert lastmile("list", "--jsonl") == (0, "", "")
    assert lastmile("history", "--jsonl") == (0, "", "")


COLOURED = (["list"], ["list", "--columns", "id,title"], ["show", "run"], ["mirror"], ["horizon"])

WISHES = [
    ([], {}, False),
    (["--color", "auto"], {}, False),
    (["--color", "always"], {}, True),
    (["--color", "never"], {"CLICOLOR_FORCE": "1"}, False),
    (["--color", "always"], {"NO_COLOR": "1"}, True),
    ([], {"CLICOLOR_FORCE": "1"}, True),
    ([], {"CLICOLOR_FORCE": "0"}, False),
    ([], {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
    (["--color", "auto"], {"CLICOLOR_FORCE": "1"}, True),
]


@pytest.mark.parametrize(("options", "env", "coloured"), WISHES)
def test_a_pipe_has_colour_where_that_is_wished(roads, monkeypatch, options, env, coloured):
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    for argv in COLOURED:
        out = roads(*argv, *options).out
        assert ("\x1b[" in out) is coloured, argv
        bare = re.sub(r"\x1b\[[\d;]*m", "", out).splitlines()
        never = roads(*argv, "--color", "never").out.splitlines()
        assert [line.rstrip() for line in bare] == [line.rstrip() for line in never]


def test_plain_is_the_same_as_never(roads):
    for verb in ("list", "horizon"):
        assert "\x1b[" in roads(verb, "--color", "always").out
        assert roads(verb, "--color", "always", "--plain").code in (0, 2)
        assert roads(verb, "--plain") == roads(verb, "--color", "never")


def test_what_import_would_do_has_colour_where_that_is_wished(lastmile, tmp_path):
    (tmp_path / "todo.txt").write_text("Paint +home\n")
    words = ["import", "--dry-run", str(tmp_path / "todo.txt")]
    always, never = lastmile(*words, "--color", "always"), lastmile(*words)
    assert re.sub(r"\x1b\[[\d;]*m", "", always.err) == never.err != always.err


def test_a_format_brings_no_measures_to_a_list_without_one():
    """What it needs is imported with it only."""
    program = (
        "import sys\nfrom lastmile_tui.cli.main import main\nmain(['list'])\n"
        "assert not {name for name in sys.modules if name.endswith(('placeholders', 'fields'))}\n"
    )
    subprocess.run([sys.executable, "-c", program], env=os.environ, check=True)
