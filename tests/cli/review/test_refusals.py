"""An answer that the road refuses says what it would need, in the review in lines too."""

from __future__ import annotations

import pytest

REFUSED = [
    ("c", "‘Swim the lake’ has no next step yet; say what comes next first."),
    ("step done", "‘Swim the lake’ has no next step yet; say what comes next first."),
    ("step don", "‘Swim the lake’ has no next step yet; say what comes next first."),
    ("turn\nnobody's", "No turn is set."),
]


@pytest.mark.parametrize(("answer", "words"), REFUSED)
@pytest.mark.usefixtures("swim")
def test_an_answer_says_why_it_is_none(typed, answer, words):
    assert words in typed(*answer.splitlines(), "leave")
