from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.segmentation import read_gold
from tests.conftest import ROOT
from toolkit.errors import InputError
from toolkit.segmentation import split_sentences


def starts(text: str, language: str) -> set[int]:
    return {s.start for s in split_sentences(text, language)} - {0}


def test_seed_articles_are_split_as_read_by_hand() -> None:
    for language, text, gold in read_gold(ROOT / "tests" / "data" / "seeds.gold"):
        assert starts(text, language) == gold, text


def test_hard_cases() -> None:
    gold = read_gold(ROOT / "tests" / "data" / "segmentation.gold")
    wrong = [text for language, text, bounds in gold if starts(text, language) != bounds]
    # One known error: "Le col. Renard" (an abbreviation of rank in small letters).
    assert [text[:14] for text in wrong] == ["Le col. Renard"]


_WORDS = st.sampled_from(
    [
        "M.",
        "Dupont",
        "le",
        "chat.",
        "Oui",
        "!",
        "…",
        "«",
        "»",
        "n°",
        "5,5",
        "J.-C.",
        "etc.",
        '"',
        "”",
        "\u00a0",
        "A.B.",
        "fin.»",
    ]
)


@given(st.lists(st.one_of(_WORDS, st.text(max_size=6))), st.sampled_from([" ", "", "  "]))
def test_segments_cover_the_text(words: list[str], gap: str) -> None:
    text = gap.join(words)
    for language in ("fr", "en"):
        position = 0
        for segment in split_sentences(text, language):
            assert text[segment.start : segment.end] == segment.text == segment.text.strip() != ""
            assert not text[position : segment.start].strip()
            position = segment.end
        assert not text[position:].strip()


def test_windows_do_not_cut_sentences() -> None:
    sentence = "Le navire transportait des munitions vers le port du nord. "
    assert {s.text for s in split_sentences(sentence * 2_000, "fr")} == {sentence.strip()}


def test_one_endless_sentence_is_not_lost() -> None:
    text = "mot " * 20_000
    assert "".join(s.text.replace(" ", "") for s in split_sentences(text, "fr")) == text.replace(" ", "")


def test_languages_without_parameters() -> None:
    assert [s.text for s in split_sentences("Hola a todos. ¿Qué tal? Bien.", "es")] == [
        "Hola a todos.",
        "¿Qué tal?",
        "Bien.",
    ]
    assert [s.text for s in split_sentences("你好。我很好！再见", "zh")] == ["你好。", "我很好！", "再见"]


def test_no_language() -> None:
    with pytest.raises(InputError, match="'12' is not the code of a language"):
        split_sentences("Bonjour.", "12")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("La classe dgram.Socket hérite de events.EventEmitter et envoie des messages.", 1),
        ("Utilisez System.Out ou java.util.List dans ce cas.", 1),
        ("La guerre continue en Ukraine.La Corée du Nord envoie des soldats.", 2),
        ("Le match est fini.L’équipe rentre.", 2),
    ],
)
def test_a_stop_before_a_capital_ends_a_sentence_only_before_a_word_that_opens_one(text: str, pieces: int) -> None:
    assert len(split_sentences(text, "fr")) == pieces


@pytest.mark.parametrize(
    ("language", "text", "second"),
    [
        ("fr", "Il est parti.Marie reste.", "Marie reste."),
        ("fr", "Le train est parti.Marie, elle, reste à la maison.", "Marie, elle, reste à la maison."),
        ("fr", "La réunion est terminée.Paris et Moscou se taisent.", "Paris et Moscou se taisent."),
        ("fr", "Il est venu à l’heure.Sophie non.", "Sophie non."),
        ("fr", "« Il a menti.Dupont le sait »", "Dupont le sait »"),
        ("en", "The war is over.Ukraine rebuilds its towns.", "Ukraine rebuilds its towns."),
        ("en", "He left the house.Alice’s brother stayed.", "Alice’s brother stayed."),
        # One that belongs together.
        ("fr", "M.Dupont est là.", ""),
        ("fr", "Le dossier de M.Dupont et de Mme.Martin est complet.", ""),
        ("fr", "Appelez System.Out pour écrire.", ""),
        ("fr", "La classe dgram.Socket et le module events.EventEmitter sont là.", ""),
        ("fr", "La méthode list.Add et la propriété window.Name changent.", ""),
        ("fr", "Voir www.Paris et maison.Paris/plan sur la page.", ""),
        ("fr", "Écrire à contact.Marie@exemple.fr ou à a.Marie demain.", ""),
        ("fr", "Le fichier rapport.Paris.pdf est là.", ""),
        ("fr", "Le fichier photo_vacances.Marie et parti2.Marie restent.", ""),
        ("fr", "Importer java.util.Marie et parti.Marie() ici.", ""),
        ("en", "Call the file.Name and string.Format methods, or object.Property here.", ""),
        ("en", "The package org.Apache and the module kernel.Socket are here.", ""),
        ("de", "Er ist gegangen.Paris bleibt.", ""),
    ],
)
def test_a_stop_without_its_space_ends_a_sentence_before_a_name(language: str, text: str, second: str) -> None:
    pieces = [s.text for s in split_sentences(text, language)]
    assert pieces == ([text.removesuffix(second).rstrip(), second] if second else [text])


def test_no_sentence_ends_within_an_era() -> None:
    text = "Vers 500 av. J.-C., et au IVe siècle ap. J.-C. Le roi part. Il meurt en 30 apr. J.-C. ici."
    ends = [s.end for s in split_sentences(text, "fr")]
    assert [text[:end].rsplit(" ", 1)[-1] for end in ends] == ["J.-C.", "part.", "ici."]
