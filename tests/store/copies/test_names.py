"""Names of copies nominate, and tell what they can."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.store.copies.names import parse_copy_name

DAY = date(2026, 8, 18)


NAMES = [
    (".sync-conflict-20260818-173636-D4LGQYW", "Syncthing", "D4LGQYW", DAY, time(17, 36, 36)),
    (".sync-conflict-20260818-173636", "Syncthing", "", DAY, time(17, 36, 36)),
    (" (Peter G's conflicted copy 2026-08-18)", "Dropbox", "Peter G", DAY, None),
    (" (thinkpad’s conflicted copy 2026-08-18)", "Dropbox", "thinkpad", DAY, None),
    (" (Ines' conflicted copy 2026-08-18 1)", "Dropbox", "Ines", DAY, None),
    (" (Peter G's conflicted copy 2026-08-18) (2)", "Dropbox", "Peter G", DAY, None),
    (" (conflicted copy 2026-08-18 093612)", "Nextcloud", "", DAY, time(9, 36, 12)),
    (" (conflicted copy ana 2026-08-18 093612)", "Nextcloud", "ana", DAY, time(9, 36, 12)),
    (" (conflicted copy 2026-08-18)", "Nextcloud", "", DAY, None),
    ("_conflict-20260818-093612", "Nextcloud", "", DAY, time(9, 36, 12)),
    ("-DESKTOP7-safeBackup-0001", "OneDrive", "DESKTOP7", None, None),
    ("-DESKTOP7", "OneDrive", "DESKTOP7", None, None),
    ("-DESKTOP-A7-2", "OneDrive", "DESKTOP-A7", None, None),
    (" 2", "iCloud", "", None, None),
    (" 14", "iCloud", "", None, None),
    (" (1)", "Google Drive", "", None, None),
    ("(3)", "Google Drive", "", None, None),
    (" [conflicted]", "pCloud", "", None, None),
    (" (conflicted)", "pCloud", "", None, None),
    (" (conflicted 2)", "pCloud", "", None, None),
    (" (DESKTOP7)", "another program", "DESKTOP7", None, None),
    (" (Copie en conflit de Zoé 2026-08-18)", "another program", None, None, None),
    (".sync-conflict-20269918-173636-D4LGQYW", "Syncthing", "D4LGQYW", None, time(17, 36, 36)),
]


UNSURE = {mark for mark, tool, *_ in NAMES if tool == "another program"} | {
    "-DESKTOP7",
    "-DESKTOP-A7-2",
}


@pytest.mark.parametrize("data", ["lastmile.json", "roads", "my.road.json", "a (b)+[c].json"])
@pytest.mark.parametrize("form", NAMES)
def test_a_name_tells_its_tool_and_what_the_tool_wrote_into_it(data, form):
    mark, tool, device, day, at = form
    stem, dot, ending = data.rpartition(".")
    found = parse_copy_name(f"{stem or data}{mark}{dot}{ending if stem else ''}", data)
    assert found is not None
    assert found.tool == tool
    assert (found.day, found.at) == (day, at)
    assert device is None or found.device == device
    assert found.sure == (mark not in UNSURE)


@pytest.mark.parametrize(
    "name",
    [
        "lastmile.json",
        "lastmile.json.bad-20260818T173636Z",
        "lastmile.json.schema-1",
        "lastmile.json.schema-0-2",
        ".~lastmile.json.journal",
        ".~lastmile.json.lock",
        ".~lastmile.json.tmp",
        "lastmile.json.gz",
        "lastmile.json~",
        "lastmile 1.json",
        "lastmile 02.json",
        "lastmile2.json",
        "lastmile.yaml",
        "lastmile 2.txt",
        "other 2.json",
        "other.sync-conflict-20260818-173636-D4LGQYW.json",
        "lastmile-.json",
        "lastmile ().json",
        "lastmile-..json",
        "",
        ".json",
    ],
)
def test_other_files_are_not_nominated(name):
    assert parse_copy_name(name, "lastmile.json") is None


@given(st.text(max_size=300), st.text(min_size=1, max_size=20))
def test_any_name_is_answered(name, data):
    parse_copy_name(name, data)
    found = parse_copy_name(f"{data}{name}", data)
    assert found is None or found.name == f"{data}{name}"
