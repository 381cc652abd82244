"""Our scores beside sacreBLEU's own, whole test sets, and what the meaning score is worth.

    python bench/evaluation.py [--model PACKAGE]

Needs ../shared/evaluation. For newstest2013 and FLORES dev: the hypotheses of the package (default beam), then
- scores and signatures equal to those of sacreBLEU's command, to the fourth decimal;
- seconds of our intervals and paired test against sacreBLEU's for the same resamples (medians of three after a warm-up;
  TER, which takes its time to count edits in both, on the first 200 segments only);
- the correlation of the meaning score with chrF over segments.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from material import SHARED, need
from sacrebleu.significance import PairedTest

from toolkit.evaluation.meaning import MeaningScorer
from toolkit.evaluation.metrics import METRICS, Statistics, make_metric
from toolkit.evaluation.resampling import bootstrap_scores, interval, paired_bootstrap
from toolkit.machine import make_reproducible
from toolkit.packages.store import find_package
from toolkit.translation import translator_of

FOLDER = SHARED / "evaluation"


def seconds(call: Callable[[], object]) -> float:
    call()
    times = []
    for _ in range(3):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def ranks(values: list[float]) -> np.ndarray:
    order = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    return order.astype(float)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model")
    arguments = parser.parse_args()
    need(FOLDER)
    make_reproducible()
    engine = translator_of(find_package("fr", "en", arguments.model))
    print(engine.signature)
    for name in ("newstest2013", "flores101-dev"):
        sources, references = (
            (FOLDER / f"{name}.{c}").read_text(encoding="utf-8").split("\n")[:-1] for c in ("fr", "en")
        )
        hypotheses = [t.text for t in engine.translate(sources)]
        worse = [h if n % 10 else " ".join(h.split()[1:]) for n, h in enumerate(hypotheses)]
        print(f"\n{name}: {len(sources)} segments")
        with tempfile.TemporaryDirectory() as folder:
            system = Path(folder) / "system"
            system.write_text("\n".join(hypotheses) + "\n", encoding="utf-8")
            command = [
                sys.executable,
                "-m",
                "sacrebleu",
                str(FOLDER / f"{name}.en"),
                "-i",
                str(system),
                "-w",
                "4",
                "-m",
            ]
            found = subprocess.run([*command, "bleu", "chrf", "ter"], capture_output=True, check=True, text=True)
            plus = subprocess.run(
                [*command, "chrf", "--chrf-word-order", "2"], capture_output=True, check=True, text=True
            )
        theirs = {"BLEU": "bleu", "chrF2": "chrf", "TER": "ter", "chrF2++": "chrf++"}
        for record in [*json.loads(found.stdout), json.loads(plus.stdout)]:
            metric = theirs[record["name"]]
            ours = Statistics(metric, hypotheses, [references])
            equal = round(ours.score(), 4) == record["score"] and ours.signature() == record["signature"]
            print(f"  {metric:7} {record['score']:.4f} {'equal' if equal else 'DIFFERS'}  {record['signature']}")
        for metric in METRICS:
            part = slice(200 if metric == "ter" else None)
            kept = [references[part]]
            texts = hypotheses[part], worse[part]
            one, two = (Statistics(metric, h, kept) for h in texts)

            def ours_() -> float:
                draws = [bootstrap_scores(s) for s in (one, two)]  # noqa: B023
                _ = [interval(d) for d in draws]
                return paired_bootstrap(*draws, one.score() - two.score())  # noqa: B023

            def whole() -> float:
                again = [Statistics(metric, h, kept) for h in texts]  # noqa: B023
                draws = [bootstrap_scores(s) for s in again]
                return paired_bootstrap(*draws, again[0].score() - again[1].score())

            def peers() -> object:
                systems = [("a", texts[0]), ("b", texts[1])]  # noqa: B023
                return PairedTest(systems, {metric: make_metric(metric)}, kept, "bs", 1000)()  # noqa: B023

            test, full, peer = seconds(ours_), seconds(whole), seconds(peers)
            print(
                f"  {metric:7} paired bootstrap, 1000 resamples: ours {full:.2f} s ({test:.2f} s of it resampling), ",
                end="",
            )
            print(f"sacreBLEU {peer:.2f} s, ratio {peer / full:.1f}")
        chrf = Statistics("chrf", hypotheses, [references]).segment_scores()
        meaning = MeaningScorer().segment_scores(sources, hypotheses)
        pearson = np.corrcoef(chrf, meaning)[0, 1]
        spearman = np.corrcoef(ranks(chrf), ranks(meaning))[0, 1]
        print(
            f"  meaning {np.mean(meaning):.2f}; with chrF over segments: Pearson {pearson:.3f}, Spearman {spearman:.3f}"
        )


if __name__ == "__main__":
    main()
