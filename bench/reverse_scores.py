"""BLEU and chrF of an English–French package on the test sets, with and without differences of typography.

python bench/reverse_scores.py bench/packages/translate-en_fr-0_2.argosmodel
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from material import SHARED, need

import toolkit
from toolkit.evaluation import score
from toolkit.text.typography import straight

SPACES = str.maketrans("\u202f\u00a0", "  ")


def plain(text: str) -> str:
    """Straight apostrophes and quotes, and ordinary spaces; guillemets stay."""
    return straight(text).translate(SPACES)


def lines(name: str) -> list[str]:
    return (SHARED / "evaluation" / name).read_text(encoding="utf-8").splitlines()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("package")
    need(SHARED / "evaluation")
    engine = toolkit.load_engine("en-fr", parser.parse_args().package)
    for name in ("flores101-dev", "newstest2013"):
        made = list(toolkit.translate(lines(f"{name}.en"), engine))
        for what, form in (("plain", plain), ("as it stands", str)):
            print(name, what, *figures(made, lines(f"{name}.fr"), form))


def figures(made: Sequence[str], references: Sequence[str], form: Callable[[str], str]) -> list[str]:
    found = score([form(t) for t in made], [[form(t) for t in references]], ["bleu", "chrf"])
    return [f"{one.metric} {one.value:.2f}" for one in found]


if __name__ == "__main__":
    main()
