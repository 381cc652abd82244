"""Evaluations as text for a terminal or a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from toolkit.cli.console import note, table
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit.api.evaluating import Comparison, SystemResult, TitleCheck, TitleChecks


def print_comparison(comparison: Comparison, detail: bool, worst_count: int, changed_count: int) -> None:
    """Table of systems, signatures, and what was asked for besides; doubts go to stderr."""
    from toolkit.api.evaluating import most_changed, worst

    metrics = list(comparison.systems[0].metrics)
    rows = [["system", *(m for m in metrics)]]
    for system in comparison.systems:
        rows.append([system.name, *(_cell(system, m) for m in metrics)])
    count = len(comparison.testset.references[0])
    for system in comparison.systems:
        for doubt in system.doubts:
            note(f"warning: {system.name}: {doubt.message}")
    typer.echo(table(rows))
    typer.echo("")
    references = len(comparison.testset.references)
    typer.echo(f"{counted(count, 'segment')}, {counted(references, 'reference')}.", nl=False)
    first = comparison.systems[0].metrics[metrics[0]]
    typer.echo(" In brackets: 95 % interval by bootstrap." if first.low is not None else "")
    if any(m.p_value is not None for s in comparison.systems for m in s.metrics.values()):
        typer.echo(
            f"p: paired {'bootstrap' if comparison.test == 'bootstrap' else 'approximate randomisation'} against "
            f"{comparison.systems[0].name}."
        )
    for metric in metrics:
        typer.echo(f"{metric}: {comparison.systems[0].metrics[metric].signature}")
    if detail:
        for system in comparison.systems:
            _print_detail(system, metrics)
    first_metric = metrics[0]
    for system in comparison.systems:
        _print_segments(
            comparison, system, worst(system, first_metric, worst_count), f"lowest {first_metric}", first_metric
        )
    for system in comparison.systems[1:]:
        numbers = most_changed(comparison.systems[0], system, first_metric, changed_count)
        _print_segments(comparison, system, numbers, f"most changed {first_metric}", first_metric, True)


def _cell(system: SystemResult, metric: str) -> str:
    figure = system.metrics[metric]
    text = f"{figure.score:.1f}"
    if figure.low is not None:
        text += f" [{figure.low:.1f}, {figure.high:.1f}]"
    if figure.difference is not None:
        text += f" {figure.difference:+.1f}"
    if figure.p_value is not None:
        text += f" p={figure.p_value:.3f}"
    return text


def _print_detail(system: SystemResult, metrics: list[str]) -> None:
    figures = [system.metrics[m] for m in metrics]
    rows = [["words of the reference", "segments", *metrics]]
    for place, (bucket, count, _) in enumerate(figures[0].lengths):
        rows.append([bucket, str(count), *(f"{f.lengths[place][2]:.1f}" for f in figures)])
    typer.echo(f"\n{system.name} by length")
    typer.echo(table(rows, right=frozenset(range(1, len(rows[0])))))
    if figures[0].documents:
        rows = [["document", *metrics]]
        rows += [[d, *(f"{f.documents[d]:.1f}" for f in figures)] for d in figures[0].documents]
        typer.echo(f"\n{system.name} by document")
        typer.echo(table(rows, right=frozenset(range(1, len(rows[0])))))


def _print_segments(
    comparison: Comparison, system: SystemResult, numbers: list[int], title: str, metric: str, change: bool = False
) -> None:
    if numbers:
        typer.echo(f"\n{system.name}, {title}")
    base = comparison.systems[0]
    for number in numbers:
        scores = f"{system.metrics[metric].segments[number]:.1f}"
        if change:
            scores = f"{base.metrics[metric].segments[number]:.1f} -> {scores}"
        place = comparison.testset.numbers[number] if comparison.testset.numbers else number
        typer.echo(f"  segment {place + 1}: {metric} {scores}")
        if comparison.testset.sources is not None:
            typer.echo(f"    source     {comparison.testset.sources[number]}")
        if change:
            typer.echo(f"    baseline   {base.hypotheses[number]}")
        typer.echo(f"    hypothesis {system.hypotheses[number]}")
        for reference in comparison.testset.references:
            typer.echo(f"    reference  {reference[number]}")


def print_titles(titles: TitleChecks) -> None:
    """Each pair found, with its texts, scores and verdict."""
    if not titles:
        typer.echo("No human text in the target language stands beside its source in these documents.")
    for document, checks in titles.items():
        for check in checks:
            typer.echo(title_text(document, check))


def title_text(document: str, check: TitleCheck) -> str:
    """One title check as text."""
    figures = "  ".join(f"{s.metric} {s.score:.1f}" for s in check.scores)
    return "\n".join(
        [
            f"Human {check.kind} found in {document}, {check.found_by}:",
            f"  source     {check.source}",
            f"  hypothesis {check.hypothesis}",
            f"  reference  {check.reference}",
            f"  {figures}",
            f"  verdict    {check.verdict}: {check.verdict_reason}",
            "",
        ]
    )
