from __future__ import annotations

from toolkit.lexical.word_model import WordModel
from toolkit.training.phrases import give_phrases, phrases_of

ROWS = {
    "machine": {"automatique": 0.6, "machine": 0.3},
    "translation": {"traduction": 0.8},
    "works": {"marche": 0.7},
    "well": {"bien": 0.9},
    "air": {"air": 0.3},
    "time": {"temps": 0.1},
}
PAIR = "L'air : la traduction automatique marche bien", "Air : machine translation works well"


def test_phrases_stand_for_each_other() -> None:
    channel = WordModel(ROWS)
    found = {(PAIR[0][start:end], phrase) for (start, end), phrase in phrases_of(PAIR, channel)}
    assert found == {
        ("traduction automatique", "machine translation"),
        ("traduction automatique marche", "machine translation works"),
        ("marche bien", "works well"),
    }, "not across marks, not where a word outside stands for a word inside"
    assert {phrase for _, phrase in phrases_of(PAIR, channel, {"works"})} == {"machine translation"}
    assert phrases_of(("", "machine translation"), channel) == phrases_of(("le temps", "the time"), channel) == []


def test_some_pairs_have_a_phrase_given() -> None:
    channel = WordModel(ROWS)
    padding = [("x", " ".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(300)))] * 9
    pairs = [("l'automatique traduction dort", "machine translation sleeps"), *padding]
    given = give_phrases(pairs, channel, 1.0, 1)
    assert given == [("l' machine translation dort", "machine translation sleeps"), *padding]
    assert give_phrases(pairs, channel, 0.0, 1) == pairs
    many = pairs[:1] * 200 + padding * 40
    some = give_phrases(many, channel, 0.5, 1)
    assert 70 < sum(a != b for a, b in zip(many, some, strict=True)) < 130
    assert some == give_phrases(many, channel, 0.5, 1) != give_phrases(many, channel, 0.5, 2)
