import pytest

from lastmile_tui.domain.changes.edit import clean_name
from lastmile_tui.domain.changes.start import Stage
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.text import NAME_LIMIT, TAGS_LIMIT
from support.domain.quick_add import FRIDAY, finals, read, titles


@pytest.mark.parametrize(
    ("word", "tag"),
    [("#car", "car"), ("#car,", "car"), ("#1st", "1st"), ("#v2.0-x", "v2.0-x"), ("#c++", "c++"),
     ("#b2b", "b2b"), ("#e2e", "e2e"), ("#fade", "fade"), ("#bad", "bad"), ("#facade", "facade"),
     ("#cafe1", "cafe1"), ("#a/b", "a/b"), ("#büro", "büro"),
     ("#हिन्दी", "हिन्दी"), ("#日本", "日本"), ("#🚗", "🚗"), ("#a>b", "a>b")],
)  # fmt: skip
def test_a_tag_is_any_name_behind_its_sign(word, tag):
    plan = read(f"Go {word}: a > b")
    assert (plan.title, plan.tags, plan.remarks) == ("Go", (tag,), ())
    assert clean_name(word.rstrip(",")) == tag


@pytest.mark.parametrize(
    "word",
    ["#1", "#", "@", "@2", "##", "a@b.org", "x#y", "#!", "@3pm", "@7.30pm,", "@18:00", "@2x",
     "@angular/core", "@types/node", "@a/b", "@ home", "C#", "F#", "user@example.com", "(@Ana)",
     "#42.", "#3-4", "#000000", "@-x"],
)  # fmt: skip
def test_numbers_paths_and_addresses_are_text(word):
    plan = read(f"Fix {word} now")
    assert (plan.title, plan.tags, plan.people, plan.remarks) == (f"Fix {word} now", (), (), ())


@pytest.mark.parametrize(
    "word",
    ["#ff0000", "#FF0000,", "#fff", "#e5e", "#0af", "#a1b2", "#00ff00aa", "#ffffff", "#1a2."],
)
def test_a_colour_stays_in_the_text_and_is_said(word):
    plan = read(f"Paint {word} now")
    assert (plan.title, plan.tags) == (f"Paint {word} now", ())
    assert plan.remarks == (f"‘{word}’ is a colour; it stays in the text.",)


@pytest.mark.parametrize(
    ("word", "person"),
    [("@everyone,", "everyone"), ("@Ana!", "Ana"), ("@R2D2", "R2D2"), ("@john.doe", "john.doe"),
     ("@Ana-Maria", "Ana-Maria"), ("@José", "José"), ("@日本", "日本"), ("@_x", "_x")],
)  # fmt: skip
def test_a_person_is_a_name_that_begins_with_a_letter(word, person):
    plan = read(f"Ask {word} now")
    assert (plan.title, plan.people, plan.remarks) == ("Ask now", (person,), ())


@pytest.mark.parametrize("word", ["@a@b.org", "##car", "#car#home", "#-x", "#" + "x" * 65])
def test_a_name_that_is_none_stays_and_is_said(word):
    plan = read(f"Go {word} now")
    assert plan.title == f"Go {word} now"
    (remark,) = plan.remarks
    assert remark.endswith("is not a name of a tag or a person; it stays in the text.")


def test_names_may_stand_anywhere_and_twice():
    plan = read("Go #a there: one @Ana > two #b #a ! paid @Bo in full > three #a")
    assert plan.title == "Go there"
    assert titles("Go #a there: one @Ana > two #b #a ! paid @Bo in full > three") == [
        "one", "two", "three",
    ]  # fmt: skip
    assert (plan.tags, plan.people) == (("a", "b"), ("Ana", "Bo"))
    assert plan.seal == ("paid in full",)


def test_the_longest_name_is_a_name():
    assert read("Go #" + "x" * NAME_LIMIT).tags == ("x" * NAME_LIMIT,)


def test_more_tags_than_fit_stay_in_the_text():
    plan = read("Go " + " ".join(f"#t{number}" for number in range(TAGS_LIMIT + 2)))
    assert len(plan.tags) == TAGS_LIMIT
    assert plan.title == "Go #t50 #t51"
    assert plan.remarks[0] == "A goal holds 50 tags; ‘#t50’ stays in the text."


@pytest.mark.parametrize(
    "line",
    ["Go due fri", "Go, due fri, #a", "due fri Go", "Go: a > b Due fri", "Go: a DUE fri > b",
     "Go ! paid due fri", "Go >> a due fri"],
)  # fmt: skip
def test_a_due_date_may_stand_anywhere(line):
    plan = read(line)
    assert (plan.title, plan.due, plan.remarks) == ("Go", FRIDAY, ())


def test_an_unknown_date_stays_in_the_text_and_is_said():
    plan = read("Go due sometime > a")
    assert (plan.title, plan.due) == ("Go due sometime", None)
    assert plan.remarks == ("‘due sometime’ names no date; it stays in the text.",)


@pytest.mark.parametrize(
    "line",
    ["Pay what is due", "The rent is due", "Pay what is due > a", "Pay due > a", "Pay due #a"],
)
def test_due_with_nothing_behind_it_is_an_ordinary_word(line):
    plan = read(line)
    assert plan.title.endswith("due")
    assert plan.remarks == ()


def test_of_two_due_dates_the_last_one_counts_and_is_said():
    plan = read("Go due fri 18:00 and due fri")
    assert (plan.title, plan.due, plan.due_time) == ("Go and", FRIDAY, None)
    assert plan.remarks == ("There are two due dates; the last one counts.",)


@pytest.mark.parametrize(
    ("line", "seal"),
    [
        ("Go ! paid", ("paid",)),
        ("Go !paid", ("paid",)),
        ("Go: a ! paid in full > b ! keys", ("paid in full", "keys")),
        ("Go ! one ! two: a", ("one", "two: a")),
        ("Go ! #tag paid", ("paid",)),
    ],
)
def test_seal_items_may_stand_anywhere(line, seal):
    plan = read(line)
    assert (plan.title, plan.seal, plan.remarks) == ("Go", seal, ())


@pytest.mark.parametrize("line", ["Go now!", "Go !", "Go !!", "Go !! now", "x != y", "Wow! go"])
def test_an_exclamation_is_text(line):
    plan = read(line)
    assert (plan.title, plan.seal, plan.remarks) == (line, (), ())


def test_a_seal_item_without_words_is_said():
    assert read("Go ! #tag").remarks == (
        "Nothing follows ‘!’, so it adds nothing to the seal list.",
    )


@pytest.mark.parametrize(
    ("line", "target", "unit"),
    [
        ("Run target 42 km", 42.0, "km"),
        ("Run target 42km", 42.0, "km"),
        ("Run target 42 km, due fri", 42.0, "km"),
        ("Run: target 42.2 km", 42.2, "km"),
        ("Run TARGET 50000 words", 50_000.0, "words"),
        ("Run target 5'000 €", 5000.0, "€"),
        ("Run target 5 000 €", 5000.0, "€"),
        ("Run target 42,2 km", 42.2, "km"),
        ("Run target 10 h 30 min", 10.5, "h"),
        ("Run target 100 %", 100.0, "%"),
        ("Run target 42", 42.0, "units"),
        ("Run target 42 #a", 42.0, "units"),
        ("Run target 42 due fri", 42.0, "units"),
        ("Run target 42 > 42", 42.0, "units"),
        ("Run target 42 km ! done", 42.0, "km"),
        ("Run: #a target 42 km", 42.0, "km"),
        ("Run target 42 km: 10 > 42", 42.0, "km"),
    ],
)
def test_a_target_makes_a_counting_goal(line, target, unit):
    plan = read(line)
    assert (plan.title, plan.unit) == ("Run", unit)
    assert rounded(sum(stage.miles for stage in plan.stages)) == target
    assert plan.remarks == ()


@pytest.mark.parametrize(
    "line", ["Hit the target", "Find a target audience", "The target: hit", "Beat target 3x4"]
)
def test_target_without_a_number_is_an_ordinary_word(line):
    plan = read(line)
    assert (plan.unit, plan.remarks) == ("", ())
    assert "target" in plan.title


@pytest.mark.parametrize(
    "line",
    ["Target 5 customers per week", "Target 5 customers", "Target 42 km > a", "Target 3 k2 today"],
)
def test_target_that_begins_a_title_is_an_ordinary_word(line):
    plan = read(line)
    assert (plan.title, plan.unit, plan.remarks) == (line.partition(" >")[0], "", ())


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("target 5 customers per week", "target 5 customers"),
        ("Call target 5 customers per week", "target 5 customers"),
        ("Win target 10% of the market", "target 10%"),
        ("Run target 42 km and more", "target 42 km"),
    ],
)
def test_a_target_with_words_behind_it_stays_in_the_text_and_is_said(line, part):
    plan = read(line)
    assert (plan.title, plan.unit) == (line, "")
    assert plan.remarks == (f"‘{part}’ stays in the text, since more words follow it.",)


def test_a_word_that_begins_a_date_is_no_amount():
    plan = read("Pay target due 42 > a")
    assert (plan.title, plan.unit) == ("Pay target due 42", "")


def test_a_target_that_is_none_stays_and_is_said():
    for number in ("0", "0.0000004", "-3", "2,000,000,000"):
        plan = read(f"Run target {number} km")
        assert plan.title == f"Run target {number} km"
        assert plan.remarks == (f"‘target {number}’ is not a target; it stays in the text.",)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("$1.5M", "$1.5M"), ("~500 €", "~500"), ("1/2 km", "1/2"), ("5-6 kg", "5-6"),
        ("2027-01-31", "2027-01-31"), ("ca. 500 €", "ca. 500"), ("approx 12 kg", "approx 12"),
        ("BTC 2", "BTC 2"), ("≈10", "≈10"),
    ],
)  # fmt: skip
def test_a_target_whose_number_is_not_read_stays_and_is_said(target, said):
    plan = read(f"Run target {target}")
    assert (plan.title, plan.unit) == (f"Run target {target}", "")
    assert plan.remarks == (
        f"‘target {said}’ is not a target; it stays in the text. Write it like target 42 km.",
    )


@pytest.mark.parametrize(
    "due", ['due:"fri"', "due:2026-12-24T18:00:00Z", "due:landlord", "due:: fri", "Due:2026-13-01"]
)
def test_what_is_joined_to_due_and_no_date_stays_and_is_said(due):
    plan = read(f"Go {due}")
    assert (plan.title, plan.due) == (f"Go {due}", None)
    assert plan.remarks == (f"‘{due.split()[0]}’ names no date; it stays in the text.",)


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("Go due @fri", "‘@fri’ is a person; write due fri for the day."),
        ("Go due @fri 18:00", "‘@fri’ is a person; write due fri for the day."),
    ],
)
def test_a_day_behind_due_that_is_written_as_a_person_is_said(line, remark):
    plan = read(line)
    assert (plan.people, plan.due, plan.remarks) == (("fri",), None, (remark,))


def test_a_target_that_could_be_another_number_is_said_as_it_is_understood():
    plan = read("Write target 50,000 words")
    assert (plan.unit, plan.stages[-1].title) == ("words", "50,000 words")
    assert plan.remarks == (
        "‘50,000’ is read as 50000; write 50000 or 50, or set decimal in the settings.",
    )


def test_of_two_targets_the_last_one_counts_and_is_said():
    plan = read("Run target 5 km target 10 miles > a")
    assert (plan.title, plan.unit, plan.stages) == ("Run", "miles", (Stage("a", 10.0),))
    assert plan.remarks == ("There are two targets; the last one counts.",)


def test_a_counting_goal_keeps_its_final_stretch():
    assert finals("Run target 42 km: 10 > half 21 >> 30") == [False, False, True, False]
    assert [stage.miles for stage in read("Run target 42 km: 10 > half 21 >> 30").stages] == [
        10.0,
        11.0,
        9.0,
        12.0,
    ]


@pytest.mark.parametrize(
    "line", ["Tax: collect > file again every month", "File AGAIN every 2 weeks"]
)
def test_how_laps_are_set_is_told(line):
    (remark,) = read(line).remarks
    often = line[line.index("every") :]
    assert remark.endswith(f"; once it is added, lastmile again TITLE {often} sets its laps.")


@pytest.mark.parametrize("line", ["File again", "Swim every week", "Again every month a report"])
def test_other_words_than_laps_are_not_told(line):
    assert read(line).remarks == ()


@pytest.mark.parametrize("line", ["R due by fri", "R: a > b due by fri"])
def test_due_by_is_due(line):
    plan = read(line)
    assert (plan.title, plan.remarks, plan.due is None) == ("R", (), False)
