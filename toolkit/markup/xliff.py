"""XLIFF 1.2 and 2.x in place: targets that are missing are written into the file, with the tags of their sources."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.errors import InputError
from toolkit.formats.limits import over_limit
from toolkit.formats.xliff_scan import Slot, Unit, scan
from toolkit.formats.xliff_writer import Edit, Writer
from toolkit.formats.xml_code import XmlCode, read_xml, with_attribute
from toolkit.languages.tags import same_language
from toolkit.markup.model import Block, BlockBuilder, Page, escape_text
from toolkit.markup.xliff_blocks import edges, with_texts_out
from toolkit.markup.xliff_halves import AROUND, BEGINS, ENDS, lone_halves, pairs_of
from toolkit.text.messages import forms, message_texts
from toolkit.text.styling import BREAKING_TAGS
from toolkit.text.xml_tokens import Token, read_tokens

# Elements of native code, with content or without; elements around text; codes that begin and end something, each with
# the attributes by which the two know each other. Versions 1.2 and 2.x, and TMX 1.4.
_CODE = frozenset("bpt bx cp ec em ept ex it ph sc sm ut x".split())
#: What a new target of version 1.2 says of itself.
MACHINE: dict[str, str | None] = {"state": "needs-review-translation", "state-qualifier": "mt-suggestion"}
_LIMITS = ("maxwidth", "size-unit", "maxbytes")
# Tags of HTML and the like that a program's message holds as text.
_EMBEDDED = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*|\d{1,3})"
    r"(?:\s+[\w:@.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>=]+))?)*\s*(?P<empty>/?)>|<!--.*?-->",
    re.DOTALL,
)
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Where text that keeps its white space is cut: what is between two columns or lines is translated by itself.
_CUT = re.compile(r"([ \t]*[\r\n][ \t\r\n]*|[ \t]*\t[ \t]*|  +)")


@dataclass(slots=True)
class EncodedPage:
    """A page whose file says how it is encoded."""

    page: Page
    code: XmlCode

    @property
    def blocks(self) -> list[Block]:
        """Of the page."""
        return self.page.blocks

    def fill(self, blocks: Sequence[Block | None]) -> bytes:
        """The file with other blocks; see :meth:`toolkit.markup.model.Page.fill`."""
        return self.code.encoded(self.page.fill(blocks))


def parse(content: str | bytes, from_code: str, to_code: str) -> Page | EncodedPage:
    """Read XLIFF: blocks for each segment that nobody has translated.

    What has a target keeps it, unless its state says that it is only a copy; what says ``translate="no"``, itself or by
    what it is in, stays as it is. Inline codes and elements are marks. A new target says that a machine made it
    (version 1.2), and the file says which language it is.

    Args:
        content: the file, or its code.
        from_code: language of the sources.
        to_code: language of the targets.

    Raises:
        InputError: not XML or not XLIFF, or of other languages.
        EncodingError: bytes that are not what the file declares.
    """
    code = read_xml(content)
    found = scan(code)
    fitting = _fitting([languages for _, languages in found.heads], from_code, to_code)
    edits: list[Edit[Block]] = []
    page = Page()
    for token, languages in found.heads:
        if languages in fitting and not languages[1]:
            name = "trgLang" if "srcLang" in token.attributes else "target-language"
            edits.append(Edit(token.start, token.end, [with_attribute(token.code, name, to_code)]))

    def fill(unit: Unit, slot: Slot) -> list[str | Block] | None:
        if slot.locked or slot.finished or not slot.untranslated:
            return None
        inside = len(page.inner)
        pieces = inline_pieces(slot.source, unit.preserve, code.plain, hole=page.hole)
        made = [p.code if isinstance(p, Block) and not p.has_words() else p for p in pieces]
        limits = {f"unit@{name}": value for name in _LIMITS if (value := unit.node.get(name))}
        if limits and len(unit.slots) == len(made) == 1 and isinstance(made[0], Block) and not made[0].marks:
            made[0].fits = lambda text: over_limit(text, limits) is None
        return made if len(page.inner) > inside or any(isinstance(p, Block) for p in made) else None

    writer: Writer[Block] = Writer(code.text, fill, MACHINE)
    for unit in found.units:
        if not found.heads or unit.languages in fitting:
            edits += writer.edits(unit)
    position = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        page.parts += [code.text[position : edit.start], *edit.pieces]
        position = edit.end
    page.parts.append(code.text[position:])
    return page if isinstance(content, str) else EncodedPage(page, code)


def _fitting(pairs: list[tuple[str, str]], from_code: str, to_code: str) -> set[tuple[str, str]]:
    """The pairs of languages that are the engine's.

    Raises:
        InputError: there are pairs, and none is.
    """
    sources = [pair for pair in pairs if same_language(pair[0], from_code)]
    if pairs and not sources:
        raise InputError(
            f"its sources are '{pairs[0][0]}', the package translates from '{from_code}'; choose another --from"
        )
    fitting = {pair for pair in sources if not pair[1] or same_language(pair[1], to_code)}
    if pairs and not fitting:
        raise InputError(
            f"its targets are '{sources[0][1]}', the package translates into '{to_code}'; choose another --to"
        )
    return fitting


def inline_pieces(
    code: str,
    preserve: bool = False,
    plain: Callable[[str], str] = html.unescape,
    escape: Callable[[str], str] = escape_text,
    hole: Callable[[Block], str] | None = None,
) -> list[str | Block]:
    """The content of a segment: white space around it, and what is to be translated.

    Args:
        code: of XLIFF or TMX.
        preserve: white space counts: each line and column is a block.
        plain: resolves references of the code.
        escape: writes text as code.
        hole: code that stands for a block inside an inline code, such as a footnote (``sub``), see
            :meth:`toolkit.markup.model.Page.hole`; None to leave such texts as they are.
    """
    wrapped = re.fullmatch(r"\s*<!\[CDATA\[((?:(?!\]\]>).)*)\]\]>\s*", code, re.DOTALL)
    if wrapped:  # one section of character data stays one
        inner = text_pieces(wrapped.group(1), preserve)
        before, after = code[: code.index("[CDATA[") + 7], code[code.rindex("]]>") :]
        return [before, *inner, after]
    joined = list(_joined(code))
    if hole is not None:
        for part in joined:
            if part.name in _CODE:
                part.code = with_texts_out(
                    part.code, lambda inner: inline_pieces(inner, preserve, plain, escape, hole), hole
                )
    return _pieces([_with_text(part, plain) for part in joined], preserve, escape)


def text_pieces(text: str, preserve: bool = True) -> list[str | Block]:
    """Like :func:`inline_pieces` for text, whose tags are those that it holds as text."""
    return _pieces([("", text)], preserve, str)


_Part = tuple[str, str] | Token


def _with_text(part: Token, plain: Callable[[str], str]) -> _Part:
    return ("", plain(part.code)) if not part.name else part


# A placeholder that a code shows: {{name}}, {0}, %s, ${x}, INTERPOLATION of Angular.
_VARIABLE = re.compile(r"[{}$%]|^INTERPOLATION|^ICU")


def _stands_for_words(part: Token) -> bool:
    """Whether a code without a partner stands for words of the sentence, such as a name or a number."""
    if part.name not in ("x", "ph"):
        return False
    attributes = part.attributes
    shown = [attributes.get(name, "") for name in ("equiv-text", "equiv", "disp", "id")]
    inside = html.unescape(re.sub("<[^<>]*>", "", part.code))
    return any(_VARIABLE.search(text) for text in [*shown, inside] if text)


def _branches(parts: Sequence[_Part], preserve: bool) -> list[tuple[bool, list[_Part]]]:
    """Parts cut at the texts of an ICU message, and whether each run is text to translate.

    A message on one line without any markup stays whole: who translates it knows its branches better than as scraps.
    """
    written = "".join("\ue000" if isinstance(part, Token) else part[1] for part in parts)
    spans = message_texts(written) if "{" in written else None
    if not spans:
        return [(True, list(parts))]
    marked = len(parts) > 1 or isinstance(parts[0], Token) or _EMBEDDED.search(written)
    if not marked and not (preserve and any(_CUT.search(written, form.start, form.end) for form in forms(written))):
        return [(True, list(parts))]
    edges = sorted({0, len(written), *(edge for span in spans for edge in span)})
    inside = set(spans)
    runs: list[tuple[bool, list[_Part]]] = [((a, b) in inside, []) for a, b in pairwise(edges)]
    start = 0
    for part in parts:
        length = 1 if isinstance(part, Token) else len(part[1])
        for number, (a, b) in enumerate(pairwise(edges)):
            low, high = max(a, start), min(b, start + length)
            if low < high:
                runs[number][1].append(part if isinstance(part, Token) else ("", part[1][low - start : high - start]))
        start += length
    return runs


def _pieces(parts: Sequence[_Part], preserve: bool, escape: Callable[[str], str]) -> list[str | Block]:
    """Blocks of tags and text; what is not to be translated between them."""
    found: list[str | Block] = []
    runs = _branches(parts, preserve)
    for translate, run in runs:
        if translate:
            for piece in _paired(run, escape) if len(runs) > 1 else [run]:
                found += [piece] if isinstance(piece, str) else _lines(piece, preserve, escape)
        else:
            found.append("".join(p.code if isinstance(p, Token) else escape(p[1]) for p in run))
    return found


def _paired(run: Sequence[_Part], escape: Callable[[str], str]) -> Iterator[str | list[_Part]]:
    """A part of a message, cut at tags whose other half stands elsewhere: these are code."""
    tokens = [token for part in run for token in ([part] if isinstance(part, Token) else _embedded(part[1], escape))]
    pairs = pairs_of(tokens)
    halves = {*pairs, *pairs.values()}
    inside: list[_Part] = []
    for number, token in enumerate(tokens):
        embedded = token.name.startswith("text:") and not token.name.startswith("text:empty:")
        half = embedded or token.name in AROUND or token.name in BEGINS or token.name in ENDS
        if half and not token.empty and number not in halves:
            yield inside
            yield token.code
            inside = []
        else:
            inside.append(token if token.name else ("", token.code))
    yield inside


def _lines(parts: Sequence[_Part], preserve: bool, escape: Callable[[str], str]) -> list[str | Block]:
    """Blocks of tags and text, with the white space between them."""
    lines: list[list[Token]] = [[]]
    spaces: list[str | Token] = []
    depth = 0
    parting = edges(parts)
    for number, part in enumerate(parts):
        if isinstance(part, Token):
            if number in parting or (not depth and _is_break(part)):
                spaces.append(part)
                lines.append([])
                continue
            lines[-1].append(part)
            if part.name in AROUND and not part.empty:
                depth += -1 if part.closing else 1
            continue
        for token in _embedded(part[1], escape):
            if not depth and token.name.rpartition(":")[2] in BREAKING_TAGS:
                spaces.append(token)
                lines.append([])
                continue
            if token.name or not preserve or depth:
                lines[-1].append(token)
                continue
            pieces = _CUT.split(token.code)
            lines[-1].append(Token("", pieces[0]))
            for space, text in zip(pieces[1::2], pieces[2::2], strict=True):
                spaces.append(escape(space))
                lines.append([Token("", text)])
    found: list[str | Block] = []
    line = lines[0]
    for space, following in zip(spaces, lines[1:], strict=True):
        if isinstance(space, Token) and not (_has_letters(line) and _has_letters(following)):
            # A break at the edge of a text parts nothing.
            line += [space, *following]
            continue
        found += [*_line(line, escape), space.code if isinstance(space, Token) else space]
        line = following
    found += _line(line, escape)
    return [piece for piece in found if piece != ""]


_BREAK_TAG = re.compile(r"\s*</?(\w+)[^<>]*>\s*|\\[nr]")


def _is_break(part: Token) -> bool:
    """Whether a code is that of a line break, or of the edge of a paragraph, an item or a cell."""
    if part.name not in ("x", "ph"):
        return False
    attributes = part.attributes
    if attributes.get("ctype") == "lb" or attributes.get("subType") == "xlf:lb":
        return True
    inside = html.unescape(re.sub("<[^<>]*>", "", part.code))
    shown = inside or attributes.get("equiv-text", "") or attributes.get("disp", "")
    match = _BREAK_TAG.fullmatch(shown)
    return match is not None and (match[1] is None or match[1].lower() in BREAKING_TAGS)


def _parts_words(parts: Sequence[Token], number: int) -> bool:
    """Whether a code is that of a line break between two words that no blank parts, within other codes."""
    if not _is_break(parts[number]):
        return False
    before = next((p.code for p in reversed(parts[:number]) if not p.name), "")
    behind = next((p.code for p in parts[number + 1 :] if not p.name), "")
    return before[-1:].isalnum() and behind[:1].isalnum()


def _has_letters(parts: Sequence[Token]) -> bool:
    return any(not part.name and any(map(str.isalpha, part.code)) for part in parts)


def _embedded(text: str, escape: Callable[[str], str]) -> Iterator[Token]:
    """Text cut at the tags that it holds as text; their code is escaped, text is not."""
    position = 0
    for match in _EMBEDDED.finditer(text):
        if match.start() > position:
            yield Token("", text[position : match.start()])
        position = match.end()
        name = (match["name"] or "!").lower()
        alone = name in _EMPTY or match["empty"] or name == "!"
        yield Token(f"text:{'empty:' if alone else ''}{name}", escape(match.group()), closing=bool(match["end"]))
    if position < len(text):
        yield Token("", text[position:])


def _line(parts: list[Token], escape: Callable[[str], str]) -> list[str | Block]:
    """A block between the white space at its ends."""
    before = after = ""
    if parts and not parts[0].name:
        before = parts[0].code[: len(parts[0].code) - len(parts[0].code.lstrip(" \t\r\n"))]
        parts[0] = Token("", parts[0].code[len(before) :])
    if parts and not parts[-1].name:
        stripped = parts[-1].code.rstrip(" \t\r\n")
        after = parts[-1].code[len(stripped) :]
        parts[-1] = Token("", stripped)
    builder = BlockBuilder()
    pairs = pairs_of(parts)
    ends = set(pairs.values())
    begun, ended = lone_halves(parts, pairs)
    for _ in ended:
        builder.open("")
    for number, part in enumerate(parts):
        if not part.name:
            builder.add(part.code)
        elif number in begun:
            builder.open(part.code)
        elif number in ended:
            builder.close(part.code)
        elif _parts_words(parts, number):
            builder.line_break(part.code)
        elif part.name == "fixed" or (number not in pairs and number not in ends and _stands_for_words(part)):
            builder.fixed(part.code)
        else:
            builder.tag(part.code, number, pairs, ends)
    for _ in begun:
        builder.close("")
    code = "".join(part.code if part.name else escape(part.code) for part in parts)
    block = builder.block(code, escape)
    pieces: list[str | Block] = [escape(before), block if block.text or block.marks else code, escape(after)]
    return [piece for piece in pieces if piece != ""]


def _tokens(text: str) -> Iterator[Token]:
    """With names less their prefixes: files have a prefix for XLIFF or none."""
    for token in read_tokens(text):
        token.name = token.name.rpartition(":")[2]
        yield token


def _joined(code: str) -> Iterator[Token]:
    """Tokens, those of native code and of what is not to be translated with all that is in them."""
    whole, name, depth = "", "", 0
    for token in _tokens(code):
        if name:
            whole += token.code
            if token.name == name and not token.empty:
                depth += -1 if token.closing else 1
            if not depth:
                yield Token(name if name in _CODE else "fixed", whole)
                name = ""
            continue
        kept = token.name == "mrk" and (
            token.attributes.get("mtype") == "protected" or token.attributes.get("translate") == "no"
        )
        if (token.name in _CODE or kept) and not token.closing and not token.empty:
            whole, name, depth = token.code, token.name, 1
        elif token.code.startswith("<![CDATA["):
            yield Token("", html.escape(token.code[9:-3]))
        elif token.name or not token.code.startswith("<"):
            yield token
