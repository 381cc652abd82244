"""The audit of EPUB files: members, the code of pages, the entries of tables of contents."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from toolkit.markup.audit import count_differences
from toolkit.markup.text_audit import audit_html

_PAGE = re.compile(r".*\.(?:xhtml|html?|xml)", re.IGNORECASE)
_LIST = re.compile(r".*\.(?:opf|ncx)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LANGUAGE = re.compile(r"(\slang\s*=\s*|:lang\s*=\s*|language[^<>]*>\s*)[\"']?[\w-]+")


def audit_epub(before: bytes, after: bytes) -> list[str]:
    """Compare a translated book with its source: one sentence a difference."""
    try:
        with zipfile.ZipFile(io.BytesIO(before)) as one, zipfile.ZipFile(io.BytesIO(after)) as other:
            names, theirs = one.namelist(), other.namelist()
            found = [f"{name} is missing" for name in names if name not in theirs]
            found += [f"{name} is new" for name in theirs if name not in names]
            for name in names:
                if name in theirs and (old := one.read(name)) != (new := other.read(name)):
                    found += _member_differences(name, old, new)
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        return [f"the file cannot be read ({error})"]


def _member_differences(name: str, old: bytes, new: bytes) -> list[str]:
    # The standard allows UTF-16 as well; what is written is UTF-8.
    old, new = (
        data.decode("utf-16", "replace").encode() if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data
        for data in (old, new)
    )
    if _LIST.fullmatch(name):
        return count_differences(_entries(old), _entries(new), name)
    if _PAGE.fullmatch(name):
        return [f"{name}: {difference}" for difference in audit_html(old, new)]
    return [f"{name} has changed"]


def _entries(code: bytes) -> dict[str, int]:
    """Tags of a list with how often they occur, whatever language they name."""
    counts: dict[str, int] = {}
    for tag in _TAG.findall(code.decode("utf-8", "replace")):
        plain = _LANGUAGE.sub(r"\1", tag)
        if not plain.startswith("<?"):
            counts[plain] = counts.get(plain, 0) + 1
    return counts
