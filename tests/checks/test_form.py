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
        ("quotes", "Le « bon » choix, dit-il en partant.", 'The "good choice, he said as he left.', "fr-en"),
        ("quotes", "Les droits des victimes sont connus.", 'The victims" rights are known.', "fr-en"),
        ("brackets", "Jeux (70 $, pour les 3 à 8 ans).", "Games $70, for ages 3 to 8).", "fr-en"),
        ("brackets", "Range [0,31]", "Plage 0,31]", "en-fr"),
        ("brackets", "Saisir une valeur", "Saisir (une valeur :", "en-fr"),
        ("doubled", "Vous vous êtes trompé.", "You you made a mistake.", "fr-en"),
        ("doubled", "The FILE FILE is there now", "Le FICHIER FICHIER est est là", "en-fr"),
        ("capital", "L'entité est née ici", "the entity was born here", "fr-en"),
        ("capital", "Voulez-vous continuer ?", "do you want to go on?", "fr-en"),
        ("capital", "Warning: it is old", "alerte : il est vieux", "en-fr"),
        ("capital", "A margin to keep free", "une marge à laisser libre", "en-fr"),
        ("numbers", "Needs OpenGL 2.0 or later", "Nécessite OpenGL 2,0 ou plus", "en-fr"),
        ("numbers", "Needs 2.15.3 or later", "Nécessite 2.15,3 ou plus", "en-fr"),
        ("numbers", "Sécurité 802.1x", "802,1x security", "fr-en"),
        ("numbers", "La distance est de 0.6 mm", "The distance is 0,6 mm", "fr-en"),
        ("names", "Ask the DNS server.", "Demandez au serveur DN.", "en-fr"),
        ("names", "The NASA said so", "C'est ce que dit la NAS", "en-fr"),
        ("echo", "The hook name.", "The hook name.", "en-fr"),
        ("echo", "See -mdalign if it is required.", "See -mdalign if it is required.", "en-fr"),
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
        ("quotes", "Elle est partie hier soir sans rien dire.", '"She left yesterday without a word.', "fr-en"),
        ("quotes", "« Elle est partie hier soir. »", 'She left yesterday evening."', "fr-en"),
        ("quotes", "Il a dit : « Elle est partie hier. »", 'He said: "She left us only yesterday.', "fr-en"),
        ("brackets", "Étapes : a. lire, b. écrire", "Steps: a) read; b) write", "fr-en"),
        ("brackets", "a) lire et b) écrire", "a) read and b) write", "fr-en"),
        ("brackets", "Cliquez ((ici)", "Click (here)", "fr-en"),
        ("brackets", "C'est prêt :)", "It is ready :)", "fr-en"),
        ("doubled", "We see that.", "Nous nous voyons.", "en-fr"),
        ("doubled", "It may be long.", "Il peut peut-être être long.", "en-fr"),
        ("doubled", "C'est très très bon.", "It is very very good.", "fr-en"),
        ("doubled", "Voir la section 2.", "See the section Section 2.", "fr-en"),
        ("capital", "std::string is a type", "std::string est un type", "en-fr"),
        ("numbers", "It rose by 2.5 % in 1.5 hours", "Il a crû de 2,5 % en 1,5 heure", "en-fr"),
        ("numbers", "About 1.234.567 units", "Environ 1,234,567 unités", "es-en"),
        ("numbers", "Entre 5 et 15 mille euros", "Between 5,000 and 15,000 euros", "fr-en"),
        ("numbers", "À 5 h 13 du matin", "At 5.13 in the morning", "fr-en"),
        ("numbers", "Il a payé 5 000 livres.", "He paid 5,000 pounds (about 142,000 crowns).", "fr-en"),
        ("names", "Send it to the USA", "Envoyez-le aux US", "en-fr"),
        ("names", "The FATAL error is new", "L'erreur FATALE est nouvelle", "en-fr"),
        ("echo", "Homo homini lupus est.", "Homo homini lupus est.", "fr-en"),
        ("doubled", "我喜欢郎朗。", "I like the pianist Lang Lang.", "zh-en"),
        ("doubled", "Il habite Bora Bora.", "He lives on Bora Bora.", "fr-en"),
        ("capital", "Unicode character name", "nom de caractère Unicode", "en-fr"),
        ("capital", "PDF output", "sortie PDF", "en-fr"),
        ("capital", "Copy CDs and DVDs", "copier des CD et des DVD,", "en-fr"),
        ("capital", "OK", "d’accord", "en-fr"),
        ("capitals", "Euro", "EUR", "en-fr"),
        ("capital", "The price is 12 lari.", "ფასია 12 ლარი.", "en-ka"),
        ("capitals", "WARNING: DANGER AHEAD", "გაფრთხილება: საფრთხე წინ", "en-ka"),
        ("question", "What time is it?", "ဘယ်အချိန်ရှိပြီလဲ။", "en-my"),
        ("question", "กี่โมงแล้ว", "What time is it?", "th-en"),
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


@pytest.mark.parametrize(
    ("check", "source", "target"),
    [
        ("number-words", "Cinq cents personnes sont venues.", "Some people came."),
        ("number-words", "Les prix ont monté de vingt pour cent.", "Prices rose by some percent."),
        ("numbers", "Les 12 occupants sont partis à midi.", "Some occupants left at noon."),
        ("numbers", "Une vente de 3 kg", "A sale of 3 kg (9 pounds)"),
    ],
)
def test_a_lost_or_wrong_number_is_found(check: str, source: str, target: str) -> None:
    assert reasons(check, source, target, "fr-en")


@pytest.mark.parametrize(
    ("check", "source", "target"),
    [
        ("number-words", "Il a fait les cent pas.", "He walked up and down."),
        ("number-words", "Il souffre de la crise de la quarantaine.", "He has a mid-life crisis."),
        ("number-words", "À dix heures et demie pile.", "At 10:30 sharp."),
        ("numbers", "Les douze mois de l'année", "The 12 months of the year"),
    ],
)
def test_a_number_said_otherwise_is_let_be(check: str, source: str, target: str) -> None:
    assert reasons(check, source, target, "fr-en") == []


def test_a_given_name_may_be_left_out_of_a_free_translation_but_not_changed() -> None:
    source = "Nous les soignons à Budapest avec des antibiotiques adaptés, a déclaré Tibor Nyulasi."
    free = (
        "We also have the appropriate drugs to treat patients in MRSA wards of the capital, Budapest, says {}Nyulasi."
    )
    assert reasons("names", source, free.format(""), "fr-en") == []
    assert reasons("names", source, free.format("Imre "), "fr-en")
