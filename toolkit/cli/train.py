"""``bitext train``: bitext to Argos package."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from toolkit.wording import counted


class Stage(StrEnum):
    """Which part of a run to do."""

    ALL = "all"
    PREPARE = "prepare"
    TRAIN = "train"
    EXPORT = "export"
    EVALUATE = "evaluate"
    PACK = "pack"
    UNPACK = "unpack"


def train(
    corpora: Annotated[
        list[Path] | None,
        typer.Argument(help="TSV (two columns, or with a header), TMX …, or the source side of a Moses pair."),
    ] = None,
    work: Annotated[Path, typer.Option("--work", help="Folder for data and checkpoints; runs resume from it.")] = Path(
        "train"
    ),
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Package to write, .argosmodel.")] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Settings, TOML; see docs/training.md.")] = None,
    bases: Annotated[
        list[str] | None,
        typer.Option(
            "--start-from",
            help="What to take vocabulary and weights over from: 'embedded', a package of 'bitext train' (name or "
            "path), or the work folder of a run; of several runs, their mean.",
        ),
    ] = None,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="Train the other direction, on the same corpora, glossary and tests.")
    ] = False,
    hours: Annotated[float, typer.Option("--hours", min=0.001, help="Time to train.")] = 2.0,
    stage: Annotated[Stage, typer.Option("--stage", help="Part of the run; a finished 'prepare' is kept.")] = Stage.ALL,
    shard_size: Annotated[int, typer.Option("--shard-size", min=1, help="Megabytes a shard, for 'pack'.")] = 60,
    beams: Annotated[list[int], typer.Option("--beam", min=1, max=64, help="For 'evaluate'; may be repeated.")] = [4],  # noqa: B006
    average: Annotated[
        list[Path] | None,
        typer.Option(
            "--average",
            help="Work folder of a run from the same beginning whose weights are averaged in, or its folder 'states' "
            "for all that it kept; repeatable.",
        ),
    ] = None,
    card: Annotated[Path | None, typer.Option("--card", help="Text for the package's README.md.")] = None,
) -> None:
    """Train a translation package.

    Uses your own bitext and needs the extra [train].

    Stages: prepare (clean, mix, learn the vocabulary, encode), train (resumes from its checkpoint; a file named STOP in
    the work folder makes it save and end), export (int8 Argos package). Apart from these: pack and unpack (the prepared
    data as shards in the folder --out, for a machine that takes only so much at a time).
    """
    from toolkit.api.training import TrainingRun, read_settings, require_training
    from toolkit.cli.console import note
    from toolkit.errors import InputError
    from toolkit.files import check_writable

    run = TrainingRun(work, read_settings(config, reverse, bases or ()))
    if stage in (Stage.PACK, Stage.UNPACK):
        if out is None:
            raise InputError("--out FOLDER of the shards is missing")
        if stage is Stage.PACK:
            for path in run.pack(out, shard_size):
                note(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
        else:
            note(f"{counted(run.unpack(out), 'pair')} in {work}")
        return
    if stage in (Stage.ALL, Stage.EXPORT):
        if out is None:
            raise InputError("--out PACKAGE.argosmodel is missing")
        check_writable(out)
    if stage is not Stage.PREPARE:
        require_training()
    if stage in (Stage.ALL, Stage.TRAIN, Stage.EVALUATE):
        run.check_tests()
    if stage is Stage.PREPARE or (stage is Stage.ALL and not run.prepared):
        if not corpora:
            raise InputError("no corpus; name the files to train on")
        run.prepare(corpora, bases or (), note)
    if stage in (Stage.ALL, Stage.TRAIN):
        run.train(hours, note)
    if stage in (Stage.ALL, Stage.EXPORT):
        assert out is not None
        typer.echo(f"{out}  sha256 {run.export(out, card, average or ())}")
    if stage is Stage.EVALUATE or (stage is Stage.ALL and run.settings.tests):
        run.evaluate(beams, typer.echo)
