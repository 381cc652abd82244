"""``bitext align`` and ``bitext score-alignment``."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from toolkit.pipeline.aligning import AlignOptions


class Split(StrEnum):
    """What the input's lines are."""

    SENTENCES = "sentences"
    LINES = "lines"


class Output(StrEnum):
    """What is written."""

    TSV = "tsv"
    TMX = "tmx"
    JSONL = "jsonl"
    BEADS = "beads"


class Boundaries(StrEnum):
    """What no bead may cross."""

    PARAGRAPHS = "paragraphs"
    NONE = "none"


_SUFFIXES = {"tsv": ".tsv", "tmx": ".tmx", "jsonl": ".jsonl", "beads": ".beads"}


def align(
    source: Annotated[Path | None, typer.Argument(help="Text in the source language, or a folder of such.")] = None,
    target: Annotated[Path | None, typer.Argument(help="Its translation, or a folder with like names.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write (folder for many). Default: stdout.")
    ] = None,
    output: Annotated[Output, typer.Option("--format", help="Format of the output.")] = Output.TSV,
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
        float, typer.Option("--min-score", min=0, max=1, help="Leave out beads that are less probably right.")
    ] = 0.0,
    aligner: Annotated[
        str, typer.Option("--aligner", help="{aligners}; or auto: the first where it covers the languages.")
    ] = "auto",
    boundaries: Annotated[
        Boundaries, typer.Option("--boundaries", help="'paragraphs': no bead crosses the end of one; needs as many.")
    ] = Boundaries.NONE,
    anchors: Annotated[
        Path | None, typer.Option("--anchors", help="Sentences that begin together: two numbers from 0 a line.")
    ] = None,
    pairs: Annotated[
        Path | None, typer.Option("--pairs", help="List of many pairs: source, target, name with tabs between.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes, for many pairs.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Align two texts that are translations of each other, or many pairs of them.

    With --split lines --format beads, line numbers are printed as gold files write them: [0, 1]:[0] and the score.
    Sentences without a counterpart appear with --format beads and jsonl; a translation memory has no place for them.
    Many pairs go into the folder --out; a run that was stopped goes on where it was.
    """
    from toolkit.alignment.boundaries import read_anchors
    from toolkit.cli.console import note
    from toolkit.errors import InputError
    from toolkit.files import atomic_writer, check_outputs
    from toolkit.pipeline.aligning import (
        AlignOptions,
        align_files,
        guess_language,
        pairs_of_folders,
        read_pairs_list,
        serialise,
    )

    options = AlignOptions(
        source_language or "fr",
        target_language or "en",
        aligner,
        split is Split.LINES,
        boundaries is Boundaries.PARAGRAPHS,
        tuple(read_anchors(anchors)) if anchors else (),
        minimum,
    )
    if pairs is not None:
        if source is not None or anchors is not None:
            raise InputError("--pairs names the texts itself; give no others, and no --anchors")
        _align_many(read_pairs_list(pairs), out, output.value, options, jobs, force, quiet)
        return
    if source is None or target is None:
        raise InputError("give a text and its translation, two folders, or --pairs LIST")
    if source.is_dir() and target.is_dir():
        if anchors is not None:
            raise InputError("--anchors belong to one pair of texts")
        _align_many(pairs_of_folders(source, target, options), out, output.value, options, jobs, force, quiet)
        return
    check_outputs([out], [source, target, anchors], force)
    options = replace(
        options,
        source_language=source_language or guess_language(source, "fr"),
        target_language=target_language or guess_language(target, "en"),
    )
    aligned = align_files(source, target, options)
    for warning in aligned.warnings:
        note(f"bitext: warning: {warning}")
    data = serialise(aligned, source.stem, options, output.value)
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        with atomic_writer(out) as file:
            file.write(data)


def _align_many(
    pairs: list[tuple[Path, Path, str]],
    out: Path | None,
    output: str,
    options: AlignOptions,
    jobs: int,
    force: bool,
    quiet: bool,
) -> None:
    from toolkit.cli.console import note, progress
    from toolkit.errors import InputError
    from toolkit.files import check_writable
    from toolkit.pipeline.aligning import align_many

    if out is None:
        raise InputError("many pairs need --out FOLDER")
    if out.is_file():
        raise InputError(f"{out}: a file, but many pairs need a folder; change --out")
    check_writable(out / "x")
    done = before = 0
    with progress(len(pairs), "pairs", quiet) as advance:
        for name, now, warnings in align_many(pairs, out, _SUFFIXES[output], options, output, jobs, force):
            done, before = done + now, before + (not now)
            for warning in warnings:
                note(f"bitext: warning: {name}: {warning}")
            advance(1)
    if not quiet:
        note(f"{done} pairs aligned into {out}/, {before} were finished before")


def score_alignment(
    gold: Annotated[Path, typer.Argument(help="Gold beads, one [0, 1]:[0] a line.")],
    predicted: Annotated[Path, typer.Argument(help="Predicted beads, likewise.")],
    json_output: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Score an alignment against gold: strict and lax precision, recall and F1 (Rosen 2005)."""
    from toolkit.alignment import score_alignment as compare
    from toolkit.alignment.score import read_beads
    from toolkit.cli.console import table

    score = compare(read_beads(gold), read_beads(predicted))
    figures = score.figures()
    if json_output:
        typer.echo(json.dumps({"predicted": score.predicted, "gold": score.gold, **figures}, indent=2))
        return
    rows = [["", "precision", "recall", "F1"]]
    rows += [[n, *(f"{figures[f'{n}_{f}']:.4f}" for f in ("precision", "recall", "f1"))] for n in ("strict", "lax")]
    typer.echo(table(rows, right=frozenset({1, 2, 3})))
