"""``bitext clean`` beside OpusFilter: the same pairs, like filters, one run, CPU seconds.

    python3.11 -m venv /tmp/opusfilter && /tmp/opusfilter/bin/pip install opusfilter "py3langid<0.3"
    python bench/opusfilter.py /tmp/opusfilter/bin/opusfilter [--pairs 40000] [--rounds 3]

Needs ../shared/training (Europarl). Both read the pairs, run filters of length, ratio, letters, markup, numbers,
likeness of the sides (not with --no-likeness), repetition and language, and write what stays. The first round is
warm-up and does not count; medians.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from material import SHARED, need

THEIRS = [
    {"LengthFilter": {"unit": "word", "min_length": 1, "max_length": 150}},
    {"LengthRatioFilter": {"unit": "word", "threshold": 3}},
    {"LongWordFilter": {"threshold": 60}},
    {"HtmlTagFilter": {}},
    {"AlphabetRatioFilter": {"threshold": 0.6}},
    {"NonZeroNumeralsFilter": {"threshold": 0.5}},
    {"SimilarityFilter": {"threshold": 0.8, "unit": "word", "lowercase": True}},
    {"RepetitionFilter": {}},
    {"LanguageIDFilter": {"id_method": "langid", "languages": ["fr", "en"], "thresholds": [0, 0]}},
]
OURS = "".join(
    f"[{name}]\n" for name in ("length", "ratio", "letters", "markup", "numbers", "identical", "repetition", "language")
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("opusfilter", type=Path)
    parser.add_argument("--pairs", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--no-likeness", action="store_true", help="without OpusFilter's slowest filter, and ours of its kind"
    )
    arguments = parser.parse_args()
    need(SHARED / "training" / "europarl-v7.tsv.xz")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _write(folder, arguments.pairs, not arguments.no_likeness)
        ours = [sys.executable, "-m", "toolkit", "clean", "pairs.tsv", "--from", "fr", "--to", "en", "--jobs", "1"]
        ours += ["--config", "ours.toml", "--out", "ours.tsv", "--force", "--quiet"]
        theirs = [str(arguments.opusfilter.resolve()), "--overwrite", "theirs.json"]
        seconds: dict[str, list[float]] = {"bitext": [], "OpusFilter": []}
        for _ in range(arguments.rounds + 1):
            seconds["bitext"].append(_cpu(ours, folder))
            seconds["OpusFilter"].append(_cpu(theirs, folder))
        kept = {
            "bitext": sum(1 for _ in (folder / "ours.tsv").open()) - 1,
            "OpusFilter": sum(1 for _ in (folder / "theirs.fr").open()),
        }
        medians = {name: statistics.median(times[1:]) for name, times in seconds.items()}
        for name, median in medians.items():
            print(f"{name}: {median:.1f} CPU s, {arguments.pairs / median:.0f} pairs a CPU s, {kept[name]} kept")
        print(f"bitext does {medians['OpusFilter'] / medians['bitext']:.2f} times as many")


def _write(folder: Path, count: int, likeness: bool) -> None:
    with lzma.open(SHARED / "training" / "europarl-v7.tsv.xz", "rt", encoding="utf-8") as lines:
        pairs = [line.rstrip("\n").split("\t") for line in itertools.islice(lines, count)]
    (folder / "pairs.tsv").write_text("".join(f"{a}\t{b}\n" for a, b in pairs), encoding="utf-8")
    for side, code in enumerate(("fr", "en")):
        (folder / f"pairs.{code}").write_text("".join(f"{pair[side]}\n" for pair in pairs), encoding="utf-8")
    (folder / "ours.toml").write_text(OURS if likeness else OURS.replace("[identical]\n", ""), encoding="utf-8")
    names = {key: [f"{stem}.fr", f"{stem}.en"] for key, stem in (("inputs", "pairs"), ("outputs", "theirs"))}
    theirs = [one for one in THEIRS if likeness or "SimilarityFilter" not in one]
    steps = [{"type": "filter", "parameters": names | {"filters": theirs}}]
    # JSON is YAML.
    (folder / "theirs.json").write_text(json.dumps({"common": {"output_directory": str(folder)}, "steps": steps}))


def _cpu(command: list[str], folder: Path) -> float:
    """CPU seconds of a command and its children."""
    before = os.times()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    main()
