"""Formulas in running text: between ``$``, ``$$``, ``\\(``, ``\\[``, environments, as in MathJax and Pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPENING = re.compile(r"(?<![\\$])\$\$(?!\$)|(?<!\\)\\[(\[]|(?<![\w\\$])\$(?=[^\s$])|\\begin\{([a-zA-Z]+\*?)\}")
_CLOSING = {"$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_LONGEST = 4_000
# As in Pandoc: no space inside the dollars and no digit behind, or two prices would be a formula.
_DOLLARS = re.compile(r"\$((?:[^$\\\n]|\\.|\n(?![ \t]*\n)){1,500}?)(?<!\s)\$(?![\w$])")
_TAG = re.compile(r"<[a-zA-Z/!?]")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_COMMAND = re.compile(r"\\(?:text|mathrm|mbox|operatorname)[a-z]*\s*\{[^{}]*\}|\\[a-zA-Z]+")
_LOOKS_LIKE_ONE = re.compile(r"[\\^_=+<>{}]|\A[A-Za-z]\w{0,2}\Z")
_PROSE = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}+[,;]?\s++[^\W\d_]{2,}")


def find_formulas(text: str, markdown: bool = False, plain: bool = False) -> Iterator[tuple[int, int]]:
    """Offsets of the formulas of a text, in order.

    Args:
        text: any, on one or several lines.
        markdown: in a text whose ``\\(`` and ``\\[`` may be brackets only: it takes more to make a formula.
        plain: in a text that nobody wrote for a reader of formulas: one dollar sign is money unless what is between
            two of them looks like a formula.
    """
    position = 0
    while match := _OPENING.search(text, position):
        opening = match.group()
        if opening == "$":
            found = _DOLLARS.match(text, match.start())
            start, stop, end = (match.end(), found.end(1), found.end()) if found else (0, 0, 0)
        else:
            closing = _CLOSING.get(opening, f"\\end{{{match[1]}}}")
            start, stop = match.end(), text.find(closing, match.end(), match.end() + _LONGEST)
            end = stop + len(closing) if stop >= 0 else 0
        if end and _is_formula(text[start:stop], opening, markdown, plain):
            yield match.start(), end
            position = end
        else:
            position = match.start() + 1


def _is_formula(content: str, opening: str, markdown: bool, plain: bool) -> bool:
    if not content.strip() or _TAG.search(content) or _BLANK_LINE.search(content):
        return False
    if opening == "$" or (markdown and opening in ("\\(", "\\[")):
        if opening != "$" and not re.search(r"[\\^_=<>+*/]|^\s*[^\W_]\s*$", content):
            return False
        if plain and not _LOOKS_LIKE_ONE.search(content):
            return False
        return not _PROSE.search(_COMMAND.sub(" ", content))
    return True
