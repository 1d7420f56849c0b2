"""The command line: one module a group of verbs."""

import sys
from types import ModuleType


def _import_msgspec() -> None:
    """Import msgspec without what it asks for and we do not use: a third of the start of a command.

    It wants typing_extensions for what `typing` has since Python 3.11, and takes it from there
    instead. Of uuid, which compiles all that `platform` knows, and of decimal it wants the types,
    to read and write such values: there are none in our files. Who imports these two later gets
    them whole.
    """
    wanted: dict[str, ModuleType | None] = {
        "typing_extensions": None,  # as Python marks what is not there
        "uuid": _module("uuid", UUID=type("UUID", (), {}), SafeUUID=type("S", (), {"unknown": 0})),
        "decimal": _module("decimal", Decimal=type("Decimal", (), {})),
    }
    ours = {name: module for name, module in wanted.items() if name not in sys.modules}
    sys.modules.update(ours)  # type: ignore[arg-type]  # as above
    try:
        import msgspec  # noqa: PLC0415 # as said above
    except (AttributeError, ImportError):  # another version may want more
        for name in [name for name in sys.modules if name.partition(".")[0] == "msgspec"]:
            del sys.modules[name]
    finally:
        for name in ours:
            del sys.modules[name]
    import msgspec  # noqa: F401, PLC0415


def _module(name: str, **parts: type) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(parts)
    return module


_import_msgspec()
