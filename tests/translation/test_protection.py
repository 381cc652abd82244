"""Whatever a model does, what must stay comes through: once, unchanged, and in order where that says something."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.translation.fakes import ANSWERS, FakeModel
from toolkit.packages.store import embedded_package
from toolkit.text import protected
from toolkit.text.items import items_of
from toolkit.translation import Translator, translator_of

WORDS = "le chat dort sur un grand toit rouge et Paris bouge depuis hier soir".split()
SPANS = (
    "🎉|👨‍👩‍👧|♪|★|©|°|{{nom}}|{0}|{nom}|%s|%(x)s|%1$s|${x}|#{y}|[[Page]]|{% if x %}|<%= a %>|<b>|</b>|<0>|</0>|&quot;|&amp;"
    "|https://a.fr/b?c=d|a@b.fr|@qui|#quoi|:rocket:|__x__|$HOME|$E=mc^2$|`code`|שלום|東京|h₂o|01 23 45 67 89"
    "|550e8400-e29b-41d4-a716-446655440000"
).split("|")


def _check(text: str, answer: str) -> None:
    model = FakeModel(ANSWERS[answer])
    engine = Translator(model)
    [result] = engine.translate([text])
    # A character that folding takes to one of the model's is no strange one.
    spans = engine.spans(text)
    for span in spans:
        what = text[span.start : span.end]
        assert result.text.count(what) == text.count(what), (what, result.text)
    position = 0
    for what in [text[s.start : s.end] for s in spans if s.aside and s.kind != "tag"]:
        position = result.text.index(what, position) + len(what)
    assert "\ufffd" in text or "\ufffd" not in result.text


@pytest.mark.parametrize("answer", sorted(ANSWERS))
@given(parts=st.lists(st.sampled_from(WORDS) | st.sampled_from(SPANS), min_size=1, max_size=14))
@settings(max_examples=60)
def test_spans_among_words(answer: str, parts: list[str]) -> None:
    _check(" ".join(parts), answer)


@pytest.mark.parametrize("answer", ["echo", "nothing", "unreadable", "shuffled"])
@example(text="AÌ»\r0")
@given(text=st.text(min_size=1, max_size=50))
@settings(max_examples=60)
def test_any_text(answer: str, text: str) -> None:
    _check(text, answer)


@given(parts=st.lists(st.sampled_from(WORDS) | st.sampled_from(SPANS), min_size=1, max_size=14))
def test_a_model_that_copies_gives_the_text_back(parts: list[str]) -> None:
    text = " ".join(parts)
    [result] = Translator(FakeModel(str, "xx-yy")).translate([text])
    assert result.text.split() == text.split()


def test_an_emoji_before_a_comma_stays_before_it(engine: Translator) -> None:
    texts = ["Bonjour {name} 🎈, voir la page.", "Le chat 🐱, le chien 🐶 et la souris 🐭, tous dorment."]
    page, animals = (t.text for t in engine.translate(texts))
    assert "{name} 🎈, " in page and "🐱, " in animals and "🐶 and" in animals and "🐭, " in animals


def test_asides_stand_where_their_neighbours_went(engine: Translator) -> None:
    texts = [
        "Rendez-vous à 18 h ⏰ devant la gare 🚉.",
        "Il a couru 10 km 🏃 sous la pluie ☔ hier.",
        "Il fait 30 °C à Paris.",
    ]
    station, rain, paris = (t.text for t in engine.translate(texts))
    assert "18:00 ⏰ " in station and station.endswith(" 🚉.")
    assert "10 km 🏃 " in rain and "rain ☔ yesterday" in rain
    assert "30 °C" in paris


@pytest.mark.parametrize("sign", ["&", "|", "+", "=", "*", "&&", "=>"])
def test_a_sign_that_the_model_drops_comes_back(sign: str) -> None:
    model = FakeModel(lambda text: text.replace(f" {sign} ", " "))
    [result] = Translator(model).translate([f"le chat {sign} le chien dorment"])
    assert result.text == f"le chat {sign} le chien dorment"


def test_a_word_for_a_sign_is_no_loss() -> None:
    model = FakeModel(lambda text: text.replace("&", "and"))
    [result] = Translator(model).translate(["Dupont & Martin"])
    assert result.text == "Dupont and Martin" and len(model.seen) == 1


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Accueil | À propos | Nous contacter", ["Accueil", "À propos", "Nous contacter"]),
        ("Fichier > Ouvrir > Récent", ["Fichier", "Ouvrir", "Récent"]),
        ("Accueil » Actualités » Politique", ["Accueil", "Actualités", "Politique"]),
        ("Le prix du gaz baisse | Économie", ["Le prix du gaz baisse", "Économie"]),
        ("Cliquez | puis fermez", None),
        ("« Le mot » Du jour", None),
        ("Ouvrez le menu Outils de la fenêtre > Options", None),
        ("si A > B alors", None),
        ("`A | B`", None),
        ("| Nom | Prix |", ["Nom", "Prix"]),
        ("│ Nom    │ Âge │", ["Nom", "Âge"]),
        ("Nom        Prix    Stock", ["Nom", "Prix", "Stock"]),
        ("Le   gouvernement  a   décidé  de   reporter", None),
        ("Une phrase.  Une autre.", None),
        ("Nom;Prénom;Âge", ["Nom", "Prénom", "Âge"]),
        ("1.2 Méthode .................. 12", ["1.2 Méthode", "12"]),
        ("Nom : ........ Prénom : ........", ["Nom :", "Prénom :"]),
        ("Il hésite... puis part.", None),
        ("Il vient;il part", None),
        ("( ) Oui ( ) Non (X) Peut-être", ["Oui", "Non", "Peut-être"]),
        ("Vous êtes : ☐ un homme ☐ une femme", ["Vous êtes :", "un homme", "une femme"]),
        ("A) Rouge B) Vert C) Bleu", ["Rouge", "Vert", "Bleu"]),
        ("A. Rouge et plan B. Fin", ["Rouge et plan", "Fin"]),
        ("1) Il faut partir. 3) Fin", None),
        ("Il faut a) manger et b) dormir.", None),
    ],
)
def test_items_of_a_line(text: str, items: list[str] | None) -> None:
    found = items_of(text, protected.find(text, "fr"))
    assert (found and [text[a:b] for a, b in found]) == items


def test_cells_stay_in_their_columns(engine: Translator) -> None:
    lines = ["Nom        Prix    Stock", "Poire      2,00 €     12", "│ Nom    │ Âge │", "│ Pierre │  12 │"]
    assert [t.text for t in engine.translate(lines)] == [
        *("Name       Price   Stock", "Pear       2,00 €     12"),
        *("│ Name   │ Age │", "│ Stone  │  12 │"),
    ]


def test_bars_of_links_have_their_labels(engine: Translator) -> None:
    bar, path = (t.text for t in engine.translate(["Accueil | À propos | Nous contacter", "Fichier > Ouvrir > Récent"]))
    assert bar == "Home | About | Contact us" and path == "File > Open > Recent"


def test_a_message_without_texts_stays_whole() -> None:
    model = FakeModel(str.upper)
    [result] = Translator(model).translate(["{n, plural, other {}}"])
    assert result.text == "{n, plural, other {}}" and not model.seen


def test_terms_with_placeholders_tags_and_emoji_come_through() -> None:
    terms = {"moteur": "{brand}", "chat": "🐱 cat", "chien": "<b>dog</b>"}
    texts = ["Le moteur tourne et le chat dort.", "Un chien aboie."]
    made = translator_of(embedded_package(), terms=terms).translate(texts)
    assert "{brand}" in made[0].text and "🐱 cat" in made[0].text and "<b>dog</b>" in made[1].text
