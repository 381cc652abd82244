"""Files that jobs on units write: what they are called, and what is never written over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from toolkit.errors import OutputError


def refuse_sources(outputs: Iterable[Path | None], sources: Iterable[Path]) -> None:
    """Refuse to write over files of units that are read, or over the files of a Moses pair that is named after a stem.

    Raises:
        OutputError: an output is one of them.
    """
    from toolkit.files import refuse_inputs
    from toolkit.formats.moses import is_side_of, other_sides

    written = [out for out in outputs if out is not None]
    read = [side for source in sources for side in (source, *other_sides(source))]
    refuse_inputs(written, read)
    for out in written:
        for side in read:
            if side == out or is_side_of(side, out):
                raise OutputError(f"{side}: is an input as well; choose another --out")


def is_several_files(path: Path, format: str | None = None) -> bool:
    """Whether a bitext of this format is made of several files.

    Raises:
        InputError: unknown format.
    """
    from toolkit.formats import format_of

    return format_of(path, format).many


def names_languages(path: Path, format: str | None = None) -> bool:
    """Whether a file of this format has to say the languages of its units.

    Raises:
        InputError: unknown format.
    """
    from toolkit.formats import format_of

    return format_of(path, format).name in ("tmx", "xliff", "xliff2", "po")


def check_unit_output(
    out: Path, force: bool, output: str | None = None, languages: tuple[str | None, str | None] = (None, None)
) -> None:
    """Find out before any work whether units may be written to a path, also where that makes several files.

    Raises:
        InputError: unknown format.
        OutputError: a file is there already and ``force`` is false, or none can be made.
    """
    from toolkit.files import check_output_file
    from toolkit.formats import format_of
    from toolkit.formats.moses import places

    form = format_of(out, output)
    if not form.many:
        check_output_file(out, force, "another name")
        return
    if form.name == "moses" and all(languages):
        for place in places(out, *map(str, languages)):
            check_output_file(place, force, "another name")
    elif form.name == "hf" and out.is_dir() and not force:
        for place in out.iterdir():
            raise OutputError(f"{place}: exists already; choose another name, or --force to overwrite")
