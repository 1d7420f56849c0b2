from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.edit import (
    involve,
    redate,
    remeasure_marker,
    rename,
    rename_marker,
    start_stretch,
    tag,
)
from lastmile_tui.domain.changes.seal import add_seal_item
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.input.quick_add_writer import any_date, read_road, write_line, write_road
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.errors import QuickAddError
from support.domain.goals import Step, do, driven, goal_from, stamp, take
from support.domain.quick_add import read, read_date

SELL = "Sell the Volvo: listed > test drives*3 >> papers signed #car @buyer ! paid ! thanked"
RUN = "Run: 10 > half 21 >> 42 km target 42 km #health ! photo"


def meaning(made):
    """All that a line can say of a goal."""
    goal = made.goal
    return (
        goal.title,
        [(marker.title, marker.miles) for marker in goal.markers],
        [marker.id for marker in goal.markers].index(goal.final_from) if goal.final_from else None,
        goal.unit,
        goal.tags,
        goal.people,
        [item.text for item in goal.seal],
    )


def again(made, **named):
    return add(read(write_line(made.goal, **named)), stamp(0))


@pytest.mark.parametrize("line", [SELL, RUN, "Pay: >> invoice paid*0.5 ! receipt"])
def test_a_line_that_needs_nothing_is_written_as_it_was(line):
    assert write_line(goal_from(line).goal) == line


def test_a_goal_without_a_road_of_its_own_shows_the_one_that_it_got():
    line = "Alone > finish ! it is really finished"
    assert write_line(goal_from("Alone").goal) == line


@pytest.mark.parametrize(
    ("line", "road"),
    [
        ("Save target 50.000 €", ["12500 €", "25000 €", "37500 €", "50000 €"]),
        ("Go target 5000 km: 1.500 km > 4.800 km", ["1500 km", "4800 km", "5000 km"]),
        ("Run target 42,1950 km: half 21,0975 > 30", ["half 21,0975", "30", "42.1950 km"]),
        ("Write target 8.000 words: 1.000 > 7.250", ["1000 words", "7250 words", "8000 words"]),
    ],
)
def test_amounts_that_a_comma_wrote_are_read_alike_in_either_notation(line, road):
    goal = add(read_line(line, lambda _: None, Notation.COMMA), stamp(0)).goal
    written = write_line(goal)
    for notation in Notation:
        plan = read_line(written, lambda _: None, notation)
        assert [stage.title for stage in plan.stages] == road
        assert [stage.miles for stage in plan.stages] == [one.miles for one in goal.markers]
        assert plan.remarks == ()


def test_a_due_date_is_written_in_the_words_that_are_given():
    made = do(goal_from("Sell > listed ! paid"), redate, date(2026, 3, 6))
    assert write_line(made.goal) == "Sell > listed ! paid"
    assert write_line(made.goal, "fri") == "Sell > listed due fri ! paid"
    assert read(write_line(made.goal, "fri")).due == date(2026, 3, 6)


def test_a_stretch_that_falls_by_itself_is_not_written():
    made = do(goal_from("T: a > b >> c ! d"), start_stretch, 0)
    assert write_line(made.goal) == "T: >> a > b > c ! d"
    assert write_line(do(made, start_stretch, None).goal) == "T: a > b > c ! d"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("chapter 3", "chapter 3 *2"),
        ("draft", "draft*2"),
        ("a*3", "a*3 *2"),
        ("x *", "x * *2"),
        ("9 *2", "9 *2 *2"),
    ],
)
def test_a_length_stands_behind_a_title_so_that_it_is_read_as_one(title, written):
    made = do(do(goal_from("T > a ! b"), rename_marker, 0, title), remeasure_marker, 0, 2.0)
    assert write_line(made.goal) == f"T > {written} ! b"
    assert meaning(again(made)) == meaning(made)


def test_a_title_that_ends_like_a_length_says_its_own():
    made = do(goal_from("T > a ! b"), rename_marker, 0, "buy eggs *6")
    assert write_line(made.goal) == "T > buy eggs *6 *1 ! b"
    assert meaning(again(made)) == meaning(made)


def test_counted_markers_that_say_no_amount_are_written_with_their_lengths():
    made = goal_from("Novel: draft > half > end target 50,000 words ! read")
    made = do(made, remeasure_marker, 0, 20_000)
    assert "target" in write_line(made.goal)
    assert meaning(again(made)) == meaning(made)


def test_counted_markers_whose_titles_say_something_else_get_their_amounts():
    made = do(goal_from("Run: 10 km > 42 km target 42 km ! photo"), remeasure_marker, 1, 40.0)
    line = write_line(made.goal)
    assert line == "Run: 10 km 10 km > 42 km 50 km target 50 km ! photo"
    assert [stage.miles for stage in read(line).stages] == [10.0, 40.0]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("from A > B", r"from A \> B"),
        ("fix #later now", r"fix \#later now"),
        ("mail @Ana", r"mail \@Ana"),
        ("say !hello", r"say \!hello"),
        ("rent due fri", r"rent \due fri"),
        ("run target 42 km", r"run \target 42 km"),
        ("#due fri", r"\#due fri"),
        ("! #! >>", r"\! \#! \>>"),
        ("! ! ;", r"\! \! \;"),
        ("the end,", r"the end\,"),
        ("buy 3 +milk", r"buy 3 \+milk"),
        ("pay 📅 2026-12-24", r"pay \📅 2026-12-24"),
        ("DEADLINE: <2026-12-24 Thu>", r"DEADLINE\: <2026-12-24 Thu>"),
        ("on project:home pri:H", r"on \project:home \pri:H"),
        (r"a \# sign", r"a \\# sign"),
        (r"write \\ twice", r"write \\\\ twice"),
        (r"\due fri", r"\\due fri"),
    ],
)
def test_a_text_that_quick_add_would_take_apart_is_written_with_escapes(text, written):
    made = do(goal_from("T: a >> b ! c"), rename, text)
    made = do(made, rename_marker, 0, text)
    made = do(made, add_seal_item, text)
    line = write_line(made.goal)
    assert line.startswith(f"{written}: ")
    assert line.endswith(f" ! {written}")
    plan = read(line)
    assert plan.title == plan.stages[0].title == plan.seal[1] == text
    assert [stage.final for stage in plan.stages] == [False, True]
    assert (plan.due, plan.unit, plan.tags, plan.people) == (None, "", (), ())


@pytest.mark.parametrize(
    "text",
    [r"C:\x", r"\\nas\photos", r"a\b", "Buy C# now", "it costs 5>4", "at 12:30"],
)
def test_a_text_that_is_read_as_it_is_stays_as_it_is(text):
    made = do(goal_from("T: a > b ! c"), rename, text)
    assert write_line(made.goal) == f"{text}: a > b ! c"


@pytest.mark.parametrize(
    "title",
    ["- [ ] x", "* [x] x", "(A) call", "x 2026-11-28 text", "2026-12-24 Christmas", "* DONE x",
     "1. [x] y", "☐ z", r"\- x", r"\x 2026-11-28 y", "- [/] x", "[ ]", "- -", "x (B) y"],
)  # fmt: skip
def test_a_title_that_begins_like_a_line_of_another_tool_is_written_with_a_backslash(title):
    for line in ("T: a > b ! c", "T > a ! c"):
        made = do(goal_from(line), rename, title)
        assert meaning(again(made)) == meaning(made)


def test_a_comma_at_the_end_stays():
    made = do(goal_from("T: a > z ! b"), rename, "the end,")
    made = do(do(made, rename_marker, 0, "the end,"), add_seal_item, "the end;")
    assert write_line(made.goal) == r"the end\,: the end,*1 > z ! b ! the end\;"
    assert meaning(again(made)) == meaning(made)


def test_a_colon_stays_in_a_title_and_in_a_marker():
    made = do(goal_from("T: a > z ! b"), rename, "Thesis: the end")
    made = do(made, rename_marker, 0, "chapter 1: why")
    assert write_line(made.goal) == r"Thesis\: the end: chapter 1: why > z ! b"
    assert meaning(again(made)) == meaning(made)


def test_a_due_that_names_no_date_needs_no_escape_for_the_reader_who_knows():
    made = goal_from("Ask what is due today > a ! b")
    assert write_line(made.goal) == r"Ask what is \due today > a ! b"
    assert write_line(made.goal, read_date=read_date) == "Ask what is due today > a ! b"
    assert meaning(again(made)) == meaning(again(made, read_date=read_date)) == meaning(made)


def test_names_that_are_no_words_of_quick_add_are_left_out():
    made = do(do(do(goal_from("T > a #car ! b"), tag, "2026"), involve, "R2#D2"), tag, "x.")
    made = do(do(made, tag, "ff0000"), involve, "3pm")
    assert write_line(made.goal) == "T > a #car ! b"


def test_a_unit_that_is_no_word_is_left_out_with_the_target():
    made = goal_from("Run: half 21 > 42 target 42 km ! photo")
    event = made.event
    odd = {**event.set, "unit": "km by foot"}
    made = record_of(made.goal.uid, (replace(event, set=odd),))
    assert write_line(made.goal) == "Run: half 21 *21 > 42 *21 ! photo"


@pytest.mark.parametrize("last", ["really !", "rent due", "on target"])
def test_what_would_take_in_the_next_part_is_closed(last):
    made = do(goal_from("T > a #car ! paid ! z"), rename_marker, 0, last)
    assert f"{last} > #car ! paid" in write_line(made.goal).replace("\\", "")
    assert meaning(again(made)) == meaning(made)
    made = do(goal_from("T > a ! z"), add_seal_item, last)
    made = do(made, add_seal_item, "more")
    assert meaning(again(made)) == meaning(made)


def test_a_title_that_ends_with_a_sign_is_ended_by_a_break():
    made = do(goal_from("T > a ! b"), rename, "Wow !")
    assert write_line(made.goal) == "Wow ! > a ! b"


WORDS = ["word", "by", "a->b", "don't", "שלום", "half", "end"]
MARKS = [
    ">", ">>", ":", "!!", "#t", "@p", "#1", "#", "fri", "42", "km", "0", "5,000", "*3", "*0", "x:",
    "#a#b", "10km", "!x", "9", "18:00", "🚗", "a*2", "21,", "9*2", "→", "re:", "(a:", "b)", "C:\\x",
]  # fmt: skip
OTHERS = [
    "-", "[ ]", "[x]", "*", "**", "1.", "(A)", "x", "2026-11-28", "TODO", "DONE", "[#A]", "+home",
    "project:home", "pri:H", "📅", "📅2026-11-28", "🔁", "every", "⏫", "DEADLINE:", "<2026-12-24",
    "Thu>", ":a:", "@due(2026-12-24)", "[due::", "2026-12-24]", "t:2026-11-28", "☐", "#fff000",
]  # fmt: skip
ESCAPES = [
    "\\",
    "\\\\",
    "\\#",
    "\\\\x\\y",
    "\\due",
    "a\\",
    "\\*3",
    "\\x",
    "\\-",
    "x\\:",
    "\\+home",
    ",",
    ";",
]
TAKING = ["!", "due", "target", "Target", "due:", "by"]


def lines_of(words):
    return st.lists(st.sampled_from(words), min_size=1, max_size=20).map(" ".join)


@given(
    lines_of(MARKS + OTHERS + ESCAPES + WORDS * 3),
    st.sampled_from(["", " target 42 km", " > z ! y", " due fri"]),
)
@example("a: b, *2 > c*0 > *3 > 9 *2 >> d", " ! e > ! f")
@example("a: 5,000 > 9 > half", " target 42 km")
def test_a_goal_from_a_line_gives_a_line_that_makes_the_same_goal(line, end):
    """But for words that take in what follows, where a name or a date stood behind them."""
    try:
        made = add(read(line + end), stamp(0))
    except QuickAddError:
        return
    assert meaning(again(made)) == meaning(made)


signs = st.text("\\#@>:!*,; xd-+", max_size=12)
texts = (
    st.text(max_size=20)
    | signs
    | lines_of(MARKS + OTHERS + ESCAPES + WORDS + TAKING * 3)
    | lines_of(OTHERS)
)


@given(texts, st.lists(texts, min_size=3, max_size=3), texts, st.sampled_from(["", " target 9 km"]))
def test_any_text_makes_a_line_that_makes_the_same_goal(title, markers, item, target):
    made = goal_from(f"T: a*2 > b >> c*3 #tag @me ! d ! e{target}")
    made = take(made, Step(rename, (title,)))
    made = take(made, Step(add_seal_item, (item,)))
    for index, text in enumerate(markers):
        made = take(made, Step(rename_marker, (index, text)))
    plan = read_line(write_line(made.goal), any_date)
    assert plan.due is None
    if target and any(char.isnumeric() for text in markers for char in text):
        assert [stage.miles for stage in plan.stages] == [m.miles for m in made.goal.markers]
        return  # a marker that says another amount than it has is written with its own
    assert meaning(add(plan, stamp(0))) == meaning(made)


@given(texts, texts)
def test_a_single_marker_and_its_title_stay_as_they_are(title, marker):
    made = take(
        take(goal_from("T > a ! b"), Step(rename, (title,))), Step(rename_marker, (0, marker))
    )
    assert meaning(again(made, read_date=any_date)) == meaning(made)


def test_a_road_is_written_from_a_marker_on():
    goal = goal_from(SELL).goal
    assert write_road(goal, 0) == "listed > test drives*3 >> papers signed"
    assert write_road(goal, 1) == "test drives*3 >> papers signed"
    assert write_road(goal, 2) == ">> papers signed"
    assert write_road(goal, 3) == ""
    assert write_road(goal_from(RUN).goal, 1) == "half 21 >> 42 km"


def test_a_road_keeps_what_looks_like_a_date():
    made = do(goal_from("T > a"), rename_marker, 0, "rent due fri")
    assert write_road(made.goal, 0) == "rent due fri"


@given(driven())
def test_a_road_reads_back_from_every_marker(made):
    goal = made.goal
    for start, marker in enumerate(goal.markers):
        base = goal.ends[start - 1] if start else 0.0
        stages = read_road(
            write_road(goal, start),
            unit=goal.unit,
            base=base,
            position=base,
            target=goal.distance,
            way=goal.way,
        )
        assert [stage.miles for stage in stages] == [m.miles for m in goal.markers[start:]]
        assert stages[0].final is (marker.id == goal.final_from)


def test_a_road_is_read_ahead_of_the_vehicle():
    (first, second) = read_road("a > b*2", base=3.0, position=4.5)
    assert (first.miles, second.miles) == (1.6, 2.0)
    assert read_road("a*2", base=3.0, position=4.5)[0].miles == 2.0


@pytest.mark.parametrize(
    "text", ["", " ", ">", ">> >", ",", "a #tag", "@me", "a ! b", "target 9 km"]
)
def test_what_is_no_road_is_told_with_an_example(text):
    with pytest.raises(QuickAddError, match="such as ‘price agreed >> papers signed’"):
        read_road(text)


def test_a_marker_called_finish_is_one():
    assert [stage.title for stage in read_road("finish")] == ["finish"]
