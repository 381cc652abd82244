"""How long a translation may be, where its file says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

# Properties by whoever made the unit.
_NAMES = ("max-length", "maxwidth", "maxLength", "max_length")
_BYTES = "maxbytes"
# Attributes of XLIFF 1.2, which counts pixels where it says nothing.
_WIDTH, _SIZE = "unit@maxwidth", "unit@size-unit"
_CHARACTERS = frozenset(["char", "byte"])


def length_limits(properties: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The most characters, or bytes of UTF-8, that a target may have, each with which of the two.

    >>> list(length_limits({"unit@maxwidth": "10", "unit@size-unit": "char", "unit@maxbytes": "12"}))
    [(10, 'char'), (12, 'byte')]
    >>> list(length_limits({"unit@maxwidth": "10"}))  # these are pixels
    []

    Args:
        properties: of a unit.
    """
    size = properties.get("size-unit") or properties.get(_SIZE)
    rows = [(name, size or "char") for name in _NAMES] + [(_WIDTH, size or "pixel")]
    rows += [(_BYTES, "byte"), (f"unit@{_BYTES}", "byte")]
    for name, unit in rows:
        value = properties.get(name, "").strip()
        if value.isdecimal() and unit in _CHARACTERS:
            yield int(value), unit


def over_limit(target: str, properties: Mapping[str, str]) -> tuple[int, str] | None:
    """The limit that a target is over, as characters of it that fit, and a sentence about it; None if it fits.

    Args:
        target: of a unit.
        properties: of that unit.
    """
    for most, unit in length_limits(properties) if properties else ():
        counted = target if unit == "char" else target.encode("utf-8", "surrogatepass")
        if len(counted) > most:
            fits = most if isinstance(counted, str) else len(counted[:most].decode(errors="ignore"))
            return fits, f"the target has {len(counted)} {'characters' if unit == 'char' else 'bytes'} where {most} fit"
    return None
