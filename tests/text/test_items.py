"""A line that is a list is translated item by item."""

from __future__ import annotations

import pytest

from toolkit.text import protected
from toolkit.text.items import has_separator, items_of
from toolkit.text.tag_rows import rows_of_tags


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("un | {n} chat | {n} chats", ["un", "{n} chat", "{n} chats"]),
        ("zéro chat|un chat|:count chats", ["zéro chat", "un chat", ":count chats"]),
        ("{0} aucun|[1,19] des|[20,*] beaucoup", ["{0} aucun", "des", "beaucoup"]),
        ("Oui|Non|Annuler", ["Oui", "Non", "Annuler"]),
        ("oui|non", ["oui", "non"]),
        (
            "Bonjour {{#if nom}}{{nom}}{{else}}cher client{{/if}}, votre colis est là.",
            ["Bonjour", "{{nom}}", "cher client", "votre colis est là."],
        ),
        ("Bonjour {{#if nom}}{{nom}}{{/if}}, votre colis est là.", None),
        ("{% if n %}{{ n }} chats{% else %}aucun{% endif %}.", ["{{ n }} chats", "aucun"]),
        ("Tu viens ? — Non. — Pourquoi ?", ["Tu viens ?", "Non.", "Pourquoi ?"]),
        ("Pierre – Paul – Jacques sont venus.", None),
        ("Lui – Moi – Toi : une histoire d'amour.", None),
        ("Le tube | relie deux commandes.", None),
        ("Tapez ls|grep chat pour trouver.", None),
        ("Il crie : Non !! Non", None),
        (
            "Il est interdit : a) de fumer ; b) de courir ; c) d'entrer.",
            ["Il est interdit :", "de fumer ;", "de courir ;", "d'entrer."],
        ),
        ("Voir le point a) et b) ci-dessous", None),
        ("OK / Annuler", ["OK", "Annuler"]),
        ("Il roule à 50 km / h et il dort.", None),
        ("Utilisez ← / → pour avancer.", None),
        ("nom : Jean ; âge : 12 ; ville : Lyon", ["nom : Jean", "âge : 12", "ville : Lyon"]),
        ("Il est parti ; elle est restée ; c'est ainsi.", None),
        ("Pain • Beurre • Confiture", ["Pain", "Beurre", "Confiture"]),
        ("Nord → Sud → Est", ["Nord", "Sud", "Est"]),
        ("🍎 Pomme 🍐 Poire 🍇 Raisin", ["Pomme", "Poire", "Raisin"]),
        ("✅ Livré ❌ Annulé ⚠️ Retard", ["Livré", "Annulé", "Retard"]),
        ("Je suis ❤️ heureux 😀 aujourd'hui", None),
    ],
)
def test_items(text: str, items: list[str] | None) -> None:
    found = items_of(text, protected.find(text, "fr"))
    assert (found and [text[a:b] for a, b in found]) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1️⃣ Ouvrez le fichier 2️⃣ Fermez la porte", ["Ouvrez le fichier", "Fermez la porte"]),
        ("① Ouvrez le capot. ② Fermez", ["Ouvrez le capot.", "Fermez"]),
        ("① et ② sont rouges.", None),
        ("Voir le repère ①, puis ② et ③.", None),
    ],
)
def test_numbers_in_a_ring_or_on_a_key_begin_items(text: str, items: list[str] | None) -> None:
    found = items_of(text, protected.find(text, "fr", lambda character: character < "\u0250"))
    assert has_separator(text) and (found and [text[a:b] for a, b in found]) == items


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("[VIDÉO] Les images de l'incendie", ["VIDÉO", "Les images de l'incendie"]),
        ("EN DIRECT – Kiev a répondu", ["EN DIRECT", "Kiev a répondu"]),
        ("  -v, --verbose      afficher plus", ["afficher plus"]),
        ("<numéro de registre invalide>", ["numéro de registre invalide"]),
        ("Reste : • le plan • la liste", ["Reste :", "le plan", "la liste"]),
        (
            "Pour 6 personnes – Cuisson : 45 min – Difficulté : facile",
            ["Pour 6 personnes", "Cuisson : 45 min", "Difficulté : facile"],
        ),
        ("OUI / NON (rayer la mention)", ["OUI", "NON", "rayer la mention"]),
    ],
)
def test_kinds_options_and_rows(text: str, texts: list[str]) -> None:
    assert [text[a:b] for a, b in items_of(text, ()) or ()] == texts


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ('<i class="a"></i> Mon compte <i></i>Panier', ["Mon compte", "Panier"]),
        ("<a href='a'>Accueil</a> | <a href='b'>Mentions légales</a>", ["Accueil", "Mentions légales"]),
        ("<i></i> Cliquez sur <i></i> Panier", None),
        ("<a href='a'>Lire</a> - <a href='b'>Écrire</a> ici", None),
    ],
)
def test_rows_of_tags(text: str, items: list[str] | None) -> None:
    found = items_of(text, protected.find(text, "fr"))
    assert has_separator(text) and (found and [text[a:b] for a, b in found]) == items


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Mentions légales - Mairie de Lyon", ["Mentions légales", "Mairie de Lyon"]),
        ("Qui sommes-nous ? — Boutique", ["Qui sommes-nous ?", "Boutique"]),
        ("Accueil – Boutique", ["Accueil", "Boutique"]),
        ("Accueil - Livraison - Contact", ["Accueil", "Livraison", "Contact"]),
        ("Nice – Cannes", None),
        ("Le prix - bas - est bon", None),
        ("Il pleut - Partons vite, dit-il", None),
        ("Accueil – Boutique - Contact", None),
    ],
)
def test_titles_on_both_sides_of_a_dash(text: str, titles: list[str] | None) -> None:
    found = items_of(text, (), lambda title: title == "Accueil")
    assert has_separator(text) and (found and [text[a:b] for a, b in found]) == titles


@pytest.mark.parametrize(
    "text", ["Le maire – Paul Martin – est venu", "ETA – arrivée", "Paris – Lyon", "[suite] Le chat dort"]
)
def test_sentences_with_dashes_are_whole(text: str) -> None:
    assert items_of(text, ()) is None


def test_links_of_a_forum_in_a_row_are_items() -> None:
    text = "[url=http://a.fr]Accueil[/url] | [URL]Nos produits[/URL]"
    assert [text[a:b] for a, b in rows_of_tags(text) or ()] == ["Accueil", "Nos produits"]
