"""Length-bucketed batches of encoded pairs."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from toolkit.errors import InputError
from toolkit.training.pieces import BOS, EOS

_BUCKET = 20_000


class Batches:
    """Batches of about ``tokens`` target tokens; the same seed gives every worker the same order.

    Args:
        work: folder with ``pairs.npz``.
        tokens: target tokens a batch.
        longest: tokens a side; longer pairs are passed over.

    Raises:
        InputError: the folder was not prepared.
    """

    def __init__(self, work: Path, tokens: int, longest: int) -> None:
        try:
            data = np.load(work / "pairs.npz")
        except FileNotFoundError:
            raise InputError(f"{work}: no pairs.npz in this folder; run the stage 'prepare' first") from None
        self._sides = [(data[name], data[f"{name}_offsets"]) for name in ("source", "target")]
        self._lengths = [np.diff(offsets) + 1 for _, offsets in self._sides]
        usable = np.nonzero((self._lengths[0] <= longest) & (self._lengths[1] <= longest))[0]
        held = int(data["held"])
        self.held_out, self.train = usable[usable < held], usable[usable >= held]
        self._tokens = tokens
        #: Tells these pairs from others.
        self.digest = zlib.crc32(data["source"], zlib.crc32(data["source_offsets"]))
        if not len(self.train):
            raise InputError(f"{work}: no pair is short enough to train on; raise longest_tokens")

    def frequent(self) -> Any:
        """Pieces of the target, the most frequent first."""
        return np.argsort(-np.bincount(self._sides[1][0]), kind="stable")

    def group(self, indices: Any) -> list[list[int]]:
        """Cut pairs into batches of like lengths."""
        order = indices[np.lexsort((self._lengths[1][indices], self._lengths[0][indices]))]
        groups: list[list[int]] = []
        current: list[int] = []
        widest = 0
        for index in order:
            width = int(self._lengths[0][index] + self._lengths[1][index])
            if current and (len(current) + 1) * max(widest, width) > 2 * self._tokens:
                groups.append(current)
                current, widest = [], 0
            current.append(int(index))
            widest = max(widest, width)
        return [*groups, current] if current else groups

    def stream(self, seed: int, place: int = 0) -> Iterator[list[int]]:
        """Batches without end, every pair once before any comes again.

        Args:
            seed: of their order.
            place: number of the batch to begin with, for going on where a run was stopped.
        """
        while True:
            generator = np.random.default_rng(seed)
            order = generator.permutation(self.train)
            for start in range(0, len(order), _BUCKET):
                groups = self.group(order[start : start + _BUCKET])
                generator.shuffle(groups)
                yield from groups[place:]
                place = max(0, place - len(groups))
            seed += 1

    def arrays(self, indices: Sequence[int]) -> tuple[Any, Any, Any]:
        """Source, target shifted right and target of a batch, each (pairs, longest), padded with 0."""
        source = np.zeros((len(indices), int(self._lengths[0][indices].max())), np.int64)
        shifted = np.zeros((len(indices), int(self._lengths[1][indices].max())), np.int64)
        labels = np.zeros_like(shifted)
        for row, index in enumerate(indices):
            left, right = (ids[offsets[index] : offsets[index + 1]] for ids, offsets in self._sides)
            source[row, : len(left)], source[row, len(left)] = left, EOS
            shifted[row, 0], shifted[row, 1 : len(right) + 1] = BOS, right
            labels[row, : len(right)], labels[row, len(right)] = right, EOS
        return source, shifted, labels
