"""``bitext align`` and ``bitext score-alignment``."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import codes
from toolkit.cli.options import Force, Jobs, Json, OutOrStdout, Quiet
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit.api.aligning import AlignOptions
    from toolkit.errors import BitextError


class Split(StrEnum):
    """What the input's lines are."""

    SENTENCES = "sentences"
    LINES = "lines"


class Boundaries(StrEnum):
    """What no bead may cross."""

    PARAGRAPHS = "paragraphs"
    NONE = "none"


def align(
    source: Annotated[
        Path | None, typer.Argument(help="Text in the source language, - for stdin; or a folder of such.")
    ] = None,
    target: Annotated[
        Path | None, typer.Argument(help="Its translation, - for stdin; or a folder with like names.")
    ] = None,
    out: OutOrStdout = None,
    output: Annotated[
        str | None, typer.Option("--format", help="tsv, tmx, jsonl or beads. Default: by the suffix of --out, or tsv.")
    ] = None,
    split: Annotated[
        Split, typer.Option("--split", help="'sentences' splits the text; 'lines' takes a line for a sentence.")
    ] = Split.SENTENCES,
    source_language: Annotated[
        str | None, typer.Option("--from", help="Language of the source. Default: found out; fr for many pairs.")
    ] = None,
    target_language: Annotated[
        str | None, typer.Option("--to", help="Language of the target. Default: found out; en for many pairs.")
    ] = None,
    minimum: Annotated[
        float, typer.Option("--min-score", min=0, max=1, help="Drop beads below this probability.")
    ] = 0.0,
    aligner: Annotated[
        str, typer.Option("--aligner", help="{aligners}; or auto: the first where it covers the languages.")
    ] = "auto",
    boundaries: Annotated[
        Boundaries, typer.Option("--boundaries", help="'paragraphs': do not cross paragraph breaks.")
    ] = Boundaries.NONE,
    anchors: Annotated[
        Path | None, typer.Option("--anchors", help="Sentences that begin together: two numbers from 0 a line.")
    ] = None,
    pairs: Annotated[
        Path | None, typer.Option("--pairs", help="List of many pairs: source, target, name with tabs between.")
    ] = None,
    jobs: Jobs = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Align texts with their translations.

    Give two texts, two folders with files of the same names, or --pairs. The suffix of --out gives the format. With
    --split lines, --format beads prints line numbers as gold files do: [0, 1]:[0] and the score. Sentences without a
    counterpart appear with beads and jsonl only. Many pairs go into the folder --out; interrupted runs resume. A pair
    that cannot be aligned is named, and the exit code is 1.
    """
    from toolkit.api.aligning import (
        align_pair,
        options_of,
        output_format,
        pairs_of_folders,
        read_pairs_list,
        write_alignment,
    )
    from toolkit.cli.console import note
    from toolkit.errors import InputError
    from toolkit.files import check_outputs

    if output is not None:
        output_format(out, output)
    languages = source_language, target_language
    options = options_of(
        languages,
        aligner,
        lines=split is Split.LINES,
        paragraphs=boundaries is Boundaries.PARAGRAPHS,
        anchors=anchors,
        minimum=minimum,
    )
    if pairs is not None:
        if source is not None or anchors is not None:
            raise InputError("--pairs names the texts itself; give no others, and no --anchors")
        _align_many(read_pairs_list(pairs), out, output or "tsv", options, jobs or 1, force, quiet, {})
        return
    if source is None or target is None:
        raise InputError("give a text and its translation, two folders, or --pairs LIST")
    if source.is_dir() and target.is_dir():
        if anchors is not None:
            raise InputError("--anchors belong to one pair of texts")
        failed: dict[str, BitextError] = {}
        found = pairs_of_folders(source, target, options, failed)
        _align_many(found, out, output or "tsv", options, jobs or 1, force, quiet, failed)
        return
    output = output_format(out, output)
    check_outputs([out], [source, target, anchors], force)
    aligned, options = align_pair(source, target, options, languages, sys.stdin.buffer.read)
    for warning in aligned.warnings:
        note(f"bitext: warning: {warning}")
    data = write_alignment(aligned, "stdin" if str(source) == "-" else source.stem, options, output, out)
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _align_many(
    pairs: list[tuple[Path, Path, str]],
    out: Path | None,
    output: str,
    options: AlignOptions,
    jobs: int,
    force: bool,
    quiet: bool,
    failed: dict[str, BitextError],
) -> None:
    from toolkit.api.aligning import align_pairs, check_pairs_output
    from toolkit.cli.console import note, progress

    folder = check_pairs_output(out)
    done = before = 0
    with progress(len(pairs), "pairs", quiet) as advance:
        for name, now, warnings in align_pairs(pairs, folder, options, output, jobs=jobs, force=force, failed=failed):
            done, before = done + now, before + (not now)
            for warning in warnings:
                note(f"bitext: warning: {name}: {warning}")
            advance(1)
    if not quiet:
        left = f", {len(failed)} could not be aligned" if failed else ""
        note(f"{counted(done, 'pair')} aligned into {folder}/, {counted(before, 'was', 'were')} finished before{left}")
    for error in failed.values():
        note(f"bitext: {error}")
    if failed:
        raise typer.Exit(codes.FOUND)


def score_alignment(
    gold: Annotated[Path, typer.Argument(help="Gold beads, one [0, 1]:[0] a line; - for stdin.")],
    predicted: Annotated[Path, typer.Argument(help="Predicted beads, likewise.")],
    json_output: Json = False,
) -> None:
    """Score an alignment against gold.

    Prints strict and lax precision, recall and F1 (Rosen 2005)."""
    from toolkit.api.aligning import score_alignment as compare
    from toolkit.cli.console import read_input, table

    score = compare(gold, predicted, partial(read_input, "-"))
    figures = score.figures()
    if json_output:
        typer.echo(json.dumps({"predicted": score.predicted, "gold": score.gold, **figures}, indent=2))
        return
    rows = [["", "precision", "recall", "F1"]]
    rows += [[n, *(f"{figures[f'{n}_{f}']:.4f}" for f in ("precision", "recall", "f1"))] for n in ("strict", "lax")]
    typer.echo(table(rows, right=frozenset({1, 2, 3})))
