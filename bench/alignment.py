"""Sentence alignment on human gold: F1, CPU seconds, and a text with 600 sentences missing.

    python bench/alignment.py [../shared/alignment] [--reliability] [--peers]

Scores are Rosen's (see toolkit/alignment/score.py), counts summed over the documents of a set. The weights of the
search and the probability model were chosen on Alice, Emma, Text+Berg dev and noisy dev L3 and L4 (marked *); the
other novels were looked at only here. "cut" leaves 600 consecutive sentences out of the middle of the target of the
novels that are long enough. CPU seconds leave out the encoding, shown apart. --peers adds NLTK's
gale_church and the program galechurch (pip install galechurch). The last line is the peak memory of the process.
"""

from __future__ import annotations

import argparse
import resource
import time
from itertools import pairwise
from pathlib import Path

from material import SHARED, need

from toolkit.alignment import AlignmentScore, Bead, score_alignment
from toolkit.alignment.beads import beads_of_links
from toolkit.alignment.clauses import split_clauses
from toolkit.alignment.embedding import EmbeddingAligner
from toolkit.alignment.gale_church import GaleChurchAligner
from toolkit.alignment.score import read_beads
from toolkit.encoders import default_encoder

TUNED = {"AlicesAdventuresInWonderland", "Emma", "dev", "L3_wmt10", "L4_wmt09"}
CUT = 600
Document = tuple[list[str], list[str], list[Bead]]


class Encoded:
    """Hands out sums that were made before, so that the time of encoding can be told from that of aligning."""

    def __init__(self) -> None:
        self._encoder = default_encoder()
        self.name = self._encoder.name
        self.finish = self._encoder.finish
        self._known: dict[tuple[str, ...], object] = {}
        self.seconds = 0.0

    def sums_with_parts(self, texts):
        key = tuple(map(tuple, texts))
        if key not in self._known:
            start = time.process_time()
            self._known[key] = self._encoder.sums_with_parts(texts)
            self.seconds += time.process_time() - start
        return self._known[key]


class NltkAligner:
    """``nltk.translate.gale_church``: links of sentences by their lengths, grouped to beads."""

    def align(self, source, target):
        from nltk.translate.gale_church import align_blocks

        return beads_of_links(align_blocks([len(s) for s in source], [len(t) for t in target]))


class GalechurchProgram:
    """The compiled program galechurch, by its Python interface."""

    def align(self, source, target):
        import galechurch

        lines = galechurch.align(source, target).to_pharaoh_lines()
        found = []
        for line in lines:
            left, right = line.split(":")
            found.append(
                Bead(*(tuple(int(n) for n in side.strip("[]").split(",") if n.strip()) for side in (left, right)))
            )
        return found


def read(path: Path) -> Document:
    sides = [path.with_suffix(s).read_text(encoding="utf-8").removesuffix("\n").split("\n") for s in (".src", ".tgt")]
    return sides[0], sides[1], read_beads(path)


def cut(document: Document) -> Document | None:
    """Leave sentences out of the middle of the target; beads that lose their whole target become omissions."""
    source, target, gold = document
    if len(target) < CUT + 100:
        return None
    first = (len(target) - CUT) // 2
    beads = []
    for bead in gold:
        kept = tuple(j if j < first else j - CUT for j in bead.target if not first <= j < first + CUT)
        if kept or not bead.target:
            beads.append(Bead(bead.source, kept))
        else:
            beads += [Bead((i,), ()) for i in bead.source]
    return source, target[:first] + target[first + CUT :], beads


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "alignment")
    parser.add_argument("--peers", action="store_true", help="NLTK and galechurch in the same run")
    parser.add_argument("--reliability", action="store_true", help="print how often beads of each score are right")
    parser.add_argument("--only", nargs="+", help="aligners to run, of: embedding gale-church nltk galechurch")
    options = parser.parse_args()
    need(options.folder)
    sets: dict[str, list[Document]] = {}
    for path in sorted(options.folder.glob("*/*.gold")):
        document = read(path)
        kind = path.parent.name
        sets.setdefault(kind, []).append(document)
        if kind == "transread-dev":
            sets.setdefault("novels tuned on *" if path.stem in TUNED else "novels held out", []).append(document)
            shortened = cut(document)
            if shortened:
                sets.setdefault("novels, 600 cut", []).append(shortened)
    encoded = Encoded()
    aligners = {"embedding": EmbeddingAligner(encoded), "gale-church": GaleChurchAligner()}
    if options.peers:
        aligners |= {"nltk": NltkAligner(), "galechurch": GalechurchProgram()}
    if options.only:
        aligners = {name: aligner for name, aligner in aligners.items() if name in options.only}
    print(f"{'set':20s} {'aligner':12s} strict P     R      F1   lax F1  CPU s")
    for name, documents in sets.items():
        for label, aligner in aligners.items():
            if label == "nltk" and "cut" in name:
                continue
            for source, target, _ in documents:
                if label == "embedding":
                    for side in (source, target):
                        encoded.sums_with_parts([split_clauses(sentence) for sentence in side])
            start = time.process_time()
            predicted = [aligner.align(source, target) for source, target, _ in documents]
            spent = time.process_time() - start
            pairs = zip(documents, predicted, strict=True)
            total = sum((score_alignment(d[2], p) for d, p in pairs), AlignmentScore())
            f = total.figures()
            print(
                f"{name:20s} {label:12s}  {f['strict_precision']:.4f} {f['strict_recall']:.4f} {f['strict_f1']:.4f}"
                f"  {f['lax_f1']:.4f} {spent:6.2f}"
            )
            if options.reliability and label == "embedding":
                reliability(documents, predicted)
    print(f"encoding: {encoded.seconds:.1f} CPU s")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def reliability(documents: list[Document], predicted: list[list[Bead]]) -> None:
    """How often the beads within a range of scores are right."""
    ranges = (0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
    right = [
        (b.score, (b.source, b.target) in gold)
        for (_, _, beads), found in zip(documents, predicted, strict=True)
        for gold in [{(g.source, g.target) for g in beads}]
        for b in found
        if b.source and b.target
    ]
    for low, high in pairwise(ranges):
        inside = [ok for score, ok in right if low <= score < high]
        if inside:
            mean = sum(s for s, _ in right if low <= s < high) / len(inside)
            share = sum(inside) / len(inside)
            print(f"    score {low:.2f}-{min(high, 1):.2f}: {len(inside)} beads, mean {mean:.3f}, right {share:.3f}")


if __name__ == "__main__":
    main()
