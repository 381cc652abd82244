"""What the functions of :mod:`toolkit` return."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.api.common import StrPath, check_output
from toolkit.errors import InputError
from toolkit.files import open_output
from toolkit.pipeline.aligning import AlignedText, AlignOptions
from toolkit.pipeline.batch import FilesReport
from toolkit.pipeline.build import Corpus as BuiltCorpus
from toolkit.units import TranslationUnit

__all__ = ["Alignment", "Cleaning", "Corpus", "Evaluation", "FilesReport", "TranslatedFile"]

if TYPE_CHECKING:
    from toolkit.corpora.title_checks import TitleChecks
    from toolkit.evaluation.comparison import Comparison
    from toolkit.evaluation.gate import GateCheck
    from toolkit.filters import Cleaner, Journal, Verdict
    from toolkit.formats import WriteReport
    from toolkit.pipeline.export import InputFile
    from toolkit.pipeline.render import RenderedDocument


@dataclass(slots=True)
class Corpus(BuiltCorpus):
    """What :func:`toolkit.build` makes: articles, units and title checks.

    Attributes:
        inputs: the articles that it was made of.
        model: what is known of the model that translated, for the manifest.
        settings: of the build, for the manifest.
    """

    inputs: list[InputFile] = field(default_factory=list)
    model: Mapping[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls, built: BuiltCorpus, inputs: list[InputFile], model: Mapping[str, str], settings: dict[str, Any]
    ) -> Corpus:
        """A corpus with what is needed to save it."""
        values = {f.name: getattr(built, f.name) for f in fields(built)}
        return cls(**values, inputs=inputs, model=model, settings=settings)

    def agreement_figures(self) -> dict[str, float]:
        """How well the aligner agrees with the known map of sentences, over all articles: strict and lax figures."""
        from toolkit.pipeline.export import agreement_figures

        return agreement_figures(self)

    def save(self, folder: StrPath, force: bool = False) -> list[Path]:
        """Write the corpus folder; the same corpus gives the same bytes.

        Args:
            folder: new, empty, or an earlier build that nobody has edited.
            force: write into any other folder too.

        Returns:
            The files written, the manifest last.

        Raises:
            OutputError: the folder holds other things, or cannot be written.
        """
        from toolkit.corpora.folder import CorpusFolder
        from toolkit.pipeline.export import write_corpus

        CorpusFolder(Path(folder)).check(force)
        return write_corpus(self, Path(folder), self.inputs, self.model, self.settings, force)


@dataclass(slots=True)
class Alignment(AlignedText):
    """Two texts and the beads between their sentences.

    Attributes:
        options: how they were aligned.
        name: of the bitext, for ids.
    """

    options: AlignOptions = field(default_factory=AlignOptions)
    name: str = "aligned"

    def pairs(self, minimum: float = 0.0, empty: bool = False) -> list[TranslationUnit]:
        """Translation units of the beads.

        Args:
            minimum: threshold of the beads' scores, 0 to 1.
            empty: also sentences without a counterpart.
        """
        found = AlignedText.units(self, self.name, self.options, empty)
        return [unit for unit in found if unit.scores["alignment"] >= minimum]

    def write(
        self, path: StrPath, *, minimum: float = 0.0, format: str | None = None, force: bool = False
    ) -> WriteReport:
        """Write the beads to a file whose suffix gives the format; ``.beads`` has numbers of sentences, as gold files.

        Args:
            path: to write; ``.gz``, ``.xz`` and ``.bz2`` are packed.
            minimum: threshold of the beads' scores, 0 to 1.
            format: name, where the suffix does not tell.
            force: overwrite.

        Raises:
            InputError: unknown format.
            OutputError: the file exists already, or cannot be written.
        """
        from toolkit.files import without_compression
        from toolkit.formats import WriteReport, format_of

        out = Path(path)
        if format == "beads" or (format is None and without_compression(out).suffix == ".beads"):
            check_output(out, force)
            kept = [bead for bead in self.beads if bead.score >= minimum]
            with open_output(out) as file:
                file.write("".join(f"{bead}:{bead.score:.3f}\n" for bead in kept).encode())
            return WriteReport(len(kept))
        form = format_of(out, format)
        if not form.many:
            check_output(out, force)
        # A translation memory has no place for a sentence without a counterpart.
        units = self.pairs(minimum, empty=form.name == "jsonl")
        pair = self.options.source_language, self.options.target_language
        return form.write(units, out, *pair, lambda place: check_output(place, force))


@dataclass(slots=True)
class TranslatedFile:
    """A file in the other language.

    Attributes:
        data: the whole file.
        rendered: its paragraphs with their sentences and translations.
        signature: all that the translation depends on.
        differences: how its structure differs from that of the source, a sentence each.
        charset: other than UTF-8 that a page of HTML declares and was read by; the translation is UTF-8.
    """

    data: bytes
    rendered: RenderedDocument
    signature: str
    differences: list[str] = field(default_factory=list)
    charset: str = ""

    @property
    def text(self) -> str:
        """The file as text; empty for a binary kind."""
        return self.data.decode("utf-8", "replace")

    @property
    def other_language(self) -> str:
        """Code of the language that the source is surely in, if it was translated from another; else empty."""
        from toolkit.pipeline.counting import other_language

        return other_language(self.rendered)

    def counts(self) -> Counter[str]:
        """Segments by outcome (``translated``, ``memory``, ``rule``, ``copied``); spans as ``protected KIND``."""
        from toolkit.pipeline.counting import count

        return count(self.rendered)

    def segments(self) -> Iterator[dict[str, Any]]:
        """A JSON-ready record of each sentence: paragraph, start, end, source, target, score and where it came from.

        ``outcome`` is ``translated``, ``memory``, ``rule`` or ``copied``; ``protected`` has start, end and kind of what
        stayed as it is.
        """
        from toolkit.pipeline.counting import outcome, protected_spans

        language = self.rendered.document.language
        for number, part in enumerate(self.rendered.paragraphs):
            for segment, translation in zip(part.segments, part.translations, strict=True):
                record = {
                    "paragraph": number,
                    "start": segment.start,
                    "end": segment.end,
                    "source": segment.text,
                    "target": translation.text,
                    "score": None if translation.score is None else round(translation.score, 4),
                    "retried": translation.retried,
                    "outcome": outcome(segment.text, translation),
                    "protected": [[s.start, s.end, s.kind] for s in protected_spans(segment.text, language)],
                    "signature": self.signature,
                }
                if translation.alternatives is not None:
                    record["alternatives"] = list(translation.alternatives)
                if translation.memory:
                    record |= {"memory": translation.memory, "memory_id": translation.source_id}
                yield record


class Cleaning:
    """The units that stay, as they come; the counts are whole when the last has been taken. Taken once.

    Attributes:
        read, kept: numbers of units.
        rejected: number of units by filter.
        examples: by filter, the first unit that it rejected and why, shortened.
        remembered: units that a run before had judged already.
    """

    def __init__(
        self,
        cleaner: Cleaner,
        units: Iterable[TranslationUnit],
        rejected: Callable[[TranslationUnit], object] | None,
        journal: Journal | None,
    ) -> None:
        self._cleaner, self._units, self._on_reject, self._journal = cleaner, units, rejected, journal

    def __iter__(self) -> Iterator[TranslationUnit]:
        from toolkit.filters.verdicts import mark_rejected

        finished = False
        try:
            with closing(_generator(self._cleaner.run(self._units))) as judged:
                for unit, verdict in judged:
                    if verdict:
                        yield unit
                    elif self._on_reject:
                        mark_rejected(unit, verdict)
                        self._on_reject(unit)
            finished = True
        finally:
            if self._journal is not None:
                self._journal.close(finished)

    @property
    def read(self) -> int:
        """Units that were looked at."""
        return self._cleaner.read

    @property
    def kept(self) -> int:
        """Units that stay."""
        return self._cleaner.kept

    @property
    def rejected(self) -> Counter[str]:
        """Units that go, by the filter that rejects them."""
        return self._cleaner.rejected

    @property
    def examples(self) -> dict[str, str]:
        """The first unit that each filter rejected and why, shortened."""
        return self._cleaner.examples

    @property
    def remembered(self) -> int:
        """Units whose verdicts came from the journal."""
        return self._journal.found if self._journal else 0


def _generator(judged: Iterator[tuple[TranslationUnit, Verdict]]) -> Any:
    return judged


@dataclass(slots=True)
class Evaluation:
    """Scores of systems on a test set, or of the titles found in articles, and the gates asked of them.

    Attributes:
        comparison: systems with their figures, intervals, tests and doubts; None for titles.
        titles: title checks by document; None for systems.
        checks: what :meth:`gate` looked at.
    """

    comparison: Comparison | None = None
    titles: TitleChecks | None = None
    checks: list[GateCheck] = field(default_factory=list)

    @property
    def scores(self) -> dict[str, dict[str, float]]:
        """Score by system (or document) and metric; of several titles in a document, the last."""
        found = {d: {s.metric: s.score for c in checks for s in c.scores} for d, checks in (self.titles or {}).items()}
        systems = self.comparison.systems if self.comparison else []
        return found | {s.name: {name: figure.score for name, figure in s.metrics.items()} for s in systems}

    @property
    def doubts(self) -> list[str]:
        """What makes the scores doubtful, a sentence each."""
        return [d.message for s in (self.comparison.systems if self.comparison else []) for d in s.doubts]

    @property
    def passed(self) -> bool:
        """Whether all gates hold."""
        return all(check.passed for check in self.checks)

    def gate(
        self,
        fail_under: Mapping[str, float] | None = None,
        baseline: StrPath | None = None,
        max_drop: float = 0.0,
        significant: bool = False,
    ) -> bool:
        """Ask more of the scores, and return whether all that was asked holds.

        Args:
            fail_under: least score by metric; of TER the most.
            baseline: earlier results (``bitext evaluate --json``) to compare with.
            max_drop: points that a score may fall below the baseline.
            significant: fail only if the drop is significant as well (p < 0.05).

        Raises:
            InputError: there is nothing to compare, or the baseline has other references or signatures.
        """
        from toolkit.evaluation.gate import check_drop, check_floors
        from toolkit.evaluation.results import read_results

        floors = list((fail_under or {}).items())
        for name, scores in self.scores.items():
            self.checks += check_floors(name, scores, floors)
        if floors and not self.scores:
            raise InputError("no human text was found beside its source; there is nothing to compare")
        if baseline is not None:
            if self.comparison is None:
                raise InputError("a baseline is for systems with references, not for titles")
            self.checks += check_drop(self.comparison, read_results(Path(baseline)), max_drop, significant)
        return self.passed

    def to_dict(self, segments: bool = False) -> dict[str, Any]:
        """All figures, JSON-ready, as ``bitext evaluate --json`` prints them."""
        from toolkit.evaluation.results import to_dict

        return to_dict(self.comparison, self.titles, self.checks, segments)

    def to_json(self, segments: bool = False) -> str:
        """:meth:`to_dict` as text."""
        return json.dumps(self.to_dict(segments), ensure_ascii=False, indent=2)

    def markdown(self) -> str:
        """A summary for a pull request."""
        from toolkit.evaluation.summaries import markdown

        return markdown(self.comparison, self.titles, self.checks)

    def junit(self) -> str:
        """The gates as JUnit XML."""
        from toolkit.evaluation.summaries import junit

        return junit(self.checks)
