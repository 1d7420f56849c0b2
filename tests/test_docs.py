"""The pages of docs: what they have one type can be typed, and what they link is there."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import tomllib
from contextlib import suppress

import pytest

from lastmile_tui.cli.file_arguments import FORMATS as WRITTEN
from lastmile_tui.cli.parser import parse
from lastmile_tui.domain.measures import attention, silence
from lastmile_tui.errors import UsageError
from lastmile_tui.exchange.formats import FORMATS
from support.docs.keyboard import apps_of, press_rows
from support.docs.pages import (
    COMMANDS,
    NO_RUN,
    PAGES,
    ROOT,
    TEXTS,
    anchors_of,
    links_of,
    parts_of,
    prose_of,
)
from support.docs.shell import a_program, commands_of, failures_of, fits

NO_RUNS = {
    "README.md: python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/lastmile demo": (
        "installs packages: test_front_door.py does it in CI"
    ),
    "README.md: python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && "
    ".venv/bin/pytest -n auto": "these are the tests: .ci/run does it",
    "README.md: uv tool install .": "installs packages",
    "README.md: shiv --compressed -c lastmile -o lastmile.pyz .": "installs packages",
    "web.md: uv tool install '.[web]'": "installs packages, and serves until it is ended",
    "web.md: lastmile web --name roads.example.org": "serves until it is ended",
    "files.md: lastmile sync init git@example.org:goals.git   # an empty repository, or a folder, "
    "as on a stick": "a host over ssh, and a sync that goes on until it is ended",
}
"""The commands that nobody runs here, by their first line, and why."""

LINE_TO_ADD = "Sell the Volvo: "
"""What begins an indented line of README and tour that is typed into the app."""

NEEDS = {"hooks": "jq"}
"""What a page asks to be installed beside lastmile and git."""

PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Where a `lastmile` is that starts quickly."""
    with a_program(tmp_path_factory.mktemp("path") / "bin") as folder:
        yield folder


@pytest.mark.parametrize(
    "page", [page for page in PAGES if any(commands_of(page))], ids=lambda page: page.stem
)
def test_every_command_of_a_page_does_what_it_says(page, path, tmp_path):
    if page.stem in NEEDS and not shutil.which(NEEDS[page.stem]):
        pytest.skip(f"there is no {NEEDS[page.stem]} here")
    failures = list(failures_of(page, tmp_path / "home", path))
    if failures:
        pytest.fail("\n\n".join(failures), pytrace=False)


WRONG = """\
```console
$ echo one; echo two
one
…
$ echo one
two
$ false
$ false # exit code 1
```

```sh
false
true
```
"""


def test_a_page_that_is_wrong_is_told(path, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(WRONG, "utf-8")
    failures = [failure.splitlines() for failure in failures_of(page, tmp_path / "home", path)]
    assert [(first, second) for first, second, *_ in failures] == [
        ("page.md:5: echo one", "printed"),
        ("page.md:7: false", "ended with 1:"),
        ("page.md:11: set -e", "false"),
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a … c", "a b c\n", True),
        ("a\n…\nd", "a\nb\nc\nd\n", True),
        ("a\n…", "a\n", True),
        ("a.c", "abc\n", False),
        ("a", "a\nb\n", False),
    ],
)
def test_dots_stand_for_what_varies_and_all_else_for_itself(shown, printed, same):
    assert fits(shown, printed) == same


@pytest.mark.parametrize(
    "page", [page for page in PAGES if apps_of(page)], ids=lambda page: page.stem
)
def test_every_key_of_a_page_shows_what_it_says(page, tmp_path):
    for words, rows in apps_of(page):
        assert len(rows) > 4
        assert press_rows(words, rows, tmp_path / "home", os.environ["PATH"]) == 0


@PAGE
def test_every_block_of_a_page_is_of_a_kind_that_is_known(page):
    for part in parts_of(page):
        assert part.kind in (*COMMANDS, *TEXTS, "try", "indented"), (page.name, part.line)
        assert set(part.flags) <= {NO_RUN}, (page.name, part.line)
        if part.kind == "json":
            json.loads(part.text)
        if part.kind == "toml":
            tomllib.loads(part.text)


@PAGE
def test_every_link_of_a_page_leads_somewhere(page):
    for link in links_of(page):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors_of(target), link


def test_what_is_not_run_is_listed_with_the_reason():
    blocks = {
        f"{page.name}: {part.text.splitlines()[0]}"
        for page in PAGES
        for part in parts_of(page)
        if NO_RUN in part.flags or part.kind == "indented"
        if not part.text.startswith(LINE_TO_ADD)
    }
    assert blocks == NO_RUNS.keys()
    assert len(NO_RUNS) < 8


@PAGE
def test_every_command_in_a_sentence_is_one_that_the_parser_knows(page):
    """Words in capitals stand for something, and `…` for more."""
    wrong = []
    for span in re.findall(r"`(lastmile [^`]+)`", prose_of(page)):
        _, *words = shlex.split(span.partition(" | ")[0].partition(" && ")[0].partition(" > ")[0])
        whole = [word for word in words if word not in ("…", ">>") and not word.startswith("~/")]
        try:
            with suppress(SystemExit):  # help and version, which are shown
                parse(whole)
        except UsageError as error:
            if not re.search("^lastmile [a-z -]+ needs |‘[A-Z]+’ is not one of", str(error)):
                wrong.append((span, str(error)))
    assert wrong == []


def test_the_days_of_worries_are_those_that_are_measured_by():
    page = next(page for page in PAGES if page.stem == "measures")
    rows = re.findall(r"(?m)^\| [^|]+ \|((?: \d* ?\|){3})$", page.read_text("utf-8"))
    assert [tuple(map(int, re.findall(r"\d+", row))) for row in rows] == [
        attention.UNSEALED,
        attention.BLOCKED_FINAL,
        attention.BLOCKED,
        attention.MY_TURN,
        attention.THEIR_TURN,
        attention.MARKER_LATE,
        silence.UPKEEP,
    ]


def test_the_tables_of_formats_have_all_of_them():
    page = next(page for page in PAGES if page.stem == "import").read_text("utf-8")
    for head, names in (("| `--from`", FORMATS), ("| format |", {*WRITTEN.values()})):
        table = page[page.index(head) :].partition("\n\n")[0]
        first = re.findall(r"(?m)^\| (`[^|]+) \|", table)
        assert {*re.findall("`([^`]+)`", " ".join(first))} - {"--from"} == {*names}


def test_every_script_that_is_named_is_there():
    page = next(page for page in PAGES if page.stem == "how-it-was-tried").read_text("utf-8")
    there = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert {*re.findall(r"`(test_\w+\.py)`", page)} <= there
