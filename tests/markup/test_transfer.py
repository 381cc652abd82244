"""Inline markup on translations: the right words where links are plain, and never a mark lost or crossed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.lexical.word_model import WordModel
from toolkit.markup.html import parse
from toolkit.markup.model import Block, Mark
from toolkit.markup.transfer import Sentence, transfer

CHANNEL = WordModel(
    {
        "north": {"nord": 0.9, "corée": 0.05},
        "korea": {"corée": 0.9},
        "military": {"militaire": 0.9},
        "partnership": {"partenariat": 0.9},
        "soldiers": {"soldats": 0.9},
        "the": {"le": 0.4, "la": 0.4, "les": 0.4},
        "of": {"de": 0.5, "du": 0.3},
        "minister": {"ministre": 0.9},
        "defence": {"défense": 0.9},
        "said": {"a": 0.1, "déclaré": 0.5},
    }
)


def moved(code: str, target: str, channel: WordModel | None = CHANNEL) -> str:
    """The code of a target with the markup of one block of HTML."""
    [block] = parse(f"<p>{code}</p>", "fr", "en").blocks
    sentences = [Sentence(0, len(block.text), 0, len(target))]
    return transfer(block, target, sentences, channel).written()


@pytest.mark.parametrize(
    ("code", "target", "wanted"),
    [
        ("la <b>Corée</b> du Nord", "North Korea", "North <b>Korea</b>"),
        ("le <b>partenariat</b> militaire", "the military partnership", "the military <b>partnership</b>"),
        (
            "le <i>partenariat <b>militaire</b></i> de la Corée du Nord",
            "North Korea of the military partnership",
            "North Korea of the <i><b>military</b> partnership</i>",
        ),
        ("<a href='x'>Les soldats.</a>", "The soldiers.", "<a href='x'>The soldiers.</a>"),
        ("Les <b>«\u00a0soldats\u00a0»</b> de Corée", "The “soldiers” of Korea", "The <b>“soldiers”</b> of Korea"),
        (
            "Le <a>ministre</a> de la <a>Défense</a>",
            "The defence minister",
            "The <a>defence</a> <a>minister</a>",
        ),
        ("Les soldats<sup>1</sup> du Nord", "The north soldiers", "The north soldiers<sup>1</sup>"),
        ("Exécutez <code>git push</code>.", "Execute {0}.", "Execute <code>git push</code>."),
        # A placeholder that a model loses leaves its code.
        ("Exécutez <code>git push</code>.", "Execute.", "Execute <code>git push</code>."),
        ("Le ministre <img src=a> a déclaré", "The minister said", "The minister <img src=a> said"),
    ],
)
def test_marks_go_with_their_words(code: str, target: str, wanted: str) -> None:
    assert moved(code, target) == wanted


def test_without_a_word_model_names_and_places_tell() -> None:
    assert (
        moved("le président <b>Poutine</b> est parti", "the president Poutine has left", None)
        == "the president <b>Poutine</b> has left"
    )


def test_a_mark_over_several_sentences() -> None:
    [block] = parse("<p>Les <b>soldats. Le ministre</b> a déclaré.</p>", "fr", "en").blocks
    target = "The soldiers. The minister said."
    first, second = block.text.index(" Le"), target.index(" The minister")
    sentences = [Sentence(0, first, 0, second), Sentence(first + 1, len(block.text), second + 1, len(target))]
    assert transfer(block, target, sentences, CHANNEL).written() == "The <b>soldiers. The minister</b> said."


WORDS = st.lists(st.sampled_from("le soldats ministre Corée du Nord, 12 » .".split()), max_size=8).map(" ".join)


@st.composite
def markup(draw: st.DrawFn, depth: int = 3) -> str:
    parts = []
    for number in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["text", "img", "code", *(["b"] * 3 if depth else [])]))
        if kind == "b":
            parts.append(f"<b id={depth}{number}>{draw(markup(depth - 1))}</b>")
        else:
            parts.append({"text": draw(WORDS), "img": "<img>", "code": "<code>x y</code>"}[kind])
    return draw(st.sampled_from(["", " "])).join(parts)


@example(
    "<b id=30><b id=20>ministre</b> <img></b><b id=31><b id=20><code>x y</code></b>le</b>",
    ["the", "the", "minister", "{0}"],
)
@given(markup(), st.lists(st.sampled_from("the soldiers Corée minister {0} of Nord, 12 ” .".split()), max_size=9))
def test_no_mark_is_lost_or_crossed(code: str, words: list[str]) -> None:
    target = " ".join(words)
    for block in parse(f"<p>le {code} soldats</p>", "fr", "en").blocks:
        written = transfer(block, target, [Sentence(0, len(block.text), 0, len(target))], CHANNEL).written()
        assert sorted(re.findall("<[^>]*>", written)) == sorted(re.findall("<[^>]*>", block.code))
        opened = 0
        for tag in re.findall("</?b", written):
            opened += 1 if tag == "<b" else -1
            assert opened >= 0
        for mark in block.marks:
            placeholder = block.text[mark.start : mark.end]
            assert not mark.fixed or placeholder not in written
        plain = re.sub("<code>x y</code>|<[^>]*>", "", written)
        # Beside the code only spaces come or go, and placeholders go.
        assert re.sub(r"\s|\{0\}", "", plain) == re.sub(r"\s|\{0\}", "", target)


def test_signs_of_a_mark_stay_with_it_and_those_around_it_out() -> None:
    def moved(text: str, start: int, end: int, target: str) -> str:
        block = transfer(
            Block(text, [Mark(start, end, "<b>", "</b>")]), target, [Sentence(0, len(text), 0, len(target))], None
        )
        return block.written()

    assert moved("voir #123 ici", 5, 9, "see #123 here") == "see <b>#123</b> here"
    assert moved("par @jean hier", 4, 9, "by @jean yesterday") == "by <b>@jean</b> yesterday"
    assert moved("(12,50\u00a0€) net", 1, 8, "(€12.50) net") == "(<b>€12.50</b>) net"
    assert moved("dit « oui » ici", 4, 11, "said “oui” here") == "said <b>“oui”</b> here"


def test_no_mark_cuts_a_word_at_its_apostrophe() -> None:
    channel = WordModel(
        {"don": {"ne": 0.5}, "t": {"pas": 0.5}, "know": {"sais": 0.9}, "i": {"je": 0.9}, "it": {"ce": 0.9}}
    )
    assert "don't" in moved("Je<b/> ne<b/> sais<b/> pas", "I don't know", channel)
    assert re.sub("<[^<>]*>", "", moved("Je <b>ne</b> sais <i>pas</i>", "I don't know", channel)) == "I don't know"
    assert "don't" in moved("Je <b>ne</b> sais <i>pas</i>", "I don't know", channel)
    assert "it's" in moved("ce <b/>est vrai", "it's true", channel)


def test_a_mark_takes_no_blank_along_with_its_signs() -> None:
    assert moved("prix : <b>12,50 €</b> net", "price: €12.50 net") == "price: <b>€12.50</b> net"
