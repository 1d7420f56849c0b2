"""What git, or somebody with git, does to the branch between two syncs: nothing is lost by it.

Each trap is sprung after both devices have the goal, and each has a change that was not sent yet;
then the laptop syncs, the phone, and the laptop again: both end with the same bytes.
"""

from __future__ import annotations

import json
import os

import pytest

from lastmile_tui.store.sync.report import say_exchanged
from support.store.git_sync import NEEDS_GIT, run_git
from support.store.sync_by_hand import HEAD, offline

pytestmark = NEEDS_GIT


def say(done):
    return say_exchanged(done.sent, done.received, len(done.conflicts))


def converge(laptop, phone):
    """Sync to and fro; what the person reads."""
    before = laptop.events() | phone.events()
    read = tuple(say(device.sync()) for device in (laptop, phone, laptop))
    assert laptop.path.read_bytes() == phone.path.read_bytes()
    assert laptop.events() == phone.events()
    assert laptop.events() >= before
    assert say(phone.sync()) == say(laptop.sync()) == "Nothing new."
    return read


USUAL = (
    "1 sent, 0 received, 0 in conflict",
    "1 sent, 1 received from laptop, 0 in conflict",
    "0 sent, 1 received from thinkpad, 0 in conflict",
)
CAME_BY_HAND = (
    "1 sent, 1 received from thinkpad, 0 in conflict",
    "0 sent, 1 received from laptop, 0 in conflict",
    "Nothing new.",
)
ALL_AGAIN = ("2 sent, 0 received, 0 in conflict", *USUAL[1:])


def criss_cross(at):
    """Both devices have merged each other's change, each in a commit of its own."""
    heads = []
    for device in (at.laptop, at.phone):
        offline(device)
    for device, other in ((at.laptop, at.phone), (at.phone, at.laptop)):
        device.git("fetch", "--quiet", other.memory.repository, f"{HEAD}:refs/heads/other")
        tree = device.git("rev-parse", f"{HEAD}^{{tree}}")
        mine, theirs = device.git("rev-parse", HEAD), device.git("rev-parse", "refs/heads/other")
        merge = device.git("commit-tree", tree, "-p", mine, "-p", theirs, "-m", "by hand")
        heads.append(merge)
    for device, merge in zip((at.laptop, at.phone), heads, strict=True):
        device.git("update-ref", HEAD, merge)


def cherry_picked(at):
    """The phone's commit was picked onto the branch, its lines over those that contradict."""
    offline(at.phone)
    at.person.git("fetch", "--quiet", at.phone.memory.repository, HEAD)
    at.person.git("cherry-pick", "-X", "theirs", "FETCH_HEAD")
    at.person.send()


def mailed(at):
    """The phone's commit came as a patch by mail."""
    offline(at.phone)
    patch = at.phone.git("format-patch", "--stdout", "-1", HEAD) + "\n"
    at.person.git("am", "--quiet", "--keep-cr", input=patch.encode())
    at.person.send()


def looked_at_in_a_worktree(at):
    """Somebody looks at the branch in a work tree of our own repository."""
    folder = at.laptop.folder / "worktree"
    at.laptop.git("worktree", "add", "--quiet", folder, "lastmile")
    (folder / "notes.txt").write_text("mine")


def collected(at):
    """All repositories were packed as far as git can."""
    for folder in (at.laptop.memory.repository, at.phone.memory.repository, at.there):
        run_git("--git-dir", folder, "gc", "--quiet", "--aggressive", "--prune=now")
        assert not (folder / HEAD).exists()


def line_ends_changed(at):
    """Git changes line ends wherever it may."""
    for device in (at.laptop, at.phone):
        (device.folder / ".gitconfig").write_text("[core]\nautocrlf = true\nsafecrlf = true\n")


def committed_with_other_line_ends(at):
    """An editor saved the file with the line ends of Windows, and a person sent that."""
    at.person.file.write_bytes(at.person.file.read_bytes().replace(b"\n", b"\r\n"))
    at.person.git("commit", "--quiet", "-am", "saved")
    at.person.send()


def taken_back(at):
    """Somebody took the newest commit back, as git does it: by a new one."""
    at.laptop.sync()
    at.person.git("pull", "--quiet")
    at.person.git("revert", "--no-edit", "HEAD")
    at.person.send()


def formatted(at):
    """A program wrote the same JSON in another shape."""
    at.person.file.write_text(json.dumps(json.loads(at.person.file.read_bytes()), indent=2))
    at.person.git("commit", "--quiet", "-am", "prettier")
    at.person.send()


def branch_deleted(at):
    run_git("--git-dir", at.there, "update-ref", "-d", HEAD)


def tag_of_the_same_name(at):
    for folder in (at.laptop.memory.repository, at.phone.memory.repository, at.there):
        run_git("--git-dir", folder, "tag", "lastmile", HEAD)


def older_state_restored(at):
    """The server was set back to its backup of yesterday."""
    at.laptop.sync()
    run_git("--git-dir", at.there, "update-ref", HEAD, f"{HEAD}^")


def killed_with_a_lock(at):
    """A git that was killed long ago has left its lock files."""
    for name in (f"{HEAD}.lock", "packed-refs.lock", "config.lock"):
        lock = at.laptop.memory.repository / name
        lock.touch()
        os.utime(lock, (0, 0))


def commit_by_hand(at):
    """Somebody commits nothing, on our side and on theirs."""
    at.person.git("commit", "--quiet", "--allow-empty", "-m", "hello")
    at.person.send()
    tree, head = at.laptop.git("rev-parse", f"{HEAD}^{{tree}}"), at.laptop.git("rev-parse", HEAD)
    at.laptop.git("update-ref", HEAD, at.laptop.git("commit-tree", tree, "-p", head, "-m", "hello"))


TRAPS = {
    criss_cross: USUAL,
    cherry_picked: CAME_BY_HAND,
    mailed: CAME_BY_HAND,
    looked_at_in_a_worktree: USUAL,
    collected: USUAL,
    line_ends_changed: USUAL,
    committed_with_other_line_ends: USUAL,
    taken_back: USUAL,
    formatted: USUAL,
    branch_deleted: ALL_AGAIN,
    tag_of_the_same_name: USUAL,
    older_state_restored: USUAL,
    killed_with_a_lock: USUAL,
    commit_by_hand: USUAL,
}


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
def test_a_trap_loses_nothing_and_both_end_the_same(trap, at):
    trap(at)
    assert converge(at.laptop, at.phone) == TRAPS[trap]
