"""Text as Markdown writes it: signs that would mean something get a backslash."""

from __future__ import annotations

import re

_SPECIAL = re.compile(
    r"[\\`]|\[(?=\[)|(?<!\s)\*|\*(?!\s)|\](?=[(\[:])|<(?=[\w/!?])|(?<=\s)#(?=#*$)|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)"
)
# What would begin a heading, list or quotation at the beginning of a line.
_BEGINNING = re.compile(r"^(?:#{1,6}(?=\s)|[-+*](?=\s)|>)|^(\d{1,9})(?=[.)]\s)")
_ADDRESS_OR_SPECIAL = re.compile(rf"(?P<address>(?:https?://|www\.)[^\s<>*\[\]`|]+)|{_SPECIAL.pattern}")


def escape(text: str) -> str:
    """A text as Markdown writes it."""
    # An address that stands in the text is a link as it is; with backslashes it is another one.
    escaped = _ADDRESS_OR_SPECIAL.sub(lambda m: m.group() if m["address"] else f"\\{m.group()}", text)
    return _BEGINNING.sub(lambda m: f"{m.group(1)}\\" if m.group(1) else f"\\{m.group()}", escaped)


def in_cell(code: str, cell: bool) -> str:
    """Code as it stands in a cell of a table, where it is in one."""
    return code.replace("|", "\\|") if cell else code


def escape_cell(text: str) -> str:
    """A text as a cell of a table writes it."""
    return escape(text).replace("|", "\\|")
