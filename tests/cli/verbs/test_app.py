"""The verbs that open the app: what it is given, and what is left behind."""

from __future__ import annotations

import json
import os
import signal
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import create_autospec

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.domain.model.goal import State
from lastmile_tui.ui.app import run


@pytest.fixture
def temp(tmp_path, monkeypatch):
    """Where throw-away files go."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def app(temp, monkeypatch):
    """An app that does what a test says with the store it is given."""
    assert temp.exists()
    fake = create_autospec(run, return_value=None)
    monkeypatch.setattr("lastmile_tui.ui.app.run", fake)
    monkeypatch.setenv("TEXTUAL_DRIVER", "a terminal, as far as the command line knows")
    return fake


def held(path):
    """The goals of a file as any JSON reader finds them."""
    return list(json.loads(path.read_text())["goals"].values())


def test_no_verb_opens_the_users_file(lastmile, app, home, file):
    lastmile("add", "Swim")
    titles = []
    app.side_effect = lambda store, **_: titles.extend(g.title for g in store.goals.values())
    assert lastmile() == (0, "", "")
    assert titles == ["Swim"]
    named = app.call_args.kwargs
    assert named["clock"].now() == datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert named["state_dir"] == home / "state" / "lastmile"
    assert named["config"].day_starts == named["calendar"].day_starts == 4
    assert file.exists()


def test_what_the_app_writes_is_compacted_when_it_closes(lastmile, app, file):
    lastmile("add", "Swim")
    app.side_effect = lambda store, **_: store.undo() and None
    assert lastmile().code == 0
    assert [goal["deleted"] for goal in held(file)] == [True]


def test_demo_gives_seven_roads_in_a_private_folder_that_is_removed(lastmile, app, temp, file):
    seen = {}

    def look(store, **named):
        path = store.storage.path
        seen.update(
            modes=(path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777),
            states={goal.state(named["calendar"].date_of(named["clock"].now()))
                    for goal in store.goals.values()},
            inside=path.is_relative_to(temp) and named["state_dir"].is_relative_to(temp),
        )  # fmt: skip

    app.side_effect = look
    assert lastmile("demo") == (0, "", "")
    assert seen == {"modes": (0o600, 0o700), "states": set(State), "inside": True}
    assert list(temp.iterdir()) == []
    assert not file.exists()


def test_the_same_day_gives_the_same_demo_file(lastmile, app, tmp_path):
    for name in ("a.json", "b.json"):
        assert lastmile("demo", "--keep", str(tmp_path / name)).code == 0
    assert app.call_count == 2
    assert held(tmp_path / "a.json") == held(tmp_path / "b.json")


def test_a_kept_demo_is_a_file_like_any_other(lastmile, app, temp, tmp_path):
    path = tmp_path / "kept.json"
    paths = []
    app.side_effect = lambda store, **_: paths.append(store.storage.path)
    assert lastmile("demo", "--keep", str(path)).code == 0
    assert paths == [path]
    assert len(lastmile("list", "--view", "all", "--json", "--file", str(path)).json["goals"]) == 7
    assert lastmile("advance", "thesis", "--file", str(path)).code == 0
    assert list(temp.iterdir()) == []


@pytest.mark.parametrize("taken", ["kept.json", ".~kept.json.journal"])
def test_a_demo_overwrites_nothing(lastmile, app, tmp_path, taken):
    (tmp_path / taken).write_text("mine")
    code, out, err = lastmile("demo", "--keep", str(tmp_path / "kept.json"))
    assert (code, out) == (1, "")
    assert "is there already" in err
    assert (tmp_path / taken).read_text() == "mine"
    assert not app.called


def test_who_asks_for_the_demo_comes_back_to_the_own_roads(lastmile, app, temp):
    lastmile("add", "Swim")
    counts = []

    def visit(store, **_):
        counts.append(sum(not goal.hidden for goal in store.goals.values()))
        return "demo" if len(counts) == 1 else None

    app.side_effect = visit
    assert lastmile().code == 0
    assert counts == [1, 7, 1]
    assert list(temp.iterdir()) == []


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_from_outside_leaves_no_demo_behind(app, temp, name):
    before = signal.getsignal(getattr(signal, name))
    app.side_effect = lambda *_, **__: os.kill(os.getpid(), getattr(signal, name))
    with pytest.raises(SystemExit) as ended:
        main(["demo"])
    assert ended.value.code == 128 + getattr(signal, name)
    assert list(temp.iterdir()) == []
    assert signal.getsignal(getattr(signal, name)) is before


def test_an_app_that_breaks_leaves_no_demo_behind(lastmile, app, temp):
    app.side_effect = RuntimeError("the axle broke")
    code, _, err = lastmile("demo")
    assert code == 1
    assert "(RuntimeError)" in err
    assert "axle" not in err
    assert list(temp.iterdir()) == []


@pytest.mark.parametrize("args", [[], ["demo"], ["demo", "--keep", "kept.json"]])
def test_without_a_terminal_the_app_is_not_opened(lastmile, app, temp, monkeypatch, args):
    monkeypatch.delenv("TEXTUAL_DRIVER")
    code, out, err = lastmile(*args)
    assert (code, out) == (1, "")
    assert "needs a terminal" in err
    assert not app.called
    assert list(temp.iterdir()) == []
    assert not Path("kept.json").exists()


def test_a_demo_that_cannot_be_kept_there_says_so(lastmile, app):
    code, _, err = lastmile("demo", "--keep", str(Path(os.devnull) / "kept.json"))
    assert code == 1
    assert err.startswith("lastmile: ")
    assert err.count("\n") == 1
    assert not app.called
