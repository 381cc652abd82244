"""The front door to validation: whether TMX keeps its format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import StrPath

if TYPE_CHECKING:
    from toolkit.validation import Problem


def validate(path: StrPath) -> Iterator[Problem]:
    """Find where a TMX file is not well-formed, or breaks TMX 1.4b.

    >>> list(bitext.validate("old.tmx"))
    []

    Args:
        path: plain or packed.

    Yields:
        Each problem with its rule, line, unit, severity (``error`` or ``warning``) and message.

    Raises:
        InputError: not a TMX file, or it cannot be read at all.
    """
    from toolkit.validation import validate_tmx
    from toolkit.validation.tmx import check_is_tmx

    check_is_tmx(Path(path))
    return validate_tmx(Path(path))


def remedy(rule: str) -> str:
    """What mends a problem of a rule, as an imperative."""
    from toolkit.validation import RULES

    return RULES[rule][1]
