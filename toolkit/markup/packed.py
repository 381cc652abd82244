"""Documents that are zip files with XML inside: Word and OpenDocument."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.markup.model import Block, Page

# A book with its pictures unpacks to much less; a file that was made to fill a memory, to more.
_UNPACKED_LIMIT = 1 << 30


@dataclass(slots=True)
class PackedDocument:
    """A zip file: its members, and those with text as pages.

    Attributes:
        members: in their order, with their dates.
        pages: by name of the member.
        tidied: what becomes of the code of a page that was filled.
    """

    members: list[tuple[zipfile.ZipInfo, bytes]]
    pages: list[tuple[str, Page]]
    tidied: Callable[[str], str]

    @property
    def blocks(self) -> list[Block]:
        """The blocks of all pages."""
        return [block for _, page in self.pages for block in page.blocks]

    def fill(self, blocks: Sequence[Block | None]) -> bytes:
        """The file with other blocks; see :meth:`Page.fill`."""
        filled, position = {}, 0
        for name, page in self.pages:
            count = len(page.blocks)
            filled[name] = self.tidied(page.fill(blocks[position : position + count])).encode()
            position += count
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for info, content in self.members:
                # As it was, dates too: the same file in gives the same bytes.
                archive.writestr(info, filled.get(info.filename, content), info.compress_type)
        return buffer.getvalue()


def unpack(
    data: bytes,
    members: re.Pattern[str],
    main: str,
    what: str,
    read: Callable[[str], Page],
    old: str,
    tidied: Callable[[str], str] = str,
) -> PackedDocument:
    """Read a zip file.

    Args:
        data: the file.
        members: names of those that hold text.
        main: the one that must be there.
        what: the file should be, for messages.
        read: makes a page of the code of a member.
        old: what to do with files of a forerunner of the format, for messages.
        tidied: what becomes of the code of a page that was filled.

    Raises:
        InputError: not such a file, or a damaged one, or one that unpacks to more than a gigabyte.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
            if size > _UNPACKED_LIMIT:
                raise InputError(f"unpacks to {size >> 20} MiB, more than any text; refused")
            contents = [(info, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise InputError(f"not {what} ({error}); {old}") from None
    if not any(info.filename == main for info, _ in contents):
        raise InputError(f"not {what} (there is no {main} in it)")
    pages = [
        (info.filename, read(content.decode("utf-8-sig", errors="replace")))
        for info, content in contents
        if members.fullmatch(info.filename)
    ]
    return PackedDocument(contents, pages, tidied)
