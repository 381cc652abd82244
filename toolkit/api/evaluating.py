"""Evaluation of files for programs built on the front door: test sets, gates, and titles of articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.api.common import Progress, StrPath
from toolkit.errors import InputError
from toolkit.evaluation.comparison import Comparison, SystemResult, compare, most_changed, worst
from toolkit.languages.pair import pair_or_default
from toolkit.wording import counted

__all__ = [
    "Comparison",
    "Gate",
    "SystemResult",
    "TestFiles",
    "TitleCheck",
    "TitleChecks",
    "check_titles",
    "compare_systems",
    "most_changed",
    "read_test",
    "read_wanted",
    "translate_test",
    "worst",
]

if TYPE_CHECKING:
    from toolkit.corpora.title_checks import TitleCheck, TitleChecks
    from toolkit.evaluation.gate import GateCheck
    from toolkit.evaluation.testset import Side, TestSet

#: Takes a number of segments and shows progress while its block runs.
Watch = Callable[[int], AbstractContextManager[Progress]]


def compare_systems(
    systems: Sequence[Side],
    testset: TestSet,
    metrics: Sequence[str],
    resamples: int,
    test: str,
    comet: StrPath | None = None,
) -> Comparison:
    """Score systems on a test set, with intervals and tests against the first; see :func:`toolkit.evaluate`.

    Raises:
        InputError: no system, an unknown metric, or a metric lacks what it needs.
        MissingExtraError: what a metric needs is not installed.
    """
    if not systems:
        raise InputError("no system; give --hyp FILE, or --src FILE with --model")
    checkpoint = None if comet is None else Path(comet)
    return compare(list(systems), testset, metrics, resamples, test, comet=checkpoint)


@dataclass(slots=True, frozen=True)
class TestFiles:
    """Files of a test set.

    Attributes:
        hypotheses: output of systems, ``-`` for stdin.
        references: of the same segments.
        source: the source text.
        documents: a document id a line.
        source_language, target_language: codes; None for what the files say, or else French and English.
    """

    hypotheses: list[Path]
    references: list[Path]
    source: Path | None
    documents: Path | None
    source_language: str | None
    target_language: str | None

    def files(self) -> list[Path | None]:
        """All of them, to be guarded."""
        return [*self.hypotheses, *self.references, self.source, self.documents]


@dataclass(slots=True, frozen=True)
class Gate:
    """What scores must reach.

    Attributes:
        floors: least score by metric; of TER the most.
        earlier: results to compare with.
        drop: points that a score may fall below them.
        significant: fail only if the drop is significant as well (p < 0.05).
    """

    floors: list[tuple[str, float]]
    earlier: dict[str, Any] | None
    drop: float
    significant: bool

    @classmethod
    def asked(
        cls,
        floors: list[tuple[str, float]],
        baseline: Path | None,
        drop: float | None,
        significant: bool,
        systems: bool,
    ) -> Gate:
        """A gate, refused where it could check nothing.

        Raises:
            InputError: a drop without a baseline, a baseline without systems, or one that cannot be read.
        """
        from toolkit.evaluation.results import read_results

        if baseline is not None and not systems:
            raise InputError("--baseline compares systems; give --hyp and --ref")
        if baseline is None and (drop is not None or significant):
            raise InputError(f"{'--significant' if drop is None else '--max-drop'} compares with --baseline; give one")
        return cls(floors, read_results(baseline) if baseline else None, drop or 0.0, significant)

    def of_systems(self, comparison: Comparison) -> list[GateCheck]:
        """Look at the scores of systems.

        Raises:
            InputError: the baseline has other references or signatures.
        """
        from toolkit.evaluation.gate import check_drop, check_floors

        checks: list[GateCheck] = []
        for system in comparison.systems:
            checks += check_floors(system.name, {n: m.score for n, m in system.metrics.items()}, self.floors)
        if self.earlier is not None:
            checks += check_drop(comparison, self.earlier, self.drop, self.significant)
        return checks

    def of_titles(self, titles: TitleChecks) -> list[GateCheck]:
        """Look at the scores of titles.

        Raises:
            InputError: there is none.
        """
        from toolkit.evaluation.gate import check_floors

        if self.floors and not titles:
            raise InputError(
                "no human text found beside its source in these documents; there is nothing for --fail-under"
            )
        checks: list[GateCheck] = []
        for document, found in titles.items():
            for title in found:
                checks += check_floors(document, {s.metric: s.score for s in title.scores}, self.floors)
        return checks


def read_wanted(
    metrics: str, floors: list[str], systems: bool, articles: bool
) -> tuple[list[str], list[tuple[str, float]]]:
    """Metrics and floors that are asked for, refused where a floor could check nothing.

    Args:
        metrics: names with commas between.
        floors: ``METRIC=VALUE`` each.
        systems, articles: whether there are such to score.

    Raises:
        InputError: no such metric, or a floor that could check nothing.
    """
    from toolkit.evaluation.gate import parse_floor
    from toolkit.evaluation.registry import METRICS

    known = list(METRICS)
    chosen = list(dict.fromkeys(m.strip() for m in metrics.split(",") if m.strip()))
    if not chosen:
        raise InputError(f"--metrics '{metrics}': names no metric; choose from: {', '.join(known)}")
    for name in chosen:
        METRICS.check(name)
    wanted = [parse_floor(f, known) for f in floors]
    for name, _ in wanted:
        if systems and name not in chosen:
            raise InputError(f"--fail-under {name}: is not computed; add it to --metrics")
        if articles and name == "comet":
            raise InputError("--fail-under comet: is not computed for articles; choose another metric")
    return chosen, wanted


def without_missing(chosen: list[str], wanted: list[tuple[str, float]], testset: TestSet) -> tuple[list[str], str]:
    """The usual metrics less BLEU where its tokeniser of the language is not installed, and why; nobody asked for it.

    Args:
        chosen: metrics.
        wanted: floors, for which a metric stays.
        testset: to be scored.
    """
    from toolkit.evaluation.metrics import lacks_tokeniser
    from toolkit.units import primary_language

    if "bleu" not in chosen or len(chosen) == 1 or "bleu" in dict(wanted):
        return chosen, ""
    why = lacks_tokeniser(primary_language(testset.target_language))
    return ([name for name in chosen if name != "bleu"], why) if why else (chosen, "")


def read_test(texts: TestFiles, stdin: Callable[[], str]) -> tuple[list[Side], TestSet]:
    """Read systems and references, fitted to each other segment by segment.

    Args:
        texts: the files.
        stdin: gives the text of ``-``.

    Raises:
        InputError: a file cannot be read, the numbers of segments differ, or stdin stands for several.
    """
    hypotheses, references, source, documents = texts.hypotheses, texts.references, texts.source, texts.documents
    from toolkit.evaluation.testset import TestSet, fit, fit_sources, parse_side, read_side

    if [*hypotheses, *references].count(Path("-")) > 1:
        raise InputError("only one of the texts can be - (stdin)")

    wanted = texts.source_language, texts.target_language

    def side(path: Path) -> Side:
        return parse_side("stdin", stdin()) if path == Path("-") else read_side(path, "target", *wanted)

    first, *others = [side(path) for path in references]
    sides = [first, *(fit(other, first) for other in others)]
    systems = [fit(side(path), first) for path in hypotheses]
    _name_apart(systems, hypotheses)
    given = read_side(source, "source", *wanted) if source else None
    sources = fit_sources(given, first) if given else first.sources or next((s.sources for s in systems), None)
    # What files say comes before the defaults, and an option before both.
    said = [s.source_language for s in (first, *systems)] + ([given.language] if given else [])
    source_language = texts.source_language or next(filter(None, said), None)
    said = [s.language for s in (*sides, *systems)]
    pair = pair_or_default(source_language, texts.target_language or next(filter(None, said), None))
    ids = sides[0].documents
    if documents is not None:
        ids = read_side(documents).segments
        if len(ids) != len(sides[0].segments):
            raise InputError(
                f"{documents}: {counted(len(ids), 'line')} for {counted(len(sides[0].segments), 'segment')}; "
                "give an id for each"
            )
    from_code, to_code = pair
    testset = TestSet([s.segments for s in sides], sources, ids, from_code, to_code, [s.name for s in sides])
    return systems, testset


def _name_apart(systems: list[Side], paths: list[Path]) -> None:
    names = [s.name for s in systems]
    for system, path in zip(systems, paths, strict=True):
        if names.count(system.name) > 1:
            system.name = str(path)


def translate_test(models: Sequence[str], testset: TestSet, beam: int, watch: Watch) -> list[Side]:
    """Translate the source of a test set with each model.

    Args:
        models: see :func:`toolkit.load_engine`.
        testset: with a source.
        beam: beam size.
        watch: called with the number of segments; shows progress while its block runs.

    Raises:
        InputError: there is no source.
        LanguagePairError, PackageError: see :func:`toolkit.load_engine`.
    """
    from toolkit.evaluation.testset import Side
    from toolkit.pipeline.render import translate_lines
    from toolkit.translation import load_translator
    from toolkit.units import primary_language

    if models and testset.sources is None:
        raise InputError("--model translates the source; give --src")
    sides = []
    for model in models:
        pair = primary_language(testset.source_language), primary_language(testset.target_language)
        engine = load_translator(pair, model, beam=beam)
        with watch(len(testset.sources or ())) as advance:
            sides.append(Side(model, list(translate_lines(testset.sources or (), engine, progress=advance))))
    return sides


def check_titles(paths: list[Path], models: Sequence[str | None], beam: int, source: str, target: str) -> TitleChecks:
    """Score the human titles in articles, or again those that corpus folders hold.

    Args:
        paths: articles, or corpus folders.
        models: one that translates, or None for the best that is there.
        beam: beam size.
        source, target: codes of languages.

    Raises:
        InputError: several models, a corpus folder with a model, or an input that is no article.
        LanguagePairError, PackageError: see :func:`toolkit.load_engine`.
    """
    from toolkit.corpora.folder import CorpusFolder
    from toolkit.evaluation.titles import evaluate_again

    if len(models) > 1:
        raise InputError("one --model at a time for articles")
    folders = [p for p in paths if CorpusFolder(p).evaluation.is_file()]
    if folders and list(models) == [None]:
        found: TitleChecks = {}
        for folder in folders:
            stored = CorpusFolder(folder).read_title_checks()
            found |= {document: [evaluate_again(c) for c in checks] for document, checks in stored.items()}
        if len(folders) == len(paths):
            return found
    elif folders:
        raise InputError(f"{folders[0]}: a corpus that is translated already; --model needs the articles themselves")
    else:
        found = {}
    from toolkit.documents import read_document
    from toolkit.files import text_files
    from toolkit.pipeline.titles import check_references
    from toolkit.translation import load_translator

    articles = text_files([p for p in paths if p not in folders])
    documents = [read_document(path, relative.with_suffix("").as_posix()) for path, relative in articles]
    engine = load_translator((source, target), models[0], beam=beam)
    return found | check_references(documents, engine)
