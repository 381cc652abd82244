"""Quotations, items of lists, numbers in words, variables and names that the model alone loses."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.markup.engines import translated
from toolkit.translation.echoes import echoes, without
from toolkit.translation.invented_words import InventedWords
from toolkit.translation.jobs import Piece
from toolkit.translation.lost_items import items_of_list
from toolkit.translation.translator import Translator
from toolkit.translation.word_order import in_order


def one(engine: Translator, text: str) -> str:
    return engine.translate([text])[0].text


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('Un "mot" et un autre "mot"', ['"word"', '"word"']),
        ("Il dit 'oui' et 'non'.", ["'yes'", "'no'"]),
        (
            "Les options valables sont « country » (pays), « city » (ville) et « exact »",
            ["“country”", "“city”", "“exact”"],
        ),
    ],
)
def test_no_quotation_is_lost(engine: Translator, text: str, quoted: list[str]) -> None:
    assert re.findall(r"[\"“][^\"“”]*[\"”]|'\w+'", one(engine, text)) == quoted


def test_lost_quotations_of_all_segments_are_translated_in_one_batch(
    engine: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ['Un "mot" et un autre "mot"', 'La valeur est "vide", pas "plein".']
    asked: list[list[str]] = []
    inner = engine.model.hypotheses

    def hypotheses(some, *options):
        asked.append(list(some))
        return inner(some, *options)

    alone = [one(engine, text) for text in texts]
    monkeypatch.setattr(engine.model, "hypotheses", hypotheses)
    assert [made.text for made in engine.translate(texts, style="straight")] == alone
    quoted = [some for some in asked if {"mot", "vide", "plein"} & set(some)]
    assert len(quoted) == 1 and {"mot", "vide", "plein"} <= set(quoted[0])


def test_quotations_within_quotations_stay_apart(engine: Translator) -> None:
    made = one(engine, "\"Il m'a dit : 'Viens !'\"")
    assert re.fullmatch(r"\"[^'\"]+'[^'\"]+'\"", made)
    assert "'" in one(engine, "« Il m’a dit : “Viens !” », répondit-elle.").replace("’", "'")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('La valeur est "vide", pas "plein".', ["empty", "full"]),
        ("Le bouton « Suivant » ferme la section « Mises à jour ».", ["Next", "Updates"]),
        ("Lancez la commande « git upload-pack --help ».", ["git upload-pack --help"]),
        ("La commande « aptitude search -F '%p %V' nom » est longue.", ["aptitude search -F '%p %V' nom"]),
    ],
)
def test_what_is_quoted_is_what_was_quoted(engine: Translator, text: str, quoted: list[str]) -> None:
    assert [q.rstrip(",.") for q in re.findall(r"[\"“]([^\"“”]*)[\"”]", one(engine, text))] == quoted


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Il vient de loin (sauf si tu restes ici) et dort (très bien) ici.", 2),
        ("J'aimerais changer de traitement (inhibiteurs de l'enzyme (ECA)) en raison de l'article.", 2),
        ("Intensité énergétique [rapport entre énergie primaire et produit intérieur brut (PIB)]", 1),
        ("Des touristes (l'une âgée, l'autre beaucoup plus jeune) posant pour une photo.", 1),
        ("Une vulnérabilité de script intersite (XSS) a été découverte dans l'assistant strip_tags.", 1),
        ("Pour l'année (voir dpkg-gensymbols(1)), lisez sources.list(5).", 3),
        ("Ces deux valeurs : [2006-2100] pour les uns et [1951-2005] pour les autres", 0),
    ],
)
def test_brackets_stay_in_pairs(engine: Translator, text: str, inside: int) -> None:
    made = one(engine, text)
    assert made.count("(") == made.count(")") == inside
    assert made.count("[") == made.count("]") == text.count("[")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Paris (capitale de la France) est belle.", "(France's capital)"),
        ("Le Poble Espanyol (village espagnol), au nord.", "(Spanish village)"),
        ("Reconnu : maintenant (liste d'accès correspondante)", "(corresponding access list)"),
        ("Il y a aussi MK8 (évidemment), Bayonetta 2 et Tropical Freeze.", "(of course)"),
    ],
)
def test_brackets_say_what_they_said(engine: Translator, text: str, inside: str) -> None:
    assert inside in one(engine, text).replace("’", "'")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Données NEMO du Système de prévision en format NetCDF", "NEMO"),
        ("Les Montreal Stars ont battu les Minnesota Whitecaps (WWHL) 3 -1.", "(WWHL)"),
        ("Vous trouverez une liste dans le fichier NEWS et dans le ChangeLog.", "NEWS"),
        ("Le produit SNODxSDENxfacteur pour les unités fournit la meilleure estimation.", "SNODxSDENxfacteur"),
        ("Il a poussé des modifications sur la branche fonctionA et lui demande de les vérifier.", "fonctionA"),
        ("La valeur doit être dans l'intervalle 0 <= x < 256, sauf ici.", "0 <= x < 256"),
        ("Ce problème a été corrigé dans la version 3.1.7-1 de Sid.", "3.1.7-1"),
        ("Deux fichiers sont joints (CV.pdf, lettre.docx).", "lettre.docx"),
        ("Un logiciel antivirus plus traditionnel est intégré à macOS.", "macOS"),
        ("Le caractère U+0901 manque ; voir ats.agr.gc.ca/index.htm.", "U+0901"),
        ("Le caractère U+0901 manque ; voir ats.agr.gc.ca/index.htm.", "ats.agr.gc.ca/index.htm"),
        ("Les versions 2.4-3+deb9u1 et 1:2.6.32-5~bpo.1 sont là.", "2.4-3+deb9u1 and 1:2.6.32-5~bpo.1"),
    ],
)
def test_names_of_machines_keep_their_letters(engine: Translator, text: str, kept: str) -> None:
    assert kept in one(engine, text)


def test_no_word_is_said_twice_in_a_row(engine: Translator) -> None:
    texts = [
        "Bonus de brique explosive",
        "Notez qu'il s'agit d'extraction minière en solo, et qu'il pourrait falloir un moment.",
        "Notre rapide tour de Ruby touche maintenant à sa fin.",
    ]
    for made in (one(engine, text).lower().split() for text in texts):
        assert all(a != b for a, b in pairwise(made))
    assert "Montreal Montreal" in one(engine, "Les Montreal Montreal Stars ont battu les Minnesota Whitecaps.")


@pytest.mark.parametrize(
    "text",
    [
        "Les tags peuvent être utilisés pour filtrer les instances.",
        "Des exemptions peuvent être accordées aux petites entreprises.",
        "Émettre un bip lorsque le code de retour de la commande est non nul.",
        "« Des exemptions peuvent être accordées. »",
    ],
)
def test_a_sentence_begins_with_a_capital(engine: Translator, text: str) -> None:
    first = re.search(r"[^\W\d_]", one(engine, text))
    assert first is not None and first[0].isupper()


def test_items_of_lists_are_told_from_sentences() -> None:
    def items(text: str) -> list[str]:
        return [text[a:b] for a, b in items_of_list(text)]

    assert items("INCI : Aqua, Glycerin, Parfum") == ["INCI :", "Aqua", "Glycerin", "Parfum"]
    assert items("un, deux, trois.") == ["un", "deux", "trois"]
    assert items("Il vient, il voit et il part, puis il revient.") == []
    assert items("3,5, 4,5 et 5,5") == []
    assert items("Plusieurs sont, semble-t-il, morts de coups.") == items("Veni, vidi, vici, disait-il.") == []
    assert items("Enfin, en un sens, si.") == items("Et elle : « Cours, grand-père, cours !") == []
    assert items("Bonjour, Pierre, ça va ?") == items("Parfait, en route, tout le monde !") == []
    assert len(items("pain complet, beurre, etc.")) == len(items("Il vient, il voit, il part.")) == 3
    assert items("Texte gras, {0}, barré, 12, lien.") == ["Texte gras", "barré", "lien"]
    assert items("un, deux, {0}") == [], "two words are no list"
    assert items("un, , deux, trois") == []


def test_the_last_comma_is_no_item() -> None:
    text = "Korean, Thai, Indian, and Japanese"
    assert [text[a:b] for a, b in items_of_list(text)] == ["Korean", "Thai", "Indian, and Japanese"]


def test_links_of_a_list_stay_on_their_items(engine: Translator) -> None:
    code = (
        "Texte avec *emphase*, **gras**, ***les deux***, `code`, ~~barré~~, <kbd>Ctrl</kbd>, "
        "[lien](https://x.fr), [réf](https://y.fr).\n"
    )
    made = translated(code, "markdown", engine)
    assert re.findall(r"\[(\w+)\]\((https://.)", made) == [("link", "https://x"), ("ref", "https://y")]
    assert made.count(",") == code.count(",") and "***both***, `code`, ~~" in made


def test_no_item_is_lost(engine: Translator) -> None:
    made = one(engine, "INCI : Aqua, Glycerin, Parfum, CI 77891")
    assert made.count(",") == 3 and "Aqua" in made and "77891" in made


def test_a_word_of_both_languages_is_no_word_for_itself(engine: Translator) -> None:
    assert one(engine, "Le terrain est plat.") == "The terrain is flat."
    made = one(engine, "se tenir à une distance d'au moins 2 bras (environ 2 mètres) des autres")
    assert "arm" in made and "bras" not in made
    assert "White" not in one(engine, "Jean BLANC et Paul MARTIN sont venus.")


def test_brackets_have_no_blanks_inside(engine: Translator) -> None:
    assert one(engine, "L'Organisation du traité (OTAN) est là.") == "The Treaty Organization (NATO) is here."


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("(EN ANGLAIS)", r"\((?:[A-Z]+ )?ENGLISH\)"),
        ("(EN ANGLAIS) Il est parti.", r"\((?:[A-Z]+ )?ENGLISH\) He left\."),
        ("Il est parti. (APPLAUDISSEMENTS)", r"He left\. \(APPLAUSE\)"),
        ("(CGT-FO) Le syndicat est là.", r"\(CGT-FO\) The union is there\."),
    ],
)
def test_what_is_heard_is_a_text_of_its_own(engine: Translator, text: str, pattern: str) -> None:
    assert re.fullmatch(pattern, one(engine, text))


def test_who_speaks_keeps_the_name(engine: Translator) -> None:
    assert one(engine, "JEAN (EN COLÈRE) : Viens ici !").startswith("JEAN (")


def test_forms_for_both_sexes_are_read(engine: Translator) -> None:
    assert one(engine, "Quels autres utilisateur·ice·s peuvent se connecter ?") == "What other users can connect?"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Rouge, vert, bleu, jaune.", "Red, green, blue, yellow."),
        ("Pommes, poires, cerises et abricots.", "Apples, pears, cherries and apricots."),
        ("Pierre, Paul, Jean et Marie.", "Pierre, Paul, Jean and Mary."),
        ("Tours, Nice, Nancy, Sens.", "Tours, Nice, Nancy, Sens."),
    ],
)
def test_each_item_is_said(engine: Translator, text: str, made: str) -> None:
    assert one(engine, text) == made


def test_the_last_item_of_a_list_is_not_struck_out_of_it(engine: Translator) -> None:
    code = "**Pommes**, *poires*, [cerises](u), ~~abricots~~.\n"
    assert translated(code, "markdown", engine) == "**Apples**, *pears*, [cherries](u), ~~apricots~~.\n"
    code = "<p>Un <b>chat</b>, <s>un chien</s>.</p>"
    assert "<s>a dog</s>" in translated(code, "html", engine)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("deux millions cinq cent mille euros", "two million five hundred thousand"),
        ("mille deux cent trente-quatre euros et cinquante-six centimes", "one thousand two hundred and thirty-four"),
        ("mille deux cent trente-quatre euros et cinquante-six centimes", "fifty-six"),
        (
            "quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf",
            "ninety-nine thousand nine hundred and ninety-nine",
        ),
        ("En mil neuf cent quatorze.", "one thousand nine hundred and fourteen"),
    ],
)
def test_numbers_in_words_are_whole(engine: Translator, text: str, words: str) -> None:
    assert words in one(engine, text).lower()


def test_variables_stay(engine: Translator) -> None:
    made = one(engine, "Soit n le nombre d'élèves et s la somme.")
    assert re.search(r"\bn\b.*\bs\b", made)


def test_names_with_articles_stay(engine: Translator) -> None:
    assert one(engine, "Le Havre") == "Le Havre"
    assert "Le Monde" in one(engine, "Il a publié un article dans Le Monde hier.")
    assert "Monde" not in one(engine, "Le monde est petit.")


def test_columns_and_brackets_round_texts_stay(engine: Translator) -> None:
    made = one(engine, "  -np, --no-parent                 ne pas remonter dans le répertoire parent")
    assert re.fullmatch(r"  -np, --no-parent {17}\w.*parent.*", made)
    assert re.fullmatch(r"<[^<>]+>", one(engine, "<numéro de registre CC-reg invalide>"))
    assert one(engine, "git notes [list [<objet>]]") == "git notes [list [<objet>]]"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("L'hôtel*** dispose de 45 chambres.", "hotel***"),
        ("Art. L. 121-3 du Code de la consommation", "L. 121-3"),
        ("Erreur 404 : la page « /accueil.html » est introuvable.", "“/accueil.html”"),
        ("Mon adresse : 12 bis, rue des Lilas, 75020 Paris", "12 bis, rue des Lilas, 75020 Paris"),
        ("Il faut courir 2 × 4 × 100 m en 5 min 30 s.", "2 × 4 × 100 m"),
        ("Le train de 8 h 12 a 25 min de retard.", "25 min"),
        ("Date de naissance : …/…/……", "…/…/……"),
        ("décompresser « toto.bz2 »", "“toto.bz2”"),
        ("petit-déjeuner : 14,50 €/pers.", "€14.50/person"),
    ],
)
def test_signs_references_and_measures_stay(engine: Translator, text: str, kept: str) -> None:
    assert kept in one(engine, text)


def test_rows_are_translated_item_by_item(engine: Translator) -> None:
    assert one(engine, "OUI / NON (rayer la mention inutile)").startswith("YES / NO (")
    assert one(engine, "Vous trouverez : • le plan • la liste • le contrat").count("•") == 3
    made = one(engine, "Taille : S, M, L, XL – Couleur : noir, blanc, rouge")
    assert "S, M, L, XL – Col" in made and made.count(",") == 5


def test_nobody_changes_sex(engine: Translator) -> None:
    made = one(engine, "Les candidats sont : M. Martin (PS), Mme Dubois (LR) et Mlle Nguyễn (sans étiquette).")
    assert re.findall(r"(M\w+)\.? (?:Martin|Dubois|Nguyễn)", made)[0] == "Mr"
    assert "Mr" not in [title for title, name in re.findall(r"(M\w+)\.? (Dubois|Nguyễn)", made)]


@pytest.mark.parametrize(
    "text",
    [
        "La Provence est une région du sud.",
        "La Croix Rouge a envoyé des secours.",
        "La Fontaine de Trevi est à Rome.",
        "Il rit. Les Arcs de triomphe sont rares.",
    ],
)
def test_articles_where_sentences_begin_may_be_no_part_of_names(engine: Translator, text: str) -> None:
    assert not re.search(r"\b(La|Les) [A-Z]", one(engine, text))


def test_names_keep_their_articles(engine: Translator) -> None:
    assert "La Défense" in one(engine, "Il a vu un film à La Défense, près de Paris.")
    assert one(engine, "Le Monde est un journal français.").startswith("Le Monde ")


@pytest.mark.parametrize(
    "text", ["j sais pas ou il est", "alors j sais pas, t pas venu", "t es ou ? j t attends d puis 2 h"]
)
def test_words_without_apostrophe_are_no_variables(engine: Translator, text: str) -> None:
    assert not re.search(r"\b[jdl]\b", one(engine, text))


def test_translated_quotations_have_the_apostrophes_of_the_text(engine: Translator) -> None:
    made = one(engine, "« Je ne sais pas », dit-elle, « si l’on peut dire qu’il a crié “Au feu !” ce soir-là. »")
    assert "'" not in made and "’" in made


def test_who_speaks_is_not_lost_behind_what_is_said(engine: Translator) -> None:
    assert "said" in one(engine, "« Bonjour ! » dit le maire, « entrez ! »")
    assert "said" in one(engine, "Tu viens ? dit l’autre, surpris. – Non.")


def test_letters_compared_are_no_words(engine: Translator) -> None:
    assert "a < b" in one(engine, "Si a < b alors c'est vrai.")
    assert one(engine, "Il y a < 3 jours.").startswith("There are < 3")


def test_the_branches_of_a_template_are_translated(engine: Translator) -> None:
    made = one(engine, "Vous avez {% if n %}{{ n }} messages{% else %}aucun message{% endif %}.")
    assert made == "You have {% if n %}{{ n }} messages{% else %}no message{% endif %}."
    made = one(engine, "Bonjour {{#if nom}}{{nom}}{{else}}cher client{{/if}}, votre colis est arrivé.")
    assert re.fullmatch(r"Hello \{\{#if nom}}\{\{nom}}\{\{else}}[a-z ]+\{\{/if}}, your [a-z .]+", made)


def test_the_unit_behind_a_placeholder_stays(engine: Translator) -> None:
    made = one(engine, "%n fichier(s) trouvé(s) en %1 s")
    assert made.endswith(" %1 s") and made.startswith("%n file(s)")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Partenariat inégal : le soutien discret de la Corée du Nord à la Russie et ses enjeux", ["unequal"]),
        ("Où est la liseuse ?", ["reader"]),
        ("Les lignes d'étoiles dans le ciel nocturne changent.", ["nocturnal"]),
        ("Cette perte mesure si deux entrées sont similaires ou dissemblables.", ["dissimilar"]),
    ],
)
def test_no_word_is_made_up_where_a_dictionary_has_it(engine: Translator, text: str, words: list[str]) -> None:
    made = one(engine, text)
    assert engine.resources.known_words.invented(made, text) == []
    assert all(word in made.lower() for word in words)


def test_made_up_words_are_written_as_what_they_must_mean(engine: Translator) -> None:
    [repair] = [r for r in engine._repairs if isinstance(r, InventedWords)]
    for source, made, meant in (
        ("Une source inattendue.", "An unxpected source.", "An unexpected source."),
        ("Son emprisonnement dure.", "Emprisonment lasts.", "Imprisonment lasts."),
        ("Le European Interagency Security Forum.", "The Interage Forum.", "The Interagency Forum."),
        # Nothing in the source stands for these.
        ("Il est parti.", "He flurbed away.", "He flurbed away."),
    ):
        assert repair.spelt(Piece(source, text=made)) == meant


@pytest.mark.parametrize(
    ("text", "made", "left"),
    [
        ("La Russie gagne un allié vital.", "Russia gains an ally vital ally.", "Russia gains a vital ally."),
        ("Son premier sous-marin nucléaire.", "Its submarine nuclear submarine.", "Its nuclear submarine."),
        ("La Russie utilise sa relation.", "Russ Russia is using it.", "Russia is using it."),
        # What is rightly said twice.
        ("Le loup est un loup pour le loup.", "The wolf is a wolf for the wolf.", None),
        ("Étape par étape, pas à pas.", "Step by step, step by step.", None),
        ("Les gens aident les gens.", "They say people help people.", None),
    ],
)
def test_nothing_is_said_again(engine: Translator, text: str, made: str, left: str | None) -> None:
    found = echoes(text, made, engine.resources.word_model, "en")
    assert without(made, found) == (left or made)
    assert echoes(text, made, engine.resources.word_model, "de") == []


@pytest.mark.parametrize(
    ("text", "made", "left"),
    [
        ("a dit Kyrylo Boudanov, chef", "Kyrylo Boudanov said, Kyrylo, head", "Kyrylo Boudanov said, head"),
        ("Paul est là, Paul, oui.", "Paul is there, Paul, yes.", "Paul is there, Paul, yes."),
        ("Anne, Marie, Anne", "Anne, Marie, Anne", "Anne, Marie, Anne"),
    ],
)
def test_a_part_of_a_name_is_not_said_again(engine: Translator, text: str, made: str, left: str) -> None:
    assert without(made, echoes(text, made, engine.resources.word_model, "en")) == left


@pytest.mark.parametrize(
    ("text", "first"),
    [("Dimanche, Kim Jong Un et Park Chung Hee ont parlé.", "Sunday"), ("Soins palliatifs", "Palliative care")],
)
def test_a_first_word_with_a_capital_is_no_name(engine: Translator, text: str, first: str) -> None:
    assert one(engine, text).startswith(first)


@pytest.mark.parametrize(
    ("source", "made", "right"),
    [
        ("Le dirigeant nord-coréen Kim est là.", "The leader North Korean Kim is there.", "The North Korean leader Kim is there."),
        ("Une étude de la Fondation Friedrich Naumann.", "A study by Foundation Friedrich Naumann.", "A study by the Friedrich Naumann Foundation."),
        ("La Fondation Abbé Pierre aide.", "The Foundation Abbé Pierre helps.", "The Abbé Pierre Foundation helps."),
        # In order as they are.
        ("Le président russe Vladimir Poutine.", "With Russian President Vladimir Putin.", None),
        ("Selon la Fondation de France.", "According to Foundation of France.", None),
        ("Il parle de la Russie, Pierre.", "He speaks Russian Peter.", None),
    ],
)  # fmt: skip
def test_adjectives_and_institutions_stand_where_english_has_them(
    engine: Translator, source: str, made: str, right: str | None
) -> None:
    assert in_order(source, made, engine.resources.word_model) == (right or made)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Les Dix Meilleures Recettes de Soupe pour l'Hiver", "The Ten Best Soup Revenues for Winter"),
        ("Système Régional de Prévision Océan-Glace", "Ocean-ice Regional Preview System"),
        ("Comment Réparer Votre Lave-Vaisselle en Cinq Étapes", "How to Repair Your Dishwasher in Five Steps"),
    ],
)
def test_headings_with_capitals_are_translated_and_keep_them(engine: Translator, text: str, made: str) -> None:
    assert one(engine, text) == made


@pytest.mark.parametrize("text", ["Jean Dupont et Marie Durand", "Le Monde", "Emmanuel Macron et Angela Merkel"])
def test_names_are_no_headings(engine: Translator, text: str) -> None:
    assert one(engine, text) == text.replace(" et ", " and ")


def test_commas_of_a_placeholder_part_no_items() -> None:
    assert items_of_list("Prix : {price, number, ::currency/EUR}") == []
    assert items_of_list("{n, number, percent}, deux, trois") == []
