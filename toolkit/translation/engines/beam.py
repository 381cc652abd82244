"""Beam search of CTranslate2, int8, for a model of any layout.

argostranslate translates one paragraph a call and hands CTranslate2 about one sentence a batch; here all texts of a job
are sorted by length and cut into batches by tokens.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.errors import PackageError
from toolkit.languages.pair import LanguagePair
from toolkit.machine import available_cores
from toolkit.translation.base import BESIDE_OTHERS, DEFAULT_BEAM, Hypothesis

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
UNKNOWN = "<unk>"


@dataclass(slots=True, frozen=True)
class Tokenizer:
    """What turns texts into tokens of a model and back.

    Attributes:
        encode, decode: between texts and tokens.
        pieces: gives the vocabulary without the marks of spaces and without bytes, which are no characters; None where
            the tokenizer has none.
    """

    encode: Callable[[str], list[str]]
    decode: Callable[[list[str]], str]
    pieces: Callable[[], frozenset[str] | None] = lambda: None


def load_ctranslate2(path: Path, threads: int | None, files: Mapping[str, bytes] | None = None) -> Any:
    """Load a model into CTranslate2.

    Args:
        path: folder of the model, or what it is called in messages where ``files`` are given.
        threads: translations that run at the same time, each on one core; None for one a core.
        files: the model from memory.

    Raises:
        PackageError: CTranslate2 does not load it.
    """
    import ctranslate2

    try:
        return ctranslate2.Translator(
            str(path),
            device="cpu",
            compute_type="int8",
            inter_threads=threads or available_cores(),
            intra_threads=1,
            max_queued_batches=-1,
            files=files,
        )
    except (RuntimeError, ValueError) as error:
        raise PackageError(f"{path}: CTranslate2 cannot load the model ({error})") from None


@dataclass(slots=True, frozen=True)
class Frame:
    """Tokens that a model wants around those of a text.

    Attributes:
        before, after: the source.
        target: the translation begins with them.
        never: tokens that are no text wherever they come in a translation.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()


class BeamModel:
    """A model that CTranslate2 has loaded.

    Args:
        pair: its languages.
        translator: of CTranslate2.
        tokenizers: of its source and of its target; they may be one.
        frame: see :class:`Frame`.
        limit: tokens of the longest text that it takes.
        beam: beam size; 1 is greedy.
        length_penalty: exponent of the length by which a hypothesis' score is divided.
    """

    scores = True
    #: CTranslate2 takes batches of several threads, and all else is only read or a cache.
    shareable = True
    #: It works on what it was given before anybody asks for the first of it.
    begins_at_once = True

    def __init__(
        self,
        pair: LanguagePair,
        translator: Any,
        tokenizers: tuple[Tokenizer, Tokenizer],
        *,
        frame: Frame | None = None,
        limit: int = 160,
        beam: int = DEFAULT_BEAM,
        length_penalty: float = 1.0,
    ) -> None:
        self.pair = pair
        self.limit = limit
        self.alternatives = beam
        self._length_penalty = length_penalty
        self._frame = frame or Frame()
        self._tokenizer, self._target = tokenizers
        self._decode = self._target.decode
        # A text is counted, perhaps cut, then translated: it is encoded once. All texts share the strings of tokens.
        # More would only fill the memory of a server: texts of long ago seldom come again.
        self._encode = functools.lru_cache(maxsize=1 << 12)(
            lambda text: tuple(map(sys.intern, self._tokenizer.encode(text)))
        )
        self._translator = translator

    @property
    def decoding(self) -> str:
        """The part of a signature that says how it was searched."""
        import ctranslate2

        return f"beam:{self.alternatives}|lp:{self._length_penalty:g}|int8|ct2:{ctranslate2.__version__}"

    def count(self, text: str) -> int:
        """Number of tokens of a text."""
        return len(self._encode(text))

    @functools.lru_cache(maxsize=1 << 12)  # noqa: B019 (a model lives as long as its process)
    def spells(self, character: str) -> bool:
        """Whether the vocabulary has a character, as far as it can be told; one that it folds away counts as spelt.

        Letters are translated: the source must have them. Signs are copied: the target must have them too.
        """
        if not has_character(self._tokenizer, character):
            return False
        return character.isalpha() or self._target is self._tokenizer or has_character(self._target, character)

    def hypotheses(
        self, texts: Sequence[str], number: int = 1, avoid_repeats: int = 0
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Pairs of the number of a text and its hypotheses, longest first: no core ends on a long batch alone.

        CTranslate2 begins at once, not when the first of them is asked for.
        """
        return self._search(texts, [()] * len(texts), number, avoid_repeats)

    def completions(
        self, texts: Sequence[str], prefixes: Sequence[str], number: int = 1
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Yield (number of a text, hypotheses that begin with its prefix)."""
        begun = [tuple(self._target.encode(prefix)) if prefix.strip() else () for prefix in prefixes]
        for index, hypotheses in self._search(texts, begun, number):
            given = prefixes[index].rstrip()
            # What the tokenizer folds or cannot spell comes back as it was given.
            known = len(self._decode(list(begun[index])))
            yield index, [replace(h, text=given + h.text[known:]) for h in hypotheses]

    def _search(
        self, texts: Sequence[str], begun: Sequence[tuple[str, ...]], number: int, avoid_repeats: int = 0
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Search for translations, each from the tokens on with which it begins."""
        submitted = self._submit(texts, begun, number, avoid_repeats)

        def found() -> Iterator[tuple[int, list[Hypothesis]]]:
            unknown = []
            for indices, results in submitted:
                for index, pending in zip(indices, results, strict=True):
                    result = pending.result()
                    if any(UNKNOWN in tokens for tokens in result.hypotheses):
                        unknown.append(index)
                    else:
                        yield index, self._all_rated(result, begun[index])
            some = [texts[i] for i in unknown], [begun[i] for i in unknown]
            for indices, results in self._submit(*some, number, avoid_repeats, copies=True):
                for place, pending in zip(indices, results, strict=True):
                    index = unknown[place]
                    yield index, self._all_rated(pending.result(), begun[index])

        return found()

    def _submit(
        self,
        texts: Sequence[str],
        begun: Sequence[tuple[str, ...]],
        number: int,
        avoid_repeats: int,
        copies: bool = False,
    ) -> list[tuple[list[int], list[Any]]]:
        """Hand texts to CTranslate2; gives their numbers and what becomes of them, batch by batch.

        With ``copies``, words that the vocabulary lacks are copied from the source. CTranslate2 then keeps the
        attention of all steps, which takes a fifteenth of its time; few vocabularies lack anything.
        """
        frame = self._frame
        tokens = [[*frame.before, *self._encode(text), *frame.after] for text in texts]
        order = sorted(range(len(texts)), key=lambda i: -len(tokens[i]))
        share = _BATCH_TOKENS if BESIDE_OTHERS.get() else sum(map(len, tokens)) // _BATCHES
        submitted = []
        for start in range(0, len(order), _SLICE):
            indices = order[start : start + _SLICE]
            batch = [tokens[i] for i in indices]
            prefixes = [[*frame.target, *begun[i]] for i in indices]
            results = self._translator.translate_batch(
                batch,
                target_prefix=prefixes if any(prefixes) else None,
                max_batch_size=max(_SMALLEST_BATCH, min(_BATCH_TOKENS, share)),
                batch_type="tokens",
                beam_size=max(self.alternatives, number),
                num_hypotheses=number,
                length_penalty=self._length_penalty,
                return_scores=True,
                replace_unknowns=copies,
                max_input_length=0,
                # A translation over twice as long as the longest source of its slice is a loop: do not pay for it.
                max_decoding_length=2 * len(batch[0]) + 12 + max(len(begun[i]) for i in indices),
                asynchronous=True,
                **_CONSTRAINTS[avoid_repeats],
            )
            submitted.append((indices, results))
        return submitted

    def _all_rated(self, result: Any, begun: tuple[str, ...]) -> list[Hypothesis]:
        return [self._rated(t, s, begun) for t, s in zip(result.hypotheses, result.scores, strict=True)]

    def _rated(self, tokens: list[str], score: float, begun: tuple[str, ...]) -> Hypothesis:
        first = self._frame.target
        if first and tuple(tokens[: len(first)]) == first:
            tokens = tokens[len(first) :]
        if self._frame.never:
            tokens = [token for token in tokens if token not in self._frame.never]
        whole, rest = len(tokens) + 1, max(0, len(tokens) - len(begun))
        # CTranslate2 sums over what it found and divides by the whole length to the power of the penalty; the mean
        # divides by the length of what it found.
        mean = float(score) * whole ** (self._length_penalty - 1) * (whole / (rest + 1))
        return Hypothesis(self._decode([*begun, *tokens[len(begun) :]]), mean, rest)


def has_character(tokenizer: Tokenizer, character: str) -> bool:
    """Whether a vocabulary has a character, as far as it can be told; one that it folds away counts as spelt."""
    vocabulary = tokenizer.pieces()
    if vocabulary is None:
        return True
    pieces = [piece.lstrip("▁") for piece in tokenizer.encode(f"a{character}a")]
    return UNKNOWN not in pieces and all(piece in vocabulary for piece in pieces if piece)
