"""What git says when it fails, as git 2.39 and ssh say it, and what the person reads."""

from __future__ import annotations

import pytest

from lastmile_tui.store.sync.failures import MEANINGS, Failure, explain, shown_url

URL = "https://anna:s3cret@example.org/goals.git"

SAYINGS = [
    (Failure.OFFLINE, "fatal: unable to access '{}': Could not resolve host: example.org"),
    (Failure.OFFLINE, "ssh: Could not resolve hostname h: Name or service not known"),
    (Failure.OFFLINE, "fatal: unable to access '{}': Failed to connect to h port 443: No route"),
    (Failure.OFFLINE, "ssh: connect to host h port 22: Connection refused\nfatal: Could not read"),
    (Failure.OFFLINE, "ssh: connect to host h port 22: Network is unreachable"),
    (Failure.OFFLINE, "fatal: unable to connect to h:\nh[0: 10.0.0.1]: errno=Connection timed out"),
    (Failure.OFFLINE, "error: RPC failed; curl 56 Recv failure: Connection reset by peer"),
    (Failure.OFFLINE, "fatal: the remote end hung up\nfatal: early EOF\nfatal: index-pack failed"),
    (Failure.OFFLINE, "fatal: unable to access '{}': The requested URL returned error: 503"),
    (Failure.OFFLINE, "fatal: unable to access '{}': Operation too slow. Less than 100 bytes/sec"),
    (Failure.LOGIN, "git@h: Permission denied (publickey).\nfatal: Could not read from remote"),
    (Failure.LOGIN, "Host key verification failed.\nfatal: Could not read from remote repository."),
    (Failure.LOGIN, "fatal: could not read Username for 'https://h': terminal prompts disabled"),
    (Failure.LOGIN, "remote: Invalid username or password.\nfatal: Authentication failed for '{}'"),
    (Failure.LOGIN, "remote: Permission to a/b.git denied to c.\nfatal: error: 403"),
    (Failure.LOGIN, "fatal: detected dubious ownership in repository at '/media/x'"),
    (Failure.LOGIN, "remote: error: insufficient permission for adding an object to repository"),
    (Failure.NO_FOLDER, "fatal: '/media/x' does not appear to be a git repository"),
    (Failure.NO_FOLDER, "remote: Repository not found.\nfatal: repository '{}' not found"),
    (Failure.NO_FOLDER, "fatal: repository '/media/x' does not exist"),
    (Failure.HOOK, "no\nfatal: ref updates aborted by hook\nsend-pack: unexpected disconnect"),
    (Failure.FULL, "error: file write error: No space left on device\nfatal: unable to write"),
    (Failure.FULL, "remote: fatal: write error: Disk quota exceeded\nerror: remote unpack failed"),
    (Failure.LOCKED, "error: cannot lock ref 'refs/x': Unable to create '/x/y.lock': File exists."),
    (Failure.LOCKED, "fatal: Unable to create '/x/packed-refs.lock': File exists."),
    (Failure.DAMAGED, "error: object file objects/12/34 is empty\nfatal: loose object 12 is bad"),
    (Failure.DAMAGED, "fatal: bad object refs/heads/lastmile"),
    (Failure.DAMAGED, "error: inflate: data stream error (incorrect header check)"),
    (Failure.DAMAGED, "fatal: not a git repository: '/x/sync.git'"),
    (Failure.NOT_OURS, "fatal: mismatched algorithms: client sha1; server sha256"),
    (Failure.OTHER, "fatal: something nobody has heard of"),
    (Failure.OTHER, ""),
]  # fmt: skip


@pytest.mark.parametrize(("failure", "saying"), SAYINGS)
def test_each_failure_is_known_by_what_git_says(failure, saying):
    error = explain(saying.replace("{}", URL), URL, remote=True)
    assert error.failure is failure
    sentence = str(error)
    assert sentence.endswith((".", "x/y.lock", "packed-refs.lock", "goals.git"))
    assert sentence.isprintable()
    assert "s3cret" not in sentence
    assert "anna" not in sentence


DENIED = """\
git@h: Permission denied (publickey).
fatal: Could not read from remote repository.

Please make sure you have the correct access rights
and the repository exists.
"""
CHANGED = """\
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
Host key verification failed.
fatal: Could not read from remote repository.
"""
UNKNOWN = """\
No ED25519 host key is known for h and you have requested strict checking.
Host key verification failed.
fatal: Could not read from remote repository.
"""


@pytest.mark.parametrize(
    ("answer", "start"),
    [
        (DENIED, "ssh://git@h/x does not let you in (git@h: Permission denied (publickey)). Try"),
        (CHANGED, "ssh://git@h/x shows another key than before: either it got a new one, or"),
        (UNKNOWN, "ssh://git@h/x is not known to ssh yet. Run git ls-remote ssh://git@h/x in a"),
        (UNKNOWN[UNKNOWN.index("Host") :], "ssh://git@h/x is not known to ssh yet. Run git"),
        (
            DENIED.replace("publickey", "publickey,password"),
            "ssh://git@h/x does not let you in (git@h: Permission denied (publickey,password)). ",
        ),
    ],
)
def test_what_ssh_says_becomes_what_to_do(answer, start):
    error = explain(answer, "ssh://git@h/x", remote=True)
    assert error.failure is Failure.LOGIN
    assert str(error).startswith(start)
    assert "@@" not in str(error)


def test_each_failure_has_a_code_of_its_own_and_a_meaning():
    assert MEANINGS.keys() == set(Failure)
    assert min(Failure) == 3  # 0 done, 1 could not, 2 wrong use


def test_what_is_said_elsewhere_has_no_power_over_the_terminal():
    error = explain("remote: \x1b[2J\x1b]0;pwned\x07bye\nfatal: x", URL, remote=True)
    assert str(error).isprintable()
    assert "bye" in str(error)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (URL, "https://example.org/goals.git"),
        ("https://token@example.org/x", "https://example.org/x"),
        ("https://a:b:c@example.org/x", "https://example.org/x"),
        ("ftp://anna@example.org/x", "ftp://example.org/x"),
        ("ssh://git@example.org:2222/x.git", "ssh://git@example.org:2222/x.git"),
        ("ssh://git:s3cret@example.org/x", "ssh://git@example.org/x"),
        ("SSH://git:s3@example.org/x", "SSH://git@example.org/x"),
        ("git+ssh://git@example.org/x", "git+ssh://git@example.org/x"),
        ("ssh://:s3cret@example.org/x", "ssh://example.org/x"),
        ("ssh://example.org/x@y", "ssh://example.org/x@y"),
        ("git@example.org:x.git", "git@example.org:x.git"),
        ("/media/stick", "/media/stick"),
    ],
)
def test_an_address_is_shown_without_what_is_secret_in_it(url, shown):
    assert shown_url(url) == shown
