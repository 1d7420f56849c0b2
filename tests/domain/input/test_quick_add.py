from datetime import time

import pytest

from lastmile_tui.domain.changes.edit import MARKERS_LIMIT
from lastmile_tui.domain.changes.seal import SEAL_LIMIT
from lastmile_tui.domain.changes.start import Stage
from lastmile_tui.domain.input.quick_add import LINE_LIMIT
from lastmile_tui.domain.model.text import TITLE_LIMIT, clean_line
from support.domain.quick_add import FRIDAY, finals, read, refused, titles


def test_the_line_of_the_manual_says_it_all():
    plan = read(
        "Sell the Volvo: listed > test drives *3 > price agreed >> papers signed"
        "  due fri 18:00 #car @buyer ! money on the account ! keys handed over"
    )
    assert plan.title == "Sell the Volvo"
    assert plan.stages == (
        Stage("listed"),
        Stage("test drives", 3.0),
        Stage("price agreed"),
        Stage("papers signed", final=True),
    )
    assert (plan.due, plan.due_time) == (FRIDAY, time(18))
    assert (plan.tags, plan.people) == (("car",), ("buyer",))
    assert plan.seal == ("money on the account", "keys handed over")
    assert plan.remarks == ()


@pytest.mark.parametrize("line", ["Thesis", "Thesis:", "Thesis >", "Thesis: > >", " Thesis\n"])
def test_a_title_alone_is_a_road_to_its_finish(line):
    plan = read(line)
    assert (plan.title, plan.stages, plan.remarks) == ("Thesis", (Stage("finish"),), ())


@pytest.mark.parametrize(
    "line",
    ["", "  ", ":", ": a > b", ">", ">> a", "#car", "due fri", "! paid", "#car: a", "\u202e"],
)
def test_a_line_without_a_title_is_told_how_to_begin(line):
    assert refused(line) == "Give the goal a title, such as: Sell the Volvo: listed > signed"


@pytest.mark.parametrize(
    ("line", "title", "markers"),
    [
        ("Go: a > b", "Go", ["a", "b"]),
        ("Go > a > b", "Go", ["a", "b"]),
        ("Go : a", "Go", ["a"]),
        ("Go to: the moon: soon", "Go to", ["the moon: soon"]),
        ("Go > a: first > b", "Go", ["a: first", "b"]),
        ("Meet at 10:30 there: a", "Meet at 10:30 there", ["a"]),
        ("Read https://x.org/a?b: a", "Read https://x.org/a?b", ["a"]),
        ("Go due fri: a", "Go", ["a"]),
        ("Go ! note: paid > a", "Go", ["a"]),
    ],
)
def test_the_first_colon_behind_a_word_ends_the_title(line, title, markers):
    assert (read(line).title, titles(line)) == (title, markers)


def test_a_colon_in_a_seal_item_stays_in_it():
    assert read("Send it ! check: margins").seal == ("check: margins",)


@pytest.mark.parametrize("word", ["a->b", "x>y", "a>", ">b", ">>>", "a>>b", "->"])
def test_a_sign_inside_a_word_separates_nothing(word):
    assert titles(f"Go: {word} > c") == [word, "c"]


def test_the_final_stretch_starts_behind_two_signs():
    assert finals("Go: a > b >> c > d") == [False, False, True, False]
    assert finals("Go >> a > b") == [True, False]
    assert finals("Go: >> a") == [True]
    assert finals("Go: a >> > b") == [False, True]


def test_a_final_stretch_without_a_marker_falls_by_itself_and_says_so():
    for line in ("Go >>", "Go: a >>", "Go: a >> #tag", "Go: a >> due fri", "Go: a >> ! paid"):
        plan = read(line)
        assert not any(stage.final for stage in plan.stages)
        assert plan.remarks == (
            "Nothing follows ‘>>’, so the final stretch is where it falls by itself.",
        )


def test_a_second_final_stretch_is_a_marker_and_said():
    plan = read("Go: a >> b >> c")
    assert [stage.final for stage in plan.stages] == [False, True, False]
    assert plan.remarks == ("The final stretch starts at the first ‘>>’; the next one is a ‘>’.",)


@pytest.mark.parametrize(
    ("text", "title", "miles"),
    [
        ("b *3", "b", 3.0),
        ("b*3", "b", 3.0),
        ("b *0.5", "b", 0.5),
        ("b *3 #tag", "b", 3.0),
        ("b *3 due fri", "b", 3.0),
        ("half 21 *3", "half 21", 3.0),
        ("b *999999999", "b", 999_999_999.0),
        ("b *1.25", "b", 1.25),
        ("b *1,5", "b", 1.5),
        ("b*.5", "b", 0.5),
        ("b *½", "b", 0.5),
    ],
)
def test_a_star_behind_a_marker_gives_it_its_length(text, title, miles):
    plan = read(f"Go: a > {text} > c")
    assert plan.stages[1] == Stage(title, miles)
    assert plan.remarks == ()


@pytest.mark.parametrize("text", ["b *0", "b *0.0", "*3", "b *3x", "b *1.2.5", "b *1234567890"])
def test_a_length_that_is_none_stays_in_the_marker_and_is_said(text):
    plan = read(f"Go: a > {text} > c")
    assert plan.stages[1] == Stage(text)
    assert plan.remarks == (
        f"‘{text.split()[-1]}’ gives no marker a length; it stays in the text.",
    )


def test_a_length_behind_the_title_stays_and_is_said():
    plan = read("Go *3: a")
    assert (plan.title, len(plan.remarks)) == ("Go *3", 1)


@pytest.mark.parametrize("text", ["2*3", "a * b", "5*", "**bold**", "*3 a"])
def test_a_star_that_measures_nothing_is_text(text):
    plan = read(f"Go: a > {text}")
    assert plan.stages[1] == Stage(text)
    assert plan.remarks == ()


def test_limits_are_told_and_never_cut():
    assert read("x" * TITLE_LIMIT).title == "x" * TITLE_LIMIT
    for line in ("{}", "Go: {}", "Go ! {}"):
        sentence = refused(line.format("x" * (TITLE_LIMIT + 1)))
        assert sentence.endswith("is too long; 500 characters are the most.")
        assert len(sentence) < 100
    many = " > ".join("a" for _ in range(MARKERS_LIMIT))
    assert len(titles(f"Go: {many}")) == MARKERS_LIMIT
    assert refused(f"Go: {many} > b") == "A road has 200 markers at most; leave some out."
    assert refused("Go" + " ! a" * (SEAL_LIMIT + 1)).startswith("A seal list holds 100 items")
    assert refused("x" * (LINE_LIMIT + 1)).startswith("The line is too long; 10,000 characters")


def test_a_thousand_signs_are_no_markers():
    assert titles("Go: a " + "> " * 1000 + "b") == ["a", "b"]
    assert titles("Go: a " + ">> " * 1000 + "b") == ["a", "b"]


@pytest.mark.parametrize(
    "title", ["🚗 sell 👩‍👩‍👧", "بيع السيارة", "למכור את הרכב", "卖车", "Ünïcödé e\u0301"]
)
def test_any_script_is_a_title(title):
    plan = read(f"{title}: {title} > b")
    assert plan.title == plan.stages[0].title == clean_line(title)
    assert plan.remarks == ()


def test_nothing_invisible_gets_in():
    assert read("\x1b[31mGo\x07: a\u202eb > c\x00").title == "[31mGo"
    assert titles("Go: a\u202eb > c\x00") == ["ab", "c"]
