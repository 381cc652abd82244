"""Apostrophes of messages: ``It''s {0}`` says *It's*, and one alone would quote what follows (ICU, Java)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.markup.model import Block, Escape

_DOUBLED = re.compile(r"\w''\w")
_LONE = re.compile(r"(?<!')'(?:'')*(?!')")
_ARGUMENT = re.compile(r"\{\s*\w+\s*[,}]")
# Only messages have such arguments.
_TYPED = re.compile(r"\{\s*[\w.-]+\s*,\s*(?:plural|select|selectordinal|number|date|time)\s*[,}]")
_QUOTING = re.compile(r"'(?=[{}])")


def take_doubled(blocks: Iterable[Block]) -> None:
    """Let blocks have one apostrophe for two, and write two again, where the messages of a file double them.

    Args:
        blocks: of a file with texts of programs; those with marks stay as they are.
    """
    plain = [block for block in blocks if not block.marks]
    typed = any(_TYPED.search(block.text) for block in plain)
    if not typed and not any(_DOUBLED.search(block.text) for block in plain):
        return
    messages = any(_ARGUMENT.search(block.text) and _DOUBLED.search(block.text) for block in plain)
    lone = any(_ARGUMENT.search(block.text) and _LONE.search(block.text) for block in plain)
    for block in plain:
        own = _DOUBLED.search(block.text) and not _LONE.search(block.text)
        if own or (messages and not lone and _ARGUMENT.search(block.text)):
            block.text = block.text.replace("''", "'")
            block.escape = _doubling(block.escape)
        elif typed and not _QUOTING.search(block.text):
            block.escape = _unquoting(block.escape)


def _unquoting(escape: Escape) -> Escape:
    """Where a translation has an apostrophe before a brace (*l'{name}*), it becomes a typographic one."""
    return lambda text: escape(_QUOTING.sub("’", text))


def _doubling(escape: Escape) -> Escape:
    return lambda text: escape(text.replace("'", "''"))
