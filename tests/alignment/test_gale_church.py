from __future__ import annotations

import random

from toolkit.alignment import Bead, score_alignment
from toolkit.alignment.gale_church import GaleChurchAligner


def made_up(count: int, seed: int) -> tuple[list[str], list[str]]:
    """Sentences of two languages that share nothing but some names and years."""
    generator = random.Random(seed)
    names = ["".join(generator.choices("bcdfgklmnprst", k=2) + generator.choices("aeiou", k=3)) for _ in range(count)]
    source, target = [], []
    for _ in range(count):
        size = generator.randint(3, 25)
        shared = generator.choices([*names, *map(str, range(1900, 2020))], k=generator.choice([1, 2, 3]))
        one, other = (generator.choices(words, k=size) for words in (["ur", "ak", "epi", "sul"], ["ho", "mi", "tsu"]))
        source.append(" ".join([*one, *shared]))
        target.append(" ".join([*other, *shared]))
    return source, target


def test_a_missing_chapter_is_left_out() -> None:
    source, target = made_up(900, 1)
    missing = range(300, 520)
    gold = [
        Bead((i,), () if i in missing else (i if i < missing.start else i - len(missing),)) for i in range(len(source))
    ]
    found = GaleChurchAligner().align(source, target[: missing.start] + target[missing.stop :])
    assert score_alignment(gold, found).figures()["strict_f1"] > 0.9


def test_length_alone_will_do_where_nothing_is_shared() -> None:
    generator = random.Random(2)
    lengths = [generator.randint(3, 40) for _ in range(200)]
    found = GaleChurchAligner().align(["na " * n for n in lengths], ["ho " * n for n in lengths])
    assert [(b.source, b.target) for b in found] == [((i,), (i,)) for i in range(200)]
