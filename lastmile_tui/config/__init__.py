"""Configuration: the settings of config.toml and the keys they change."""

from lastmile_tui.config.keys import character_of, keymap, user_keys
from lastmile_tui.config.locales import notation_of
from lastmile_tui.config.settings import Config

__all__ = ["Config", "character_of", "keymap", "notation_of", "user_keys"]
