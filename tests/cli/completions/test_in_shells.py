"""What tab completes in real shells, in a terminal: verbs, options, goals and tags, as text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from itertools import zip_longest

import pytest

from lastmile_tui.cli.context import Context
from lastmile_tui.cli.main import main
from lastmile_tui.cli.parser import parse
from lastmile_tui.domain.changes import edit
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.early.goal_list import NAME
from support.cli.program import on_path
from support.terminal import Terminal

OWN_TERMINAL = """
import os, sys
from fcntl import ioctl
from termios import TIOCSCTTY
ioctl(0, TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Makes the terminal that of the session, as a window does."""

SHELLS = {
    "bash": (["bash", "--noprofile", "--rcfile"], "PS1='ready> '\nbind 'set bell-style none'\n"),
    "zsh": (["zsh", "-d", "-i"], "PS1='ready> '\nautoload -Uz compinit\ncompinit -u -D\n"),
    "fish": (
        ["fish", "--no-config", "-i", "-C"],
        (
            "function fish_prompt; echo -n 'ready> '; end\nfunction fish_greeting; end\n"
            "set -g fish_autosuggestion_enabled 0\n"
        ),
    ),
}
EACH = [
    pytest.param(shell, marks=pytest.mark.skipif(not shutil.which(shell), reason=f"no {shell}"))
    for shell in SHELLS
]

TITLES = {
    "Sell the Volvo": ("show sell", "show volv", 'show "sell', "show 'Sell the v", "show Sell\\ t"),
    'it\'s "so"': ("show 'it", "show it", 'show "it'),
    "'tis so": ("show \\'t", "show 'tis", "show \"'t"),
    "dogs' \"cats'": ("show dogs", "show 'dogs", 'show "dogs'),
    "$(echo pwned) x": ("show '$(", "show \\$\\(", 'show "\\$('),
    "`echo pwned` x": ("show '`", "show \\`"),
    "$HOME ${HOME}": ("show '$H", 'show "\\$H'),
    "100% %m %F{red}": ("show 100", 'show "100%'),
    "a\\b \\$c\\": ("show a\\\\", "show 'a", 'show "a'),
    "two\nlines\\n": ("show two", "show 'two"),
    "Run: 100 km": ("show Run:", 'show "Run: 1', "show Run:\\ 1"),
    "!! !$ wow": ("show '!", "show wow", 'show "wow'),
    "~ tilde": ("show '~", "show tild"),
    "日本 {a,b} * ?": ("show 日", "show '日本 {", 'show "日'),
    "; echo x | y > z": ("show \\;", "show ';"),
    "#x = y & z": ("show \\#", "show '#x =", 'show "#'),
    "Café Übung {brace}": ("show CAFÉ", "show Übung", "show caf"),
    "Émile, fête": ("show émi", "show 'émi", 'show "ÉMI', "show fêt"),
}
"""Titles, each with what is typed before tab is pressed."""

WORDS = {
    "adv": "<advance>",
    "mark": "<marker>",
    "template u": "<template><use>",
    "list --vi": "<list><--view>",
    "horizon --zo": "<horizon><--zoom>",
    "advance volvo --b": "<advance><volvo><--by>",
    "--lin": "<--linear>",
    "list --view par": "<list><--view><parked>",
    "list --view=par": "<list><--view=parked>",
    "--linear list --sort near": "<--linear><list><--sort><nearest>",
    "turn volvo th": "<turn><volvo><theirs>",
    "completions fi": "<completions><fish>",
    "help pro": "<help><prompt>",
    "help template u": "<help><template><use>",
    "help list cr": "<help><list><cr>",
    "list --tag ca": "<list><--tag><car>",
    "list --tag=ca": "<list><--tag=car>",
    "list --plain --tag mon": "<list><--plain><--tag><money>",
    "show --file /nowhere/x vol": "<show><--file></nowhere/x><vol>",
    "block volvo --road sel": "<block><volvo><--road><Sell the Volvo>",
    "move volvo before Sell\\ t": "<move><volvo><before><Sell the Volvo>",
    "template use the": "<template><use><thesis>",
    "template show the": "<template><show><thesis>",
    "list --columns ti": "<list><--columns><title>",
    "list --columns id,ti": "<list><--columns><id,title>",
    "list --columns=id,road,ti": "<list><--columns=id,road,title>",
    "list --due tom": "<list><--due><tomorrow>",
    "import --from trel": "<import><--from><trello>",
    "export taskw": "<export><taskwarrior>",
    "list --color alw": "<list><--color><always>",
    "block volvo --kind dead": "<block><volvo><--kind><dead-end>",
    "let-go volvo --kind too": "<let-go><volvo><--kind><too-late>",
    "prompt --for scr": "<prompt><--for><screen>",
    "config --like li": "<config><--like><light>",
    "init star": "<init><starship>",
    "set volvo peo": "<set><volvo><people>",
    "sync --every 30": "<sync><--every><30m>",
    "sync lo": "<sync><log>",
    "nonsense vol": "<nonsense><vol>",
    "note volvo vol": "<note><volvo><vol>",
    "reopen boa": "<reopen><Paint the boat>",
    "reopen sell": "<reopen><sell>",
    "resume gar": "<resume><Clear the garden>",
    "resume roo": "<resume><Roof the shed>",
    "resume sell": "<resume><sell>",
    "advance sell": "<advance><Sell the Volvo>",
    "park garden": "<park><garden>",
    "unblock wai": "<unblock><Wait for Ana>",
    "unblock sell": "<unblock><sell>",
    "marker date sell dra": "<marker><date><sell><draft>",
    "marker date Wait\\ for\\ Ana pro": "<marker><date><Wait for Ana><proof read>",
    "marker move wait pro --after dra": "<marker><move><wait><pro><--after><draft>",
    "marker remove sell read": "<marker><remove><sell><proof read>",
    "advance wait --to pro": "<advance><wait><--to><proof read>",
    "advance wait --to dra": "<advance><wait><--to><dra>",
    "back wait --to dra": "<back><wait><--to><draft>",
    "back wait --to=dra": "<back><wait><--to=draft>",
    "back wait --to pro": "<back><wait><--to><pro>",
    "advance übung --to dra": "<advance><übung><--to><draft>",
    "marker date 'nothing here' dra": "<marker><date><nothing here><dra>",
    "park wait --until tom": "<park><wait><--until><tomorrow>",
    "park wait --until=fri": "<park><wait><--until=friday>",
    "marker date sell draft non": "<marker><date><sell><draft><none>",
    "note sell --on yes": "<note><sell><--on><yesterday>",
    "show übung": "bung {brace}>",  # fish has it as it was typed
    "show \\{bra": "{brace}>",  # here, too
    "seal wel": "<seal><Weld the gate>",
    "seal zip": "<seal><Zip the tent>",
    "seal wait": "<seal><wait>",
    "unblock zip": "<unblock><Zip the tent>",
    "list --columns title,\tdu": "<list><--columns><title,due>",
    "again boat nev": "<again><boat><never>",
    "list --format '{id} {ti": "<list><--format><{id} {title}>",
    'list --format "{id} · {ti': "<list><--format><{id} · {title}>",
    "list --format='{lev": "<list><--format={level}>",
    "prompt --format '{strea": "<prompt><--format><{streak}>",
    "import --map tit": "<import><--map><title=>",
    "import --map=unit": "<import><--map=unit=>",
}
"""What is typed before tab, and what the program is given: a verb, an option, a value, a tag."""

OPEN_BRACE = {
    "show 日本\\ {\t}": "<show><日本 {}>",
    "show {\t\t}": "<show><{}>",
    "block volvo --road=日本\\ {\t}": "<block><volvo><--road=日本 {}>",
}
LEFT = {
    "bash": {"show pwn\t": "<show><pwn>"},
    "zsh": OPEN_BRACE | {"show pwn\t": "<show><pwn>", "show 'pwned\t'": "<show><pwned>"},
    "fish": OPEN_BRACE,
}
"""What is typed with tab in it, and stays as it is: several goals fit, or a brace is not quoted."""

OTHERS = {
    "Paint the boat": (("advance", "--to", "last"), ("seal", "--anyway")),
    "Clear the garden": (("park", "--until", "2099-01-01"),),
    "Roof the shed": (("let-go",),),
    "Wait for Ana": (("advance",), ("block", "waiting")),
    "Weld the gate": (("advance", "--to", "last"),),
    "Zip the tent": (("advance", "--to", "last"), ("block", "waiting")),
}
"""Goals that are not for every verb, each with what makes it so."""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A `lastmile` that prints what it was given, each word in brackets."""
    return on_path(tmp_path, monkeypatch, "printf '<%s>' \"$@\"\necho")


def start(shell, tmp_path, capfd):
    """A shell with its completions."""
    capfd.readouterr()
    assert main(["completions", shell]) == 0
    command, settings = SHELLS[shell]
    script = tmp_path / ".zshrc"
    script.write_text(settings + capfd.readouterr().out)
    argument = {"bash": [str(script)], "zsh": [], "fish": [f"source {script}"]}[shell]
    env = dict(os.environ) | {"ZDOTDIR": str(tmp_path)}
    return Terminal(
        [sys.executable, "-c", OWN_TERMINAL, *command, *argument], env=env, size=(150, 50)
    )


@pytest.fixture
def goals(program, home):
    """Goals with these titles, kept for completion."""
    assert program.exists()
    context = Context(parse(["list"]))
    line = "Goal: draft > proof read >> last #car #money"
    plan = read_line(line, context.read_date, context.notation)
    with context.store() as store:
        for title in (*TITLES, *OTHERS):
            store.change(store.add(plan).goal.uid, partial(edit.rename, title=title))
    for title, words in OTHERS.items():
        for verb, *more in words:
            assert main([verb, title, *more]) == 0
    assert main(["completion-list"]) == 0
    (path,) = home.rglob(NAME)
    return path


@pytest.mark.parametrize("shell", EACH)
def test_tab_completes_what_is_meant_as_text(shell, goals, capfd, tmp_path):
    before = goals.read_bytes()
    # Two in a row never print the same: what is waited for is not what stands there still.
    tried = zip_longest(*TITLES.values())
    titles = [(title, typed) for ways in tried for title, typed in zip(TITLES, ways, strict=True)]
    rows = [(f"<show><{title}>".replace("\n", " "), typed) for title, typed in titles if typed]
    rows += [(given, typed) for typed, given in WORDS.items()]
    rows = [(given, f"{typed}\t") for given, typed in rows]
    rows += [(given, typed) for typed, given in LEFT[shell].items()]
    with start(shell, tmp_path, capfd) as terminal:
        terminal.until("ready>")
        terminal.until_still()
        for given, typed in rows:
            terminal.press(f"\x0clastmile {typed}\r")
            terminal.until(given)
    assert goals.read_bytes() == before


@pytest.mark.parametrize("shell", EACH[1:])  # bash keeps from its completions what stands there
def test_the_goals_of_a_file_named_in_front_are_completed(shell, goals, program, capfd, tmp_path):
    assert goals.exists()
    real = f'case "$*" in *completion-list) exec {sys.executable} -m lastmile_tui "$@";; esac'
    program.write_text(program.read_text().replace("\n", f"\n{real}\n", 1))
    other = tmp_path / "the other.json"
    for title in ("Other road", "Sell the boat"):
        assert main(["add", f"{title}: a > b", "--file", str(other)]) == 0
    with start(shell, tmp_path, capfd) as terminal:
        terminal.until("ready>")
        terminal.until_still()
        escaped = str(other).replace(" ", "\\ ")
        for before in (f"LASTMILE_FILE='{other}'", f"X=1 LASTMILE_FILE={escaped}"):
            for typed, given in (("oth", "Other road"), ("sell", "Sell the boat")):
                terminal.press(f"\x0c{before} lastmile show {typed}\t\r")
                terminal.until(f"<show><{given}>")
        terminal.press("\x0cLASTMILE_FILE=/x true; lastmile show volv\t\r")
        terminal.until("<show><Sell the Volvo>")


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_a_list_with_a_comma_goes_on_as_it_was_typed(goals, capfd, tmp_path):
    assert goals.exists()
    assert main(["completions", "bash"]) == 0
    script = tmp_path / "script"
    line = "lastmile list --columns title,"
    script.write_text(
        f"{capfd.readouterr().out}\nCOMP_LINE='{line}' COMP_POINT={len(line)}\n"
        "__lastmile_complete lastmile title, --columns\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
    )
    done = subprocess.run(["bash", script], capture_output=True, text=True, check=True)
    assert "title,due" in done.stdout.split()
