"""Hostile texts typed and pasted wherever the app takes a text, and written in the editor."""

from __future__ import annotations

import json
import shlex
import sys
from contextlib import nullcontext

import pytest
from textual.events import Key, Paste
from textual.widgets import Input, Static

from lastmile_tui.domain.input.form import write_form
from lastmile_tui.domain.model.text import clean_note, clean_tree
from lastmile_tui.domain.rows.ids import RowKind
from lastmile_tui.editor import RESCUE_FILE
from lastmile_tui.ui.dialogs.palette import PaletteScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.road.screen import RoadScreen
from lastmile_tui.ui.seal.screen import SealScreen
from support.hostile import HOSTILE, obeyed, some
from support.ui.internals import key_of, send, settled, strips
from support.ui.screen import toast, until

SWIM = "Swim: lesson > lake >> sea due fri #sport @ann ! towel dry"
FORM = "Zqtitle: Zqmarker > b >> c #zqtag @zqperson ! Zqitem"

FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters that nobody sees."""

TYPED = 60
"""Characters that are typed of a long text."""

ON_THE_HIGHWAY = {
    "new title": ("rename", ""),
    "note": ("note", ""),
    "next step": ("next_step", ""),
    "day to park until": ("park", ""),
    "road ahead": ("detour", ""),
    "template name": ("save_template", ""),
    "filter": ("filter", ""),
    "palette": ("palette", ""),
}
"""What is asked for a line by a command, and what stands before the text in it."""

ON_THE_PAGE = {
    "title": (RowKind.TITLE, "e", ""),
    "why": (RowKind.WHY, "e", ""),
    "due date": (RowKind.DUE, "e", ""),
    "tags": (RowKind.TAGS, "e", "#"),
    "people": (RowKind.PEOPLE, "e", "@"),
    "step": (RowKind.STEP, "e", ""),
    "marker": (RowKind.MARKER, "e", ""),
    "new marker": (RowKind.MARKER, "a", ""),
    "item": (RowKind.SEAL, "e", ""),
    "new item": (RowKind.SEAL, "a", ""),
    "evidence": (RowKind.SEAL, "v", ""),
    "words of the log": (RowKind.TITLE, "slash", ""),
}

ON_THE_LIST = {"added item": "a", "reworded item": "e", "proof of an item": "v"}

NEW = {
    "goal": "",
    "goal with a marker": "Road: a > ",
    "goal with a tag": "Road #",
    "goal with a person": "Road @",
    "goal with a unit": "Road: 500 ",
    "goal with a seal item": "Road ! ",
}

PLACES = len(ON_THE_HIGHWAY) + len(ON_THE_PAGE) + len(ON_THE_LIST) + len(NEW) + 2


class Hand:
    """Enters one text in one place after the other, and looks at what is drawn and kept."""

    def __init__(self, pilot, text, way):
        self.pilot, self.app, self.way = pilot, pilot.app, way
        self.text = text if way == "pasted" else "".join(filter(_is_typed, text))[:TYPED]
        self.entered = 0

    async def enter(self, prefix=""):
        """Put the text into the line that is open, and save it: it is taken, or told why not."""
        app = self.app
        await until(self.pilot, lambda: isinstance(app.focused, Input))
        field = app.focused
        field.value = ""
        await settled(self.pilot)
        if self.way == "pasted":
            send(self.app, Paste(prefix + self.text))
        else:
            for char in prefix + self.text:
                send(self.app, Key(key_of(char), char))
        await settled(self.pilot)
        self.look()
        if self.way == "pasted":
            assert bool(field.value) is bool(clean_note(prefix + self.text))
        self.entered += 1
        if isinstance(app.screen, PaletteScreen):
            return
        send(self.app, Key("enter", "\r"))
        await settled(self.pilot)
        self.look()
        if isinstance(app.focused, Input):
            assert reasons(app.screen), f"nothing is said of {self.text!a:.60}"

    def look(self):
        """Nothing was carried out, and nothing is drawn that a terminal obeys or nobody sees."""
        app = self.app
        assert app.return_code is None
        assert app.broken is None
        assert app.return_value is None
        drawn = "\n".join(strip.text for screen in app.screen_stack for strip in strips(screen))
        assert obeyed(drawn) == set()
        assert self.way == "typed" or not set(FILLERS) & set(drawn)

    async def back(self, screen):
        """Leave whatever is open."""
        for _ in range(6):
            if isinstance(self.app.screen, screen) and not isinstance(self.app.focused, Input):
                return
            send(self.app, Key("escape", "\x1b"))
            await settled(self.pilot)
        raise AssertionError(self.app.screen)


def _is_typed(char):
    """Whether a terminal gives a character as text: control keys are keys."""
    return not (char < " " or char == "\x7f")


def reasons(screen):
    """The sentences that say why something was not taken, or what it means."""
    said = [
        *screen.query(".trouble, #refused, RoadEditor Static, #facts, #meaning").results(Static)
    ]
    return [line.content for line in said if line.display and str(line.content)]


@pytest.mark.parametrize(
    ("name", "way"), some(HOSTILE, ("pasted", "typed"), share=1, seed=20261144)
)
async def test_what_is_entered_in_the_app_is_kept_as_text_or_refused(
    garage, monkeypatch, tmp_path, name, way
):
    monkeypatch.chdir(tmp_path)
    app = garage.app(SWIM)
    async with app.run_test(size=(110, 36)) as pilot:
        hand = Hand(pilot, HOSTILE[name], way)
        for command, prefix in ON_THE_HIGHWAY.values():
            app.screen.action_command(command)
            await hand.enter(prefix)
            await hand.back(HighwayScreen)
            await pilot.press("escape")
        await pilot.press("b", "w")
        await hand.enter()
        await hand.back(HighwayScreen)
        await pilot.press("b", "s")
        for key in ON_THE_LIST.values():
            await pilot.press(key)
            await hand.enter()
            await hand.back(SealScreen)
        await hand.back(HighwayScreen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoadScreen))
        for kind, key, prefix in ON_THE_PAGE.values():
            row = next((spot for spot in app.screen.rows.spots if spot.kind is kind), None)
            if row is None:
                continue
            app.screen.rows.choose(row)
            await pilot.press(key)
            await hand.enter(prefix)
            await hand.back(RoadScreen)
            if not app.screen.rows.active:
                await pilot.press("tab")
        await hand.back(HighwayScreen)
        await pilot.press("D", "n")
        await hand.enter()
        await hand.back(HighwayScreen)
        for prefix in NEW.values():
            await pilot.press("a")
            await hand.enter(prefix)
            await hand.back(HighwayScreen)
        for _ in range(3):
            await pilot.press("u")
            hand.look()
        assert hand.entered == PLACES
        app.session.compact()
    assert_clean(garage)
    assert not list(tmp_path.rglob("pwned"))


def assert_clean(garage):
    """Every text of the file is as it is when it is read."""
    for doc in json.loads(garage.path.read_text())["goals"].values():
        assert clean_tree(doc) == doc


EDITOR = "import sys; open(sys.argv[-1], 'wb').write(open(sys.argv[1], 'rb').read())"

IN_THE_EDITOR = {
    "title": ("Zqtitle", "{}"),
    "why": ("# Zqtitle", "# Zqtitle\n\n{}"),
    "tag": ("zqtag", "{}"),
    "person": ("zqperson", "{}"),
    "next step": ("tags:", "next: {}\ntags:"),
    "due date": ("tags:", "due: {}\ntags:"),
    "marker": ("Zqmarker", "{}"),
    "new marker": ("- [ ] b", "- [ ] b\n- [ ] {}"),
    "item": ("Zqitem", "{}"),
    "evidence": ("Zqitem", "Zqitem (evidence: {})"),
    "some line": ("## Markers", "{}\n## Markers"),
}
"""What stands in the form, and what is written in its place."""


@pytest.mark.parametrize("name", some(HOSTILE, share=1))
async def test_what_is_written_in_the_editor_is_kept_as_text_or_refused(
    garage, monkeypatch, tmp_path, name
):
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path / "folder")
    written = tmp_path / "written.md"
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, "-c", EDITOR, str(written)]))
    app = garage.app(FORM)
    app.suspend = nullcontext
    async with app.run_test(size=(110, 36)) as pilot:
        hand = Hand(pilot, HOSTILE[name], "pasted")
        uid = garage.saved("Zqtitle").uid
        for held, put in IN_THE_EDITOR.values():
            form = write_form(app.session.goal(uid))
            assert held in form
            text = form.replace(held, put.replace("{}", HOSTILE[name]), 1)
            written.write_bytes(text.encode("utf-8", "surrogatepass"))
            before = len(app.session.record(uid).log)
            await pilot.press("E")
            await until(pilot, lambda: toast(app))
            hand.look()
            if len(app.session.record(uid).log) > before:
                await pilot.press("u")
            else:
                assert toast(app).endswith(
                    (
                        f"is kept in {garage.state_dir / RESCUE_FILE}.",
                        "nothing was changed.",
                        "Zqtitle",
                    )
                )
                assert toast(app).startswith(("Line ", "The ", "Nothing changed"))
            app.screen.query_one(ToastLine).hush()
            hand.entered += 1
        assert hand.entered == len(IN_THE_EDITOR)
        app.session.compact()
    assert_clean(garage)
    assert not list((tmp_path / "folder").iterdir())
