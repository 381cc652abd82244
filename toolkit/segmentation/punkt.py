"""Punkt parameters that ship with the package, and their training.

Punkt: Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics 32(4), 2006;
implementation: NLTK. The parameters are plain text files in the package, so that nothing is unpickled and nothing is
downloaded.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.files import write_text

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktParameters

_CODE = re.compile(r"[a-z]{2,3}(?:[-_][^\W_]+)*", re.IGNORECASE)
_DATA = resources.files("toolkit.segmentation") / "data"
# Punkt's flags of a word that was seen in small letters at the beginning of a sentence, within one, or anywhere.
_SMALL = 0b1110000


@functools.cache
def is_trained(language: str) -> bool:
    """Whether the parameters of a language ship with the package."""
    return bool(_CODE.fullmatch(language)) and (_DATA / f"{language}.punkt").is_file()


@functools.cache
def check_code(language: str) -> None:
    """Refuse what is no code of a language.

    Raises:
        InputError: not the code of a language.
    """
    if not _CODE.fullmatch(language):
        raise InputError(f"'{language}' is not the code of a language; give one such as fr, en or pt-br")


@functools.cache
def _facts(language: str) -> dict[str, list[list[str]]]:
    """The lines of a language's file by their label; none for a language without a file."""
    check_code(language)
    facts: dict[str, list[list[str]]] = {"abbreviation": [], "collocation": [], "starter": [], "context": []}
    if is_trained(language):
        for line in (_DATA / f"{language}.punkt").read_text(encoding="utf-8").splitlines():
            label, *columns = line.split("\t")
            facts[label].append(columns)
    return facts


@functools.cache
def _contexts(language: str) -> dict[str, int]:
    return {word: int(flags) for word, flags in _facts(language)["context"]}


@functools.cache
def load_parameters(language: str) -> PunktParameters:
    """Read the packaged parameters of a language; for others, parameters that know no abbreviation.

    Raises:
        InputError: not the code of a language.
    """
    from nltk.tokenize.punkt import PunktParameters

    facts, parameters = _facts(language), PunktParameters()
    parameters.abbrev_types.update(word for (word,) in facts["abbreviation"])
    parameters.collocations.update((first, second) for first, second in facts["collocation"])
    parameters.sent_starters.update(word for (word,) in facts["starter"])
    parameters.ortho_context.update(_contexts(language))
    return parameters


def is_small_word(word: str, language: str) -> bool:
    """Whether a word in small letters was seen so in the texts that a language's parameters come from.

    Raises:
        InputError: not the code of a language.
    """
    return bool(_contexts(language).get(word, 0) & _SMALL)


def save_parameters(parameters: PunktParameters, path: Path) -> None:
    """Write parameters as one sorted text file, one fact a line, readable by :func:`load_parameters`."""
    lines = [f"abbreviation\t{a}" for a in sorted(parameters.abbrev_types)]
    lines += [f"collocation\t{a}\t{b}" for a, b in sorted(parameters.collocations)]
    lines += [f"starter\t{s}" for s in sorted(parameters.sent_starters)]
    lines += [f"context\t{w}\t{c}" for w, c in sorted(parameters.ortho_context.items())]
    write_text(path, "\n".join(lines) + "\n")


def train_parameters(sentences: Iterable[str], minimum_count: int = 4, block: int = 20_000) -> PunktParameters:
    """Learn abbreviations, collocations, sentence starters and orthographic contexts from running text.

    Args:
        sentences: text in reading order or shuffled; boundaries in it are not used, as Punkt is unsupervised.
        minimum_count: words seen less often get no orthographic context, which keeps the file small.
        block: sentences handed to NLTK at once; bounds the memory.

    Returns:
        Parameters for :class:`nltk.tokenize.punkt.PunktSentenceTokenizer`.
    """
    from collections import Counter

    from nltk.tokenize.punkt import PunktTrainer

    trainer = PunktTrainer()
    counts: Counter[str] = Counter()
    waiting: list[str] = []

    def learn() -> None:
        trainer.train(" ".join(waiting), finalize=False)
        for sentence in waiting:
            counts.update(word.strip(".,;:!?\"'()«»").lower() for word in sentence.split())
        waiting.clear()

    for sentence in sentences:
        waiting.append(sentence)
        if len(waiting) == block:
            learn()
    if waiting:
        learn()
    trainer.finalize_training()
    parameters = trainer.get_params()
    for word in [w for w in parameters.ortho_context if counts[w] < minimum_count]:
        del parameters.ortho_context[word]
    return parameters
