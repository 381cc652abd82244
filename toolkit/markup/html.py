"""HTML: every byte outside the text stays as it is, also where the code is not well-formed."""

from __future__ import annotations

import html
import re
from itertools import pairwise

from toolkit.markup.html_charset import declared_as_utf8
from toolkit.markup.html_data import said_language, with_data
from toolkit.markup.html_runs import (
    BLANK,
    alternatives,
    bits_of,
    control_pairs,
    is_balanced,
    is_filled,
    is_note,
    pairs_of,
    texts_of,
)
from toolkit.markup.html_tokens import VOID, Token, read_tokens
from toolkit.markup.html_words import (
    add_raised,
    add_text,
    is_amount,
    is_missed,
    with_descriptions,
    with_drawn_texts,
    without_hard_blanks,
    written_amount,
)
from toolkit.markup.masks import Masked
from toolkit.markup.model import Block, BlockBuilder, Page, escape_text, loose_block
from toolkit.markup.templates import find_templates, is_block
from toolkit.units import primary_language

# Elements of running text (HTML Standard, "phrasing content", less what stands for itself); all others begin a block.
_INLINE = frozenset(
    "a abbr acronym audio b bdi bdo big canvas cite code data del dfn em embed font i img ins kbd map mark math "
    "object output picture q ruby s samp small source span strike strong sub sup svg time track tt u var video "
    "wbr".split()
)
# What people do not read, or not in another language.
_KEPT = frozenset("code kbd math pre samp script style svg textarea tt var".split())
_SHOWN = frozenset("code kbd samp tt var math".split())
_ATTRIBUTES = frozenset(
    "alt title placeholder aria-label aria-description aria-placeholder aria-roledescription aria-valuetext".split()
)
_CHARSET = re.compile(r"""(\bcharset\s*=\s*["']?)([\w-]+)""", re.IGNORECASE)
_PLACED = re.compile(r"\s(?:x|y|dy)\s*=")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 legend caption summary dt th".split())
_PRICES = frozenset("del ins s strike".split())
_LABELLED = frozenset("optgroup option track".split())
_OF_ELEMENT = frozenset([("table", "summary"), ("th", "abbr")])
_META = frozenset(
    "description keywords og:title og:description og:image:alt twitter:title twitter:description "
    "twitter:image:alt dc.title dc.description dc.subject dcterms.title dcterms.description abstract".split()
)
_ATTRIBUTE = re.compile(r"""(?<=[\s"'/])([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""")
# Their end tags may be left out.
_OPEN_ENDED = frozenset("dd dt li option p td th tr".split())


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read an HTML page or a part of one.

    Blocks are runs of text and inline elements; a ``br`` ends one, and a run of nothing but links is a block a link.
    Also translated are the attributes that people read (``alt``, ``title``, ``placeholder``, ``label``, ``aria-label``,
    the description of a page). ``pre``, ``script``, ``code`` and the like stay as they are, and whatever says
    ``translate="no"``, ``class="notranslate"`` or a ``lang`` other than the first language. So do formulas and the tags
    of template languages; texts between an ``if`` and its ``else`` and ``endif`` are blocks of their own.

    Args:
        text: the code.
        from_code: language of the text.
        to_code: language for the ``lang`` of what is translated.
    """
    page = Page()
    read_into(page, declared_as_utf8(text), from_code, to_code)
    return page


def read_into(page: Page, text: str, from_code: str, to_code: str) -> None:
    """Add the blocks of some HTML to a page; see :func:`parse`."""
    reader = _Reader(page, from_code, to_code)
    for token in read_tokens(text):
        reader.take(token)
    reader.finish()


def open_attributes(page: Page, code: str, from_code: str, to_code: str) -> str:
    """The code of a tag with holes for the attributes that people read.

    Args:
        page: which gets their blocks.
        code: the tag.
        from_code: language of the text.
        to_code: language for its ``lang``.
    """
    name = re.match(r"<([a-zA-Z][\w:-]*)", code)
    if not name:
        return code
    token = Token("open", name[1].lower(), code)
    _Reader(page, from_code, to_code).open_holes(token, _attributes(code))
    return token.code


class _Reader:
    def __init__(self, page: Page, from_code: str, to_code: str) -> None:
        self._page = page
        self._from_code, self._to_code = primary_language(from_code), to_code
        self._run: list[Token] = []
        self._in_cell = self._in_heading = False
        # An element that is kept as it is, which of it and of the elements in it are open, and its code.
        self._kept, self._foreign = "", False
        self._open: list[str] = []
        self._kept_code: list[str] = []

    def take(self, token: Token) -> None:
        if self._kept and self._ends_before(token):
            self._end_kept()
        if self._kept:
            self._kept_code.append(token.code)
            if token.kind == "open" and token.name not in VOID:
                self._open.append(token.name)
            elif token.kind == "close" and token.name in self._open:
                while self._open.pop() != token.name:
                    pass
                if not self._open:
                    self._end_kept()
            return
        if token.kind == "open":
            attributes = _attributes(token.code)
            foreign = token.name not in VOID and self._is_foreign(token.name, attributes)
            if not foreign:
                self.open_holes(token, attributes)
            if foreign or token.name in _KEPT:
                self._kept, self._open, self._kept_code = token.name, [token.name], [token.code]
                self._foreign = foreign
                return
        # A block of WordPress begins or ends with a comment.
        block = token.code.startswith(("<!-- wp:", "<!-- /wp:"))
        if not block and (token.kind in ("text", "control") or token.name in _INLINE or not token.name):
            self._run.append(token)
            return
        self._end_run()
        self._in_cell = token.kind == "open" and token.name in ("td", "th")
        self._in_heading = token.kind == "open" and token.name in _HEADINGS
        self._page.parts.append(token.code)

    def finish(self) -> None:
        if self._kept:
            self._end_kept()
        self._end_run()

    def _ends_before(self, token: Token) -> bool:
        """Whether the element that is kept has no end tag and was over before a tag."""
        if self._kept not in _OPEN_ENDED or token.name in _INLINE or not token.name:
            return False
        if token.kind == "close":
            return token.name not in self._open
        blocks = [name for name in self._open[1:] if name not in _INLINE]
        return not blocks and (self._kept == "p" or token.name in (self._kept, "tr"))

    def _end_kept(self) -> None:
        code = "".join(self._kept_code)
        if self._kept == "svg" and not self._foreign:
            code = with_drawn_texts(with_descriptions(self._page, code), self._drawn)
        elif self._kept == "script" and not self._foreign:
            code = with_data(self._page, code, self._from_code, self._to_code)
        if self._kept in _INLINE:
            shown = self._kept not in _KEPT - _SHOWN and _has_text(code)
            self._run.append(Token("fixed" if shown else "other", "", code))
        else:
            self._end_run()
            self._page.parts.append(code)
        self._kept = ""

    def _drawn(self, code: str) -> str:
        """The code of a text that is drawn in a picture, with holes: what is put somewhere is a text of its own."""
        waiting, self._run = self._run, []
        parts: list[str] = []
        tokens: list[Token] = []
        placed = False
        for token in read_tokens(code):
            if token.name == "tspan" and (placed or _PLACED.search(token.code)):
                # The end tag that follows is of the same element, in all but the rarest pictures.
                placed = token.kind == "open"
                parts += [self._inner_code(tokens), token.code]
                tokens = []
            else:
                tokens.append(token)
        parts.append(self._inner_code(tokens))
        self._run = waiting
        return "".join(parts)

    def _is_foreign(self, name: str, attributes: dict[str, str]) -> bool:
        if attributes.get("translate") == "no" or "notranslate" in attributes.get("class", "").split():
            return True
        language = attributes.get("lang") or attributes.get("xml:lang") or self._from_code
        return name != "html" and primary_language(language) != self._from_code

    def open_holes(self, token: Token, attributes: dict[str, str]) -> None:
        masked = Masked(token.code, find_templates(token.code))

        def replaced(match: re.Match[str]) -> str:
            name, written = match.group(1).lower(), match.group(2)
            before = masked.restored(match.group()[: match.start(2) - match.start()])
            quote = written[0] if written[0] in "\"'" else ""
            named = said_language(token.name, name, attributes, written.strip("\"'"), self._from_code, self._to_code)
            if named is not None:
                return f"{before}{quote or chr(34)}{named}{quote or chr(34)}"
            block = self._attribute(masked, written) if _is_read(token.name, name, attributes) else None
            return masked.restored(match.group()) if block is None else before + self._page.hole(block)

        token.code = masked.restored(_ATTRIBUTE.sub(replaced, masked.text))
        if token.name == "meta" and "charset" in token.code:
            token.code = self._with_charset(token.code)

    @staticmethod
    def _with_charset(code: str) -> str:
        """A tag that says how the page is encoded; it is written as UTF-8, whatever it was before."""
        return _CHARSET.sub(lambda match: match[1] + (match[2] if match[2].lower() == "utf-8" else "utf-8"), code)

    @staticmethod
    def _attribute(masked: Masked, written: str) -> Block | None:
        """The block of a value with its quotes; None if there is nothing to translate."""
        builder = BlockBuilder()
        for part in masked.split(written[1:-1] if written[0] in "\"'" else written):
            if isinstance(part, str):
                builder.add(html.unescape(part))
            elif part.role in ("open", "middle", "close"):
                # What is said depends on a condition.
                return None
            else:
                builder.fixed(masked.code_of(part))
        block = builder.block(masked.restored(written), _escape_attribute)
        block.attribute, block.quote = True, '"'
        return block if block.has_words() else None

    def _end_run(self) -> None:
        run, self._run = self._run, []
        run = self._with_conditions(run)
        edges = [number for number, token in enumerate(run) if token.kind == "edge"]
        for start, end in pairwise([-1, *edges, len(run)]):
            part = run[start + 1 : end]
            pairs = pairs_of(part)
            for numbers in texts_of(part, pairs, self._in_heading):
                inside = {a: b for a, b in pairs.items() if a in numbers and b in numbers}
                self._add_block(numbers, inside, part)
            if end < len(run):
                self._page.parts.append(run[end].code)

    def _with_conditions(self, run: list[Token]) -> list[Token]:
        """A run with one token for each condition or loop of a template language; what is left alone is an edge."""
        chosen = alternatives(run, pairs_of(run))
        if not chosen and not any(token.kind == "control" for token in run):
            return run
        ends = control_pairs(run) | chosen
        result, number = [], 0
        while number < len(run):
            token = run[number]
            end = ends.get(number)
            if end is not None and is_balanced(run[number + 1 : end]):
                inside = run[number + 1 : end]
                shown = any(t.kind in ("text", "fixed", "control") and t.code.strip() for t in inside)
                code = token.code + self._inner_code(inside) + run[end].code
                result.append(Token("fixed" if shown else "other", "", code))
                number = end
            elif token.kind == "control":
                alone = token.role == "open" and not is_block(token.name) and end is None
                kind = ("fixed" if token.name.startswith("short:") else "other") if alone else "edge"
                result.append(Token(kind, "", token.code))
            else:
                result.append(token)
            number += 1
        return result

    def _inner_code(self, tokens: list[Token]) -> str:
        """Code with holes for the blocks in it."""
        outer, self._page.parts = self._page.parts, []
        self._run = tokens
        self._end_run()
        inner, self._page.parts = self._page.parts, outer
        return "".join(part if isinstance(part, str) else self._page.hole(part) for part in inner)

    def _amount(self, tokens: list[Token]) -> str:
        """The code of an old or a new price: the two are no parts of the sentence, and each is written by itself."""
        if tokens[0].name not in _PRICES or not all(token.kind == "text" for token in tokens[1:-1]):
            return ""
        amount = written_amount(_code(tokens[1:-1]), self._from_code, self._to_code)
        return tokens[0].code + amount + tokens[-1].code if amount else ""

    def _add_block(self, numbers: range, pairs: dict[int, int], run: list[Token]) -> None:
        first, last = numbers.start, numbers.stop
        # What stands before and behind all text, and does not belong to it, moves nowhere.
        starts = {b: a for a, b in pairs.items()}
        while first < last and not is_filled(run[first]):
            over = pairs.get(first, first)
            if any(map(is_filled, run[first:over])):
                break
            first = over + 1
        while (
            last > first
            and not is_filled(run[last - 1])
            and not is_missed(_code(run[first : last - 1]), run[last - 1 : last])
        ):
            back = starts.get(last - 1, last - 1)
            if back < first or any(map(is_filled, run[back:last])):
                break
            last = back
        around = _code(run[numbers.start : first]), _code(run[last : numbers.stop])
        before, run, after = without_hard_blanks(run, range(first, last), *around)
        code = _code(run[first:last])
        builder = BlockBuilder()
        self._build(builder, run, range(first, last), pairs)
        # White space at the edges of the code is not part of the block.
        start = len(code) - len(code.lstrip(BLANK))
        end = max(start, len(code.rstrip(BLANK)))
        block = builder.block(code[start:end], escape_text)
        if block.has_words():
            self._page.parts += [before + code[:start], block, code[end:] + after]
        else:
            if self._in_cell and is_amount(block.text):
                code = "".join(self._number(token) for token in run[first:last])
            self._page.parts.append(before + code + after)

    def _build(self, builder: BlockBuilder, run: list[Token], numbers: range, pairs: dict[int, int]) -> None:
        """Add tokens to a block."""
        ends, skip = set(pairs.values()), numbers.start
        bits = bits_of(run, numbers, pairs)
        struck, seams = bits.struck_out(), bits.seams()
        for number in numbers:
            token = run[number]
            if number < skip:
                continue
            if number - numbers.start in seams:
                builder.add(" ")
            element = run[number : pairs[number] + 1] if number in pairs else []
            raised = bool(element) and (token.name in ("sup", "sub") or is_note(element, builder.text))
            amount = self._amount(element) if element else ""
            if amount:
                builder.fixed(amount)
                skip = pairs[number] + 1
            elif raised and add_raised(builder, element):
                skip = pairs[number] + 1
            elif (word := struck.get(number - numbers.start)) is not None:
                builder.empty(self._struck(element) if word else _code(element))
                skip = pairs[number] + 1
            elif token.kind == "text":
                add_text(builder, token.code)
            elif token.kind == "fixed" or is_missed(builder.text, run[number : numbers.stop]):
                builder.fixed(token.code)
            else:
                builder.tag(token.code, number, pairs, ends)

    def _struck(self, element: list[Token]) -> str:
        """The code of what is struck out of a sentence, with a hole for its words."""
        inside = element[1:-1]
        if any(token.kind != "text" for token in inside):
            return element[0].code + self._inner_code(inside) + element[-1].code
        code = _code(inside)
        core = code.strip(BLANK)
        start = code.index(core)
        hole = self._page.hole(loose_block(re.sub(f"[{BLANK}]+", " ", html.unescape(core)), core))
        return element[0].code + code[:start] + hole + code[start + len(core) :] + element[-1].code

    def _number(self, token: Token) -> str:
        """The code of a part of an amount."""
        written = written_amount(token.code, self._from_code, self._to_code) if token.kind == "text" else ""
        return written or token.code


def _code(tokens: list[Token]) -> str:
    return "".join(token.code for token in tokens)


def _escape_attribute(text: str) -> str:
    return escape_text(text).replace('"', "&quot;")


def _is_read(element: str, name: str, attributes: dict[str, str]) -> bool:
    """Whether people read the value of an attribute."""
    if element == "meta" and name == "content":
        names = (attributes.get(key, "").lower() for key in ("name", "property", "itemprop"))
        return any(name in _META for name in names)
    if element == "input" and name == "value":
        return attributes.get("type", "").lower() in ("button", "submit", "reset")
    return name in _ATTRIBUTES or (name == "label" and element in _LABELLED) or (element, name) in _OF_ELEMENT


def _attributes(code: str) -> dict[str, str]:
    return {m.group(1).lower(): html.unescape(m.group(2).strip("\"'")) for m in _ATTRIBUTE.finditer(code)}


def _has_text(code: str) -> bool:
    return any(token.kind == "text" and token.code.strip() for token in read_tokens(code))
