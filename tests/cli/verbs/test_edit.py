"""A goal as text in the user's editor."""

from __future__ import annotations

import shlex
import sys
from io import StringIO

import pytest

pytestmark = pytest.mark.usefixtures("volvo")


@pytest.fixture
def keyboard(monkeypatch):
    class Keyboard(StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Keyboard())


def test_what_is_written_is_changed_in_one_step(lastmile, editor):
    editor("# Sell the Volvo", "# Sell the Saab")
    code, out, err = lastmile("edit", "volvo")
    assert (code, err) == (0, "")
    assert out.endswith(" · Sell the Saab\n")
    assert lastmile("undo", "--json").json["title"] == "Sell the Volvo"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- [ ] listed", "- [ ] listed *1.250", "listed 1.25 mi"),
        ("- [ ] listed", "- [ ] listed *1,250", "listed 1,250 mi"),
        ("- [ ] listed", "- [ ] photos *1'000\n- [ ] listed *½", "photos 1,000 mi, listed 0.5 mi"),
        ("due: 2026-11-27", "due: 24.12. 18 Uhr", "due Thu 24 Dec at 18:00, in 5 weeks"),
        (
            "- [ ] listed",
            "- [ ] listed by 10 dec",
            "‘listed’ (10 Dec) lies behind the due date, 27 Nov",
        ),
        ("due: 2026-11-27", "due: 1 jan 2026", "due Thu 1 Jan, 11 months ago"),
    ],
)
def test_it_is_said_how_dates_and_lengths_were_read(lastmile, editor, old, new, said):
    editor(old, new)
    code, out, err = lastmile("edit", "volvo")
    assert (code, err) == (0, "")
    assert out.endswith(f" · Sell the Volvo · {said}\n")


def test_with_json_the_goal_is_printed_as_it_is_now(lastmile, editor, volvo):
    editor("- [ ] listed", "- [ ] photos taken\n- [ ] listed *2")
    goal = lastmile("edit", "volvo", "--json").json
    assert [(marker["title"], marker["miles"]) for marker in goal["markers"]][:2] == [
        ("photos taken", 1.0),
        ("listed", 2.0),
    ]
    assert goal["markers"][1]["id"] == volvo["markers"][0]["id"]


def test_a_text_that_comes_back_as_it_went_changes_nothing(lastmile, editor):
    editor()
    assert lastmile("edit", "volvo") == (0, "Nothing changed · Sell the Volvo\n", "")
    assert lastmile("edit", "volvo", "--json").json["title"] == "Sell the Volvo"
    assert lastmile("undo").out == "Undone: added · Sell the Volvo\n"


def test_a_text_that_says_the_same_in_another_way_changes_nothing(lastmile, editor):
    editor("## Seal list\n", "## Seal list\n\n\n")
    assert lastmile("edit", "volvo").out == "Nothing changed · Sell the Volvo\n"


def test_a_mistake_changes_nothing_and_what_was_written_is_kept(lastmile, editor, home):
    editor("due: 2026-11-27", "due: someday")
    code, out, err = lastmile("edit", "volvo")
    assert (code, out) == (1, "")
    assert err.startswith("lastmile: Line ")
    assert "someday" in err
    assert err.count("\n") == 1
    kept = home / "state" / "lastmile" / "edited.md"
    assert f"kept in {kept}." in err
    assert "due: someday" in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0
    assert lastmile("undo").out == "Undone: added · Sell the Volvo\n"


@pytest.mark.usefixtures("keyboard")
def test_at_a_terminal_the_editor_opens_again_with_the_mistake_above_its_line(lastmile, editor):
    shown = editor("due: 2026-11-27", "due: someday", "due: someday", "due: tomorrow")
    goal = lastmile("edit", "volvo", "--json").json
    assert goal["due"] == "2026-11-22"
    first, second = shown()
    assert "someday" not in first
    above, line = second.split("due: someday\n")[0].splitlines()[-1], "due: someday"
    assert above.startswith("<!-- Line ")
    assert "names no date" in above
    assert second.splitlines()[int(above.split()[2].rstrip(":")) - 1] == line


@pytest.mark.usefixtures("keyboard")
def test_a_mistake_that_is_left_as_it_is_ends_the_editing(lastmile, editor):
    shown = editor("due: 2026-11-27", "due: someday")
    code, out, err = lastmile("edit", "volvo")
    assert (code, out) == (1, "")
    assert "What you wrote is kept in" in err
    assert len(shown()) == 2


def test_what_cannot_be_saved_is_kept(lastmile, editor, file, home):
    editor("# Sell the Volvo", "# Sell the Saab")
    file.write_text(file.read_text().replace('"schema":', '"schema":9'))
    code, out, err = lastmile("edit", "volvo")
    assert (code, out) == (1, "")
    assert "newer lastmile" in err
    assert "# Sell the Saab" in (home / "state" / "lastmile" / "edited.md").read_text()


def test_where_nothing_can_be_kept_the_reason_is_told_all_the_same(lastmile, editor, home):
    editor("due: 2026-11-27", "due: someday")
    (home / "state" / "lastmile" / "edited.md").mkdir(parents=True)
    code, _, err = lastmile("edit", "volvo")
    assert code == 1
    assert err.startswith("lastmile: Line ")
    assert "kept" not in err


def test_an_editor_that_fails_changes_nothing(lastmile, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "false")
    assert lastmile("edit", "volvo") == (
        1,
        "",
        "lastmile: ‘false’ ended with an error; nothing was changed.\n",
    )


def test_what_changed_meanwhile_elsewhere_stays(lastmile, tmp_path, monkeypatch):
    script = tmp_path / "slow.py"
    script.write_text(
        "import subprocess, sys\n"
        "from pathlib import Path\n"
        "command = [sys.executable, '-m', 'lastmile_tui', 'advance', 'volvo']\n"
        "subprocess.run(command, check=True, stdout=subprocess.DEVNULL)\n"
        "path = Path(sys.argv[-1])\n"
        "path.write_text(path.read_text().replace('# Sell the Volvo', '# Sell the Saab'))\n"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script)]))
    goal = lastmile("edit", "volvo", "--json").json
    assert (goal["title"], goal["position"]) == ("Sell the Saab", 1.0)


def test_a_goal_that_two_titles_answer_to_is_not_opened(lastmile, editor):
    shown = editor("# Sell", "# Buy")
    lastmile("add", "Sell the boat")
    code, out, err = lastmile("edit", "sell")
    assert (code, out) == (1, "")
    assert "fits 2 goals, so give an id" in err
    with pytest.raises(FileNotFoundError):
        shown()
