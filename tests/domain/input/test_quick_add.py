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
    ["", "  ", ":", ": a > b", ">", ">> a", "#car", "due fri", "! paid", "#car: > a", "\u202e"],
)
def test_a_line_without_a_title_is_told_how_to_begin(line):
    assert refused(line) == "Give the goal a title, such as: Sell the Volvo: listed > signed"


@pytest.mark.parametrize(
    ("line", "title", "markers"),
    [
        ("Go: a > b", "Go", ["a", "b"]),
        ("Go > a > b", "Go", ["a", "b"]),
        ("Go : a > b", "Go", ["a", "b"]),
        ("Go: >> a", "Go", ["a"]),
        ("Go to: the moon: soon > b", "Go to", ["the moon: soon", "b"]),
        ("Go > a: first > b", "Go", ["a: first", "b"]),
        ("Meet at 10:30 there: a > b", "Meet at 10:30 there", ["a", "b"]),
        ("Read https://x.org/a?b: a > b", "Read https://x.org/a?b", ["a", "b"]),
        ("Sell it (deadline: 20 April): a > b", "Sell it (deadline: 20 April)", ["a", "b"]),
        ("Sell it (deadline: 20 April) > a > b", "Sell it (deadline: 20 April)", ["a", "b"]),
        ('Read "Dune: a novel" > a > b', 'Read "Dune: a novel"', ["a", "b"]),
        ("Answer [urgent: today] >> a", "Answer [urgent: today]", ["a"]),
        ("Re: rent > a > b", "Re: rent", ["a", "b"]),
        ("Feeling :( today: a > b", "Feeling :( today", ["a", "b"]),
        ("Go #car: a > b", "Go", ["a", "b"]),
        ("Go ! note: paid > a", "Go", ["a"]),
    ],
)
def test_the_first_colon_behind_a_word_ends_the_title(line, title, markers):
    assert (read(line).title, titles(line)) == (title, markers)


@pytest.mark.parametrize(
    "line",
    [
        "Get back to T re: rent",
        "Book the hall (deadline: 20 April)",
        "Call at 12:30",
        "Read http://example.org",
        "Read http://example.org: the end",
        r"Clean up C:\x",
        "re: rent",
        "Note to self: call",
        "Sell the Volvo: listed",
        "Go to: the moon: soon",
        "Shopping: milk, bread and eggs",
        "Ratio 3:1 or 16: 9",
        "Reminder: the bin :)",
        "A list of all the things that I still have to say to her:",
    ],
)
def test_a_colon_without_markers_behind_it_is_text(line):
    plan = read(line)
    assert (plan.title, plan.stages, plan.remarks) == (line, (Stage("finish"),), ())


@pytest.mark.parametrize(
    "line",
    ["Sell the Volvo:", "Sell the Volvo: #car due fri", "Sell the Volvo: ! paid @Ana",
     "Sell the Volvo #car:", "Sell the Volvo :"],
)  # fmt: skip
def test_a_colon_at_the_end_of_a_short_title_goes(line):
    plan = read(line)
    assert (plan.title, plan.stages) == ("Sell the Volvo", (Stage("finish"),))


def test_a_line_of_colons_is_read_at_once():
    """The time limit of the tests is what this would pass if each colon looked at all others."""
    line = "a: (b: " * (LINE_LIMIT // 7)
    assert refused(line).endswith("is too long; 500 characters are the most.")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (r"Fix \#12b and \#home", "Fix #12b and #home"),
        (r"Mail \@Ana", "Mail @Ana"),
        (r"From A \> B \>> C", "From A > B >> C"),
        (r"Thesis\: the end", "Thesis: the end"),
        (r"Say \!hello \! now", "Say !hello ! now"),
        (r"Buy \*3", "Buy *3"),
        (r"Rent \due fri \DUE fri", "Rent due fri DUE fri"),
        (r"Run \target 42 km", "Run target 42 km"),
        (r"A \\ and a\\b", "A \\ and a\\b"),
        (r"A \\#tag", r"A \#tag"),
        (r"The end\, \;", "The end, ;"),
        (r"Buy \+milk", "Buy +milk"),
        (r"\- [ ] x", "- [ ] x"),
        (r"C:\x \\nas\photos a\b \d+ \ \n", r"C:\x \\nas\photos a\b \d+ \ \n"),
    ],
)
def test_a_backslash_writes_a_sign_itself(line, text):
    plan = read(f"{line} \\> end")
    assert plan.title == f"{text} > end"
    assert (plan.tags, plan.people, plan.seal, plan.due, plan.unit) == ((), (), (), None, "")
    assert plan.remarks == ()


def test_escapes_are_read_in_markers_seal_items_and_names():
    plan = read(r"Go: a\*3 > b \> c*2 >> \#d ! say \! it #a\:b")
    assert plan.stages == (Stage("a*3"), Stage("b > c", 2.0), Stage("#d", final=True))
    assert (plan.seal, plan.tags) == (("say ! it",), ("a:b",))


def test_a_remark_shows_what_was_written():
    (remark,) = read(r"Go: a > b \> *0").remarks
    assert remark.startswith("‘*0’ is not a length; ")
    assert read(r"Go #-a\:").remarks == (
        "‘#-a:’ is not a name of a tag or a person; it stays in the text.",
    )


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
    (remark,) = plan.remarks
    assert remark.startswith(f"‘{text.split()[-1]}’ is not a length; ")
    assert remark.endswith(" It stays in the text.")


@pytest.mark.parametrize(
    ("text", "stray"),
    [("b*1/2", "*1/2"), ("b*1k", "*1k"), ("b*0", "*0"), ("b * 3x", "* 3x"), ("b*2d", "*2d")],
)
def test_a_length_that_is_joined_to_its_marker_or_parted_from_its_star_is_said(text, stray):
    plan = read(f"Go: a > {text} > c")
    assert plan.stages[1] == Stage(text)
    (remark,) = plan.remarks
    assert remark.startswith(f"‘{stray}’ is not a length; ")
    assert remark.endswith(" It stays in the text.")


def test_a_length_behind_the_title_stays_and_is_said():
    plan = read("Go *3: a > b")
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
