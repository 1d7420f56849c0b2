"""Texts that try to be more than text, a file full of them, and what bytes tell a terminal."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from itertools import count, product
from random import Random
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.changes.start import Plan, Stage, add
from lastmile_tui.domain.examples.templates import save_template
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.store.goals import GoalStore
from support.store.database import private_of

HOSTILE = {
    # Textual markup
    "action": "[@click=app.quit]x[/]",
    "screen action": "[@click=screen.dismiss()]y[/]",
    "bell action": "[@click=app.bell('x]y[/]",
    "stray end": "[/nope]",
    "bare end": "[/]",
    "bold": "[bold]loud[/bold]",
    "variable": "[$primary]z [A]goal",
    "link": "[link=http://x.invalid]a[/link]",
    "backslash": "\\[b] ends with \\",
    # what a terminal obeys
    "csi": "a\x1b[2J\x1b[31mred\x1b[?1049l\x1b[6n",
    "title": "a\x1b]0;pwned\x07b\x1b]2;pwned\x1b\\c",
    "hyperlink": "a\x1b]8;;http://x.invalid\x1b\\link\x1b]8;;\x1b\\",
    "clipboard": "a\x1b]52;c;cHduZWQ=\x07b",
    "dcs": 'a\x1bP$q"p\x1b\\b',
    "apc": "a\x1b_Gi=1;AAAA\x1b\\b\x1b^pm\x1b\\c\x1bXsos\x1b\\",
    "reset": "a\x1bcb\x1b#8c\x1b(0d",
    "unfinished": "open \x1b]0;",
    "c1": "a\x9b31mb\x9d0;pwned\x9cc\x90d\x9ee\x85f",
    "c0": "a\x00b\x7fc\x07d\x08\x08e\rf\x0bg\x0ch\x0ei\x0f\x1a",
    # what reorders or hides
    "bidi controls": "a\u202edcb\u202c\u202a\u202b\u202d \u061c\u200e\u200f",
    "bidi isolates": "a\u2066b\u2067c\u2068d\u2069",
    "zero width": "Vol\u200bvo\ufeff\u2060\u00ad\u180e\u034f x",
    "joiners": "👩\u200d👩\u200d👧 ❤\ufe0f \u200d\u200dx\ufe0f y\u200c",
    "fillers": "x\u3164\uffa0\u115f\u1160 y",
    "tags": "flag 🏴\U000e0067\U000e0062\U000e007f \U000e0001\U000e0068\U000e0069",
    "selectors": "x\ufe00\ufe01\U000e0100\U000e01ef",
    "annotation": "a\ufff9b\ufffac\ufffbd",
    # letters of all kinds
    "surrogates": "lone \ud800 \udc80 \udfff end",
    "emoji": "🛣" * 500,
    "zalgo": "Z" + "\u0301\u0489" * 5_000,
    "right to left": "עברית مرحبا goal",
    "private use": "\ue0b0\uf8ff\U000f0000\U0010fffd x",
    "no characters": "\ufdd0\ufffe\uffff\U0001fffe\U0010ffff x",
    "long word": "W" * 2_000,
    "wide": "博士論文" * 60,
    "digits": "٣٤ ১২ ²³",
    # white space
    "lines": "one\ntwo\r\nthree\rfour\tfive",
    "separators": "a\u2028b\u2029c\x1cd\x1ee\u00a0f\u3000g",
    # other languages
    "format": "%s %n {} {0.__class__} {title} $t ${HOME} %(x)s",
    "shell": "$(touch pwned) `touch pwned` ; touch pwned | x && y",
    "json": '"},"title":"x","deleted":true,{"',
    "csv": '=HYPERLINK("http://x.invalid","y")',
    "csv wide": '\uff1d1+1,"a"\n@SUM(A1)',
    "html": "<script>alert(1)</script><img src=x onerror=y>&lt;",
    "markdown": "# h\n- [x](http://x.invalid) **b** `c` ![i](j) | t |",
    "comment": "<!-- Line 1: --> --> x",
    "path": "../../.ssh/authorized_keys",
    "absolute path": "/etc/passwd",
    "device": "CON",
    "option": "--file=/etc/passwd -x",
    "grammar": "x: a > b >> c ! d #e @f due fri *9 = 500 words",
}
"""By what they try."""

HARMLESS = {f"{number}": f"harmless {number}" for number in range(8)}
"""Texts that try nothing, as many as a screen of roads shows."""

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
"""A Saturday."""

_CALENDAR = Calendar(ZoneInfo("UTC"))


def some(*tables, share, seed=20261122):
    """Parameters for the whole product of tables, of which only some run without `-m long`."""
    rows = list(product(*tables))
    chosen = set(Random(seed).sample(rows, share))
    return [
        pytest.param(*row, marks=() if row in chosen else pytest.mark.long, id="-".join(row))
        for row in rows
    ]


class _Maker:
    """Makes records, each move a minute after the one before."""

    def __init__(self):
        self._minutes = count()
        self._bits = Random(5)

    def stamp(self):
        at = NOW - timedelta(days=5) + timedelta(minutes=next(self._minutes))
        return Stamp(ulid(at, self._bits.getrandbits(80)), at, "here", at.date())

    def road(self, word, *steps, words=()):
        """A road that bears a word wherever a text can be, and is driven by some moves."""
        words = words or (word,)
        plan = Plan(
            title=word,
            stages=tuple(Stage(each) for each in (*words, word)),
            unit=word,
            due=(NOW + timedelta(days=1)).date(),
            tags=words[:50],
            people=words[:50],
            seal=(*words, word),
        )
        record = add(plan, self.stamp())
        for step, *args in steps:
            record = step(record, self.stamp(), *args)
        return record


def write_file(path, texts):
    """Write a data file as another program might: with each of the texts in every place.

    The first road bears all of them. Each text has a road in its final stretch, one that was let
    go, one that was sealed, and a template.
    """
    make = _Maker()
    words = [f"zq{number:03}zq" for number in range(len(texts))]
    full = make.road(words[0], (drive.reach, len(words) - 1), words=tuple(words))
    for word in words:
        for step, *args in (
            (edit.explain, f"{word}\n{word}"),
            (drive.note, word),
            (status.plan_step, word, NOW.date()),
        ):
            full = step(full, make.stamp(), *args)
    for index, word in enumerate(words):
        full = seal.tick(full, make.stamp(), index, evidence=word)
    full = status.turn(full, make.stamp(), "theirs")
    records = [full]
    for word in words:
        rest = [(seal.tick, 0), (seal.tick, 1), (drive.reach, 1), (seal.seal,)]
        records += [
            make.road(
                word,
                (drive.reach, 0),
                (roadblocks.blocking("waiting", f"{word}, {word}"),),
                (status.plan_step, word, NOW.date()),
            ),
            make.road(word, (drive.reach, 0), (status.let_go, word)),
            make.road(word, *rest),
            save_template(make.road(word), word, make.stamp()),
        ]
    bits = Random(6)
    with GoalStore(
        path,
        private=private_of(path),
        device="here",
        now=lambda: NOW,
        calendar=_CALENDAR,
        entropy=lambda: bits.getrandbits(80),
    ) as store:
        store.insert(records)
    held = path.read_text()
    for word, text in zip(words, texts.values(), strict=True):
        held = held.replace(word, json.dumps(text)[1:-1])
    path.write_text(held)


_SEQUENCE = re.compile(
    r"\x1b\[(?P<params>[0-?]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b(?P<kind>[\]P_^X])(?P<body>.*?)(?:\x07|\x1b\\|$)"
    r"|\x1b(?P<two>[ -/]*[0-~])"
    r"|(?P<lone>\x1b)",
    re.DOTALL,
)

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_JOINERS = "\u200c\u200d"


def kinds(raw):
    """The kinds of things that bytes tell a terminal, and of signs that nobody sees.

    A colour is of one kind whatever its number, and so is a place of the cursor; a mode counts by
    its number, and a command to the terminal itself by all it says.
    """
    text = raw.decode("utf-8", "surrogateescape")
    found = {_kind(match) for match in _SEQUENCE.finditer(text)}
    rest = _SEQUENCE.sub("", text)
    return found | {told for told in map(unseen, set(rest)) if told}


def _kind(match):
    if match["final"]:
        modal = match["final"] in "hlcnpqtu" or match["params"][:1] in ("<", ">", "?")
        params = match["params"] if modal else ""
        return f"CSI {params}{match['between']}{match['final']}"
    if match["kind"]:
        return f"ESC {match['kind']}{match['body']!r}"
    return f"ESC {match['two']!r}"


def unseen(char):
    """What a character is that has no place on a screen; "" for what has one."""
    kind = unicodedata.category(char)
    if char in "\r\n" or char in _JOINERS:
        return ""
    if char in _BIDI:
        return f"bidi {char!a}"
    return f"{kind} {char!a}" if kind in {"Cc", "Cf", "Cs", "Zl", "Zp"} else ""


def obeyed(text):
    """What a line on a screen must not hold, line ends but for a line feed included."""
    return {told for told in map(unseen, set(text)) if told} | ({"\r"} & set(text))
