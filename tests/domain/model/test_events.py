from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.model.events import all_made_at, made_at, ulid
from support.domain.goals import START, goal_from, stamp

instants = st.datetimes(datetime(1970, 1, 1), datetime(9999, 12, 31)).map(  # noqa: DTZ001
    lambda instant: instant.replace(tzinfo=UTC)
)
entropies = st.integers(0, 2**80 - 1)


def test_an_id_is_written_as_the_specification_says():
    """The example of github.com/ulid/spec: the time part of 1469918176385."""
    at = datetime(2016, 7, 30, 22, 36, 16, 385000, tzinfo=UTC)
    assert ulid(at, 0) == "01aryz6s41" + "0" * 16
    assert ulid(at, 2**80 - 1) == "01aryz6s41" + "z" * 16


@given(instants, entropies, st.integers(1, 10**9), entropies)
def test_ids_sort_by_their_time(at, one, milliseconds, other):
    later = at - timedelta(milliseconds=milliseconds)
    if later.year >= 1971:
        assert ulid(later, other) < ulid(at, one)


@given(instants, entropies)
def test_an_id_has_26_characters_whatever_the_entropy(at, entropy):
    assert len(ulid(at, entropy)) == 26
    assert ulid(at, entropy + 2**80) == ulid(at, entropy)


def test_a_stamp_names_a_new_goal_and_its_parts():
    made = stamp(5)
    assert len(made.uid) == 16
    assert made.id.endswith(made.uid)
    assert len({made.child(index) for index in range(200)}) == 200


def test_a_stamp_names_other_goals_than_the_next_one():
    assert stamp(5).uid != stamp(6).uid
    assert stamp(5).at - START == timedelta(minutes=5)


offsets = st.integers(-2_000_000, 2_000_000) | st.integers(-(10**12), 10**12)
"""Microseconds by which an instant is behind its id, some within its millisecond."""

odd_ids = st.one_of(
    st.text(max_size=30),
    st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=26, max_size=26),
    st.text("0129zilou_+ -", min_size=26, max_size=26),
    st.sampled_from(["", "7zzzzzzzzz" + "0" * 16, "8" + "0" * 25, "zzzzzzzzzz" + "z" * 16]),
)


@given(st.lists(st.tuples(st.none() | odd_ids, offsets), max_size=6))
def test_all_instants_are_those_of_each_event(found):
    """Whatever the ids are, and also where only one of them is none of ours."""
    event = goal_from().event
    events = [
        msgspec.structs.replace(event, id=ulid(START, 7) if name is None else name, at=at)
        for name, offset in found
        for at in (START + timedelta(microseconds=offset),)
    ]
    assert all_made_at(events) == [made_at(event) for event in events]
