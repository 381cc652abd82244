"""XLIFF 1.2 and 2.x in place: targets that are missing are written into the file, with the tags of their sources."""

from __future__ import annotations

import html
from collections.abc import Iterator

from toolkit.errors import InputError
from toolkit.formats.xml_text import local
from toolkit.markup.model import Block, BlockBuilder, Page, escape_text
from toolkit.markup.tokens import Token, read_tokens
from toolkit.units import primary_language

# Elements of native code, with content or without; elements around text; codes that begin and end something, each with
# the attributes by which the two know each other. Versions 1.2 and 2.x, and TMX 1.4.
_CODE = frozenset("bpt bx cp ec em ept ex it ph sc sm ut x".split())
_AROUND = frozenset("g hi mrk pc".split())
_BEGINS, _ENDS = {"bpt": "ept", "bx": "ex", "sc": "ec", "sm": "em"}, frozenset("ept ex ec em".split())


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read XLIFF: a block for each source without a target.

    What has a target keeps it, and what says ``translate="no"`` stays without. Inline codes and elements are marks. A
    new target says that a machine made it (version 1.2), and the file says which language it is.

    Args:
        text: the code.
        from_code: language of the sources.
        to_code: language of the targets.

    Raises:
        InputError: not XML or not XLIFF, or of another source language.
    """
    _check(text)
    page = Page()
    position = 0
    unit: dict[str, Token] = {}
    skipped = suggested = False
    for token in _tokens(text):
        name = token.name
        if name in ("xliff", "file") and not token.closing:
            changed = _with_language(token, from_code, to_code)
            page.parts += [text[position : token.start], changed]
            position = token.end
        elif name in ("trans-unit", "unit", "segment") and not token.closing:
            unit, suggested = {}, False
            skipped = token.attributes.get("translate") == "no" or (skipped and name == "segment")
        elif name in ("source", "target", "seg-source"):
            if not suggested:
                unit[f"/{name}" if token.closing or token.empty else name] = token
        elif name == "alt-trans":
            suggested = not token.closing
        elif name in ("trans-unit", "segment") and token.closing and not skipped:
            position = _add(page, text, position, unit, name == "trans-unit")
    page.parts.append(text[position:])
    return page


def _check(text: str) -> None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"line {error.lineno}: not well-formed XML ({error.msg}); mend it there") from None
    except ValueError as error:
        raise InputError(f"not XML ({error})") from None
    if local(root.tag) != "xliff":
        raise InputError(f"not XLIFF (the root element is <{local(root.tag)}>); name another --as")


def _tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """With names less their prefixes: files have a prefix for XLIFF or none."""
    for token in read_tokens(text, start, end):
        token.name = token.name.rpartition(":")[2]
        yield token


def _with_language(token: Token, from_code: str, to_code: str) -> str:
    attributes = token.attributes
    language = attributes.get("srcLang") or attributes.get("source-language")
    if language is None:
        return token.code
    if primary_language(language) != from_code:
        raise InputError(
            f"its sources are '{language}', the package translates from '{from_code}'; choose another --from"
        )
    name = "trgLang" if "srcLang" in attributes else "target-language"
    if attributes.get(name):
        return token.code
    end = "/>" if token.empty else ">"
    return f'{token.code.removesuffix(end)} {name}="{to_code}"{end}'


def _add(page: Page, text: str, position: int, unit: dict[str, Token], states: bool) -> int:
    """Add what a unit wants translated; returns up to where the code is used."""
    source, source_end = unit.get("source"), unit.get("/source")
    target, target_end = unit.get("target"), unit.get("/target")
    if source is None or source_end is None:
        return position
    if target is not None and target_end is not None and text[target.end : target_end.start].strip():
        return position
    block = inline_block(text[source.end : source_end.start])
    if not block.has_words():
        return position
    after = unit.get("/seg-source", source_end).end
    gap = text[text.rfind(">", 0, source.start) + 1 : source.start]
    opening = '<target state="needs-review-translation" state-qualifier="mt-suggestion">' if states else "<target>"
    prefix = text[source.start + 1 : source.end].split("source")[0]
    opening = opening.replace("<", f"<{prefix}")
    page.parts += [text[position:after], gap + opening, block, f"</{prefix}target>"]
    return after if target_end is None else target_end.end


def inline_block(code: str) -> Block:
    """The content of a segment of XLIFF or TMX, whose inline elements are marks."""
    builder = BlockBuilder()
    parts = list(_joined(code))
    pairs = _pairs(parts)
    ends = set(pairs.values())
    for number, part in enumerate(parts):
        if not part.name:
            builder.add(html.unescape(part.code))
        elif part.name == "fixed":
            builder.fixed(part.code)
        else:
            builder.tag(part.code, number, pairs, ends)
    return builder.block(code, escape_text)


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


def _pairs(parts: list[Token]) -> dict[int, int]:
    """Numbers of what begins with those of what ends it, where nothing crosses."""
    waiting: list[int] = []
    pairs = {}
    for number, part in enumerate(parts):
        if (part.name in _AROUND and not part.closing and not part.empty) or part.name in _BEGINS:
            waiting.append(number)
        elif (part.name in _AROUND and part.closing) or part.name in _ENDS:
            begun = [n for n in waiting if _belong(parts[n], part)]
            if begun:
                # Codes that were begun in between end elsewhere, elements cannot.
                between = [n for n in waiting if n > begun[-1]]
                if part.name in _ENDS and any(parts[n].name in _AROUND for n in between):
                    continue
                waiting = [n for n in waiting if n < begun[-1]]
                pairs[begun[-1]] = number
    return pairs


def _belong(one: Token, other: Token) -> bool:
    if other.name in _AROUND:
        return one.name == other.name
    return _BEGINS.get(one.name) == other.name and _key(one) == _key(other)


def _key(token: Token) -> str:
    attributes = token.attributes
    return next((attributes[k] for k in ("startRef", "rid", "id", "i") if k in attributes), "")
