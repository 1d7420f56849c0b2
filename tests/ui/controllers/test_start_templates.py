"""Goals from templates in the app, and templates from goals."""

from __future__ import annotations

from functools import partial

from lastmile_tui.domain.changes.drive import reach
from lastmile_tui.domain.examples.templates import TEMPLATES, find_template, save_template
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.dialogs.gate import GateScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.dialogs.quick_add import QuickAddScreen
from lastmile_tui.ui.dialogs.templates import TemplatesScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.kit.messages import CommandRequested
from support.cases import case
from support.ui.screen import chosen, panel, shown, titles, toast, typed, until

BOAT = "Paint the boat: sanded > primed*2 >> painted #boat ! dry ! brushes clean"


def told(garage, title):
    """The log as the file has it."""
    return [entry.text for entry in entries(garage.store().record(garage.saved(title).uid).log)]


def field(app):
    return app.screen.query_one(LineInput)


async def on(pilot, screen):
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def picked(pilot, name):
    """Take a template of the app, up to its line."""
    await pilot.press("T")
    await on(pilot, TemplatesScreen)
    names = [row.strip("▌ ").partition(" ")[0] for row in panel(pilot.app)]
    await pilot.press(*("j",) * names.index(name), "enter")
    await on(pilot, QuickAddScreen)


def plan(name):
    """What the template says."""
    return read_line(find_template(TEMPLATES, name).line, lambda _: None)


async def test_all_templates_are_there_to_pick(garage):
    app = garage.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("T")
        await on(pilot, TemplatesScreen)
        page = shown(app)
        assert all(template.name in page for template in TEMPLATES)
        await pilot.press("escape")
        await on(pilot, HighwayScreen)
        assert titles(app) == []


async def test_a_goal_from_a_template_has_its_markers_and_its_seal_list(garage):
    app = garage.app()
    async with app.run_test(size=(100, 40)) as pilot:
        for template in TEMPLATES:
            with case(template.name):
                await begins_and_takes_back(pilot, garage, template.name)


async def begins_and_takes_back(pilot, garage, name):
    app, wanted = pilot.app, plan(name)
    await picked(pilot, name)
    await pilot.press("enter")
    await until(pilot, lambda: chosen(app) == wanted.title)
    assert toast(app) == f"Added · {wanted.title}"
    goal = garage.saved(wanted.title)
    assert [(m.title, m.miles) for m in goal.markers] == [
        (stage.title, stage.miles) for stage in wanted.stages
    ]
    texts = [item.text for item in goal.seal]
    assert len(texts) >= (1 if name == "blank" else 3)
    assert not wanted.seal or texts == list(wanted.seal)
    assert goal.markers[goal.final_index].title == next(
        (stage.title for stage in wanted.stages if stage.final), goal.markers[0].title
    )
    assert (goal.position, goal.template) == (0, "")
    await pilot.press("u")
    await until(pilot, lambda: titles(app) == [])
    assert garage.saved(wanted.title) is None


async def test_of_a_two_way_goal_the_first_turn_is_mine(garage):
    app = garage.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await picked(pilot, "friendship")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Be friends again")
        turn = garage.saved("Be friends again").turn
        assert (turn.whose, turn.since) == ("mine", app.session.today)
        await picked(pilot, "sale")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Close the sale")
    assert garage.saved("Close the sale").turn is None


async def test_the_title_is_selected_and_what_is_typed_takes_its_place(garage):
    app = garage.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await picked(pilot, "parcel")
        assert field(app).selected_text == "Get the parcel there"
        await typed(pilot, "Books to Ida")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Books to Ida")
    goal = garage.saved("Books to Ida")
    assert [marker.title for marker in goal.markers] == [s.title for s in plan("parcel").stages]


async def test_escape_at_the_line_adds_nothing(garage):
    app = garage.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await picked(pilot, "race")
        await pilot.press("escape")
        await on(pilot, HighwayScreen)
        assert titles(app) == []


async def test_a_template_beside_a_road_in_the_stretch_comes_to_the_gate(garage):
    goal = garage.add("Thesis: a > b > c > d >> e")
    with garage.store() as store:
        store.change(goal.uid, lambda record, stamp: reach(record, stamp, 3))
    app = garage.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("T")
        await on(pilot, TemplatesScreen)
        await pilot.press("enter")
        await on(pilot, GateScreen)
        assert "Before you start" in shown(app)
        await pilot.press("g")
        await on(pilot, QuickAddScreen)
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Hand in the thesis")
    assert told(garage, "Hand in the thesis") == ["added, with 1 road in the final stretch"]


async def saved_as(pilot, garage, name):
    """Save the boat as a template, from the palette's command."""
    pilot.app.screen.post_message(
        CommandRequested("save_template", garage.saved("Paint the boat").uid)
    )
    await on(pilot, PromptScreen)
    field(pilot.app).value = name
    await pilot.press("enter")


async def test_a_road_is_saved_as_a_template_and_set_out_on_again(garage):
    app = garage.app(BOAT)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("1")
        boat = garage.saved("Paint the boat")
        await saved_as(pilot, garage, "boat")
        await until(pilot, lambda: toast(app).startswith("Saved as a template"))
        assert titles(app) == ["Paint the boat"], "a template is on no road"
        assert garage.store().goals[boat.uid] == boat, "the goal itself stays as it is"
        await picked(pilot, "boat")
        field(app).value = field(app).value.replace("Paint the boat", "Paint the other boat")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Paint the other boat")
    made = garage.saved("Paint the other boat")
    assert [(m.title, m.miles) for m in made.markers] == [(m.title, m.miles) for m in boat.markers]
    assert [(i.text, i.done) for i in made.seal] == [("dry", False), ("brushes clean", False)]
    assert (made.position, made.tags, made.final_index) == (0, ("boat",), 2)


async def test_a_template_that_was_saved_is_taken_back(garage):
    app = garage.app(BOAT)
    uid = garage.saved("Paint the boat").uid
    async with app.run_test(size=(100, 40)) as pilot:
        await saved_as(pilot, garage, "boat")
        await until(pilot, lambda: toast(app).startswith("Saved as a template"))
        assert any(goal.template == "boat" for goal in garage.store().goals.values())
        await pilot.press("u")
        await until(pilot, lambda: toast(app).startswith("Undone"))
        await pilot.press("T")
        await on(pilot, TemplatesScreen)
        assert not any("boat" in row for row in panel(app))
    assert len(garage.store().record(uid).log) == 1


async def test_a_name_of_two_words_keeps_the_text_and_says_why(garage):
    app = garage.app(BOAT)
    async with app.run_test(size=(100, 40)) as pilot:
        await saved_as(pilot, garage, "my boat")
        await until(pilot, lambda: "Call the template by one word, such as ‘sale’." in shown(app))
        assert field(app).value == "my boat"
        await pilot.press("escape")
        await on(pilot, HighwayScreen)
    assert len(garage.store().goals) == 1


async def test_a_template_of_another_program_breaks_nothing(garage):
    made = garage.add("Mine: a > b >> c")
    with garage.store() as store:
        store.add_record(partial(save_template, store.record(made.uid), "mine"))
        store.storage.compact()
    text = garage.path.read_text()
    garage.path.write_text(text.replace('"template":"mine"', '"template":"MINE"'))
    app = garage.app(store=garage.store())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("T")
        await until(pilot, lambda: "MINE" in shown(app))
        await pilot.press("g", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuickAddScreen))
