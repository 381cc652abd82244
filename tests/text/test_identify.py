from __future__ import annotations

import pytest

from toolkit.documents import find_reference_pairs, identify_document, parse_document, read_document
from toolkit.errors import InputError
from toolkit.text.identify import identify, surely_other


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Why North Korea’s Military Partnership With Russia Is Here to Stay", "en"),
        ("Pourquoi le partenariat militaire entre la Corée du Nord et la Russie est là pour rester", "fr"),
        ("LA RUSSIE RECULE EN UKRAINE", "fr"),
        ("RUSSIA STEPS BACK IN UKRAINE", "en"),
        ("12 %", ""),
    ],
)
def test_titles(text: str, language: str) -> None:
    assert identify(text, ("fr", "en")).language == language


def test_the_english_title_of_002_is_found(seeds) -> None:
    document = read_document(next(p for p in seeds if p.stem.startswith("002")))
    identify_document(document)
    assert document.language == "fr"
    assert [p.language for p in document.paragraphs[:3]] == ["en", "fr", "fr"]
    [pair] = find_reference_pairs(document, "fr", "en")
    assert (pair.source, pair.target) == (1, 0)


def test_other_seeds_have_no_pair(seeds) -> None:
    for path in seeds:
        if not path.stem.startswith("002"):
            document = read_document(path)
            identify_document(document)
            assert find_reference_pairs(document, "fr", "en") == []


def test_an_english_title_of_something_else_is_no_pair() -> None:
    document = parse_document(
        "Ten Easy Recipes for Your Summer Holidays\n\nLa Banque centrale relève ses taux d'intérêt\n\n"
        "La décision a été prise jeudi à Francfort. Elle surprend les marchés financiers européens.",
        "d",
    )
    identify_document(document)
    assert document.paragraphs[0].language == "en"
    assert find_reference_pairs(document, "fr", "en") == []


def test_unknown_codes() -> None:
    with pytest.raises(InputError, match="does not know one of fr, xx"):
        identify("Une phrase assez longue.", ("fr", "xx"))


def test_words_in_other_scripts_do_not_make_another_language() -> None:
    quoted = "Le mot grec λόγος signifie parole. Le mot russe «душа» se traduit par âme. En coréen, on dit 안녕하세요. "
    assert surely_other(quoted * 3 + "Le plat ผัดไทย est délicieux. La ville de 北京 est grande.", "fr") == ""
    assert (
        surely_other("Сегодня мы пойдём в школу и будем читать книги вместе с друзьями. Bonjour à tous.", "fr") == "ru"
    )
