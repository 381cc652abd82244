"""Which format a file is of, and its problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import open_input
from toolkit.validation import tbx, xliff1, xliff2
from toolkit.validation.engine import Checker, Stream
from toolkit.validation.problems import RULES_OF, Problem
from toolkit.validation.tmx import validate_tmx

#: Rules of every format that :mod:`toolkit.validation.engine` reads.
_XLIFF_RULES: dict[str, tuple[str, str]] = {
    "well-formed": ("error", "the file is well-formed XML"),
    "root": ("error", "the root element is <xliff> of version 1.2, 2.0 or 2.1, in its namespace"),
    "structure": ("error", "elements are those of the standard, in their order"),
    "attribute-missing": ("error", "each element has the attributes that it needs"),
    "attribute-unknown": ("error", "attributes are those of the standard, others have a namespace"),
    "attribute-value": ("error", "attributes have the values of the standard"),
    "entity": ("warning", "text stands in the file itself: many tools drop what an entity stands for"),
    "namespace": ("warning", "elements are in the namespace of the standard"),
}
RULES_OF["xliff"] = _XLIFF_RULES | xliff1.RULES | xliff2.RULES
RULES_OF["tbx"] = tbx.RULES

_START = 1 << 16
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(tmx|xliff|martif|tbx|TBX)([\s>/][^>]*)", re.DOTALL)
# Not that of ITS, which may stand before it.
_VERSION = re.compile(rb"(?<![\w:.-])version\s*=\s*[\"']([^\"']*)[\"']")


def kind_of(path: Path) -> tuple[str, str]:
    """Format and version of a file by its root element: ``tmx``, ``xliff`` or ``tbx``.

    Raises:
        InputError: none of these, or the file cannot be read.
    """
    with open_input(path) as file:
        start = file.read(_START).replace(b"\0", b"")
    match = _ROOT.search(re.sub(rb"<!--.*?-->", b"", start, flags=re.DOTALL))
    if match is None:
        raise InputError(f"{path}: neither TMX nor XLIFF nor TBX; these can be validated")
    name = match[1].decode().lower()
    found = _VERSION.search(match[2])
    version = found[1].decode("ascii", "replace") if found else ""
    if name in ("martif", "tbx"):
        return "tbx", "ISO 30042:2008" if name == "martif" else "ISO 30042:2019"
    if name == "xliff" and version not in ("1.2", "2.0", "2.1"):
        raise InputError(f"{path}: XLIFF of version '{version}'; 1.2, 2.0 and 2.1 can be validated")
    return name, version


def validate_file(path: Path) -> Iterator[Problem]:
    """Check a file of any of the formats; memory does not grow with it.

    Args:
        path: plain or packed.

    Yields:
        Problems as they come; none from a valid file. After one of ``well-formed`` nothing follows.

    Raises:
        InputError: none of the formats, or the file cannot be read at all.
    """
    kind, version = kind_of(path)
    if kind == "tmx":
        yield from validate_tmx(path)
        return
    checker: Checker = tbx.Tbx() if kind == "tbx" else xliff1.Xliff1() if version == "1.2" else xliff2.Xliff2()
    yield from Stream(checker).problems(path)
