"""Doubled apostrophes of messages: ``It''s {0}`` says *It's*, and one alone would quote what follows (ICU, Java)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.markup.model import Block, Escape

_DOUBLED = re.compile(r"\w''\w")
_LONE = re.compile(r"(?<!')'(?:'')*(?!')")
_ARGUMENT = re.compile(r"\{\s*\w+\s*[,}]")


def take_doubled(blocks: Iterable[Block]) -> None:
    """Let blocks have one apostrophe for two, and write two again, where the messages of a file double them.

    Args:
        blocks: of a file with texts of programs; those with marks stay as they are.
    """
    plain = [block for block in blocks if not block.marks]
    if not any(_DOUBLED.search(block.text) for block in plain):
        return
    messages = any(_ARGUMENT.search(block.text) and _DOUBLED.search(block.text) for block in plain)
    lone = any(_ARGUMENT.search(block.text) and _LONE.search(block.text) for block in plain)
    for block in plain:
        own = _DOUBLED.search(block.text) and not _LONE.search(block.text)
        if own or (messages and not lone and _ARGUMENT.search(block.text)):
            block.text = block.text.replace("''", "'")
            block.escape = _doubling(block.escape)


def _doubling(escape: Escape) -> Escape:
    return lambda text: escape(text.replace("'", "''"))
