"""lastmile sync as it is typed: what it prints, and how it ends."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support.cli.command import VOLVO
from support.store.git_sync import NEEDS_GIT, bare, run_git
from support.store.sync_by_hand import hook

pytestmark = NEEDS_GIT


@pytest.fixture
def there(tmp_path):
    return bare(tmp_path / "there.git")


@pytest.fixture
def ready(lastmile, there):
    """Set up, with one goal that is sent."""
    lastmile("add", VOLVO)
    lastmile("sync", "init", str(there))
    return there


def test_three_lines_set_it_up(lastmile, tmp_path):
    lastmile("add", VOLVO)
    stick = tmp_path / "stick" / "goals.git"
    stick.parent.mkdir()
    assert lastmile("sync", "init", str(stick)).out.splitlines() == [
        f"An empty repository was made: {stick}.",
        f"Goals are exchanged with {stick}.",
        "1 sent, 0 received, 0 in conflict",
    ]
    lastmile("advance", "volvo")
    assert lastmile("sync") == (0, "1 sent, 0 received, 0 in conflict\n", "")
    assert lastmile("sync") == (0, "Nothing new.\n", "")


def test_before_it_is_set_up_it_says_how(lastmile):
    code, out, err = lastmile("sync")
    assert (code, out) == (17, "")
    assert err.startswith("lastmile: Syncing is not set up yet: lastmile sync init URL does that")
    assert lastmile("sync", "--status").out == (
        "Syncing is not set up; lastmile sync init URL does that.\n"
    )
    assert lastmile("sync", "log").out == "Nothing has been sent or received yet.\n"


def test_without_an_address_it_says_where_the_changes_are(lastmile):
    lastmile("add", VOLVO)
    assert lastmile("sync", "init").out.splitlines()[0] == (
        "Changes are kept on this machine; lastmile sync init URL names another place for them."
    )


def test_the_status_needs_no_network(lastmile, ready):
    ready.rename(ready.with_name("unplugged"))
    lastmile("advance", "volvo")
    assert lastmile("sync", "--status").out.splitlines() == [
        f"with:        {ready}",
        "last sync:   today 09:00",
        "to send:     1 change",
        "to receive:  0 changes, as of the last sync",
    ]
    assert lastmile("sync").code == 10
    sentence = (
        f"There is no folder {ready}: plug the stick in, or name another place with lastmile sync "
        "init URL."
    )
    assert lastmile("sync", "--status").out.splitlines()[-1] == f"last try:    {sentence}"
    found = lastmile("sync", "--status", "--json").json
    assert (found["to_send"], found["to_receive"], found["code"]) == (1, 0, 10)
    assert found["error"] == sentence


def test_json_for_scripts_has_the_failure_too(lastmile, ready):
    lastmile("advance", "volvo")
    found = lastmile("sync", "--json").json
    assert (found["sent"], found["received"], found["conflicts"]) == (1, [], [])
    assert found["text"] == "1 sent, 0 received, 0 in conflict"
    ready.rename(ready.with_name("unplugged"))
    done = lastmile("sync", "--json")
    assert (done.code, done.json["code"]) == (10, 10)
    assert "plug the stick in" in done.json["error"]


def test_the_log_tells_the_syncs_newest_first(lastmile, ready):
    assert ready.exists()
    lastmile("advance", "volvo")
    lastmile("sync")
    lastmile("sync")
    assert lastmile("sync", "log").out.splitlines() == [
        "today 09:00  1 sent, 0 received, 0 in conflict",
        "today 09:00  1 sent, 0 received, 0 in conflict",
    ]
    rows = lastmile("sync", "log", "--json").json["syncs"]
    assert [row["sent"] for row in rows] == [1, 1]


def test_another_address_needs_a_yes(lastmile, ready, tmp_path):
    other = bare(tmp_path / "other.git")
    code, _, err = lastmile("sync", "init", str(other))
    assert code == 2
    assert err == (
        f"lastmile: Goals are sent to {ready} until now. Send them to {other} instead? --yes says "
        "so.\n"
    )
    assert lastmile("sync", "init", str(other), "--yes").code == 0
    assert lastmile("sync", "--status").out.startswith(f"with:        {other}\n")


def test_an_address_that_is_not_ours_leaves_the_one_before_as_it_was(
    lastmile, ready, tmp_path, home
):
    other, work = bare(tmp_path / "other.git"), tmp_path / "work"
    run_git("init", "--quiet", work)
    (work / "main.c").write_text("int main() {}")
    run_git("-C", work, "add", ".")
    run_git("-C", work, "commit", "--quiet", "-m", "a program")
    run_git("-C", work, "push", "--quiet", other, "HEAD:lastmile")
    before = lastmile("sync", "--status").out
    assert before.startswith(f"with:        {ready}\n")
    assert "to send:     0 changes" in before

    assert lastmile("sync", "init", str(other), "--yes").code == 8

    after = lastmile("sync", "--status").out
    assert [line for line in after.splitlines() if "last try" not in line] == before.splitlines()
    assert not [*home.rglob("sync-*.git")]
    assert lastmile("sync") == (0, "Nothing new.\n", "")


def test_a_damaged_address_is_said_to_be_damaged_and_is_set_up_again(lastmile, ready, home):
    (kept,) = home.rglob("sync.json")
    kept.write_bytes(b"{\x00")
    for words in (["sync"], ["sync", "--status"]):
        done = lastmile(*words)
        said = " ".join(f"{done.out}{done.err}".split())
        assert "sync.json, which says where goals are sent, cannot be read" in said
        assert "lastmile sync init URL" in said
    assert lastmile("sync", "init", str(ready)).code == 0
    assert lastmile("sync") == (0, "Nothing new.\n", "")


def test_wrong_words_are_told_in_plain_ones(lastmile):
    assert lastmile("sync", "status").err.startswith("lastmile: ‘status’ is not one of init, log")
    assert lastmile("sync", "--every").err.startswith("lastmile: --every needs a value behind it;")


NOBODY = "git://127.0.0.1:1/goals.git"
"""An address where nobody answers, as a mistyped one."""


def test_an_address_that_does_not_answer_is_not_kept(lastmile, there):
    lastmile("add", VOLVO)
    done = lastmile("sync", "init", NOBODY)
    assert (done.code, done.out) == (3, "")
    assert "nothing was set up" in " ".join(done.err.split())
    assert "not set up" in lastmile("sync", "--status").out
    assert lastmile("sync").code == 17
    assert lastmile("sync", "init", str(there)).code == 0


def test_an_address_whose_hook_refuses_is_not_kept_and_it_says_so(lastmile, there):
    lastmile("add", VOLVO)
    hook(there / "hooks" / "pre-receive", "echo 'no goals here' >&2")
    done = lastmile("sync", "init", str(there))
    assert (done.code, done.out) == (7, "")
    assert " ".join(done.err.split()) == (
        f"lastmile: {there} refused to take the changes: no goals here. So nothing was set up: let "
        "the hook take them, or choose another repository, then run lastmile sync init URL again."
    )
    assert lastmile("sync").code == 17
    (there / "hooks" / "pre-receive").unlink()
    assert "1 sent" in lastmile("sync", "init", str(there)).out


@pytest.mark.usefixtures("ready")
def test_what_was_sent_before_it_went_missing_in_the_file_is_told_when_it_is_back(lastmile, file):
    old = file.read_bytes()
    lastmile("advance", "volvo")
    lastmile("note", "volvo", "first viewing")
    lastmile("sync")
    file.write_bytes(old)
    text = "2 changes of this machine brought back; 1 sent, 0 received, 0 in conflict"
    undo = "lastmile undo takes back what was brought back."
    assert lastmile("sync").out == f"{text}\n{undo}\n"  # that they are back is what is sent
    newest = lastmile("sync", "log").out.splitlines()[0]
    assert newest == f"today 09:00  {text}"
    assert lastmile("sync", "log", "--json").json["syncs"][0]["back"] == 2
    assert lastmile("sync").out == "Nothing new.\n"
    assert lastmile("undo").out == "Undone: 2 changes brought back · Sell the Volvo\n"
    assert lastmile("show", "volvo", "--json").json["goal"]["position"] == 0.0
    assert lastmile("sync").out == "1 sent, 0 received, 0 in conflict\n"


def test_an_address_that_does_not_answer_leaves_the_one_before(lastmile, ready, home):
    assert lastmile("sync", "init", NOBODY, "--yes").code == 3
    assert lastmile("sync", "--status").out.startswith(f"with:        {ready}\n")
    assert not [*home.rglob("sync-*.git")]
    assert lastmile("sync") == (0, "Nothing new.\n", "")


@pytest.mark.usefixtures("ready")
def test_other_addresses_within_a_second(lastmile, tmp_path, home):
    for name in ("one", "two", "three"):
        assert lastmile("sync", "init", str(tmp_path / name), "--yes").code == 0
    assert len([*home.rglob("sync-*.git")]) == 3


def test_the_status_tells_of_a_file_of_the_other_side_that_cannot_be_read(
    lastmile, ready, tmp_path
):
    work = tmp_path / "work"
    run_git("clone", "--quiet", "--branch", "lastmile", ready, work)
    (work / "lastmile.json").write_text("{")
    run_git("-C", work, "commit", "--quiet", "-am", "oops")
    run_git("-C", work, "push", "--quiet")
    sentence = lastmile("sync").err.removeprefix("lastmile: ").strip()
    assert sentence.startswith("The file of the other side cannot be read: it breaks off")

    code, out, err = lastmile("sync", "--status")

    assert (code, err) == (0, "")
    assert f"last try:    {sentence}" in out


def test_the_status_of_a_file_without_a_goal_finds_nothing_wrong(lastmile):
    lastmile("sync", "init")
    assert "to send:     0 changes" in lastmile("sync", "--status").out.splitlines()[-1]
    found = lastmile("sync", "--status", "--json").json
    assert (found["error"], found["code"]) == (None, None)


@pytest.mark.usefixtures("ready")
def test_the_status_tells_of_another_data_file_as_of_now(lastmile, file, tmp_path):
    other = tmp_path / "other.json"
    lastmile("--file", str(other), "add", "Mend the fence: posts >> painted")
    other.replace(file)
    *_, last = lastmile("sync", "--status").out.splitlines()
    assert last == (
        "now:         The data file is another one than was synced from here: nothing is sent or "
        "received."
    )
    assert lastmile("sync", "--status", "--json").json["code"] == 8


@pytest.mark.parametrize("url", ["ext::sh -c touch% x", "https://x/\x1b[2J", ""])
def test_what_is_no_address_is_refused(lastmile, url):
    lastmile("add", VOLVO)
    done = lastmile("sync", "init", url or " ")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "\x1b" not in done.err


@pytest.mark.parametrize(
    "words", [("sync", "log", "x"), ("sync", "--status", "log"), ("sync", "push")]
)
def test_wrong_use_is_told_as_everywhere(lastmile, words):
    assert lastmile(*words).code == 2


def test_without_git_it_says_what_to_install(lastmile, ready, monkeypatch, tmp_path):
    assert ready.exists()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lastmile("sync") == (
        9,
        "",
        "lastmile: git is not installed, or not on the PATH: install it, then try again.\n",
    )


@pytest.mark.parametrize("at", ["marks", "index"])
def test_a_merge_of_the_user_that_is_not_finished_is_left_alone(lastmile, ready, file, at):
    """The data file is in a repository of dotfiles, too."""
    assert ready.exists()
    folder = file.parent
    run_git("init", "--quiet", "-b", "main", folder)
    run_git("-C", folder, "add", file)
    run_git("-C", folder, "commit", "--quiet", "-m", "goals")
    run_git("-C", folder, "checkout", "--quiet", "-b", "other")
    lastmile("note", "volvo", "one")
    run_git("-C", folder, "commit", "--quiet", "-am", "other")
    run_git("-C", folder, "checkout", "--quiet", "main")
    lastmile("note", "volvo", "two")
    run_git("-C", folder, "commit", "--quiet", "-am", "main")
    run_git("-C", folder, "merge", "other", check=False)
    if at == "index":
        run_git("-C", folder, "checkout", "--ours", file)
    before = file.read_bytes()
    code, _, err = lastmile("sync")
    assert code == 6
    what = "is in an unfinished merge of yours"
    if at == "marks":
        what = "has marks of an unfinished merge in it"
    assert err.startswith(
        f"lastmile: lastmile.json {what}: nothing was synchronised. Finish it first: lastmile merge"
    )
    assert file.read_bytes() == before


def test_the_help_names_every_exit_code(lastmile):
    text = lastmile("sync", "--help").out
    for line in ("0  done, or nothing new", "3  no network", "9  git is not installed"):
        assert line in text


def test_neither_the_screen_nor_pendulum_is_loaded(tmp_path, ready):
    program = (
        "import sys; from lastmile_tui.cli.main import main; code = main(sys.argv[1:]);"
        "print([name for name in ('textual', 'rich', 'pendulum') if name in sys.modules], code)"
    )
    command = [sys.executable, "-c", program, "--file", str(tmp_path / "x.json"), "sync", "init"]
    done = subprocess.run([*command, str(ready)], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[] 0"


@pytest.mark.parametrize(
    "words",
    [["init", "{}", "--yes"], ["init", "--yes", "{}"], ["--yes", "init", "{}"]],
    ids=" ".join,
)
def test_options_stand_before_and_behind_the_address(lastmile, there, words):
    lastmile("add", VOLVO)
    assert lastmile("sync", *(word.format(there) for word in words)).code == 0
    assert lastmile("sync", "--status").out.startswith(f"with:        {there}\n")


@pytest.mark.parametrize("words", [["log", "--json", "x"], ["init", "--yes", "x", "y"]])
def test_more_words_than_it_takes_are_wrong_use(lastmile, words):
    assert lastmile("sync", *words).code == 2
