"""Sentences that are made to be heard: words in full, no sign between them, texts as written."""

from __future__ import annotations

from contextvars import copy_context
from datetime import date, time

import pytest

from lastmile_tui.dates import When, say_date, say_due, say_plain, say_short, say_span
from lastmile_tui.dates.words import SPELLED, spell_day
from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.measures.reasons import Reason, ReasonKind, say_briefly, say_reason
from lastmile_tui.domain.model.goal import measure
from lastmile_tui.domain.model.numbers import WRITTEN, Notation, fixed
from lastmile_tui.domain.review.wording import minutes
from lastmile_tui.domain.wording.events import join_facts, say_change
from lastmile_tui.domain.wording.plan import say_people, say_tags
from support.domain.goals import do, goal_from

TODAY = date(2026, 11, 29)
"""A Sunday."""


def spelled(say, *args, notation=Notation.POINT):
    """What is said to who listens."""

    def run():
        SPELLED.set(True)
        WRITTEN.set(notation)
        return say(*args)

    return copy_context().run(run)


@pytest.mark.parametrize(
    ("say", "args", "words"),
    [
        (say_plain, (date(2026, 12, 3), TODAY), "Thursday 3 December"),
        (say_plain, (date(2027, 2, 1), TODAY), "Monday 1 February 2027"),
        (say_date, (TODAY, TODAY), "today"),
        (say_date, (date(2026, 9, 2), TODAY), "Wednesday 2 September"),
        (say_short, (date(2026, 12, 3), TODAY), "Thursday"),
        (say_short, (date(2026, 10, 12), TODAY), "12 October"),
        (say_due, (When(date(2026, 12, 3)), TODAY), "in 4 days, on Thursday 3 December"),
        (
            say_due,
            (When(date(2026, 12, 3), time(18)), TODAY),
            "in 4 days, on Thursday 3 December at 18:00",
        ),
        (say_due, (When(date(2026, 11, 30), time(9)), TODAY), "tomorrow at 09:00"),
        (say_due, (When(date(2026, 11, 1)), TODAY), "28 days ago, on Sunday 1 November"),
        (say_span, (3, 10, TODAY), "2 to 9 December"),
        (say_span, (0, 10, TODAY), "29 November to 9 December"),
        (say_span, (4, 4, TODAY), "3 December"),
        (measure, (1, ""), "1 mile"),
        (measure, (1.5, ""), "1.5 miles"),
        (measure, (0, ""), "0 miles"),
        (measure, (12, "km"), "12 km"),
        (minutes, (5,), "about 2 minutes"),
        (minutes, (3,), "about 2 minutes"),
        (minutes, (1,), "less than a minute"),
        (say_tags, (("car", "old"),), "tagged car, old"),
        (say_people, (("Ana",),), "with Ana"),
        (
            join_facts,
            ("Reached ‘a’", "Swim", "", "1 mile to go"),
            "Reached ‘a’. Swim. 1 mile to go",
        ),
        (join_facts, ("Is it?", "Swim"), "Is it? Swim"),
        (
            say_briefly,
            (Reason(ReasonKind.IDLE, 2, days=5, usual=1.5),),
            "no move for 5 days (usually every 2 days)",
        ),
        (say_briefly, (Reason(ReasonKind.LATE, 3, days=-1),), "1 day late"),
        (
            say_reason,
            (Reason(ReasonKind.COASTING, 2, now=0.05, before=1.0),),
            "0.05 miles a day in the final stretch; before it was 1 mile",
        ),
    ],
)
def test_words_stand_in_full(say, args, words):
    assert spelled(say, *args) == words


def test_the_usual_words_are_short():
    assert say_due(When(date(2026, 12, 3)), TODAY) == "Thu 3 Dec, in 4 days"
    assert say_span(3, 10, TODAY) == "2–9 Dec"
    assert measure(1.5, "") == "1.5 mi"
    assert join_facts("a", "b") == "a · b"


def test_what_is_typed_again_is_never_spelled():
    assert spelled(spell_day, date(2026, 12, 3)) == "thu 3 dec" == spell_day(date(2026, 12, 3))


@pytest.mark.parametrize(
    ("number", "digits", "words"), [(1.5, 1, "1,5"), (1234.5, 1, "1.234,5"), (2, 0, "2")]
)
def test_decimals_follow_the_setting(number, digits, words):
    assert spelled(fixed, number, digits, notation=Notation.COMMA) == words


def test_what_the_log_keeps_is_the_same_for_who_listens():
    line = "Swim: a > b > c"
    heard = spelled(do, goal_from(line), drive.nudge, 0.3)
    seen = do(goal_from(line), drive.nudge, 0.3)
    assert heard.event.text == seen.event.text == "0.3 mi"
    assert spelled(say_change, heard) == "Moved to 0.3 miles. Swim"
    assert say_change(heard) == "Moved to 0.3 mi · Swim"


def test_the_signs_of_names_are_left_out_and_those_of_texts_stay():
    tagged = do(goal_from("Swim: a > b > c"), edit.tag, "car")
    assert spelled(say_change, tagged) == "Tagged car. Swim"
    noted = do(tagged, drive.note, "see #7 · and @home")
    assert spelled(say_change, noted) == "Note: see #7 · and @home. Swim"
