"""What each row of the table of expressions does to real sentences: translated without the table and with it.

    python bench/expressions.py ../shared/training/wmt-news-2008-2012.tsv.xz [--table ROWS.tsv] [--out ROWS]

For each row: sentences found, share of the translations that have its English without the table and with it, share of
the references that have it, and the mean gain of chrF (sacreBLEU) on these sentences. A row whose English most
translations have without it is needless; one that loses has to be read. The last line is the mean over all sentences.
Never give it a test set.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

from sacrebleu.metrics import CHRF

from toolkit.files import text_lines, write_text
from toolkit.languages import lists
from toolkit.lexical.lexicon import Phrases
from toolkit.packages.store import find_package
from toolkit.text.typography import fold
from toolkit.translation import translator, translator_of

Pairs = dict[str, list[tuple[str, str]]]
# Words of a sentence.
_FEWEST, _MOST = 5, 38


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="+", help="French, tab, English; in order of preference")
    parser.add_argument("--table", type=Path, help="rows to measure instead of the toolkit's")
    parser.add_argument("--sentences", type=int, default=5, help="most sentences a row")
    parser.add_argument("--out", type=Path, help="a line a row")
    options = parser.parse_args()
    rows = dict(lists.expressions("fr", "en"))
    if options.table:
        rows = {fold(s): t for s, t in (line.rstrip("\n").split("\t") for _, line in text_lines(options.table))}
    found = sentences(options.corpora, rows, options.sentences)
    sources = sorted({source for pairs in found.values() for source, _ in pairs})
    without, given = (dict(zip(sources, translated(sources, table), strict=True)) for table in ({}, rows))
    score = CHRF().sentence_score
    gains = {
        (source, target): score(given[source], [target]).score - score(without[source], [target]).score
        for pairs in found.values()
        for source, target in pairs
    }
    lines = []
    for row, pairs in found.items():
        english = rows[row].lower()
        sides = ([without[s] for s, _ in pairs], [given[s] for s, _ in pairs], [t for _, t in pairs])
        shares = [sum(english in text.lower() for text in side) / len(pairs) for side in sides]
        gain = sum(gains[pair] for pair in pairs) / len(pairs)
        lines.append("\t".join([row, rows[row], str(len(pairs)), *(f"{s:.2f}" for s in shares), f"{gain:+.2f}"]))
    if options.out:
        write_text(options.out, "".join(f"{line}\n" for line in lines))
    better = sum(gain > 0 for gain in gains.values())
    mean = sum(gains.values()) / max(1, len(gains))
    print(f"{len(rows)} rows, {len(found)} of them in {len(gains)} sentences: chrF {mean:+.2f},")
    print(f"{better} sentences better, {sum(gain < 0 for gain in gains.values())} worse")


def sentences(corpora: Iterable[Path], rows: Mapping[str, str], most: int) -> Pairs:
    """Pairs whose source has a row, by row."""
    phrases, found = Phrases(rows), {}
    for path in corpora:
        pairs = [line.rstrip("\n").split("\t")[:2] for _, line in text_lines(path)]
        random.Random(5).shuffle(pairs)
        for pair in pairs:
            if len(pair) < 2 or not _FEWEST <= len(pair[0].split()) <= _MOST:
                continue
            for _, phrase in phrases.find(fold(pair[0])):
                kept = found.setdefault(phrase, [])
                if len(kept) < most:
                    kept.append((pair[0], pair[1]))
    return found


def translated(sources: list[str], rows: Mapping[str, str]) -> list[str]:
    """The sentences as the embedded model has them with these rows."""
    translator.expressions = lambda source, target: rows  # type: ignore[attr-defined]
    engine = translator_of(find_package("fr", "en", "embedded"))
    return [result.text for result in engine.translate(sources)]


if __name__ == "__main__":
    main()
