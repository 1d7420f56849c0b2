"""Notifications: by stand-ins for the tools of a desktop, and by what terminals are sent."""

from __future__ import annotations

import io
import re
import sys
from base64 import b64decode

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.cli.remind import notification
from lastmile_tui.cli.remind.notification import notify, osc_of, osc_text
from lastmile_tui.errors import LastmileError
from support.cli.command import NOW

EVIL = "a\x1b\\b\x07;c\x9c <b>&amp;</b> \\n \x1b]0;title\x07"


@pytest.fixture
def tools(tmp_path, monkeypatch):
    """A PATH of stand-ins only, each of which writes down its words, one a line."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in (*notification.BUSES, "SSH_CONNECTION", "TMUX", "STY", "KITTY_WINDOW_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(notification, "MAC", False)

    def put(name, body=""):
        tool = folder / name
        tool.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/heard\n{body}\n')
        tool.chmod(0o700)
        return tmp_path / "heard"

    return put


class Tty(io.StringIO):
    def isatty(self):
        return True


def test_a_desktop_is_given_text_that_is_no_markup_and_no_escape(tools, monkeypatch):
    heard = tools("notify-send")
    monkeypatch.setenv("DISPLAY", ":0")
    notify([EVIL, "second"])
    assert heard.read_text("utf-8").splitlines() == [
        *("--app-name=lastmile", "--", "lastmile"),
        "a\\\\b;c &lt;b&gt;&amp;amp;&lt;/b&gt; \\\\n ]0;title",
        "second",
    ]


def test_many_are_counted(tools, monkeypatch):
    heard = tools("notify-send")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    notify([f"road {n}" for n in range(30)])
    assert heard.read_text("utf-8").splitlines()[-2:] == ["road 7", "and 22 more"]


def test_a_timer_finds_the_bus_of_the_user(tools, tmp_path):
    (tmp_path / "bus").touch()
    heard = tools("notify-send", f'echo "$DBUS_SESSION_BUS_ADDRESS" >> {tmp_path}/heard')
    notify(["one"])
    assert heard.read_text("utf-8").splitlines()[-1] == f"unix:path={tmp_path / 'bus'}"


def test_on_a_mac_texts_are_arguments_of_a_script(tools, monkeypatch):
    heard = tools("osascript")
    monkeypatch.setattr(notification, "MAC", True)
    notify(['quote " and \\'])
    assert heard.read_text("utf-8").splitlines()[-2:] == ["lastmile", 'quote " and \\']


@pytest.mark.parametrize(
    ("tool", "env", "why"),
    [
        (None, {}, "notify-send is not installed; there is no terminal to show it"),
        ("true", {}, "there is no desktop; there is no terminal to show it"),
        ("echo no bus >&2; exit 1", {"DISPLAY": ":0"}, "notify-send failed: no bus; there"),
        ("exit 3", {"DISPLAY": ":0"}, "notify-send failed: its exit code was 3; there"),
    ],
)
def test_why_nothing_can_be_shown(tools, monkeypatch, tool, env, why):
    if tool is not None:
        tools("notify-send", tool)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(LastmileError, match=f"^No notification could be shown: {re.escape(why)}"):
        notify(["one"])


@pytest.mark.parametrize(
    ("env", "osc"),
    [
        ({"TERM": "xterm-kitty"}, "99"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "99"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "9"),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, "9"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "9"),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, "9"),
        ({"TERM": "xterm-ghostty"}, "9"),
        ({"TERM": "foot"}, "777"),
        ({"TERM": "rxvt-unicode-256color"}, "777"),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "linux"}, ""),
        ({}, ""),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1", "TMUX": "x,1,0"}, ""),
        ({"TERM": "xterm-kitty", "STY": "1.pts"}, ""),
        ({"TERM": "screen", "WT_SESSION": "1"}, ""),
    ],
)
def test_which_terminals_are_known(env, osc):
    assert osc_of(env) == osc


@pytest.mark.parametrize("text", [EVIL, "4;1;50", "\x1b", "für Ärzte 漢字", "\x9c\x9d\x90"])
@pytest.mark.parametrize("osc", ["9", "99", "777"])
def test_no_text_ends_its_sequence(osc, text):
    sent = osc_text(osc, [text])
    count = 2 if osc == "99" else 1
    assert sent.count("\x1b]") == sent.count("\x1b\\") == count
    assert sent.endswith("\x1b\\")
    assert sum(not char.isprintable() for char in sent) == 2 * count
    if osc == "9":
        assert sent.startswith("\x1b]9;lastmile: ")
    if osc == "777":
        assert sent.count(";") == 3
    if osc == "99":
        assert b64decode(sent.rpartition(";")[2][:-2]).decode().isprintable()


def test_over_ssh_the_terminal_is_asked_first(tools, monkeypatch):
    heard, out = tools("notify-send"), Tty()
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("TERM", "foot")
    monkeypatch.setattr(sys, "stdout", out)
    notify(["one"])
    assert (heard.exists(), out.getvalue()) == (True, "")
    heard.unlink()
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    notify(["one"])
    assert (heard.exists(), out.getvalue()) == (False, "\x1b]777;notify;lastmile;one\x1b\\")


def test_what_could_not_be_shown_is_not_known(tools, lastmile, monkeypatch):
    lastmile("add", "Mend the fence: posts >> painted due today")
    code, out, err = lastmile("remind", "--notify")
    assert (code, out) == (1, "")
    assert err.startswith("lastmile: No notification could be shown: notify-send is not installed")
    assert lastmile("remind", "--notify") == (1, "", ""), "cron would send it again as a mail"
    heard = tools("notify-send")
    monkeypatch.setenv("DISPLAY", ":0")
    assert lastmile("remind", "--notify") == (0, "", "")
    assert heard.read_text("utf-8").splitlines()[-1] == "Mend the fence: due today"
    heard.unlink()
    assert lastmile("remind", "--notify") == (0, "", "")
    assert not heard.exists()


@pytest.mark.usefixtures("tools")
def test_what_is_wrong_with_the_settings_is_told_a_timer_once_until_it_is_mended(lastmile, home):
    lastmile("add", "Mend the fence: posts >> painted")
    config = home / "config" / "lastmile" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    told = []
    for text in ("unit = 5", "unit = 5", "linear = 5", "", "linear = 5"):
        config.write_text(text)
        told.append(lastmile("remind", "--notify").err)
    assert [bool(each) for each in told] == [True, False, True, False, True]
    assert "line 1: unit must be one word" in told[0]
    assert lastmile("remind").err == told[-1]


@pytest.mark.usefixtures("tools")
def test_who_asks_by_hand_is_told_each_time_what_a_timer_is_told_once(lastmile, home, monkeypatch):
    lastmile("add", "Mend the fence: posts >> painted due today")
    config = home / "config" / "lastmile" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text("unit = 5")
    lastmile("remind", "--notify")
    assert lastmile("remind", "--notify") == (1, "", "")
    for _ in range(2):
        terminal = Tty()
        monkeypatch.setattr(sys, "stderr", terminal)
        assert main(["remind", "--notify", "--now", NOW]) == 1
        assert "No notification could be shown" in terminal.getvalue()
        assert "line 1: unit must be one word" in terminal.getvalue()
