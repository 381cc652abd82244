"""Settings of a training run, read from TOML; every one has a default."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from toolkit.errors import InputError
from toolkit.files import read_text
from toolkit.filters import make_filters
from toolkit.languages.pair import DEFAULT_PAIR
from toolkit.registry import unknown


@dataclass(slots=True, frozen=True)
class Source:
    """How much of one corpus file goes into the mixture.

    Attributes:
        cap: most pairs that are taken; None for all.
        copies: how often each pair is repeated.
        select: prefer the pairs that are most like ``domain`` sources.
        domain: this file is what translations should read like.
        held_out: pairs kept out for measuring the loss.
        tagged: a machine translated their source (back-translation): a mark before it tells the model so.
    """

    cap: int | None = None
    copies: int = 1
    select: bool = False
    domain: bool = False
    held_out: int = 0
    tagged: bool = False


@dataclass(slots=True, frozen=True)
class TestSet:
    """A text and its translation by a person, a segment a line.

    Attributes:
        source, reference: paths, relative ones to the folder of the settings' file.
    """

    __test__ = False  # pytest takes classes of such a name for tests

    source: str = ""
    reference: str = ""


@dataclass(slots=True, frozen=True)
class Shape:
    """Sizes of a Transformer.

    Attributes:
        dim: of embeddings and states.
        heads: of each attention.
        hidden: width of the feed-forward layers.
        encoder_layers, decoder_layers: how many.
    """

    dim: int = 256
    heads: int = 4
    hidden: int = 1024
    encoder_layers: int = 4
    decoder_layers: int = 2

    def __str__(self) -> str:
        layers = f"{self.encoder_layers} + {self.decoder_layers} layers"
        return f"dim {self.dim}, heads {self.heads}, hidden {self.hidden}, {layers}"


@dataclass(slots=True, frozen=True)
class Pace:
    """How fast a model learns, see :class:`Config`.

    A model that can translate already is to learn what is new to it and to forget little.
    """

    rate: float
    muon_rate: float
    decay: float


_Asked = TypeVar("_Asked", Shape, Pace)
_KINDS: dict[str, tuple[Any, str]] = {
    "bool": (bool, "true or false"),
    "int": (int, "a whole number"),
    "float": ((int, float), "a number"),
    "str": (str, "a text in quotes"),
}
FRESH = Pace(2e-3, 0.015, 0.5)
TUNED = Pace(3e-4, 2e-3, 1.0)


@dataclass(slots=True, frozen=True)
class Config:
    """All settings.

    Attributes:
        from_code, from_name, to_code, to_name: languages of the package.
        reverse: the languages are swapped, and with them the sides of corpora, glossary and tests, which all have the
            target first; see :meth:`reversed`.
        version: of the package.
        seed: of everything random.
        longest: words a side of a training pair.
        vocabulary: SentencePiece pieces, shared by both sides.
        renamed: share of the mixture that is added once more with other names and numbers, to teach copying.
        placeholders: share that is added once more with a placeholder in the place of a name or number.
        lexicon: words in at most so many training sentences get a translation in the package's lexicon, learnt from all
            clean pairs, those above a ``cap`` too; 0 for no lexicon.
        names: whether the lexicon also has names of countries, languages and cities that the corpora have too little
            of, see :mod:`toolkit.training.names`.
        glossary: path of lines of source, tab, target that are in the lexicon whatever the corpora have (a house's
            words, names of today), words in small letters for any case, others as they are written; a relative path
            to the folder of the settings' file.
        known: target words that occur so often in all clean pairs are listed in the package, so that what the model
            makes up can be told; 0 for no list.
        channel: two words must be each other's translation so often in the mixture, by expectation, to stand in the
            package's word-to-word model; 0 for none.
        given: share of the pairs with such words in which the source has their translation, as at translation.
        phrases: share of the pairs in which a phrase of the source, if a sure one is found, is in the target language,
            so that terms of several words stay as they are given; needs ``channel``.
        dim, heads, hidden, encoder_layers, decoder_layers: of the Transformer, see :class:`Shape`; None for that of
            what training starts from, or the defaults of :class:`Shape`.
        dropout, label_smoothing: of training.
        longest_tokens: tokens a side of a training pair, recorded in the package.
        batch_tokens: target tokens a batch and worker.
        negatives: pieces beside the right ones of a batch that these compete with while the rates are constant, three
            quarters the most frequent, a quarter drawn at random; 0 for the whole vocabulary. With 2,400 of 8,000 a
            step takes a fifth less time on a CPU.
        rate: of Adam, for embeddings, norms and biases; for this and the next two, None for those of :class:`Pace`.
        muon_rate: of Muon, for matrices.
        decay: last share of the time over which both rates fall to nothing.
        warmup: steps.
        average: decay of the running average of the weights that is exported.
        keep: of the last so many saves the averaged weights stay in ``states/``, for a mean; see
            :func:`toolkit.training.mean.mean_of_runs`.
        evaluate_hours: how often ``tests`` are translated while training; 0 for never.
        filters: a table for each filter of :mod:`toolkit.filters`; none for those of ``data/filters.toml``.
        tests: by name, for measuring BLEU and chrF.
        sources: by file name without suffixes; files that are not named get :class:`Source`'s defaults.
    """

    from_code: str = DEFAULT_PAIR.source
    from_name: str = "French"
    to_code: str = DEFAULT_PAIR.target
    to_name: str = "English"
    reverse: bool = False
    version: str = "1.0"
    seed: int = 7
    longest: int = 50
    vocabulary: int = 8_000
    renamed: float = 0.05
    placeholders: float = 0.01
    lexicon: int = 240
    names: bool = True
    glossary: str = ""
    known: int = 3
    channel: int = 2
    given: float = 0.6
    phrases: float = 0.15
    dim: int | None = None
    heads: int | None = None
    hidden: int | None = None
    encoder_layers: int | None = None
    decoder_layers: int | None = None
    dropout: float = 0.0
    label_smoothing: float = 0.0
    longest_tokens: int = 80
    batch_tokens: int = 3_000
    negatives: int = 0
    rate: float | None = None
    muon_rate: float | None = None
    decay: float | None = None
    warmup: int = 100
    average: float = 0.998
    keep: int = 0
    evaluate_hours: float = 0.0
    filters: dict[str, dict[str, Any]] = field(default_factory=dict)
    tests: dict[str, TestSet] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def reversed(self) -> Config:
        """Settings of the other direction, for the same corpora, glossary and tests."""
        return replace(
            self,
            reverse=not self.reverse,
            from_code=self.to_code,
            from_name=self.to_name,
            to_code=self.from_code,
            to_name=self.from_name,
            tests={name: TestSet(test.reference, test.source) for name, test in self.tests.items()},
        )

    @property
    def languages(self) -> tuple[str, str]:
        """Codes of the first and the second side of the corpora."""
        codes = self.from_code, self.to_code
        return (codes[1], codes[0]) if self.reverse else codes

    def source(self, path: Path) -> Source:
        """Settings of a corpus file."""
        return self.sources.get(path.name.split(".")[0], Source())

    def pace(self, tuned: bool) -> Pace:
        """Rates that are asked for, those not named as they are for a fresh model or for one that is tuned."""
        return self._asked(TUNED if tuned else FRESH)

    def shape(self, start: Shape | None = None) -> Shape:
        """Sizes that are asked for, those not named as they are in what training starts from."""
        return self._asked(start or Shape())

    def _asked(self, given: _Asked) -> _Asked:
        asked = {f.name: getattr(self, f.name) for f in fields(given)}
        return replace(given, **{name: value for name, value in asked.items() if value is not None})


def read_config(path: Path | None) -> Config:
    """Read a TOML file; None gives the defaults.

    A file may name another one, ``based_on``, by a path from its own folder: settings of that one, in tables too, hold
    where the file says nothing else.

    Raises:
        InputError: not TOML, or a setting that does not exist or has the wrong type.
    """
    if path is None:
        return Config()
    values = _load(path, ())
    sources = values.pop("sources", {})
    known = {name: _checked(path, Source, table, f"sources.{name}.") for name, table in sources.items()}
    tests = {name: _checked(path, TestSet, table, f"tests.{name}.") for name, table in values.pop("tests", {}).items()}
    config: Config = _checked(path, Config, {**values, "sources": known, "tests": tests}, "")
    make_filters(config.filters)
    _check_ranges(path, config)
    return replace(config, reverse=False).reversed() if config.reverse else config


def _check_ranges(path: Path, config: Config) -> None:
    """Refuse values that no training could use, before any work.

    Raises:
        InputError: such a value, with the range.
    """
    for name in ("vocabulary", "dim", "heads", "hidden", "encoder_layers", "decoder_layers", "longest", "batch_tokens"):
        value = getattr(config, name)
        if value is not None and value < 1:
            raise InputError(f"{path}: setting '{name}' is {value}; it should be 1 or more")
    for name in ("dropout", "label_smoothing", "average", "renamed", "placeholders", "given", "phrases", "decay"):
        value = getattr(config, name)
        # Whole units are dropped at 1, so nothing would be learnt.
        below = name in ("dropout", "label_smoothing")
        if value is not None and not (0 <= value < 1 if below else 0 <= value <= 1):
            raise InputError(
                f"{path}: setting '{name}' is {value}; it should be from 0 to {'below 1' if below else '1'}"
            )
    for name in ("rate", "muon_rate"):
        value = getattr(config, name)
        if value is not None and not 0 < value < math.inf:
            raise InputError(f"{path}: setting '{name}' is {value}; it should be above 0")
    if config.dim is not None and config.heads is not None:
        check_shape(config.shape(), f"{path}: ")


def check_shape(shape: Shape, where: str = "") -> None:
    """Refuse a Transformer whose heads do not share its states out evenly.

    Raises:
        InputError: the heads do not divide the dimension, or it is odd, which its positions cannot be.
    """
    if shape.dim % shape.heads or shape.dim % 2:
        raise InputError(
            f"{where}dim {shape.dim} and heads {shape.heads} do not go together; dim must be even and a multiple of "
            "heads"
        )


def _load(path: Path, users: tuple[Path, ...]) -> dict[str, Any]:
    if path.resolve() in users:
        raise InputError(f"{path}: the settings are based on themselves; remove one 'based_on'")
    try:
        values = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not TOML ({error}); mend it there") from None
    for name in ("sources", "tests"):
        tables = values.get(name, {})
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            raise InputError(f"{path}: '{name}' should hold tables; write [{name}.NAME] and its settings below")
    for test in values.get("tests", {}).values():
        test |= {side: str(path.parent / text) for side, text in test.items() if isinstance(text, str)}
    if isinstance(values.get("glossary"), str) and values["glossary"]:
        values["glossary"] = str(path.parent / values["glossary"])
    base = values.pop("based_on", None)
    if base is None:
        return values
    if not isinstance(base, str):
        raise InputError(f"{path}: setting 'based_on' is {base!r}; it should be the path of a file of settings")
    return _merged(_load(path.parent / base, (*users, path.resolve())), values)


def _merged(base: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    both = {
        name: _merged(base[name], value)
        for name, value in values.items()
        if isinstance(value, dict) and isinstance(base.get(name), dict)
    }
    return {**base, **values, **both}


def _checked(path: Path, kind: Any, values: dict[str, Any], prefix: str) -> Any:
    names = {f.name: f for f in fields(kind)}
    for name, value in values.items():
        if name not in names:
            raise InputError(f"{path}: {unknown('setting', f'{prefix}{name}', sorted(prefix + n for n in names))}")
        wanted, said = _KINDS.get(names[name].type.removesuffix(" | None"), (dict, "a table"))
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise InputError(f"{path}: setting '{prefix}{name}' is {value!r}; it should be {said}")
    return kind(**values)
