"""Zip files of strangers: what to refuse before anything is unpacked, and what can go wrong after."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import PurePosixPath

#: What :mod:`zipfile` raises for a damaged, encrypted or odd archive while it is read.
ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    zlib.error,
    lzma.LZMAError,
)
# Deflate packs at most 1 to 1,032. Long XML comes near 1 to 50, a file of one repeated byte near the limit.
_RATIO = 200
_SMALL = 32 << 20
_MEMBERS = 100_000


def why_refused(archive: zipfile.ZipFile, limit: int) -> str:
    """Why an archive was made to do harm; empty if nothing speaks for that.

    Sizes are those that the archive states; :mod:`zipfile` unpacks no more than them.

    Args:
        archive: opened for reading.
        limit: most bytes that it may unpack to.
    """
    entries = archive.infolist()
    if len(entries) > _MEMBERS:
        return f"it holds {len(entries):,} files"
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > limit:
        return f"it unpacks to {unpacked >> 20:,} MiB, over the limit of {limit >> 20:,}"
    if unpacked > _SMALL and unpacked > _RATIO * packed:
        return f"it unpacks to {unpacked >> 20:,} MiB, over {_RATIO} times its size"
    seen: set[str] = set()
    for entry in entries:
        if entry.filename in seen:
            return f"it holds {entry.filename!r} twice"
        seen.add(entry.filename)
    return ""


def why_unsafe(entry: zipfile.ZipInfo) -> str:
    """Why an entry must not be unpacked: a path out of the folder, a link; empty if nothing speaks for that."""
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    if not parts or parts[0] == "/" or ".." in parts or ":" in parts[0] or not entry.filename.isprintable():
        return f"unsafe path '{entry.filename}' in the package"
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        return f"the package holds a link '{entry.filename}'"
    return ""
