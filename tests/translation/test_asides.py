"""What stands beside words is put back as it stood: nothing comes between spans that touch."""

from __future__ import annotations

import pytest

from toolkit.lexical.word_model import WordModel
from toolkit.text.protected import find
from toolkit.translation.asides import put_back, take_out


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Un <b><i>mot</i></b> ici.", ["<b><i>", "</i></b>"]),
        ("Le mot 🎉[1] est là &nbsp;&nbsp;!", ["🎉[1]", "&nbsp;&nbsp;"]),
        ("Voir &laquo;&raquo; ici.", ["&laquo;&raquo;"]),
        ("Un chat 🎉 :tada: dort <br/><br/> ici.", ["🎉 :tada:", "<br/><br/>"]),
    ],
)
def test_asides_that_touch_still_touch(text: str, joined: list[str]) -> None:
    spans = [span for span in find(text, "fr", lambda _: True) if span.aside]
    rest, asides = take_out(text, spans)
    made = put_back(rest, rest, asides, None)
    assert all(one in made for one in joined), made


def test_nothing_comes_into_a_mark_or_a_time() -> None:
    """Signs that a model cannot write stand beside what marks stand for: ``¿Qué``, ``9h⏰``."""
    for source, target, kept in (
        ("Elle dit ¿[1] tal?", "She says [1] tal?", "[1]"),
        ("à 9:00⏰ devant", "at 9:00 in front", "9:00"),
        ("le 12.5🎉", "the 12.5", "12.5"),
    ):
        spans = [span for span in find(source, "fr", lambda sign: sign not in "¿⏰🎉") if span.aside]
        rest, asides = take_out(source, spans)
        assert asides and kept in put_back(rest, target, asides, None)


_MODEL = WordModel(
    {
        e: {f: 0.9}
        for e, f in (("red", "rouge"), ("text", "texte"), ("title", "titre"), ("cat", "chat"), ("black", "noir"))
    }
)


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("[b]titre[/b] [size=2]rouge[/size]", "red title", "[size=2]red[/size] [b]title[/b]"),
        ("<b>titre</b> du <i>texte</i>", "text title", "<i>text</i> <b>title</b>"),
        ("{i}titre{/i} {b}rouge{/b}", "red title", "{b}red{/b} {i}title{/i}"),
        ("Un <b>chat <i>noir</i></b>", "A black cat", "A <b><i>black</i> cat</b>"),
        ("<b>titre</b> 🎉 <i>rouge</i>", "red title", "<i>red</i> 🎉 <b>title</b>"),
        ("<b>texte</b> <i>titre</i>", "text title", "<b>text</b> <i>title</i>"),
    ],
)
def test_pairs_of_tags_follow_their_words_and_none_is_left_empty(text: str, target: str, expected: str) -> None:
    spans = [span for span in find(text, "fr", lambda _: True) if span.aside]
    rest, asides = take_out(text, spans)
    assert put_back(rest, target, asides, _MODEL) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("moins de 5 °C ici", "less than 5 temperatures here", "less than 5 °C temperatures here"),
        ("un écart de 2,5 °C", "a 2.5 gap", "a 2.5 °C gap"),
        ("de 10 000 °C à 5 °F", "from 10,000 to 5", "from 10,000 °C to 5 °F"),
        ("5 °C et 5 °F", "5 and 5", "5 °C and 5 °F"),
    ],
)
def test_a_unit_that_no_model_writes_stays_with_its_number(source: str, target: str, expected: str) -> None:
    spans = [span for span in find(source, "fr", lambda sign: sign != "°") if span.aside]
    rest, asides = take_out(source, spans)
    assert put_back(rest, target, asides, None) == expected
