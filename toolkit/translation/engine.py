"""Translating many segments at once with an Argos package on CTranslate2.

argostranslate translates one paragraph a call and hands CTranslate2 about one sentence a batch; here all segments of a
job are sorted by length and cut into batches by tokens, and each keeps its place and its score.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Protocol

from toolkit.errors import PackageError
from toolkit.languages import french_to_english
from toolkit.lexical.known_words import package_known_words
from toolkit.lexical.lexicon import Lexicon, package_words
from toolkit.lexical.word_model import WEIGHT, WordModel, package_word_model
from toolkit.machine import available_cores
from toolkit.packages.archive import LIMIT, PARTED, PackageInfo
from toolkit.text import casing, protected, typography
from toolkit.text.chunks import split_long
from toolkit.text.repetition import is_looping, stutter_length
from toolkit.translation.jobs import Hypothesis, Job, Piece, Translation

#: As argostranslate; on our weights half a point of BLEU above 2, at two thirds of its speed (docs/translation.md).
DEFAULT_BEAM = 4
#: For what is made once and read often.
CORPUS_BEAM = 8
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
# A word that stands alone and was copied accounts for itself; it may by so many nats more than a translation.
_COPIED = 2.0
_DEFAULT_LIMIT = 160
_SPACES = re.compile(" {2,}")


class Engine(Protocol):
    """What the pipeline wants of a translation engine."""

    from_code: str
    to_code: str

    def translate(
        self, segments: Sequence[str], *, style: str | None = None, progress: Callable[[int], None] | None = None
    ) -> list[Translation]: ...

    @property
    def signature(self) -> str: ...

    @property
    def channel(self) -> WordModel | None: ...


class ArgosEngine:
    """An Argos package loaded into CTranslate2, int8.

    Args:
        package: a validated package, embedded, installed or a file.
        beam: beam size; 1 is greedy.
        threads: translations that run at the same time, each on one core; None for one a core.
        length_penalty: exponent of the length by which a hypothesis' score is divided.
        retry: translate what repeats itself again under a constraint.
        terms: a user's glossary, source term to target term; see :class:`toolkit.lexical.lexicon.Lexicon`.
        lexicon: use the package's own lexicon of rare words, if it has one.
        rerank: take not the likeliest hypothesis of the beam but the one that has lost the fewest numbers and names
            (French to English) and given terms and has the fewest words that its package does not know
            (:mod:`toolkit.lexical.known_words`), among equals the one that the package's word-to-word model and the
            translation model together find best (:mod:`toolkit.lexical.word_model`).

    Raises:
        PackageError: the model, the tokenizer or another file of the package cannot be loaded.
    """

    def __init__(
        self,
        package: PackageInfo,
        beam: int = DEFAULT_BEAM,
        threads: int | None = None,
        length_penalty: float = 1.0,
        retry: bool = True,
        terms: Mapping[str, str] | None = None,
        lexicon: bool = True,
        rerank: bool = True,
    ) -> None:
        import ctranslate2

        self.package = package
        self.from_code, self.to_code = package.from_code, package.to_code
        self._french_to_english = (self.from_code, self.to_code) == ("fr", "en")
        self.beam = beam
        self.length_penalty = length_penalty
        self.retry = retry
        self.rerank = rerank and beam > 1
        self._limit = int(package.metadata.get(LIMIT, _DEFAULT_LIMIT))
        prefix = str(package.metadata.get("target_prefix") or "")
        self._prefix = [prefix] if prefix else None
        self._lexicon = Lexicon(package_words(package) if lexicon else {}, terms)
        self._known = package_known_words(package) if self.rerank else None
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
        channel = f"chan:{self.channel.digest}*{WEIGHT:g}|" if self.rerank and self.channel else ""
        return (
            f"model:{self.package.name}|sha256:{self.package.sha256[:12]}|{lexicon}beam:{self.beam}|"
            f"lp:{self.length_penalty:g}|rerank:{self.rerank:d}|{words}{channel}retry:{self.retry:d}|int8|{typography.VERSION}|"
            f"ct2:{ctranslate2.__version__}"
        )

    @functools.cached_property
    def channel(self) -> WordModel | None:
        """The word-to-word model of the package, if it has one."""
        return package_word_model(self.package)

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
        jobs = {segment: self._prepare(segment) for segment in dict.fromkeys(segments)}
        counts = Counter(segments)
        if progress:
            progress(sum(counts[job.segment] for job in jobs.values() if not job.pieces))
        self._work(jobs.values(), lambda job: progress(counts[job.segment]) if progress else None)
        # What lost a term is translated again with a mark in its place, which a model copies.
        marked = {s: self._prepare(s, lost=lost) for s, job in jobs.items() if (lost := job.lost_terms())}
        self._work(marked.values())
        jobs |= {s: job for s, job in marked.items() if job.is_whole() and not job.lost_terms()}
        jobs |= self._with_lost_names(jobs)
        # What lost an address is translated again with the address in sight.
        again = {s: self._prepare(s, hide=False) for s, job in jobs.items() if not job.is_whole()}
        self._work(again.values())
        restored = {s: job.finish(style, self.to_code) for s, job in (jobs | again).items()}
        return [restored[segment] for segment in segments]

    def _with_lost_names(self, jobs: Mapping[str, Job]) -> dict[str, Job]:
        """Those jobs that lost a name which is the same in English, with a mark in its place, where that loses less."""
        channel = self.channel
        if not (self.rerank and self._french_to_english and channel):
            return {}
        lost = {}
        for segment, job in jobs.items():
            if not job.shouted and job.is_whole():
                names = [
                    n for piece in job.pieces for n in self._lost_names(piece) if channel.stands_for_itself(n.lower())
                ]
                if names:
                    lost[segment] = names
        again = {s: self._prepare(s, lost=set(jobs[s].marked.values()), names=names) for s, names in lost.items()}
        self._work(again.values())
        return {
            s: job
            for s, job in again.items()
            if job.is_whole() and self._total_faults(job) < self._total_faults(jobs[s])
        }

    @staticmethod
    def _lost_names(piece: Piece) -> list[str]:
        from toolkit.checks.names import lost_names

        return lost_names(piece.source, piece.text)

    def _total_faults(self, job: Job) -> int:
        return sum(self._faults(piece, piece.text) for piece in job.pieces)

    def _work(self, jobs: Collection[Job], finished: Callable[[Job], None] = lambda job: None) -> None:
        """Translate the pieces of jobs; tells of each job once it was through the model."""
        pieces = [p for job in jobs for p in job.all_pieces()]
        waiting = {id(p): job for job in jobs for p in job.all_pieces()}
        remaining = {id(job): len(job.all_pieces()) for job in jobs}
        for index, hypotheses in self._run(pieces, num_hypotheses=self.beam if self.rerank else 1):
            pieces[index].take(self._choose(pieces[index], hypotheses))
            job = waiting[id(pieces[index])]
            remaining[id(job)] -= 1
            if not remaining[id(job)]:
                finished(job)
        if self.retry:
            self._retry_loops(pieces)
        for job in jobs:
            self._choose_beginning(job)

    def _prepare(self, segment: str, hide: bool = True, lost: Collection[str] = (), names: Collection[str] = ()) -> Job:
        """Make a job of a segment.

        Args:
            segment: as it was given.
            hide: whether the model gets marks in the place of addresses.
            lost: given terms that it gets marks for.
            names: of the segment, likewise.
        """
        marker, rest = casing.split_marker(segment.strip())
        rest, kept = protected.hide(rest) if hide else (rest, {})
        shouted = casing.is_shouted(rest)
        folded = typography.fold(casing.unshout(rest) if shouted else rest)
        if self._french_to_english:
            folded = french_to_english.give(folded)
        job = Job(segment, marker, shouted, [], kept=kept)
        if names:
            one_of = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
            folded = re.sub(rf"(?<!\w)(?:{one_of})(?!\w)", lambda m: job.mark(m.group(), folded), folded)
        if any(map(str.isalpha, folded)):
            given = self._lexicon.given(folded)
            terms = [term for _, _, term in given if term not in lost]
            folded = self._lexicon.apply(folded, lambda term: job.mark(term, folded) if term in lost else term, given)
            parts = split_long(folded, self._limit, lambda text: len(self._encode(text)))
            job.pieces = [Piece(part, self._encode(part), [t for t in terms if t in part]) for part in parts]
            heading = casing.small_beginning(folded) if self.rerank and self.channel and len(parts) == 1 else None
            if heading:
                job.small = Piece(heading, self._encode(heading))
        return job

    def _choose_beginning(self, job: Job) -> None:
        """Take a heading's translation from a small first letter if that accounts for it at least as well."""
        if job.small is None or self.channel is None:
            return
        [piece], text = job.pieces, casing.capitalised(job.small.text)
        if text.lower() == piece.source.lower():
            return  # a name
        both = [piece.text, text]
        told = self.channel.scores(piece.source, both)
        ranks = [(self._faults(piece, t), -score) for t, score in zip(both, told, strict=True)]
        copied = piece.text == piece.source and " " not in piece.source and told[1] > told[0] - _COPIED
        if text and (copied or ranks[1] <= ranks[0]):
            piece.take(Hypothesis(text, job.small.score, job.small.length))
            piece.retried = job.small.retried

    def _retry_loops(self, pieces: list[Piece]) -> None:
        wide = {"beam_size": max(self.beam, _RETRIES), "num_hypotheses": _RETRIES}
        for constraint in _CONSTRAINTS:
            looping = [p for p in pieces if is_looping(p.text, p.source)]
            for index, hypotheses in self._run(looping, **constraint, **wide):
                piece = looping[index]
                # Free of loops if there is one, else the one that stutters least; the best among equals.
                ranked = [
                    (is_looping(h.text, piece.source), stutter_length(h.text, piece.source), number)
                    for number, h in enumerate(hypotheses)
                    if h.text
                ]
                if ranked and min(ranked)[:2] < (True, stutter_length(piece.text, piece.source)):
                    piece.take(hypotheses[min(ranked)[2]])
                    piece.retried = True

    def _choose(self, piece: Piece, hypotheses: Sequence[Hypothesis]) -> Hypothesis:
        """The first of the hypotheses with the fewest faults."""
        best = hypotheses[0]
        if len(hypotheses) == 1:
            return best
        least = self._faults(piece, best.text)
        for other in hypotheses[1:]:
            if not least:
                break
            if other.text and not is_looping(other.text, piece.source):
                faults = self._faults(piece, other.text)
                if faults < least:
                    best, least = other, faults
        return best

    def _faults(self, piece: Piece, text: str) -> int:
        from toolkit.checks.faithfulness import losses

        restored = typography.restore(text, piece.source)
        lost = losses(piece.source, restored) if self._french_to_english else 0
        invented = len(self._known.invented(restored, piece.source)) if self._known else 0
        return lost + invented + len(piece.lost_terms(text))

    def _run(self, pieces: Sequence[Piece], **options: Any) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Yield (index, hypotheses, the best one first), longest first: no core ends on a long batch alone."""
        order = sorted(range(len(pieces)), key=lambda i: -len(pieces[i].tokens))
        share = sum(len(p.tokens) for p in pieces) // _BATCHES
        batch_tokens = max(_SMALLEST_BATCH, min(_BATCH_TOKENS, share))
        submitted = []
        for start in range(0, len(order), _SLICE):
            indices = order[start : start + _SLICE]
            batch = [pieces[i].tokens for i in indices]
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
                yield index, self._rated(pieces[index].source, result.hypotheses, result.scores)

    def _rated(self, source: str, hypotheses: list[list[str]], scores: list[float]) -> list[Hypothesis]:
        result = []
        for tokens, score in zip(hypotheses, scores, strict=True):
            if self._prefix and tokens[:1] == self._prefix:
                tokens = tokens[1:]
            # CTranslate2 divides by the length to the power of the penalty; the mean divides by the length.
            mean = float(score) * max(1, len(tokens) + 1) ** (self.length_penalty - 1)
            result.append(Hypothesis(self._decode(tokens), mean, len(tokens)))
        if self.rerank and self.channel and len(result) > 1:
            told = self.channel.scores(source, [h.text for h in result])
            value = {id(h): h.score * (h.length + 1) + WEIGHT * t for h, t in zip(result, told, strict=True)}
            result.sort(key=lambda h: -value[id(h)])
        return result


def _load_tokenizer(package: PackageInfo) -> tuple[Callable[[str], list[str]], Callable[[list[str]], str]]:
    if package.tokenizer == "sentencepiece.model":
        import sentencepiece

        processor = sentencepiece.SentencePieceProcessor()
        try:
            processor.LoadFromSerializedProto(package.read(package.tokenizer))
        except RuntimeError as error:
            raise PackageError(f"{package.path}: sentencepiece.model cannot be loaded ({error})") from None

        parted = package.metadata.get(PARTED) is True

        def encode(text: str) -> list[str]:
            pieces: list[str] = processor.encode(typography.part_quotes(text) if parted else text, out_type=str)
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
