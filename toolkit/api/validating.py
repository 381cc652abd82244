"""The front door to validation: whether TMX, XLIFF and TBX keep their formats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import StrPath

if TYPE_CHECKING:
    from toolkit.validation import Problem


def validate(path: StrPath) -> Iterator[Problem]:
    """Find where a file is not well-formed, or breaks TMX 1.4b, XLIFF 1.2, 2.0 or 2.1, or TBX (ISO 30042).

    >>> list(bitext.validate("old.tmx"))
    []

    Args:
        path: plain or packed; what it is is told by its root element.

    Yields:
        Each problem with its rule, line, column, unit, severity (``error`` or ``warning``), message and remedy.

    Raises:
        InputError: a file of another kind, or it cannot be read at all.
    """
    from toolkit.validation import kind_of, validate_file

    kind_of(Path(path))
    return validate_file(Path(path))


def kind(path: StrPath) -> str:
    """Format and version of a file, such as ``xliff 1.2``.

    Raises:
        InputError: a file of another kind, or it cannot be read at all.
    """
    from toolkit.validation import kind_of

    return " ".join(filter(None, kind_of(Path(path))))
