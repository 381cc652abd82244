"""Files that are held whole are refused in one line where the memory that they need is not there."""

from __future__ import annotations

from toolkit.errors import InputError
from toolkit.machine import free_memory

#: Smaller files need no look at the machine.
LARGE = 16 << 20


def refuse_too_large(name: str, size: int, times: int) -> None:
    """Refuse a file that would not fit into memory with what is made of it.

    Args:
        name: of the file.
        size: of its texts in bytes.
        times: bytes of memory for each of them.

    Raises:
        InputError: it needs more memory than is free.
    """
    if size < LARGE or (free := free_memory()) is None or times * size <= free:
        return
    need = times * size
    raise InputError(
        f"{name}: {size / 1e6:,.0f} MB of text need some {need / 1e9:,.1f} GB of memory, and {free / 1e9:,.1f} GB "
        "are free; cut the file into parts, or give its texts as .txt or .jsonl, which are translated part by part"
    )
