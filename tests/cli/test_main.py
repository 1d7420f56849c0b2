"""How the command line is used: options, help, exit codes, and whatever goes wrong."""

from __future__ import annotations

import re

import pytest

from lastmile_tui import __version__
from lastmile_tui.cli.arguments import VERBS as VERBS_BY_NAME
from lastmile_tui.cli.file_arguments import FILE_VERBS
from lastmile_tui.cli.main import main
from support.cli.command import NOW

VERBS = (
    *("add", "list", "show", "advance", "back", "note", "undo", "redo"),
    *("rename", "remove", "demo", "paths", "keys"),
)


def test_help_names_every_verb(capsys):
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"    {verb} " in out for verb in VERBS)
    assert "examples:" in out


HIDDEN = sorted(name for name, verb in (VERBS_BY_NAME | FILE_VERBS).items() if not verb.listed)


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["-h"],
        ["fly"],
        ["lst"],
        ["web-tabs"],
        ["merge-drive"],
        ["--linear", "fly"],
        ["--file", "goals.json", "fly"],
        ["--now=2026-11-21", "drive"],
        ["--file"],
        ["--shiny", "list"],
    ],
)
def test_what_only_programs_call_is_named_nowhere(capsys, args):
    assert main(args) == (0 if args[0] in ("--help", "-h") else 2)
    printed = "".join(capsys.readouterr())
    assert [name for name in HIDDEN if re.search(rf"\b{name}\b", printed)] == []
    assert "--help says how" in printed or "show the version" in printed


@pytest.mark.parametrize("before", [[], ["--file", "goals.json"], ["--now=2026-11-21T10:00"]])
@pytest.mark.parametrize("verb", HIDDEN)
def test_what_only_programs_call_works_and_explains_itself(capsys, verb, before):
    assert main([*before, verb, "--help"]) == 0
    assert f"usage: lastmile {verb} " in capsys.readouterr().out


def test_the_verbs_that_only_programs_call():
    assert HIDDEN == ["completion-list", "merge-driver", "web-tab"]


def test_what_is_no_number_is_told_in_plain_words(lastmile):
    done = lastmile("history", "--limit", "x")
    assert done.code == 2
    assert "Argument --limit: ‘x’ is not a whole number; lastmile history --help" in done.err


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(capsys, verb):
    assert main([verb, "--help"]) == 0
    assert f"usage: lastmile {verb} " in capsys.readouterr().out


@pytest.mark.parametrize("args", [["--version"], ["list", "--version"]])
def test_the_version_is_told_before_and_after_a_verb(capsys, args):
    assert main(args) == 0
    assert capsys.readouterr().out.startswith(f"lastmile {__version__} (")


@pytest.mark.parametrize(
    "args",
    [
        ["--file", "{}", "--now", NOW, "paths", "--json"],
        ["paths", "--json", "--now", NOW, "--file", "{}"],
        [f"--now={NOW}", "--file={}", "paths", "--json"],
        ["--file", "somewhere else", "paths", "--json", "--file", "{}"],
    ],
)
def test_global_options_stand_before_or_after_the_verb(capsys, tmp_path, args):
    path = str(tmp_path / "own.json")
    assert main([arg.format(path) for arg in args]) == 0
    assert f'"data": "{path}"' in capsys.readouterr().out


def test_the_environment_names_the_files(lastmile, tmp_path, monkeypatch):
    monkeypatch.setenv("LASTMILE_FILE", str(tmp_path / "a.json"))
    monkeypatch.setenv("LASTMILE_CONFIG", str(tmp_path / "a.toml"))
    paths = lastmile("paths", "--json").json
    assert (paths["data"], paths["config"]) == (str(tmp_path / "a.json"), str(tmp_path / "a.toml"))


@pytest.mark.parametrize(
    "args",
    [
        ["fly"],
        ["show"],
        ["advance"],
        ["note", "volvo"],
        ["rename", "volvo"],
        ["add"],
        ["list", "surplus"],
        ["list", "--view", "moon"],
        ["list", "--sort", "moon"],
        ["list", "--jso"],
        ["--fly"],
        ["list", "--file"],
        ["advance", "volvo", "--by", "far"],
        ["advance", "volvo", "--by", "0.0000004"],
        ["advance", "volvo", "--by", "-1"],
        ["advance", "volvo", "--by", "nan"],
        ["advance", "volvo", "--by", "inf"],
        ["advance", "volvo", "--by", "9" * 400],
        ["advance", "volvo", "--by", "1.2.3"],
        ["advance", "volvo", "--by", "\u22123"],
        ["advance", "volvo", "--by", ""],
        ["advance", "volvo", "--to", "1", "--by", "1"],
        ["list", "--now", "soon"],
        ["demo", "--file", "x.json"],
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_2(capsys, args):
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(("lastmile: ", "lastmile "))
    assert err.endswith(".\n")
    assert err.count("\n") == 1


def test_what_was_typed_wrong_is_told_without_control_characters(capsys):
    assert main(["list", "\x1b]0;pwned\x07"]) == 2
    assert capsys.readouterr().err.strip().isprintable()


def test_an_interrupt_ends_quietly(lastmile, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("lastmile_tui.cli.verbs.list.line_up", interrupted)
    assert lastmile("list") == (130, "", "")


def test_what_the_disk_refuses_names_the_file(lastmile, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "Permission denied", "/secret/roads.json")

    monkeypatch.setattr("lastmile_tui.cli.verbs.list.line_up", refused)
    assert lastmile("list") == (1, "", "lastmile: /secret/roads.json: Permission denied.\n")


def test_a_text_may_begin_with_a_dash_behind_two_dashes(capsys):
    assert main(["--now", NOW, "add", "--", "-5", "kilos"]) == 0
    assert capsys.readouterr().out == "Added · -5 kilos · 1 marker\n"
