"""``bitext memory``: translation memories as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.api.common import DEFAULT_PAIR
from toolkit.cli import codes
from toolkit.cli.options import From, FromFrench, Inputs, Quiet, To, ToEnglish
from toolkit.wording import counted

app = typer.Typer(no_args_is_help=True, help="Build and search translation memories.")


@app.command("build")
def build(
    paths: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="Memory to write, .sqlite.")],
    source: From = None,
    target: To = None,
    quiet: Quiet = False,
) -> None:
    """Build a memory from bitext.

    It opens at once, whatever its size."""
    from toolkit.api.memories import build_memory, check_memory_output
    from toolkit.cli.console import note
    from toolkit.cli.units_io import read_units

    check_memory_output(out)
    count = build_memory(read_units(paths, None, source, target, quiet), out)
    note(f"{counted(count, 'unit')} in {out}")


@app.command("find")
def find(
    memory: Annotated[Path, typer.Argument(help="Memory, or a file of units.")],
    text: Annotated[str, typer.Argument(help="Segment to look up.")],
    fuzzy: Annotated[float, typer.Option("--fuzzy", min=0.1, max=1, help="Threshold of the score.")] = 0.6,
    source: FromFrench = DEFAULT_PAIR.source,
    target: ToEnglish = DEFAULT_PAIR.target,
) -> None:
    """Print the best match of a segment.

    The exit code is 1 if there is none."""
    import toolkit
    from toolkit.cli.console import note, printable

    match = toolkit.open_memory(memory, (source, target)).fuzzy(text, fuzzy)
    if match is None:
        note("bitext: no match")
        raise typer.Exit(codes.FOUND)
    typer.echo(f"{match.score:.2f}\t{printable(match.source, ' ')}\t{printable(match.target, ' ')}")
