"""HTML: every byte outside the text stays as it is, also where the code is not well-formed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise

from toolkit.markup.model import Block, BlockBuilder, Page, escape_text
from toolkit.units import primary_language

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Elements of running text (HTML Standard, "phrasing content", less what stands for itself); all others begin a block.
_INLINE = frozenset(
    "a abbr acronym audio b bdi bdo big canvas cite code data del dfn em embed font i img ins kbd map mark math "
    "object output picture q ruby s samp small span strike strong sub sup svg time tt u var video wbr".split()
)
# What people do not read, or not in another language.
_KEPT = frozenset(
    "audio canvas code kbd map math object picture pre samp script style svg template textarea tt var video".split()
)
_SHOWN = frozenset("code kbd samp tt var math".split())
_ATTRIBUTES = frozenset("alt title placeholder aria-label aria-description".split())
_META = frozenset("description keywords og:title og:description og:image:alt twitter:title twitter:description".split())
_ATTRIBUTE = re.compile(r"""(?<=[\s"'/])([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""")
# Their end tags may be left out.
_OPEN_ENDED = frozenset("dd dt li option p td th tr".split())
_UNFINISHED = re.compile("<[a-zA-Z/!?]")
_BLANK = " \t\r\n\f"


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read an HTML page or a part of one.

    Blocks are runs of text and inline elements; a ``br`` ends one, and a run of nothing but links is a block a link.
    Also translated are the attributes that people read (``alt``, ``title``, ``placeholder``, ``aria-label``, the
    description of a page). ``pre``, ``script``, ``code`` and the like stay as they are, and whatever says
    ``translate="no"``, ``class="notranslate"`` or a ``lang`` other than the first language.

    Args:
        text: the code.
        from_code: language of the text.
        to_code: language for the ``lang`` of the ``html`` element.
    """
    page = Page()
    read_into(page, text, from_code, to_code)
    return page


def read_into(page: Page, text: str, from_code: str, to_code: str) -> None:
    """Add the blocks of some HTML to a page; see :func:`parse`."""
    reader = _Reader(page, from_code, to_code)
    for token in _tokens(text):
        reader.take(token)
    reader.finish()


@dataclass(slots=True)
class _Token:
    """A tag, text, or something else (comment, declaration).

    Attributes:
        kind: ``open``, ``close``, ``text`` or ``other``.
        name: of the element.
        code: as written, with holes for attributes.
    """

    kind: str
    name: str
    code: str


class _Scanner(HTMLParser):
    """Notes where tags, texts and other things begin; where each ends is where the next one begins."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._lines = [0, *(match.end() for match in re.finditer("\n", code))]
        self.events: list[tuple[int, str, str]] = []
        self.feed(code)
        self.close()

    def _note(self, kind: str, name: str = "") -> None:
        line, column = self.getpos()
        self.events.append((self._lines[line - 1] + column, kind, name))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._note("open", tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._note("open" if tag in _VOID else "other", tag)

    def handle_endtag(self, tag: str) -> None:
        self._note("close", tag)

    def handle_data(self, data: str) -> None:
        self._note("text")

    def handle_comment(self, data: str) -> None:
        self._note("other")

    def handle_decl(self, decl: str) -> None:
        self._note("other")

    def handle_pi(self, data: str) -> None:
        self._note("other")

    def unknown_decl(self, data: str) -> None:
        self._note("other")


def _tokens(code: str) -> Iterator[_Token]:
    events = _Scanner(code).events
    if not events or events[0][0]:
        yield _Token("other", "", code[: events[0][0] if events else len(code)])
    for number, (start, kind, name) in enumerate(events):
        end = events[number + 1][0] if number + 1 < len(events) else len(code)
        # What looks like a tag and is no element is a tag or comment without an end.
        unfinished = kind == "text" and _UNFINISHED.match(code, start, end)
        yield _Token("other" if unfinished else kind, name, code[start:end])


class _Reader:
    def __init__(self, page: Page, from_code: str, to_code: str) -> None:
        self._page = page
        self._from_code, self._to_code = from_code, to_code
        self._run: list[_Token] = []
        # An element that is kept as it is, which of it and of the elements in it are open, and its code.
        self._kept = ""
        self._open: list[str] = []
        self._kept_code: list[str] = []

    def take(self, token: _Token) -> None:
        if self._kept and self._ends_before(token):
            self._end_kept()
        if self._kept:
            self._kept_code.append(token.code)
            if token.kind == "open" and token.name not in _VOID:
                self._open.append(token.name)
            elif token.kind == "close" and token.name in self._open:
                while self._open.pop() != token.name:
                    pass
                if not self._open:
                    self._end_kept()
            return
        if token.kind == "open":
            attributes = _attributes(token.code)
            if token.name not in _VOID and (token.name in _KEPT or self._is_foreign(token.name, attributes)):
                self._kept, self._open, self._kept_code = token.name, [token.name], [token.code]
                return
            self._open_holes(token, attributes)
        if token.kind == "text" or token.name in _INLINE or not token.name:
            self._run.append(token)
            return
        self._end_run()
        self._page.parts.append(token.code)

    def finish(self) -> None:
        if self._kept:
            self._end_kept()
        self._end_run()

    def _ends_before(self, token: _Token) -> bool:
        """Whether the element that is kept has no end tag and was over before a tag."""
        if self._kept not in _OPEN_ENDED or token.name in _INLINE or not token.name:
            return False
        if token.kind == "close":
            return token.name not in self._open
        blocks = [name for name in self._open[1:] if name not in _INLINE]
        return not blocks and (self._kept == "p" or token.name in (self._kept, "tr"))

    def _end_kept(self) -> None:
        code = "".join(self._kept_code)
        if self._kept in _INLINE:
            shown = self._kept not in _KEPT - _SHOWN and _has_text(code)
            self._run.append(_Token("fixed" if shown else "other", "", code))
        else:
            self._end_run()
            self._page.parts.append(code)
        self._kept = ""

    def _is_foreign(self, name: str, attributes: dict[str, str]) -> bool:
        if attributes.get("translate") == "no" or "notranslate" in attributes.get("class", "").split():
            return True
        language = attributes.get("lang") or attributes.get("xml:lang") or self._from_code
        return name != "html" and primary_language(language) != self._from_code

    def _open_holes(self, token: _Token, attributes: dict[str, str]) -> None:
        meta = token.name == "meta" and (attributes.get("name") or attributes.get("property", "")).lower() in _META
        button = token.name == "input" and attributes.get("type", "").lower() in ("button", "submit", "reset")

        def replaced(match: re.Match[str]) -> str:
            name, written = match.group(1).lower(), match.group(2)
            before = match.group()[: match.start(2) - match.start()]
            if token.name == "html" and name in ("lang", "xml:lang"):
                return f'{before}"{self._to_code}"'
            wanted = name in _ATTRIBUTES or (name == "content" and meta) or (name == "value" and button)
            quote = written[0] if written[0] in "\"'" else ""
            code = written[1:-1] if quote else written
            text = html.unescape(code)
            if not wanted or not any(map(str.isalpha, text)):
                return match.group()
            block = Block(text.strip(), [], code if quote == '"' else _escape_attribute(text), _escape_attribute, True)
            return f'{before}"{self._page.hole(block)}"'

        token.code = _ATTRIBUTE.sub(replaced, token.code)

    def _end_run(self) -> None:
        run, self._run = self._run, []
        pairs = _pairs(run)
        for part in _by_links(run, pairs):
            self._add_block(part, {a: b for a, b in pairs.items() if a in part and b in part}, run)

    def _add_block(self, numbers: range, pairs: dict[int, int], run: list[_Token]) -> None:
        first, last = numbers.start, numbers.stop
        # What stands before and behind all text, and does not belong to it, moves nowhere.
        while first < last and not _is_filled(run[first]) and first not in pairs:
            first += 1
        ends = set(pairs.values())
        while last > first and not _is_filled(run[last - 1]) and last - 1 not in ends:
            last -= 1
        before, code, after = _code(run[numbers.start : first]), _code(run[first:last]), _code(run[last : numbers.stop])
        builder = BlockBuilder()
        skip = first
        for number in range(first, last):
            token = run[number]
            if number < skip:
                continue
            if token.name == "sup" and number in pairs and not _has_letters(run[number : pairs[number]]):
                # The number of a note goes with the word before it and is no part of the sentence.
                skip = pairs[number] + 1
                builder.empty(_code(run[number:skip]))
            elif token.kind == "text":
                builder.add(html.unescape(token.code))
            elif token.kind == "fixed":
                builder.fixed(token.code)
            else:
                builder.tag(token.code, number, pairs, ends)
        # White space at the edges of the code is not part of the block.
        start = len(code) - len(code.lstrip(_BLANK))
        end = max(start, len(code.rstrip(_BLANK)))
        block = builder.block(code[start:end], escape_text)
        if block.has_words():
            self._page.parts += [before + code[:start], block, code[end:] + after]
        else:
            self._page.parts.append(before + code + after)


def _code(tokens: list[_Token]) -> str:
    return "".join(token.code for token in tokens)


def _shown(token: _Token) -> str:
    return token.code if token.kind == "text" else ""


def _has_letters(tokens: list[_Token]) -> bool:
    return any(map(str.isalpha, html.unescape("".join(map(_shown, tokens)))))


def _escape_attribute(text: str) -> str:
    return escape_text(text).replace('"', "&quot;")


def _attributes(code: str) -> dict[str, str]:
    return {m.group(1).lower(): html.unescape(m.group(2).strip("\"'")) for m in _ATTRIBUTE.finditer(code)}


def _has_text(code: str) -> bool:
    return any(token.kind == "text" and token.code.strip() for token in _tokens(code))


def _is_filled(token: _Token) -> bool:
    return token.kind == "fixed" or (token.kind == "text" and bool(token.code.strip(_BLANK)))


def _pairs(run: list[_Token]) -> dict[int, int]:
    """Numbers of opening tags with those of their closing ones; what is open beyond the run has none."""
    waiting: list[int] = []
    pairs = {}
    for number, token in enumerate(run):
        if token.kind == "open" and token.name not in _VOID:
            waiting.append(number)
        elif token.kind == "close" and any(run[n].name == token.name for n in waiting):
            while run[waiting[-1]].name != token.name:
                waiting.pop()
            pairs[waiting.pop()] = number
    return pairs


def _by_links(run: list[_Token], pairs: dict[int, int]) -> Iterator[range]:
    """The whole run, or where it is a list of links a part for each."""
    links, number = [], 0
    while number < len(run):
        if number in pairs:
            links.append(range(number, pairs[number] + 1))
            number = pairs[number]
        elif run[number].kind == "fixed" or any(map(str.isalnum, html.unescape(_shown(run[number])))):
            break
        number += 1
    else:
        if len(links) > 1 and all(run[link.start].name == "a" for link in links):
            edges = sorted({0, len(run)}.union(*((link.start, link.stop) for link in links)))
            yield from (range(a, b) for a, b in pairwise(edges))
            return
    yield range(len(run))
