"""Who speaks, behind what is said."""

from __future__ import annotations

import pytest

from toolkit.languages.conventions import conventions_of
from toolkit.languages.french_speakers import give_speakers, given_speakers, speaker, speech_and_speaker
from toolkit.languages.pair import LanguagePair
from toolkit.translation.translator import Translator


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("— Tu pars ? demanda-t-elle en souriant.", ["— Tu pars ?", "demanda-t-elle en souriant."]),
        ("« Pars ! » s’écria-t-il.", ["« Pars ! »", "s’écria-t-il."]),
        ("— Oui… répondit-il.", ["— Oui…", "répondit-il."]),
        ("« C'est fini ! » a-t-il lancé.", ["« C'est fini ! »", "a-t-il lancé."]),
        ("« Viens ! cria-t-il, et vite ! »", None),
        ("Que demanda-t-il ?", None),
        ("— Je viens, dit-il.", None),
    ],
)
def test_speech_and_its_speaker_are_parted(text: str, parts: list[str] | None) -> None:
    found = speech_and_speaker(text)
    assert (found and [text[a:b] for a, b in found]) == parts


def test_verbs_of_speech_are_given() -> None:
    assert give_speakers("- Bien, murmura-t-il en partant.") == "- Bien, he murmured en partant."
    assert give_speakers("Qui fit-il entrer ?") == "Qui fit-il entrer ?"
    assert speaker("hurla-t-elle.") == "she yelled."
    assert speaker("hurla-t-elle de peur.") is None


def test_nobody_who_speaks_is_lost(engine: Translator) -> None:
    texts = ["Qui ? pensa-t-il.", "« Pars ! » hurla-t-elle.", "— Je ne sais pas, murmura-t-il en baissant les yeux."]
    for made, said in zip(engine.translate(texts), ("he thought", "she yelled", "he murmured"), strict=True):
        assert said in made.text


def test_only_what_was_given_is_asked_for() -> None:
    text = "he said that it took 48 hours"
    assert conventions_of(LanguagePair("fr", "en")).given(text) == ["he said", "48 hours"]
    assert conventions_of(LanguagePair("en", "fr")).given(text) == []
    assert conventions_of(LanguagePair("de", "en")).given(text) == []


def test_what_is_done_behind_dots_is_not_who_speaks() -> None:
    for text in ("Il hésita... reprit la route.", "Il hésita… reprit son souffle.", "« Oui ! » fit un signe."):
        assert speech_and_speaker(text) is None
    assert speech_and_speaker("Que faire ?... reprit Marie.") is not None
    assert speech_and_speaker("Et si… demanda le roi.") is not None


def test_the_verb_of_a_named_speaker_counts_as_given() -> None:
    assert given_speakers(give_speakers("dit le maire.")) == ["said"]
    assert given_speakers("said he.") == []
