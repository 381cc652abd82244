"""Spans of running text in Markdown that are no prose: code, formulas, templates, identifiers, signs of dialects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.markup.masks import Span, without_overlaps
from toolkit.markup.templates import find_templates, is_block
from toolkit.text.formulas import find_formulas

_CODE = re.compile(r"(?:\{[\w:+-]+\})?(`+)")
_PATTERNS = re.compile(
    # Wiki links and embedded files; targets are names of files.
    r"(?P<shown>!\[\[[^\[\]\n]+\]\]|\[\[[^\[\]|\n]+\]\]"
    # Tags of notes that stand below one another.
    r"|(?<![\w/#&])#(?=[\w-]*/\w)[\w/-]*\w"
    # Citations, commands of LaTeX, keys, numbers raised or lowered, sums with an asterisk, addresses.
    r"|\[-?@[^\]\n]+\]|\\[a-zA-Z]{2,}\{[^{}\n]*\}|\+\+[\w][\w+ -]*\+\+"
    r"|(?<![\w~^])\w{1,12}(?:~[\w+-]{1,6}~\w{0,6})+(?![\w~])|(?<![\w~^])\w{1,12}(?:\^[\w+-]{1,6}\^\w{0,6})+(?![\w^])"
    r"|(?<![\w.,*])\d[\d.,]*(?: ?[*×+/÷=−-] ?\d[\d.,]*)* ?\* ?\d[\d.,]*(?: ?[*×+/÷=−-] ?\d[\d.,]*)*(?!\w)"
    r"|(?<![<\w])(?<!\]\()https?://(?:[^\s<>()\[\]|]|\([^\s<>()]*\))*(?:[^\s<>.,;:!?()\[\]\"'»*_|]|\([^\s<>()]*\)))"
    # Remarks and changes of CriticMarkup.
    r"|(?P<critic>\{>>[^{}\n]*<<\}|\{--[^{}\n]*--\})|(?P<added>\{\+\+)[^{}]*(?P<added_end>\+\+\})"
    r"|(?P<changed>\{~~[^{}~\n]*~>)[^{}]*(?P<changed_end>~~\})|(?P<lit>\{==)[^{}]*(?P<lit_end>==\})"
    r"|(?P<symbol>(?<![\w:/]):(?:[a-z0-9_+-]*[a-z][a-z0-9_+-]*):(?![\w:]))"
    # Notes, attributes, identifiers of headings and blocks, remarks.
    r"|(?P<hidden>\[\^[^\]\s]+\]|\{/?\*.*?\*/?\}|\{[ ]?[:.#][^{}\n]*\}|(?<=[)\]*_`]){[^{}\n]*\}"
    r"|(?<=\s)\^[\w-]+[ \t]*$|%%[^%\n]+%%)"
    r"|(?P<wiki>\[\[[^\[\]|\n]+\\?\|)[^\[\]\n]+?(?P<wiki_end>\]\])"
    # A note within the line; words with a style of their own.
    r"|(?P<footnote>\^\[(?:[^\[\]\n]|\[[^\[\]\n]*\])++\](?!\())"
    r"|(?P<span>(?<![\]!\\])\[)[^\[\]\n]+(?P<span_end>\]\{[^{}\n]+\})"
    # Raised and lowered words of Pandoc, and words put in as MkDocs writes them.
    r"|(?P<raised>(?<=[^\W_])\^)(?![\s^])(?:\\ |[^\s^])+?(?P<raised_end>\^(?!\^))"
    r"|(?P<lowered>(?<=[^\W_])~)(?![\s~])(?:\\ |[^\s~])+?(?P<lowered_end>~(?!~))"
    r"|(?P<inserted>(?<!\^)\^\^)(?![\s^])[^\n^]*?[^\s^](?P<inserted_end>\^\^(?!\^))"
    r"|(?P<marked>(?<![=\w])==)(?=[^\s=])(?:(?!==|\n[ \t]*\n).)*?[^\s=](?P<marked_end>==(?![=\w]))",
    re.MULTILINE | re.DOTALL,
)


_HARD_BLANK = r"[\u00a0\u202f\u2007]|&(?:nbsp|ensp|emsp|thinsp|#160|#x0*a0);"
_HARD_BLANKS, _LAST_BLANK = (
    re.compile(p, re.IGNORECASE) for p in (rf"(?:{_HARD_BLANK}|[ \t])*", rf"(?:{_HARD_BLANK}|[ \t])\Z")
)


def without_hard_blanks(text: str) -> tuple[int, int]:
    """Offsets of a text without the no-break blanks at its edges, which are code; all of it if it is nothing else.

    Example:
        >>> without_hard_blanks("&nbsp;Un chat.")
        (6, 14)
    """
    first, last = _HARD_BLANKS.match(text).end(), len(text)  # type: ignore[union-attr]
    while last > first and (blank := _LAST_BLANK.search(text, max(first, last - 8), last)):
        last = blank.start()
    return (first, last) if first < last else (0, len(text))


def find_inline(text: str, row: bool = False) -> list[Span]:
    """Spans of a paragraph, heading or row of a table, in order and without overlaps.

    Args:
        text: its code.
        row: it is a row, whose bars part cells also in code and formulas.
    """
    codes = list(_find_code(text))
    found = [span for span in codes if "\n" not in text[span.start : span.end]]
    formulas = [Span(start, end, "shown") for start, end in find_formulas(text, markdown=True)]
    found += [span for span in formulas if not _inside(span, codes)]
    if row:
        found = [span for span in found if not re.search(r"(?<!\\)\|", text[span.start : span.end])]
    templates = [span for span in find_templates(text) if not _inside(span, codes)]
    found += _conditions(text, templates)
    found += [span for span in _find_patterns(text) if not _inside(span, codes)]
    return _without_halves(found)


def _find_code(text: str) -> Iterator[Span]:
    """Code between backticks as CommonMark pairs them, with the role that MyST writes before it."""
    position = 0
    while match := _CODE.search(text, position):
        position = match.end()
        if text[match.start() - 1 : match.start()] == "\\" and match.start() and match.group().startswith("`"):
            position = match.start() + 1
            continue
        end = re.compile(rf"(?<!`){match[1]}(?!`)").search(text, position)
        if end:
            yield Span(match.start(), end.end(), "shown", "code")
            position = end.end()


def _find_patterns(text: str) -> Iterator[Span]:
    for match in _PATTERNS.finditer(text):
        kind = str(match.lastgroup)
        if kind.endswith("_end"):
            name = kind.removesuffix("_end")
            yield Span(*match.span(name), "open", name)
            yield Span(*match.span(kind), "close", name)
        else:
            yield Span(*match.span(), kind)


def _conditions(text: str, templates: list[Span]) -> Iterator[Span]:
    """Tags of templates, one span for each condition or loop on a line; what is left alone shows nothing."""
    waiting: list[int] = []
    ends: dict[int, int] = {}
    for number, span in enumerate(templates):
        if span.role == "open":
            waiting.append(number)
        elif span.role == "close":
            while waiting and span.name not in ("", templates[waiting[-1]].name):
                waiting.pop()
            if waiting and "\n" not in text[templates[waiting[-1]].start : span.end]:
                ends[waiting.pop()] = number
    number = 0
    while number < len(templates):
        span = templates[number]
        if number in ends:
            number = ends[number]
            yield Span(span.start, templates[number].end, "condition")
        elif span.role in ("open", "middle", "close"):
            shown = span.role == "open" and span.name.startswith("short:") and not is_block(span.name)
            yield Span(span.start, span.end, "shown" if shown else "hidden", "tag")
        else:
            yield span
        number += 1


def _inside(span: Span, others: list[Span]) -> bool:
    return any(other.start <= span.start < other.end for other in others)


def _without_halves(spans: list[Span]) -> list[Span]:
    """Spans without overlaps; where one half of a pair falls out, so does the other."""
    while True:
        kept = without_overlaps(spans)
        opened = [s.name for s in kept if s.role == "open"]
        closed = [s.name for s in kept if s.role == "close"]
        odd = {name for name in {*opened, *closed} if opened.count(name) != closed.count(name)}
        if not odd:
            return kept
        spans = [s for s in kept if s.role not in ("open", "close") or s.name not in odd]
