"""What a file lacks is found by what is known, however much else the file has."""

from __future__ import annotations

import pytest

from lastmile_tui.store.codec import merge
from lastmile_tui.store.db.own import gaps
from lastmile_tui.store.db.own.gaps import find_missing


def document(uid, *events):
    """A document with a log of these events."""
    logged = ",".join(f'{{"id":"{event}","dev":"one"}}' for event in events)
    return f'{{"uid":"{uid}","events":[{logged}]}}'.encode()


@pytest.mark.parametrize("place", ["1", "7"])
@pytest.mark.parametrize(
    ("known", "changes", "goals"),
    [
        (document("a", "x"), 0, 0),
        (document("a", "x", "y", "z"), 2, 0),
        (document("b", "x", "y"), 2, 1),
    ],
)
def test_a_document_is_known_by_its_uid_wherever_it_stands(place, known, changes, goals):
    here = {"goals": {"7": document("a", "x", "w"), "8": document("c", "v")}}
    missing = find_missing({"goals": {place: known}}, here, merge)
    found = (missing.changes, missing.goals) if missing else (0, 0)
    assert found == (changes, goals)


def test_a_change_of_a_large_file_is_no_search_through_all_of_it(monkeypatch):
    read, uid_of = [], gaps.uid_of

    def counted(raw):
        read.append(raw)
        return uid_of(raw)

    monkeypatch.setattr(gaps, "uid_of", counted)
    here = {"goals": {str(number): document(f"g{number}", "x") for number in range(1000)}}
    missing = find_missing({"goals": {"7": document("g7", "x", "y")}}, here, merge)
    assert missing is not None
    assert missing.changes == 1
    assert len(read) < 5
