"""What a crash leaves behind: a report without the user's words, and one sentence."""

from __future__ import annotations

import os
import stat

import pytest

from lastmile_tui import __version__
from lastmile_tui.cli import crash
from lastmile_tui.versions import say_versions

OWN_WORDS = "Sell the Volvo before Anna hears of it"


@pytest.fixture
def reports(home):
    return home / "state" / "lastmile" / "reports"


@pytest.fixture
def broken(monkeypatch):
    """Let a verb break, with what the user wrote in the message and in a variable."""

    def broken(*_):
        title = OWN_WORDS
        try:
            write(title)
        except OSError as error:
            raise KeyError(title) from error

    def write(title):
        raise OSError(28, title)

    monkeypatch.setattr("lastmile_tui.cli.verbs.list.line_up", broken)


@pytest.mark.usefixtures("broken")
def test_a_crash_is_one_sentence_that_names_the_report(lastmile, reports):
    code, out, err = lastmile("list")
    (report,) = reports.iterdir()
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert f"inside lastmile {__version__} (KeyError)" in err
    assert str(report) in err
    assert OWN_WORDS not in err


@pytest.mark.usefixtures("broken")
def test_a_report_says_where_it_broke_and_with_what_but_nothing_that_the_user_wrote(
    lastmile, reports
):
    lastmile("list")
    (report,) = reports.iterdir()
    text = report.read_text()
    assert "Volvo" not in text
    assert str(os.environ["HOME"]) not in text
    first, second = text.split("after which came")
    assert "builtins.OSError ENOSPC" in first
    assert "raise OSError(28, title)" in first, "the source is ours, what it held is not"
    assert "builtins.KeyError" in second
    assert "in run_list" in second
    assert say_versions() in text
    assert text.casefold().count("textual 8.") == 1
    assert "terminal 80x" in text


@pytest.mark.usefixtures("broken")
def test_with_the_variable_everything_is_told_and_reported(lastmile, reports, monkeypatch):
    monkeypatch.setenv("LASTMILE_TRACEBACK", "1")
    code, _, err = lastmile("list")
    (report,) = reports.iterdir()
    assert code == 1
    assert f"KeyError: '{OWN_WORDS}'" in err
    assert f"KeyError: '{OWN_WORDS}'" in report.read_text()


@pytest.mark.usefixtures("broken")
def test_a_report_is_private_whatever_the_umask(lastmile, reports):
    before = os.umask(0)
    try:
        lastmile("list")
    finally:
        os.umask(before)
    (report,) = reports.iterdir()
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(reports.stat().st_mode) == 0o700


@pytest.mark.usefixtures("broken")
def test_the_newest_reports_are_kept_and_nothing_else_is_touched(lastmile, reports):
    reports.mkdir(parents=True)
    for day in range(10, 30):
        (reports / f"crash-202001{day}T000000Z-1.txt").touch()
    (reports / "notes.txt").touch()
    lastmile("list")
    left = sorted(path.name for path in reports.iterdir())
    assert left[:2] == ["crash-20200121T000000Z-1.txt", "crash-20200122T000000Z-1.txt"]
    assert len(left) == crash.MOST_REPORTS + 1
    assert "notes.txt" in left


@pytest.mark.usefixtures("broken")
def test_a_report_that_cannot_be_written_does_not_hide_the_crash(lastmile, reports):
    reports.parent.mkdir(parents=True)
    reports.touch()
    code, _, err = lastmile("list")
    assert (code, err.count("\n")) == (1, 1)
    assert "(KeyError)" in err
    assert "no report could be written" in err


def test_what_the_app_broke_by_is_told_although_its_file_was_hard_to_close():
    inner = ValueError("x")
    outer, broke = OSError(5, "y"), crash.AppBrokenError()
    outer.__context__, broke.__cause__ = broke, inner
    assert crash.app_error(outer) is inner
    assert crash.app_error(inner) is None


def test_an_error_that_came_from_itself_is_reported_once(reports):
    error = ValueError("x")
    other = TypeError("y")
    error.__cause__, other.__cause__ = other, error
    assert "(ValueError)" in crash.report_crash(error)
    (report,) = reports.iterdir()
    assert report.read_text().count("ValueError") == 1
