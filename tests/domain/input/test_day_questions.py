"""A question that asks for a day says what becomes of a time that was typed beside it."""

from __future__ import annotations

from datetime import date

import pytest

from lastmile_tui.domain.input.questions import next_step, park
from support.domain.history import begun, history

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("fri", "Fri 27 Nov, in 5 days"),
        ("fri 18:00", "Fri 27 Nov, in 5 days; the time 18:00 is left out"),
        ("tomorrow 9am", "tomorrow; the time 09:00 is left out"),
        (
            "tomorrow at 9",
            "‘at 9’ may be in the morning or in the evening; write 9am, 9pm or 21:00.",
        ),
        ("24 dec noon", "Thu 24 Dec, in 5 weeks; the time 12:00 is left out"),
        ("fri @ 7pm", "Fri 27 Nov, in 5 days; the time 19:00 is left out"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_until_when_is_a_day(line, meaning):
    question = park(history("Road: a > b", begun(3)).goal, SUNDAY)
    assert question.meaning(line) == meaning


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("call Henrik fri 14:30", "call Henrik 14:30"),
        ("call Henrik at noon fri", "call Henrik at noon"),
        ("call Henrik fri at 9", "call Henrik at 9"),
        ("call Henrik tomorrow 7pm", "call Henrik 7pm"),
    ],
)
def test_the_time_of_a_next_step_stays_in_its_words(line, text):
    question = next_step(history("Road: a > b", begun(3)).goal, SUNDAY)
    move = question.read(line)
    assert (move.keywords["text"], move.keywords["on"] is not None) == (text, True)
