"""The one reader of numbers, in both notations, and the writers whose text it reads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.input.amounts import in_unit, read_amount, read_measure
from lastmile_tui.domain.input.numbers import TEXT, notation_of, read_number
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.numbers import Notation, grouped, rounded, sure

POINT, COMMA = Notation

ALIKE = {
    "5": 5, "12": 12, "007": 7, "50000": 50_000, "42.195000": 42.195,
    "1,5": 1.5, "1.5": 1.5, "1,50": 1.5, "0,25": 0.25, "21,0975": 21.0975, "3,14159": 3.14159,
    "1.234,56": 1234.56, "1,234.56": 1234.56, "1 234,56": 1234.56, "12.345.678,9": 12_345_678.9,
    "1,234,567": 1_234_567, "1.234.567": 1_234_567, "1.234,567": 1234.567, "1,234.567": 1234.567,
    "1 000": 1000, "1\xa0000": 1000, "1\u202f000": 1000, "1\u2009000": 1000, "1\u2007000": 1000,
    "12 345 678": 12_345_678, "1'000": 1000, "1\u2019000": 1000, "1\u2019234.50": 1234.5,
    "1\u02bc000": 1000, "1_000": 1000, "1,00,000": 100_000, "12,34,567.5": 1_234_567.5,
    "10,00,000": 1_000_000, ".5": 0.5, ",5": 0.5, "-.5": -0.5, "0,500": 0.5, "0.125": 0.125,
    "1000,500": 1000.5, "1234.567": 1234.567, "½": 0.5, "1½": 1.5, "2 ¾": 2.75, "⅓": 0.333333,
    "⅛": 0.125, "1e3": 1000, "2.5e-1": 0.25, "1E+06": 1_000_000, "+5": 5, "-3": -3,
    "\u22123": -3, "\u20133,5": -3.5, "\uff0d3": -3, "\uff11\uff12": 12, "\uff11\uff0e5": 1.5,
    "\u0661\u0662": 12, "\u0661\u0662\u066b\u0665": 12.5,
    "\u0661\u066c\u0660\u0660\u0660": 1000, "\u0967\u0968": 12, "\u06f4\u06f2": 42,
    "500,-": 500,
    "500/-": 500, "1,00,000/-": 100_000, "1,000/-": 1000, "12,50,000/\u2013": 1_250_000,
    "1'000.-": 1000, "1.000,-": 1000, "1,000.-": 1000, "12\u2019500.--": 12_500, "500.--": 500,
    "1 000,-": 1000, "1 234 567,\u2013": 1_234_567, "500.-": 500, "500,\u2014": 500,
    "0.0000004": 0, "0.1234567": 0.123457,
}  # fmt: skip
"""What both notations read alike."""

DOUBTFUL = {
    "1,000": (1000, 1), "1.000": (1, 1000), "42,195": (42_195, 42.195), "42.195": (42.195, 42_195),
    "500,000": (500_000, 500), "1.500": (1.5, 1500), "-1,000": (-1000, -1), "+9.999": (9.999, 9999),
    "\u0661,\u0665\u0660\u0660": (1500, 1.5), "\uff11\uff0c000": (1000, 1),
}  # fmt: skip
"""What a point and a comma make of the same text."""

NONE = [
    "", " ", "-", ".", ",", "x", "12x", "1..5", "1,,5", "1.2.3", "1,2,3", "1,2.3.4", "1.23.456",
    "1,0000,000", "1 00", "10 0000", "1' 000", "1e", "e5", "1e400", "inf", "nan", "1/2", "0x10",
    "1:30", "5.", "--5", "+-5", "²", "10²", "Ⅻ", "9" * 400, "1,000,00", "1.000,00.0", "1 000'000",
]  # fmt: skip


@pytest.mark.parametrize("notation", Notation)
@pytest.mark.parametrize(("text", "value"), ALIKE.items())
def test_a_number_that_can_be_read_in_one_way_is_read_so_in_both_notations(text, value, notation):
    number = read_number(text, notation)
    assert (number.value, number.doubt) == (value, "")


@pytest.mark.parametrize(("text", "values"), DOUBTFUL.items())
def test_a_number_that_two_people_read_differently_follows_the_notation_and_is_said(text, values):
    for notation, value in zip(Notation, values, strict=True):
        number = read_number(text, notation)
        this, that = re.findall(r"write (\S+) or (\S+),", number.doubt)[0]
        assert number.value == value
        assert number.doubt.startswith(f"‘{text}’ is read as {this}; write {this} or ")
        assert {read_number(this).value, read_number(this, COMMA).value} == {value}
        assert {read_number(that).value, read_number(that, COMMA).value} == set(values) - {value}


@pytest.mark.parametrize("notation", Notation)
@pytest.mark.parametrize("text", NONE)
def test_a_text_that_is_no_number_is_none(text, notation):
    assert read_number(text, notation) is None


@pytest.mark.parametrize("text", [*ALIKE, *DOUBTFUL])
def test_every_number_looks_like_one(text):
    assert re.fullmatch(TEXT, text)


@given(st.text("0123456789.,' -+½e\u2019\xa0", max_size=12), st.sampled_from(Notation))
def test_no_text_breaks_the_reader(text, notation):
    number = read_number(text, notation)
    assert number is None or number.value == rounded(number.value)


LENGTHS = st.one_of(
    st.integers(0, 10**13).map(lambda steps: rounded(steps / 10**6)),
    st.integers(0, 10**7).map(lambda thousandths: rounded(thousandths / 1000)),
    st.integers(0, 10**9).map(float),
)


@given(LENGTHS, st.sampled_from(Notation))
def test_an_amount_that_is_written_is_read_as_it_is(number, notation):
    assert read_number(grouped(number, notation), notation).value == number
    assert read_amount(f"{grouped(number, notation)} km".split(), notation).value == number


@given(LENGTHS, st.sampled_from(Notation))
def test_a_text_to_edit_means_the_same_in_either_notation_and_leaves_no_doubt(number, notation):
    for reading in Notation:
        read = read_number(sure(number, notation), reading)
        assert (read.value, read.doubt) == (number, "")


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("42,195 km", 42.195, "km"), ("1.000 €", 1000, "€"), ("1 000 km", 1000, "km"),
        ("$500", 500, "$"), ("€ 500", 500, "€"), ("500 €", 500, "€"), ("500€", 500, "€"),
        ("CHF 1\u2019500", 1500, "CHF"), ("US$ 2,5", 2.5, "US$"), ("£1,50", 1.5, "£"),
        ("CHF 1'000.-", 1000, "CHF"), ("1.000,- €", 1000, "€"), ("Fr. 500.-", 500, "Fr"),
        ("Rs. 1,00,000/-", 100_000, "Rs"), ("Rs. 1,00,000", 100_000, "Rs"), ("Rs 500", 500, "Rs"),
        ("kr 1 000", 1000, "kr"),
        ("Fr. 1'000.-", 1000, "Fr"), ("kr. 500,-", 500, "kr"), ("500 kr.", 500, "kr"),
        ("500,- €", 500, "€"), ("1:30 hours", 1.5, "hours"), ("1:30 h", 1.5, "h"),
        ("0:45 h", 0.75, "h"), ("2:30 min", 2.5, "min"), ("1:30:36 h", 1.51, "h"),
        ("10 h 30 min", 10.5, "h"), ("10h30", 10.5, "h"), ("1 hour and 30 minutes", 1.5, "hour"),
        ("5 min 30 s", 5.5, "min"), ("2 days 12 hours", 2.5, "days"), ("10 km 500 m", 10.5, "km"),
        ("10k words", 10_000, "words"), ("1.5k €", 1500, "€"), ("$10K", 10_000, "$"),
        ("1½ h", 1.5, "h"), ("½ km", 0.5, "km"), ("\uff14\uff12 km", 42, "km"), ("80 m²", 80, "m²"),
        ("+5 kg", 5, "kg"), ("\u22123 kg", -3, "kg"), ("1 234,56 zł", 1234.56, "zł"),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_what_it_counts(words, value, unit):
    amount = read_amount(words.split(), COMMA)
    assert (amount.value, amount.unit, amount.words) == (value, unit, len(words.split()))


@pytest.mark.parametrize(
    "words", ["km 42", "1:75 h", "1:30 kg", "h 30", "10 h 75 min", "€", "$ 5 €", "½½ km", "1/2 km"]
)
def test_what_is_no_amount_as_a_whole_is_not_read_as_one(words):
    amount = read_amount(words.split())
    assert amount is None or amount.words < len(words.split())


def test_a_comma_between_two_numbers_parts_them():
    assert read_amount(["chapter", "3,", "100"][1:]).value == 3
    assert read_amount(["10", "h,", "30", "min"]).value == 10.5
    assert read_amount(["42,", "km"]).unit == "km"


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1,5", "km", 1.5), ("1,5 km", "km", 1.5), ("1:30", "h", 1.5), ("90 min", "hours", 1.5),
        ("30 min", "h", 0.5), ("500 m", "km", 0.5), ("5k", "km", 5), ("5k", "words", 5000),
        ("1 word", "words", 1), ("2 miles", "", 2), ("0.5 mi", "", 0.5), ("20 euros", "€", 20),
        ("1 h 15 min", "h", 1.25), ("1.5 kg", "g", 1500),
    ],
)  # fmt: skip
def test_a_distance_may_leave_its_unit_out_or_say_a_kindred_one(text, unit, value):
    assert read_measure(text, unit, POINT).value == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [("5 words", "km"), ("2 km", ""), ("far", "km"), ("", "km"), ("3 h", "€"), ("5M", "km")],
)
def test_a_distance_in_another_unit_is_none(text, unit):
    assert read_measure(text, unit, POINT) is None


def test_thousands_without_a_unit_are_said():
    amount = read_amount(["10k"])
    assert amount.doubt == "‘10k’ is read as 10000; write 10 km for kilometres."
    assert in_unit(amount, "km") == 10


@pytest.mark.parametrize(("text", "unit"), [("10k", "words"), ("1.5k", "€"), ("2K", "$")])
def test_thousands_of_a_unit_that_is_known_leave_no_doubt(text, unit):
    assert read_measure(text, unit, POINT).doubt == ""
    plan = read_line(f"Go target 50000 {unit}: first {text} > end", lambda _: None)
    assert plan.remarks == ()
    assert "10000" in read_measure("10k", "", POINT).doubt


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("1.000,50", Notation.COMMA),
        ("€1.000,50", Notation.COMMA),
        ("1,000.50", Notation.POINT),
        ("10,5", Notation.COMMA),
        ("10.5", Notation.POINT),
        ("0.1234", Notation.POINT),
        ("1.000.000", Notation.COMMA),
        ("1,000,000", Notation.POINT),
        ("1 000,5", Notation.COMMA),
        ("1.000", None),
        ("1,000", None),
        ("12", None),
        ("", None),
    ],
)
def test_a_number_may_say_how_numbers_are_written(text, notation):
    for usual in Notation:
        assert notation_of(text, usual) is (notation or usual)
