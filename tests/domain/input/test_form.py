from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.input.form import form_of, write_form
from lastmile_tui.domain.input.form_changes import revise
from lastmile_tui.domain.model.goal import Marker, NextStep, SealItem, Turn
from lastmile_tui.domain.model.parts.laps import Again
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.model.text import clean_line, clean_note
from lastmile_tui.editor import with_error
from lastmile_tui.errors import FormError, GoalError, LastmileError
from support.domain.forms import GOLDEN, read, rich
from support.domain.goals import START, TODAY, changes, do, driven, goal_from, take_all


def test_the_whole_form_of_a_goal():
    assert write_form(rich().goal) == GOLDEN


def test_the_form_of_a_bare_goal_says_no_more_than_it_must():
    text = write_form(goal_from("Alone").goal)
    assert text.split("-->\n")[1].startswith("\n# Alone\n\n## Markers\n\n- [ ] finish\n")


def test_a_counting_goal_says_where_its_markers_stand():
    made = do(goal_from("Run target 42 km: 10 km > half 21 >> last bit > 42 km"), drive.reach, 0)
    road = write_form(made.goal).split("## Markers\n\n")[1].split("\n\n")[0].splitlines()
    assert road == [
        "- [x] 10 km",
        "- [ ] half 21: 21 km",
        "--- final stretch ---",
        "- [ ] last bit: 31.5 km",
        "- [ ] 42 km",
    ]


@given(driven())
def test_a_form_that_nobody_changed_says_and_changes_nothing(made):
    form = read(write_form(made.goal), made.goal)
    assert form == form_of(made.goal)
    assume(not made.goal.deleted)
    with pytest.raises(GoalError, match="how it stands already"):
        do(made, revise, form, made.goal)


pieces = st.sampled_from(
    [
        "#", "##", "# ", "## Markers", "-", "- ", "[x] ", "[ ]", "<!--", "-->", "(due ",
        "(due fri)", ")", "(", "*3", "*", " *1,000", "\\", "\\\\", " ", "  ", "due:", "due: x",
        "Tags:", "nope: ", "---", "--- final stretch ---", "(evidence:", "(Evidence: a)", ",",
        ": 21 km", ": 5", "21", " km", "(fri)", "(2026-11-23)", "word", "ünï", "\u0338", "\u200d",
        "é", "🎉", "@", "#tag", ">", "%",
    ]
)  # fmt: skip
hostile = st.one_of(st.lists(pieces, max_size=6).map("".join), st.text(max_size=12))
lines = hostile.map(clean_line).filter(bool)
notes = st.lists(hostile, max_size=5).map("\n".join).map(clean_note)
days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))


UNITS = st.sampled_from(["day", "month", "era of a newer version"])


@st.composite
def hostile_goals(draw):
    unit = draw(st.sampled_from(["", "km", "%", "(due x)"]))
    markers = tuple(
        Marker(f"m{index}", title, miles / 10, due)
        for index, (title, miles, due) in enumerate(
            draw(st.lists(st.tuples(lines, st.integers(1, 99_999), days), min_size=1, max_size=5))
        )
    )
    items = draw(st.lists(st.tuples(lines, st.booleans(), st.just("") | lines), max_size=4))
    return replace(
        goal_from().goal,
        title=draw(lines),
        why=draw(notes),
        unit=unit,
        markers=markers,
        position=draw(st.integers(0, 99)) / 10,
        final_from=draw(st.none() | st.sampled_from([marker.id for marker in markers])),
        due=draw(days),
        due_time=draw(st.none() | st.times()),
        tags=tuple(sorted(set(draw(st.lists(lines, max_size=3))))),
        seal=tuple(SealItem(f"s{index}", *item) for index, item in enumerate(items)),
        turn=draw(st.none() | st.builds(Turn, st.sampled_from(["mine", "theirs"]), st.just(TODAY))),
        next_step=draw(st.none() | st.builds(NextStep, lines, days)),
        again=draw(
            st.none()
            | st.builds(Again, st.integers(1, 99), st.sampled_from(["day", "month", "era"]))
        ),
    )


@given(hostile_goals())
def test_texts_that_look_like_syntax_come_back_as_they_are(goal):
    assert read(write_form(goal), goal) == form_of(goal)


@given(notes)
def test_every_why_comes_back(why):
    goal = replace(goal_from().goal, why=why)
    assert read(write_form(goal), goal).why == why


@st.composite
def rewritten_texts(draw, made):
    """The form of a goal after lines of it were deleted, moved, doubled, cut and written anew."""
    text = write_form(made.goal).split("\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(len(text) - 1, 0)))
        match draw(st.sampled_from(["delete", "move", "double", "cut", "write", "turn", "append"])):
            case "delete":
                del text[at : at + 1]
            case "move":
                text.insert(draw(st.integers(0, len(text))), text.pop(at) if text else "")
            case "double":
                text[at:at] = text[at : at + 1]
            case "cut":
                text[at : at + 1] = [line[: draw(st.integers(0, 30))] for line in text[at : at + 1]]
            case "write":
                text.insert(at, draw(hostile))
            case "turn":
                text[at : at + 1] = [f"- [ ] {draw(hostile)}"]
            case "append":
                text[at : at + 1] = [line + draw(hostile) for line in text[at : at + 1]]
    return "\n".join(text)


def unnamed(form):
    """What a form says, but for the ids of its parts, the order of its names and words for laps."""
    return replace(
        form,
        again=str(bool(form.again)),
        markers=tuple(replace(marker, id="") for marker in form.markers),
        seal=tuple(replace(item, id="") for item in form.seal),
        tags=tuple(sorted(form.tags)),
        people=tuple(sorted(form.people)),
    )


def attempt(make, *args):
    """What is made, or the error that a user is told."""
    try:
        return make(*args), None
    except LastmileError as error:
        return None, error


@given(st.data(), driven(), st.lists(changes, max_size=2))
def test_any_text_makes_a_goal_that_undoes_exactly_or_names_a_line_of_it(data, base, moved):
    assume(not base.goal.deleted)
    text = data.draw(rewritten_texts(base))
    now = take_all(base, moved)
    form, error = attempt(read, text, base.goal)
    if error:
        assert isinstance(error, FormError)
        assert 1 <= error.line <= text.count("\n") + 1
        assert error.sentence.endswith(".")
        again = attempt(read, with_error(text, error), base.goal)[1]
        assert again.sentence == error.sentence
        assert again.line == error.line + 1 or error.line == 1  # a text of comments alone
        return
    made, error = attempt(do, now, revise, form, base.goal)
    if error:
        assert str(error) == "That is how it stands already." or now.goal.deleted
        return
    if now is base:
        assert unnamed(form_of(made.goal)) == unnamed(form)
    back = do(made, undo)
    assert replace(back.goal, changed=START, touched=START) == replace(
        now.goal, changed=START, touched=START
    )
