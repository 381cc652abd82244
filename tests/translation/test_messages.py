"""Sentences with plural and select forms of ICU."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.text.messages import forms, message_pieces, message_texts, with_plural_forms
from toolkit.translation import Translator
from toolkit.translation.messages import message_of


def made(text: str, table: dict[str, str]) -> str | None:
    message = message_of(text)
    assert message is not None and set(message.texts()) == set(table)
    return message.made(table)


def test_what_all_branches_have_in_common_stands_around_the_form() -> None:
    text = "Il a {n, plural, =0 {zéro point} one {# point} other {# points}} depuis hier."
    table = {
        "Il a zéro point depuis hier.": "He has had no points since yesterday.",
        "Il a 1 point depuis hier.": "He has had 1 point since yesterday.",
        "Il a 27 points depuis hier.": "He has had 27 points since yesterday.",
    }
    assert made(text, table) == "He has had {n, plural, =0 {no points} one {# point} other {# points}} since yesterday."


def test_numbers_never_leave_their_forms() -> None:
    text = "Il a {n, plural, one {# point} other {# points}} et {m, plural, one {# vie} other {# vies}}"
    table = {
        "Il a 1 point et 27 vies": "He has 1 point and 27 lives",
        "Il a 27 points et 38 vies": "He has 27 points and 38 lives",
        "Il a 27 points et 1 vie": "He has 27 points and 1 life",
    }
    assert made(text, table) == (
        "He has {n, plural, one {# point} other {# points}} and {m, plural, one {# life} other {# lives}}"
    )
    table["Il a 27 points et 1 vie"] = "He has 1 life and 27 points"
    assert made(text, table) is None
    text = "Le # {n, plural, many {# mots} other {# mots}} ici"
    assert made(text, {"Le # 27 mots ici": "The # 27 words here"}) == (
        "The # {n, plural, many {#} other {#}} words here"
    )
    assert made(text, {"Le # 27 mots ici": "The words # 27"}) == "The words # {n, plural, many {#} other {#}}"
    assert made(text, {"Le # 27 mots ici": "The 27 # words"}) == "The {n, plural, many {#} other {#}} # words"


def test_two_forms_have_their_own_places_in_any_order() -> None:
    text = "{g, select, m {Il} other {Elle}} a {n, plural, one {un chat} other {des chats}}"
    table = {
        "Il a des chats": "Cats has he",
        "Elle a des chats": "Cats has she",
        "Elle a un chat": "A cat has she",
    }
    assert made(text, table) == "{n, plural, one {A cat} other {Cats}} has {g, select, m {he} other {she}}"
    table["Elle a un chat"] = "She owns one"
    assert made(text, table) is None


def test_a_form_takes_whole_words_and_whole_tags() -> None:
    assert (
        made(
            "La {n, plural, one {porte} other {fenêtre}} du <b>{n, plural, one {chat} other {chats}}</b> ici",
            {
                "La porte du <b>chats</b> ici": "The cats' <b>door</b> is",
                "La fenêtre du <b>chats</b> ici": "The cats' <b>window</b> is",
                "La fenêtre du <b>chat</b> ici": "The cat's <b>window</b> is",
            },
        )
        == "The {n, plural, one {cat's} other {cats'}} <b>{n, plural, one {door} other {window}}</b> is"
    )
    assert (
        made(
            "Un <b>{g, select, a {chat} other {chien}}</b> noir",
            {"Un <b>chat</b> noir": "A <b>cat</b> in black", "Un <b>chien</b> noir": "A black <b>dog</b>"},
        )
        == "A {g, select, a {<b>cat</b> in black} other {black <b>dog</b>}}"
    )
    assert (
        made(
            "Un <b>{g, select, a {chat} other {chien}} noir</b>",
            {"Un <b>chat noir</b>": "A <b>cat</b>", "Un <b>chien noir</b>": "A <b>black dog</b>"},
        )
        == "A <b>{g, select, a {cat} other {black dog}}</b>"
    )


def test_nested_forms_and_empty_branches_keep_their_frame() -> None:
    text = "{g, select, a {{n, plural, offset:1 =0 {} one {Un mot} other {# mots}}} other {Des mots}}"
    table = {"Un mot": "A word", "27 mots": "27 words", "Des mots": "Words"}
    assert made(text, table) == (
        "{g, select, a {{n, plural, offset:1 =0 {} one {A word} other {# words}}} other {Words}}"
    )
    table["27 mots"] = "Words"
    assert made(text, table) is None


def test_a_number_that_the_sentence_has_stands_for_no_other() -> None:
    text = "{n, plural, one {# jour sur 31} other {# jours sur 27}}"
    assert list(message_of(text).texts()) == ["1 jour sur 31", "38 jours sur 27"]  # type: ignore[union-attr]
    text = "{n, plural, few {# dni} many {# dni} other {le signe '#'}}"
    assert list(message_of(text).texts()) == ["3 dni", "27 dni", "le signe '#'"]  # type: ignore[union-attr]


def test_the_argument_of_a_plural_is_a_number_too() -> None:
    text = "{n} {n, plural, one {new file} other {new files}}"
    assert made(text, {"1 new file": "1 fichier neuf", "27 new files": "27 fichiers neufs"}) == (
        "{n} {n, plural, one {fichier neuf} other {fichiers neufs}}"
    )
    assert made(text, {"1 new file": "un fichier neuf", "27 new files": "27 fichiers neufs"}) is None
    assert made(text, {"1 new file": "1", "27 new files": "27"}) is None
    # With both, an argument stays what it is.
    text = "{n, plural, other {# de {n} mots}}"
    assert made(text, {"27 de {n} mots": "27 of {n} words"}) == "{n, plural, other {# of {n} words}}"


def test_an_argument_within_a_word_stays_what_it_is() -> None:
    text = "{hours, plural, =1{1h} other{{hours}h}}"
    assert list(message_of(text).texts()) == ["1h", "{hours}h"]  # type: ignore[union-attr]
    assert made(text, {"1h": "1h", "{hours}h": "{hours}h"}) == text
    text = "{n, plural, one {# jour} other {# jours}} et {n, plural, other {les {n}es}} ici"
    assert "{n}es" in " ".join(message_of(text).texts())  # type: ignore[union-attr]


def test_what_is_quoted_is_no_syntax() -> None:
    text = "{n, plural, one {Tapez '{' ou ''} other {Tapez '}'}} ici"
    found = message_texts(text)
    assert found and [text[a:b] for a, b in found] == ["Tapez '{' ou ''", "Tapez '}'", " ici"]
    # Apostrophes of those who know no quotes.
    text = "L'{nom} a {n, plural, one {l'un} other {# chats}}"
    found = message_texts(text)
    assert found and [text[a:b] for a, b in found] == ["L'{nom} a ", "l'un", "# chats"]


def test_forms_are_added_to_the_code_of_a_file() -> None:
    code = r"{n, plural,\n  one {un}\n  other {# '}' mots}\n}"
    assert with_plural_forms(code, ("one", "few", "other")) == (
        r"{n, plural,\n  one {un}\n  few {# '}' mots}\n  other {# '}' mots}\n}"
    )


def test_forms_are_written_as_those_that_are_there() -> None:
    assert with_plural_forms("{n,plural,=1{un}other{des}}", ("one", "other")) == "{n,plural,=1{un}one{des} other{des}}"


def test_a_message_on_one_line_is_one_piece() -> None:
    assert message_pieces("a\n{n, plural, other {b}}\nc") == [(True, 0, 26)]


def test_messages_come_through_a_translation(engine: Translator) -> None:
    text = "Vous avez {n, plural, =0 {aucun message} one {un message} other {# messages}} dans votre boîte."
    target = engine.translate([text, "Un chat."])[0].text
    assert re.fullmatch(r"You have \{n, plural, =0 \{no \w+\} one \{(a|one) \w+\} other \{# \w+s\}\} in .*\.", target)
    text = "Tapez '#' pour {n, plural, one {un mot} other {# mots}}."
    assert "'#'" in engine.translate([text])[0].text


def test_branches_without_their_form_are_put_together_again() -> None:
    found = message_of("one {# jour} other {# jours}")
    assert found is not None
    texts = list(found.texts())
    assert len(texts) == 2 and all(re.fullmatch(r"\d+ jours?", text) for text in texts)
    made = found.made({text: text.replace("jour", "day") for text in texts})
    assert made == "one {# day} other {# days}"
    assert message_of("autre {chose}") is None


WORD = st.sampled_from(["un chat", "des mots", "# jours", "l'ami {nom}", "<b>gras</b>", "'{'", "", "à 5 %", "fin."])


@st.composite
def messages(draw: st.DrawFn, depth: int = 0) -> str:
    parts = [draw(WORD)]
    for _ in range(draw(st.integers(0, 2 - depth))):
        kind = draw(st.sampled_from(["plural", "select", "selectordinal"]))
        keys = draw(st.sampled_from([("one", "other"), ("=0", "few", "other"), ("other",)]))
        inner = " ".join(f"{key} {{{draw(messages(depth + 1))}}}" for key in keys)
        parts += [f"{{n, {kind}, {inner}}}", draw(WORD)]
    return " ".join(parts)


def shape(text: str) -> list[object]:
    return sorted(((f.name, f.kind, f.keys, [shape(text[a:b]) for a, b in f.branches]) for f in forms(text)), key=repr)


@given(
    text=messages(), change=st.sampled_from([str.upper, str.swapcase, lambda t: t, lambda t: " ".join(t.split()[::-1])])
)
@settings(max_examples=300, deadline=None)
def test_any_message_keeps_its_forms(text: str, change: object) -> None:
    message = message_of(text)
    if message is None:
        return
    target = message.made({one: change(one) for one in message.texts()})  # type: ignore[operator]
    assert target is None or shape(target) == shape(text)
