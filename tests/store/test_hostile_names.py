"""Names of tags and people that another program wrote, as registers are named after them."""

from __future__ import annotations

import msgspec
import pytest

from lastmile_tui.store.codec import read_log, read_record
from support.store.documents import document
from support.store.goal_store import open_store, plan


@pytest.mark.parametrize("kind", ["tag", "person"])
@pytest.mark.parametrize("name", ["\u202e swim", " swim", "\x1b swim \u200b", "swim "])
def test_a_name_that_begins_or_ends_with_nothing_to_see_is_that_name(tmp_path, kind, name):
    with open_store(tmp_path / "lastmile.json") as store:
        doc = document(store, store.add(plan()).goal.uid)
    doc["events"][0]["set"][f"{kind}:{name}"] = True
    read = read_record(doc)
    assert read.event.set[f"{kind}:swim"] is True
    assert read_log(msgspec.json.encode(doc)) == read.log
