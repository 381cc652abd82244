"""Digests of texts and files."""

from __future__ import annotations

import hashlib
from pathlib import Path

_BLOCK = 1 << 20


def text_digest(text: str, size: int = 8) -> bytes:
    """Short BLAKE2b digest of a text, for sets and indexes that shall hold no texts; the same on every machine."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()


def sha256_bytes(data: bytes) -> str:
    """SHA-256 of some bytes, lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    """SHA-256 of a file, lower-case hexadecimal, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
