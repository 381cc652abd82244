"""``.stringsdict`` of Apple: plural forms and the sentences around them, texts by width and by device."""

from __future__ import annotations

import html
import re

from toolkit.errors import InputError
from toolkit.markup.model import Page, escape_text
from toolkit.markup.values import Writing, value_parts

_PLIST = re.compile(r"<plist[\s>]")
_FORM = re.compile(
    r"<key>\s*(?:zero|one|two|few|many|other|\d+|mac|iphone|ipad|ipod|apple(?:watch|tv|vision)"
    r"|(?P<format>NSStringLocalizedFormatKey))\s*</key>\s*"
    r"<string>(?P<value>[^<]*)(?=</string>)|<!--.*?-->",
    re.DOTALL,
)
# A place of a plural form within its sentence.
_VARIABLE = re.compile(r"%(?:\d+\$)?#@\w+@")
_ESCAPE = re.compile(r"\\.|\n", re.DOTALL)


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read plural forms: the texts of ``one``, ``other`` and the like, and the sentences around them.

    Texts for a width (``NSStringVariableWidthRuleType``) and for a device are read, too.

    Keys and value types stay, as do sentences that are nothing but the places of forms.

    Raises:
        InputError: no property list in XML.
    """
    if not _PLIST.search(text):
        raise InputError("no property list in XML; convert it with 'plutil -convert xml1' first")
    page, position = Page(), 0
    writing = Writing(_ESCAPE, html.unescape, escape_text)
    for match in _FORM.finditer(text):
        if match["value"] is not None and any(map(str.isalpha, _VARIABLE.sub("", match["value"]))):
            start = match.start("value")
            page.parts += [text[position:start], *value_parts(match["value"], writing)]
            position = match.end()
    page.parts.append(text[position:])
    return page
