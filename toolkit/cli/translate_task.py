"""What ``bitext translate`` is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.translate_auto import Files

if TYPE_CHECKING:
    from toolkit.errors import BitextError


@dataclass(slots=True, frozen=True)
class Task:
    """What is asked for.

    Attributes:
        paths: files, folders, ``-`` or a text.
        out: file or folder; None for standard output.
        kind, wrap, hidden: how the inputs are read.
        closed: folders that cannot be read, while others can.
    """

    paths: list[str]
    out: Path | None
    kind: str | None
    wrap: str
    hidden: str
    strict: bool
    force: bool
    quiet: bool
    closed: dict[Path, BitextError] = field(default_factory=dict)

    def files(self) -> Files:
        """What is to be translated."""
        from toolkit.api.translating import files_to_translate

        return files_to_translate(self.paths, self.kind, self.out, self.closed)
