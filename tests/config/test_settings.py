import os
import re
import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.keys import Keys, _character_to_key

from lastmile_tui.config import Config, keymap
from lastmile_tui.config.keys import read_keys
from lastmile_tui.errors import ConfigError
from support.settings import load

KNOWN = ("advance", "back", "keys", "quit")
DEFAULTS = {"advance": ("space", "l"), "back": ("h",), "last": ("G",), "filter": ("slash",)}


@pytest.fixture
def written(tmp_path):
    """A function that loads a config.toml of this content."""

    def write(content):
        path = tmp_path / "config.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load(path, KNOWN)

    return write


def test_without_a_file_everything_is_as_usual(tmp_path):
    assert load(tmp_path / "none.toml", KNOWN) == Config()


def test_every_setting_can_be_given(written):
    text = """
        day_starts = 0
        timezone = "Europe/Berlin"
        glyphs = "ascii"
        animations = false
        theme = "night"
        rest_days = ["sat"]
        weekly_look = "friday"
        window_title = false
        decimal = "comma"
        linear = true
        [keys]
        advance = "l,space"
        quit = ""
    """
    keys = {"advance": "l,space", "quit": ""}
    assert written(text) == Config(
        0, "Europe/Berlin", "ascii", False, "night", ["sat"], "friday", keys, False, "comma", True
    )


@pytest.mark.parametrize("unit", ["stage", "Etappe/Etappen", "km", "étape", ""])
def test_the_unit_is_a_word_with_or_without_its_plural(written, unit):
    assert written(f'unit = "{unit}"').unit == unit


def test_weekdays_are_numbers_from_monday_whatever_way_they_are_written(written):
    assert written('rest_days = ["Sat", "sunday"]').rest == {5, 6}
    assert written('rest_days = ["mon", "monday"]').rest == {0}
    assert written('weekly_look = "Wed"').look_day == 2
    assert written('weekly_look = "never"').look_day is None


def test_there_is_no_rest_day_and_a_weekly_look_on_sunday_unless_it_is_said():
    assert Config().rest == frozenset()
    assert Config().look_day == 6


def test_a_byte_order_mark_and_windows_lines_are_read(written):
    assert written(b"\xef\xbb\xbfday_starts = 5\r\nglyphs = 'ascii'\r\n").day_starts == 5


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        ("day_start = 4", "is not a setting; did you mean day_starts?"),
        ("colour = 4", "there are day_starts, timezone, glyphs, animations, theme, rest_days, "),
        ("day_starts = 13", "day_starts must be an hour from 0 to 12, not 13."),
        ("day_starts = true", "day_starts must be an hour from 0 to 12, not true."),
        ("day_starts = 4.5", "day_starts must be an hour"),
        ('day_starts = "4"', 'day_starts must be an hour from 0 to 12, not "4".'),
        ('timezone = "Europe/Berln"', "did you mean Europe/Berlin?"),
        ("timezone = 1", 'timezone must be a name such as "Europe/Berlin", not 1.'),
        ("glyphs = []", 'glyphs must be "auto", "unicode", "plain" or "ascii", not [].'),
        ("animations = 1", "animations must be true or false, not 1."),
        ("theme = {}", "theme must be the name of a theme in quotes"),
        (
            'rest_days = ["fri", "sat", "sun"]',
            'rest_days must be at most two weekdays such as ["sat", "sun"], not ["fri", ',
        ),
        ('rest_days = "sun"', "rest_days must be at most two weekdays"),
        ("rest_days = [6]", "rest_days must be at most two weekdays"),
        ('rest_days = ["su"]', "rest_days must be at most two weekdays"),
        ('rest_days = ["never"]', "rest_days must be at most two weekdays"),
        ("rest_days = [['sun']]", "rest_days must be at most two weekdays"),
        ('weekly_look = "so"', 'weekly_look must be a weekday such as "sunday", or "never", not'),
        ("weekly_look = false", "weekly_look must be a weekday"),
        ('weekly_look = ""', "weekly_look must be a weekday"),
        ("weekly_look = ['sunday']", "weekly_look must be a weekday"),
        (
            "unit = 1",
            'unit must be one word such as "stage", or with its plural "foot/feet", not 1.',
        ),
        ('unit = "two words"', "unit must be one word"),
        ('unit = "5"', "unit must be one word"),
        ('unit = "a/b/c"', "unit must be one word"),
        ('unit = "\\u001b[2J"', "unit must be one word"),
        ('keys = "j"', "keys must be a table that begins with [keys]"),
        ('[keys]\nadvanc = "j"', "did you mean advance?"),
        ('[keys]\nxyz = "j"', "`lastmile keys` lists them."),
        ("[keys]\nday_starts = 4", "day_starts stands under [keys]; move it above that line."),
        ("[keys]\nquit = 1", "The keys of quit must stand in quotes"),
        ('[keys]\nquit = "qq"', "is not a key; write it like j, G"),
        ("day_starts = 4\nday", "Correct the TOML: "),
        (
            "glyphs = 'ascii'\nday\n",
            "line 2: Correct the TOML: ",
        ),
        (b"theme = '\xff'", "save the file as UTF-8"),
        ("theme = '\x1b'", "Correct the TOML"),
        ('"\\u001b[2J" = 1', "is not a setting"),
        ("day_starts = " + "9" * 5000, "too long or too deep"),
        ("x = " + "[" * 50_000, "too long or too deep"),
    ],
)
def test_a_slip_is_told_with_the_file_and_what_to_change(written, tmp_path, content, advice):
    with pytest.raises(ConfigError) as error:
        written(content)
    message = str(error.value)
    assert re.match(rf"{re.escape(str(tmp_path / 'config.toml'))}(, line \d+)?: ", message)
    assert advice in message
    assert message.isprintable()
    assert message[-1] in ".?"


@given(st.text() | st.binary())
def test_only_a_config_error_is_raised_and_nothing_but_toml_is_read(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(errors="replace"))
    try:
        load(path, KNOWN)
    except ConfigError:
        return
    tomllib.loads(path.read_text("utf-8-sig"))


def test_a_directory_is_told(tmp_path):
    with pytest.raises(
        ConfigError, match=r"This is a folder; name a file, or put one in its place\."
    ):
        load(tmp_path, KNOWN)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_may_not_be_read_is_told(tmp_path):
    path = tmp_path / "config.toml"
    path.touch(mode=0)
    with pytest.raises(ConfigError, match="The file cannot be read: Permission denied"):
        load(path, KNOWN)


def test_a_path_through_a_file_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="The file cannot be read: Not a directory"):
        load(tmp_path / "file" / "config.toml", KNOWN)


def test_an_override_replaces_all_keys_of_its_command():
    keys = keymap(DEFAULTS, {"advance": "x, f2"})
    assert keys == {**DEFAULTS, "advance": ("x", "f2")}


def test_an_empty_override_takes_the_keys_away():
    assert keymap(DEFAULTS, {"back": ""})["back"] == ()


def test_two_commands_may_exchange_their_keys():
    keys = keymap(DEFAULTS, {"advance": "h", "back": "l"})
    assert (keys["advance"], keys["back"]) == (("h",), ("l",))


@pytest.mark.parametrize("key", ["l", "shift+g", "/", "shift+l,space"])
def test_a_key_of_the_users_is_taken_from_whom_it_was_by_default(key):
    keys = keymap(DEFAULTS, {"back": key})
    own = keys.pop("back")
    assert own == read_keys(key)
    assert keys == {
        name: tuple(one for one in usual if one not in own)
        for name, usual in DEFAULTS.items()
        if name != "back"
    }


@pytest.mark.parametrize(
    "overrides", [{"advance": "x", "back": "x"}, {"filter": "G", "back": "f2,shift+g"}]
)
def test_a_key_for_two_commands_is_refused_with_both_names(overrides):
    with pytest.raises(ConfigError, match=r"belongs to both \w+ and \w+; give one of them"):
        keymap(DEFAULTS, overrides)


def test_commands_of_other_screens_are_left_out():
    assert keymap(DEFAULTS, {"quit": "l"}) == DEFAULTS


def test_commands_that_share_a_key_by_design_may_keep_it():
    shared = {"open": ("enter",), "choose": ("enter",), "quit": ("q",)}
    assert keymap(shared, {"quit": "x"})["choose"] == ("enter",)


@given(st.characters())
@example("+")
@example("-")
@example(",")
def test_a_character_gets_the_name_that_textual_gives_it(char):
    name = _character_to_key(char)
    try:
        keys = read_keys(char)
    except ConfigError:
        assert not char.isprintable()
        return
    assert keys == () if char.isspace() else (name,)


@pytest.mark.parametrize("key", [key.value for key in Keys if key.value[0] != "<"])
def test_the_keys_of_textual_are_known(key):
    usual = {"return": "enter", "ctrl+@": "ctrl+at", "ctrl-at": "ctrl+at"}.get(key, key)
    assert read_keys(key.replace("ctrl-", "ctrl+")) == (usual,)


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("?", ("question_mark",)),
        ("question_mark", ("question_mark",)),
        ("solidus", ("slash",)),
        ("greater_than_sign", ("greater_than_sign",)),
        (">, <", ("greater_than_sign", "less_than_sign")),
        ("Ctrl+R", ("ctrl+r",)),
        ("shift+ctrl+Left", ("ctrl+shift+left",)),
        ("ctrl++", ("ctrl+plus",)),
        ("shift+g", ("G",)),
        ("G", ("G",)),
        ("Esc", ("escape",)),
        (" j , down,j", ("j", "down")),
        (",", ("comma",)),
        ("ü", ("ü",)),
    ],
)
def test_a_key_may_be_written_in_several_ways(written, keys):
    assert read_keys(written) == keys


@pytest.mark.parametrize(
    "written", ["jj", "j,", ",j", "ctrl+", "strg+a", "j k", "f25", "++", "ctrl+ctrl", "+a", "\x1b"]
)
def test_what_is_no_key_is_refused(written):
    with pytest.raises(ConfigError, match="is not a key; write it like"):
        read_keys(written)


def test_a_command_that_is_called_like_a_setting_can_have_a_key(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[keys]\nkeys = "f1"\n')
    assert load(path, {"keys"}).keys == {"keys": "f1"}


@pytest.mark.parametrize(
    ("every", "seconds"), [("30s", 30), ("5m", 300), ("5 min", 300), ("2h", 7200), ("24h", 86400)]
)
def test_how_often_to_sync_is_a_time_with_its_unit(written, every, seconds):
    config = written(f'[sync]\nauto = true\nevery = "{every}"')
    assert config.auto_sync
    assert config.sync_seconds == seconds


def test_by_default_nothing_is_synced_by_itself(written):
    config = written("")
    assert not config.auto_sync
    assert config.sync_seconds is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('every = "5"', "every must be a time from"),
        ("every = 5", "every must be a time from"),
        ('every = "29s"', "every must be a time from"),
        ('every = "25h"', "every must be a time from"),
        ('every = "\u0665m"', "every must be a time from"),
        ('auto = "yes"', 'auto must be true or false, not "yes"'),
        ("often = true", "‘often’ is not a setting of [sync]; there are auto, every."),
    ],
)
def test_what_sync_cannot_mean_is_told(written, text, sentence):
    with pytest.raises(ConfigError) as caught:
        written(f"[sync]\n{text}")
    assert sentence in str(caught.value)


def test_sync_is_a_table(written):
    with pytest.raises(ConfigError, match=r"sync must be a table that begins with \[sync\]"):
        written("sync = true")
