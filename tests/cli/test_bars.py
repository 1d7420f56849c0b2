"""A title in a prompt or a status bar is only text, whatever it says."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from lastmile_tui.cli.bars import ESCAPES
from lastmile_tui.cli.table.screen_arguments import BARS
from lastmile_tui.domain.model.text import cells
from support.terminal import Terminal

TITLES = (
    *("#[fg=red]x", "#{host}x", "#(echo hi)x", "a #[open x"),
    *("##[fg=red]x", "###{host}x", "#H x", "100% %H:%M %m x", "%F{red}x %", "x \\w\\u\\$ \\"),
    *("$HOME x $(echo pwned) ${x}", "`echo pwned` x", "\\$(echo pwned) x", "\\\\`id` x \\n"),
    *('it\'s "x"', "x}, {y", "日本 x", "x;echo pwned", "a & b | x"),
)


def last_line(terminal):
    return terminal.shown.split("\n")[-1].strip()


def in_tmux(text, folder):
    (folder / "text").write_text(text + "\n")
    conf = folder / "conf"
    conf.write_text(
        "set -g status-right-length 90\nset -g status-left ''\nset -g status-interval 1\n"
        "set -g window-status-current-format ''\n"
        f"set -g status-right '#(cat {folder}/text) END'\n"
    )
    tmux = ["tmux", "-S", str(folder / "socket"), "-f", str(conf)]
    with Terminal([*tmux, "new", "sleep 600"]) as terminal:
        try:
            terminal.until_true(lambda: last_line(terminal).replace("END", ""), "the text")
            shown = last_line(terminal)
        finally:
            subprocess.run([*tmux, "kill-server"], check=False)
    return shown.removesuffix("END").rstrip()


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")
@pytest.mark.parametrize("title", [title for title in TITLES if title.isascii()])
def test_tmux_shows_it(title, tmp_path):
    shown = in_tmux(ESCAPES["tmux"](title), tmp_path)
    assert shown.replace("##", "#").replace("##", "#") == title.replace("##", "#").replace(
        "##", "#"
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize("title", TITLES)
def test_bash_shows_it_in_a_prompt_that_is_set_before_each(title):
    program = 'PS1="$1"; printf %s "${PS1@P}"'
    done = subprocess.run(
        ["bash", "-c", program, "bash", ESCAPES["bash"](title)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (title, "")


ZSH = {
    "set before each": 'P="$1"',
    "asked by the prompt": "P='$(printf %s \"$1\")'",
}


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh here")
@pytest.mark.parametrize("way", ZSH)
@pytest.mark.parametrize("title", TITLES)
def test_zsh_shows_it_in_any_prompt(title, way):
    program = f'setopt PROMPT_SUBST; {ZSH[way]}; print -rn -- "${{(%%)P}}"'
    done = subprocess.run(
        ["zsh", "-f", "-c", program, "zsh", ESCAPES["zsh"](title)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (title.replace("`", "'"), "")


@pytest.mark.parametrize("bar", ["starship", "screen"])
@pytest.mark.parametrize("title", TITLES)
def test_the_others_obey_nothing_that_a_title_may_hold(title, bar):
    assert ESCAPES[bar](title) == title


def test_each_bar_that_is_offered_has_its_way():
    assert tuple(ESCAPES) == BARS


@pytest.mark.parametrize("width", [1, 2, 5, 9, 17])
@pytest.mark.parametrize("text", ["日本語の道", "100% %m", "a#b#c#d"])
def test_a_width_is_that_of_what_is_shown(lastmile, text, width):
    shown = lastmile("prompt", "--format", text, "--width", str(width)).out.rstrip("\n")
    assert 0 < cells(shown) <= width
    for bar in BARS:
        done = lastmile("prompt", "--format", text, "--width", str(width), "--for", bar)
        assert done.out.rstrip("\n") == ESCAPES[bar](shown)


@pytest.mark.parametrize(
    "words",
    [
        ["--width", "0"],
        ["--width", "-3"],
        ["--json", "--for", "zsh"],
        ["--json", "--width", "9"],
        ["--for", "fish"],
        ["--width", "x"],
    ],
)
def test_what_cannot_be_is_refused(lastmile, words):
    done = lastmile("prompt", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("lastmile: ")
    assert sys.executable not in done.err
