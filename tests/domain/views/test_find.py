"""Finding the goal or the marker that a person means."""

# ruff: noqa: RUF001 # letters that look alike are what some tests are about

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.model.goal import Goal, Marker
from lastmile_tui.domain.views.find import (
    CANDIDATES,
    ID_LENGTH,
    find,
    find_marker,
    short_id,
    short_ids,
)
from lastmile_tui.errors import NotFoundError

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ROAD = (Marker("a", "half"), Marker("b", "30k"), Marker("c", "30k and a half"), Marker("d", "2"))


def goal(uid: str, title: str, *, deleted: bool = False) -> Goal:
    return Goal(uid, title, NOON, NOON, NOON, ROAD, deleted=deleted)


VOLVO = goal("7kq2m8", "Sell the Volvo")
THESIS = goal("7kq9aa", "Ship the thesis")
GOALS = [VOLVO, THESIS, goal("m1m1m1", "Ship")]


@pytest.mark.parametrize("reference", ["7kq2m8", "7KQ2", "volvo", " the  VOLVO "])
def test_a_goal_is_found_by_its_id_its_start_or_a_part_of_its_title(reference):
    assert find(GOALS, reference) is VOLVO


def test_a_whole_title_beats_the_same_words_in_longer_titles():
    assert find(GOALS, "ship").uid == "m1m1m1"


def test_an_id_beats_a_title_that_reads_the_same():
    assert find([goal("zzzz", "7kq2m8"), VOLVO], "7kq2m8") is VOLVO


def test_letters_outside_ascii_are_compared_without_case():
    assert find([goal("a1a1a1", "ÜBUNG für Łukasz")], "übung FÜR łuk").uid == "a1a1a1"


def test_fewer_characters_than_an_id_has_are_words_only():
    with pytest.raises(NotFoundError, match="No goal matches"):
        find(GOALS, "7kq"[: ID_LENGTH - 1])


def test_what_fits_several_goals_lists_them_with_ids_that_work():
    with pytest.raises(NotFoundError) as caught:
        find(GOALS, "the")
    sentence = str(caught.value)
    assert "7kq2 ‘Sell the Volvo’" in sentence
    assert "7kq9 ‘Ship the thesis’" in sentence
    assert "m1m1" not in sentence
    assert find(GOALS, "7kq9") is THESIS


def test_only_so_many_candidates_are_listed():
    many = [goal(f"{index:06}", f"Road {index}") for index in range(100)]
    with pytest.raises(NotFoundError, match=f"and {100 - CANDIDATES} more"):
        find(many, "road")


def test_a_reference_to_nothing_says_where_to_look():
    with pytest.raises(NotFoundError, match="lastmile list"):
        find(GOALS, "boat")


def test_an_empty_reference_finds_nothing():
    with pytest.raises(NotFoundError, match="by its id or by a part of its title"):
        find([VOLVO], " \t")


def test_a_removed_goal_is_not_found():
    with pytest.raises(NotFoundError):
        find([goal("7kq2m8", "Sell the Volvo", deleted=True)], "7kq2m8")


def test_what_is_not_found_is_told_without_control_characters():
    with pytest.raises(NotFoundError) as caught:
        find(GOALS, "\x1b[2Jboat\u202e")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("reference", "index"),
    [("1", 0), ("4", 3), ("HALF", 0), ("30k", 1), ("and a", 2), ("2", 3), ("3", 2)],
)
def test_a_marker_is_found_by_title_number_or_part(reference, index):
    assert find_marker(VOLVO, reference) == index


@pytest.mark.parametrize("reference", ["30", "5", "0", "-1", "", "nowhere"])
def test_what_is_not_one_marker_lists_the_numbers(reference):
    with pytest.raises(NotFoundError, match="give a number: "):
        find_marker(VOLVO, reference)


UIDS = st.sets(st.text("01ab", min_size=16, max_size=16), min_size=1, max_size=30)


@given(UIDS)
def test_a_short_id_finds_its_goal_and_could_not_be_shorter(uids):
    shorts = short_ids(uids)
    for uid, short in shorts.items():
        assert [other for other in uids if other.startswith(short)] == [uid]
        less = short[:-1]
        assert len(short) == ID_LENGTH or sum(other.startswith(less) for other in uids) > 1


@given(UIDS)
def test_a_short_id_leads_find_to_its_goal(uids):
    goals = [goal(uid, f"Road {index}") for index, uid in enumerate(sorted(uids))]
    shorts = short_ids(uids)
    assert all(find(goals, shorts[each.uid]) is each for each in goals)


def test_one_short_id_is_the_one_of_all():
    assert short_id("7kq2m8", ["7kq2m8", "7kq2zz", "aaaaaa"]) == "7kq2m"


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("cafe", "Open the Café"),
        ("CAFÉ", "Open the Café"),
        ("strasse", "Straße"),
        ("orsted", "Ørsted"),
        ("lodz", "Nach Łódź"),
        ("diyarbakir", "Diyarbakır"),
        ("full", "Ｆｕｌｌ"),
        ("don't", "Don’t panic"),
        ("finish", "ﬁnish"),
    ],
)
def test_a_title_and_a_marker_are_found_without_their_accents(reference, title):
    assert find([VOLVO, goal("a1a1a1", title)], reference).title == title
    road = (Marker("x", "first"), Marker("y", title))
    assert find_marker(Goal("u", "t", NOON, NOON, NOON, road), reference) == 1


@pytest.mark.parametrize(
    ("reference", "title"),
    [("schon", "schon"), ("schön", "Schön"), ("sch", None), ("SCHÖN", "Schön"), ("on", None)],
)
def test_where_only_accents_differ_the_very_letters_win(reference, title):
    goals = [goal("a1a1a1", "Schön"), goal("b1b1b1", "schon"), goal("c1c1c1", "schön und on")]
    if title is None:
        with pytest.raises(NotFoundError, match="goals, so give an id"):
            find(goals, reference)
    else:
        assert find(goals, reference).title == title
