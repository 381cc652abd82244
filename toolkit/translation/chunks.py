"""Sentences too long for a model: cut where the joints are, never truncated."""

from __future__ import annotations

import re
from collections.abc import Callable

_JOINTS = (
    re.compile(r"(?<=[;])\s+"),
    re.compile(r"(?<=[:])\s+|\s+(?=[-–—]\s)"),
    re.compile(r"(?<=,)\s+(?=(?:et|mais|car|qui|ce qui|dont|où|ainsi que|tandis que|alors que|and|but|which|while)\b)"),
    re.compile(r"(?<=,)\s+"),
    re.compile(r"\s+(?=(?:et|ou|que|qui|pour|dans|and|or|that|which|for|in)\b)"),
    re.compile(r"\s+"),
)


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


def _best_cut(text: str) -> tuple[int, int] | None:
    for joint in _JOINTS:
        cuts = [m.span() for m in joint.finditer(text) if 0.2 * len(text) <= m.start() <= 0.8 * len(text)]
        if cuts:
            return min(cuts, key=lambda span: abs(span[0] - len(text) / 2))
    return None
