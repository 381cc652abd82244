from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from toolkit.languages.pair import LanguagePair
from toolkit.packages.archive import PARTED
from toolkit.packages.store import embedded_package
from toolkit.text import casing
from toolkit.translation import CORPUS_BEAM, DEFAULT_BEAM, Translator, translator_of
from toolkit.translation.base import Translation, is_shareable
from toolkit.translation.engines.argos import Tokenizer

PAIR = LanguagePair("fr", "en")
TEXTS = [
    "La Russie a besoin de soldats.",
    "",
    "Je suis content de vous voir.",
    "12 %",
    "La Russie a besoin de soldats.",
    "– Oui.",
    "Nous devons parler de la situation politique en Europe.",
]


def test_order_and_copies(engine: Translator) -> None:
    results = engine.translate(TEXTS)
    assert len(results) == len(TEXTS)
    assert results[0] == results[4]
    assert results[1].text == "" and results[3].text == "12%"
    assert results[1].score == results[3].score == 0
    assert results[5].text.startswith("– ")
    assert all(r.score < 0 for i, r in enumerate(results) if i not in (1, 3))


def test_batching_does_not_change_the_result(engine: Translator) -> None:
    together = engine.translate(TEXTS)
    alone = [engine.translate([text])[0] for text in TEXTS]
    assert [t.text for t in together] == [t.text for t in alone]


def test_threads_may_share_an_engine(engine: Translator) -> None:
    texts = [f"{text} {number}." for number in range(6) for text in TEXTS[2:]]
    alone = [one.text for one in engine.translate(texts)]
    assert is_shareable(engine)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: [one.text for one in engine.translate(texts)], range(8)))
    assert found == [alone] * 8


def test_the_score_is_a_mean_over_tokens() -> None:
    long = translator_of(embedded_package(), beam=1, length_penalty=1)
    other = translator_of(embedded_package(), beam=1, length_penalty=0.4)
    [first], [second] = long.translate(TEXTS[6:]), other.translate(TEXTS[6:])
    assert first.text == second.text
    assert abs(first.score - second.score) < 1e-3


def test_progress_adds_up(engine: Translator) -> None:
    seen: list[int] = []
    engine.translate(TEXTS * 3, progress=seen.append)
    assert sum(seen) == len(TEXTS) * 3


def test_capitals_come_back_translated(engine: Translator) -> None:
    [result] = engine.translate(["JE SUIS CONTENT DE VOUS VOIR."])
    assert result.text.isupper()
    assert "CONTENT DE VOUS" not in result.text


def test_long_sentences_are_not_truncated(engine: Translator) -> None:
    sentence = "Nous avons parlé de la paix, " * 40 + "et nous sommes partis."
    [result] = engine.translate([sentence])
    assert result.pieces > 1


def test_underscores_survive(engine: Translator) -> None:
    # argostranslate's own tokenizer would turn them into spaces.
    assert engine.model._decode(list(engine.model._encode("a_b"))) == "a_b"


def test_quotes_are_parted_for_packages_that_learnt_it_so() -> None:
    package = embedded_package()
    told = {mark: replace(package, metadata={**package.metadata, PARTED: mark}) for mark in (True, False)}
    pieces = {mark: list(translator_of(p).model._encode('"centaines"')) for mark, p in told.items()}
    assert pieces[True] == ['▁"', "▁centaines", '"']
    assert pieces[False][:2] == ['▁"', "cent"], "which the model has to guess from"


def test_the_signature_names_everything(engine: Translator) -> None:
    for part in (embedded_package().sha256[:12], f"beam:{DEFAULT_BEAM}|", "int8", "ct2:"):
        assert part in engine.signature


def test_the_beams_of_the_commands() -> None:
    import inspect

    from toolkit.cli.build import build
    from toolkit.cli.evaluate import evaluate
    from toolkit.cli.train import train
    from toolkit.cli.translate import translate

    assert inspect.signature(build).parameters["beam"].default == CORPUS_BEAM
    for command in (evaluate, translate):
        assert inspect.signature(command).parameters["beam"].default == DEFAULT_BEAM
    assert inspect.signature(train).parameters["beams"].default == [DEFAULT_BEAM]


def test_reranking_loses_less(sentences: list[str], likeliest: list[Translation], reranked: list[Translation]) -> None:
    from toolkit.checks.faithfulness import losses

    before, after = (
        sum(losses(s, r.text, PAIR) for s, r in zip(sentences, results, strict=True))
        for results in (likeliest, reranked)
    )
    assert after < before


def test_a_word_that_stands_alone_is_no_name_unless_it_is_one(engine: Translator) -> None:
    words = ["Monde", "Ouvrir", "Envoyer", "Guerre", "Octobre 2024", "- Monde", "Paris", "Dupont", "Jean Dupont"]
    wanted = ["World", "Open", "Send", "War", "October 2024", "- World", "Paris", "Dupont", "Jean Dupont"]
    assert [t.text for t in engine.translate(words)] == wanted


def test_which_beginnings_are_tried_in_small_letters() -> None:
    assert casing.small_beginning("Les livraisons d'armes") == "les livraisons d'armes"
    for text in ("ONU", "les armes", "Il est parti.", "12 mots", "", "É", "Un mot " * 7, "Voir :"):
        assert casing.small_beginning(text) is None


def test_a_vocabulary_that_cannot_be_asked_spells_everything() -> None:
    # Of a BPE package: its Cyrillic must not be taken for signs that the model cannot write.
    model = translator_of(embedded_package()).model
    assert not model.spells("Ж") and model.spells("é")
    other = translator_of(embedded_package()).model
    other._tokenizer = Tokenizer(str.split, " ".join)
    assert other.spells("Ж")
