"""PHP files of texts (Laravel, Symfony, CodeIgniter and others): arrays that are returned, strings that are assigned.

Nothing of a file is run. All but the texts stays byte for byte; a file that does anything else is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.markup.model import Block, Page, says_something
from toolkit.markup.php_strings import INTERPOLATION, Literal, chain_parts

_START = re.compile(r"\ufeff?\s*<\?php(?=\s|\Z)", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<blank>\s+|/\*.*?\*/|(?://|\#(?!\[))(?:(?!\?>)[^\n])*)"
    r"|(?P<document><<<[ \t]*(?P<mark>[\"']?)(?P<label>[^\W\d]\w*)(?P=mark)\r?\n)"
    r"|(?P<single>'(?:[^'\\]|\\.)*+')"
    rf"|(?P<double>\"(?>{INTERPOLATION}|\\.|[^\"\\])*+\")"
    r"|(?P<variable>\$[^\W\d]\w*)|(?P<number>\d[\w.]*)|(?P<name>\\?[^\W\d]\w*(?:\\\w+)*)"
    r"|(?P<open>/\*|[\"'])"
    r"|(?P<sign>=>|::|\?->|->|\?\?=|\.\.\.|\.=|\+=|\|\||&&|\?>|.)",
    re.DOTALL,
)
_OPENING, _CLOSING = dict(zip("([{", ")]}", strict=True)), frozenset(")]}")
_SET = frozenset(["=", ".=", "+=", "??="])
# Functions that put arrays together.
_MERGING = frozenset("array array_merge array_merge_recursive array_replace array_replace_recursive".split())
_LOADING = frozenset("require require_once include include_once".split())
_HEADS = frozenset("declare namespace use global".split())
_ENDS = frozenset(["exit", "die"])
_DOING = frozenset(
    "function fn new class static match echo print if for foreach while switch yield throw clone try interface trait "
    "enum abstract final unset isset empty list eval exit die".split()
)
_ONLY = "; only files that return arrays of texts, or assign texts, are read"


@dataclass(slots=True, frozen=True)
class Token:
    """A part of the code that is no blank: its kind, its code and its place."""

    kind: str
    code: str
    start: int
    end: int
    literal: Literal | None = None


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read a file of texts.

    Keys, comments and code stay. Strings that dots join are one text if their quotes are the same; forms of plurals
    between bars are translated one by one.

    Args:
        text: the code.
        from_code, to_code: languages.

    Raises:
        InputError: no PHP, or PHP that does something else, with the line.

    Example:
        >>> page = parse("<?php return ['bye' => 'Au revoir :name'];", "fr", "en")
        >>> [block.text for block in page.blocks]
        ['Au revoir {0}']
    """
    reader = _Reader(text, tokens(text, code_start(text)))
    try:
        edits = reader.read()
    except RecursionError:
        raise InputError("nested too deep for any file of texts") from None
    page, position = Page(), 0
    for start, end, parts in edits:
        page.parts += [text[position:start], *parts]
        position = end
    page.parts.append(text[position:])
    return page


def code_start(text: str) -> int:
    """Where the code of a file begins.

    Raises:
        InputError: it is not PHP.
    """
    begin = _START.match(text)
    if begin is None:
        raise InputError("line 1: no PHP file of texts: it does not begin with '<?php'")
    return begin.end()


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def tokens(text: str, position: int) -> list[Token]:
    """The code as tokens, without blanks and comments.

    Raises:
        InputError: a string or comment has no end, or PHP ends and something follows.
    """
    tokens: list[Token] = []
    while match := _TOKEN.match(text, position):
        if match["open"]:
            what = "a comment" if match["open"] == "/*" else "a string"
            raise InputError(f"line {_line(text, position)}: not PHP ({what} has no end)")
        code = match.group()
        end = match.end()
        if code == "?>":
            if rest := text[end:].strip():
                line = _line(text, end + len(text[end:]) - len(text[end:].lstrip()))
                raise InputError(f"line {line}: text outside of PHP ({rest[:30].splitlines()[0]!r}){_ONLY}")
            break
        if match["document"]:
            literal = _document(text, match)
            tokens.append(Token("string", code, position, literal.end, literal))
            end = literal.end
        elif match["single"] or match["double"]:
            literal = Literal(position, end, position + 1, end - 1, code[0])
            tokens.append(Token("string", code, position, end, literal))
        elif not match["blank"]:
            tokens.append(Token(str(match.lastgroup), code, position, end))
        position = end
    return tokens


def _document(text: str, match: re.Match[str]) -> Literal:
    """A heredoc or nowdoc; it goes as far as its label on a line of its own."""
    label, quote = match["label"], "<'" if match["mark"] == "'" else "<"
    last = re.compile(rf"^[ \t]*{re.escape(label)}(?!\w)", re.MULTILINE).search(text, match.end())
    if last is None:
        raise InputError(f"line {_line(text, match.start())}: not PHP (no {label} ends this string)")
    inner_end = max(match.end(), last.start() - 1)
    if text[inner_end - 1 : inner_end] == "\r" and inner_end > match.end():
        inner_end -= 1
    return Literal(match.start(), last.end(), match.end(), inner_end, quote, label)


class _Reader:
    """Goes through the statements and notes where texts are."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text, self._tokens, self._at = text, tokens, 0
        self._edits: list[tuple[int, int, list[str | Block]]] = []
        self._arrays = False

    def read(self) -> list[tuple[int, int, list[str | Block]]]:
        """Where texts are, in order: start, end and what stands there.

        Raises:
            InputError: see :func:`parse`.
        """
        while self._at < len(self._tokens):
            self._statement()
        if not self._arrays:
            raise InputError(f"PHP, but no texts by key{_ONLY}")
        return sorted(self._edits, key=lambda edit: edit[0])

    def _statement(self) -> None:
        token = self._next()
        word = token.code.lower()
        if token.code == ";":
            return
        if word in _HEADS:
            self._skip_to(";")
        elif word == "defined":
            self._guard(token)
        elif word == "if":
            self._condition(token)
        elif word == "return":
            self._arrays = self._arrays or self._code() == "[" or self._code().lower() in _MERGING | {"("}
            self._expression()
            self._end()
        elif token.kind == "variable":
            while self._code() == "[":
                self._balanced()
            if self._code() not in _SET:
                raise self._refused(self._peek())
            self._at += 1
            self._arrays = True
            self._expression()
            self._end()
        else:
            raise self._refused(token)

    def _end(self) -> None:
        """The end of a statement; the last one of a file may lack its sign."""
        if self._at < len(self._tokens):
            token = self._next()
            if token.code != ";":
                raise self._refused(token)

    def _guard(self, token: Token) -> None:
        """``defined('X') or exit;``, with which files refuse to be run alone."""
        self._balanced()
        if self._code().lower() not in ("or", "||") or self._code(1).lower() not in _ENDS:
            raise self._refused(token)
        self._skip_to(";")

    def _condition(self, token: Token) -> None:
        """``if (...) exit;``, or a condition that makes an empty array."""
        self._balanced()
        inside = self._code() == "{"
        start = self._at + inside
        self._balanced() if inside else self._skip_to(";")
        codes = [t.code.lower() for t in self._tokens[start : self._at] if t.code not in ";}"]
        empty = codes[1:] in (["=", "[", "]"], ["=", "array", "(", ")"])
        if not codes or not (codes[0] in _ENDS or empty):
            raise self._refused(token)

    def _expression(self) -> None:
        """Strings joined by dots, or an array."""
        while True:
            start = self._peek().start
            literals: list[Literal] = []
            while True:
                if (literal := self._operand()) is not None:
                    literals.append(literal)
                if self._code() != ".":
                    break
                self._at += 1
            end = self._tokens[self._at - 1].end
            inner = bool(self._edits) and self._edits[-1][1] > start
            # Texts in brackets between them part the others.
            chains = [([one], one.start, one.end) for one in literals] if inner else [(literals, start, end)]
            for chain, begin, stop in chains:
                if says_something("".join(self._text[o.inner_start : o.inner_end] for o in chain)):
                    self._edits.append((begin, stop, chain_parts(self._text, chain, begin, stop)))
            # Two arrays.
            if self._code() != "+":
                return
            self._at += 1

    def _operand(self) -> Literal | None:
        """One part of an expression; returns it if it is a string."""
        token = self._next()
        word = token.code.lower()
        if token.kind == "string":
            return token.literal
        if token.code == "[" or (word in _MERGING and self._code() == "("):
            self._at += token.code != "["
            self._items(_OPENING[self._tokens[self._at - 1].code])
        elif token.code == "(":
            self._expression()
            self._expect(")")
        elif token.code in ("-", "+", "&", "@"):
            self._operand()
        elif word in _LOADING:
            self._without_texts()
        elif token.kind in ("number", "variable") or (token.kind == "name" and word not in _DOING):
            self._rest_of_value()
        else:
            raise self._refused(token)
        return None

    def _without_texts(self) -> None:
        """An expression whose strings are no language, such as the name of a file."""
        known = len(self._edits)
        self._expression()
        del self._edits[known:]

    def _rest_of_value(self) -> None:
        """Elements, members and arguments behind a name."""
        while self._code() in ("[", "(", "::", "->", "?->"):
            if self._code() in ("[", "("):
                self._balanced()
            else:
                self._at += 2

    def _items(self, closing: str) -> None:
        """The elements of an array behind its first bracket: what is a key is no text."""
        while self._code() != closing:
            if self._code() == "...":
                self._at += 1
            known = len(self._edits)
            self._expression()
            if self._code() == "=>":
                del self._edits[known:]
                self._at += 1
                self._expression()
            if self._code() == ",":
                self._at += 1
            elif self._code() != closing:
                raise self._refused(self._peek())
        self._at += 1

    def _balanced(self) -> None:
        """Go behind a pair of brackets."""
        depth = 0
        while True:
            token = self._next()
            if token.kind == "name" and token.code.lower() in ("function", "fn", "class"):
                raise self._refused(token)
            depth += (token.code in _OPENING) - (token.code in _CLOSING)
            if depth <= 0:
                return

    def _skip_to(self, code: str) -> None:
        while (token := self._next()).code != code:
            if token.code in "{}":
                raise self._refused(token)

    def _expect(self, code: str) -> None:
        token = self._next()
        if token.code != code:
            raise self._refused(token)

    def _code(self, ahead: int = 0) -> str:
        """The code of a token that comes; empty at the end."""
        place = self._at + ahead
        return self._tokens[place].code if place < len(self._tokens) else ""

    def _peek(self) -> Token:
        if self._at >= len(self._tokens):
            raise InputError(f"line {_line(self._text, len(self._text.rstrip()))}: not PHP (the code breaks off)")
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._peek()
        self._at += 1
        return token

    def _refused(self, token: Token) -> InputError:
        shown = "a string" if token.kind == "string" else f"'{token.code}'"
        return InputError(f"line {_line(self._text, token.start)}: {shown} is unexpected here{_ONLY}")
