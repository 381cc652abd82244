"""``bitext evaluate``: scores with intervals, guards, tests and gates; and the title check of bilingual articles."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.api.common import pair_or_default
from toolkit.cli import codes

if TYPE_CHECKING:
    from toolkit import Evaluation

_USUAL = "chrf,chrf++,bleu,ter"


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
    metrics: Annotated[str, typer.Option("--metrics", help="Comma-separated: {metrics}.")] = _USUAL,
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
    from toolkit.api.evaluating import (
        Gate,
        TestFiles,
        check_titles,
        compare_systems,
        read_test,
        read_wanted,
        translate_test,
        without_missing,
    )
    from toolkit.api.results import Evaluation
    from toolkit.cli.console import note, progress, read_input
    from toolkit.errors import InputError
    from toolkit.files import check_outputs

    if not paths and not references:
        raise InputError("nothing to score: give --hyp and --ref, or articles or a corpus folder")
    if segments and not json_output:
        raise InputError("--segments goes into the JSON; add --json")
    texts = TestFiles(hypotheses or [], references or [], source, documents, source_language, target_language)
    check_outputs((junit_file, markdown_file), [*(paths or ()), *texts.files(), baseline, comet], force)
    chosen, wanted = read_wanted(metrics, floors or [], bool(references), bool(paths))
    gate = Gate.asked(wanted, baseline, drop, significant, bool(references))
    result = Evaluation()
    if references:
        systems, testset = read_test(texts, lambda: read_input("-"))
        if metrics == _USUAL:
            chosen, why = without_missing(chosen, wanted, testset)
            if why:
                note(f"bitext: bleu is left out: {why}")
        systems += translate_test(models or [], testset, beam, lambda count: progress(count, "segments"))
        result.comparison = compare_systems(systems, testset, chosen, resamples, test.value, comet)
        result.checks += gate.of_systems(result.comparison)
    if paths:
        pair = pair_or_default(source_language, target_language)
        result.titles = check_titles(paths, models or [None], beam, *pair)
        result.checks += gate.of_titles(result.titles)
    _write(result, junit_file, markdown_file)
    if json_output:
        typer.echo(result.to_json(segments))
    else:
        _print(result, detail, worst, changed)
    _tell(result)


def _write(result: Evaluation, junit_file: Path | None, markdown_file: Path | None) -> None:
    from toolkit.files import write_text

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
    """End with exit code 1 where a gate does not hold, or nothing was scored."""
    from toolkit.cli.console import note

    if result.comparison is None and not result.titles:
        note("bitext: nothing was scored; --hyp and --ref score translations")
        raise typer.Exit(codes.FOUND)
    failed = [c for c in result.checks if not c.passed]
    if failed:
        note("bitext: gate not passed: " + "; ".join(f"{c.reason}, wanted {c.name.split(' ', 1)[1]}" for c in failed))
        raise typer.Exit(codes.FOUND)
