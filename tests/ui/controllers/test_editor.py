"""Editing a goal as text, from the app."""

from __future__ import annotations

import shlex
import sys
from datetime import date
from functools import partial

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import note
from lastmile_tui.domain.changes.edit import redate
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.errors import LastmileError, StoreError
from lastmile_tui.store.disk import files
from lastmile_tui.ui.controllers.editor import edit_as_text
from support.ui.screen import toast, until

TITLE = "Sell the car"
CAR = f"{TITLE}: listed > agreed >> signed ! contract"


@pytest.fixture
def desk(garage):
    """A session of an app that is not running, its goal, and where a text is kept."""
    app = garage.app(CAR)
    return app.session, garage.saved(TITLE), garage.state_dir / "edited.md"


def told(garage, title=TITLE):
    """The log as the file has it."""
    return [entry.text for entry in entries(garage.store().record(garage.saved(title).uid).log)]


def as_saved(garage, title=TITLE):
    """The goal of the file but for the instant of its last change, which undoing moves on too."""
    return replace(garage.saved(title), changed=None)


async def test_a_terminal_that_cannot_be_handed_over_is_told_of_another_way(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("E")
        sentence = "This terminal cannot be handed over; e edits the goal here."
        await until(pilot, lambda: toast(app) == sentence)
        assert len(app.screen_stack) == 1
    assert told(garage) == ["added"]


def test_what_is_written_is_one_change_and_u_takes_it_back(garage, desk, editor):
    session, goal, kept = desk
    before = as_saved(garage)
    texts = editor(f"# {TITLE}", "# Sell the Saab")
    words = edit_as_text(session, goal, kept)
    assert words.startswith("Edited")
    assert words.endswith(" · Sell the Saab")
    assert f"\n# {TITLE}\n" in texts()[0]
    assert garage.saved("Sell the Saab").uid == goal.uid
    assert len(told(garage, "Sell the Saab")) == 2
    session.undo()
    assert as_saved(garage) == before
    assert not kept.exists()


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("- [ ] listed *1,250", " · listed 1,250 mi"),
        ("- [ ] listed *1.250", " · listed 1.25 mi"),
        ("- [ ] photos\n- [ ] listed", f" · {TITLE}"),
    ],
)
def test_a_number_that_may_mean_another_one_is_told_as_it_was_read(desk, editor, new, said):
    session, goal, kept = desk
    editor("- [ ] listed", new)
    assert edit_as_text(session, goal, kept).endswith(said)


def test_a_day_behind_the_due_date_is_told(desk, editor):
    session, goal, kept = desk
    session.change(goal.uid, partial(redate, due=date(2026, 11, 27)))
    editor("- [ ] listed", "- [ ] listed by 10 dec")
    words = edit_as_text(session, session.goals[goal.uid], kept)
    assert "‘listed’ (10 Dec) lies behind the due date, 27 Nov" in words


def test_the_start_of_a_goal_between_two_values_is_told_as_it_was_read(garage, desk, editor):
    session, _, kept = desk
    uid = garage.add("Save: target 9000 to 4000 €").uid
    session.refresh()
    editor("from: 9,000", "from: 9,500")
    assert " · from 9,500 €" in edit_as_text(session, session.goals[uid], kept)


def test_markers_and_items_are_edited_together(garage, desk, editor):
    session, goal, kept = desk
    editor("agreed", "price agreed")
    edit_as_text(session, goal, kept)
    found = garage.saved(TITLE)
    assert [marker.title for marker in found.markers] == ["listed", "price agreed", "signed"]
    assert [marker.id for marker in found.markers] == [marker.id for marker in goal.markers]


def test_a_text_that_is_left_as_it_was_changes_nothing(garage, desk, editor):
    session, goal, kept = desk
    texts = editor()
    assert edit_as_text(session, goal, kept) == ""
    assert len(texts()) == 1
    assert told(garage) == ["added"]


def test_a_text_that_says_the_same_in_other_signs_changes_nothing(garage, desk, editor):
    session, goal, kept = desk
    editor(f"# {TITLE}", f"#   {TITLE}  ")
    assert edit_as_text(session, goal, kept) == ""
    assert told(garage) == ["added"]


def test_a_mistake_is_shown_above_its_line_and_can_be_mended(garage, desk, editor):
    session, goal, kept = desk
    texts = editor(f"# {TITLE}", "# Saab\ndue: someday", "due: someday", "due: 2026-12-01")
    words = edit_as_text(session, goal, kept)
    first, second = texts()
    assert "<!-- Line" not in first
    assert "names no date; write it like 2026-12-01. -->" in second
    lines = second.splitlines()
    (marked,) = [number for number, line in enumerate(lines) if line.startswith("<!-- Line")]
    assert lines[marked + 1] == "due: someday"
    assert lines[marked].startswith(f"<!-- Line {marked + 2}: ")
    assert words.endswith(" · Saab · due Tue 1 Dec, in 10 days")
    assert garage.saved("Saab").due.isoformat() == "2026-12-01"
    assert not kept.exists()


def test_a_mistake_that_is_left_changes_nothing_and_the_text_is_kept(garage, desk, editor):
    session, goal, kept = desk
    texts = editor(f"# {TITLE}", "# Saab\ndue: someday")
    with pytest.raises(LastmileError) as caught:
        edit_as_text(session, goal, kept)
    assert "names no date" in str(caught.value)
    assert str(caught.value).endswith(f"What you wrote is kept in {kept}.")
    assert "# Saab\n" in kept.read_text()
    assert "due: someday" in kept.read_text()
    assert len(texts()) == 2
    assert told(garage) == ["added"]


def test_a_full_disk_keeps_the_text(garage, desk, editor, monkeypatch):
    session, goal, kept = desk
    editor(f"# {TITLE}", "# Saab")

    def full(*_, **__):
        raise StoreError("The change was not saved: no space left on the device.")

    with monkeypatch.context() as patch:
        patch.setattr(files, "append", full)
        with pytest.raises(LastmileError, match="no space left on the device"):
            edit_as_text(session, goal, kept)
    assert "\n# Saab\n" in kept.read_text()
    assert told(garage) == ["added"]


def test_what_another_terminal_wrote_meanwhile_is_not_lost(garage, desk, editor):
    session, goal, kept = desk
    with garage.store() as store:
        store.change(goal.uid, lambda record, stamp: note(record, stamp, "a call"))
    editor(f"# {TITLE}", "# Saab")
    edit_as_text(session, goal, kept)
    assert told(garage, "Saab")[:2] == ["added", "note: a call"]


def test_an_editor_that_fails_changes_nothing(garage, desk, monkeypatch):
    session, goal, kept = desk
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", "raise SystemExit(3)"]))
    with pytest.raises(LastmileError, match="ended with an error; nothing was changed"):
        edit_as_text(session, goal, kept)
    assert told(garage) == ["added"]
    assert not kept.exists()


def test_an_editor_that_fails_while_a_mistake_is_mended_loses_nothing(garage, desk, editor):
    session, goal, kept = desk
    editor(f"# {TITLE}", "# Saab\ndue: someday", "due: someday", "\udcff")
    with pytest.raises(LastmileError) as caught:
        edit_as_text(session, goal, kept)
    assert str(caught.value).endswith(f"What you wrote is kept in {kept}.")
    assert "# Saab\ndue: someday" in kept.read_text()
    assert told(garage) == ["added"]
