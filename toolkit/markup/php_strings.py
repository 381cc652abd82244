"""Strings of PHP: what is language in them, and how a translation is written in their quotes.

Escapes and interpolation as of the PHP Manual, "Strings"; placeholders and plural forms of Laravel's and Symfony's
translations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.markup.inline import Item, Kind, add_items, source
from toolkit.markup.model import Block, BlockBuilder
from toolkit.markup.pieces import composed
from toolkit.markup.values import written_breaks
from toolkit.text.messages import message_pieces

#: A variable inside of a string in double quotes.
INTERPOLATION = (
    r"\{\$(?:[^{}'\"]|'[^'\n]*'|\"[^\"\n]*\")*+\}|\$\{[^{}\n]*\}|\$[^\W\d]\w*(?:\[[^\[\]\n]*\]|\??->[^\W\d]\w*)?"
)
_SINGLE = re.compile(r"(?P<text>\\[\\']|\\)|(?P<line>\r?\n[ \t]*|\t+)|[^\\\r\n\t]+|\r")
_DOUBLE = re.compile(
    rf"(?P<code>{INTERPOLATION})|(?P<cut>(?:\\[nrtvef])+)|(?P<bytes>(?:\\x[0-9A-Fa-f]{{1,2}}|\\[0-7]{{1,3}})+)"
    r"|(?P<text>\\u\{[0-9A-Fa-f]+\}|\\.|\\|\$|\{(?=\$))|(?P<line>\r?\n[ \t]*|\t+)|[^\\\r\n\t${]+|\{|\r",
    re.DOTALL,
)
_RAW = re.compile(r"(?P<line>\r?\n[ \t]*|\t+)|[^\r\n\t]+|\r")
_LINE_ESCAPE = re.compile(r"\\[nrt]")
_PATTERNS = {"'": _SINGLE, '"': _DOUBLE, "<": _DOUBLE, "<'": _RAW}
_COLON_NAME = re.compile(r"(?<![\w:/]):[^\W\d]\w*")
_PIPE = re.compile(r"(?<!\|)\|(?!\|)")
# What a form of a plural begins with: a number, an interval (ISO 31-11), or a name.
_FORM = re.compile(
    r"\s*(?:\{-?\d+(?:\s*,\s*-?\d+)*\}|[\[\]]\s*(?:-?\d+|[-+]?Inf|\*)\s*,\s*(?:-?\d+|[-+]?Inf|\*)\s*[\[\]]"
    r"|(?:zero|one|two|few|many|other|[a-z]+_[a-z]+):(?=\s))\s*"
)
_SIMPLE = re.compile(r"\$(\w+)(?:\[([^\[\]]*)\]|(\??->\w+))?")


@dataclass(slots=True, frozen=True)
class Literal:
    """A string in code.

    Attributes:
        start, end: of its code, quotes included.
        inner_start, inner_end: of what is between them.
        quote: ``'``, ``"``, ``<`` of a heredoc and ``<'`` of a nowdoc.
        label: of the last two.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    quote: str
    label: str = ""


@dataclass(slots=True)
class PhpBlock(Block):
    """A text of a string, or of several that are joined.

    Attributes:
        opens, closes: the expression begins or ends with code that is a word of the text; a quote is wanted there.
        sign: the quote.
    """

    opens: bool = False
    closes: bool = False
    sign: str = ""

    def written(self) -> str:
        """The block as code; no variable takes in what follows it, and no empty string is added at an edge."""
        marks = [replace(mark, opening=self._apart(mark.opening, mark.end)) for mark in self.marks]
        code = Block.written(Block(self.text, marks, self.code, self.escape))
        empty = self.sign * 2
        if self.opens:
            code = f"{self.sign}{code}".removeprefix(f"{empty} . ")
        if self.closes:
            code = f"{code}{self.sign}".removesuffix(f" . {empty}")
        return code

    def _apart(self, opening: str, end: int) -> str:
        """A variable in braces where it would take in what follows."""
        match = _SIMPLE.fullmatch(opening)
        if not match or not re.match(r"[\w\[?-]", self.text[end : end + 1]):
            return opening
        key = match[2]
        if key and not re.match(r"[\d$'-]", key):
            key = f"'{key}'"
        return f"{{${match[1]}{f'[{key}]' if key else ''}{match[3] or ''}}}"


def chain_parts(text: str, literals: Sequence[Literal], start: int, end: int) -> list[str | Block]:
    """An expression of strings joined by dots, as blocks and the code between them.

    Strings with the same quotes are one text; variables, constants and calls between them are words of it.

    Args:
        text: the file.
        literals: of the expression, in order.
        start, end: of the expression.
    """
    parts: list[str | Block] = []
    items: list[Item] = []
    position = start
    plural = any(_PIPE.search(text[one.inner_start : one.inner_end]) for one in literals)
    forms = plural
    last: Literal | None = None

    def flush(done: Literal) -> None:
        parts.extend(composed(items, lambda target, style: encoded(target, done), lambda found: _block(found, done)))
        items.clear()

    for literal in literals:
        glue = text[position : literal.inner_start]
        if last is None and literal.quote in "'\"" and literal.start > start:
            items.append(Item(Kind.FIXED, glue, style="opens"))
        elif last is not None and last.quote == literal.quote and literal.quote in "'\"":
            items.append(Item(Kind.FIXED if _has_code(glue) else Kind.POINT, glue))
        else:
            if last is not None:
                flush(last)
            parts.append(glue)
        items += _items(text[literal.inner_start : literal.inner_end], literal, plural, forms)
        position, last, forms = literal.inner_end, literal, False
    if last is None:
        return [text[start:end]]
    if last.end < end and last.quote in "'\"":
        items.append(Item(Kind.FIXED, text[position:end], style="closes"))
        position = end
    flush(last)
    return [*parts, text[position:end]]


def _has_code(glue: str) -> bool:
    """Whether there is more than a dot between two strings."""
    bare = re.sub(r"/\*.*?\*/|(?://|#)[^\n]*", "", glue[1:-1], flags=re.DOTALL)
    return bare.strip() != "."


def _items(code: str, literal: Literal, plural: bool, forms: bool) -> Iterator[Item]:
    """What is in a string: texts, variables, lines, forms of plurals; syntax of messages over several lines."""
    written = code if literal.quote in ("'", "<'") else _LINE_ESCAPE.sub("\n\n", code)
    if len(pieces := message_pieces(written)) > 1:
        for is_text, start, end in pieces:
            if is_text:
                yield from _items(code[start:end], literal, plural, False)
            else:
                yield Item(Kind.CUT, code[start:end])
        return
    if literal.quote in ("'", "<'") and (breaks := written_breaks(code)):
        start = 0
        for begin, end in breaks:
            yield from _items(code[start:begin], literal, plural, forms and not start)
            yield Item(Kind.CUT, code[begin:end])
            start = end
        code, forms = code[start:], False
    for match in _PATTERNS[literal.quote].finditer(code):
        piece, kind = match.group(), match.lastgroup
        if kind == "code":
            yield Item(Kind.FIXED, piece)
        elif kind == "cut":
            yield Item(Kind.CUT, piece)
        elif kind == "line":
            yield Item(Kind.BREAK if "\n" in piece else Kind.CUT, piece)
        elif kind in ("text", "bytes"):
            text = _decoded(piece, literal.quote)
            shown = text is not None and all(sign.isprintable() for sign in text)
            yield Item(Kind.TEXT, piece, text or "") if shown else Item(Kind.CUT, piece)
        else:
            yield from _plain_items(piece, plural, forms)
            forms = False
    return


def _plain_items(text: str, plural: bool, forms: bool) -> Iterator[Item]:
    """Text without escapes: names with a colon are placeholders, and bars part forms of plurals."""
    position = 0
    edges = [match.span() for match in _PIPE.finditer(text)] if plural else []
    starts = ([0] if forms else []) + [end for _, end in edges]
    heads = [match.span() for start in starts if (match := _FORM.match(text, start))]
    names = [match.span() for match in _COLON_NAME.finditer(text)]
    for start, end in sorted([*edges, *heads, *names]):
        if start < position:
            continue
        if start > position:
            yield Item(Kind.TEXT, text[position:start], text[position:start])
        yield Item(Kind.FIXED if (start, end) in names else Kind.CUT, text[start:end])
        position = end
    if text[position:]:
        yield Item(Kind.TEXT, text[position:], text[position:])


def _decoded(piece: str, quote: str) -> str | None:
    """What an escape stands for; None for bytes that are no text."""
    if piece[:1] != "\\" or len(piece) == 1:
        return piece
    if quote == "'":
        return piece[1]
    if piece.startswith("\\u{"):
        number = int(piece[3:-1], 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else None
    if piece[1] in "\\$" or (piece[1] == '"' and quote == '"'):
        return piece[1]
    values = re.findall(r"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3}))", piece)
    if not values:
        # Any other backslash stands for itself.
        return piece
    try:
        return bytes(int(hexa, 16) if hexa else int(octal, 8) & 255 for hexa, octal in values).decode()
    except UnicodeDecodeError:
        return None


def encoded(text: str, literal: Literal) -> str:
    """Text as code between the quotes of a string.

    Args:
        text: a translation, or a part of one.
        literal: a string with the same quotes.

    Example:
        >>> encoded("It's $5", Literal(0, 2, 1, 1, "'"))
        "It\\\\'s $5"
    """
    if literal.quote == "'":
        return text.replace("\\", "\\\\").replace("'", "\\'")
    if literal.label and re.match(rf"{re.escape(literal.label)}(?!\w)", text):
        # A line that begins so would end the string.
        text = f"\u2060{text}"
    if literal.quote == "<'":
        return " ".join(re.split(r"[\r\n]+", text))
    code = text.replace("\\", "\\\\")
    if literal.quote == '"':
        code = code.replace('"', '\\"')
    # A sign at the end may meet a variable.
    code = re.sub(r"\$(?=[^\W\d]|\{|\Z)|(?<=\{)\$", r"\\$", code)
    code = re.sub(r"\{\Z", r"\\x7b", code)
    return code.replace("\r", "\\r").replace("\n", "\\n")


def _block(items: Sequence[Item], literal: Literal) -> Block:
    sign = literal.quote
    code = source(items)
    opens = any(item.style == "opens" for item in items)
    closes = any(item.style == "closes" for item in items)
    wanted = {"opens": ("{0} . {1}", sign), "closes": ("{1} . {0}", sign)}
    known = [
        replace(item, code=wanted[item.style][0].format(sign, item.code)) if item.style in wanted else item
        for item in items
    ]
    builder = BlockBuilder()
    add_items(builder, known)
    block = builder.block(code, lambda text: encoded(text, literal))
    return PhpBlock(block.text, block.marks, block.code, block.escape, opens=opens, closes=closes, sign=sign)
