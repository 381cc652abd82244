"""Alignment of files for programs built on the front door: one pair, or many into a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import StrPath
from toolkit.errors import BitextError, InputError
from toolkit.files import check_writable, open_output
from toolkit.languages.pair import DEFAULT_PAIR, pair_or_default
from toolkit.pipeline.aligning import AlignedText, AlignOptions
from toolkit.pipeline.pairing import pairs_of_folders, read_pairs_list

if TYPE_CHECKING:
    from toolkit.alignment.score import AlignmentScore

__all__ = [
    "SUFFIXES",
    "AlignOptions",
    "align_pair",
    "align_pairs",
    "check_pairs_output",
    "options_of",
    "output_format",
    "pairs_of_folders",
    "read_pairs_list",
    "score_alignment",
    "write_alignment",
]

#: Suffix by name of the formats that an alignment is written in.
SUFFIXES = {"tsv": ".tsv", "tmx": ".tmx", "jsonl": ".jsonl", "beads": ".beads"}


def options_of(
    languages: tuple[str | None, str | None],
    aligner: str = "auto",
    *,
    lines: bool = False,
    paragraphs: bool = False,
    anchors: Path | None = None,
    minimum: float = 0.0,
) -> AlignOptions:
    """How texts are aligned.

    Args:
        languages: of source and target; French and English where they are None.
        aligner: name, of :data:`toolkit.ALIGNERS`, or ``auto``.
        lines: a line is a sentence; else the texts are split.
        paragraphs: no bead crosses a paragraph break.
        anchors: file of sentences that begin together, two numbers from 0 a line.
        minimum: threshold of the beads' scores, 0 to 1.

    Raises:
        InputError: the anchors cannot be read.
    """
    from toolkit.alignment.boundaries import read_anchors

    given = tuple(read_anchors(anchors)) if anchors else ()
    pair = pair_or_default(*languages)
    return AlignOptions(pair.source, pair.target, aligner, lines, paragraphs, given, minimum)


def output_format(out: Path | None, name: str | None = None) -> str:
    """The format that is asked for, or else the one that a file is called by; TSV where its name does not tell.

    Raises:
        InputError: no such format, or a suffix of something else.
    """
    if name is not None:
        if name not in SUFFIXES:
            raise InputError(f"unknown format '{name}'; choose from: {', '.join(SUFFIXES)}")
        return name
    if out is None:
        return "tsv"
    suffixes = [s.lower() for s in out.suffixes]
    last = next((s for s in reversed(suffixes) if s not in (".gz", ".xz", ".bz2")), "")
    found = next((name for name, suffix in SUFFIXES.items() if suffix == last), None)
    if found is None and last not in ("", ".txt", ".tab", ".out"):
        raise InputError(
            f"{out}: cannot tell the format from the name; use {', '.join(SUFFIXES.values())}, or give --format"
        )
    return found or "tsv"


def align_pair(
    source: Path,
    target: Path,
    options: AlignOptions,
    languages: tuple[str | None, str | None] = (None, None),
    stdin: Callable[[], bytes] | None = None,
) -> tuple[AlignedText, AlignOptions]:
    """Align two texts, and find out the languages that are not given.

    Args:
        source, target: files.
        options: how they are aligned.
        languages: of source and target; None to find out.
        stdin: gives the content of ``-``; None if that is a file like others.

    Returns:
        The alignment, and the options with the languages found.

    Raises:
        InputError: see :func:`toolkit.align`; or both are ``-``.
    """
    from toolkit.files import read_bytes
    from toolkit.pipeline.aligning import align_contents, guess_language

    check_one_stdin(source, target)
    _check_alike(source, target)
    # Once each: a pipe gives its content only once.
    left, right = (
        (Path("<stdin>"), stdin()) if stdin and str(path) == "-" else (path, read_bytes(path))
        for path in (source, target)
    )

    settled = replace(
        options,
        source_language=languages[0] or guess_language(left[0], DEFAULT_PAIR.source, left[1]),
        target_language=languages[1] or guess_language(right[0], DEFAULT_PAIR.target, right[1]),
    )
    return align_contents(left, right, settled), settled


def check_one_stdin(first: StrPath, second: StrPath) -> None:
    """Refuse standard input for two texts.

    Raises:
        InputError: both paths are ``-``.
    """
    if str(first) == str(second) == "-":
        raise InputError("only one of the two texts can be - (stdin); give a file for the other")


def write_alignment(aligned: AlignedText, name: str, options: AlignOptions, format: str, out: Path | None) -> bytes:
    """The bytes of an alignment in a format, which are written to a file if there is one.

    Raises:
        OutputError: the file cannot be written.
    """
    from toolkit.pipeline.aligning import serialise

    data = serialise(aligned, name, options, format)
    if out is not None:
        with open_output(out) as file:
            file.write(data)
    return data


def check_pairs_output(out: Path | None) -> Path:
    """Find out before any work whether a folder of aligned pairs can be made.

    Raises:
        InputError: there is none, or it is a file.
        OutputError: it cannot be made.
    """
    if out is None:
        raise InputError("many pairs need --out FOLDER")
    if out.is_file():
        raise InputError(f"{out}: a file, but many pairs need a folder; change --out")
    check_writable(out / "x")
    return out


def _check_alike(source: Path, target: Path) -> None:
    """Two texts are wanted; where one is a folder, the other is missing or no folder."""
    paths = [path for path in (source, target) if str(path) != "-"]
    folders = [path for path in paths if path.is_dir()]
    for path in paths:
        if folders and not path.exists():
            raise InputError(f"{path}: no such file or folder; check the path")
    if len(folders) == 1:
        other = target if folders[0] == source else source
        raise InputError(f"{folders[0]}: a folder, and {other} is none; give two texts or two folders")


def align_pairs(
    pairs: Sequence[tuple[Path, Path, str]],
    out: Path,
    options: AlignOptions,
    format: str = "tsv",
    *,
    jobs: int = 1,
    force: bool = False,
    failed: dict[str, BitextError] | None = None,
) -> Iterator[tuple[str, bool, list[str]]]:
    """Align many pairs into a folder; an interrupted run resumes.

    Args:
        pairs: source, target and name.
        out: folder.
        options: how.
        format: name, of :data:`SUFFIXES`.
        jobs: processes.
        force: overwrite.
        failed: gets by name why a pair cannot be aligned, and the others go on; None to raise that.

    Yields:
        Name of the pair, whether it was aligned now, and warnings.

    Raises:
        InputError: a text cannot be read.
        OutputError: an output exists already, or cannot be written.
    """
    from toolkit.pipeline.aligning import align_many

    return align_many(pairs, out, SUFFIXES[format], options, format, jobs, force, failed)


def score_alignment(gold: StrPath, predicted: StrPath, stdin: Callable[[], str] | None = None) -> AlignmentScore:
    """Strict and lax precision, recall and F1 of predicted beads (Rosen 2005).

    Args:
        gold, predicted: files of beads, one ``[0, 1]:[0]`` a line.
        stdin: gives the text of ``-``; None if that is a file like others.

    Raises:
        InputError: a line of another form, named by its number.
    """
    from toolkit.alignment import score_alignment as compare
    from toolkit.alignment.score import parse_beads, read_beads

    check_one_stdin(gold, predicted)
    sides = (
        parse_beads(stdin(), "<stdin>") if stdin and str(path) == "-" else read_beads(Path(path))
        for path in (gold, predicted)
    )
    return compare(*sides)
