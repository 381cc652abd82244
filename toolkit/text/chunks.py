"""Sentences too long for a model: cut where the joints are, never truncated, and put together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_JOINTS = (
    re.compile(r"(?<=[;])\s+"),
    re.compile(r"(?<=[:])\s+|(?<!\s)\s++(?=[-–—]\s)"),
    re.compile(r"(?<=,)\s+(?=(?:et|mais|car|qui|ce qui|dont|où|ainsi que|tandis que|alors que|and|but|which|while)\b)"),
    re.compile(r"(?<=,)\s+"),
    re.compile(r"(?<!\s)\s++(?=(?:et|ou|que|qui|pour|dans|and|or|that|which|for|in)\b)"),
    re.compile(r"\s+"),
)

# English words that are no names: one of them that a model begins with a capital at a joint is made small again.
_SMALL = frozenset(
    "a according after also an and as at because before but by during even for from given he her his if in including "
    "into it its like more not of on or our she since so such than that the their these they this those through to "
    "under until up we when where whether which while who whose with without".split()
)
_ENDS = (".", "!", "?", "…")
_MARKS = tuple(",;:")
# An abbreviation's stop stays.
_STOP = re.compile(r"(?<=\w{3})\.\s*$")


def split_long(text: str, limit: int, length: Callable[[str], int]) -> list[str]:
    """Cut a sentence into pieces that a model can take, at the strongest joint nearest to the middle.

    Args:
        text: sentence with single spaces.
        limit: tokens that a piece may have at most.
        length: gives the number of tokens of a text.

    Returns:
        Pieces in order, which joined by spaces are the sentence again; a single word over the limit is cut by force.
    """
    if length(text) <= limit:
        return [text]
    cut = _best_cut(text)
    if cut is None:
        middle = len(text) // 2
        return split_long(text[:middle], limit, length) + split_long(text[middle:], limit, length)
    left, right = text[: cut[0]], text[cut[1] :]
    return split_long(left, limit, length) + split_long(right, limit, length)


def cut_words(text: str, most: int) -> list[tuple[int, int]]:
    """Offsets of the parts of a sentence of very many words, cut as :func:`split_long` does.

    Args:
        text: the sentence.
        most: words that a part may have; where no blank is near the middle, it may have more.

    Example:
        >>> cut_words("un chat, puis deux chiens", 3)
        [(0, 8), (9, 25)]
    """
    done: list[tuple[int, int]] = []
    waiting = [(0, len(text))]
    while waiting:
        start, end = waiting.pop()
        part = text[start:end]
        cut = _best_cut(part) if len(part.split()) > most else None
        if cut is None:
            done.append((start, end))
        else:
            waiting += [(start + cut[1], end), (start, start + cut[0])]
    return done


def _best_cut(text: str) -> tuple[int, int] | None:
    for joint in _JOINTS:
        cuts = [m.span() for m in joint.finditer(text) if 0.2 * len(text) <= m.start() <= 0.8 * len(text)]
        if cuts:
            return min(cuts, key=lambda span: abs(span[0] - len(text) / 2))
    return None


def join_translations(pieces: Sequence[tuple[str, str]]) -> str:
    """Join the translations of the pieces of one sentence.

    A model takes each piece for a sentence: it begins with a capital and ends with a stop. Where the piece itself does
    not, the capital of an English function word is made small, and the stop becomes the mark at the end of the piece,
    or goes: a title without a stop gets none.

    Args:
        pieces: source and translation of each piece, in order.
    """
    return " ".join(fitted_translations(pieces))


def fitted_translations(pieces: Sequence[tuple[str, str]]) -> list[str]:
    """The translations of the pieces of one sentence as they are joined, see :func:`join_translations`."""
    texts = []
    for number, (source, text) in enumerate(pieces):
        source = source.strip()
        first, space, rest = text.partition(" ")
        if number and source[:1].islower() and first.lower() in _SMALL:
            text = first.lower() + space + rest
        last = number + 1 == len(pieces)
        if source[-1:].isalnum() or not (last or source.endswith(_ENDS)):
            text = _STOP.sub("", text)
        if not last and source[-1:] in _MARKS and not text.endswith(source[-1]):
            text += source[-1]
        texts.append(text)
    return texts
