"""Where the files of the user are, found without what `locations` imports."""

from __future__ import annotations

import os
from zlib import crc32

from lastmile_tui.folders import folder_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FRAMES, LISTS = "frames", "lists"
"""The folders of frames and of what a list printed, in the private folder of a data file."""


class EarlyPlaces:
    """The data file as it really is, the settings, and the folders of this machine."""

    __slots__ = ("config", "data", "private", "state")

    def __init__(self, data: str, config: str, state: str, private: str) -> None:
        self.data, self.config, self.state, self.private = data, config, state, private

    @property
    def frames(self) -> str:
        """The folder of the frames of the data file."""
        return os.path.join(self.private, FRAMES)  # noqa: PTH118 # pathlib takes 3 ms

    @property
    def lists(self) -> str:
        """The folder of what a list of the data file printed."""
        return os.path.join(self.private, LISTS)  # noqa: PTH118 # as above


def options_of(argv: Sequence[str]) -> tuple[str, str] | None:
    """The paths that --file and --config name, empty where they do not; None for all else."""
    paths = {"--file": "", "--config": ""}
    words = list(argv)
    while words:
        name, equals, value = words.pop(0).partition("=")
        if name not in paths or not (equals or words):
            return None
        paths[name] = value if equals else words.pop(0)
        if not equals and paths[name].startswith("-"):
            return None  # which argparse takes for an option
    return paths["--file"], paths["--config"]


def places_of(env: Mapping[str, str], file: str = "", config: str = "") -> EarlyPlaces | None:
    """The places as `locations.find` names them; None where that takes more than is done here."""
    data, settings, state = (folder_of(kind, env) for kind in ("DATA", "CONFIG", "STATE"))
    if data is None or settings is None or state is None:
        return None
    real = os.path.realpath(_user(file or env.get("LASTMILE_FILE")) or f"{data}/lastmile.json")
    stem = os.path.splitext(os.path.basename(real))[0]  # noqa: PTH119, PTH122 # as above
    own = f"{stem}-{crc32(os.fsencode(real)):08x}"
    return EarlyPlaces(
        data=real,
        config=_user(config or env.get("LASTMILE_CONFIG")) or f"{settings}/config.toml",
        state=state,
        private=f"{state}/files/{own}",
    )


def _user(path: str | None) -> str:
    return os.path.expanduser(path) if path else ""  # noqa: PTH111 # as above
