"""Documents that are zip files with XML inside: Word and OpenDocument."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from toolkit.errors import InputError
from toolkit.files import ARCHIVE_ERRORS, why_refused
from toolkit.markup.model import Block, Page

# A book with its pictures unpacks to much less; a file that was made to fill a memory, to more.
_UNPACKED_LIMIT = 1 << 30
# Office programs keep a file with a password in one of the older kind (MS-OFFCRYPTO 2.1).
_COMPOUND, _ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")


@dataclass(slots=True)
class PackedDocument:
    """A zip file: its members, and those with text as pages.

    Attributes:
        members: in their order, with their dates.
        pages: by name of the member.
        finished: what becomes of the code of a member when anything in the file has changed.
        others: code of members without text that is finished too, by name.
    """

    members: list[tuple[zipfile.ZipInfo, bytes]]
    pages: list[tuple[str, Page]]
    finished: Callable[[str], str]
    others: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Block]:
        """The blocks of all pages."""
        return [block for _, page in self.pages for block in page.blocks]

    def fill(self, blocks: Sequence[Block | None]) -> bytes:
        """The file with other blocks; see :meth:`Page.fill`. Without any, it is as it was."""
        filled, position = {}, 0
        changed = any(block is not None for block in blocks)
        for name, page in self.pages if changed else []:
            count = len(page.blocks)
            filled[name] = self.finished(page.fill(blocks[position : position + count])).encode()
            position += count
        if changed:
            filled |= {name: self.finished(code).encode() for name, code in self.others.items()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for info, content in self.members:
                # As it was, dates too: the same file in gives the same bytes.
                archive.writestr(info, filled.get(part_name(info.filename), content), info.compress_type)
        return buffer.getvalue()


def part_name(name: str) -> str:
    r"""The name of a part of a package: some zip programs of Windows write other slashes.

    Example:
        >>> part_name("xl\\workbook.xml")
        'xl/workbook.xml'
    """
    return name.replace("\\", "/")


def contents(data: bytes, what: str, old: str) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """Read a zip file.

    Args:
        data: the file.
        what: the file should be, for messages.
        old: what to do with files of a forerunner of the format, for messages.

    Raises:
        InputError: not such a file, or a damaged one, one with a password, or one that unpacks to more than a gigabyte.
    """
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise InputError("protected by a password; save it without one first")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if reason := why_refused(archive, _UNPACKED_LIMIT):
                raise InputError(f"refused, {reason}")
            return [(info, archive.read(info)) for info in archive.infolist()]
    except ARCHIVE_ERRORS as error:
        raise InputError(f"not {what} ({error}); {old}") from None
