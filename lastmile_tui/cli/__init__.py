"""The command line: one module a group of verbs."""

import sys


def _import_msgspec() -> None:
    """Import msgspec without typing_extensions, which is an eighth of the start of a command.

    It wants that for what `typing` has since Python 3.11, and takes it from there instead.
    """
    name = "typing_extensions"
    if name not in sys.modules:
        sys.modules[name] = None  # type: ignore[assignment]  # as Python marks what is not there
        try:
            import msgspec  # noqa: F401, PLC0415 # as said above
        finally:
            del sys.modules[name]


_import_msgspec()
