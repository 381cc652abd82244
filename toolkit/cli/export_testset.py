"""``bitext export-testset``: a corpus as a test set for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import Force, From, OutFolder, ReadAs, To


def export_testset(
    corpus: Annotated[Path, typer.Argument(help="Corpus folder, TMX, JSONL or TSV.")],
    out: OutFolder,
    layout: Annotated[str, typer.Option("--format", help="Layout: {testsets}.")],
    name: Annotated[str, typer.Option("--name", help="Name of the set; letters, digits and hyphens.")] = "bitext",
    pseudo: Annotated[bool, typer.Option("--pseudo", help="Use machine targets as references too.")] = False,
    read_as: ReadAs = None,
    source: From = None,
    target: To = None,
    force: Force = False,
) -> None:
    """Export a test set for evaluation tools.

    Writes source, references, document ids and system outputs. References are targets of human origin; machine targets
    become references with --pseudo only.
    """
    import toolkit

    made = toolkit.export_testset(
        corpus, out, layout, name=name, pseudo=pseudo, format=read_as, languages=(source, target), force=force
    )
    for path in made:
        typer.echo(str(path))
