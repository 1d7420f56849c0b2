"""The verb review beside its lines: whether one is due, and the way into the app."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from unittest.mock import create_autospec

import pytest

from lastmile_tui.ui.app import run
from support.cli.typist import Typist

DUE, NOT_DUE = 0, 1

PROGRAM = """
import json, sys
from lastmile_tui.cli.main import main
code = main(sys.argv[1:])
json.dump([code, sorted({name.partition(".")[0] for name in sys.modules})], sys.stderr)
"""

LATER = "2026-11-22T09:00"


@pytest.fixture
def configured(home):
    """Settings of the user."""
    path = home / "config" / "lastmile" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@pytest.mark.usefixtures("volvo")
def test_a_review_is_due_where_a_goal_is_on_the_road_from_the_day_after_it_was_added(lastmile):
    assert lastmile("review", "--due") == (NOT_DUE, "", "")
    assert lastmile("review", "--due", now=LATER) == (DUE, "", "")


def test_no_review_is_due_without_a_goal(lastmile):
    assert lastmile("review", "--due") == (NOT_DUE, "", "")


@pytest.mark.parametrize("end", [("let-go", "volvo"), ("park", "volvo", "--until", "+3d")])
@pytest.mark.usefixtures("volvo")
def test_no_review_is_due_where_every_goal_left_the_road(lastmile, end):
    lastmile(*end)
    assert lastmile("review", "--due").code == NOT_DUE


@pytest.mark.usefixtures("volvo")
def test_no_review_is_due_on_a_rest_day(lastmile, configured):
    configured.write_text('rest_days = ["sat"]')
    assert lastmile("review", "--due").code == NOT_DUE
    assert lastmile("review", "--due", now="2026-11-22T09:00").code == DUE


@pytest.mark.usefixtures("volvo")
def test_a_review_that_is_finished_is_due_again_when_the_day_turns(lastmile, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Typist("no change"))
    assert lastmile("review", "--plain").code == 0
    assert lastmile("review", "--due").code == NOT_DUE
    assert lastmile("review", "--due", now="2026-11-22T03:59").code == NOT_DUE
    assert lastmile("review", "--due", now="2026-11-22T04:00").code == DUE


@pytest.mark.usefixtures("volvo")
def test_json_says_the_same_as_the_exit_code(lastmile):
    done = lastmile("review", "--due", "--json", now=LATER)
    assert (done.code, done.json) == (DUE, {"version": 1, "due": True})
    lastmile("let-go", "volvo")
    done = lastmile("review", "--due", "--json")
    assert (done.code, done.json) == (NOT_DUE, {"version": 1, "due": False})


@pytest.mark.usefixtures("volvo")
def test_a_broken_file_is_told_in_a_sentence(lastmile, file):
    file.write_text("{ half")
    done = lastmile("review", "--due")
    assert (done.code, done.out) == (NOT_DUE, "")
    assert done.err.startswith("lastmile: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    "args", [["--json"], ["--plain", "--json"], ["--due", "--plain"], ["--soon"]], ids=" ".join
)
def test_what_does_not_go_together_is_wrong_use(lastmile, args):
    done = lastmile("review", *args)
    assert (done.code, done.out) == (2, "")


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize(
    "args", [["review", "--due"], ["review", "--plain"], ["mirror"]], ids=" ".join
)
def test_neither_textual_nor_pendulum_is_imported(args):
    command = [sys.executable, "-c", PROGRAM, *args]
    done = subprocess.run(
        command, env=os.environ, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    code, modules = json.loads(done.stderr)
    assert code == 0
    assert "msgspec" in modules
    assert not {"textual", "rich", "pendulum"} & set(modules)


@pytest.mark.usefixtures("volvo")
def test_alone_it_opens_the_app_at_the_review(lastmile, monkeypatch):
    app = create_autospec(run, return_value=None)
    monkeypatch.setattr("lastmile_tui.ui.app.run", app)
    monkeypatch.setenv("TEXTUAL_DRIVER", "a terminal, as far as the command line knows")
    assert lastmile("review") == (0, "", "")
    assert app.call_args.kwargs["opening"] == "review"
