"""Translating many segments at once with an Argos package on CTranslate2.

argostranslate translates one paragraph a call and hands CTranslate2 about one sentence a batch; here all segments of a
job are sorted by length and cut into batches by tokens, and each keeps its place and its score.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from toolkit.errors import PackageError
from toolkit.machine import available_cores
from toolkit.translation import casing, typography
from toolkit.translation.archive import PackageInfo
from toolkit.translation.chunks import join_translations, split_long
from toolkit.translation.lexicon import Lexicon, package_words
from toolkit.translation.repetition import is_looping, stutter_length
from toolkit.translation.words import package_known_words

#: As argostranslate; on our weights half a point of BLEU above 2, at two thirds of its speed (docs/translation.md).
DEFAULT_BEAM = 4
# A batch as large as the cache likes, but on a small job enough of them for several cores. The number of cores must not
# count here: the last bits of a score depend on the batch, and a corpus must not depend on the machine.
_BATCH_TOKENS = 1024
_SMALLEST_BATCH = 128
_BATCHES = 16
_SLICE = 256
# Hypotheses that are looked through for one that does not repeat itself.
_RETRIES = 6
# The mild constraint first: the strict one also forbids what good English repeats.
_CONSTRAINTS: tuple[dict[str, Any], ...] = (
    {"no_repeat_ngram_size": 3, "repetition_penalty": 1.1},
    {"no_repeat_ngram_size": 2, "repetition_penalty": 1.3},
)
_DEFAULT_LIMIT = 160
_SPACES = re.compile(" {2,}")
_METADATA_LIMIT = "bitext_max_source_tokens"


@dataclass(slots=True, frozen=True)
class Translation:
    """The translation of one segment.

    Attributes:
        text: translation with English typography.
        score: mean log-probability of its tokens in nats, 0 for a segment that was copied or translated by rule.
        retried: the first translation repeated itself and this one was made under a repetition constraint.
        pieces: into how many pieces the segment was cut for the model; 0 when the model had no part in it.
        memory: score of the match of a translation memory that it was taken from; 0 for none.
        source_id: the unit of the memory.
    """

    text: str
    score: float
    retried: bool = False
    pieces: int = 1
    memory: float = 0.0
    source_id: str = ""


class Engine(Protocol):
    """What the pipeline wants of a translation engine."""

    from_code: str
    to_code: str

    def translate(
        self, segments: Sequence[str], *, style: str | None = None, progress: Callable[[int], None] | None = None
    ) -> list[Translation]: ...

    @property
    def signature(self) -> str: ...


class ArgosEngine:
    """An Argos package loaded into CTranslate2, int8.

    Args:
        package: a validated package, embedded, installed or a file.
        beam: beam size; 1 is greedy.
        threads: translations that run at the same time, each on one core; None for one a core.
        length_penalty: exponent of the length by which a hypothesis' score is divided.
        candidates: where a translation has lost a number or a name (French to English) or has a word that its package
            does not know (:mod:`toolkit.translation.words`), so many hypotheses are looked at and the one with the
            fewest such faults is taken, the likeliest among equals; 1 never looks again.
        retry: translate what repeats itself again under a constraint.
        terms: a user's glossary, source term to target term; see :class:`toolkit.translation.lexicon.Lexicon`.
        lexicon: use the package's own lexicon of rare words, if it has one.

    Raises:
        PackageError: the model, the tokenizer or the lexicon cannot be loaded.
    """

    def __init__(
        self,
        package: PackageInfo,
        beam: int = DEFAULT_BEAM,
        threads: int | None = None,
        length_penalty: float = 1.0,
        candidates: int = 1,
        retry: bool = True,
        terms: Mapping[str, str] | None = None,
        lexicon: bool = True,
    ) -> None:
        import ctranslate2

        self.package = package
        self.from_code, self.to_code = package.from_code, package.to_code
        self.beam = beam
        self.length_penalty = length_penalty
        self.candidates = candidates
        self.retry = retry
        self._limit = int(package.metadata.get(_METADATA_LIMIT, _DEFAULT_LIMIT))
        prefix = str(package.metadata.get("target_prefix") or "")
        self._prefix = [prefix] if prefix else None
        self._lexicon = Lexicon(package_words(package) if lexicon else {}, terms)
        self._known = package_known_words(package) if candidates > 1 else None
        self._encode, self._decode = _load_tokenizer(package)
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
        """All that the output depends on, in one line."""
        import ctranslate2

        lexicon = f"lex:{self._lexicon.digest}|" if self._lexicon else ""
        words = f"words:{self._known.digest}|" if self._known else ""
        return (
            f"model:{self.package.name}|sha256:{self.package.sha256[:12]}|{lexicon}beam:{self.beam}|"
            f"lp:{self.length_penalty:g}|cand:{self.candidates}|{words}retry:{self.retry:d}|int8|{typography.VERSION}|"
            f"ct2:{ctranslate2.__version__}"
        )

    def translate(
        self,
        segments: Sequence[str],
        *,
        style: str | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> list[Translation]:
        """Translate segments; equal ones are translated once.

        Args:
            segments: sentences in the source language, each without newline; blank ones come back as they are.
            style: ``curly`` or ``straight`` quotes in the output; None to follow the source.
            progress: called with the number of segments finished since the last call.

        Returns:
            One translation for each segment, in order.
        """
        style = style or typography.quote_style(segments)
        jobs: dict[str, _Job] = {}
        for segment in segments:
            if segment not in jobs:
                jobs[segment] = self._prepare(segment)
        counts: dict[str, int] = {}
        for segment in segments:
            counts[segment] = counts.get(segment, 0) + 1
        pieces = [p for job in jobs.values() for p in job.pieces]
        finished = self._run([p.tokens for p in pieces])
        waiting = {id(p): job for job in jobs.values() for p in job.pieces}
        remaining = {id(job): len(job.pieces) for job in jobs.values()}
        if progress:
            progress(sum(counts[job.segment] for job in jobs.values() if not job.pieces))
        for index, [(tokens, score)] in finished:
            pieces[index].take(self._decode(tokens), score, len(tokens))
            job = waiting[id(pieces[index])]
            remaining[id(job)] -= 1
            if progress and not remaining[id(job)]:
                progress(counts[job.segment])
        if self.retry:
            self._retry_loops(pieces)
        if self.candidates > 1:
            self._retry_faults(pieces)
        restored = {s: job.finish(style, self.to_code) for s, job in jobs.items()}
        return [restored[segment] for segment in segments]

    def _prepare(self, segment: str) -> _Job:
        marker, rest = casing.split_marker(segment.strip())
        shouted = casing.is_shouted(rest)
        folded = typography.fold(casing.unshout(rest) if shouted else rest)
        pieces: list[_Piece] = []
        if any(map(str.isalpha, folded)):
            if self._lexicon:
                folded = self._lexicon.apply(folded)
            parts = split_long(folded, self._limit, lambda text: len(self._encode(text)))
            pieces = [_Piece(part, self._encode(part)) for part in parts]
        return _Job(segment, marker, shouted, pieces)

    def _retry_loops(self, pieces: list[_Piece]) -> None:
        wide = {"beam_size": max(self.beam, _RETRIES), "num_hypotheses": _RETRIES}
        for constraint in _CONSTRAINTS:
            looping = [p for p in pieces if is_looping(p.text, p.source)]
            for index, hypotheses in self._run([p.tokens for p in looping], **constraint, **wide):
                piece = looping[index]
                # Free of loops if there is one, else the one that stutters least; the likeliest among equals.
                ranked = [
                    (is_looping(text, piece.source), stutter_length(text, piece.source), number, text)
                    for number, (tokens, _) in enumerate(hypotheses)
                    if (text := self._decode(tokens))
                ]
                if ranked and min(ranked)[:2] < (True, stutter_length(piece.text, piece.source)):
                    tokens, score = hypotheses[min(ranked)[2]]
                    piece.take(min(ranked)[3], score, len(tokens))
                    piece.retried = True

    def _retry_faults(self, pieces: list[_Piece]) -> None:
        from toolkit.checks.faithfulness import losses

        def faults(piece: _Piece, text: str) -> int:
            restored = typography.restore(text, piece.source)
            lost = losses(piece.source, restored) if (self.from_code, self.to_code) == ("fr", "en") else 0
            return lost + (len(self._known.invented(restored, piece.source)) if self._known else 0)

        doubtful = [(p, count) for p in pieces if (count := faults(p, p.text))]
        wide = max(self.beam, self.candidates)
        runs = self._run([p.tokens for p, _ in doubtful], beam_size=wide, num_hypotheses=self.candidates)
        for index, hypotheses in runs:
            piece, count = doubtful[index]
            texts = [self._decode(tokens) for tokens, _ in hypotheses]
            ranked = [
                (faults(piece, text), -score, number)
                for number, (text, (_, score)) in enumerate(zip(texts, hypotheses, strict=True))
                if text and not is_looping(text, piece.source)
            ]
            if ranked and min(ranked)[0] < count:
                number = min(ranked)[2]
                tokens, score = hypotheses[number]
                piece.take(texts[number], score, len(tokens))

    def _run(self, sources: list[list[str]], **options: Any) -> Any:
        """Yield (index, [(tokens, mean log-probability), …]), longest first: no core ends on a long batch alone."""
        order = sorted(range(len(sources)), key=lambda i: -len(sources[i]))
        share = sum(map(len, sources)) // _BATCHES
        batch_tokens = max(_SMALLEST_BATCH, min(_BATCH_TOKENS, share))
        submitted = []
        for start in range(0, len(order), _SLICE):
            indices = order[start : start + _SLICE]
            batch = [sources[i] for i in indices]
            results = self._translator.translate_batch(
                batch,
                target_prefix=[self._prefix] * len(batch) if self._prefix else None,
                max_batch_size=batch_tokens,
                batch_type="tokens",
                length_penalty=self.length_penalty,
                return_scores=True,
                replace_unknowns=True,
                max_input_length=0,
                # A translation over twice as long as the longest source of its slice is a loop: do not pay for it.
                max_decoding_length=2 * len(batch[0]) + 12,
                asynchronous=True,
                **{"beam_size": self.beam, **options},
            )
            submitted.append((indices, results))
        for indices, results in submitted:
            for index, pending in zip(indices, results, strict=True):
                result = pending.result()
                yield index, [self._scored(t, s) for t, s in zip(result.hypotheses, result.scores, strict=True)]

    def _scored(self, tokens: list[str], score: float) -> tuple[list[str], float]:
        if self._prefix and tokens[:1] == self._prefix:
            tokens = tokens[1:]
        # CTranslate2 divides by the length to the power of the penalty; the mean divides by the length.
        return tokens, float(score) * max(1, len(tokens) + 1) ** (self.length_penalty - 1)


@dataclass(slots=True)
class _Piece:
    source: str
    tokens: list[str]
    text: str = ""
    score: float = 0.0
    length: int = 0
    retried: bool = False

    def take(self, text: str, score: float, length: int) -> None:
        self.text, self.score, self.length = text, score, length


@dataclass(slots=True)
class _Job:
    segment: str
    marker: str
    shouted: bool
    pieces: list[_Piece]

    def finish(self, style: str, to_code: str) -> Translation:
        if not self.pieces:
            return Translation(self.segment, 0.0, pieces=0)
        text = join_translations([(p.source, p.text) for p in self.pieces])
        if to_code == "en":
            text = typography.restore(text, self.segment, style)
        tokens = sum(max(1, p.length) for p in self.pieces)
        score = sum(p.score * max(1, p.length) for p in self.pieces) / tokens
        return Translation(
            self.marker + (text.upper() if self.shouted else text),
            score,
            any(p.retried for p in self.pieces),
            len(self.pieces),
        )


def _load_tokenizer(package: PackageInfo) -> tuple[Callable[[str], list[str]], Callable[[list[str]], str]]:
    if package.tokenizer == "sentencepiece.model":
        import sentencepiece

        processor = sentencepiece.SentencePieceProcessor()
        try:
            processor.LoadFromSerializedProto(package.read(package.tokenizer))
        except RuntimeError as error:
            raise PackageError(f"{package.path}: sentencepiece.model cannot be loaded ({error})") from None

        def encode(text: str) -> list[str]:
            pieces: list[str] = processor.encode(text, out_type=str)
            return pieces

        def decode(tokens: list[str]) -> str:
            # argostranslate's own tokenizer also turns "_" into a space here; that loses text.
            text: str = processor.decode_pieces(tokens)
            return _SPACES.sub(" ", text.replace("▁", " ")).strip()

        return encode, decode
    if package.members:
        raise PackageError(f"{package.path}: packages with bpe.model must be installed first ('bitext models install')")
    from argostranslate.package import Package

    tokenizer = Package(package.path).tokenizer
    return tokenizer.encode, tokenizer.decode
