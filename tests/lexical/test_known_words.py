from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import with_file
from toolkit.errors import PackageError
from toolkit.lexical.known_words import KnownWords, count_words, package_known_words
from toolkit.packages.store import embedded_package, find_package
from toolkit.training.config import Config
from toolkit.training.prepare import mix
from toolkit.translation import translator_of
from toolkit.translation.base import Translation


def test_what_is_neither_known_nor_copied_is_invented() -> None:
    known = KnownWords(["the", "flat", "has", "exploded", "s"])
    assert known.invented("Thepartment has explosed", "L'appartement a explosé") == ["thepartment", "explosed"]
    assert known.invented("The flat has exploded.", "L'appartement a explosé") == []
    assert known.invented("The Pyongyang’s flat, 12 flat-Flatt", "Le flatt de PYONGYANG") == []
    assert known.invented("", "") == []
    assert known.digest != KnownWords(["the"]).digest


def test_words_are_counted_by_their_letters() -> None:
    assert count_words(["A cat, the CAT", "don't 3rd état"], 1) == ["a", "cat", "don", "rd", "t", "the", "état"]
    assert count_words(["A cat, the CAT"], 2) == ["cat"]


def test_the_trainer_lists_the_words_of_all_clean_pairs(tmp_path: Path) -> None:
    corpus = tmp_path / "c.tsv"
    lines = [f"le chat numéro {n} dort bien ici\tthe cat number {n} sleeps well here" for n in range(40)]
    corpus.write_text("\n".join([*lines, "un chien mange ici\ta dog eats here"]) + "\n")
    words = mix([corpus], Config(lexicon=0, filters={"length": {}}), lambda line: None).words
    assert {"cat", "number", "sleeps"} <= set(words) and "dog" not in words and "chat" not in words
    assert mix([corpus], Config(lexicon=0, known=0, filters={"length": {}}), lambda line: None).words == []


def test_reranking_invents_less(
    sentences: list[str], likeliest: list[Translation], reranked: list[Translation]
) -> None:
    known = package_known_words(embedded_package())
    assert known is not None
    assert known.invented("Why the military partnership is here to stay", "") == []
    assert known.digest in translator_of(embedded_package()).signature
    assert known.digest not in translator_of(embedded_package(), rerank=False).signature
    before, after = (
        sum(len(known.invented(r.text, s)) for s, r in zip(sentences, results, strict=True))
        for results in (likeliest, reranked)
    )
    assert after < 0.9 * before


def test_a_damaged_list_in_a_package(tmp_path: Path) -> None:
    broken = with_file(embedded_package(), tmp_path / "x.argosmodel", "words.txt", b"\xff\xfe")
    with pytest.raises(PackageError, match=r"words.txt is not a list of words"):
        package_known_words(find_package("fr", "en", str(broken)))
