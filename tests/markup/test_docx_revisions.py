"""Tracked changes of Word: sound texts accepted and rejected, every element once."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.markup.words import (
    BOLD,
    body,
    bookmark,
    deleted,
    field,
    inserted,
    run,
    settled,
    texts,
    translated,
    upper,
    word,
)
from toolkit.markup.audit import audit
from toolkit.markup.docx import parse
from toolkit.markup.transfer import Sentence, transfer
from toolkit.pipeline.pages import read_manuscript, translate_manuscripts
from toolkit.translation import Translator


def both(code: str) -> tuple[str, str]:
    return settled(code, True), settled(code, False)


def test_a_word_for_another(engine: Translator) -> None:
    data = word(
        run("Le prix du billet est de ") + deleted(1, "dix") + inserted(2, run("vingt")) + run(" euros."),
        inserted(3, run("Toutefois, ")) + run("les enfants entrent gratuitement le dimanche matin."),
    )
    assert texts(data) == [
        "Le prix du billet est de vingt euros.",
        "Toutefois, les enfants entrent gratuitement le dimanche matin.",
        "Le prix du billet est de dix euros.",
    ]
    [(_, made)] = translate_manuscripts([read_manuscript(data, "a.docx", "docx", "fr", "en")], engine)
    accepted, rejected = both(body(made))
    assert re.fullmatch(r"The .* (twenty|20) euros\.\nHowever, .*children.*\.", accepted)
    assert re.fullmatch(r"The .* (ten|10) euros\.\n[^,]*children.*\.", rejected)
    assert [re.findall(r'<w:(?:ins|del) w:id="\d"', code) for code in (body(data), body(made))] == [
        ['<w:del w:id="1"', '<w:ins w:id="2"', '<w:ins w:id="3"']
    ] * 2


def test_long_deletions_are_translated_by_themselves(engine: Translator) -> None:
    data = word(run("Le maire peut ") + deleted(1, "à tout moment ") + run("visiter la ville."))
    assert texts(data) == ["Le maire peut visiter la ville.", "à tout moment"]
    [(_, made)] = translate_manuscripts([read_manuscript(data, "a.docx", "docx", "fr", "en")], engine)
    assert deleted(1, "at any time ") in body(made)


def test_blanks_stay_where_a_word_stands_for_a_long_deletion(engine: Translator) -> None:
    data = word(
        run("Le ") + deleted(1, "ministre de la défense") + inserted(2, run("président")) + run(" russe est parti.")
    )
    [(_, made)] = translate_manuscripts([read_manuscript(data, "a.docx", "docx", "fr", "en")], engine)
    for text in both(body(made)):
        assert re.fullmatch(r"The( [A-Za-z]+)+ (has gone|is gone|has left|left)\.", text), text
        assert "Ministerhas" not in text


def test_a_change_inside_of_a_word_is_one_of_the_whole_word() -> None:
    data = word(run("La ville") + inserted(7, run("s")) + run(" dort"), run("é") + deleted(8, "tai") + run("t là"))
    assert texts(data) == ["La villes dort", "ét là", "La ville dort", "était là"]
    made = translated(data, upper)
    assert both(body(made)) == ("LA VILLES DORT\nÉT LÀ", "LA VILLE DORT\nÉTAIT LÀ")
    numbers = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', body(made))
    assert len(numbers) == len(set(numbers)) == 4


def test_signs_moves_and_paragraphs_that_are_all_new_or_gone() -> None:
    moved = inserted(4, run("hier "), "moveTo") + run("il vient ") + inserted(5, run("hier"), "moveFrom")
    data = word(
        run("Le soir") + inserted(1, run(",")) + run(" il pleut") + deleted(2, " !") + run("."),
        inserted(3, run("Tout est neuf.", BOLD)),
        deleted(6, "Tout est parti."),
        moved,
    )
    made = translated(data, upper)
    assert both(body(made)) == tuple(text.upper() for text in both(body(data)))
    assert body(made).count("<w:moveTo ") == body(made).count("<w:moveFrom ") == 1


def test_blanks_are_not_doubled_when_an_insertion_is_rejected() -> None:
    data = word(
        run("un ") + inserted(1, run("très ")) + run("grand succès"),
        run("il vient") + inserted(2, run(" hier")) + run("."),
    )
    made = body(translated(data))
    assert inserted(1, run("très ")) in made and inserted(2, run(" hier")) in made


TEXTS = st.sampled_from(["un ", "deux", " trois", ", ", "é", "q r", " ", "12"])
PIECES = st.one_of(
    st.tuples(TEXTS, st.sampled_from(["", BOLD])).map(lambda pair: run(*pair)),
    TEXTS.map(lambda text: "<ins>" + run(text) + "</ins>"),
    TEXTS.map(lambda text: "<del>" + run(text, tag="delText") + "</del>"),
    TEXTS.map(lambda text: "<b>" + run(text) + "</b>"),
    st.just(field(" PAGE ", run("1"))),
    st.just('<w:r><w:footnoteReference w:id="1"/></w:r>'),
)


def numbered(paragraph: int, pieces: list[str]) -> str:
    code = ""
    for number, piece in enumerate(pieces, 10 * paragraph):
        inner = re.sub("</?(ins|del|b)>", "", piece)
        if piece.startswith("<b>"):
            code += bookmark(number, inner)
        elif piece.startswith(("<ins>", "<del>")):
            code += inserted(number, inner, piece[1:4])
        else:
            code += inner
    return code


@given(st.lists(st.lists(PIECES, max_size=7), max_size=3))
def test_translated_by_itself_both_texts_are_the_source(paragraphs: list[list[str]]) -> None:
    data = word(*(numbered(number, pieces) for number, pieces in enumerate(paragraphs, 1)))
    made = translated(data)
    for accept in (True, False):
        # Where a word was changed, a blank or comma beside it may belong to the change or not.
        after, before = (re.sub("[ ,]", "", settled(body(d), accept)) for d in (made, data))
        assert after == before
    for tag in ("ins", "del", "bookmarkStart", "bookmarkEnd", "fldChar", "footnoteReference"):
        before, after = (re.findall(f'<w:{tag} w:(?:id|fldCharType)="[^"]*"', body(d)) for d in (data, made))
        assert set(before) <= set(after)
        assert len(after) == len(set(after) if tag in ("ins", "del") else before)


WORDS = st.lists(st.sampled_from("un deux the , {0} {1} q trois 12".split()), max_size=8).map(" ".join)


@given(st.lists(st.lists(PIECES, max_size=7), max_size=2), WORDS)
def test_whatever_the_translation_no_element_is_lost(paragraphs: list[list[str]], target: str) -> None:
    data = word(*(numbered(number, pieces) for number, pieces in enumerate(paragraphs, 1)))
    document = parse(data, "fr", "en")
    made = document.fill(
        [transfer(block, target, [Sentence(0, len(block.text), 0, len(target))], None) for block in document.blocks]
    )
    # Without words for them, ranges and insertions hold none; all else is as it was.
    assert [found for found in audit("docx", data, made) if "text" not in found] == []
