"""What office files say of themselves: the title, subject and description of a document, and its language.

Facts: ECMA-376, part 2 (core properties), and OpenDocument 1.3, part 3 (``meta.xml``); both use Dublin Core.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from toolkit.markup.languages import in_other_language
from toolkit.markup.model import Block, Page, escape_text
from toolkit.markup.packed import PackedDocument
from toolkit.markup.trees import decoded

_TEXT = re.compile(r"(<((?:[\w.-]+:)?(?:title|subject|description))(?:\s[^<>]*)?>)([^<>]*)(</\2\s*>)")
_LANGUAGE = re.compile(r"(<((?:[\w.-]+:)?language)(?:\s[^<>]*)?>\s*)([\w-]+)(\s*</\2\s*>)")
#: Where office files keep them.
MEMBERS = ("docProps/core.xml", "meta.xml")
# What a program writes where the author has written nothing.
_NOTHING = re.compile(r"Microsoft (?:Word|PowerPoint|Excel) - .*|.*\.(?:docx?|pptx?|xlsx?|od[tsp])", re.IGNORECASE)


def add_properties(document: PackedDocument, files: Mapping[str, bytes], from_code: str, to_code: str) -> None:
    """Add what a document says of itself to its texts.

    Args:
        document: an office file.
        files: its members.
        from_code, to_code: languages.
    """
    for name in MEMBERS:
        if name in files:
            page = _read(decoded(files[name], name), from_code, to_code)
            if page is not None:
                document.pages.append((name, page))


def _read(code: str, from_code: str, to_code: str) -> Page | None:
    def named(match: re.Match[str]) -> str:
        return f"{match[1]}{in_other_language(match[3], from_code, to_code) or match[3]}{match[4]}"

    said = _LANGUAGE.search(code)
    if said is not None and in_other_language(said[3], from_code, to_code) is None:
        # Its texts may be in that language as well.
        return None
    code = _LANGUAGE.sub(named, code)
    page, position = Page(), 0
    for match in _TEXT.finditer(code):
        text = " ".join(html.unescape(match[3]).split())
        if any(map(str.isalpha, text)) and not _NOTHING.fullmatch(text):
            page.parts += [code[position : match.start(3)], Block(text, [], match[3], escape_text, attribute=True)]
            position = match.end(3)
    page.parts.append(code[position:])
    return page
