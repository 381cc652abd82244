"""The front door to languages of documents that nobody has named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.api.common import Progress
    from toolkit.api.results import FilesReport
    from toolkit.pipeline.detection import Detected
    from toolkit.text.identify import Guess as Guess
    from toolkit.translation import Engine


@dataclass(slots=True, frozen=True)
class FileOptions:
    """How files are read and written; see :func:`toolkit.translate_files`."""

    kind: str | None = None
    wrap: str = "auto"
    hidden_sheets: str = "auto"
    force: bool = False
    strict: bool = False


def detect(content: bytes, path: Path, target: str, kind: str | None = None) -> Guess:
    """The language of a document, and how probable it is.

    Raises:
        InputError: see :func:`toolkit.pipeline.detection.detect`.
    """
    from toolkit.pipeline import detection

    return detection.detect(content, path, target, kind)


def detect_files(files: Sequence[tuple[Path, Path]], target: str, kind: str | None = None) -> Detected:
    """The languages of files, with the files by language; see :func:`toolkit.pipeline.detection.detect_files`."""
    from toolkit.pipeline import detection

    return detection.detect_files(files, target, kind)


def surely_other(text: str, expected: str) -> str:
    """Code of a language that a text is surely in instead of the expected one; else empty."""
    from toolkit.languages.tags import primary_language
    from toolkit.text import identify

    return identify.surely_other(text, primary_language(expected))


def check_outputs(files: Sequence[tuple[Path, Path]], target: str, out: Path) -> None:
    """Find out whether translations of files, made language by language, would go to one place.

    Raises:
        OutputError: two of them would, or one would overwrite an input.
    """
    from toolkit.pipeline.batch import targets_of

    targets_of(files, target, out)


def translate_found(
    files: Sequence[tuple[Path, Path]],
    out: Path,
    engine: Engine,
    options: FileOptions,
    progress: Progress | None = None,
) -> FilesReport:
    """Translate files with their relative paths into a folder, as :func:`toolkit.translate_files` does."""
    from toolkit.pipeline.batch import translate_files
    from toolkit.pipeline.pages import ReadOptions

    read = ReadOptions(options.wrap, options.hidden_sheets)
    return translate_files(files, engine, out, options.force, progress, options.kind, read, options.strict)
