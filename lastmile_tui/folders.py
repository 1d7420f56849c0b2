"""The user's folders as platformdirs finds them, where no library is needed for that.

To import it takes a third of the start of Python, and a prompt is drawn before every command.
"""

import os
import sys

TYPE_CHECKING = False  # typing takes as long to import as all that is done here
if TYPE_CHECKING:
    from collections.abc import Mapping

APP = "lastmile"

_LIBRARY = "Library/Application Support"
_USUAL = {
    "linux": {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state"},
    "darwin": {"CONFIG": _LIBRARY, "DATA": _LIBRARY, "STATE": _LIBRARY},
}
"""The folders below the home by platform and kind, unless XDG_..._HOME has an absolute path."""


def folder_of(kind: str, env: "Mapping[str, str]", platform: str = sys.platform) -> str | None:
    """Our folder of a kind, CONFIG, DATA or STATE; None where only the library knows it."""
    home = env.get("HOME", "")
    if platform not in _USUAL or not home.startswith("/") or "ANDROID_DATA" in env:
        return None
    wanted = env.get(f"XDG_{kind}_HOME", "")
    if not wanted.startswith("/"):
        wanted = f"{home.rstrip('/')}/{_USUAL[platform][kind]}"
    return os.path.join(wanted, APP)  # noqa: PTH118 # pathlib is what this does without
