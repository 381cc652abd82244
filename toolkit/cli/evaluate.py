"""``bitext evaluate``: scores with intervals, guards, tests and gates; and the title check of bilingual articles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.cli import codes

if TYPE_CHECKING:
    from toolkit import Evaluation
    from toolkit.corpora.title_checks import TitleChecks
    from toolkit.evaluation.comparison import Comparison
    from toolkit.evaluation.gate import GateCheck
    from toolkit.evaluation.testset import Side, TestSet


class Test(StrEnum):
    """How systems are compared with the first."""

    BOOTSTRAP = "bootstrap"
    RANDOMISATION = "randomisation"
    NONE = "none"


def evaluate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Articles, or a corpus folder: check the human titles found in them."),
    ] = None,
    hypotheses: Annotated[
        list[Path] | None,
        typer.Option("--hyp", help="Output of a system, - for stdin; repeatable. The first is the baseline."),
    ] = None,
    references: Annotated[list[Path] | None, typer.Option("--ref", help="Reference; repeatable.")] = None,
    source: Annotated[Path | None, typer.Option("--src", help="Source text of --hyp and --ref.")] = None,
    documents: Annotated[Path | None, typer.Option("--docs", help="Document id of each segment, one per line.")] = None,
    models: Annotated[
        list[str] | None,
        typer.Option("--model", help="Model that translates --src or the articles; repeatable."),
    ] = None,
    beam: Annotated[int, typer.Option("--beam", min=1, max=64, help="Beam size for --model.")] = 4,
    source_language: Annotated[
        str | None, typer.Option("--from", help="Language of the source. Default: what the files say, or fr.")
    ] = None,
    target_language: Annotated[
        str | None, typer.Option("--to", help="Language of the translation. Default: what the files say, or en.")
    ] = None,
    metrics: Annotated[str, typer.Option("--metrics", help="Comma-separated: {metrics}.")] = "chrf,chrf++,bleu,ter",
    resamples: Annotated[
        int, typer.Option("--resamples", min=0, help="Bootstrap resamples; 0 for no intervals.")
    ] = 1000,
    test: Annotated[Test, typer.Option("--test", help="Test against the first system.")] = Test.BOOTSTRAP,
    worst: Annotated[int, typer.Option("--worst", min=0, help="Show this many segments with the lowest score.")] = 0,
    changed: Annotated[
        int, typer.Option("--changed", min=0, help="Show this many segments that differ most from the first system.")
    ] = 0,
    detail: Annotated[bool, typer.Option("--detail", help="Also show scores by document and by length.")] = False,
    floors: Annotated[
        list[str] | None, typer.Option("--fail-under", help="Exit 1 if METRIC=VALUE is not reached; repeatable.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Earlier results (--json) to compare with.")
    ] = None,
    drop: Annotated[
        float | None,
        typer.Option("--max-drop", min=0, help="Points that a score may fall below --baseline. Default: 0."),
    ] = None,
    significant: Annotated[
        bool, typer.Option("--significant", help="Fail only if the drop is significant (p < 0.05) as well.")
    ] = False,
    json_output: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    segments: Annotated[bool, typer.Option("--segments", help="Include each segment in the JSON.")] = False,
    junit_file: Annotated[Path | None, typer.Option("--junit", help="Write the gate as JUnit XML.")] = None,
    markdown_file: Annotated[Path | None, typer.Option("--markdown", help="Write a Markdown summary.")] = None,
    comet: Annotated[
        Path | None, typer.Option("--comet-model", help="Checkpoint on disk for the metric comet.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", "-f", help="Overwrite existing files.")] = False,
) -> None:
    """Score translations against references.

    Prints confidence intervals and significance tests, and warns of what makes the scores doubtful.

    Files are plain text (a segment a line), TSV, JSONL, TMX, or corpus folders. With articles or a corpus folder as
    arguments, human text found inside a document is compared with the machine's translation of its source.
    """
    from toolkit.api.files import check_outputs
    from toolkit.api.results import Evaluation
    from toolkit.errors import InputError

    if not paths and not references:
        raise InputError("nothing to score: give --hyp and --ref, or articles or a corpus folder")
    if segments and not json_output:
        raise InputError("--segments goes into the JSON; add --json")
    texts = _Texts(hypotheses or [], references or [], source, documents, source_language, target_language)
    check_outputs((junit_file, markdown_file), [*(paths or ()), *texts.files(), baseline, comet], force)
    chosen, wanted = _asked(metrics, floors or [], bool(references), bool(paths))
    gate = _Gate.asked(wanted, baseline, drop, significant, bool(references))
    result = Evaluation()
    if references:
        from toolkit.evaluation.comparison import compare

        systems, testset = _read(texts)
        systems += _translate(models or [], testset, beam)
        if not systems:
            raise InputError("no system; give --hyp FILE, or --src FILE with --model")
        result.comparison = compare(systems, testset, chosen, resamples, test.value, comet=comet)
        result.checks += gate.of_systems(result.comparison)
    if paths:
        result.titles = _titles(paths, models or [None], beam, source_language or "fr", target_language or "en")
        result.checks += gate.of_titles(result.titles)
    _write(result, junit_file, markdown_file)
    if json_output:
        typer.echo(result.to_json(segments))
    else:
        _print(result, detail, worst, changed)
    _tell(result)


@dataclass(slots=True, frozen=True)
class _Texts:
    """Files of a test set."""

    hypotheses: list[Path]
    references: list[Path]
    source: Path | None
    documents: Path | None
    source_language: str | None
    target_language: str | None

    def files(self) -> list[Path | None]:
        return [*self.hypotheses, *self.references, self.source, self.documents]


@dataclass(slots=True, frozen=True)
class _Gate:
    """What scores must reach."""

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
    ) -> _Gate:
        """Refuse a gate that could check nothing."""
        from toolkit.errors import InputError
        from toolkit.evaluation.results import read_results

        if baseline is not None and not systems:
            raise InputError("--baseline compares systems; give --hyp and --ref")
        if baseline is None and (drop is not None or significant):
            raise InputError(f"{'--significant' if drop is None else '--max-drop'} compares with --baseline; give one")
        return cls(floors, read_results(baseline) if baseline else None, drop or 0.0, significant)

    def of_systems(self, comparison: Comparison) -> list[GateCheck]:
        from toolkit.evaluation.gate import check_drop, check_floors

        checks: list[GateCheck] = []
        for system in comparison.systems:
            checks += check_floors(system.name, {n: m.score for n, m in system.metrics.items()}, self.floors)
        if self.earlier is not None:
            checks += check_drop(comparison, self.earlier, self.drop, self.significant)
        return checks

    def of_titles(self, titles: TitleChecks) -> list[GateCheck]:
        from toolkit.errors import InputError
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


def _write(result: Evaluation, junit_file: Path | None, markdown_file: Path | None) -> None:
    from toolkit.api.files import write_text

    if junit_file:
        write_text(junit_file, result.junit())
    if markdown_file:
        write_text(markdown_file, result.markdown())


def _print(result: Evaluation, detail: bool, worst: int, changed: int) -> None:
    from toolkit.cli.evaluation_text import print_comparison, print_titles

    if result.comparison is not None:
        print_comparison(result.comparison, detail, worst, changed)
    if result.titles is not None:
        print_titles(result.titles)


def _tell(result: Evaluation) -> None:
    """End with exit code 1 where a gate does not hold."""
    from toolkit.cli.console import note

    failed = [c for c in result.checks if not c.passed]
    if failed:
        note("bitext: gate not passed: " + "; ".join(f"{c.reason}, wanted {c.name.split(' ', 1)[1]}" for c in failed))
        raise typer.Exit(codes.FOUND)


def _asked(metrics: str, floors: list[str], systems: bool, articles: bool) -> tuple[list[str], list[tuple[str, float]]]:
    """Metrics and floors that are asked for, refused where a floor could check nothing."""
    from toolkit.errors import InputError
    from toolkit.evaluation.gate import parse_floor
    from toolkit.evaluation.registry import METRICS

    known = list(METRICS)
    chosen = list(dict.fromkeys(m.strip() for m in metrics.split(",") if m.strip()))
    if not chosen:
        raise InputError(f"--metrics '{metrics}': names no metric; choose from {', '.join(known)}")
    for name in chosen:
        METRICS.check(name)
    wanted = [parse_floor(f, known) for f in floors]
    for name, _ in wanted:
        if systems and name not in chosen:
            raise InputError(f"--fail-under {name}: is not computed; add it to --metrics")
        if articles and name == "comet":
            raise InputError("--fail-under comet: is not computed for articles; choose another metric")
    return chosen, wanted


def _read(texts: _Texts) -> tuple[list[Side], TestSet]:
    hypotheses, references, source, documents = texts.hypotheses, texts.references, texts.source, texts.documents
    from toolkit.evaluation.testset import TestSet, fit, fit_sources, parse_side, read_side

    if [*hypotheses, *references].count(Path("-")) > 1:
        from toolkit.errors import InputError

        raise InputError("- (stdin) can be one text only")

    def side(path: Path) -> Side:
        from toolkit.cli.console import read_input

        return parse_side("stdin", read_input("-")) if path == Path("-") else read_side(path)

    first, *others = [side(path) for path in references]
    sides = [first, *(fit(other, first) for other in others)]
    systems = [fit(side(path), first) for path in hypotheses]
    _name_apart(systems, hypotheses)
    given = read_side(source, "source") if source else None
    sources = fit_sources(given, first) if given else first.sources or next((s.sources for s in systems), None)
    # What files say comes before the defaults, and an option before both.
    said = [s.source_language for s in (first, *systems)] + ([given.language] if given else [])
    source_language = texts.source_language or next(filter(None, said), "fr")
    target_language = texts.target_language or next(filter(None, [s.language for s in (*sides, *systems)]), "en")
    ids = sides[0].documents
    if documents is not None:
        ids = read_side(documents).segments
        if len(ids) != len(sides[0].segments):
            from toolkit.errors import InputError

            raise InputError(f"{documents}: {len(ids)} lines for {len(sides[0].segments)} segments")
    testset = TestSet(
        [s.segments for s in sides], sources, ids, source_language, target_language, [s.name for s in sides]
    )
    return systems, testset


def _name_apart(systems: list[Side], paths: list[Path]) -> None:
    names = [s.name for s in systems]
    for system, path in zip(systems, paths, strict=True):
        if names.count(system.name) > 1:
            system.name = str(path)


def _translate(models: list[str], testset: TestSet, beam: int) -> list[Side]:
    from toolkit.cli.console import progress
    from toolkit.errors import InputError
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
        with progress(len(testset.sources or ()), "segments") as advance:
            sides.append(Side(model, list(translate_lines(testset.sources or (), engine, progress=advance))))
    return sides


def _titles(paths: list[Path], models: list[Any], beam: int, source: str, target: str) -> TitleChecks:
    from toolkit.corpora.folder import CorpusFolder
    from toolkit.errors import InputError
    from toolkit.evaluation.titles import evaluate_again

    if len(models) > 1:
        raise InputError("one --model at a time for articles")
    folders = [p for p in paths if CorpusFolder(p).evaluation.is_file()]
    if folders and models == [None]:
        found: TitleChecks = {}
        for folder in folders:
            stored = CorpusFolder(folder).read_title_checks()
            found |= {document: [evaluate_again(c) for c in checks] for document, checks in stored.items()}
        if len(folders) == len(paths):
            return found
    elif folders:
        raise InputError(f"{folders[0]}: a finished corpus; give the articles themselves with --model")
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
