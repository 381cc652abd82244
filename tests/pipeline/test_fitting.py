"""Where a file says how long a target may be, a shorter translation that the model has as well is taken."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.markup.engines import translated
from toolkit.languages.pair import LanguagePair
from toolkit.pipeline.units import translate_units
from toolkit.translation.base import Translation
from toolkit.units import TranslationUnit

LONG = "Close the window"


class Choosy:
    """Has other translations when it is asked to keep them."""

    pair, signature = LanguagePair("fr", "en"), "choosy"

    def __init__(self, others: Sequence[str], kept: int = 0) -> None:
        self._others, self._kept = others, kept

    def with_alternatives(self, number: int) -> Choosy:
        return Choosy(self._others, number)

    def translate(self, segments: Sequence[str], *, style: str | None = None, progress: object = None):
        return [Translation(LONG, -0.5, alternatives=tuple(self._others[: self._kept]) or None) for _ in segments]


def _xliff(limit: str) -> str:
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="fr" '
        f'target-language="en" datatype="x"><body><trans-unit id="1" {limit}><source>Fermer la fenêtre</source>'
        "</trans-unit></body></file></xliff>"
    )


@pytest.mark.parametrize(
    ("limit", "others", "expected"),
    [
        ('maxwidth="12" size-unit="char"', ("Close this window", "Close window", "Close"), "Close window"),
        ('maxwidth="20" size-unit="char"', ("Close",), LONG),
        ('maxwidth="12"', ("Close",), LONG),  # pixels
        ('maxwidth="12" size-unit="char"', ("Close 1", "", "Shut it"), "Shut it"),
        ('maxwidth="3" size-unit="char"', ("Close",), LONG),
        ("", ("Close",), LONG),
    ],
)
def test_targets_of_xliff(limit: str, others: tuple[str, ...], expected: str) -> None:
    assert f">{expected}</target>" in translated(_xliff(limit), "xliff", Choosy(others))


def test_targets_of_units() -> None:
    properties = {"max-length": "6"}
    units = [TranslationUnit("1", "Fermer la fenêtre", "", "fr", "en", properties=dict(properties)) for _ in range(2)]
    units[1].properties.clear()
    first, second = translate_units(units, Choosy(("Close it now", "Close")))
    assert (first.target, second.target) == ("Close", LONG)


def test_an_engine_without_others_keeps_its_translation() -> None:
    engine = Choosy(("Close",))
    engine.with_alternatives = None  # type: ignore[assignment,method-assign]
    assert LONG in translated(_xliff('maxwidth="5" size-unit="char"'), "xliff", engine)
