"""What a few minutes of training on a bitext of one's own do to the embedded package, on that bitext and elsewhere.

    python bench/finetune.py [--minutes 3] [--held-out 400] [CORPUS]

The corpus is French and English of a kind that the package has not seen: by default the documentation of Apache, which
the embedded package was not trained on. Lines that are held out for the figures are not trained on.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from evaluate_model import SETS, read_set, rendered_lines
from material import SHARED, need

from toolkit.evaluation import score
from toolkit.packages.store import find_package
from toolkit.text.typography import straight
from toolkit.training.config import Config
from toolkit.training.prepare import clean
from toolkit.translation import translator_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=SHARED / "training" / "debian-apache-doc.tsv.xz")
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--held-out", type=int, default=400)
    options = parser.parse_args()
    need(SHARED)
    pairs = clean([options.corpus], Config(), print)[options.corpus]
    random.Random(1).shuffle(pairs)
    held_out = pairs[: options.held_out]
    tests = {"own, held out": ([source for source, _ in held_out], [straight(target) for _, target in held_out])}
    tests |= {name: read_set(SHARED / "evaluation", name) for name in SETS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = pairs[options.held_out :]
        (folder / "own.tsv").write_text("".join(f"{s}\t{t}\n" for s, t in own), encoding="utf-8")
        (folder / "own.toml").write_text("[sources.own]\nheld_out = 100\n", encoding="utf-8")
        command = [sys.executable, "-m", "toolkit", "train", "own.tsv", "--start-from", "embedded", "--work", "run"]
        command += ["--config", "own.toml", "--out", "own.argosmodel", "--hours", str(options.minutes / 60)]
        subprocess.run(command, cwd=folder, check=True)
        for label, model in (("embedded", "embedded"), ("tuned", str(folder / "own.argosmodel"))):
            engine = translator_of(find_package("fr", "en", model))
            for test, (source, reference) in tests.items():
                hypothesis = [straight(p.text) for p in rendered_lines(test, source, engine).paragraphs]
                figures = score(hypothesis, [reference], ["bleu", "chrf"])
                print(f"{label:9s} {test:14s} " + "  ".join(f"{f.metric} {f.value:5.2f}" for f in figures), flush=True)


if __name__ == "__main__":
    main()
