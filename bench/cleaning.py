"""The cleaning profiles on real training pairs and on made-up noise.

    python bench/cleaning.py [--pairs 200000] [--rejects FILE] [--profiles standard ...]

Needs ../shared/training. Prints what each profile rejects and why, on a sample by hash over all its files (manuals
excepted), and how it treats noise made from 2,000 sound pairs of WMT news: shuffled targets, sides in the wrong
language, truncated targets, copied sources.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import random
import time
from collections.abc import Iterator
from pathlib import Path

from material import SHARED, need

from toolkit.filters import PROFILES, Cleaner, read_profile
from toolkit.formats import FORMATS
from toolkit.units import Finding, TranslationUnit

FOLDER = SHARED / "training"


def pairs(path: Path) -> Iterator[tuple[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 2:
                yield cells[0], cells[1]


def sample(count: int) -> list[TranslationUnit]:
    kept: list[tuple[bytes, str, str, str]] = []
    share = count / 3_000_000
    for path in sorted(FOLDER.glob("*.tsv.xz")):
        if "manpages" in path.name:
            continue
        for number, (source, target) in enumerate(pairs(path)):
            digest = hashlib.blake2b(f"{path.name}{number}".encode(), digest_size=8).digest()
            if int.from_bytes(digest, "big") / 2**64 < share:
                kept.append((digest, path.name.split(".")[0], source, target))
    kept = sorted(kept)[:count]
    return [TranslationUnit(str(n), s, t, "fr", "en", d) for n, (_, d, s, t) in enumerate(kept)]


def noise() -> dict[str, list[TranslationUnit]]:
    generator = random.Random(1)
    sound = [p for p in pairs(FOLDER / "wmt-news-2008-2012.tsv.xz") if 8 <= len(p[0].split()) <= 40]
    sound = generator.sample(sound, 2_000)
    others = [t for _, t in sound[1:]] + [sound[0][1]]

    def units(rows: list[tuple[str, str]]) -> list[TranslationUnit]:
        return [TranslationUnit(str(n), s, t, "fr", "en") for n, (s, t) in enumerate(rows)]

    return {
        "sound": units(sound),
        "shuffled": units([(s, o) for (s, _), o in zip(sound, others, strict=True)]),
        "swapped": units([(t, s) for s, t in sound]),
        "truncated": units([(s, " ".join(t.split()[: len(t.split()) // 3])) for s, t in sound]),
        "copied": units([(s, s) for s, _ in sound]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=200_000)
    parser.add_argument("--rejects", type=Path, help="write what 'standard' rejects, TSV")
    parser.add_argument("--profiles", nargs="+", default=list(PROFILES))
    arguments = parser.parse_args()
    need(FOLDER)
    made = noise()
    print("rejected of 2,000 made-up units:")
    print(f"{'profile':10}" + "".join(f"{name:>11}" for name in made))
    for profile in arguments.profiles:
        line = f"{profile:10}"
        for units in made.values():
            cleaner = Cleaner(read_profile(profile))
            list(cleaner.run(units))
            line += f"{1 - cleaner.kept / cleaner.read:>11.1%}"
        print(line, flush=True)
    units = sample(arguments.pairs)
    for profile in arguments.profiles:
        settings = read_profile(profile)
        count = len(units) if "similarity" not in settings else 20_000
        cleaner = Cleaner(settings)
        start = time.process_time()
        judged = list(cleaner.run(units[:count]))
        spent = time.process_time() - start
        print(f"\n{profile}: {cleaner.kept} of {cleaner.read} kept ({cleaner.kept / cleaner.read:.1%}), ", end="")
        print(f"{cleaner.read / spent:.0f} units a CPU second")
        for name, number in cleaner.rejected.most_common():
            print(f"  {name:16}{number:7} {number / cleaner.read:6.2%}")
        if profile == "standard" and arguments.rejects:
            rejects = [(u, v) for u, v in judged if not v]
            for unit, verdict in rejects:
                unit.findings = [Finding(verdict.filter, verdict.reason)]
            FORMATS["tsv"].write((u for u, _ in rejects), arguments.rejects)
            for unit, _ in rejects:
                unit.findings = []


if __name__ == "__main__":
    main()
