"""An Argos package loaded into CTranslate2, int8.

argostranslate translates one paragraph a call and hands CTranslate2 about one sentence a batch; here all texts of a job
are sorted by length and cut into batches by tokens.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from toolkit.errors import PackageError
from toolkit.languages.pair import LanguagePair
from toolkit.lexical.known_words import package_known_words
from toolkit.lexical.lexicon import package_words
from toolkit.lexical.word_model import package_word_model
from toolkit.machine import available_cores
from toolkit.packages.archive import LIMIT, PARTED, PackageInfo
from toolkit.packages.store import find_package
from toolkit.text.typography import part_quotes
from toolkit.translation.base import DEFAULT_BEAM, Hypothesis, Resources

# A batch as large as the cache likes, but on a small job enough of them for several cores. The number of cores must not
# count here: the last bits of a score depend on the batch, and a corpus must not depend on the machine.
_BATCH_TOKENS = 1024
_SMALLEST_BATCH = 128
_BATCHES = 16
_SLICE = 256
# The mild constraint first: the strict one also forbids what good English repeats.
_CONSTRAINTS: tuple[dict[str, Any], ...] = (
    {},
    {"no_repeat_ngram_size": 3, "repetition_penalty": 1.1},
    {"no_repeat_ngram_size": 2, "repetition_penalty": 1.3},
)
_DEFAULT_LIMIT = 160
_SPACES = re.compile(" {2,}")
_UNKNOWN = "<unk>"


class ArgosModel:
    """The model of an Argos package.

    Args:
        package: validated, embedded, installed or a file.
        beam: beam size; 1 is greedy.
        threads: translations that run at the same time, each on one core; None for one a core.
        length_penalty: exponent of the length by which a hypothesis' score is divided.

    Raises:
        PackageError: the model, the tokenizer or another file of the package cannot be loaded.
    """

    scores = True

    def __init__(
        self, package: PackageInfo, beam: int = DEFAULT_BEAM, threads: int | None = None, length_penalty: float = 1.0
    ) -> None:
        import ctranslate2

        self.package = package
        self.pair = LanguagePair(package.from_code, package.to_code)
        self.limit = int(package.metadata.get(LIMIT, _DEFAULT_LIMIT))
        self.alternatives = beam
        self._length_penalty = length_penalty
        prefix = str(package.metadata.get("target_prefix") or "")
        self._prefix = [prefix] if prefix else []
        self._tokenizer = load_tokenizer(package)
        self._decode = self._tokenizer.decode
        # A text is counted, perhaps cut, then translated: it is encoded once.
        self._encode = functools.lru_cache(maxsize=1 << 15)(lambda text: tuple(self._tokenizer.encode(text)))
        try:
            self._translator = ctranslate2.Translator(
                str(package.path),
                device="cpu",
                compute_type="int8",
                inter_threads=threads or available_cores(),
                intra_threads=1,
                max_queued_batches=-1,
                files=package.model_files(),
            )
        except (RuntimeError, ValueError) as error:
            raise PackageError(f"{package.path}: CTranslate2 cannot load the model ({error})") from None

    @property
    def signature(self) -> str:
        """Package, digest and decoding."""
        import ctranslate2

        return (
            f"model:{self.package.name}|sha256:{self.package.sha256[:12]}|beam:{self.alternatives}|"
            f"lp:{self._length_penalty:g}|int8|ct2:{ctranslate2.__version__}"
        )

    @property
    def facts(self) -> dict[str, str]:
        """Name, digest and version of the package."""
        package = self.package
        return {
            "package": package.name,
            "sha256": package.sha256,
            "from": package.from_code,
            "to": package.to_code,
            "version": package.version,
        }

    @functools.cached_property
    def resources(self) -> Resources:
        """Lexicon, word list and word-to-word model of the package.

        Raises:
            PackageError: one of them is damaged.
        """
        package = self.package
        return Resources(package_words(package), package_known_words(package), package_word_model(package))

    def count(self, text: str) -> int:
        """Number of SentencePiece or BPE tokens."""
        return len(self._encode(text))

    @functools.lru_cache(maxsize=1 << 12)  # noqa: B019 (a model lives as long as its process)
    def spells(self, character: str) -> bool:
        """Whether the vocabulary has a character, as far as it can be told; one that it folds away counts as spelt."""
        if self._vocabulary is None:
            return True
        pieces = [piece.lstrip("▁") for piece in self._encode(f"a{character}a")]
        return _UNKNOWN not in pieces and all(piece in self._vocabulary for piece in pieces if piece)

    @functools.cached_property
    def _vocabulary(self) -> frozenset[str] | None:
        return self._tokenizer.pieces()

    def hypotheses(
        self, texts: Sequence[str], number: int = 1, avoid_repeats: int = 0
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Yield (number of a text, hypotheses), longest first: no core ends on a long batch alone."""
        return self._search(texts, [()] * len(texts), number, avoid_repeats)

    def completions(
        self, texts: Sequence[str], prefixes: Sequence[str], number: int = 1
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Yield (number of a text, hypotheses that begin with its prefix)."""
        begun = [self._encode(prefix) if prefix.strip() else () for prefix in prefixes]
        for index, hypotheses in self._search(texts, begun, number):
            given = prefixes[index].rstrip()
            # What the tokenizer folds or cannot spell comes back as it was given.
            known = len(self._decode(list(begun[index])))
            yield index, [replace(h, text=given + h.text[known:]) for h in hypotheses]

    def _search(
        self, texts: Sequence[str], begun: Sequence[tuple[str, ...]], number: int, avoid_repeats: int = 0
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Search for translations, each from the tokens on with which it begins."""
        tokens = [list(self._encode(text)) for text in texts]
        order = sorted(range(len(texts)), key=lambda i: -len(tokens[i]))
        share = sum(map(len, tokens)) // _BATCHES
        submitted = []
        for start in range(0, len(order), _SLICE):
            indices = order[start : start + _SLICE]
            batch = [tokens[i] for i in indices]
            prefixes = [[*self._prefix, *begun[i]] for i in indices]
            results = self._translator.translate_batch(
                batch,
                target_prefix=prefixes if any(prefixes) else None,
                max_batch_size=max(_SMALLEST_BATCH, min(_BATCH_TOKENS, share)),
                batch_type="tokens",
                beam_size=max(self.alternatives, number),
                num_hypotheses=number,
                length_penalty=self._length_penalty,
                return_scores=True,
                replace_unknowns=True,
                max_input_length=0,
                # A translation over twice as long as the longest source of its slice is a loop: do not pay for it.
                max_decoding_length=2 * len(batch[0]) + 12 + max(len(begun[i]) for i in indices),
                asynchronous=True,
                **_CONSTRAINTS[avoid_repeats],
            )
            submitted.append((indices, results))
        for indices, results in submitted:
            for index, pending in zip(indices, results, strict=True):
                result = pending.result()
                yield (
                    index,
                    [self._rated(t, s, begun[index]) for t, s in zip(result.hypotheses, result.scores, strict=True)],
                )

    def _rated(self, tokens: list[str], score: float, begun: tuple[str, ...]) -> Hypothesis:
        if self._prefix and tokens[: len(self._prefix)] == self._prefix:
            tokens = tokens[len(self._prefix) :]
        whole, rest = len(tokens) + 1, max(0, len(tokens) - len(begun))
        # CTranslate2 sums over what it found and divides by the whole length to the power of the penalty; the mean
        # divides by the length of what it found.
        mean = float(score) * whole ** (self._length_penalty - 1) * (whole / (rest + 1))
        return Hypothesis(self._decode([*begun, *tokens[len(begun) :]]), mean, rest)


def open_model(pair: LanguagePair, where: str = "", beam: int = DEFAULT_BEAM, threads: int | None = None) -> ArgosModel:
    """The model of a package; see :func:`toolkit.packages.store.find_package` for what ``where`` may be.

    Raises:
        LanguagePairError: there is no package for the pair, or the named one has other languages.
        PackageError: the package is missing or broken.
    """
    return ArgosModel(find_package(pair.source, pair.target, where or None), beam, threads)


@dataclass(slots=True, frozen=True)
class Tokenizer:
    """The tokenizer of a package.

    Attributes:
        encode, decode: between texts and tokens.
        pieces: gives the vocabulary without the marks of spaces and without bytes, which are no characters; None where
            the tokenizer has none.
    """

    encode: Callable[[str], list[str]]
    decode: Callable[[list[str]], str]
    pieces: Callable[[], frozenset[str] | None] = lambda: None


def load_tokenizer(package: PackageInfo) -> Tokenizer:
    """What encodes texts into tokens and decodes them.

    Raises:
        PackageError: it cannot be loaded.
    """
    if package.tokenizer == "sentencepiece.model":
        processor = _processor(package)
        parted = package.metadata.get(PARTED) is True

        def encode(text: str) -> list[str]:
            pieces: list[str] = processor.encode(part_quotes(text) if parted else text, out_type=str)
            return pieces

        def decode(tokens: list[str]) -> str:
            # argostranslate's own tokenizer also turns "_" into a space here; that loses text.
            text: str = processor.decode_pieces(tokens)
            return _SPACES.sub(" ", text.replace("▁", " ")).strip()

        def pieces() -> frozenset[str]:
            return frozenset(
                processor.id_to_piece(i).lstrip("▁")
                for i in range(processor.get_piece_size())
                if not (processor.is_byte(i) or processor.is_unknown(i))
            )

        return Tokenizer(encode, decode, pieces)
    if package.members:
        raise PackageError(f"{package.path}: packages with bpe.model must be installed first ('bitext models install')")
    from argostranslate.package import Package

    tokenizer = Package(package.path).tokenizer
    return Tokenizer(tokenizer.encode, tokenizer.decode)


def _processor(package: PackageInfo) -> Any:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor()
    try:
        processor.LoadFromSerializedProto(package.read(package.tokenizer))
    except RuntimeError as error:
        raise PackageError(f"{package.path}: sentencepiece.model cannot be loaded ({error})") from None
    return processor
