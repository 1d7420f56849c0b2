"""The corpus of every target, and random changes of it, for a few seconds.

`python tests/fuzz TARGET --seconds 600` looks further, guided by what is covered; see README.md.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.fuzz.targets import CORPUS, TARGETS, seeds

WORDS = [
    json.loads(line.replace("\\x", "\\u00")).encode("latin-1")
    for line in CORPUS.with_name("words.dict").read_text().splitlines()
    if line.startswith('"')
]


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_of_the_corpus_fails(target):
    inputs = seeds(target)
    assert len(inputs) >= 5
    for data in inputs:
        TARGETS[target](data)


@st.composite
def mutated(draw, target):
    """An input of the corpus with something put in, taken out, or overwritten."""
    data = bytearray(draw(st.sampled_from(seeds(target))))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data)))
        piece = draw(st.sampled_from(WORDS) | st.binary(max_size=4))
        data[place : place + draw(st.sampled_from([0, 1, len(piece), 20]))] = piece
    return bytes(data)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "examples", [200, pytest.param(20_000, marks=pytest.mark.long)], ids=["short", "long"]
)
def test_nothing_like_the_corpus_fails(target, examples):
    @settings(
        max_examples=examples,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(mutated(target))
    def look(data):
        TARGETS[target](data)

    look()


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "x > " * 2400,
        "due " * 2400,
        "#a" * 4900,
        "( " * 4900,
        "a*" * 4900,
        "🏳️‍🌈" * 2400,
        "! " * 49,
    ],
)
@pytest.mark.parametrize("target", ["quick_add", "dates", "form"])
def test_long_repetitions_take_no_longer_than_their_length(target, text):
    TARGETS[target](text.encode())
    TARGETS[target](("\x02# T\n\n## Markers\n- " + text + "\n" + "- " + text).encode())


def test_the_corpus_stays_small():
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) < 200_000
