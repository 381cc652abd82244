"""What an English–French package tells about the hypotheses of the French–English one, beside the word-to-word model.

    python bench/second_opinion.py bench/packages/translate-en_fr-0_2.argosmodel [--beam 4] [--sets flores101-dev]

Hypotheses are made once; for each pair of weights they are ranked by the sum of the model's log-probability, that of
the word-to-word model and that of the source given the hypothesis by the other package (noisy channel).
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluate_model import read_set, rendered_lines
from material import SHARED, need

from toolkit.evaluation import score
from toolkit.languages.pair import LanguagePair
from toolkit.packages.store import find_package
from toolkit.text.typography import straight
from toolkit.translation import translator_of
from toolkit.translation.base import Hypothesis
from toolkit.translation.choice import Choice
from toolkit.translation.engines.argos import load_tokenizer, open_model

WORDS, OTHER = (0.0, 0.1, 0.2), (0.0, 0.1, 0.2, 0.35)


class Ranking:
    """Ranks as :class:`Choice` does, with another model's opinion too."""

    def __init__(self, package: str) -> None:
        model = open_model(LanguagePair("en", "fr"), package, threads=1)
        self._translator: Any = model._translator
        self._encode = load_tokenizer(model.package).encode
        self._known: dict[tuple[str, str], float] = {}
        self.words = self.other = 0.0

    def _opinions(self, source: str, texts: Sequence[str]) -> list[float]:
        new = [text for text in texts if (source, text) not in self._known]
        if new:
            given = [self._encode(text) for text in new]
            for text, found in zip(
                new, self._translator.score_batch(given, [self._encode(source)] * len(new)), strict=True
            ):
                self._known[source, text] = sum(found.log_probs)
        return [self._known[source, text] for text in texts]

    def rank(self, choice: Choice, source: str, hypotheses: Sequence[Hypothesis]) -> list[Hypothesis]:
        model = choice._resources.word_model
        if model is None or len(hypotheses) < 2:
            return list(hypotheses)
        texts = [h.text for h in hypotheses]
        other = self._opinions(source, texts) if self.other else [0.0] * len(texts)
        values = [
            (h.score or 0.0) * (h.length + 1) + self.words * told + self.other * opinion
            for h, told, opinion in zip(hypotheses, model.scores(source, texts), other, strict=True)
        ]
        return [hypotheses[i] for i in sorted(range(len(texts)), key=lambda i: -values[i])]


def remember(model: Any) -> None:
    """Let a model answer from memory what it was asked before."""
    inner, memory = model.hypotheses, {}

    def hypotheses(texts: Sequence[str], *how: int) -> Iterator[tuple[int, list[Hypothesis]]]:
        new = [text for text in dict.fromkeys(texts) if (text, *how) not in memory]
        memory.update({(new[place], *how): found for place, found in inner(new, *how)} if new else {})
        for place, text in enumerate(texts):
            yield place, memory[text, *how]

    model.hypotheses = hypotheses


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("package")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--sets", nargs="+", default=["flores101-dev"])
    options = parser.parse_args()
    need(SHARED / "evaluation")
    ranking = Ranking(options.package)
    Choice.rank = lambda choice, source, hypotheses: ranking.rank(choice, source, hypotheses)  # type: ignore[method-assign]
    engine = translator_of(find_package("fr", "en", "embedded"), beam=options.beam)
    remember(engine.model)
    for name in options.sets:
        source, reference = read_set(Path(SHARED) / "evaluation", name)
        for ranking.words, ranking.other in itertools.product(WORDS, OTHER):
            made = [straight(p.text) for p in rendered_lines(name, source, engine).paragraphs]
            figures = score(made, [reference], ["bleu", "chrf"])
            print(
                name, f"words {ranking.words} other {ranking.other}", *(f"{f.value:.2f}" for f in figures), flush=True
            )


if __name__ == "__main__":
    main()
