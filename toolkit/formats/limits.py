"""How long a translation may be, where its file says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from toolkit.wording import counted

# Properties by whoever made the unit.
_NAMES = ("max-length", "maxwidth", "maxLength", "max_length")
_BYTES = "maxbytes"
# Attributes of XLIFF 1.2, which counts pixels where it says nothing.
_WIDTH, _SIZE = "unit@maxwidth", "unit@size-unit"
_CHARACTERS = frozenset(["char", "byte"])
# Bytes of other encodings, which only XLIFF 2 counts in.
_ENCODED = {"max-bytes-utf-16": "utf-16-le", "max-bytes-utf-32": "utf-32-le"}
# Of the module of XLIFF 2: "30", "2,30", "2,*".
_RESTRICTION = re.compile(r"\s*(?:(\d+)\s*,\s*)?(\d+|\*)\s*")
_STORAGES = {"xliff:utf8": "unit@maxbytes", "xliff:utf16": "max-bytes-utf-16", "xliff:utf32": "max-bytes-utf-32"}


def restriction_range(value: str) -> tuple[int, int | None] | None:
    """The least and the most of a restriction of XLIFF 2; None for no most, and for what is no restriction.

    >>> restriction_range("30"), restriction_range("2,*"), restriction_range("some")
    ((0, 30), (2, None), None)
    """
    match = _RESTRICTION.fullmatch(value)
    if match is None:
        return None
    return int(match[1] or 0), None if match[2] == "*" else int(match[2])


def restriction_properties(profiles: tuple[str, str], size: str, storage: str) -> dict[str, str]:
    """Limits of a unit of XLIFF 2 as properties of it, by the size restriction module of XLIFF 2.1.

    >>> restriction_properties(("xliff:codepoints", "xliff:utf8"), "2,30", "40")
    {'unit@maxwidth': '30', 'unit@size-unit': 'char', 'unit@maxbytes': '40'}

    Args:
        profiles: for sizes in general, and for storage. Those that are not of the standard count in what nobody knows.
        size, storage: the restrictions; empty where there is none.
    """
    found: dict[str, str] = {}
    characters, encoded = (restriction_range(value) for value in (size, storage))
    if profiles[0] == "xliff:codepoints" and characters and characters[1] is not None:
        found |= {_WIDTH: str(characters[1]), _SIZE: "char"}
    if profiles[1] in _STORAGES and encoded and encoded[1] is not None:
        found[_STORAGES[profiles[1]]] = str(encoded[1])
    return found


def length_limits(properties: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The most characters, or bytes, that a target may have, each with which: char, byte (of UTF-8), or an encoding.

    >>> list(length_limits({"unit@maxwidth": "10", "unit@size-unit": "char", "unit@maxbytes": "12"}))
    [(10, 'char'), (12, 'byte')]
    >>> list(length_limits({"unit@maxwidth": "10"}))  # these are pixels
    []

    Args:
        properties: of a unit.
    """
    size = properties.get("size-unit") or properties.get(_SIZE)
    rows = [(name, size or "char") for name in _NAMES] + [(_WIDTH, size or "pixel")]
    rows += [(_BYTES, "byte"), (f"unit@{_BYTES}", "byte"), *_ENCODED.items()]
    for name, unit in rows:
        value = properties.get(name, "").strip()
        if value.isdecimal() and (unit in _CHARACTERS or name in _ENCODED):
            yield int(value), unit


def over_limit(target: str, properties: Mapping[str, str]) -> tuple[int, str] | None:
    """The limit that a target is over, as characters of it that fit, and a sentence about it; None if it fits.

    Args:
        target: of a unit.
        properties: of that unit.
    """
    for most, unit in length_limits(properties) if properties else ():
        code = "utf-8" if unit == "byte" else unit
        written = target if unit == "char" else target.encode(code, "surrogatepass")
        if len(written) > most:
            fits = most if isinstance(written, str) else len(written[:most].decode(code, "ignore"))
            what = counted(len(written), "character" if unit == "char" else "byte")
            return fits, f"the target has {what} where {most} fit"
    return None
