"""The file to begin with: every setting, as the table that reads them has it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.commands import BY_ID
from lastmile_tui.config import Config, user_keys
from lastmile_tui.config.sample import sample_text, toml_of
from lastmile_tui.config.settings import read
from lastmile_tui.config.table import SETTINGS, SYNC, TABLES
from lastmile_tui.config.toml import read_toml
from support.settings import load

VALUE = re.compile(r"^# (?=\w+ = )", re.MULTILINE)


@pytest.fixture
def load_text(tmp_path):
    def load_text(text):
        path = tmp_path / "config.toml"
        path.write_text(text)
        return load(path, BY_ID)

    return load_text


def test_as_it_is_written_it_changes_nothing(load_text):
    assert load_text(sample_text()) == Config()


def test_with_all_marks_taken_away_it_is_how_it_is_without_but_for_examples(load_text):
    config = load_text(VALUE.sub("", sample_text()))
    examples = {
        "timezone": "Europe/Berlin",
        "theme": "auto",
        "sync": {"auto": False, "every": "5m"},
    }
    usual = Config(**examples)
    assert user_keys(config.keys) == user_keys({})
    for name in SETTINGS.keys() - {"keys"}:
        assert getattr(config, name) == getattr(usual, name)


def test_every_setting_and_every_command_stands_in_it_with_what_it_means():
    text = sample_text()
    for name, setting in (SETTINGS | SYNC).items():
        assert setting.meaning in text
        assert name in TABLES or re.search(rf"^# {name} = ", text, re.MULTILINE)
    for command in BY_ID.values():
        assert re.search(rf"^# {command.id} = .*# {re.escape(command.help)}$", text, re.MULTILINE)


def test_each_single_line_can_be_taken_alone(tmp_path):
    text = sample_text()
    for found in VALUE.finditer(text):
        path = tmp_path / "config.toml"
        path.write_text(text[: found.start()] + text[found.end() :])
        assert read(path, BY_ID).faults == ()


@given(st.text() | st.booleans() | st.integers() | st.lists(st.text(max_size=5)))
def test_a_value_is_written_as_it_is_read(tmp_path_factory, value):
    path = tmp_path_factory.getbasetemp() / "value.toml"
    path.write_text(f"x = {toml_of(value)}\n", encoding="utf-8", errors="replace")
    if not isinstance(value, str) or not re.search("[\ud800-\udfff]", value):
        assert read_toml(path).values == {"x": value}
