"""Options that several commands share: one name, one short form and one help text each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from toolkit.errors import InputError


class FolderPath(type(Path())):  # type: ignore[misc]
    """A path that was written with a slash at its end: a folder is meant, whether it is there or not."""


def _out_path(text: str) -> Path:
    return FolderPath(text) if text.endswith(("/", os.sep)) else Path(text)


def no_pipe(path: Path) -> Path:
    """An output that is a file or folder: ``-`` would make one of that name.

    Raises:
        InputError: it is standard output.
    """
    if path == Path("-"):
        raise InputError("--out -: this command does not write to standard output; name a file or folder")
    return path


Inputs = Annotated[
    list[Path], typer.Argument(help="Files of units, corpus folders, folders of such files, or patterns.")
]
Out = Annotated[Path, typer.Option("--out", "-o", callback=no_pipe, help="File to write; its suffix gives the format.")]
OutFolder = Annotated[Path, typer.Option("--out", "-o", callback=no_pipe, help="Folder to write into.")]
OutOrStdout = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="File to write, or folder for several inputs. Default: standard output.",
        parser=_out_path,
        metavar="<path>",
        callback=lambda path: None if path == Path("-") else path,
    ),
]
ReadAs = Annotated[str | None, typer.Option("--read-as", help="Input format, if the file name does not tell it.")]
Output = Annotated[str | None, typer.Option("--format", help="Output format, if the file name does not tell it.")]
From = Annotated[str | None, typer.Option("--from", help="Source language: selects units, or names a language.")]
To = Annotated[str | None, typer.Option("--to", help="Target language: selects units, or names a language.")]
FromFrench = Annotated[str, typer.Option("--from", help="Source language.")]
FromAny = Annotated[str, typer.Option("--from", help="Source language, or 'auto' to find it by the words.")]
ToEnglish = Annotated[str, typer.Option("--to", help="Target language.")]
Model = Annotated[
    str | None,
    typer.Option("--model", help="Model: 'embedded', the name of an installed package, a path, or ENGINE:PLACE."),
]
Beam = Annotated[int, typer.Option("--beam", min=1, max=64, help="Beam size; 1 is the fastest.")]
Glossary = Annotated[Path | None, typer.Option("--glossary", help="Terminology: TBX, TSV, CSV or a bitext.")]
OnlyChecks = Annotated[list[str] | None, typer.Option("--only", help="Run this check or group only; repeatable.")]
Also = Annotated[list[str] | None, typer.Option("--also", help="Run this check or group too; repeatable.")]
SkipChecks = Annotated[list[str] | None, typer.Option("--skip", help="Skip this check or rule; repeatable.")]
Checklists = Annotated[
    list[str] | None,
    typer.Option("--checklist", help="Rules of your own: a .toml file, or the name of a ready list; repeatable."),
]
Dismissed = Annotated[
    Path | None, typer.Option("--dismissed", help="File of dismissals. Default: bitext-dismissed.tsv, if it is there.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Do not write a file whose structure differs from the source.")]
Force = Annotated[bool, typer.Option("--force", "-f", help="Overwrite existing files.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
JsonLines = Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Do not show progress.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Number of processes.")]
Ray = Annotated[
    str | None,
    typer.Option("--ray", help="Run on Ray: 'local', 'auto' or a cluster's address. Outputs are then folders."),
]
