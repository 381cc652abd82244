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
    assert give_letter("Fait à Lyon, le 1er juin 2024") == "Done at Lyon, le 1er juin 2024"
    assert give_letter("Madame, Monsieur, je vous écris.") == "Dear Sir or Madam, je vous écris."
    assert give_letter("Fait à la main, le gâteau est bon.") == "Fait à la main, le gâteau est bon."


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (
            "Dans l'attente de votre réponse, je vous prie d'agréer, Madame, Monsieur, l'expression de mes salutations "
            "distinguées.",
            "I look forward to your reply. Yours faithfully,",
        ),
        (
            "Dans l’attente d’une suite favorable à ma demande, veuillez agréer, Monsieur, mes sincères salutations.",
            "I look forward to a favourable reply. Yours sincerely,",
        ),
        (
            "Vous remerciant par avance, nous vous prions d'agréer, Mesdames, Messieurs, nos salutations distinguées.",
            "Thank you in advance. Yours faithfully,",
        ),
        ("En vous remerciant, je vous adresse mes cordiales salutations.", "Thank you in advance. Yours sincerely,"),
        ("Dans l'attente de vous lire,", "I look forward to hearing from you."),
        ("Dans l'attente du verdict, il est en prison.", None),
        ("Je vous adresse mes documents.", None),
        ("En vous remerciant de votre aide, je vous envoie le dossier.", None),
    ],
)
def test_letters_end_with_what_is_awaited(text: str, english: str | None) -> None:
    assert closing(text) == english


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Merci de ne pas répondre.", "Veuillez ne pas répondre."),
        ("Merci d'envoyer le dossier.", "Veuillez envoyer le dossier."),
        ("Merci d'avoir répondu, et merci de votre aide.", "Merci d'avoir répondu, et merci de votre aide."),
        ("Le virement part sous 48 heures.", "Le virement part within 48 heures."),
        ("Je soussigné, Jean Dupont, certifie cela.", "I, the undersigned, Jean Dupont, certifie cela."),
        ("Objet : Réclamation", "Subject : Réclamation"),
        ("Objet : vase en bronze", "Objet : vase en bronze"),
        ("Nous vous convions à la fête.", "Nous vous invitons à la fête."),
    ],
)
def test_letters_are_said_in_plainer_words(text: str, given: str) -> None:
    assert give_letter(text) == given
