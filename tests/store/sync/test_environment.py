"""Nothing of the user's git confuses ours: variables, settings, hooks, languages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from lastmile_tui.domain.changes import drive
from lastmile_tui.store.sync.failures import Failure, SyncError
from lastmile_tui.store.sync.git import Git, clean_env
from support.store.git_sync import NEEDS_GIT, Device, bare, change, run_git
from support.store.goal_store import plan
from support.store.sync_by_hand import hook
from support.store.two_devices import LAPTOP, PHONE

pytestmark = NEEDS_GIT

VARIABLES = {
    "GIT_DIR": "/nowhere",
    "GIT_WORK_TREE": "/nowhere",
    "GIT_INDEX_FILE": "/nowhere/index",
    "GIT_OBJECT_DIRECTORY": "/nowhere/objects",
    "GIT_COMMON_DIR": "/nowhere",
    "GIT_NAMESPACE": "other",
    "GIT_AUTHOR_DATE": "never",
    "GIT_COMMITTER_NAME": "",
    "GIT_DEFAULT_HASH": "sha256",
    "GIT_TRACE": "1",
    "GIT_CONFIG_PARAMETERS": "'core.bare=false'",
    "GIT_LITERAL_PATHSPECS": "1",
    "LANG": "de_DE.UTF-8",
    "LC_ALL": "de_DE.UTF-8",
    "LANGUAGE": "de",
}

SETTINGS = """
[commit]
gpgSign = true
[push]
gpgSign = true
followTags = true
default = nothing
[gpg]
program = /bin/false
[core]
autocrlf = true
hooksPath = {home}/hooks
fsmonitor = /bin/false
pager = /bin/false
editor = /bin/false
[init]
defaultBranch = trunk
templateDir = {home}/template
[fetch]
prune = true
pruneTags = true
fsckObjects = true
[remote "origin"]
url = /nowhere
[user]
useConfigOnly = true
[safe]
bareRepository = explicit
[color]
ui = always
[url "{there}"]
insteadOf = goals:
"""


def both(tmp_path, there, *, env=None, settings=""):
    """A laptop whose git is set otherwise, and a phone; the laptop has a goal and is set up."""
    laptop = Device(tmp_path, LAPTOP, env=env)
    home = laptop.folder
    refuse = "case $GIT_DIR in *sync.git) ;; *) exit 0 ;; esac; echo no >&2"
    hook(home / "hooks" / "reference-transaction", refuse)
    hook(home / "hooks" / "post-checkout", "echo no >&2")
    hook(home / "template" / "hooks" / "pre-push", "echo no >&2")
    (home / ".gitconfig").write_text(settings.format(home=home, there=there))
    phone = Device(tmp_path, PHONE)
    with laptop.open() as store:
        uid = store.add(plan()).goal.uid
    return laptop, phone, uid


@pytest.mark.parametrize("what", ["variables", "settings"])
def test_a_sync_is_the_same_whatever_is_set(what, tmp_path):
    there = bare(tmp_path / "there.git")
    env = VARIABLES if what == "variables" else None
    settings = SETTINGS if what == "settings" else ""
    laptop, phone, uid = both(tmp_path, there, env=env, settings=settings)
    laptop.init(there)
    phone.init(there)
    change(phone, uid, drive.advance)
    assert phone.counts() == (1, 0, 0)
    assert laptop.counts() == (0, 1, 0)
    assert laptop.path.read_bytes() == phone.path.read_bytes()
    assert run_git("--git-dir", there, "branch", "--list") == "lastmile"
    author = run_git("--git-dir", there, "log", "-1", "--format=%an", "lastmile~1")
    assert author == LAPTOP


def test_the_users_own_short_forms_of_addresses_are_known(tmp_path):
    there = bare(tmp_path / "there.git")
    laptop, _, _ = both(tmp_path, there, settings=SETTINGS)
    laptop.init("goals:")
    assert run_git("--git-dir", there, "rev-list", "--count", "lastmile") == "1"


def test_english_is_asked_for_and_signs_stay():
    env = clean_env({"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de", "GIT_DIR": "x"}, asking=False)
    assert (env["LC_MESSAGES"], env["LC_CTYPE"]) == ("C", "de_DE.UTF-8")
    assert not {"LC_ALL", "LANGUAGE", "GIT_DIR"} & env.keys()
    assert env["GIT_TERMINAL_PROMPT"] == "0"
    asking = clean_env({"GIT_SSH_COMMAND": "ssh -i key", "GIT_ASKPASS": "ask"}, asking=True)
    assert "GIT_TERMINAL_PROMPT" not in asking
    assert (asking["GIT_SSH_COMMAND"], asking["GIT_ASKPASS"]) == ("ssh -i key", "ask")


@pytest.mark.parametrize(
    ("script", "failure"),
    [
        ("cat </dev/tty", Failure.LOGIN),  # a password would be read from the terminal
        ("echo 'git@h: Permission denied (publickey).' >&2; exit 255", Failure.LOGIN),
        ("echo 'ssh: Could not resolve hostname h' >&2; exit 255", Failure.OFFLINE),
        ("echo 'Connection closed by 10.0.0.1 port 22' >&2; exit 255", Failure.OFFLINE),
    ],
)
def test_ssh_that_cannot_get_in_never_waits_for_an_answer(script, failure, tmp_path):
    program = tmp_path / "ssh.sh"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    device = Device(tmp_path, LAPTOP, env={"GIT_SSH": str(program), "GIT_SSH_VARIANT": "simple"})
    with device.open() as store:
        store.add(plan())
    with pytest.raises(SyncError) as caught:
        device.init("nas:goals.git")
    if "tty" not in script:
        assert caught.value.failure is failure
    assert device.events()


@pytest.mark.parametrize(("seconds", "times"), [(0.0, 1), (600.0, 0)])
def test_who_waits_long_is_told_once(seconds, times, tmp_path):
    waits = []
    git = Git(tmp_path / "sync.git", os.environ, waiting=lambda: waits.append("waiting"))
    git.quiet_seconds = seconds
    assert git.make(git.folder).code == 0
    data = b"x" * 1000
    blob = git.run("hash-object", "-w", "--stdin", data=data).out.decode().strip()
    assert git.run("cat-file", "blob", blob).out == data
    assert waits == ["waiting"] * times


def test_ctrl_c_leaves_nothing_running_and_the_next_sync_goes_on(tmp_path):
    """The other side never answers; the person has enough."""
    there = bare(tmp_path / "there.git")
    slow = tmp_path / "ssh.sh"
    slow.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 600\n")
    slow.chmod(0o755)
    device = Device(tmp_path, LAPTOP)
    with device.open() as store:
        store.add(plan())
    env = device.env | {"GIT_SSH": str(slow), "GIT_SSH_VARIANT": "simple"}
    env["XDG_STATE_HOME"] = str(device.folder / "state")
    command = [sys.executable, "-m", "lastmile_tui", "--file", str(device.path)]
    running = subprocess.Popen(
        [*command, "sync", "init", "nas:x.git"], env=env, stdin=subprocess.DEVNULL
    )
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text().strip():
        assert is_running(str(running.pid))
    for _ in range(10):  # it waits for git by now, which it has started
        assert is_running(str(running.pid))
    running.send_signal(signal.SIGINT)
    assert running.wait(20) == 130
    number = (tmp_path / "pid").read_text().strip()
    for _ in range(500):  # what was killed may still be on its way out
        if not is_running(number):
            break
    assert not is_running(number)
    done = subprocess.run(
        [*command, "sync", "init", str(there)], env=env, check=True, capture_output=True, text=True
    )
    assert done.stdout.endswith("1 sent, 0 received, 0 in conflict\n")


def is_running(number):
    """Whether a process still does something; an ended one may wait for its parent."""
    command = ["ps", "-o", "stat=", "-p", number]
    state = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    return bool(state.strip()) and not state.startswith("Z")
