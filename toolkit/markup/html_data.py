"""What pages say of themselves to machines: the language of a page, and its texts in JSON-LD.

Facts: HTML Standard ("lang", "http-equiv"), the Open Graph protocol (``og:locale``), schema.org (``inLanguage``). Where
a page names other pages (``hreflang``, ``srclang``), it says their language, which stays what it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from toolkit.markup.json_tree import Node, decoded, json_tree
from toolkit.markup.languages import in_other_language
from toolkit.markup.model import Block, Page
from toolkit.markup.values import Writing, value_parts
from toolkit.units import primary_language

_LANGUAGE_META = frozenset("language content-language dc.language dcterms.language inlanguage og:locale".split())
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SCRIPT = re.compile(
    r"(<script\b[^<>]*\bapplication/ld\+json\b[^<>]*>)(.*)(</script\s*>\s*)", re.DOTALL | re.IGNORECASE
)
_LANGUAGES_SAID = re.compile(r"\"inLanguage\"\s*:\s*\"([\w-]+)\"")
_LIST_OF_LANGUAGES = re.compile(r"\"inLanguage\"\s*:\s*\[")
_JSON_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
#: Properties of schema.org that people read; a name is that of a thing or a person, unless its type says otherwise.
_READ = frozenset(
    "headline alternativeHeadline description disambiguatingDescription abstract articleBody articleSection caption "
    "text reviewBody recipeInstructions recipeIngredient recipeCategory keywords slogan".split()
)
_NAMED = frozenset(
    "Question Answer HowTo HowToStep HowToSection HowToDirection ListItem WebPage AboutPage FAQPage CollectionPage "
    "Article NewsArticle BlogPosting TechArticle Recipe Course Event ImageObject VideoObject DefinedTerm".split()
)


def said_language(
    element: str, name: str, attributes: dict[str, str], value: str, from_code: str, to_code: str
) -> str | None:
    """The value of an attribute that names the language of a page or of a part of it, for the translation.

    Args:
        element: name of the tag.
        name: of the attribute.
        attributes: of the tag.
        value: of the attribute.
        from_code, to_code: languages.

    Returns:
        None where it names no language, or another than the first.

    Example:
        >>> said_language("meta", "content", {"property": "og:locale"}, "fr_FR", "fr", "en")
        'en_GB'
    """
    if name in ("lang", "xml:lang"):
        return to_code if element == "html" or primary_language(value) == primary_language(from_code) else None
    if element != "meta" or name != "content" or not _TAG.fullmatch(value):
        return None
    names = {attributes.get(key, "").lower() for key in ("http-equiv", "name", "property", "itemprop")}
    if names & _LANGUAGE_META:
        return in_other_language(value, from_code, to_code)
    if "og:locale:alternate" in names:
        # What was the other language is the first one now.
        return in_other_language(value, to_code, from_code)
    return None


def with_data(page: Page, code: str, from_code: str, to_code: str) -> str:
    """The code of a ``script`` element with holes for the texts of JSON-LD in it; any other stays as it is.

    Args:
        page: which gets the texts.
        code: of the element.
        from_code, to_code: languages.
    """
    match = _SCRIPT.fullmatch(code)
    if match is None or "\0" in code:
        return code
    text = match[2]
    try:
        json.loads(text)
        edits = list(_edits(page, text, json_tree(text), from_code, to_code))
    except (ValueError, RecursionError):
        # A template, or an error of its author's: nobody reads it.
        return code
    parts, position = [match[1]], 0
    for start, end, new in sorted(edits):
        parts += [text[position:start], new]
        position = end
    return "".join([*parts, text[position:], match[3]])


def _edits(page: Page, text: str, top: Node, from_code: str, to_code: str) -> Iterator[tuple[int, int, str]]:
    # Data on pages in several languages says of each what it is.
    said = {primary_language(tag) for tag in _LANGUAGES_SAID.findall(text)}
    several = len(said) > 1 or _LIST_OF_LANGUAGES.search(text) is not None
    waiting = [("", frozenset[str](), top)]
    while waiting:
        key, types, node = waiting.pop()
        if node.kind == "{":
            own = _types(text, node)
            waiting += [(inner.key, own, inner) for inner in node.inside]
        elif node.kind == "[":
            waiting += [(key, types, inner) for inner in node.inside]
        elif node.kind == '"':
            code = text[node.start + 1 : node.end - 1]
            if key == "inLanguage":
                new = None if several else in_other_language(decoded(code), from_code, to_code)
                yield node.start, node.end, text[node.start : node.end] if new is None else json.dumps(new)
            elif (key in _READ or (key == "name" and types & _NAMED)) and not re.match(r"(?:https?:|/|#)\S*\Z", code):
                parts = value_parts(code, Writing(_JSON_ESCAPE, decoded, _encoded))
                written = "".join(_hole(page, part) if isinstance(part, Block) else part for part in parts)
                yield node.start + 1, node.end - 1, written


def _types(text: str, node: Node) -> frozenset[str]:
    said = node.members.get("@type")
    nodes = [] if said is None else [said] if said.kind == '"' else said.inside
    return frozenset(decoded(text[n.start + 1 : n.end - 1]) for n in nodes if n.kind == '"')


def _hole(page: Page, block: Block) -> str:
    block.attribute = True
    return page.hole(block)


def _encoded(text: str) -> str:
    # An end tag would end the script.
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("</script", "<\\/script")
