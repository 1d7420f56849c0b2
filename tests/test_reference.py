"""What is made of the tables of verbs is fresh: the page of docs, the page of man, the help."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from reference import ROOT, written

from lastmile_tui import help_text
from lastmile_tui.cli.main import main
from lastmile_tui.cli.manual.facts import ENVIRONMENT
from lastmile_tui.cli.manual.pages import read_pages
from lastmile_tui.cli.manual.roff import roff
from lastmile_tui.cli.parser import whole_parser

PAGES = read_pages()
MAN = ROOT / "docs" / "lastmile.1"


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("path", written(), ids=lambda path: path.name)
def test_a_committed_page_is_what_the_tables_make(path):
    assert path.read_text(encoding="utf-8") == written()[path], "run python tests/reference.py"


def test_the_verb_prints_the_page_that_the_wheel_installs(capsys):
    assert main(["man"]) == 0
    assert capsys.readouterr().out == MAN.read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    targets = project["tool"]["hatch"]["build"]["targets"]
    assert targets["wheel"]["shared-data"] == {"docs/lastmile.1": "share/man/man1/lastmile.1"}
    assert "docs" in targets["sdist"]["include"]


@pytest.mark.skipif(not shutil.which("man"), reason="there is no man here")
def test_man_shows_the_page():
    done = subprocess.run(
        ["man", "-l", str(MAN)], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    words = " ".join(done.stdout.split())
    for page in PAGES[1:]:
        assert f"lastmile {page.words}" in words


def test_the_pages_name_every_verb_and_option_with_its_examples():
    markdown = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    man = MAN.read_text(encoding="utf-8")
    assert len(PAGES) > 50
    for page in PAGES[1:]:
        assert f"\n## {page.words}\n" in markdown
        assert f"\n.SS {roff(f'lastmile {page.words}')}\n" in man
        for example in page.examples:
            assert f"\n{example}\n" in markdown
            assert f"\n{roff(example)}\n" in man
        for name in (name for entry in page.options for name in entry.names):
            assert f"{name} " in markdown.replace("`", " ")
            assert roff(name) in man


def test_every_variable_of_ours_that_is_read_is_told():
    texts = [path.read_text("utf-8") for path in (ROOT / "lastmile_tui").rglob("*.py")]
    read = {name for text in texts for name in re.findall(r"\"(LASTMILE_[A-Z]+)\"", text)}
    assert read <= {name for name, _ in ENVIRONMENT}
    assert len(read) > 4


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff here")
@pytest.mark.parametrize("width", ["60n", "78n", "120n"])
def test_it_is_set_without_a_warning(width):
    groff = ["groff", "-ww", "-man", "-Tutf8", f"-rLL={width}", str(MAN)]
    done = subprocess.run(groff, capture_output=True, check=True)
    assert done.stderr == b""
    shown = re.sub(r"\x1b\[[\d;]*m", "", done.stdout.decode())
    assert 'add "Run target 100 km due 31 dec"' in shown
    assert "'{marks} {title}, {left}'" in shown
    assert '"$(wc -w < thesis.txt)"' in shown


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (".br", r"\&.br"),
        ("'s x", r"\(aqs x"),
        (r"a\fBb", r"a\efBb"),
        ("a\n.so /x", "a\n\\&.so /x"),
        ('--on ^ ~ ` "\'"', r"\-\-on \(ha \(ti \(ga \(dq\(aq\(dq"),
        ("‘é’ 日", r"\[u2018]\[u00E9]\[u2019] \[u65E5]"),
    ],
)
def test_what_roff_would_obey_is_a_text(text, line):
    assert roff(text) == line
    if shutil.which("groff"):
        groff = ["groff", "-ww", "-Tutf8", "-P-c"]
        done = subprocess.run(
            groff, input=f".nf\n{line}\n", capture_output=True, text=True, check=True
        )
        assert done.stdout.strip().replace("\u2212", "-") == text  # as the macros of man have it


def help_in(columns, *argv):
    env = dict(os.environ) | {"COLUMNS": columns}
    command = [sys.executable, "-m", "lastmile_tui", *argv]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout


def test_the_help_is_the_parsers_and_imports_nothing_for_it():
    """Also where a terminal is narrower, for which the parser makes it."""
    assert max(map(len, help_text.TEXT.splitlines())) < help_text.COLUMNS
    assert help_text.TEXT.isascii()
    assert help_in("120", "--help") == help_in("", "-h") == help_text.TEXT
    narrow = help_in("60", "--help")
    assert narrow.split() == help_text.TEXT.split()
    verbs = narrow.partition("verbs:")[2].partition("examples:")[0]
    assert max(map(len, verbs.splitlines())) < 60
    program = (
        "import sys; sys.argv = ['lastmile', '--help']\n"
        "from lastmile_tui.__main__ import main; main()\n"
        "print({'argparse', 'msgspec', 're'} & {*sys.modules})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{help_text.TEXT}set()\n"


def test_the_help_before_a_verb_is_the_same_with_another_option(capsys):
    assert main(["--linear", "--help"]) == 0
    assert capsys.readouterr().out == help_text.TEXT == whole_parser().format_help()
    assert Path(help_text.__file__).is_relative_to(ROOT)
