"""Sentence boundaries: precision, recall and F1 of the splitter beside NLTK's raw Punkt and pysbd.

    python bench/segmentation.py [--errors]

Gold: tests/data/segmentation.gold (hard cases) and tests/data/seeds.gold (the five articles), both read by hand. A
boundary is the offset at which a sentence other than the paragraph's first starts. "raw Punkt" is NLTK's splitter
with the same parameters and none of our rules.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from toolkit.segmentation import load_parameters, split_sentences

DATA = Path(__file__).parent.parent / "tests" / "data"


def read_gold(path: Path) -> list[tuple[str, str, set[int]]]:
    """Return (language, paragraph, gold offsets) for each paragraph of a gold file."""
    gold = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        language, marked = line.split("\t")
        text, starts = "", set()
        for number, piece in enumerate(marked.split("¦")):
            if number:
                text = text.rstrip(" ") + " " * piece.startswith(" ")
                starts.add(len(text))
                piece = piece.lstrip(" ")
            text += piece
        gold.append((language, text, starts))
    return gold


def ours(text: str, language: str) -> set[int]:
    return {s.start for s in split_sentences(text, language)} - {0}


def raw_punkt(text: str, language: str) -> set[int]:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    tokenizer = PunktSentenceTokenizer()
    tokenizer._params = load_parameters(language)
    return {start for start, _ in tokenizer.span_tokenize(text)} - {0}


def pysbd(text: str, language: str) -> set[int]:
    import pysbd as library

    # Its own offsets drift on some inputs, so each sentence is looked for behind the last one.
    starts, position = set(), 0
    for sentence in library.Segmenter(language=language, clean=False).segment(text):
        found = text.find(sentence.strip(), position)
        if found >= 0:
            starts.add(found)
            position = found + len(sentence.strip())
    return starts - {0}


def score(gold: list[tuple[str, str, set[int]]], split: Callable[[str, str], set[int]], errors: bool = False) -> str:
    hits = predicted = wanted = 0
    for language, text, starts in gold:
        found = split(text, language)
        hits, predicted, wanted = hits + len(found & starts), predicted + len(found), wanted + len(starts)
        for offset in sorted(found ^ starts) if errors else ():
            label = "extra" if offset in found else "missed"
            print(f"  {label}: …{text[max(0, offset - 30) : offset]}|{text[offset : offset + 20]}…")
    precision, recall = hits / max(1, predicted), hits / max(1, wanted)
    return f"{100 * precision:6.1f} {100 * recall:6.1f} {200 * precision * recall / max(1e-9, precision + recall):6.1f}"


if __name__ == "__main__":
    for name in ("seeds.gold", "segmentation.gold"):
        gold = read_gold(DATA / name)
        print(f"{name}: {len(gold)} paragraphs, {sum(len(g[2]) for g in gold)} boundaries   precision recall F1")
        for system in (ours, raw_punkt, pysbd):
            try:
                print(f"  {system.__name__:10s} {score(gold, system, '--errors' in sys.argv and system is ours)}")
            except ModuleNotFoundError:
                print(f"  {system.__name__:10s} not installed")
