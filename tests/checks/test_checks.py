from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks import Checker, check_names, check_unit
from toolkit.checks.numbers import read_numbers
from toolkit.errors import InputError
from toolkit.terms import Term
from toolkit.units import Finding, Origin, TranslationUnit


def unit(source: str, target: str) -> TranslationUnit:
    return TranslationUnit("1", source, target, "fr", "en")


def regional(source: str, target: str) -> TranslationUnit:
    return TranslationUnit("1", source, target, "FR-FR", "en_GB")


def found(source: str, target: str) -> list[str]:
    return [f.check for f in check_unit(unit(source, target))]


GOOD = [
    (
        "Le 28 octobre, la Corée du Nord a livré 6 700 conteneurs pour 5,5 milliards de dollars.",
        "On October 28, North Korea delivered 6,700 containers for 5.5 billion dollars.",
    ),
    ("L’ONU et l’OTAN ont condamné Moscou à 16 h 30.", "The UN and NATO condemned Moscow at 16:30."),
    ("Vladimir Poutine a reçu Kim Jong Un à Pékin.", "Vladimir Putin received Kim Jong Un in Beijing."),
    ("Le chômage atteint 7,4 % en mai.", "Unemployment stands at 7.4 percent in May."),
    ("Il a 3 enfants.", "He has three children."),
    ("Voir https://exemple.fr/a_b.", "See https://exemple.fr/a_b."),
    ("Oui !", "Yes!"),
    ("Le missile Hwasong-11A a été tiré.", "The Hwasong-11A missile was fired."),
]


@pytest.mark.parametrize(("source", "target"), GOOD)
def test_good_pairs_have_no_finding(source: str, target: str) -> None:
    assert check_unit(unit(source, target)) == []
    assert check_unit(regional(source, target)) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Que veut-il ?", "What does he want."),
        ("Pourquoi partir ?", "Why leave."),
        ("Combien de jours reste-t-il ?", "How many days are left."),
        ("Vient-il demain ?", "He comes tomorrow."),
        ("Et où vont les trains ?", "And where are the trains going."),
        ("Ceux qui savent lire viennent-ils ?", "Are those who know how to read coming."),
        ("Quelle ville a gagné ?", "Which city won."),
        ("– À la fin, qu’est-ce que cela change ?", "– In the end, what does it change."),
    ],
)
def test_the_order_of_a_question_wants_its_mark(source: str, target: str) -> None:
    assert found(source, target) == ["question"]
    assert found(source, target[:-1] + "?") == []


@pytest.mark.parametrize(
    "target", ["Pourquoi faites-vous cela.", "Comment est-ce que vous faites cela.", "Vous le faites."]
)
def test_the_order_of_a_french_question(target: str) -> None:
    pair = TranslationUnit("1", "Why do you do it?", target, "en", "fr")
    assert [f.check for f in check_unit(pair, ["question"])] == ["question"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Sommes-nous prêts ?", "I wonder whether we are ready."),
        ("Qui paiera ?", "Nobody knows who is going to pay."),
        ("Comment installer le programme ?", "How to install the program"),
        ("Que veut-il ?", "We do not know what he wants."),
        ("Pourquoi est-il parti ?", "He left, which is why I ask."),
    ],
)
def test_a_question_in_words_needs_no_mark(source: str, target: str) -> None:
    assert check_unit(unit(source, target), ["question"]) == []


def test_a_french_question_in_words_needs_no_mark() -> None:
    for target in ("Je me demande si nous sommes prêts.", "On ne sait pas qui est prêt."):
        assert check_unit(TranslationUnit("1", "Are we ready?", target, "en", "fr"), ["question"]) == []


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        ("Bonjour.", " ", "empty"),
        ("La Corée du Nord a livré des obus hier soir.", "La Corée du Nord a livré des obus hier soir.", "echo"),
        ("Il a dit que les soldats sont partis.", "He said que les soldats sont partis.", "echo"),
        ("Les armées sont prêtes à la guerre.", "Les troupes se préparent pour la grande bataille.", "language"),
        ("La salade est vraiment bonne.", "The salad salad salad is really good.", "repetition"),
        ("Une phrase assez longue pour compter ici.", "A phrase.", "length"),
        ("Il y a 6 700 conteneurs.", "There are 6.7 containers.", "numbers"),
        ("Il y a 12 conteneurs.", "There are 12 containers and 3 ships.", "numbers"),
        ("Le 28 octobre il partit.", "On November 28 he left.", "dates"),
        ("Cela coûte 5 milliards de dollars.", "It costs 5 million dollars.", "figures"),
        ("Une hausse de 5 %.", "A rise of 5.", "figures"),
        ("Elle gagne des « centaines de millions » de plus.", "She wins $1 million more.", "figures"),
        ("Le chef Kyrylo Boudanov a parlé.", "The chief has spoken.", "names"),
        ("Le missile Hwasong-11A a été tiré.", "The Hwasong-11B missile was fired.", "names"),
        ("Écrivez à a@b.fr demain.", "Write to us tomorrow.", "urls"),
        ("L’appartement a explosé.", "Thepartment exploded.", "words"),
    ],
)
def test_each_check_finds_its_fault(source: str, target: str, check: str) -> None:
    assert check in found(source, target)
    assert check in [f.check for f in check_unit(regional(source, target))]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Des centaines de millions sont perdus.", "Several hundreds of millions are lost."),
        ("Des centaines de millions sont perdus.", "It lost 300 million, hundreds of millions."),
        ("Des centaines de millions sont perdus.", "Millions are lost."),
        ("Des centaines de millions, 25 millions peut-être.", "It is 25 million perhaps."),
    ],
)
def test_a_vague_number_may_be_said_in_many_ways(source: str, target: str) -> None:
    assert "figures" not in found(source, target)


def test_a_finding_has_a_reason() -> None:
    [finding] = check_unit(unit("Il a 12 ans.", "He is 13 years old."), ["numbers"])[:1]
    assert finding.reason == "number 12 of the source is missing in the target"


def test_a_person_may_use_any_word() -> None:
    human = unit("Le vélociraptor a couru.", "The velocirapteur ran.")
    assert check_unit(human, ["words"])[0].reason == (
        "the word 'velocirapteur' is neither known as English nor in the source"
    )
    human.origin = Origin.HUMAN
    assert check_unit(human, ["words"]) == []


def test_about_a_hundred_is_a_number_and_march_a_month() -> None:
    assert check_unit(unit("au moins une centaine de missiles", "at least 100 missiles"), ["numbers"]) == []
    assert check_unit(unit("de mars à décembre", "from March to December"), ["dates"]) == []
    assert check_unit(unit("fin mai", "late April"), ["dates"])


def test_numbers_are_read_by_each_language() -> None:
    french = read_numbers("6\u00a0700 et 1,7 puis 1.234.567 à 20:29", "fr")
    english = read_numbers("6,700 and 1.7 then 1,234,567 at 20:29", "en")
    assert french == english
    for space in " \u00a0\u2007\u2009\u202f":
        assert read_numbers(f"6{space}700", "fr") == read_numbers("6,700", "en")
    assert read_numbers("de 9h à 11 h 00", "fr") == read_numbers("from 9:00 to 11:00", "en")
    assert read_numbers("le 19 septembre 2025 20:29", "fr") == read_numbers("19 September 2025 20:29", "en")
    assert read_numbers("un rapport de 1:4,5", "fr") == read_numbers("a ratio of 1:4.5", "en") == {"1": 1, "4.5": 1}


def test_names_of_checks() -> None:
    assert check_names()[0] == "empty"
    with pytest.raises(InputError, match="unknown check 'x'; choose from: empty"):
        check_unit(unit("a", "b"), ["x"])
    with pytest.raises(InputError, match="'consistency' looks at a whole bitext"):
        check_unit(unit("a", "b"), ["consistency"])


@given(
    text=st.text(alphabet="0123456789.,: \u00a0\u202fhx-%€", max_size=30), language=st.sampled_from(["fr", "en", "de"])
)
def test_any_run_of_digits_and_marks_is_read(text: str, language: str) -> None:
    found = read_numbers(text, language)
    assert bool(found) <= any(map(str.isdigit, text))
    assert all(set(number) <= set("0123456789.") and number[0] != "." for number in found)
    check_unit(TranslationUnit("1", text, text[::-1], language, "en"))


@given(source=st.text(max_size=60), target=st.text(max_size=60))
def test_any_text_can_be_checked(source: str, target: str) -> None:
    findings = check_unit(unit(source, target))
    assert all(finding.check in check_names() for finding in findings)


def test_numbers_in_words_decades_and_slips_of_style_are_the_same_numbers() -> None:
    for source, target in (
        ("Elle a 27 ans.", "She is twenty-seven."),
        ("quatre-vingt-dix-sept chars", "97 tanks"),
        ("cinquante mille hommes", "50,000 men"),
        ("Ils sont 230.", "They are two hundred and thirty."),
        ("dans les années 80 et les années trente", "in the 1980s and the Thirties"),
        ("0 mort", "zero deaths"),
        ("de 59 000 à 46 000, soit 3,5 %", "from 59 000 to 46 000, or 3,5%"),
    ):
        assert check_unit(unit(source, target), ["numbers"]) == []
    assert check_unit(unit("Il y a 1.500 chars.", "There are 1.500 tanks."), ["numbers"])
    assert check_unit(unit("Elle a 27 ans.", "She is twenty-six."), ["numbers"])
    assert check_unit(unit("dans les années 80", "in the 1970s"), ["numbers"])


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("Il mesure 1,80 m.", "He is 5 feet 11 inches tall.", True),
        ("Il mesure 1,80 m.", "He is 5 ft 11 in tall.", True),
        ("Il mesure 1,80 m.", "He is 7 feet 11 inches tall.", False),
        ("Le bébé pesait 3,5 kg hier.", "The baby weighed 7 pounds 11 ounces.", True),
    ],
)
def test_a_measure_may_be_said_in_two_units(source: str, target: str, right: bool) -> None:
    for pair, languages in (((source, target), ("fr", "en")), ((target, source), ("en", "fr"))):
        unit = TranslationUnit("1", *pair, *languages, origin=Origin.HUMAN)
        assert (not check_unit(unit)) is right


def test_amounts_may_be_shortened() -> None:
    for source, target in (
        ("80 millions de livres", "£80m"),
        ("3 milliards de dollars", "$3bn"),
        ("4 milliards", "4 thousand million"),
        ("la zone euro", "the eurozone"),
    ):
        assert check_unit(unit(source, target), ["figures"]) == []
    assert check_unit(unit("3 milliards de dollars", "$3m"), ["figures"])


def test_names_may_be_translated() -> None:
    for source, target in (
        ("Selon la BCE, l'Etat et les Occidentaux", "According to the ECB, the state and Westerners"),
        ("Il a dit : « Mais la mer Rouge est loin »", "He said, “But the Red Sea is far away”"),
        ("Il vit aux États-Unis, selon l'ONU", "He lives in the U.S., the U.N. says"),
        ("Le satellite Malligyong-1-1 est perdu", "The satellite Malligyong-1-1 is lost"),
    ):
        assert check_unit(unit(source, target), ["names"]) == []
    [finding] = check_unit(unit("Le président Kim aime Orlando.", "President Kim loves Springfield."), ["names"])
    assert "'Orlando'" in finding.reason


def test_content_tells_a_translation_from_another_text() -> None:
    source = "Les soldats russes ont quitté la ville pendant la nuit sans rencontrer de résistance."
    target = "Russian soldiers left the city overnight without meeting any resistance."
    other = "The committee will present its annual report on agricultural prices tomorrow morning."
    for languages in (("fr", "en"), ("fr-CA", "en-GB")):
        assert check_unit(TranslationUnit("1", source, target, *languages), ["content"]) == []
        [finding] = check_unit(TranslationUnit("1", source, other, *languages), ["content"])
        assert "longer words" in finding.reason
    assert check_unit(TranslationUnit("1", target, source, "en", "fr"), ["content"]) == []
    assert check_unit(TranslationUnit("1", other, source, "en", "fr"), ["content"])
    assert check_unit(TranslationUnit("1", source, other, "fr", "de"), ["content"]) == []


TERMS = [
    Term("missile balistique", ("ballistic missile", "BM"), ("ballistic rocket",)),
    Term("missile", ("missile",)),
    Term("maître d’œuvre", ("project manager",)),
    Term("front", (), ("forehead",)),
]


@pytest.mark.parametrize(
    ("source", "target", "reasons"),
    [
        ("des Missiles balistiques", "ballistic missiles", []),
        ("un missile balistique", "a BM", []),
        ("un missile balistique", "a missile", ["should be 'ballistic missile' or 'BM'"]),
        (
            "un missile balistique",
            "a ballistic rocket",
            ["should be 'ballistic missile' or 'BM'", "'ballistic rocket' is not to be used"],
        ),
        ("le maître d'oeuvre", "the boss", ["the term 'maître d’œuvre' of the source should be 'project manager'"]),
        ("le front", "his forehead", ["'forehead' is not to be used for 'front'"]),
        ("rien", "forehead", []),
    ],
)
def test_terms_of_a_glossary(source: str, target: str, reasons: list[str]) -> None:
    found = Checker(["terms"], terms=TERMS).check(unit(source, target))
    assert len(found) == len(reasons)
    assert all(reason in finding.reason for finding, reason in zip(found, reasons, strict=True))


def test_a_glossary_is_for_its_languages() -> None:
    wrong = TranslationUnit("1", "un missile balistique", "eine Rakete", "fr-CA", "de")
    assert Checker(["terms"], terms=TERMS, languages=("fr", "en-GB")).check(wrong) == []
    wrong.target_language = "en"
    assert Checker(["terms"], terms=TERMS, languages=("fr", "en-GB")).check(wrong)


def test_consistency_looks_at_all_units() -> None:
    checker = Checker(["consistency"])
    pairs = [
        ("a", "Il est parti hier.", "He left yesterday."),
        ("b", "Il  est parti  Hier.", "He left yesterday."),
        ("c", "Il est parti hier.", "He went away yesterday."),
        ("d", "Elle est partie hier.", "He left yesterday."),
        ("e", "Oui bien.", "Yes fine."),
        ("f", "Oui bien.", "Quite right."),
    ]
    found = {i: [f.reason for f in checker.check(TranslationUnit(i, s, t, "fr", "en"))] for i, s, t in pairs}
    assert found == {
        "a": [],
        "b": [],
        "c": ["the same source has another target in unit a"],
        "d": ["the same target stands for another source in unit a"],
        "e": [],
        "f": [],
    }


def test_a_checker_runs_what_it_is_told_and_replaces_what_it_found_before() -> None:
    bad = unit("Il a 12 ans en mai.", "He is 13 years old.")
    assert {f.check for f in Checker().check(bad)} == {"numbers", "dates"}
    assert {f.check for f in Checker(skip=["dates"]).check(bad)} == {"numbers"}
    bad.findings = [Finding("numbers", "old"), Finding("mine", "stays")]
    Checker(only=["numbers"]).check_again(bad)
    assert [f.check for f in bad.findings] == ["mine", "numbers", "numbers"]
    with pytest.raises(InputError, match="unknown check 'numbes'; did you mean 'numbers'"):
        Checker(only=["numbes"])
    with pytest.raises(InputError, match="unknown check 'x'"):
        Checker(skip=["x"])
    with pytest.raises(InputError, match="needs a glossary"):
        Checker(only=["terms"])


@pytest.mark.parametrize(
    ("source", "target", "reasons"),
    [
        ("Hello {name}, %(n)s of %d", "%d : bonjour {name}, %(n)s", []),
        ('<a href="{u}">Click</a> here<br/>', '<a href="{u}" title="x">Cliquez</a> ici<br>', []),
        ("10 % des votes, 5%de perte", "10 % of votes, a loss of 5%", []),
        ("a < b and c > d, <Answer: x>", "a < b et c > d, <Réponse : x>", []),
        ("${total} and %1$s", "{total} et %1$s", ["'${total}' of the source is missing", "'{total}' is only in"]),
        ("<b>Yes</b>", "<b>Oui<b>", ["'</b>' of the source is missing", "'<b>' is only in the target"]),
        ("option '%s' of %s", "option «\u00a0%s\u00a0» de %s", []),
        ("%s has %u bits", "%2$u bits dans %1$s", []),
        ("%s has %u bits", "%2$u bits", ["'%s' of the source is missing"]),
        ("it costs $5 a day, 100 %%", "cela coûte 5 $ par jour, 100 %%", []),
        ("Soit $x \\text{ if } y$", "Soit $x \\text{ si } y$", []),
        ("So $x^2$ and $y^2$", "Donc $x^2$ et $y^3$", ["'$y^2$' of the source is missing", "'$y^3$' is only"]),
        ("See [[Page|the page]]", "Voir [[Page|la page]]", []),
        ("Dear *|FNAME|*, [% x %]", "Bonjour", ["'*|FNAME|*' of the source", "'[% x %]' of the source"]),
        ("Hello %<name>s", "Bonjour %<nom>s", ["'%<name>s' of the source", "'%<nom>s' is only"]),
        ("Hello {{ name }}", "Bonjour {{ nom }}", ["'{{ name }}' of the source", "'{{ nom }}' is only"]),
    ],
)
def test_placeholders_and_tags_stay(source: str, target: str, reasons: list[str]) -> None:
    found = check_unit(TranslationUnit("1", source, target, "en", "fr"), ["placeholders"])
    assert len(found) == len(reasons)
    assert all(reason in finding.reason for finding, reason in zip(found, reasons, strict=True))


@pytest.mark.parametrize(
    "placeholder",
    (
        "{{x}} {%if%} <%=x%> ${x} $t(a.b) [%x%] *|X|* @x@ %%x%% %<x>s %s %(x)s %(x)li %1$s %.*s %2"
        " {0} {x!r} {a,b} $x :count __x__ __X_2__ %PATH% $a^2$ \\(x\\) \\frac{1}{2} <b> </1> <br/> :smile:"
    ).split(),
)
def test_what_models_must_keep_is_missed_where_it_is_lost(placeholder: str) -> None:
    assert check_unit(TranslationUnit("1", f"See {placeholder} here", "Voir ici", "en", "fr"), ["placeholders"])
    assert not check_unit(
        TranslationUnit("1", f"See {placeholder} here", f"Voir {placeholder} ici", "en", "fr"), ["placeholders"]
    )


def test_percentages_of_turkish_are_no_placeholders() -> None:
    assert check_unit(TranslationUnit("1", "It grew by 50%.", "%50 büyüdü.", "en", "tr"), ["placeholders"]) == []
    assert check_unit(TranslationUnit("1", "%1 of %2", "%1", "en", "fr"), ["placeholders"])


def test_placeholders_are_no_words_of_a_language() -> None:
    source = "{net_price} net price / {gross_price} gross price of a <strong>%(media_type)s</strong> ticket"
    target = "{net_price} prix net / {gross_price} prix brut d'un billet <strong>%(media_type)s</strong>"
    assert check_unit(TranslationUnit("1", source, target, "en", "fr")) == []


def test_real_words_do_not_stutter_and_short_texts_may_be_long() -> None:
    assert check_unit(unit("Il lui apporte des fleurs.", "He is bringing him flowers."), ["repetition"]) == []
    assert check_unit(TranslationUnit("1", "Search", "Rechercher", "en", "fr"), ["repetition"]) == []
    assert check_unit(unit("Il vit à Pyongyang.", "He lives in Pyongyangang."), ["repetition"])
    assert check_unit(TranslationUnit("1", "Event end date", "Date de fin de l'événement", "en", "fr")) == []
    [finding] = check_unit(unit("Une phrase assez longue pour compter ici, oui.", "A phrase."), ["length"])
    assert finding.reason == "the target is 2.3 times too short beside the source (9 characters to 46)"


def test_a_name_lost_behind_an_opening_quotation_mark_is_found() -> None:
    source = "Selon elle, “la Russie utilise sa relation avec la Corée du Nord comme un outil.”"
    target = "According to her, “Rusing its relationship with North Korea as a tool”."
    [finding] = check_unit(unit(source, target), ["names"])
    assert "'Russie'" in finding.reason


def test_a_name_may_be_joined_shortened_or_an_aside() -> None:
    pairs = [
        ("Les fameuses Micro-finances aident.", "The famous Microfinance helps."),
        ("Le compositeur de Los Angeles a écrit cette œuvre.", "The L.A. composer wrote this work."),
        ("Il a vu la Jihočeská knihovna (la Bibliothèque de Bohême).", "He saw the Library of Bohemia."),
    ]
    for source, target in pairs:
        assert check_unit(unit(source, target), ["names"]) == []


def test_a_word_that_another_word_explains_is_no_name_of_it() -> None:
    source = "Cette fois-ci, la baisse est due à la chute des actions de Discovery, dit la navette."
    assert check_unit(
        unit(source, "This time the fall is due to the drop of shares of Synergy, says the shuttle."), ["names"]
    )


def test_a_common_word_behind_a_name_that_is_kept_is_a_name() -> None:
    [finding] = check_unit(unit("Le sélectionneur Laurent Blanc a gagné.", "The coach Laurent won."), ["names"])
    assert "'Blanc'" in finding.reason


def test_names_of_several_words_stay_as_they_are() -> None:
    source = "La Caisse nationale d'assurance maladie a dit non hier."
    target = "Yesterday the Caisse nationale d'assurance maladie said no."
    assert check_unit(unit(source, target), ["untranslated"]) == []
    [finding] = check_unit(unit("Le gouvernement a voté la loi.", "The gouvernement passed the law."), ["untranslated"])
    assert "'gouvernement'" in finding.reason


def test_a_space_in_french_decimals_is_no_other_number() -> None:
    assert check_unit(unit("Une croissance de 0, 5% selon elle.", "Growth of 0.5% according to her.")) == []
    assert check_unit(unit("Une croissance de 0, 5% selon elle.", "Growth of 0.6% according to her.")) != []


def test_numbers_and_lengths_speak_for_or_against_the_content() -> None:
    source = "Hier soir, les pompiers ont éteint un incendie dans une usine de meubles près de la gare centrale"
    target = "The central bank raised its interest rates because prices grow too quickly, says its governor"
    assert check_unit(unit(f"{source}.", f"{target}."), ["content"]) != []
    same = " (12, 34, 56, 78, 90, 1203, 4711, 3141)."
    assert check_unit(unit(source + same, target + same), ["content"]) == []


def test_what_is_not_to_be_translated_has_no_target_to_look_at() -> None:
    from toolkit.checks import check_unit
    from toolkit.units import TranslationUnit

    kept = TranslationUnit("1", "Code d'accès : 15 mots", "", "fr", "en", properties={"translate": "no"})
    assert check_unit(kept) == []
    kept.properties.clear()
    assert [finding.check for finding in check_unit(kept)] == ["empty"]


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [
        # A date made plain, and a month told from the day of writing.
        ("numbers", "L'accord d'Oslo est mort.", "The 1993 Oslo accord is dead."),
        ("numbers", "Tout a commencé vers l'année 73.", "It all started around 1973."),
        ("dates", "La vague débute en ce mois de septembre.", "The wave is set to start this month."),
        # Dollars by their country, and a sum in another currency that is left out.
        ("figures", "Mizuho, Japon : 103 milliards de dollars", "Mizuho, Japan: US$103 billion"),
        ("figures", "Ils veulent 5 000 couronnes (209 € environ).", "They want 5,000 crowns."),
        # Acronyms in the order of another language, a people for its land, a phrase that English has from French.
        ("names", "Elle a saisi la CESDH à Paris hier.", "She went to the ECHR in Paris yesterday."),
        ("names", "Des votants au Chili ont demandé cela.", "Some voting Chileans asked for that."),
        ("names", 'Nous avons dit, " Citez la dernière dépense."', 'We said, "Name the last expense."'),
        ("untranslated", "Cela n'a pas de raison d'être.", "It has no raison d'être."),
    ],
)
def test_another_way_of_saying_it_is_no_error(name: str, source: str, target: str) -> None:
    assert not check_unit(unit(source, target), [name])


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [
        ("numbers", "L'accord de 1994 est mort.", "The 1993 accord of 1994 is dead."),
        ("dates", "La vague débute en septembre.", "The wave is set to start soon."),
        ("figures", "Ils veulent 209 € (environ).", "They want 209 crowns."),
        ("names", "Des votants au Chili ont demandé cela.", "Some voting Peruvians asked for that."),
        ("untranslated", "Ils veulent être libres.", "They want être free."),
    ],
)
def test_but_a_change_is(name: str, source: str, target: str) -> None:
    assert check_unit(unit(source, target), [name])
