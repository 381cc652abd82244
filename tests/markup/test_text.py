"""Plain text: lines, columns and paragraphs of one width."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.markup.engines import echo, short, translated, upper
from toolkit.errors import InputError
from toolkit.markup.text import parse
from toolkit.markup.text_audit import audit_text

WRAPPED = """Le conseil municipal, réuni hier soir sous la
présidence du maire, a décidé de reporter la
construction du nouveau pont à l'année prochaine,
faute de crédits suffisants.

Les habitants du quartier, qui attendaient cet
ouvrage depuis dix ans, ont exprimé leur colère.
"""


def texts(text: str, wrap: str = "auto") -> list[str]:
    return [block.text for block in parse(text, "fr", "en", wrap).blocks]


def test_lines_of_one_width_are_one_paragraph() -> None:
    first, second = texts(WRAPPED)
    assert first.startswith("Le conseil municipal, réuni hier soir sous la présidence") and first.endswith(
        "suffisants."
    )
    assert second.endswith("cet ouvrage depuis dix ans, ont exprimé leur colère.")
    assert len(texts(WRAPPED, "keep")) == 6
    made = translated(WRAPPED, "text", upper())
    assert made.split() == WRAPPED.upper().split() and made.count("\n") == WRAPPED.count("\n")
    assert max(map(len, made.split("\n"))) <= 55


BY_HAND = """Objet : réunion du conseil

    Nous avons le plaisir de vous inviter à la réunion
    qui se tiendra le 12 mars prochain dans la salle des
    fêtes de la mairie.

 1) Les candidats devront se présenter à l'accueil
    munis d'une pièce d'identité.
 2) Le dossier complet est à remettre avant la fin
    du mois.

Cordialement,
--
Le maire
"""
OF_ONE_PARAGRAPH = """Bonjour à tous,

je vous écris pour vous signaler que le serveur de
fichiers sera arrêté ce week-end pour maintenance. Merci
d'enregistrer vos documents avant vendredi soir, et de
ne pas éteindre vos postes.

Appelez-moi
demain.

Bon week-end,
Paul
"""


def test_lines_broken_by_hand_are_joined() -> None:
    assert [len(text.split()) for text in texts(BY_HAND)] == [5, 25, 12, 12, 1, 1, 2]
    first, letter, *others = texts(OF_ONE_PARAGRAPH)
    assert first == "Bonjour à tous," and letter.startswith("je vous écris") and letter.endswith("vos postes.")
    assert others == ["Appelez-moi demain.", "Bon week-end,", "Paul"]


def test_quotations_items_and_indents_are_kept() -> None:
    mail = (
        "> Le conseil municipal, réuni hier soir sous la\n> présidence du maire, a décidé de tout reporter.\n"
        "- Les habitants du quartier qui attendaient cet\n  ouvrage depuis dix ans ont exprimé leur colère.\n"
    )
    assert len(texts(mail)) == 2
    lines = translated(mail, "text", upper()).split("\n")
    assert [line[:2] for line in lines] == ["> ", "> ", "- ", "  ", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Un chat\nun chien\nune souris\n",
        "la nuit descend sur les toits\nde la ville endormie et lasse\nun chat noir rôde quelque part\n"
        "entre les murs et les jardins\ncherchant la lune dans les flaques\n",
        "La réunion est reportée à demain matin.\nLe maire a parlé de la construction du pont.\nIl pleut.\n",
        "Sous le pont Mirabeau coule la Seine\nEt nos amours\nFaut-il qu'il m'en souvienne\nLa joie venait toujours\n",
        "Une ligne très longue qui ne finit pas encore et qui va jusqu'ici, sans être coupée à une largeur donnée,\nd'un texte\nlibre\n",
    ],
)
def test_lines_that_mean_something_stay_lines(text: str) -> None:
    assert texts(text) == text.splitlines()


def test_join_reads_to_the_blank_line_and_no_other_way_is_known() -> None:
    assert texts("Un chat\nun chien\n\nune souris\n", "join") == ["Un chat un chien", "une souris"]
    with pytest.raises(InputError, match="unknown wrap 'x'; choose from: auto, keep, join"):
        parse("x", "fr", "en", "x")


def test_hyphens_at_the_ends_of_lines() -> None:
    cut = "Le conseil municipal réuni hier soir sous la prési-\ndence du maire a décidé de reporter la construc-\ntion du nouveau pont de la ville.\n"
    assert texts(cut) == [
        "Le conseil municipal réuni hier soir sous la présidence du maire a décidé de reporter la construction du nouveau pont de la ville."
    ]
    assert texts("peut-être\nOn viendra peut-\nêtre\n", "join") == ["peut-être On viendra peut-être"]


def test_tabs_are_columns() -> None:
    table = "Nom\tPrénom\t\tÂge\r\n Le chien \tdort\n\t\f\n"
    assert texts(table) == ["Nom", "Prénom", "Âge", "Le chien", "dort"]
    assert translated(table, "text", upper()) == "NOM\tPRÉNOM\t\tÂGE\r\n LE CHIEN \tDORT\n\t\f\n"


PIECES = [
    "un mot",
    "Le maire, réuni hier soir avec le conseil",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\f",
    " ",
    "> ",
    "- ",
    ".",
    "\ufeff",
    "-",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from(["auto", "keep", "join"]))
def test_every_character_is_kept(text: str, wrap: str) -> None:
    page = parse(text, "fr", "en", wrap)
    assert page.fill([None] * len(page.blocks)) == text
    assert not any(c in block.text for block in page.blocks for c in "\r\n\t")


@example("Le maire, réuni hier soir avec le conseil\t\n")
@example("un mot.Le maire, réuni hier soir avec le conseil")
@example("un mot-\n")
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_lines_and_tabs_are_counted(text: str) -> None:
    text += "mot"
    assert translated(text, "text", echo()) == text
    for engine in (upper(), short()):
        assert audit_text(text.encode(), translated(text, "text", engine).encode()) == []
