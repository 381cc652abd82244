from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.protected import Span, find, hide, is_whole, show
from toolkit.translation import Translator


def found_in(text: str, language: str = "fr") -> list[str]:
    return [text[span.start : span.end] for span in find(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voir https://exemple.fr/a_(b)?c=d&e. Puis WWW.EXEMPLE.FR, fin", ["https://exemple.fr/a_(b)?c=d&e", "WWW.EXEMPLE.FR"]),
        ("(voir www.exemple.fr/x) ou « http://a.b »", ["www.exemple.fr/x", "http://a.b"]),
        ("Écrire à jean.dupont+a@exemple.co.uk.", ["jean.dupont+a@exemple.co.uk"]),
        ("le site lemonde.fr/a/b, amazon.com", ["lemonde.fr/a/b", "amazon.com"]),
        ("Voir **[le site](https://exemple.fr/a)** ou **https://exemple.fr/b**.", ["https://exemple.fr/a", "https://exemple.fr/b"]),
        ("@LeMonde et #Ukraine, C# no #1", ["@LeMonde", "#Ukraine"]),
        ("dans /etc/apt/sources.list, ~/.bashrc ou ./a/b.", ["/etc/apt/sources.list", "~/.bashrc", "./a/b"]),
        ("et/ou 12/05/2024 km/h la fin.de la guerre. C'est 3.5 fois", []),
        ("<b>a</b> 5 / 6 </i> 50 €/jour/personne", []),
        ("PATH=/usr/bin/x (/etc/hosts) l'«/a/b»", ["/usr/bin/x", "/etc/hosts", "/a/b"]),
    ],
)  # fmt: skip
def test_addresses(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in find(text) if s.kind == "address"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il habite 12 rue Pasteur, 69 003 Lyon.", ["12 rue Pasteur", "69 003"]),
        ("Le 3 bis, avenue de la Gare – 75\u202f011 Paris est fermé.", ["3 bis, avenue de la Gare", "75\u202f011"]),
        ("Dans la rue, 10 000 Français ont défilé avec 20 000 Belges.", []),
        ("Au 12 rue Pasteur vivent des gens. Et 10 000 Français le savent.", ["12 rue Pasteur"]),
    ],
)
def test_houses_in_streets_and_postcodes_with_a_blank(text: str, found: list[str]) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bonjour {{prenom}}, {{ numero }} et {{{brut}}}", ["{{prenom}}", "{{ numero }}", "{{{brut}}}"]),
        ("{% if x %}oui{% endif %} <%= user.nom %> <?php echo 1 ?>", ["{% if x %}", "{% endif %}", "<%= user.nom %>", "<?php echo 1 ?>"]),
        ("${prix} #{nom} %{nom} [[Page|lien]] $t(clef.a)", ["${prix}", "#{nom}", "%{nom}", "[[Page|lien]]", "$t(clef.a)"]),
        ("%s, %d, %1$s, %(nom)s, %.2f, %@, %1, %L2, 100 %% sûr", ["%s", "%d", "%1$s", "%(nom)s", "%.2f", "%@", "%1", "%L2", "%%"]),
        ("50 % des gens, 100%d'accord et 5% de plus", []),
        ("{0}, {}, {nom}, {prix:.2f}, {d, date, short}, {un texte entier}", ["{0}", "{}", "{nom}", "{prix:.2f}", "{d, date, short}"]),
        (":count fichiers, __nom__, $HOME, %PATH% et 5 $US", [":count", "__nom__", "$HOME", "%PATH%"]),
        ("Attention :voir la page, il est 12:30 ou 8:05", []),
        ("On part :rocket: et :+1: !", [":rocket:", ":+1:"]),
        ("Soit $E = mc^2$, \\(a_1\\), $$\\int_0^1$$ pour 5 $ et 10 $", ["$E = mc^2$", "\\(a_1\\)", "$$\\int_0^1$$"]),
        ("Tapez `pip install` ; l'`x`", ["`pip install`", "`x`"]),
        ("<b>a</b> <br/> <0>x</0> a < b et c > d <3", ["<b>", "</b>", "<br/>", "<0>", "</0>", "a < b", "c > d", "<3"]),
        ("&quot;x&quot; Dupont &amp; fils &#233; R&D", ["&quot;", "&quot;", "&amp;", "&#233;"]),
        ("Tél. 01 23 45 67 89, +33 1 23 45 67 89 ou 0 800 123 456.", ["01 23 45 67 89", "+33 1 23 45 67 89", "0 800 123 456"]),
        ("SIREN 552 100 554, SIRET : 552 100 554 00025", ["552 100 554", "552 100 554 00025"]),
        ("FR76 3000 6000 0112 3456 7890 189", ["FR76 3000 6000 0112 3456 7890 189"]),
        ("ISBN 978-2-07-036822-8 et 75008 Paris", ["978-2-07-036822-8", "75008"]),
        ("550e8400-e29b-41d4-a716-446655440000 d41d8cd98f00b204e9800998ecf8427e", ["550e8400-e29b-41d4-a716-446655440000", "d41d8cd98f00b204e9800998ecf8427e"]),
        ("Clef : dGhpcyBpcyBhIHNlY3JldCB0b2tlbg12", ["dGhpcyBpcyBhIHNlY3JldCB0b2tlbg12"]),
        ("5 000 m, 1 234,56 € pour 12 000 000 de gens en 2024", []),
        ("anticonstitutionnellement Saint-Rémy-lès-Chevreuse", []),
        ("👍🏽👨‍👩‍👧 🇫🇷 1️⃣ ★ ©", ["👍🏽👨‍👩‍👧", "🇫🇷", "1️⃣", "★", "©"]),
        ("Le mot « שלום », الكتاب الجديد et 東京事変 !", ["שלום", "الكتاب الجديد", "東京事変"]),
        ("Comme l'a dit Dupont[12], voir [3].", ["[12]", "[3]"]),
        (r"Ouvrez C:\Users\x\a.txt.", [r"C:\Users\x\a.txt"]),
        ("Version 2.0.1 sur 192.168.0.1.", ["2.0.1", "192.168.0.1"]),
        ("Bonjour <<PRENOM>>, <<Nom du client>>, il a dit << oui >>", ["<<PRENOM>>", "<<Nom du client>>"]),
        ("{{ nom | date:{f: 'x'} }} le {1:yyyy-MM-dd HH:mm} {0,-10:N2} {note: ici}", ["{{ nom | date:{f: 'x'} }}", "{1:yyyy-MM-dd HH:mm}", "{0,-10:N2}"]),
        ("2001:db8::ff00:42:8329, fe80::1/64, 00:1A:2B:3C:4D:5E à 12:30:45 std::x", ["2001:db8::ff00:42:8329", "fe80::1/64", "00:1A:2B:3C:4D:5E", "12:30:45"]),
        ("1Z999AA10123456784, SN-4X7Y-99ZZ, CVE-2024-12345, AB-123-CD", ["1Z999AA10123456784", "SN-4X7Y-99ZZ", "CVE-2024-12345", "AB-123-CD"]),
        ("COVID-19, A320, F-16, 10H30-18H00, Mi-2024, XIXe-XXe, B2B, G7", []),
        ("0 800 12 34 56, arXiv:2103.00020v2, 10.1038/s41586-020-2649-2.", ["0 800 12 34 56", "arXiv:2103.00020v2", "10.1038/s41586-020-2649-2"]),
        (r"\\serveur\partage\été, C:\Mes documents\été.txt ou %APPDATA%\x y", [r"\\serveur\partage\été", r"C:\Mes documents\été.txt", r"%APPDATA%\x"]),
        ("Un 27\", un 3/4\", 5'10\" ; \"il y en a 27\", dit-il", ['27"', '3/4"', "5'10\""]),
        ("né le __/__/____ à ________, nom : ........ et puis...", ["__/__/____", "________", "........"]),
        ("a² + b² = c², x = 2y + 1, f(x) = 3, 5 m² ; y a-t-il A/B", ["a² + b² = c²", "x = 2y + 1", "f(x) = 3"]),
        ("Salut :-) ;-) :'( <3 ! ^^ :D", [":-)", ";-)", ":'(", "<3", "^^", ":D"]),
        ("Prix :(a) ou (voir : b) ; 1.234.567,89 euros", []),
        ("à <marie.o'neil@exemple.fr>, l'adresse d'info@exemple.fr", ["marie.o'neil@exemple.fr", "info@exemple.fr"]),
        ("Le taux est de 5 %% par an", ["%%"]),
        ("un *mot*, **deux mots** et ~~barré~~, 2*3*4, f***, a_b", ["*", "*", "**", "**", "~~", "~~", "a_b"]),
        ("=== Titre ===", ["===", "==="]),
        (r"le motif ^[a-z]+\d{2,4}$ ou ^\w+@x$, [à voir] a-b", [r"^[a-z]+\d{2,4}$", r"^\w+@x$"]),
        ("XXXX-YYYY, JJ/MM/AAAA, 1e10, 6,022e23, 0,000 001 mm", ["XXXX-YYYY", "JJ/MM/AAAA", "1e10", "6,022e23", "0,000 001"]),
        ("mailto:a@b.fr?subject=x et tel:+336, ssh://git@x.fr/a ; note:ici", ["mailto:a@b.fr?subject=x", "tel:+336", "ssh://git@x.fr/a"]),
        ("Fermer {'{'}x{'}'}", ["{'{'}", "{'}'}"]),
        ("-----8<----- couper -----8<-----", ["-----8<-----", "-----8<-----"]),
        (f"Le mot {'abc' * 40} est long", ["abc" * 40]),
    ],
)  # fmt: skip
def test_what_is_found(text: str, found: list[str]) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On a \\begin{cases} x \\\\ y \\end{cases} pour tout x", ["\\begin{cases} x \\\\ y \\end{cases}"]),
        (f"Soit $x = {'a + ' * 60}b$.", [f"$x = {'a + ' * 60}b$"]),
        ("Un $x$ vaut 5 $, soit 10$ ou $5, pas 6$", ["$x$"]),
        ("Entre $5 = cher et $10 = trop cher$", []),
        (r"La \\textbf{loi} \\(a < b\\)".replace("\\\\", "\\"), [r"\textbf{loi}", r"\(a < b\)"]),
    ],
)
def test_formulas_are_those_of_markup(text: str, found: list[str]) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("l'option '%s' et le mode \u2019%d\u2019 de %s's", ["%s", "%d", "%s"]),
        ("%s%sUnknown signal, a%c, -m%s%d et %04ld%02d", ["%s", "%s", "%c", "%s", "%d", "%04ld", "%02d"]),
        ("%(n)li sur « %%%c », %3$.*2$s", ["%(n)li", "%c", "%3$.*2$s"]),
        ("10 %d'eau, 5\u00a0%des votes", []),
        ("--code={either,lower,upper} et a/{1,3}b, {a, b}", ["--code", "{either,lower,upper}", "{1,3}"]),
        ("__Important__ : __nom__, __NOM_2__", ["__", "__", "__nom__", "__NOM_2__"]),
        ("Bonjour :userName, :firstName", [":userName", ":firstName"]),
        ("<Réponse : x> ou <Answer: x>, <a :href='u'> <b\nclass='x'>", ["<a :href='u'>", "<b\nclass='x'>"]),
    ],
)
def test_placeholders_beside_other_signs(text: str, found: list[str]) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Envoyez :name à :email avant demain.", [":name", ":email"]),
        ("Le champ :attribute_2 est vide ; le prix :dix", [":attribute_2"]),
        ("[% IF nom %]Bonjour[% END %]", ["[% IF nom %]", "[% END %]"]),
        ("Bonjour *|FNAME|*, le %<nom>s est là", ["*|FNAME|*", "%<nom>s"]),
        ("<#if user??>Bonjour</#if> {if $nom}oui{/if}", ["<#if user??>", "</#if>", "{if $nom}", "{/if}"]),
        ("Bonjour #PRENOM#, @nom@, %%nom%%, [nom_client]", ["#PRENOM#", "@nom@", "%%nom%%", "[nom_client]"]),
        ("La branche ${{ github.ref }} est active", ["${{ github.ref }}"]),
        ("La classe events.EventEmitter a un out_dir", ["events.EventEmitter", "out_dir"]),
        ("Appelez getElementById ou socket.bind() vite, iPhone et McDonald aussi", ["getElementById", "socket.bind()"]),
        ("Il vient [à sept heures] avec 5 * 3 * 2 # et # encore", []),
    ],
)
def test_templates_of_more_makers(text: str, found: list[str]) -> None:
    assert found_in(text) == found


def test_a_language_keeps_its_script() -> None:
    assert not find("Слово о полку Игореве", "ru") and found_in("Слово о полку Игореве", "fr") == [
        "Слово о полку Игореве"
    ]
    assert not find("東京へ行く Tokyo", "ja") and found_in("東京へ行く") == ["東京へ行く"]


def test_what_a_model_cannot_spell_is_found() -> None:
    spells = "abcdefghijklmnopqrstuvwxyz".__contains__
    text = "l'eau h₂o à 30 °C et 5 m², ŵel ♪"
    assert [text[s.start : s.end] for s in find(text, "fr", spells)] == ["h₂o", "°C", "²", "ŵel", "♪"]


def test_the_number_sign_of_french_is_left_to_its_rule(engine: Translator) -> None:
    assert not find("la loi n° 12 et le N°5", "fr", str.isascii)
    assert "No. 12" in engine.translate(["Voir l'article n° 12 de la loi."])[0].text


def test_ligatures_are_no_strange_characters(engine: Translator) -> None:
    plain, ligatures = engine.translate(["La fin du fleuve est affichée.", "La ﬁn du ﬂeuve est aﬃchée."])
    assert plain.text == ligatures.text


def hidden_in(text: str) -> tuple[str, dict[str, str]]:
    return hide(text, [s for s in find(text) if not s.aside])


def test_marks_are_new_and_come_back() -> None:
    text = "Voir [1], www.a.fr et [3] puis www.b.fr/[2]."
    hidden, kept = hidden_in(text)
    assert hidden == "Voir [1], [4] et [3] puis [5]." and kept == {"[4]": "www.a.fr", "[5]": "www.b.fr/[2]"}
    assert show(hidden, kept) == text
    assert is_whole(hidden, kept) and not is_whole("See [4]", kept) and not is_whole(hidden + "[4]", kept)
    assert hide("rien", []) == ("rien", {}) and show("[1]", {}) == "[1]"


def test_placeholders_without_a_name_keep_their_order() -> None:
    kept = {"[1]": "%s", "[2]": "%d"}
    assert is_whole("[1] [2]", kept) and not is_whole("[2] [1]", kept)
    assert is_whole("[2] [1]", {"[1]": "{a}", "[2]": "{b}"})


@given(st.text(max_size=60) | st.text(alphabet="a/@#.[]1:w~ \n{}%$<>&;s", max_size=60))
def test_spans_do_not_overlap_and_come_back(text: str) -> None:
    spans = find(text, "fr", str.isascii)
    assert all(isinstance(s, Span) and s.start < s.end for s in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    hidden, kept = hide(text, spans)
    assert is_whole(hidden, kept) and show(hidden, kept) == text


def test_addresses_come_through_a_translation(engine: Translator) -> None:
    sources = [
        "Écrivez à contact@exemple.fr ou visitez https://www.exemple.fr/page?id=12 avant le 3 mai.",
        "- https://www.exemple.fr/",
        "CONSULTEZ NOTRE SITE WWW.EXEMPLE.FR DÈS DEMAIN",
    ]
    one, two, three = (t.text for t in engine.translate(sources))
    assert "contact@exemple.fr" in one and "https://www.exemple.fr/page?id=12" in one and "Écrivez" not in one
    assert two == sources[1]
    assert "WWW.EXEMPLE.FR" in three and three.isupper()


def test_what_loses_an_address_is_translated_with_it_in_sight(engine: Translator, monkeypatch) -> None:
    source = "Le site www.exemple.fr est connu."
    seen = []
    hypotheses = engine.model.hypotheses
    monkeypatch.setattr("toolkit.text.protected.is_whole", lambda text, kept: not kept)
    monkeypatch.setattr(engine.model, "hypotheses", lambda texts, *rest: seen.extend(texts) or hypotheses(texts, *rest))
    [result] = engine.translate([source])
    assert any("[1]" in text for text in seen) and any("www." in text for text in seen)
    assert result.text and "[1]" not in result.text


def test_sounds_keep_their_brackets(engine: Translator) -> None:
    texts = engine.translate(["Le son [bɔ̃ʒuʁ] est joli.", "Þórr vit ici."])
    regions = "les régions d'Ústí nad Labem"
    assert [regions[s.start : s.end] for s in find(regions, "fr", lambda c: c != "Ú")] == ["Ústí"]
    assert "[bɔ̃ʒuʁ]" in texts[0].text and "Þórr" in texts[1].text


def test_what_looks_like_a_number_within_a_key_is_a_part_of_it() -> None:
    key = "AAAAC3NzaC1lZDI1NTE5+12AB34CD/99QZ+XY77ZZ11/2024B55+4mQOnQOHuFy2nk6bnVYOXb0FihKigEM="
    assert found_in(f"La clé est {key}, gardez-la.") == [key]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L'empreinte 16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48.", ["16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48"]),
        ("Ou AA:BB:CC:DD:EE:FF:00:11 ici", ["AA:BB:CC:DD:EE:FF:00:11"]),
        ("Le pain &amp;amp; le vin &amp;#39;", ["&amp;amp;", "&amp;#39;"]),
        # No codes of style of a game.
        ("Le &laquo;&nbsp;mot&nbsp;&raquo; Est", ["&laquo;", "&nbsp;", "&nbsp;", "&raquo;"]),
        (">> Bonsoir. >> Salut !", [">>", ">>"]),
        ("Lire la suite >>", [">>"]),
        ("Menu >> Fichier", []),
    ],
)  # fmt: skip
def test_signs_that_read_like_others(text: str, found: list[str]) -> None:
    assert found_in(text) == found


def test_entities_around_a_placeholder_stay_around_it(engine: Translator) -> None:
    text = "Le fichier &laquo;&nbsp;%s&nbsp;&raquo; et &quot;{0}&quot;, &amp; lui."
    spans = find(text, "fr", engine.model.spells)
    found = [text[s.start : s.end] for s in spans]
    assert found == ["&laquo;&nbsp;%s&nbsp;&raquo;", "&quot;{0}&quot;", "&amp;"]
    assert [s.aside for s in spans] == [False, False, True]
    # Checks compare the placeholder alone.
    assert "%s" in found_in(text)


def test_what_a_number_is_stays_with_it_before_a_model(engine: Translator) -> None:
    text = "SIREN 552 100 554, SIRET : 552 100 554 00025."
    found = [text[s.start : s.end] for s in find(text, "fr", engine.model.spells)]
    assert found == ["SIREN 552 100 554", "552 100 554 00025"]
    assert found_in(text) == ["552 100 554", "552 100 554 00025"]


def test_sets_and_quantities_are_formulas() -> None:
    assert found_in("On note ∀x ∈ ℝ, ∃y, A ∪ B ⊂ C, et l'∈.")[:3] == ["∀x ∈ ℝ", "∃y", "A ∪ B ⊂ C"]


def test_a_sure_name_with_a_colon_tells_the_others() -> None:
    assert found_in(":utilisateur a ajouté :ami le :jour.") == [":utilisateur", ":ami", ":jour"]
    assert found_in("Note :voir ici, prix :gratuit") == []


def test_the_sign_of_a_number_that_is_put_in_stays_with_it(engine: Translator) -> None:
    text = "Total (-{remise}%) ou +%d, mais a-{b}."
    assert [text[s.start : s.end] for s in find(text, "fr", engine.model.spells)] == ["-{remise}", "+%d", "{b}"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Total : %s €, soit \\n $.", [r"\n", "%s"]),
        ("Tapez \\t ici, ou \\n à la fin.", [r"\n", r"\t"]),
        ("Un chemin C:\\n est là.", []),
    ],
)
def test_breaks_that_are_written_out_are_kept(engine: Translator, text: str, wanted: list[str]) -> None:
    found = [text[s.start : s.end] for s in find(text, "fr") if s.kind == "placeholder"]
    assert sorted(found, key=lambda x: (x[0] != "\\", x)) == wanted
    made = engine.translate([text])[0].text
    assert all(made.count(what) == 1 for what in wanted)
    assert made.count("$") == text.count("$")


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("Erreur n° %1$d à la ligne n° %2$d.", ["No. %1$d", "No. %2$d"]),
        ("Votre commande n° {{ id }} est partie.", ["No. {{ id }}"]),
        ("Le ticket n°{id} est clos.", ["No. {id}"]),
        ("Il fait 23 ℉ environ.", ["23 ℉"]),
        ("Le poids est de 12 ㎏ environ.", ["12 ㎏"]),
    ],
)
def test_number_signs_and_units_stay_with_what_they_belong_to(engine: Translator, source: str, kept: list[str]) -> None:
    [made] = engine.translate([source])
    assert all(one in made.text for one in kept) and not {"°", "[3"} & set(made.text.replace("°C", ""))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voir @fig:un et @tbl-les_deux.", ["@fig:un", "@tbl-les_deux"]),
        ("Le dit [@dupont2020, p. 12; @durand:2019, chap. 3].", ["[@dupont2020, p. 12; @durand:2019, chap. 3]"]),
        ("Selon [-@dupont2020], non.", ["[-@dupont2020]"]),
        ("@jean: tu viens ?", ["@jean"]),
        ("[@paul viens ici]", ["@paul"]),
    ],
)
def test_citations_of_pandoc_are_whole(text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in find(text)] == found


def test_what_a_program_fills_in_may_name_it_in_angle_brackets() -> None:
    text = "{TIME:<format>} et <b>un</b> {DB}"
    assert next((s.kind, text[s.start : s.end]) for s in find(text)) == ("placeholder", "{TIME:<format>}")
    assert [text[s.start : s.end] for s in find(text)] == ["{TIME:<format>}", "<b>", "</b>", "{DB}"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La variable est vide, comme !VAR! et !A_B!.", ["!VAR!", "!A_B!"]),
        ("OUI ! STOP! NON!", []),
        ("Le champ ^name^ est vide.", ["^", "^"]),
        ("Bonjour :D :-P xD", [":D", ":-P", "xD"]),
        ("Il dit ¿Qué tal? et ¡Hola!", ["¿Qué tal?", "¡Hola!"]),
        ("La lettre Ω suit Ψ ; π vaut 3.", ["Ω", "Ψ", "π"]),
        ("Le vers « Путь, далеко ; дом » reste.", ["Путь, далеко", "дом"]),
        ("vers 500 av. J.-C., 12 av. Jean Jaurès", ["12 av. Jean Jaurès"]),
    ],
)
def test_signs_of_programs_faces_and_other_languages(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in find(text, "fr")] == found


def test_spanish_is_no_foreign_language_to_itself() -> None:
    assert not find("¿Qué tal? ¡Hola!", "es")
