"""The review line by line: taken back, left, and beside what others do meanwhile."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import partial

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.domain.changes import drive, seal, status
from support.cli.command import NOW
from support.cli.review import kinds, shown
from support.cli.typist import Typist, change


@pytest.mark.usefixtures("swim")
def test_undo_takes_answers_back_one_by_one(lastmile, typed):
    before = shown(lastmile)
    out = typed("moved", "note", "cold", "no change", "u", "undo", "undo")
    assert "Undone: reached ‘the lake’, of ‘Swim the lake’." in out
    after = shown(lastmile)
    assert after["log"] == before["log"]
    assert after["position"] == before["position"]


@pytest.mark.usefixtures("swim")
def test_undo_leaves_what_was_done_before_the_review(lastmile, typed):
    before = shown(lastmile)
    assert "Nothing to undo in this review" in typed("undo", "moved", "undo", "undo")
    assert len(shown(lastmile)["log"]) == len(before["log"])


def test_undo_leaves_what_others_did_after_it(lastmile, typed, swim):
    other = partial(status.turn, whose="mine")
    out = typed("moved", partial(change, NOW, swim, other), "undo", "leave")
    assert "nothing is undone." in out
    assert shown(lastmile)["position"] == 4.0


@pytest.mark.usefixtures("swim")
def test_the_end_of_the_input_leaves_with_every_answer_saved(lastmile, typed):
    out = typed("part way", "note")
    assert out.endswith("Left; every answer is saved, and lastmile review --plain goes on.\n")
    assert kinds(lastmile) == ["moved"]


@pytest.mark.usefixtures("swim")
def test_an_interrupt_leaves_as_the_end_of_the_input_does(lastmile, typed):
    def interrupt():
        raise KeyboardInterrupt

    assert "Left; every answer is saved" in typed("part way", interrupt, "moved")
    assert kinds(lastmile) == ["moved"]


@pytest.mark.usefixtures("swim")
def test_an_interrupt_leaves_what_is_asked_in_return_without_a_change(lastmile, typed):
    def interrupt():
        raise KeyboardInterrupt

    assert "Cancelled; nothing changed." in typed("note", interrupt, "moved")
    assert kinds(lastmile) == ["reached"]


@pytest.mark.usefixtures("swim")
def test_closed_input_leaves_at_once(lastmile, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert lastmile("review", "--plain").code == 0


@pytest.mark.usefixtures("swim")
def test_leave_leaves(typed):
    assert "> moved" not in typed("leave", "moved")


def test_without_a_goal_there_is_nothing_to_ask(typed):
    assert typed() == "Nothing is on the road to ask about; lastmile add makes a road.\n"


def test_a_goal_that_others_sealed_meanwhile_is_skipped(lastmile, typed, swim):
    lastmile("add", "Run", now="2026-11-20T09:00")
    last = partial(drive.reach, index=3)
    out = typed("next", partial(change, NOW, swim, last, seal.seal), "previous", "leave")
    assert "‘Swim the lake’ was sealed meanwhile; it is skipped." in out
    assert out.count(": Swim the lake.") == 1


@pytest.mark.usefixtures("swim")
def test_a_goal_that_others_removed_is_skipped(lastmile, typed):
    out = typed(lambda: lastmile("remove", "swim"), "moved")
    assert "‘Swim the lake’ was removed meanwhile; it is skipped." in out
    assert lastmile("undo").out == "Undone: removed · Swim the lake\n"


def test_an_answer_to_a_goal_that_others_changed_is_not_taken(lastmile, typed, swim):
    other = partial(status.turn, whose="mine")
    out = typed(partial(change, NOW, swim, other), "moved", "leave")
    assert "‘Swim the lake’ was changed elsewhere meanwhile; this is how it stands now." in out
    assert out.count("Your turn since today.") == 1
    assert shown(lastmile)["position"] == 3.0


@pytest.mark.usefixtures("swim")
def test_the_day_may_turn_between_two_questions(lastmile, monkeypatch, capsys):
    class Clock:
        hour = 3

        def now(self):
            return datetime(2026, 11, 22, self.hour, 59, tzinfo=UTC)

    clock = Clock()
    lastmile("add", "Run", now="2026-11-20T10:00")
    monkeypatch.setattr("lastmile_tui.cli.context.SystemClock", lambda: clock)
    typist = Typist("moved", "", lambda: setattr(clock, "hour", 4), "moved", "leave")
    monkeypatch.setattr(sys, "stdin", typist)
    capsys.readouterr()
    assert main(["review", "--plain"]) == 0
    before, after = capsys.readouterr().out.split("A new day has begun, and its review begins")
    assert "Goal 2 of 2: Run." in before
    assert "Goal 2 of 2, final stretch: Swim the lake." in after
    assert lastmile("show", "run", "--json").json["position"] == 1.0
