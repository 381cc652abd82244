"""Training data in pieces of bounded size, for machines that take only so much at a time."""

from __future__ import annotations

import io
import lzma
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from toolkit.errors import InputError
from toolkit.files import write_bytes

_SIDES = ("source", "target")


def pack(work: Path, out: Path, most: int) -> list[Path]:
    """Cut ``pairs.npz`` of a work folder into shards, each with whole pairs and the vocabulary's size beside.

    Args:
        work: prepared folder.
        out: folder for ``shard-000.xz`` and so on.
        most: bytes a shard.

    Raises:
        InputError: the folder was not prepared.
        OutputError: a shard cannot be written.
    """
    try:
        with np.load(work / "pairs.npz") as stored:
            data = {name: stored[name] for name in stored.files}
    except FileNotFoundError:
        raise InputError(f"{work}: no pairs.npz in this folder; run the stage 'prepare' first") from None
    total = len(data["source_offsets"]) - 1
    held = int(data["held"])
    paths: list[Path] = []
    start = 0
    # Piece ids shrink to about six tenths; the first guess is kept low and the next ones follow what was seen.
    count = max(1, int(most / (2.2 * (len(data["source"]) + len(data["target"])) / max(1, total))))
    while start < total:
        end = min(total, start + count)
        packed = _shard(data, start, end, max(0, min(held, end) - start))
        while len(packed) > most and end > start + 1:
            end = start + max(1, int((end - start) * 0.95 * most / len(packed)))
            packed = _shard(data, start, end, max(0, min(held, end) - start))
        path = out / f"shard-{len(paths):03d}.xz"
        write_bytes(path, packed)
        paths.append(path)
        count = max(1, int((end - start) * 0.97 * most / len(packed)))
        start = end
    return paths


def _shard(data: dict[str, np.ndarray], start: int, end: int, held: int) -> bytes:
    arrays: dict[str, Any] = {"held": np.asarray(held)}
    for side in _SIDES:
        offsets = data[f"{side}_offsets"][start : end + 1]
        arrays[side] = data[side][offsets[0] : offsets[-1]]
        # Lengths pack better than places.
        arrays[f"{side}_lengths"] = np.diff(offsets).astype(np.uint16)
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return lzma.compress(buffer.getvalue(), preset=1)


def unpack(shards: Sequence[Path], work: Path) -> int:
    """Put shards together into ``pairs.npz`` of a work folder, the held-out pairs first; return the number of pairs.

    Raises:
        InputError: no shards, or a file that is none.
    """
    if not shards:
        raise InputError("no shards to unpack; name at least one file")
    parts = []
    for path in sorted(shards):
        try:
            with np.load(io.BytesIO(lzma.decompress(path.read_bytes())), allow_pickle=False) as stored:
                parts.append({name: stored[name] for name in stored.files})
        except (OSError, ValueError, KeyError, lzma.LZMAError) as error:
            raise InputError(f"{path}: not a shard of 'bitext train' ({error}); pack it again") from None
    arrays: dict[str, Any] = {"held": np.asarray(sum(int(p["held"]) for p in parts))}
    for side in _SIDES:
        lengths = np.concatenate([p[f"{side}_lengths"] for p in parts]).astype(np.int64)
        arrays[side] = np.concatenate([p[side] for p in parts])
        arrays[f"{side}_offsets"] = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    work.mkdir(parents=True, exist_ok=True)
    np.savez(work / "pairs.npz", **arrays)
    return len(arrays["source_offsets"]) - 1
