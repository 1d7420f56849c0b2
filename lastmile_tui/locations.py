"""Where things live: the data file and what stands beside it, the settings, the state."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

_APP = "lastmile"


class Locations(Struct, frozen=True):
    """Absolute paths; none of them need exist.

    The journal and the lock stand beside the real data file, also when `data` is a link to it.
    Their names begin with `.~`, which file synchronisers leave alone.
    """

    data: Path
    journal: Path
    lock: Path
    config: Path
    state: Path
    """A directory of this machine: never beside the data file, which may be shared by several."""
    backups: Path
    """The directory of this data file's backups, in the state: another file has another one."""
    reports: Path
    """The directory of the reports that are written when the app breaks."""


def find(
    env: Mapping[str, str], *, file: str | Path | None = None, config: str | Path | None = None
) -> Locations:
    """Take a path from the options, else from LASTMILE_FILE and LASTMILE_CONFIG, else the usual.

    An empty one counts as none, and `~` is the home directory. The usual places follow the
    platform, and XDG_DATA_HOME and its kin on Unix.
    """
    import platformdirs  # noqa: PLC0415 # 7 ms, for what needs places only

    data = _given(file or env.get("LASTMILE_FILE")) or (
        platformdirs.user_data_path(_APP, appauthor=False) / "lastmile.json"
    )
    real = Path(os.path.realpath(data))
    state = platformdirs.user_state_path(_APP, appauthor=False)
    own = f"{real.stem}-{crc32(os.fsencode(real)):08x}"
    return Locations(
        data=data,
        journal=real.parent / f".~{real.name}.journal",
        lock=real.parent / f".~{real.name}.lock",
        config=_given(config or env.get("LASTMILE_CONFIG"))
        or platformdirs.user_config_path(_APP, appauthor=False) / "config.toml",
        state=state,
        backups=state / "backups" / own,
        reports=state / "reports",
    )


def _given(path: str | Path | None) -> Path | None:
    if not path:
        return None
    home = os.path.expanduser(path)  # noqa: PTH111 # Path.expanduser fails for unknown users
    return Path(home).absolute()
