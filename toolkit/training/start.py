"""What training starts from: a finished run, the mean of several, or an Argos package."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import InputError, LanguagePairError, PackageError
from toolkit.files import read_text
from toolkit.lexical.copies import FILE as COPIES
from toolkit.lexical.known_words import FILE as WORDS
from toolkit.lexical.lexicon import FILE as LEXICON
from toolkit.lexical.lexicon import package_words, read_words
from toolkit.lexical.word_model import FILE as CHANNEL
from toolkit.packages.archive import PackageInfo
from toolkit.packages.store import find_package
from toolkit.training import require_torch
from toolkit.training.config import Config, Shape, check_shape
from toolkit.training.mean import folder_of, mean_of_runs
from toolkit.training.state import RECORD, build_model

PIECES = "sentencepiece.model"
_TAKEN = (PIECES, LEXICON, COPIES, CHANNEL)


@dataclass(slots=True)
class Start:
    """A model to go on from.

    Attributes:
        state: its checkpoint.
        files: by name, vocabulary, lexicon and word-to-word model, as far as there are any.
        lexicon: rare words that the model is given; None if it translates in the other direction, and one is to be
            learnt.
        words: target words that are known.
    """

    state: dict[str, Any]
    files: dict[str, bytes]
    lexicon: dict[str, str] | None
    words: list[str]


def start_from(bases: Sequence[str], config: Config) -> Start:
    """Load what training is to start from.

    Args:
        bases: work folders of finished runs or their ``states``, of several the mean of their weights and the rest of
            the first; or one Argos package that ``bitext train`` made, named as for
            :func:`toolkit.packages.store.find_package`. What translates in the other direction gives vocabulary and
            weights alone: both sides share the vocabulary, and a model that reads and writes both languages learns the
            other direction in a fraction of the time that a fresh one takes.
        config: settings; where they ask for a larger model it grows, see :func:`toolkit.training.grow.grow`.

    Raises:
        InputError: not a run, the runs have no mean, or the model cannot grow into what is asked for.
        LanguagePairError, PackageError: there is no such package, it has other languages, is damaged or not of
            ``bitext train``.
        MissingExtraError: torch is not installed.
    """
    first = Path(bases[0])
    if not first.is_dir() or (first / "metadata.json").is_file():
        if len(bases) > 1:
            raise InputError(f"{first}: a package cannot be averaged with others; start from it alone")
        return _package(_found(config, bases[0]), config)
    for base in bases:
        if not (folder_of(Path(base)) / PIECES).is_file():
            raise InputError(f"{base}: no {PIECES} in it; give the work folder of a run, or a package")
    first = folder_of(first)
    swapped = _languages(first) == (config.to_code, config.from_code)
    taken = (PIECES,) if swapped else _TAKEN
    files = {n: (first / n).read_bytes() for n in taken if (first / n).is_file()}
    words = read_text(first / WORDS).split() if (first / WORDS).is_file() and not swapped else []
    state = mean_of_runs([Path(base) for base in bases]) | {"tuned": True}
    shape = Shape(*state["shape"])
    if config.shape(shape) != shape:
        weights = dict(zip(state["names"], state["ema"], strict=True)) | {"positions": state["positions"]}
        state = _grown(weights, shape, config)
    return Start(state, files, None if swapped else read_words(files.get(LEXICON, b"").decode()), words)


def _found(config: Config, name: str) -> PackageInfo:
    try:
        return find_package(config.from_code, config.to_code, name)
    except LanguagePairError:
        if not config.reverse:
            raise
        return find_package(config.to_code, config.from_code, name)


def _languages(run: Path) -> tuple[str, ...]:
    """What a run translates from and to; nothing if it does not say."""
    record = run / RECORD
    return tuple(json.loads(read_text(record)).get("languages", ())) if record.is_file() else ()


def _package(package: PackageInfo, config: Config) -> Start:
    torch = require_torch()
    from toolkit.training.weights import weights_of_package

    if package.tokenizer != PIECES:
        raise PackageError(f"{package.path}: no {PIECES} in it; only packages of 'bitext train' can be trained on")
    arrays, shape = weights_of_package(package.path, package.read("model/model.bin"))
    state = _grown({name: torch.tensor(array) for name, array in arrays.items()}, shape, config)
    if package.from_code != config.from_code:
        return Start(state, {PIECES: package.read(PIECES)}, None, [])
    files = {n: package.read(n) for n in _TAKEN if package.has(n)}
    words = package.parse(WORDS, str.split, "not a list of words") or []
    return Start(state, files, package_words(package), words)


def _grown(weights: dict[str, Any], shape: Shape, config: Config) -> dict[str, Any]:
    from toolkit.training.grow import grow

    wanted = config.shape(shape)
    check_shape(wanted)
    weights = grow(weights, shape, wanted, config.seed)
    vocabulary = len(weights["embedding.weight"])
    names = [name for name, _ in build_model(wanted, vocabulary).named_parameters()]
    values = [weights[name] for name in names]
    state = {"master": values, "ema": [v.clone() for v in values], "names": names, "vocab": vocabulary}
    state |= {"shape": astuple(wanted), "positions": weights["positions"]}
    # A larger model has much to learn.
    return state | {"step": 0, "seen": 0, "elapsed": 0.0, "place": 0, "pairs": None, "tuned": wanted == shape}
