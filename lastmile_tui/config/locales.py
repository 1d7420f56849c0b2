"""Locales: which sign stands in front of a fraction, by their names alone.

None of them needs to be installed, and the locale of the process stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.numbers import Notation

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMA = frozenset({
    "ab", "agr", "an", "ast", "ayc", "az", "be", "bg", "br", "bs", "ca", "ce", "crh", "cs",
    "csb", "cv", "da", "de", "dsb", "el", "es", "et", "eu", "ff", "fi", "fo", "fr", "fur", "fy",
    "gl", "hr", "hsb", "ht", "hu", "hy", "ia", "id", "is", "it", "ka", "kab", "kk", "kl", "ku",
    "ky", "lb", "li", "lij", "ln", "lt", "lv", "mg", "mhr", "mk", "mn", "nb", "nds", "nl", "nn",
    "no", "nr", "oc", "os", "pap", "pl", "ps", "pt", "quz", "ro", "ru", "rw", "sah", "sc", "se",
    "sgs", "sh", "sk", "sl", "smn", "sq", "sr", "ss", "sv", "szl", "tg", "tk", "tr", "ts",
    "tt", "uk", "uz", "vec", "vi", "wa", "wo",
})  # fmt: skip
"""Languages with a comma, as LC_NUMERIC of glibc and CLDR have them."""

_POINT = frozenset({
    "az_IR", "de_CH", "de_LI", "es_DO", "es_GT", "es_HN", "es_MX", "es_NI", "es_PA", "es_PR",
    "es_SV", "es_US", "fr_CH", "it_CH",
})  # fmt: skip
"""Countries in which such a language has a point."""

_OTHER_COMMA = frozenset({"en_DK"})
"""Countries with a comma in a language with a point."""


_MONTH_FIRST = frozenset({"AS", "GU", "MP", "PH", "PR", "UM", "US", "VI"})
"""Countries that write 3/4 for the 4th of March, as CLDR has them; Panama does in Spanish."""


def month_first(environ: Mapping[str, str]) -> bool | None:
    """Whether dates have their month in front, by LC_ALL, LC_TIME and LANG; None if none is set."""
    names = (environ.get(name, "") for name in ("LC_ALL", "LC_TIME", "LANG"))
    name = next(filter(None, names), "").partition(".")[0].partition("@")[0].replace("-", "_")
    if name in ("", "C", "POSIX"):
        return None
    return name == "es_PA" or name.partition("_")[2].upper() in _MONTH_FIRST


def notation_of(setting: str, environ: Mapping[str, str]) -> Notation:
    """The notation of a setting; "auto" follows LC_ALL, LC_NUMERIC and LANG, the first that is set.

    What is no locale of the table has a point.
    """
    if setting != "auto":
        return Notation(setting)
    names = (environ.get(name, "") for name in ("LC_ALL", "LC_NUMERIC", "LANG"))
    name = next(filter(None, names), "").partition(".")[0].partition("@")[0].replace("-", "_")
    language, _, country = name.partition("_")
    full = f"{language.lower()}_{country.upper()}"
    is_comma = full in _OTHER_COMMA or (language.lower() in _COMMA and full not in _POINT)
    return Notation.COMMA if is_comma else Notation.POINT
