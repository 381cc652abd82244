"""Access keys of labels: the sign goes before the first letter of the translation, whatever the format."""

from __future__ import annotations

import pytest

from tests.markup.engines import echo, known, translated
from toolkit.markup.access_keys import GTK, find_access_key
from toolkit.pipeline.units import translate_units
from toolkit.units import TranslationUnit

WORDS = {
    "Édition": "Edit",
    "Affichage": "View",
    "<b>Quitter</b>": "<b>Quit</b>",
    "Ouvrir {name}": "{name} opens",
    "Fermer": "Close",
}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("&Édition", 0), ("A&ffichage", 1), ("É&dition", 1), ("Quitt&er", 5), ("Ouvrir le &fichier…", 10), ("<b>&Quitter</b>", 3),
        # No access keys.
        ("R&D", None), ("AT&T", None), ("M&ms", None), ("Pain & beurre", None), ("a=1&page=2", None), ("caf&eacute;", None),
        ("https://x.fr/?a=b&page=c", None), ("&Un et &deux", None), ("&&", None), ("x", None), ("1&page", None),
    ],
)  # fmt: skip
def test_the_sign_of_windows_and_qt(text: str, place: int | None) -> None:
    assert find_access_key(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [("É_dition", 1), ("_Fichier", 0), ("En_registrer", 2), ("Tout sé_lectionner", 7), ("nom_fichier", None), ("_id", None),
     ("Le champ nom_court", None), ("MAX_TAILLE", None), ("_mot_", None)],
)  # fmt: skip
def test_the_sign_of_gtk(text: str, place: int | None) -> None:
    assert find_access_key(text, GTK) == place


@pytest.mark.parametrize(
    ("kind", "code", "made"),
    [
        ("json", '{"a": "&Édition", "b": "A&ffichage\\tF2"}', '{"a": "&Edit", "b": "&View\\tF2"}'),
        ("json", '{"a": "<b>&Quitter</b>", "b": "&Ouvrir {name}"}', '{"a": "<b>&Quit</b>", "b": "{name} &opens"}'),
        ("text", "&Édition\tR&D\n", "&Edit\tR&D\n"),
        ("properties", "a=&Fermer\n", "a=&Close\n"),
        ("android", "<resources><string name='a'>&amp;Fermer</string></resources>", "<resources><string name='a'>&amp;Close</string></resources>"),
        (
            "xliff",
            "<xliff version='1.2'><file source-language='fr' target-language='en'><body><trans-unit id='1'>"
            "<source>A&amp;ffichage</source><target></target></trans-unit></body></file></xliff>",
            None,
        ),
    ],
)  # fmt: skip
def test_labels_in_files(kind: str, code: str, made: str | None) -> None:
    result = translated(code, kind, known(WORDS))
    assert ">&amp;View</target>" in result if made is None else result == made
    assert kind == "xliff" or translated(code, kind, echo()) == code


def test_labels_of_catalogues() -> None:
    units = [
        TranslationUnit(str(n), text, "", "fr", "en") for n, text in enumerate(("É_dition", "&Fermer", "nom_court"))
    ]
    assert [unit.target for unit in translate_units(units, known(WORDS))] == ["_Edit", "&Close", "nom_court"]
