"""``bitext memory``: translation memories as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli import codes

app = typer.Typer(no_args_is_help=True, help="Build and search translation memories.")


@app.command("build")
def build(
    paths: Annotated[list[Path], typer.Argument(help="Files of units, corpus folders, folders of files, or patterns.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Memory to write, .sqlite.")],
    source: Annotated[str | None, typer.Option("--from", help="Source language, where a file does not say.")] = None,
    target: Annotated[str | None, typer.Option("--to", help="Target language, likewise.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Build a memory from bitext.

    It opens at once, whatever its size."""
    from toolkit.api.files import check_writable
    from toolkit.cli.console import note
    from toolkit.cli.units_io import read_units
    from toolkit.errors import InputError
    from toolkit.memory import build_memory
    from toolkit.memory.store import SUFFIXES

    if out.suffix.lower() not in SUFFIXES:
        raise InputError(f"{out}: name the memory .sqlite")
    check_writable(out)
    count = build_memory(read_units(paths, None, source, target, quiet), out)
    note(f"{count} units in {out}")


@app.command("find")
def find(
    memory: Annotated[Path, typer.Argument(help="Memory, or a file of units.")],
    text: Annotated[str, typer.Argument(help="Segment to look up.")],
    fuzzy: Annotated[float, typer.Option("--fuzzy", min=0.1, max=1, help="Threshold of the score.")] = 0.6,
    source: Annotated[str, typer.Option("--from", help="Source language.")] = "fr",
    target: Annotated[str, typer.Option("--to", help="Target language.")] = "en",
) -> None:
    """Print the best match of a segment.

    The exit code is 1 if there is none."""
    from toolkit.cli.console import note, printable
    from toolkit.memory import open_memory

    match = open_memory(memory, source, target).fuzzy(text, fuzzy)
    if match is None:
        note("bitext: no match")
        raise typer.Exit(codes.FOUND)
    typer.echo(f"{match.score:.2f}\t{printable(match.source, ' ')}\t{printable(match.target, ' ')}")
