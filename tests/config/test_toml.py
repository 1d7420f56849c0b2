"""What is wrong with a file of settings is told with the line that it stands on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.commands import BY_ID
from lastmile_tui.config.settings import load, read
from lastmile_tui.config.toml import lines_of
from lastmile_tui.errors import ConfigError

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
    (16, "auto must be true or false, not 'yes'."),
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


def test_what_is_told_at_a_start_is_the_first_with_its_line(config):
    config.write_text(SEVERAL)
    with pytest.raises(ConfigError) as caught:
        load(config, BY_ID)
    assert str(caught.value) == f"{config}, line 2: {FAULTS[0][1]}"


@pytest.mark.parametrize(
    ("content", "line", "sentence"),
    [
        (
            "linear = yes\n",
            1,
            "Correct the TOML: Invalid value at column 10.",
        ),
        ("\n\nunit = 'a", 3, 'Correct the TOML: Expected "\'" at the end of the file.'),
        (
            "unit = 'a'\nunit = 'b'",
            2,
            "Correct the TOML: Cannot overwrite a value",
        ),
        ("sync.auto = 1", 1, "auto must be true or false, not 1."),
        ("\nsync = {\n} ", 2, "Correct the TOML: "),
        ("\nkeys = {quit = 'qq'}", 2, "‘qq’ is not a key; "),
        ("\nkeys.quit = 'qq'", 2, "‘qq’ is not a key; "),
        ("[[keys]]\nquit = 'q'", 1, "keys must be a table that begins with [keys], not "),
        ("[sync]\n[sync.auto]\n", 2, "auto must be true or false, not {}."),
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
