"""The command line on a file or a folder that its user may not write."""

import contextlib
import io
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest

from lastmile_tui.cli.main import main
from support.store.database import forked, open_db, succeeds


@pytest.fixture
def shared():
    """A folder that any user can reach, which pytest's are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*arguments, "--now", "2026-11-21T10:00:00Z"])
    return code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("bits", [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)])
def test_the_command_line_shows_it_and_refuses_a_change_with_one_sentence(
    shared, bits, monkeypatch
):
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(shared / "home"))
    path = shared / "lastmile.json"
    assert run("add", "Sell the car: listed > driven", "--file", str(path))[0] == 0
    verbs = ("advance", "Sell"), ("note", "Sell", "hello"), ("add", "Another"), ("undo",)
    for verb in (*verbs, ("list",)):  # another user may not read what would be imported then
        assert run(*verb, "--file", str(path))[0] == 0
    for file in shared.rglob("*"):
        file.chmod(0o755 if file.is_dir() else bits[1])
    shared.chmod(bits[0])
    before, seq = path.read_bytes(), open_db(path).storage.meta.seq

    def look():
        said, whose = "lastmile.json is open for reading only", ""
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
            whose = f": {shared}(/lastmile.json)? belongs to root"
        code, out, err = run("list", "--file", str(path))
        assert (code, err) == (0, "")
        assert "Sell the car" in out
        for verb in verbs:
            code, out, err = run(*verb, "--file", str(path))
            assert code != 0
            assert out == ""
            assert re.fullmatch(f"lastmile: {said}{whose}\\.\n", err), err

    assert succeeds(forked(look))
    assert path.read_bytes() == before
    assert open_db(path).storage.meta.seq == seq
