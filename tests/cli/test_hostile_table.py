"""Hostile texts in every place that the command line reads, looked at in all that it prints."""

from __future__ import annotations

import json
import os

import pytest

from support.hostile import HOSTILE, obeyed, some, write_file

LOOKING = (
    ["list"],
    *(["list", "--view", view] for view in ("all", "sealed", "let-go", "parked")),
    *(["list", "--view", "all", "--json"], ["show", "{full}"], ["show", "{full}", "--json"]),
    *(
        ["next"],
        ["next", "--json"],
        ["prompt"],
        ["remind"],
        ["remind", "--json"],
        ["mirror"],
        ["mirror", "--json"],
    ),
    *(["template", "list"], ["template", "list", "--json"], ["paths"], ["keys"]),
    *(["export", "json"], ["export", "csv"], ["export", "markdown"]),
    *(["show", "no such road"], ["template", "show", "no-such"], ["review", "--plain"]),
)

WRITING = {
    "title": ["add", "{}"],
    "title, marker, seal item": ["add", "{0}: {0} > {0} ! {0}"],
    "tag": ["add", "Swim", "#{}"],
    "person": ["add", "Swim", "@{}"],
    "unit": ["add", "Swim: 500 {}"],
    "new title": ["rename", "volvo", "{}"],
    "note": ["note", "volvo", "{}"],
    "roadblock": ["block", "volvo", "--on", "{}", "{}"],
    "next step": ["next-step", "volvo", "{}"],
    "day": ["park", "volvo", "--until", "{}"],
    "evidence": ["seal", "volvo", "--tick", "1", "--evidence", "{}"],
    "seal item": ["seal", "volvo", "--add", "{}"],
    "reason": ["let-go", "volvo", "{}"],
    "template name": ["template", "save", "volvo", "{}"],
    "template title": ["template", "use", "thesis", "{}"],
    "goal": ["show", "{}"],
    "template": ["template", "show", "{}"],
    "verb": ["{}"],
    "option": ["list", "--{}"],
    "view": ["list", "--view", "{}"],
    "filter": ["list", "--tag", "{}"],
    "instant": ["list", "--now", "{}"],
    "format": ["export", "{}"],
}

SETTINGS = ("timezone", "theme", "glyphs", "weekly_look", "unknown")

VARIABLES = ("LASTMILE_FILE", "EDITOR", "VISUAL", "TZ", "TERM", "COLORTERM", "NO_COLOR", "LANG")
VARIABLES += ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LASTMILE_CONFIG")


def assert_inert(done):
    assert obeyed(done.out) == set()
    assert obeyed(done.err) == set()
    assert done.code in (0, 1, 2)
    assert "Something broke" not in done.err


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A file that another program wrote, with each text in every place."""
    path = tmp_path_factory.mktemp("full") / "lastmile.json"
    write_file(path, HOSTILE)
    return path


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_what_another_program_wrote_is_printed_as_text(lastmile, full, words):
    uid = json.loads(full.read_text())["goals"]["1"]["uid"]
    done = lastmile("--file", str(full), *(word.format(full=uid) for word in words))
    assert_inert(done)
    assert done.out or done.err or words == ["prompt"]


@pytest.mark.parametrize(("name", "place"), some(HOSTILE, WRITING, share=40))
@pytest.mark.usefixtures("volvo")
def test_what_is_written_on_the_command_line_is_told_and_kept_as_text(lastmile, name, place):
    words = [word.replace("{0}", "{}").replace("{}", HOSTILE[name]) for word in WRITING[place]]
    assert_inert(lastmile(*words))
    for look in (["list", "--view", "all"], ["export", "markdown"]):
        assert_inert(lastmile(*look))


@pytest.mark.parametrize(("name", "setting"), some(HOSTILE, SETTINGS, share=10))
def test_a_setting_is_refused_or_kept_as_text(lastmile, home, name, setting):
    path = home / "config" / "lastmile" / "config.toml"
    path.parent.mkdir(parents=True)
    value = json.dumps(HOSTILE[name]).replace("\x7f", "\\u007f")
    path.write_text(f"{setting} = {value}\n")
    assert_inert(lastmile("list"))
    path.write_text(f"[keys]\nadvance = {value}\n{value} = {value}\n")
    assert_inert(lastmile("keys"))


@pytest.mark.parametrize(("name", "variable"), some(HOSTILE, VARIABLES, share=15))
@pytest.mark.usefixtures("volvo")
def test_a_variable_is_told_as_text(lastmile, tmp_path, monkeypatch, name, variable):
    here = tmp_path / "some" / "where"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "true")
    value = HOSTILE[name].replace("\x00", "").encode("utf-8", "surrogatepass")
    monkeypatch.setenv(variable, os.fsdecode(value[:200]))
    for words in (["paths"], ["paths", "--json"], ["list"], ["add", "Swim"], ["edit", "swim"]):
        assert_inert(lastmile(*words))
    assert not list(tmp_path.rglob("pwned"))
