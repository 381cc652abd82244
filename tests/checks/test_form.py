"""Slips of form that a check should see, and what looks like one and is none."""

from __future__ import annotations

import pytest

from toolkit.checks import check_unit
from toolkit.units import TranslationUnit


def reasons(check: str, source: str, target: str, languages: str = "en-fr") -> list[str]:
    one, other = languages.split("-")
    return [f.reason for f in check_unit(TranslationUnit("1", source, target, one, other), [check])]


@pytest.mark.parametrize(
    ("check", "source", "target", "languages"),
    [
        ("quotes", "« Il est parti », dit-elle.", 'He has left," she said.', "fr-en"),
        ("quotes", 'The "good" one', "Le «\xa0bon", "en-fr"),
        ("quotes", 'Click "Save".', 'Cliquez sur "Enregistrer.', "en-fr"),
        ("doubled", "Le programmeur britannique gagne plus.", "A British British programmer earns more.", "fr-en"),
        ("doubled", "Karel est venu hier.", "So he, Karel Karel, came yesterday.", "fr-en"),
        ("capital", "Ticket checked in", "ticket enregistré", "en-fr"),
        ("capital", "Loading the masks…", "chargement des masques…", "en-fr"),
        ("capitals", "Overwrite", "REMPLACER", "en-fr"),
        ("access-keys", "&Save as", "&E&nregistrer sous", "en-fr"),
        ("placeholders", "Go <a %(attributes)s>here</a>", "Allez <a %(attributs)s>ici</a>", "en-fr"),
        ("placeholders", "See <a href={}>here</a>", "Voir <a href=>ici</a>", "en-fr"),
        ("placeholders", "Use --all-files here", "Utilisez --all-file ici", "en-fr"),
        ("placeholders", "See /etc/apt/sources.list first", "Voir d'abord /etc/apt/source.list", "en-fr"),
        ("names", "Enter the URL of the podcast", "Saisissez l’UR du podcast", "en-fr"),
        ("names", "Use GIMP in one window", "Utiliser GIM en une fenêtre", "en-fr"),
        ("echo", "Yes, remove my ticket", "Yes, remove my ticket", "en-fr"),
        (
            "echo",
            "The dlmopen() function also can be used there",
            "The dlmopen() function also can be used there",
            "en-fr",
        ),
        (
            "length",
            "The table is open to everyone now. Close the door behind you.",
            "La table est désormais ouverte.",
            "en-fr",
        ),
    ],
)
def test_a_slip_of_form_is_found(check: str, source: str, target: str, languages: str) -> None:
    assert reasons(check, source, target, languages)


@pytest.mark.parametrize(
    ("check", "source", "target", "languages"),
    [
        ("quotes", "Un écran de 5 pouces", 'A 5" screen', "fr-en"),
        ("quotes", "Défini à « 1 ».", 'Set to "1".', "fr-en"),
        ("quotes", "Sagte er „Nein“?", 'Did he say "No"?', "de-en"),
        ("quotes", '"The first paragraph of several.', "« Le premier paragraphe.", "en-fr"),
        ("quotes", "Click here now", 'Cliquez <a href="x">ici</a>', "en-fr"),
        ("doubled", "我喜欢郎朗。", "I like the pianist Lang Lang.", "zh-en"),
        ("doubled", "Il habite Bora Bora.", "He lives on Bora Bora.", "fr-en"),
        ("capital", "Unicode character name", "nom de caractère Unicode", "en-fr"),
        ("capital", "PDF output", "sortie PDF", "en-fr"),
        ("capital", "Copy CDs and DVDs", "copier des CD et des DVD,", "en-fr"),
        ("capital", "OK", "d’accord", "en-fr"),
        ("capitals", "Euro", "EUR", "en-fr"),
        ("access-keys", "&Research and development", "&R&&D", "en-fr"),
        ("placeholders", "He said -- and smiled -- yes", "Il dit --oui-- en souriant", "en-fr"),
        ("placeholders", "See /home/user/notes.txt", "Voir /home/utilisateur/notes.txt", "en-fr"),
        ("placeholders", "The file is there", "Le fichier /etc/hosts est là", "en-fr"),
        ("names", "Numeric UID of the owner", "ID numérique du propriétaire", "en-fr"),
        ("names", "FATAL: no such file", "ERREUR FATALE : pas de fichier", "en-fr"),
        ("names", "RGB channels", "Canaux RVB", "en-fr"),
        ("echo", "Revolut Pay", "Revolut Pay", "en-fr"),
        ("echo", "git push origin main", "git push origin main", "en-fr"),
        (
            "length",
            "Whether to join is still open. It will be discussed.",
            "Y entrer ou non : on en discutera encore bientôt.",
            "en-fr",
        ),
    ],
)
def test_what_only_looks_like_a_slip_is_let_be(check: str, source: str, target: str, languages: str) -> None:
    assert reasons(check, source, target, languages) == []
