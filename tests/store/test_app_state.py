import json
import os
import stat
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.errors import StoreError
from lastmile_tui.store.app_state import AppState, device_id, load_state, save_state

unix = pytest.mark.skipif(sys.platform == "win32", reason="modes and FIFOs are Unix")
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def test_without_a_file_nothing_was_chosen(tmp_path):
    assert load_state(tmp_path / "none") == AppState()


def test_what_was_saved_is_loaded(tmp_path):
    state = AppState("night", "compact", None, "parked")
    save_state(tmp_path, state)
    assert load_state(tmp_path) == state


@given(st.dictionaries(st.text(), json_values))
def test_what_another_version_keeps_survives(tmp_path_factory, other):
    folder = tmp_path_factory.getbasetemp()
    (folder / "state.json").write_text(json.dumps(other | {"theme": "old", "new": [1]}))
    loaded = load_state(folder)
    save_state(folder, AppState(theme="night", other=loaded.other))
    kept = json.loads((folder / "state.json").read_text("utf-8"))
    known = {"theme", "density", "sort", "view", "place", "guide"}
    left = {name: value for name, value in other.items() if name not in known}
    assert kept == left | {"theme": "night", "new": [1]}


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"null", b'{"theme": "\xff"}', b'{"a": "\\ud800"}', b"[" * 100_000),
        *(b'{"theme": 5, "sort": null, "view": ["x"]}', b"\x00" * 10, b'{"a":' * 100_000),
    ],
)
def test_a_broken_file_is_as_if_nothing_was_chosen(tmp_path, content):
    (tmp_path / "state.json").write_bytes(content)
    assert load_state(tmp_path) == AppState()


def test_a_directory_in_its_place_is_as_if_nothing_was_chosen(tmp_path):
    (tmp_path / "state.json").mkdir()
    assert load_state(tmp_path) == AppState()
    with pytest.raises(StoreError, match=r"state\.json"):
        save_state(tmp_path, AppState())


@given(st.binary(), st.sampled_from([b'{"theme":"x","n":', b""]))
def test_whatever_is_loaded_can_be_saved(tmp_path_factory, noise, start):
    folder = tmp_path_factory.getbasetemp()
    (folder / "state.json").write_bytes(start + noise)
    state = load_state(folder)
    save_state(folder, state)
    assert load_state(folder) == state


@unix
@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_only_the_owner_may_read(tmp_path, umask):
    before = os.umask(umask)
    try:
        save_state(tmp_path / "new", AppState("night"))
        device_id(tmp_path / "new", lambda: "d1")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    for path in (tmp_path / "new").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_but_the_state_is_left_behind(tmp_path):
    save_state(tmp_path, AppState("night"))
    save_state(tmp_path, AppState("day"))
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


def test_a_write_that_fails_leaves_the_state_as_it_was(tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    save_state(tmp_path, AppState("night"))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="no space left on the device"):
        save_state(tmp_path, AppState("day"))
    assert load_state(tmp_path) == AppState("night")
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


def test_what_a_killed_process_left_is_removed_and_what_another_just_writes_is_not(tmp_path):
    old, new = tmp_path / ".~state.json.0a1b2c3d", tmp_path / ".~state.json.1a2b3c4d"
    victim = tmp_path / "victim"
    for file in (old, new, victim):
        file.touch()
    os.utime(old, (0, 0))
    link = tmp_path / ".~state.json.2a2b3c4d"
    link.symlink_to(victim)
    os.utime(link, (0, 0), follow_symlinks=False)
    save_state(tmp_path, AppState("night"))
    assert {path.name for path in tmp_path.iterdir()} == {"state.json", "victim", new.name}


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="not a directory"):
        save_state(tmp_path / "file" / "below", AppState())


def test_a_device_keeps_its_id(tmp_path):
    assert device_id(tmp_path / "new", lambda: "01J9Z3") == "01J9Z3"
    assert device_id(tmp_path / "new", lambda: "other") == "01J9Z3"


@pytest.mark.parametrize("content", [b"", b" \n", b"two words", b"\xff\xfe", b"x" * 65, b"\x1b[2J"])
def test_a_broken_id_is_replaced(tmp_path, content):
    (tmp_path / "device").write_bytes(content)
    assert device_id(tmp_path, lambda: "fresh") == "fresh"
    assert device_id(tmp_path, lambda: "other") == "fresh"


def test_a_device_that_can_keep_nothing_still_gets_an_id(tmp_path):
    (tmp_path / "file").touch()
    assert device_id(tmp_path / "file" / "below", lambda: "fresh") == "fresh"
    assert device_id(tmp_path / "file" / "below", lambda: "other") == "other"


@unix
@pytest.mark.parametrize("name", ["device", "state.json"])
def test_a_pipe_in_its_place_does_not_stop_the_start(tmp_path, name):
    os.mkfifo(tmp_path / name)
    assert device_id(tmp_path, lambda: "fresh") == "fresh"
    assert load_state(tmp_path) == AppState()
