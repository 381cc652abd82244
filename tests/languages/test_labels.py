from __future__ import annotations

import pytest

from toolkit.languages.french_labels import give_labels
from toolkit.languages.labels import read_labels, translate_label
from toolkit.packages.store import embedded_package
from toolkit.translation import translator_of


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("A lire également", "Read also"),
        ("Source :", "Source:"),
        ("ENTRÉE INTERDITE AU PUBLIC", "NO PUBLIC ACCESS"),
        ("Sortie de secours", "Emergency exit"),
        ("chien méchant", "beware of the dog"),
        ("Prix Unitaire", "Unit Price"),
        ("Mot de passe oublié ?", "Forgotten your password?"),
        ("Mot de passe\u00a0*", "Password*"),
        ("Accueil…", "Home..."),
        ("Retour à l’accueil", "Back to home"),
        ("Les opinions exprimées", None),
        ("", None),
        ("Accueil " * 20, None),
    ],
)
def test_labels(french: str, english: str | None) -> None:
    found = translate_label(french, "fr", "en")
    assert (found and found.replace("…", "...")) == english


def test_no_label_has_two_translations() -> None:
    from importlib import resources

    text = (resources.files("toolkit.languages") / "data" / "labels_fr_en.tsv").read_text()
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert all(len(row) == 2 and all(cell == cell.strip() != "" for cell in row) for row in rows)
    assert len(read_labels("fr", "en")) == len({row[0].lower() for row in rows}) == len(rows)


def test_a_glossary_comes_before_the_table(engine) -> None:
    assert engine.translate(["Accueil"])[0].text == "Home"
    assert (
        translator_of(embedded_package(), terms={"accueil": "Reception"}).translate(["Accueil"])[0].text == "Reception"
    )


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Cliquez sur Suivant pour continuer.", "Cliquez sur Next pour continuer."),
        ("Appuyez sur la touche Entrée, puis sur Échap.", "Appuyez sur la touche Enter, puis sur Échap."),
        ("Choisissez Modifier dans le menu Outils.", "Choisissez Edit dans le menu Tools."),
        ("Cliquez sur le bouton Mot de passe oublié ici.", "Cliquez sur le bouton Forgotten password ici."),
        ("Cliquez sur Paris, le menu Enfant est à 8 €.", "Cliquez sur Paris, le menu Enfant est à 8 €."),
        ("Il appuie sur suivant ; Suivant la loi, tout va.", "Il appuie sur suivant ; Suivant la loi, tout va."),
        ("Lancez [1], puis lancez le programme et lancez-vous.", "Run [1], puis run le programme et lancez-vous."),
    ],
)
def test_labels_within_sentences_are_given(text: str, given: str) -> None:
    assert give_labels(text) == given


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Suivant »", "Next »"),
        ("« Accueil", "« Home"),
        ("← Le chat dort", None),
        ("(obligatoire)", "(required)"),
        ("[x] Italique", "[x] Italic"),
        ("☐ Barré", "☐ Strikethrough"),
        ("« Le chat »", None),
        ("« Accueil »", None),
    ],
)
def test_arrows_boxes_and_brackets_stay_round_a_label(text: str, label: str | None) -> None:
    found = translate_label(text, "fr", "en")
    assert found == label


def test_labels_in_brackets_have_the_capitals_of_the_table() -> None:
    assert give_labels("Fermé (lundi)") == "Fermé (Monday)"
    assert give_labels("Nom (obligatoire)") == "Nom (required)"
