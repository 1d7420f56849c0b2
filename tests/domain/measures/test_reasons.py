"""Every reason in words: the sentence, and the few words of a lane."""

from __future__ import annotations

import pytest

from lastmile_tui.domain.measures.reasons import (
    LOUD,
    Reason,
    ReasonKind,
    say_briefly,
    say_reason,
    say_reasons,
)

TOLD = [
    (
        Reason(ReasonKind.LATE, 3, days=-6),
        "the due date passed 6 days ago",
        "6 d late",
    ),
    (
        Reason(ReasonKind.LATE, 3, days=-1),
        "the due date passed 1 day ago",
        "1 d late",
    ),
    (
        Reason(ReasonKind.LATE, 2, days=9, early=30, late=1_200),
        "due in 9 days, but the forecast says in 30 to 1,200 days",
        "behind its date",
    ),
    (
        Reason(ReasonKind.LATE, 1, days=1, early=4, late=4),
        "due in 1 day, but the forecast says in 4 days",
        "behind its date",
    ),
    (
        Reason(ReasonKind.LATE, 3, days=0, to_go=2.0),
        "due today, with 2 mi to go",
        "due today",
    ),
    (
        Reason(ReasonKind.LATE, 2, days=0, to_go=1_250.0, unit="words"),
        "due today, with 1,250 words to go",
        "due today",
    ),
    (
        Reason(ReasonKind.MARKER_LATE, 1, days=4, name="draft"),
        "‘draft’ was due 4 days ago",
        "‘draft’ 4 d late",
    ),
    (
        Reason(ReasonKind.SLIPS, 1, days=6, name="draft {long}"),
        "‘draft {long}’ slips about 6 days",
        "‘draft {long}’ slips 6 d",
    ),
    (
        Reason(ReasonKind.NOT_SEALED, 2, days=5),
        "at the finish for 5 days, and not sealed",
        "not sealed for 5 d",
    ),
    (
        Reason(ReasonKind.NOT_SEALED, 1, days=1),
        "at the finish for 1 day, and not sealed",
        "not sealed for 1 d",
    ),
    (
        Reason(ReasonKind.BLOCKED, 2, days=5, name="waiting on Henrik"),
        "waiting on Henrik for 5 days",
        "waiting on Henrik 5 d",
    ),
    (
        Reason(ReasonKind.BLOCKED, 3, days=60, name="neglected"),
        "neglected for 60 days",
        "neglected 60 d",
    ),
    (
        Reason(ReasonKind.YOUR_TURN, 2, days=16),
        "it has been your turn for 16 days",
        "your turn 16 d",
    ),
    (
        Reason(ReasonKind.THEIR_TURN, 1, days=14),
        "it has been their turn for 14 days; a word from you may help",
        "their turn 14 d",
    ),
    (
        Reason(ReasonKind.IDLE, 2, days=10, usual=3.5),
        "no move for 10 days (usually every 4 days)",
        "no move for 10 days (usually every 4 days)",
    ),
    (
        Reason(ReasonKind.IDLE, 1, days=8, usual=1.0),
        "no move for 8 days (usually daily)",
        "no move for 8 days (usually daily)",
    ),
    (
        Reason(ReasonKind.IDLE, 1, days=8),
        "no move for 8 days",
        "no move for 8 days",
    ),
    (
        Reason(ReasonKind.IDLE, 1, days=8, usual=8.0),
        "no move for 8 days",
        "no move for 8 days",
    ),
    (
        Reason(ReasonKind.IDLE, 3, days=10, usual=7.0, left=3),
        "no move for 10 days, with 3 days left",
        "no move for 10 days, with 3 days left",
    ),
    (
        Reason(ReasonKind.IDLE, 3, days=2, left=1),
        "no move for 2 days, with 1 day left",
        "no move for 2 days, with 1 day left",
    ),
    (
        Reason(ReasonKind.IDLE, 3, days=2, usual=1.0, left=0),
        "no move for 2 days, and due today",
        "no move for 2 days, and due today",
    ),
    (
        Reason(ReasonKind.COASTING, 1, days=6, now=0.25, before=1.0),
        "0.25 mi a day in the final stretch; before it was 1 mi",
        "coasting, 25 % of its pace",
    ),
    (
        Reason(ReasonKind.COASTING, 2, days=6, now=0.0, before=1_250.5, unit="words"),
        "0 words a day in the final stretch; before it was 1,250.5 words",
        "coasting, 0 % of its pace",
    ),
    (
        Reason(ReasonKind.COASTING, 2, days=6, now=1.5, before=12.34, unit="km"),
        "1.5 km a day in the final stretch; before it was 12.3 km",
        "coasting, 12 % of its pace",
    ),
    (
        Reason(ReasonKind.MOVED_ON, 2, days=3, count=1, name="Sell the boat"),
        "meanwhile you started ‘Sell the boat’",
        "you started ‘Sell the boat’",
    ),
    (
        Reason(ReasonKind.MOVED_ON, 2, days=3, count=3, name="Boat {x}"),
        "meanwhile you started ‘Boat {x}’ and 2 more",
        "you started ‘Boat {x}’ and 2 more",
    ),
    (
        Reason(ReasonKind.MOVED_ON, 1, days=3, count=1),
        "meanwhile you drove another road",
        "you drove another road",
    ),
    (
        Reason(ReasonKind.MOVED_ON, 1, days=3, count=4),
        "meanwhile you drove 4 others",
        "you drove 4 others",
    ),
    (
        Reason(ReasonKind.UPKEEP, 2, days=130),
        "no move for 130 days; a road that rests falls into disrepair",
        "no move for 130 days",
    ),
    (
        Reason(ReasonKind.HOLDS_UP, 2, name="Fit the kitchen", count=1),
        "it holds up ‘Fit the kitchen’, which needs you",
        "holds up ‘Fit the kitchen’",
    ),
    (
        Reason(ReasonKind.HOLDS_UP, 3, name="Fit the kitchen", count=3),
        "it holds up ‘Fit the kitchen’ and 2 more, which need you",
        "holds up ‘Fit the kitchen’",
    ),
    (
        Reason(ReasonKind.PARKED_FIRST, 2, days=1, name="Lay the floor"),
        "waits for ‘Lay the floor’, which is parked for 1 day more",
        "‘Lay the floor’ parked 1 d more",
    ),
    (
        Reason(ReasonKind.CIRCLE, 2, name="Lay the floor"),
        "waits for ‘Lay the floor’, which waits for it; clear one of the two",
        "waits in a circle",
    ),
    (
        Reason(ReasonKind.FINISH_MOVED, 1, days=88, count=3),
        "the due date was put off 3 times, by 88 days in all",
        "put off 3 times",
    ),
    (
        Reason(ReasonKind.FINISH_MOVED, 1, days=2, count=2),
        "the due date was put off twice, by 2 days in all",
        "put off twice",
    ),
]


@pytest.mark.parametrize(("reason", "sentence", "brief"), TOLD)
def test_a_reason_is_told_with_its_figures(reason, sentence, brief):
    assert say_reason(reason) == sentence
    assert say_briefly(reason) == brief


def test_every_kind_of_reason_is_told_above():
    assert {reason.kind for reason, *_ in TOLD} == set(ReasonKind)


@pytest.mark.parametrize("reason", [reason for reason, *_ in TOLD])
def test_a_sentence_has_no_full_stop_and_no_capital_of_its_own(reason):
    for words in (say_reason(reason), say_briefly(reason)):
        assert not words.endswith(".")
        assert not words[0].isupper()


WORRIES = [
    Reason(ReasonKind.LATE, 3, days=-6),
    Reason(ReasonKind.NOT_SEALED, 2, days=5),
    Reason(ReasonKind.YOUR_TURN, 2, days=9),
    Reason(ReasonKind.THEIR_TURN, 1, days=14),
    Reason(ReasonKind.FINISH_MOVED, 1, days=4, count=2),
]


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (0, ()),
        (1, ("the due date passed 6 days ago",)),
        (3, ("it has been your turn for 9 days",)),
        (4, ("it has been your turn for 9 days", "and 1 more reason")),
        (5, ("it has been your turn for 9 days", "and 2 more reasons")),
    ],
)
def test_three_reasons_of_a_goal_are_told_and_the_rest_is_counted(count, last):
    sentences = say_reasons(WORRIES[:count])
    assert sentences[len(sentences) - len(last) :] == last
    assert len(sentences) == min(count, LOUD + 1)
