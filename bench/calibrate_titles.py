"""What chrF, BLEU and the others give on single sentences of the length of titles: makes the table of the title check.

    python bench/calibrate_titles.py [--model PACKAGE] [--show]

Writes toolkit/evaluation/data/titles.json: percentiles over 1,000 sentences of 5 to 16 French words of newstest2013 and
FLORES dev, chosen by hash. "translated": each against its own reference. "unrelated": each against the reference of the
next sentence of the same number of words.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from material import SHARED, need

from toolkit.evaluation.meaning import NAME, MeaningScorer
from toolkit.evaluation.metrics import METRICS, Statistics
from toolkit.evaluation.titles import percentiles
from toolkit.machine import make_reproducible
from toolkit.packages.store import find_package
from toolkit.translation import CORPUS_BEAM, translator_of

ROOT = Path(__file__).parent.parent
COUNT = 1_000
WORDS = range(5, 17)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model")
    parser.add_argument("--show", action="store_true", help="print the table, write nothing")
    arguments = parser.parse_args()
    make_reproducible()
    folder = SHARED / "evaluation"
    need(folder)
    pairs = []
    for name in ("newstest2013", "flores101-dev"):
        french, english = ((folder / f"{name}.{c}").read_text(encoding="utf-8").splitlines() for c in ("fr", "en"))
        pairs += [(f, e) for f, e in zip(french, english, strict=True) if len(f.split()) in WORDS]
    pairs.sort(key=lambda pair: hashlib.sha256(pair[0].encode()).digest())
    pairs = sorted(pairs[:COUNT], key=lambda pair: len(pair[1].split()))
    engine = translator_of(find_package("fr", "en", arguments.model), beam=CORPUS_BEAM)
    sources, references = [s for s, _ in pairs], [r for _, r in pairs]
    hypotheses = [t.text for t in engine.translate(sources)]
    others = references[1:] + references[:1]
    scorer = MeaningScorer()
    translated = {m: percentiles(Statistics(m, hypotheses, [references]).segment_scores()) for m in METRICS}
    unrelated = {m: percentiles(Statistics(m, hypotheses, [others]).segment_scores()) for m in METRICS}
    translated[NAME] = percentiles(scorer.segment_scores(sources, hypotheses))
    unrelated[NAME] = percentiles(scorer.segment_scores(sources[1:] + sources[:1], hypotheses))
    for table in (translated, unrelated):
        table["ter"].reverse()  # worst first, as in the other metrics
    for metric in translated:
        for name, table in (("translated", translated), ("unrelated", unrelated)):
            print(f"{metric:8}{name:12}" + "  ".join(f"{p}%: {table[metric][p]:6.1f}" for p in (5, 25, 50, 75, 95, 99)))
    if not arguments.show:
        record = {
            "signature": f"newstest2013+flores101-dev|words:{WORDS.start}-{WORDS.stop - 1}|{engine.signature}",
            "segments": len(pairs),
            "translated": translated,
            "unrelated": unrelated,
        }
        text = json.dumps(record, ensure_ascii=False).replace('], "', '],\n"').replace("}, ", "},\n")
        (ROOT / "toolkit" / "evaluation" / "data" / "titles.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
