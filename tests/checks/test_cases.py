"""Pairs that a check should find something in, and pairs that it should not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks import ON_DEMAND, Checker, check_names, check_unit
from toolkit.checks.amounts import read_amounts
from toolkit.checks.measures import addresses, same_address
from toolkit.checks.registry import usual_checks
from toolkit.languages.number_words import numbers_said
from toolkit.units import Origin, TranslationUnit

DATA = Path(__file__).parent.parent / "data/checks"
# What rules cannot tell without many false alarms.
NOT_FOUND = {"tense"}
#: By what follows the kind in an id, the check that should see it.
CHECKS = {
    "negation": "negation",
    "unit": "units",
    "minus": "numbers",
    "weekday": "weekdays",
    "day-month": "dates",
    "number": "number-words",
    "singular-plural": "number-words",
    "roman-number": "names",
    "names-swapped": "name-order",
    "gender-2": "gender",
    "gender": "opposites",
    "untranslated": "untranslated",
    "opposite": "opposites",
    "more-less": "opposites",
    "left-right": "opposites",
    "brackets": "brackets",
    "quotes": "quotes",
    "doubled-spaces": "spaces",
    "edge-spaces": "spaces",
    "final-mark": "question",
    "doubled-word": "doubled",
    "first-capital": "capital",
    "entity": "placeholders",
    "placeholder-colon": "placeholders",
    "tag-order": "placeholders",
    "invisible": "characters",
    "url-bare": "urls",
    "question": "question",
    "month-in-words": "dates",
    "name-lost": "names",
    "clause-lost": "clauses",
    "clause-added": "clauses",
}


def cases(name: str) -> list[TranslationUnit]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [TranslationUnit.from_dict(json.loads(line)) for line in lines]


def pair(source: str, target: str, languages: str = "fr-en") -> TranslationUnit:
    return TranslationUnit("1", source, target, *languages.split("-"), origin=Origin.HUMAN)


def reasons(source: str, target: str, check: str, languages: str = "fr-en") -> list[str]:
    return [finding.reason for finding in check_unit(pair(source, target, languages), [check])]


@pytest.mark.parametrize("unit", cases("sound") + cases("sound-en-fr"), ids=lambda unit: unit.id)
def test_sound_pairs_have_no_finding(unit: TranslationUnit) -> None:
    assert check_unit(unit) == []
    assert Checker().check(unit) == []


@pytest.mark.parametrize("unit", cases("errors") + cases("errors-en-fr"), ids=lambda unit: unit.id)
def test_errors_are_named(unit: TranslationUnit) -> None:
    found = {finding.check for finding in check_unit(unit)}
    if unit.id in NOT_FOUND:
        assert not found
        return
    assert found
    wanted = next(check for kind, check in CHECKS.items() if unit.id.startswith(kind))
    assert wanted in found


@given(
    source=st.text(max_size=80),
    target=st.text(max_size=80),
    languages=st.sampled_from(["fr-en", "en-fr", "fr-de", "zh-en", "el-fr", "-", "und-en"]),
)
def test_any_text_in_any_languages_can_be_checked(source: str, target: str, languages: str) -> None:
    for finding in check_unit(pair(source, target, languages), check_names()):
        assert finding.check in check_names() and finding.reason


_PIECES = st.sampled_from(
    "3 12 1,5 1.500 15 h 30 pm million milliards % € $ ½ 1/2 ' - – : km miles °C le the ne pas not lundi monday mars may "
    "2 juin june I XIV {x} {a, plural, one {# b}} <b> </b> &amp; (a) « » ( ) “ ” https://a.fr/b, Paris Jean deux third".split(
        " "
    )
)


@given(st.lists(_PIECES, max_size=12), st.lists(_PIECES, max_size=12))
def test_any_run_of_what_checks_look_for_can_be_checked(source: list[str], target: list[str]) -> None:
    for languages in ("fr-en", "en-fr"):
        check_unit(pair(" ".join(source), " ".join(target), languages), check_names())


@given(st.lists(_PIECES, min_size=1, max_size=12))
def test_a_text_beside_itself_has_lost_nothing(pieces: list[str]) -> None:
    text = " ".join(pieces)
    lossless = ["characters", "numbers", "number-words", "units", "figures", "urls", "placeholders", "symbols"]
    found = check_unit(pair(text, text, "en-en"), lossless)
    assert found == []


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("à 20 h 15", "at 8:15 p.m."),
        ("à 9 h", "at 9 a.m."),
        ("minuit", "12 a.m."),
        ("3,50 €", "€3.5"),
        ("2,5 milliards", "2,500,000,000"),
        ("12 k€", "€12,000"),
        ("1'000'000", "1,000,000"),
        ("3/4", "¾"),
        ("75 mille", "75,000"),
        ("le 03/04/2021", "3 April 2021"),
        ("500 000 personnes", "half a million people"),
        ("100 000 $", "$100,000"),
        ("les JO-92", "the 1992 Games"),
    ],
)
def test_one_amount_may_be_written_in_many_ways(french: str, english: str) -> None:
    assert reasons(french, english, "numbers") == []
    assert reasons(english, french, "numbers", "en-fr") == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("à 20 h 15", "at 9:15 p.m."),
        ("2,5 milliards", "2,500,000"),
        ("Il y a 1.500 chars.", "There are 1.500 tanks."),
        ("Appelez le 0 800 123 456.", "Call 0,800,123,456."),
        ("-3 °C", "3 °C"),
        ("3 kg", "3 kg (9 pounds)"),
    ],
)
def test_another_amount_is_found(source: str, target: str) -> None:
    assert reasons(source, target, "numbers")


def test_a_correct_conversion_is_fine() -> None:
    for source, target in (
        ("Il y a 10 km.", "It is 6 miles."),
        ("Il fait 30 °C.", "It is 86 °F."),
        ("Il pèse 70 kg.", "He weighs 154 pounds."),
    ):
        assert check_unit(pair(source, target), ["numbers", "units", "figures"]) == []
    assert reasons("Il y a 10 km.", "It is 10 miles.", "units") == ["the source has 10 km, the target 10 miles"]


def test_very_long_numbers_are_no_amounts() -> None:
    check_unit(pair("9" * 5000, "8" * 5001))
    assert reasons("9" * 5000, "none", "numbers")


def test_numbers_in_words_are_read_as_one_or_as_two() -> None:
    def values(text: str, language: str) -> list[int]:
        return [number.value for number in numbers_said(text, language)]

    assert values("entre deux cents et trois cents", "fr") == [200, 300]
    assert values("quatre-vingt-dix-sept et soixante et onze", "fr") == [97, 71]
    assert values("dix-septième, vingt et un mille trois cents", "fr") == [17, 21300]
    assert values("60 pour cent", "fr") == []
    assert values("two hundred and thirty, twenty-seven and five", "en") == [230, 27, 5]
    assert values("zwei", "de") == []


def test_addresses_are_compared_without_what_stands_around_them() -> None:
    assert addresses("See «https://a.org/x_(y)», **www.b.fr** and 'c@d.net'.") == [
        "https://a.org/x_(y)",
        "www.b.fr",
        "c@d.net",
    ]
    languages = ("fr", "en")
    assert same_address("https://fr.a.org/fr-FR/x/", languages) == same_address("HTTPS://en.A.org/en/x", languages)
    assert reasons("Amazon.com vend", "Amazon sells", "urls") == []
    assert reasons("Amazon.com vend", "Amazon.fr sells", "urls")


def test_plurals_of_messages_may_have_other_branches() -> None:
    source = "{n, plural, one {# file} other {# files}} in {folder}"
    assert (
        reasons(
            source,
            "{n, plural, one {# fichier} many {# de fichiers} other {# fichiers}} dans {folder}",
            "placeholders",
            "en-fr",
        )
        == []
    )
    assert reasons(source, "{n, plural, other {# fichiers}} dans {dossier}", "placeholders", "en-fr")
    select = "{g, select, male {He} other {They}}"
    assert reasons(select, "{g, select, mâle {Il} other {Ils}}", "placeholders", "en-fr")


def test_damaged_and_invisible_characters_are_named() -> None:
    assert reasons("Bravo 🎉 !", "Bravo ��!", "characters") == ["the replacement character U+FFFD stands in the target"]
    assert reasons("Bravo 🎉 !", "Bravo!", "symbols") == ["the sign '🎉' of the source is missing in the target"]
    assert reasons("déjà", "dÃ©jÃ ", "characters")
    assert reasons("a", "a\x07", "characters")
    # Joiners are part of emoji and of Persian, marks of direction of Hebrew.
    assert reasons("famille 👩‍👧", "family 👩‍👧", "characters") == []
    assert reasons("I go", "می‌روم", "characters", "en-fa") == []
    assert reasons("a (b)", "א\u200f (b)", "characters", "en-he") == []


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Vive la 🇫🇷 !", "Long live 🇩🇪!", ["'🇫🇷' of the source is missing", "'🇩🇪' is only in"]),
        ("👩‍👧 👍🏽", "👩👧 👍", ["'👩👧' of the source is missing", "'👩' is only in", "'👧' is only in"]),
        ("👍👍 ❤️", "👍 👍 ❤", []),
        ("Étape 1️⃣, page ™", "Step 1, TM page", []),
        ("∀x ♪ à", "x", ["'∀' of the source", "'♪' of the source"]),
        ("L'été $a ∈ B$ \\ fini", "Summer $a ∈ C$ over", ["'\\' of the source is missing"]),
        ("{a} é { b c }", "{a} e ( b c )", ["'{' of the source", "'}' of the source"]),
        ("Une [[page|«é»]] *|NOM|*", "A [[page|e]] *|NOM|*", []),
    ],
)
def test_signs_are_those_that_are_protected(source: str, target: str, found: list[str]) -> None:
    told = reasons(source, target, "symbols")
    assert len(told) == len(found) and all(any(part in reason for reason in told) for part in found)


def test_a_word_of_the_source_may_be_a_name_a_loan_or_a_quotation() -> None:
    assert reasons("Le gouvernement cède.", "The gouvernement gives in.", "untranslated")
    assert reasons("Le mot « gouvernement » est long.", "The word “gouvernement” is long.", "untranslated") == []
    assert reasons("Le chef est un gourmet.", "The chef is a gourmet.", "untranslated") == []
    assert reasons("The school opened.", "La school a ouvert.", "untranslated", "en-fr")


def test_consistency_is_a_matter_of_one_pair_of_languages() -> None:
    checker = Checker(["consistency"])
    units = [
        pair("Il est parti hier.", "He left yesterday."),
        pair("Il est parti hier.", "Er ist gestern gegangen.", "fr-de"),
    ]
    assert [checker.check(unit) for unit in units] == [[], []]


def test_names_without_accents_are_no_made_up_words() -> None:
    unit = TranslationUnit("1", "Pavel Němec vit à Neuquén.", "Pavel Nemec lives in Neuquen.", "fr", "en")
    assert check_unit(unit, ["words"]) == []


def test_checks_that_cost_trust_are_run_on_demand_only() -> None:
    assert set(check_names()) - set(usual_checks()) == ON_DEMAND
    assert reasons("Nom :", "Name", "final-mark") and not check_unit(pair("Nom :", "Name"))


def test_amounts_have_places() -> None:
    text = "De 3,5 à 12 km"
    assert [text[a.start : a.end] for a in read_amounts(text, "fr")] == ["3,5", "12"]
