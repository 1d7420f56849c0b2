"""Where a sync cannot go on it changes nothing, and a sentence says what to do."""

from __future__ import annotations

import os

import pytest

from lastmile_tui.store.sync.failures import Failure, SyncError
from support.store.git_sync import NEEDS_GIT
from support.store.sync_by_hand import HEAD, hook

pytestmark = NEEDS_GIT


def other_files(at):
    (at.person.folder / "README.md").write_text("Goals")
    at.person.git("add", "--force", "README.md")
    at.person.git("commit", "--quiet", "-m", "README")
    at.person.send()
    return Failure.BY_HAND, (
        "The branch lastmile of {there} has other files (README.md): somebody put them there. "
        "Take them off that branch, then run lastmile sync again; nothing was changed."
    )


REWRITTEN = (
    "The branch lastmile of {there} was rewritten: it no longer has what both sides had. Nothing "
    "was changed. If that was meant: lastmile sync init takes it as it is, and adds what it lacks."
)


def rewritten(at):
    at.person.git("commit", "--quiet", "--amend", "-m", "another")
    at.person.send("--force")
    return Failure.BY_HAND, REWRITTEN


def unrelated(at):
    at.person.git("checkout", "--quiet", "--orphan", "new")
    at.person.git("commit", "--quiet", "-m", "anew")
    at.person.send("--force")
    return Failure.BY_HAND, REWRITTEN


def something_else(at):
    at.person.git("rm", "--quiet", "lastmile.json")
    (at.person.folder / "main.c").write_text("int main() {}")
    at.person.git("add", "--force", "main.c")
    at.person.git("commit", "--quiet", "-m", "a program")
    at.person.send()
    return Failure.NOT_OURS, (
        "The branch lastmile of {there} holds something else than goals. Name a repository of "
        "its own: lastmile sync init URL."
    )


def with_markers(at):
    lines = at.person.file.read_text().splitlines(keepends=True)
    at.person.file.write_text(
        "".join(["<<<<<<< HEAD\n", *lines, "=======\n", *lines, ">>>>>>> b\n"])
    )
    at.person.git("commit", "--quiet", "-am", "merged")
    at.person.send()
    return Failure.BY_HAND, (
        "The file of the other side has the marks of a merge that was not finished. Nothing was "
        "merged: put a whole file on that branch, such as with git revert."
    )


def emptied_by_hand(at):
    at.person.file.write_text("[]")
    at.person.git("commit", "--quiet", "-am", "oops")
    at.person.send()
    return Failure.BY_HAND, (
        "The file of the other side cannot be read: it is JSON, but not of lastmile. Nothing was "
        "merged: put a whole file on that branch, such as with git revert."
    )


def folder_gone(at):
    at.there.rename(at.there.with_name("unplugged"))
    return Failure.NO_FOLDER, (
        "There is no folder {there}: plug the stick in, or name another place with lastmile "
        "sync init URL."
    )


def no_repository_there(at):
    at.there.rename(at.there.with_name("unplugged"))
    at.there.mkdir()
    return Failure.NO_FOLDER, (
        "There is no repository at {there}: plug the stick in, make the repository there, or name "
        "another place with lastmile sync init URL."
    )


def hook_there(at):
    hook(at.there / "hooks" / "pre-receive", "echo 'Quota of \033[31mten\033[0m files reached' >&2")
    return Failure.HOOK, (
        "{there} refused to take the changes: Quota of [31mten[0m files reached. They are saved "
        "here, and sent next time."
    )


def hook_here(at):
    hook(at.laptop.folder / "hooks" / "pre-push", "echo 'no pushing on Sundays'")
    (at.laptop.folder / ".gitconfig").write_text(
        f"[core]\nhooksPath = {at.laptop.folder / 'hooks'}\n"
    )
    return Failure.HOOK, (
        "A hook on this machine refused to take the changes: no pushing on Sundays. They are "
        "saved here, and sent next time."
    )


def locked_here(at):
    (at.laptop.memory.repository / f"{HEAD}.lock").touch()
    os.utime(at.laptop.memory.repository / f"{HEAD}.lock", (4e9, 4e9))
    return Failure.LOCKED, (
        "Another program is at work in the repository. Try again in a minute; if it stays so, "
        f"delete what a killed git has left: {at.laptop.memory.repository}/{HEAD}.lock"
    )


def damaged_here(at):
    for pack in at.laptop.memory.repository.glob("objects/??/*"):
        pack.chmod(0o600)
        pack.write_bytes(b"")
    return Failure.DAMAGED, (
        "The repository for lastmile sync on this machine is damaged; the data file is not. "
        "lastmile sync init makes it anew from the file."
    )


def damaged_there(at):
    at.phone.sync()
    for found in at.there.rglob("objects/*/*"):
        found.chmod(0o600)
        found.write_bytes(b"")
    return Failure.DAMAGED, (
        "The repository at {there} is damaged. Every change is still here: make a new, empty "
        "repository, and name it with lastmile sync init URL."
    )


def worked_in(at):
    state = at.laptop.memory.load()
    at.person.git("reset", "--quiet", "--hard")
    at.laptop.memory.save(type(state)(url=str(at.person.folder), last=at.laptop.clock.now()))
    return Failure.NOT_OURS, (
        f"{at.person.folder} is a folder that someone works in, on the branch lastmile. Make a "
        "bare repository: git init --bare FOLDER."
    )


REFUSALS = (
    *(other_files, rewritten, unrelated, something_else, with_markers, emptied_by_hand),
    *(folder_gone, no_repository_there, hook_there, hook_here, locked_here, damaged_here),
    *(damaged_there, worked_in),
)


@pytest.mark.parametrize("trap", REFUSALS, ids=lambda trap: trap.__name__)
def test_where_it_cannot_go_on_it_says_what_to_do(trap, at):
    failure, sentence = trap(at)
    before, file = at.laptop.events(), at.laptop.path.read_bytes()
    with pytest.raises(SyncError) as caught:
        at.laptop.sync()
    assert caught.value.failure is failure
    assert str(caught.value) == sentence.format(there=at.there)
    assert at.laptop.path.read_bytes() == file
    assert at.laptop.events() == before
    assert at.laptop.memory.load().sentence == str(caught.value)
