import pytest

from lastmile_tui.config import notation_of
from lastmile_tui.domain.model.numbers import Notation

POINT, COMMA = Notation


@pytest.mark.parametrize(
    ("setting", "environ", "notation"),
    [
        ("auto", {}, POINT),
        ("auto", {"LANG": "C"}, POINT),
        ("auto", {"LANG": "C.UTF-8"}, POINT),
        ("auto", {"LANG": "POSIX"}, POINT),
        ("auto", {"LANG": "en_US.UTF-8"}, POINT),
        ("auto", {"LANG": "ja_JP.UTF-8"}, POINT),
        ("auto", {"LANG": "nonsense"}, POINT),
        ("auto", {"LANG": "de_DE.UTF-8"}, COMMA),
        ("auto", {"LANG": "de_AT@euro"}, COMMA),
        ("auto", {"LANG": "fr"}, COMMA),
        ("auto", {"LANG": "pt-BR"}, COMMA),
        ("auto", {"LANG": "RU_ru.KOI8-R"}, COMMA),
        ("auto", {"LANG": "de_CH.UTF-8"}, POINT),
        ("auto", {"LANG": "es_MX.UTF-8"}, POINT),
        ("auto", {"LANG": "it_CH"}, POINT),
        ("auto", {"LANG": "en_DK.UTF-8"}, COMMA),
        ("auto", {"LANG": "en_US.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"}, COMMA),
        ("auto", {"LANG": "de_DE", "LC_NUMERIC": "de_DE", "LC_ALL": "C"}, POINT),
        ("auto", {"LANG": "de_DE.UTF-8", "LC_NUMERIC": "", "LC_ALL": ""}, COMMA),
        ("point", {"LANG": "de_DE.UTF-8"}, POINT),
        ("comma", {"LANG": "en_US.UTF-8"}, COMMA),
    ],
)
def test_the_notation_is_that_of_the_setting_or_of_the_locale(setting, environ, notation):
    assert notation_of(setting, environ) is notation
