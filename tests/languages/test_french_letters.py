"""Formulas of letters."""

from __future__ import annotations

import pytest

from toolkit.languages.french_letters import closing, give_letter

FAITHFULLY, SINCERELY = "Yours faithfully,", "Yours sincerely,"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Veuillez agréer, Madame, Monsieur, l'expression de mes sentiments distingués.", FAITHFULLY),
        ("Veuillez recevoir, Mesdames, Messieurs, nos salutations les plus distinguées.", FAITHFULLY),
        ("Je vous prie d’agréer, Monsieur le Directeur, mes respectueuses salutations.", SINCERELY),
        ("Je vous prie d'agréer, Madame la Présidente, l'expression de ma haute considération.", SINCERELY),
        ("Nous vous prions de croire, cher Monsieur, à l'assurance de nos sentiments les meilleurs.", SINCERELY),
        ("Veuillez croire en l'assurance de mes sentiments dévoués.", SINCERELY),
        ("Recevez mes meilleures salutations", SINCERELY),
    ],
)
def test_a_closing_is_an_english_one(text: str, made: str) -> None:
    assert closing(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "Dans l'attente de votre réponse, je vous prie d'agréer, Monsieur, mes respectueuses salutations.",
        "Je vous prie d'accepter mes excuses et mes sentiments.",
        "Veuillez agréer ma demande.",
        "Recevez nos offres.",
        "Veuillez agréer, Madame, mes salutations, et répondez vite.",
        "Il lui fit part de ses sentiments.",
    ],
)
def test_what_says_more_is_a_sentence(text: str) -> None:
    assert closing(text) is None


def test_what_letters_begin_with_is_given() -> None:
    assert give_letter("Fait à Lyon, le 1er juin 2024") == "Done à Lyon, le 1er juin 2024"
    assert give_letter("Madame, Monsieur, je vous écris.") == "Dear Sir or Madam, je vous écris."
    assert give_letter("Fait à la main, le gâteau est bon.") == "Fait à la main, le gâteau est bon."
