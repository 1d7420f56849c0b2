"""Paths: the data file and the private folder of it, the settings, the state."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct
from msgspec.structs import asdict

from lastmile_tui.folders import APP, folder_of

if TYPE_CHECKING:
    from collections.abc import Mapping

HOOK_VARIABLE = "LASTMILE_HOOK"
"""The name of a hook in its own environment; a change that it makes calls no hook."""

SYNC = "sync.git"
"""The repository for syncing, in the private folder."""


def kept_settings(state: Path, settings: Path) -> Path:
    """Where the last valid ones of a file of settings are kept; each has its own."""
    return state / "settings" / f"{crc32(os.fsencode(settings)):08x}.toml"


def themes_beside(settings: Path) -> Path:
    """The folder of the user's own themes, beside the file of the settings."""
    return settings.with_name("themes")


class Locations(Struct, frozen=True):
    """Absolute paths; none of them need exist.

    The folder of the data file may be synchronised with other machines: only the data file and
    copies of it are in there.
    """

    data: Path
    config: Path
    state: Path
    """A directory of this machine only; the data file may be shared by several."""
    private: Path
    """The directory of this data file's lock, journal and syncing; each has its own, in `state`."""
    backups: Path
    """The directory of this data file's backups; each file has its own, in `state`."""
    reports: Path
    """The directory of crash reports."""

    @property
    def hooks(self) -> Path:
        """The folder of the user's programs that run when something happens."""
        return self.config.parent / "hooks"

    @property
    def themes(self) -> Path:
        """The folder of the user's own themes."""
        return themes_beside(self.config)

    @property
    def kept_settings(self) -> Path:
        """The last valid settings."""
        return kept_settings(self.state, self.config)

    @property
    def shown(self) -> dict[str, Path]:
        """What a person may look for, by name; the last is the repository of syncing."""
        beside = {"hooks": self.hooks, "themes": self.themes}
        return asdict(self) | beside | {"sync": self.private / SYNC}


def find(
    env: Mapping[str, str], *, file: str | Path | None = None, config: str | Path | None = None
) -> Locations:
    """Find the paths, from the options, else LASTMILE_FILE and LASTMILE_CONFIG, else the defaults.

    An empty path counts as none, and `~` is the home directory. The defaults follow the platform,
    on Unix XDG_DATA_HOME and its kin.
    """
    data = _absolute(file or env.get("LASTMILE_FILE")) or _folder("DATA") / "lastmile.json"
    real = Path(os.path.realpath(data))
    state = _folder("STATE")
    own = f"{real.stem}-{crc32(os.fsencode(real)):08x}"
    return Locations(
        data=data,
        config=_absolute(config or env.get("LASTMILE_CONFIG")) or _folder("CONFIG") / "config.toml",
        state=state,
        private=state / "files" / own,
        backups=state / "backups" / own,
        reports=state / "reports",
    )


def _folder(kind: str) -> Path:
    """Our folder of a kind: CONFIG, DATA or STATE."""
    if found := folder_of(kind, os.environ):
        return Path(found)
    import platformdirs  # noqa: PLC0415 # 3 ms, where it is no matter of two variables

    paths = platformdirs.PlatformDirs(APP, appauthor=False)
    by_kind: dict[str, Path] = {
        "CONFIG": paths.user_config_path,
        "DATA": paths.user_data_path,
        "STATE": paths.user_state_path,
    }
    return by_kind[kind]


def _absolute(path: str | Path | None) -> Path | None:
    if not path:
        return None
    home = os.path.expanduser(path)  # noqa: PTH111 # Path.expanduser fails for unknown users
    return Path(home).absolute()
