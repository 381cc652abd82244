"""Which inline elements of XLIFF part its texts as paragraphs, items and cells do."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from toolkit.markup.model import Block
from toolkit.text.styling import BREAKING_TAGS
from toolkit.text.xml_tokens import Token, read_tokens

_AROUND = frozenset(["g", "pc"])
_TYPES = ("ctype", "subType", "type")
_SHOWN = ("equivStart", "dispStart", "equiv-text")
_TAG = re.compile(r"\s*<(\w+)[^<>]*>\s*")


def with_texts_out(code: str, pieces: Callable[[str], Sequence[str | Block]], hole: Callable[[Block], str]) -> str:
    """An inline code with holes for the texts in it (``sub``), such as a footnote: they are translated by themselves.

    Args:
        code: an element of native code.
        pieces: blocks of the content of a ``sub``, and the code between them.
        hole: code that stands for a block.
    """
    return "".join(_without_texts(code, pieces, hole)) if "sub" in code else code


def _without_texts(
    code: str, pieces: Callable[[str], Sequence[str | Block]], hole: Callable[[Block], str]
) -> Iterator[str]:
    begun = depth = 0
    for token in read_tokens(code):
        is_sub = token.name.rpartition(":")[2] == "sub" and not token.empty
        depth -= is_sub and token.closing
        if is_sub and not depth and token.closing:
            for piece in pieces(code[begun : token.start]):
                yield hole(piece) if isinstance(piece, Block) and piece.has_words() else _code_of(piece)
        if not depth:
            yield token.code
        begun = token.end if is_sub and not depth and not token.closing else begun
        depth += is_sub and not token.closing


def _code_of(piece: str | Block) -> str:
    return piece.code if isinstance(piece, Block) else piece


def _is_block(token: Token) -> bool:
    """Whether an element around text is that of a paragraph, an item or a cell."""
    attributes = token.attributes
    kinds = {re.split(r"[-:]", attributes[name])[-1].lower() for name in _TYPES if name in attributes}
    shown = [_TAG.fullmatch(html.unescape(attributes[name])) for name in _SHOWN if name in attributes]
    return not BREAKING_TAGS.isdisjoint(kinds | {match[1].lower() for match in shown if match})


def edges(parts: Sequence[Token | tuple[str, str]]) -> set[int]:
    """Numbers of the tags that part a text: those of blocks, and those of elements that are all of a text and touch.

    Args:
        parts: tags and texts of a segment; a text is the second of a tuple.
    """
    found: set[int] = set()
    waiting: list[tuple[int, bool]] = []
    tops: list[tuple[int, int]] = []
    outside = ""
    for number, part in enumerate(parts):
        if not isinstance(part, Token):
            outside += part[1] if not waiting else ""
        elif part.name not in _AROUND:
            outside += "{}" if not waiting else ""
        elif not part.closing and not part.empty:
            # What is inside of a link or of bold type stays there.
            waiting.append((number, _is_block(part) and all(block for _, block in waiting)))
        elif part.closing and waiting:
            begin, block = waiting.pop()
            found |= {begin, number} if block else set()
            tops += [(begin, number)] if not waiting else []
    if len(tops) > 1 and not outside.strip() and not found and all(_has_word(parts[a:b]) for a, b in tops):
        joints = [(one, other) for (_, one), (other, _) in pairwise(tops)]
        if all(_are_two(parts, one, other) for one, other in joints):
            return {number for top in tops for number in top}
    return found


def _has_word(parts: Sequence[Token | tuple[str, str]]) -> bool:
    return any(not isinstance(part, Token) and sum(map(str.isalpha, part[1])) > 1 for part in parts)


def _are_two(parts: Sequence[Token | tuple[str, str]], one: int, other: int) -> bool:
    """Whether one word ends and another one begins where two elements touch."""
    before, behind = parts[one - 1], parts[other + 1]
    if isinstance(before, Token) or isinstance(behind, Token):
        return False
    return other == one + 1 and before[1][-1:].islower() and behind[1][:1].isupper()
