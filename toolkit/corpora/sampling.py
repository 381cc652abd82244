"""Splitting and sampling by hashes: the same units go to the same side on every machine and in every order."""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from toolkit.errors import InputError
from toolkit.files import text_digest
from toolkit.registry import unknown
from toolkit.units import TranslationUnit

_RANGE = 1 << 64


def _place(key: str, seed: int) -> float:
    """Number from 0 to 1 that depends on a key and a seed only."""
    return int.from_bytes(text_digest(f"{seed}\t{key}"), "big") / _RANGE


def _source_key(unit: TranslationUnit) -> str:
    # Case, blanks and the way accents are encoded do not make another sentence: such twins must not fall on two sides.
    return " ".join(unicodedata.normalize("NFC", unit.source).lower().split())


def split_corpus(
    units: Iterable[TranslationUnit], shares: Sequence[tuple[str, float]], by: str = "auto", seed: int = 1
) -> Iterator[tuple[str, TranslationUnit]]:
    """Send each unit to one part.

    Args:
        units: in any order.
        shares: (name, share); the shares add up to 1.
        by: ``source`` (equal sources fall on one side), ``document`` (whole documents do), or ``auto``: documents where
            a unit names one, else sources.
        seed: another one, another split.

    Yields:
        (name of the part, unit), in the order of the units.

    Raises:
        InputError: shares that do not add up to 1, or an unknown ``by``.
    """
    if by not in ("auto", "source", "document"):
        raise InputError(unknown("way to split", by, ("auto", "source", "document")))
    if abs(sum(share for _, share in shares) - 1) > 1e-6 or any(share < 0 for _, share in shares):
        raise InputError("the shares of a split must add up to 1, and none may be negative")
    for unit in units:
        whole = by == "document" or (by == "auto" and unit.document)
        place = _place(f"d {unit.document}" if whole else f"s {_source_key(unit)}", seed)
        bound = 0.0
        for name, share in shares:
            bound += share
            if place < bound or name == shares[-1][0]:
                yield name, unit
                break


def sample_share(units: Iterable[TranslationUnit], share: float, seed: int = 1) -> Iterator[TranslationUnit]:
    """About a share of the units, in their order; equal units are all in or all out."""
    for unit in units:
        if _place(f"{unit.source}\t{unit.target}", seed) < share:
            yield unit


def sample_count(units: Iterable[TranslationUnit], count: int, seed: int = 1) -> list[TranslationUnit]:
    """Exactly so many units (or all, if there are fewer), in their order; memory holds the sample only."""
    kept: list[tuple[float, int, TranslationUnit]] = []
    for number, unit in enumerate(units):
        item = (-_place(f"{unit.source}\t{unit.target}\t{number}", seed), -number, unit)
        if len(kept) < count:
            heapq.heappush(kept, item)
        elif item[:2] > kept[0][:2]:
            heapq.heapreplace(kept, item)
    return [unit for _, _, unit in sorted(kept, key=lambda item: -item[1])]
