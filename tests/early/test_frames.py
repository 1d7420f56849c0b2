"""Frames on the disk: whole, true for a while, private."""

from __future__ import annotations

import os

import pytest

from lastmile_tui.early import frames
from lastmile_tui.early.places import EarlyPlaces

STAMP, FRAME = b"stamp\nof two lines\0", b"\x1b[1;1Hroads\n\x1b[2;1Hkeys"
WHOLE = frames.pack(STAMP, FRAME, 100.9, 200.1)


@pytest.mark.parametrize(
    ("now", "true"), [(99, False), (100, True), (150.5, True), (199.9, True), (200, False)]
)
def test_a_frame_is_true_for_a_while(now, true):
    assert frames.unpack(WHOLE, now) == ((STAMP, FRAME) if true else None)


def test_a_frame_that_is_cut_or_changed_anywhere_is_none():
    for end in range(len(WHOLE)):
        assert frames.unpack(WHOLE[:end], 150) is None
    for at in range(len(WHOLE)):
        changed = WHOLE[:at] + bytes([WHOLE[at] ^ 1]) + WHOLE[at + 1 :]
        assert frames.unpack(changed, 150) is None, at
    assert frames.unpack(WHOLE + b"x", 150) is None


def test_a_frame_that_is_too_large_is_not_kept():
    assert frames.pack(STAMP, b"x" * frames.MOST_BYTES, 0, 1) == b""
    assert frames.unpack(frames.pack(STAMP, b"", 0, 9), 1) is None


@pytest.fixture
def places(tmp_path):
    (tmp_path / "frames").mkdir()
    return EarlyPlaces("", "", "", str(tmp_path))


def test_only_a_private_file_of_the_user_is_read(places, tmp_path):
    path = tmp_path / "frames" / "one"
    assert frames.read(places.frames, "one") == b""
    path.write_bytes(WHOLE)
    path.chmod(0o600)
    assert frames.read(places.frames, "one") == WHOLE
    for mode in (0o640, 0o604, 0o620, 0o666):
        path.chmod(mode)
        assert frames.read(places.frames, "one") == b""
    path.chmod(0o600)
    (tmp_path / "frames" / "link").symlink_to(path)
    os.mkfifo(tmp_path / "frames" / "pipe", 0o600)
    (tmp_path / "frames" / "folder").mkdir(mode=0o700)
    for name in ("link", "pipe", "folder"):
        assert frames.read(places.frames, name) == b""
    path.write_bytes(WHOLE.ljust(frames.MOST_BYTES + 1))
    assert frames.read(places.frames, "one") == b""
