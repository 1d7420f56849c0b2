"""What is wrong with a file of settings is told with the line that it stands on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.commands import BY_ID
from lastmile_tui.config.settings import read
from lastmile_tui.config.toml import lines_of

SEVERAL = """\
# of mine
day_starts = 13

rest_days = [
  "sat",  # and
  "sun",
  "mon",
]
theme = '''
[keys]
day_starts = 4
'''
unit = "two words"

[sync]
auto = "yes"
often = 1

[keys]
quit = "x"
undo = "qq"
redo = "x"
"""

FAULTS = [
    (2, "day_starts must be an hour from 0 to 12, not 13."),
    (4, "rest_days must be at most two weekdays such as"),
    (13, "unit must be one word"),
    (16, 'auto must be true or false, not "yes".'),
    (17, "‘often’ is not a setting of [sync]; there are auto, every."),
    (21, "‘qq’ is not a key"),
    (22, "The key ‘x’ belongs to both quit and redo; give one of them another under [keys]."),
]


@pytest.fixture
def config(tmp_path):
    return tmp_path / "config.toml"


def test_all_that_is_wrong_is_found_line_by_line(config):
    config.write_text(SEVERAL)
    found = read(config, BY_ID).faults
    assert [fault.line for fault in found] == [line for line, _ in FAULTS]
    for fault, (_, words) in zip(found, FAULTS, strict=True):
        assert fault.sentence.startswith(words)


@pytest.mark.parametrize(
    ("content", "line", "sentence"),
    [
        (
            "linear = yes\n",
            1,
            "Correct the TOML: a value is wanted, and texts in quotes, at column 10.",
        ),
        ("\n\nunit = 'a", 3, "Correct the TOML: the end quote is missing at the end of the file."),
        (
            "unit = 'a'\nunit = 'b'",
            2,
            "Correct the TOML: the name stands there twice at the end of the file.",
        ),
        ("sync.auto = 1", 1, "auto must be true or false, not 1."),
        ("\nsync = {\n} ", 2, "Correct the TOML: "),
        ("\nkeys = {quit = 'qq'}", 2, "‘qq’ is not a key; "),
        ("\nkeys.quit = 'qq'", 2, "‘qq’ is not a key; "),
        ("[[keys]]\nquit = 'q'", 1, "keys must be a table that begins with [keys], not "),
        ("[sync]\n[sync.auto]\n", 2, "auto must be true or false, not a table."),
        ("unit = 'a'\n[sync.every.x]\n", 2, 'every must be a time from "30s" to "24h"'),
        ("auto = true", 1, "‘auto’ is not a setting; it stands under [sync]."),
        ("advance = 'x'", 1, "‘advance’ is not a setting; it stands under [keys]."),
        (
            "[sync]\nunit = 'a'",
            2,
            "‘unit’ is not a setting of [sync]; move it above that line.",
        ),
        ("[sync]\r\n\r\nauto = 3\r\n", 3, "auto must be true or false, not 3."),
        ('"day_starts" = 13', 1, "day_starts must be an hour"),
        ("theme_light = 1", 1, "theme_light must be the name of a theme in quotes, not 1."),
        ("theme_dark = 1", 1, "theme_dark must be the name of a theme in quotes, not 1."),
    ],
)
def test_each_fault_has_its_line(config, content, line, sentence):
    config.write_bytes(content.encode())
    (fault,) = read(config, BY_ID).faults
    assert fault.line == line
    assert fault.sentence.startswith(sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("theme = nord", "a value is wanted, and texts in quotes, at column 9."),
        ("linear = True", "a value is wanted, and texts in quotes, at column 10."),
        ("day_starts: 4", "= is missing at column 11."),
        ("= 4", "a name is wanted at column 1."),
        ("day_starts = 04", "the value has ended at column 15."),
        ("unit = 'a' 'b'", "the value has ended at column 12."),
        ("[keys\n", "] is missing at column 6."),
        ("[[keys]", "]] is missing at column 7."),
        ("rest_days = ['sat'", "] is missing at the end of this list."),
        ("keys = {a = 'b'\n}", "} is missing at column 16."),
        ("unit = 'a'\nunit = 'b'\n", "the name stands there twice."),
        ("[keys]\n[keys]", "the name stands there twice."),
        ('unit = "stage\n', "the end quote is missing at column 14."),
        ("unit = '''x", "the end quote is missing at the end of the file."),
        (r'theme = "a\q"', r"\ stands for itself in single quotes only at column 13."),
        ('theme = "\x1b"', "a control character stands at column 10."),
    ],
)
def test_what_the_parser_says_is_said_as_a_person_would(config, content, sentence):
    config.write_bytes(content.encode())
    (fault,) = read(config, BY_ID).faults
    assert fault.line
    assert fault.sentence == f"Correct the TOML: {sentence}"


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"caf\xe9 = 1", 1, 4),
        (b"\xef\xbb\xbfday_starts = 4\r\n# \xc3\xa9 \xff", 2, 5),
        ("unit = 'a'".encode("utf-16"), 1, 1),
    ],
)
def test_what_is_no_utf_8_is_told_with_line_and_column(config, content, line, column):
    config.write_bytes(content)
    (fault,) = read(config, BY_ID).faults
    where = f"What stands at column {column} is not UTF-8"
    assert (fault.line, fault.sentence) == (line, f"{where}; save the file as UTF-8.")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("true", "true"),
        ('"4"', '"4"'),
        ("[1, 'a', true]", '[1, "a", true]'),
        ("1979-05-27", "1979-05-27"),
        ("07:30:00", "07:30:00"),
        ("{a = 1}", "a table"),
        ("[{'\\u001b' = 1}]", '[{"\\\\u001b" = 1}]'),
        ("4.5", "4.5"),
        ("'" + "x" * 90 + "'", '"' + "x" * 38 + "…"),
    ],
)
def test_a_wrong_value_is_told_as_it_stands_in_the_file(config, value, words):
    config.write_text(f"day_starts = {value}")
    (fault,) = read(config, BY_ID).faults
    assert fault.sentence == f"day_starts must be an hour from 0 to 12, not {words}."


names = st.from_regex(r"[a-z]{1,5}", fullmatch=True)
values = st.sampled_from(("1", "'x'", "[\n 1,\n 2]", "'''\n[a]\nb = 1\n'''", "{c = 1}", "1.5 # x"))


@given(st.dictionaries(names, st.tuples(values, st.sampled_from(("", "\n", "# a = 1\n")))))
def test_a_name_is_found_where_it_stands_whatever_stands_around(entries):
    text, expected = "", {}
    for name, (value, before) in entries.items():
        text += before
        expected[name] = text.count("\n") + 1
        text += f"{name} = {value}\n"
    found = lines_of(text)
    assert {name: found[name,] for name in entries} == expected


@pytest.mark.parametrize(
    ("content", "line", "sentence"),
    [
        ('rest_days = ["sat"', 1, "] is missing at the end of this list."),
        ('rest_days = ["sat"\n', 1, "] is missing at the end of this list."),
        ('\nrest_days = [\n"sat",\n\nunit = "x"\n', 2, "] is missing at the end of this list."),
        ('\nrest_days = ["sat"\n\nunit = "x"\n', 2, "] is missing at the end of this list."),
        ('rest_days = ["sat",\n[keys]\nadd = "x"\n', 1, "] is missing at the end of this list."),
        ('unit = "a"\nx = [["x"]\ny = 1\n', 2, "] is missing at the end of this list."),
        ('x = [ # ]\n"x"\ny = 2', 1, "] is missing at the end of this list."),
        ('x = """\ny = [\n"""\nz = [\n', 4, "] is missing at the end of this list."),
        ("rest_days = [\n  yes,\n]\n", 2, "a value is wanted, and texts in quotes, at column 3."),
        ("\nx = [1]\ny = no\n", 3, "a value is wanted, and texts in quotes, at column 5."),
        ("unit = '''x\n", 1, "the end quote is missing at the end of the file."),
    ],
)
def test_a_list_without_an_end_is_told_where_it_begins(config, content, line, sentence):
    config.write_text(content)
    (fault,) = read(config, BY_ID).faults
    assert (fault.line, fault.sentence) == (line, f"Correct the TOML: {sentence}")
