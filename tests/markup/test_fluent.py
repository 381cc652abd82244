"""Fluent: patterns are translated, all other code stays byte for byte."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markup.test_localisation import capitals as plain_capitals
from tests.markup.test_localisation import same, texts
from tests.translation.fakes import FakeModel
from toolkit.errors import InputError, MissingExtraError
from toolkit.languages.pair import LanguagePair
from toolkit.markup import kind_of, suffixes
from toolkit.markup.fluent_messages import MessageBlock
from toolkit.markup.forms import with_forms
from toolkit.markup.l10n_fluent import parse
from toolkit.markup.model import Block, Page
from toolkit.pipeline.pages import read_manuscript, translate_manuscripts
from toolkit.text.messages import message_texts
from toolkit.translation import Translator

syntax = pytest.importorskip("fluent.syntax")
ast = syntax.ast

FILE = """\
# This Source Code Form is subject to the terms of the Mozilla Public
# License, v. 2.0.

### Préférences du navigateur
### (fichier d’essai)

## Marques

-brand-short-name = Nuage
-brand-full-name = Nuage de Mozilla
    .gender = masculine
-brand-motto = Un nuage pour toutes les personnes du monde.
-vendor-short-name = Mozilla
-sync-brand = { $case ->
   *[nominative] Synchro
    [genitive] de Synchro
}
-tab-term = onglet

## Menus

menu-file =
    .label = Fichier
    .accesskey = F
menu-edit =
    .label = Édition
    .accesskey = É
# Variables:
#   $name (String) - nom du fichier
menu-save =
    .label = Enregistrer { $name }
    .accesskey = E
    .key = S
    .style = min-width: 40em;
menu-quit = Quitter

    .tooltiptext = Fermer toutes les fenêtres

## Onglets

tabs-close-title = Fermer les onglets ?
tabs-close-warning =
    { $count ->
        [one] Un onglet va être fermé.
       *[other] { $count } onglets vont être fermés.
    }
tabs-close-button = Fermer les { -tab-term }s
tabs-muted = { NUMBER($ratio, minimumFractionDigits: 2) ->
    [0] Aucun onglet n’est muet
   *[other] La part des onglets muets est { NUMBER($ratio) }
}
shared-photos =
    { $user } { $photos ->
        [one] a ajouté une photo
       *[other] a ajouté { $photos } photos
    } à { $gender ->
        [male] son album
       *[other] leur album
    }.

## Textes

long-text =
    Votre ordinateur va redémarrer pour
    finir l’installation de { -brand-full-name }.
    Voulez-vous continuer ?

    Les fichiers ouverts seront fermés.
indented =
    Une liste :
      un chat
      deux chiens
same-line = Une ligne
    qui continue ici
link = Lisez la <a data-l10n-name="privacy">politique de confidentialité</a>.
address = Voir <a href="{ $url }">la documentation</a> ou <code>about:config</code>.
brackets = Écrivez { "{" }nom{ "}" } ici
blank = { "" }
spaced = { "    " }Un retrait
only = { menu-quit }
term-attribute = { -brand-full-name.gender ->
    [masculine] Il est installé
   *[feminine] Elle est installée
}
nested = { { $n ->
    [one] un mot
   *[other] des mots
  } }
number = 42
date = Modifié le { DATETIME($date, month: "long", day: "numeric") }
"""


def capitals(page: Page) -> str:
    """A file in capitals; the syntax of messages stays."""

    def changed(block: Block) -> Block | None:
        if not isinstance(block, MessageBlock):
            return None
        made = list(block.text)
        for start, end in message_texts(block.text) or ():
            made[start:end] = re.sub(
                r"\{\w+\}|\w+", lambda m: m[0] if m[0][0] == "{" else m[0].upper(), block.text[start:end]
            )
        return replace(block, text="".join(made))

    blocks = [changed(block) for block in page.blocks]
    first = [new or old for new, old in zip(blocks, page.blocks, strict=True)]
    return plain_capitals(_Mixed(page, first))  # type: ignore[arg-type]


class _Mixed:
    """A page whose messages are translated already."""

    def __init__(self, page: Page, made: list[Block]) -> None:
        self._page, self._made = page, made
        self.blocks = [block for block in page.blocks if not isinstance(block, MessageBlock)]

    def fill(self, blocks: list[Block]) -> str:
        waiting = iter(blocks)
        return self._page.fill([m if isinstance(m, MessageBlock) else next(waiting) for m in self._made])


def entries(code: str) -> dict[str, object]:
    """What a file holds, without its texts."""
    found: dict[str, object] = {}
    for entry in syntax.FluentParser().parse(code).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, (ast.Message, ast.Term)):
            found[entry.id.name] = [skeleton(entry.value)] + [
                (attribute.id.name, skeleton(attribute.value)) for attribute in entry.attributes
            ]
        else:
            found[f"comment {len(found)}"] = entry.content
    return found


def skeleton(pattern: object) -> object:
    """The placeables of a pattern, with the variants of selects; in any order, as words move."""
    if pattern is None:
        return None
    counted: Counter[str] = Counter()
    for element in pattern.elements:  # type: ignore[attr-defined]
        if not isinstance(element, ast.Placeable):
            continue
        inner = element.expression
        while isinstance(inner, ast.Placeable):
            inner = inner.expression
        if isinstance(inner, ast.SelectExpression):
            rows = [
                (v.default, syntax.ast.BaseNode.to_json(v.key)["type"], str(v.key), skeleton(v.value))
                for v in inner.variants
            ]
            counted[re.sub(r'"span": \{[^{}]*\}', "", str(inner.selector) + repr(rows))] += 1
        else:
            counted[re.sub(r'"span": \{[^{}]*\}', "", str(inner))] += 1
    return sorted(map(str, counted.items()))


def without_spans(found: dict[str, object]) -> str:
    return re.sub(r'"(?:start|end)": \d+', "", repr(found))


def test_patterns_are_texts_and_the_rest_stays() -> None:
    page = parse(FILE, "fr", "en")
    assert texts(page) == [
        "Un nuage pour toutes les personnes du monde.", "onglet", "Fichier", "Édition", "Enregistrer {0}", "Quitter",
        "Fermer toutes les fenêtres", "Fermer les onglets ?", "Un onglet va être fermé.",
        "{0} onglets vont être fermés.", "Fermer les {0}s", "Aucun onglet n’est muet",
        "La part des onglets muets est {0}",
        "{user} {photos, plural, one {a ajouté une photo} other {a ajouté {photos} photos}}"
        " à {gender, select, male {son album} other {leur album}}.", "Votre ordinateur va redémarrer pour finir l’installation de {0}.",
        "Voulez-vous continuer ?", "Les fichiers ouverts seront fermés.", "Une liste :", "un chat deux chiens",
        "Une ligne qui continue ici", "Lisez la politique de confidentialité.", "Voir la documentation ou {0}.",
        "Écrivez {0}nom{1} ici", "Un retrait", "Il est installé", "Elle est installée", "un mot", "des mots",
        "Modifié le {0}",
    ]  # fmt: skip
    assert same(page) == FILE


def test_a_translation_has_all_entries_variants_and_placeables() -> None:
    made = capitals(parse(FILE, "fr", "en"))
    assert without_spans(entries(made)) == without_spans(entries(FILE))
    assert "    .label = FICHIER\n    .accesskey = F\n" in made and ".style = min-width: 40em;" in made
    assert "-brand-full-name = Nuage de Mozilla\n" in made and "-brand-motto = UN NUAGE" in made
    assert '<a data-l10n-name="privacy">POLITIQUE DE CONFIDENTIALITÉ</a>' in made
    assert 'VOIR <a href="{ $url }">LA DOCUMENTATION</a> OU <code>about:config</code>.' in made
    assert "REDÉMARRER POUR\n    FINIR" in made and "UN CHAT\n      DEUX CHIENS" in made
    assert "       *[other] A AJOUTÉ { $photos } PHOTOS\n    } À { $gender ->" in made
    assert '{ "    " }UN RETRAIT' in made


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
def test_newlines_marks_and_ends_stay(prefix: str) -> None:
    for code in (FILE, FILE.replace("\n", "\r\n"), FILE.rstrip("\n")):
        page = parse(prefix + code, "fr", "en")
        assert same(page) == prefix + code and len(page.blocks) == len(parse(FILE, "fr", "en").blocks)
    made = capitals(parse(prefix + FILE.replace("\n", "\r\n"), "fr", "en"))
    assert made == prefix + capitals(parse(FILE, "fr", "en")).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("a = Un\nb = { $x\nc = Deux\n", r"line 2: not Fluent \("),
        ("a = Un\nrien du tout\n", "line 2: not Fluent"),
        ("a = { $n ->\n    [one] un\n    [other] des\n }\n", r"line 3: not Fluent \(Expected one of the variants"),
        ("<#list fruits as fruit>\n${fruit}\n</#list>\n", "line 1: not Fluent .*FreeMarker"),
        ("-term =\n", "line 1: not Fluent"),
        ("a = Un }\n", "line 1: not Fluent"),
    ],
)
def test_what_is_no_fluent_is_refused_with_its_line(code: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        parse(code, "fr", "en")
    assert "\n" not in str(error.value)


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fluent.syntax", None)
    with pytest.raises(MissingExtraError, match=r"bitext-toolkit\[fluent\]"):
        parse("a = Un\n", "fr", "en")


def test_fluent_is_taken_from_folders() -> None:
    assert kind_of(Path("a.ftl")) == "fluent" and ".ftl" in suffixes(walked=True)
    assert ".ftl" not in suffixes(articles=True)


WORDS = st.lists(
    st.sampled_from("un chat noir été l’eau Paris n° 5 [x] *y .z ( ) :a <b i>j & %s « »".split(" ")), min_size=1
)
TEXT = WORDS.map(" ".join)
PLACEABLE = st.sampled_from(
    ["{ $x }", "{-brand}", "{ a-b.c }", '{ DATETIME($d, month: "long") }', '{ "{" }', '{""}', "{ 5 }", "{ { $y } }"]
)


@st.composite
def patterns(draw: st.DrawFn, depth: int = 0, indent: str = "    ") -> str:
    """A pattern as it stands behind its sign of equality or its key."""
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        pieces = draw(st.lists(st.one_of(TEXT, PLACEABLE, st.just("<b>gras</b>")), min_size=1, max_size=3))
        if depth < 2 and draw(st.integers(0, 3)) == 0:
            variants = [
                f"\n{indent}    {'*' if key == 'other' else ''}[{key}] {draw(patterns(depth + 1, indent + '        '))}"
                for key in draw(st.permutations(["one", "other", "0"]))
            ]
            pieces.insert(draw(st.integers(0, len(pieces))), f"{{ $n ->{''.join(variants)}\n{indent}}}")
        lines.append(" ".join(pieces).lstrip("[*."))
    glue = [draw(st.sampled_from(["\n", "\n\n", "\n  "])) + indent for _ in lines[1:]]
    first = draw(st.sampled_from(["", f"\n{indent}"])) if depth == 0 else ""
    return first + "".join(a + b for a, b in zip(["", *glue], lines, strict=True))


FILES = st.lists(
    st.one_of(
        st.builds("m{} = {}\n".format, st.integers(0, 9), patterns()),
        st.builds("m{} =\n    .title = {}\n    .accesskey = X\n".format, st.integers(0, 9), patterns()),
        st.builds("-t{} = {}\n    .g = m\n".format, st.integers(0, 9), patterns()),
        st.sampled_from(["# Un mot\n", "## Un groupe\n\n", "### Un fichier\n", "\n"]),
    ),
    max_size=6,
).map("".join)


@given(code=FILES, crlf=st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_file_stays_where_nothing_is_translated(code: str, crlf: bool) -> None:
    code = code.replace("\n", "\r\n") if crlf else code
    sound = not any(isinstance(entry, ast.Junk) for entry in syntax.FluentParser().parse(code).body)
    if not sound:
        with pytest.raises(InputError, match=r"line \d+: not Fluent"):
            parse(code, "fr", "en")
        return
    page = parse(code, "fr", "en")
    assert same(page) == code
    assert without_spans(entries(capitals(page))) == without_spans(entries(code))


@given(
    new=st.text(alphabet="ab {}[]*.\"\\#-=$é\n", min_size=1, max_size=12).map(str.strip).filter(bool),
    code=st.sampled_from(["k = un mot\n", "k =\n    un mot\n", "k =\n    .a = un mot\n", "k = { $n ->\n   *[x]\n    un mot\n }\n"]),
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_any_translation_is_read_back(new: str, code: str) -> None:
    page = parse(code, "fr", "en")
    [block] = page.blocks
    block.text = new
    [entry] = syntax.FluentParser().parse(page.fill([block])).body
    assert not isinstance(entry, ast.Junk)
    pattern = entry.value or entry.attributes[0].value
    if "$n" in code:
        [pattern] = [variant.value for variant in pattern.elements[0].expression.variants]
    value = "".join(
        element.value if isinstance(element, ast.TextElement) else element.expression.parse()["value"]
        for element in pattern.elements
    )
    assert value == re.sub(r"\n+", " ", new)


def test_a_line_that_begins_with_a_placeable_goes_on() -> None:
    code = "k =\n    Ouvrez la page de\n    { -brand }. Lisez\n    { $x }\n    Puis fermez.\n"
    page = parse(code, "fr", "en")
    assert texts(page) == ["Ouvrez la page de {0}. Lisez {1}", "Puis fermez."] and same(page) == code


def test_a_line_that_begins_with_a_sign_is_quoted() -> None:
    page = parse("k =\n    un mot qui\n    suit\n", "fr", "en")
    [block] = page.blocks
    block.text = "[a word] .that follows"
    block.marks = [replace(block.marks[0], start=8, end=8)]
    assert page.fill([block]) == 'k =\n    { "[" }a word]\n    { "." }that follows\n'


def test_plurals_get_the_variants_of_the_target_language() -> None:
    code = (
        "a = { $n ->\n    [0] rien\n    [one] un mot\n   *[other] des mots\n}\n"
        "b = Il a { $g ->\n    [m] { NUMBER($n) ->\n        [one] un chat\n       *[other]\n            des chats\n    }\n   *[f] rien\n} ici\n"
        'c = { NUMBER($n, type: "ordinal") ->\n    [one] er\n   *[other] e\n}\n'
        "d = { $case ->\n   *[other] nom\n    [genitive] du nom\n}\n"
        "e = { $n ->\n   *[other] des mots\n}\n"
        "f = { $n ->\n   *[one] un mot\n    [other] des mots\n}\n"
    )
    made = with_forms(code, "fluent", LanguagePair("fr", "pl"))
    assert (
        made.replace("    [few] des mots\n    [many] des mots\n", "").replace(
            "        [few]\n            des chats\n        [many]\n            des chats\n", ""
        )
        == code
    )
    assert made.count("[few] des mots\n    [many] des mots\n") == 2 and made.count("[few]") == 3
    assert with_forms(code, "fluent", LanguagePair("fr", "en")) == code
    assert with_forms("\ufeff" + code, "fluent", LanguagePair("fr", "pl")) == "\ufeff" + made
    assert without_spans(entries(with_forms(FILE, "fluent", LanguagePair("fr", "de")))) == without_spans(entries(FILE))


def test_plurals_in_plurals_have_all_forms() -> None:
    code = "a = { $n ->\n    [one] un\n   *[other] { $m ->\n        [one] deux\n       *[other] trois\n    }\n}\n"
    made = with_forms(code, "fluent", LanguagePair("fr", "ru"))
    assert made.count("[few] trois") == made.count("[many] trois") == made.count("*[other] trois") == 3
    assert not any(isinstance(entry, ast.Junk) for entry in syntax.FluentParser().parse(made).body)


SENTENCES = (
    "a = Vous avez { $n ->\n    [0] rien\n    [one] un mot\n   *[other] { $n } mots\n  } ici.\n"
    "b =\n    { $g ->\n       *[male] Il\n        [female] Elle\n    } a { $n ->\n        [one] le mot\n       *[other] les mots\n    }\n"
    "-c = { $case ->\n   *[nominative] onglet\n    [genitive] de l’onglet\n}\n"
    "d = Un { DATETIME($date) } et { PLATFORM() ->\n    [macos] le menu\n   *[other] les options\n  } de { -c }\n"
    "e = La ligne\n    { $n ->\n        [one] suit\n       *[other] suivent\n    } encore\n"
)


def test_a_sentence_is_translated_once_for_each_variant() -> None:
    seen = FakeModel(lambda text: text.upper().replace("VOUS AVEZ", "HERE YOU HAVE").replace(" ICI", ""))
    manuscript = read_manuscript(SENTENCES.encode(), "a.ftl", "fluent", "fr", "en")
    [(_, data)] = translate_manuscripts([manuscript], Translator(seen))
    made = data.decode()
    assert {"Vous avez rien ici.", "Vous avez un mot ici.", "Vous avez 27 mots ici.", "Elle a les mots"} <= set(
        seen.seen
    )
    assert "a = HERE YOU HAVE { $n ->\n    [0] RIEN\n    [one] UN MOT\n   *[other] { $n } MOTS\n  }.\n" in made
    assert (
        "UN { DATETIME($date) } ET { PLATFORM() ->\n    [macos] LE MENU\n   *[other] LES OPTIONS\n  } DE { -c }\n"
        in made
    )
    assert without_spans(entries(made)) == without_spans(entries(SENTENCES))
    assert same(parse(SENTENCES, "fr", "en")) == SENTENCES


def test_a_variant_may_be_empty_or_begin_with_a_blank_or_a_sign() -> None:
    page = parse("a =\n    Le { $n ->\n        [one] mot\n       *[other] texte\n    } ici\n", "fr", "en")
    [block] = page.blocks
    block.text = "[x] {n, plural, one {} other { [y] {z}}}"
    made = page.fill([block])
    assert (
        made == 'a =\n    { "[" }x] { $n ->\n        [one] { "" }\n       *[other] { " " }[y] { "{" }z{ "}" }\n    }\n'
    )
    block.text = "une forme perdue {n, plural, one {x}}"
    assert page.fill([block]) == same(page)
