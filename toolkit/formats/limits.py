"""How long a translation may be, where its file says so."""

from __future__ import annotations

from collections.abc import Mapping

# Properties by whoever made the unit; then attributes of XLIFF 1.2, which counts pixels where it says nothing.
_NAMES = ("max-length", "maxwidth", "maxLength", "max_length")
_WIDTH, _SIZE = "unit@maxwidth", "unit@size-unit"
_CHARACTERS = frozenset(["char", "byte"])


def length_limit(properties: Mapping[str, str]) -> tuple[int, str] | None:
    """The most characters, or bytes of UTF-8, that a target may have, and which of the two; None without a limit.

    >>> length_limit({"unit@maxwidth": "10", "unit@size-unit": "char"})
    (10, 'char')
    >>> length_limit({"unit@maxwidth": "10"}) is None  # these are pixels
    True

    Args:
        properties: of a unit.
    """
    for name in _NAMES:
        value = properties.get(name, "").strip()
        if value.isdecimal():
            return _limit(value, properties.get("size-unit", "char"))
    value = properties.get(_WIDTH, "").strip()
    return _limit(value, properties.get(_SIZE, "pixel")) if value.isdecimal() else None


def _limit(value: str, size: str) -> tuple[int, str] | None:
    return (int(value), size) if size in _CHARACTERS else None


def over_limit(target: str, properties: Mapping[str, str]) -> tuple[int, str] | None:
    """The limit that a target is over, and a sentence about it; None if it fits.

    Args:
        target: of a unit.
        properties: of that unit.
    """
    limit = length_limit(properties)
    if limit is None:
        return None
    most, size = limit
    length = len(target) if size == "char" else len(target.encode("utf-8", "surrogatepass"))
    if length <= most:
        return None
    return most, f"the target has {length} {'characters' if size == 'char' else 'bytes'} where {most} fit"
