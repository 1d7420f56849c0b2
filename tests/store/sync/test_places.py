"""An address that a person types never becomes an option or a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from lastmile_tui.store.sync.failures import Failure, SyncError
from lastmile_tui.store.sync.places import folder_of, read_url, require_folder

HOME, HERE = Path("/home/anna"), Path("/work")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org/goals.git", "https://example.org/goals.git"),
        (" https://example.org/goals.git ", "https://example.org/goals.git"),
        ("ssh://git@example.org:2222/goals.git", "ssh://git@example.org:2222/goals.git"),
        ("git@example.org:anna/goals.git", "git@example.org:anna/goals.git"),
        ("nas:goals.git", "nas:goals.git"),
        ("file:///media/stick/goals.git", "file:///media/stick/goals.git"),
        ("/media/stick/goals.git", "/media/stick/goals.git"),
        ("goals.git", "/work/goals.git"),
        ("./a b/goals.git", "/work/a b/goals.git"),
        ("../goals.git", "/goals.git"),
        ("~/goals.git", "/home/anna/goals.git"),
        ("./host:path", "/work/host:path"),
        ("./git@host", "/work/git@host"),
        ("./host.example.org", "/work/host.example.org"),
        ("./[old]", "/work/[old]"),
        (".goals", "/work/.goals"),
        ("goals.2026", "/work/goals.2026"),
        ("my.goals.git", "/work/my.goals.git"),
        ("host.example.org/goals", "/work/host.example.org/goals"),
        ("ssh://host/x", "ssh://host/x"),
        ("goals@home/now", "/work/goals@home/now"),
        ("http://[::1]:8080/goals.git", "http://[::1]:8080/goals.git"),
    ],
)
def test_an_address_is_read(text, url):
    assert read_url(text, HOME, HERE) == url


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "-oProxyCommand=touch /tmp/x", "--upload-pack=touch x", "-"),
        *("ext::sh -c touch", "fd::17", "foo::bar", "::x", "transport::https://x"),
        *("ssh://-oProxyCommand=x/y", "ext://x", "javascript://x", "https://a b/c"),
        *("http://[bad", "http://[bad]/x", "https://", "https:///x", "ssh://git@/x"),
        *("https://x:port/y", "https://x:99999/y", "git@host", "git@host:", "nas:", "git@host: "),
        *("https://x/\x1b[2J", "a\nb", "git@-oX:y", "x" * 3000),
    ],
)
def test_what_could_be_an_option_or_a_command_is_refused_with_a_sentence(text):
    with pytest.raises(SyncError) as caught:
        read_url(text, HOME, HERE)
    assert caught.value.failure is Failure.NOT_OURS
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    "text",
    [
        *("git@host", "anna@nas.local:", "nas:", "host.example.org", "192.168.1.5"),
        *("ssh://git@host", "SSH://git@host:22/", "git://host"),
    ],
)
def test_an_address_without_a_path_says_what_one_looks_like(text):
    with pytest.raises(SyncError, match=r"has no path: an address looks like git@host:anna/goals"):
        read_url(text, HOME, HERE)


@pytest.mark.parametrize("text", ["[::1]:x.git", "git@[::1]:x.git", "[::1]:anna/x.git", "[old]"])
def test_a_bracket_is_no_folder_unless_it_is_written_as_one(text):
    with pytest.raises(SyncError, match=r"look like ssh://\[::1\]/anna/goals.git; a folder"):
        read_url(text, HOME, HERE)


def test_of_a_blank_word_it_quotes_nothing():
    with pytest.raises(SyncError, match=r"^A blank word is no address of a repository: name it"):
        read_url(" ", HOME, HERE)


def test_a_folder_that_is_not_there_is_a_stick_that_is_not_plugged_in(tmp_path):
    require_folder(str(tmp_path))
    require_folder("git@example.org:x")
    for url in (f"{tmp_path}/gone", f"file://{tmp_path}/gone%20now"):
        with pytest.raises(SyncError, match="plug the stick in"):
            require_folder(url)
    assert folder_of("file:///a%20b") == Path("/a b")
    assert folder_of("https://example.org/x") is None
