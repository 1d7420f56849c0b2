"""The titles under a deck: what is named in full, what is cut, and what keeps them apart."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.deck import SIGN_ASIDE, deck_of, draw_signs
from lastmile_tui.ui.drawing.labels import ASIDE, LABEL_FLOOR, LABEL_GAP, _free, labels_of
from support.drawing.roads import PEN, by, goal

ROOMS = " > ".join(f"room number {n}" for n in range(1, 23))
WEEKS = " > ".join(f"week {n}" for n in range(1, 12))
CHAPTERS = "topic agreed > sources > chapter one > chapter two > chapter three > draft"
ROADS = {
    "a house move": (f"Move: {ROOMS} >> keys handed over > meters read > deposit back", 4),
    "a thesis": (f"Thesis: {CHAPTERS} >> corrected > printed and bound > handed in", 2),
    "a run": (f"Run: {WEEKS} >> tapering week > the race", 7),
    "a long year": (f"Year: {' > '.join(f'day {n}' for n in range(1, 25))} >> last", 12),
    "a short thesis": (
        "Thesis: outline > literature > experiments > full draft >> format > sent",
        1,
    ),
    "a job": ("Job: cv > 5 applications > interview > second talk >> offer > signed", 2),
    "a year": ("Year: jan > feb > mar > apr > may > jun > jul > aug > sep > oct > nov > dec", 0),
}
"""Roads, and how far they are driven."""


def road(name):
    line, miles = ROADS[name]
    return goal(line, by(miles)) if miles else goal(line)


@pytest.mark.parametrize("width", [70, 103, 150])
@pytest.mark.parametrize("name", ROADS)
def test_the_next_marker_the_last_and_those_of_the_stretch_are_in_full(name, width):
    deck = deck_of(road(name), width)
    texts = {label.index: label.text for label in labels_of(deck, 2, "…")}
    last = len(deck.posts) - 1
    wanted = {deck.following, last, *range(deck.goal.final_index, last)}
    assert {texts.get(index) for index in wanted} == {
        deck.goal.markers[index].title for index in wanted
    }


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize("width", [40, 70, 103])
@pytest.mark.parametrize("name", ROADS)
def test_nothing_is_cut_beside_blank_space(name, width, rows):
    deck = deck_of(road(name), width)
    labels = labels_of(deck, rows, "…")
    for label in labels:
        if not label.text.endswith("…"):
            continue
        others = [other for other in labels if other.row == label.row and other is not label]
        before = max((it.stop for it in others if it.stop <= label.start), default=-LABEL_GAP)
        after = min(
            (it.start for it in others if it.start >= label.stop), default=width + LABEL_GAP
        )
        assert label.start - before <= LABEL_GAP + 1, label
        assert after - label.stop <= LABEL_GAP + 1, label


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize("width", [51, 71, 103, 111])
@pytest.mark.parametrize("name", ROADS)
def test_no_title_is_left_out_beside_blank_space(name, width, rows):
    deck = deck_of(road(name), width)
    labels = labels_of(deck, rows, "…")
    named = {label.index for label in labels}
    for index, post in enumerate(deck.posts):
        if index in named:
            continue
        for row in range(rows):
            used = [label for label in labels if label.row == row]
            room = range(post - LABEL_FLOOR - LABEL_GAP + 1, post + LABEL_GAP + 1)
            blank = not any(it.start in room or it.stop - 1 in room for it in used)
            covered = any(it.start <= post < it.stop for it in used)
            assert covered or not blank, (index, row)


def test_a_title_whose_post_has_another_one_beside_it_ends_just_before_it():
    deck = deck_of(road("a short thesis"), 71)
    texts = {label.index: label.text for label in labels_of(deck, 1, "…")}
    assert [texts.get(index) for index in range(4)] == [
        "outline", "literature", "experi…", "full draft"
    ]  # fmt: skip


@given(
    titles=st.lists(st.text("abcdefgh ", min_size=1, max_size=30).filter(str.strip), min_size=2),
    miles=st.integers(0, 30),
    width=st.integers(2, 160),
    rows=st.integers(1, 2),
)
def test_two_cells_stand_between_titles_and_each_is_under_its_post(titles, miles, width, rows):
    line = "X: " + " > ".join(title.strip() for title in titles)
    driven = goal(line, by(min(miles, len(titles)))) if miles else goal(line)
    deck = deck_of(driven, width)
    labels = labels_of(deck, rows, "…")
    assert len({label.index for label in labels}) == len(labels)
    for label in labels:
        post = deck.posts[label.index]
        assert 0 <= label.start <= post < label.stop + ASIDE
        assert label.stop <= deck.view.width
        for other in labels:
            if other is not label and other.row == label.row:
                assert (
                    other.start >= label.stop + LABEL_GAP or label.start >= other.stop + LABEL_GAP
                )


@pytest.mark.parametrize(
    ("name", "width"),
    [
        *(("a house move", width) for width in (74, 90, 103, 130)),
        ("a run", 70),
        ("a year", 60),
        ("a long year", 81),
    ],
)
def test_no_number_goes_missing(name, width):
    row, deck = Row(width + 1), deck_of(road(name), width)
    draw_signs(row, 0, deck, PEN)
    text = row.strip(PEN.palette.base).text
    for index, post in enumerate(deck.posts):
        assert text[post] == str(index + 1)[-1], index
        assert text[post + 1] in " ⚑"


def numbers(deck):
    """The numbers above a deck: each with the cell in which it ends."""
    row = Row(deck.view.width + 1)
    draw_signs(row, 0, deck, PEN)
    text = row.strip(PEN.palette.base).text[: deck.view.width]
    return [(found.end() - 1, found[0]) for found in re.finditer("✓?[0-9]+", text)]


BESIDE_EACH_OTHER = [
    ("Book: a > b >> c *0.1 > d *0.1 > e *0.1 > f", 1, 60, [3, 4, 5, 6]),
    ("Book: a > b >> c > d *0.1 > e *0.1 > f *0.1", 1, 60, [3, 4, 5, 6]),
    ("Job: a > b >> c *0.1 > d > e *0.1 > f", 2, 50, [3, 4, 5, 6]),
    (f"Move: {ROOMS} >> keys > meters *0.1 > deposit *0.1 > back", 4, 50, [23, 24, 25, 26]),
]


@pytest.mark.parametrize(("line", "miles", "width", "wanted"), BESIDE_EACH_OTHER)
def test_numbers_of_posts_side_by_side_make_room_for_each_other(line, miles, width, wanted):
    deck = deck_of(goal(line, by(miles)), width)
    last = [number for _, number in numbers(deck)][-len(wanted) :]
    assert [number[-1] for number in last] == [str(number)[-1] for number in wanted]


@pytest.mark.parametrize("miles", [0, 3, 9])
@pytest.mark.parametrize("width", [70, 72, 75])
def test_a_number_is_whole_where_it_has_room_a_cell_beside_its_post(miles, width):
    first = " > ".join(f"part {number}" for number in range(1, 10))
    made = goal(f"Thesis: {first} >> printed *0.1 > bound *0.1 > handed in *2.8", by(miles or 0.1))
    deck = deck_of(made, width)
    found = [number.lstrip("✓") for _, number in numbers(deck)]
    assert found == [str(number) for number in range(1, 13)]


@given(
    st.lists(st.sampled_from([0.1, 0.2, 1, 1, 1, 3]), min_size=1, max_size=30),
    st.lists(st.sampled_from([0.1, 0.2, 1, 1, 3]), min_size=1, max_size=9),
    st.floats(0, 1),
    st.integers(30, 150),
)
def test_each_number_of_the_stretch_is_there_where_they_have_room(before, stretch, share, width):
    titles = [f"m{number} *{miles}" for number, miles in enumerate([*before, *stretch])]
    start, end = " > ".join(titles[: len(before)]), " > ".join(titles[len(before) :])
    made = goal(f"Road: {start} >> {end}")
    deck = deck_of(made, width, round(share * made.distance, 1))
    found = numbers(deck)
    ends = [end for end, _ in found]
    assert all(
        later - end > len(number) for end, (later, number) in zip(ends, found[1:], strict=False)
    )
    plain = [number.lstrip("✓") for _, number in found]
    order = range(1, len(titles) + 1)
    rest = iter(order)  # the numbers stand in their order, each by its last digit at least
    assert all(any(str(number).endswith(each) for number in rest) for each in plain)
    first = {min(deck.following, len(titles) - 1), *range(len(before), len(titles))}
    cell = -2
    for index in sorted(first):  # one after the other, each as far to the left as it may stand
        cell = max(cell + 2, deck.posts[index] - SIGN_ASIDE, 0)
        if cell > min(deck.posts[index] + SIGN_ASIDE, width - 1):
            return
    assert len(found) >= len(first)
    near = {
        index
        for index in first
        for end, each in found
        if str(index + 1).endswith(each.lstrip("✓")) and abs(end - deck.posts[index]) <= SIGN_ASIDE
    }
    assert near == first


@pytest.mark.parametrize(("name", "width"), [("a thesis", 70), ("a run", 103), ("a year", 103)])
def test_numbers_are_whole_and_ticked_where_there_is_room(name, width):
    row, deck = Row(width + 1), deck_of(road(name), width)
    draw_signs(row, 0, deck, PEN)
    words = row.strip(PEN.palette.base).text.replace("⚑", " ").split()
    assert words == [
        f"✓{number + 1}" if number < deck.following else str(number + 1)
        for number in range(len(deck.posts))
    ]


def test_a_second_row_takes_what_the_first_has_no_room_for():
    deck = deck_of(road("a thesis"), 70)
    one, two = labels_of(deck, 1, "…"), labels_of(deck, 2, "…")
    assert {label.row for label in two} == {0, 1}
    assert len(two) > len(one)


@given(
    sizes=st.lists(st.integers(2, 18), min_size=8, max_size=14),
    miles=st.integers(0, 8),
    width=st.integers(40, 120),
)
@example(sizes=[2] * 8 + [13, 10, 4], miles=4, width=40)
def test_no_title_is_cut_that_has_room_in_the_other_row(sizes, miles, width):
    line = " > ".join("m" * size for size in sizes)
    deck = deck_of(goal(f"Road: {line}", *[by(min(miles, 7))][:miles]), width)
    placed = []
    for label in labels_of(deck, 2, "…"):
        title, post = deck.goal.markers[label.index].title, deck.posts[label.index]
        if label.text != title:
            size = cell_len(title)
            for at in range(post, max(post - ASIDE, 0) - 1, -1):
                assert all(len(_free(placed, deck, row, at)) < size for row in range(2)), label
        placed.append(label)
