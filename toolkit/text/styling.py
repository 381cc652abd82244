"""Codes of style in the texts of forums, wikis, games and subtitles: they stand beside words, as tags do.

BBCode as phpBB and others have it; shortcodes of WordPress; macros of Twine; tags of Ren'Py; overrides of Advanced
SubStation Alpha; colours of Minecraft, of World of Warcraft and of RPG Maker; external links of MediaWiki.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FORUM = re.compile(r"\[(/?)([A-Za-z][A-Za-z0-9]{0,11}|\*)(=[^\[\]\n]{1,200})?\]")
_FORUM_NAMES = frozenset(
    "b i u s url img color colour size quote list code spoiler center left right justify font email table tr td th "
    "indent sub sup hr br icon highlight li ul ol h1 h2 h3 attachment media user align youtube video".split()
)
# Shortcodes of WordPress: [caption id="a"], [/vc_row].
_SHORTCODE = re.compile(
    r"\[(?P<end>/)?(?P<name>[A-Za-z][\w-]{1,40})(?P<values>(?:\s+[A-Za-z][\w:-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'\[\]]+))*)\s*/?\]"
)
_BRACES = re.compile(
    r"\{\\[^{}\n]{1,200}\}|\{(/?)(b|i|u|s|a|k|cps|color|size|font|alpha|plain|outlinecolor|rb|rt|w|p|space|vspace|image)"
    r"(=[^{}\n]{1,60})?\}"
)
_MACRO = re.compile(
    r"<<(?:/\w+|(?:if|else|elseif|link|set|print|goto|include|silently|nobr|switch|case|default|for|button|display|run|"
    r"script|timed|repeat|linkreplace|linkappend|actions|choice|return|back|widget|capture|audio)\b[^<>\n]{0,200})>>"
)
_COLOUR = re.compile(
    r"\|c[0-9a-fA-F]{8}|\|r(?!\w)|§[0-9a-fk-or](?=[^\W\d_]|§)|§r(?!\w)|\\(?:C|I|FS|PX|PY)\[[\d, ]{1,9}\]"
)
# Not the beginning of an entity (&laquo;), which may be escaped itself (&amp;nbsp;).
_AMPERSAND = re.compile(
    r"(?!&[A-Za-z][A-Za-z0-9]{1,31};)(?:(?<!\w)&[0-9a-fk-or](?=[^\W_]|[&§.,!?]|\s|$)|(?<=\w)&r(?!\w))"
)
_LINK = re.compile(r"(?<!\[)(\[(?:https?|ftp)://[^\s\[\]]+ )[^\[\]\n]{1,200}(\])(?![\](])")
_CLOSING = re.compile(r"(?:<|&lt;|\[|\{|<<)/|\|r\Z|[§&]r\Z|\]\Z|\{\\[a-z]+0\}")
_NAME = re.compile(r"(?:<<|<|&lt;|\[|\{\\|\{)/?([A-Za-z][A-Za-z:.-]*|\*)")
#: Tags of HTML that end a line, a paragraph, a cell or an item.
BREAKING_TAGS = frozenset(
    "br hr p div li ul ol dl dt dd table thead tbody tr td th h1 h2 h3 h4 h5 h6 blockquote section article header "
    "footer figure option select".split()
)
_BREAK = re.compile(
    rf"\s*(?:(?:<|&lt;)/?(?:{'|'.join(sorted(BREAKING_TAGS))})\b[^<>&]{{0,200}}(?:>|&gt;)|\[\*\]|\[/?(?:br|hr|list|quote|table|tr|td|th|li|ul|ol)"
    r"(?:=[^\[\]\n]{0,200})?\]|<</?\w[^<>\n]{0,200}>>|(?-i:\\N(?![a-z])))\s*",
    re.IGNORECASE,
)
_ADJACENT = re.compile(r"(?<=[\w.!?…»\"”)])</[a-z]\w*><[a-z][^<>/]{0,200}>(?=[\w«\"“(])", re.IGNORECASE)
_SAID = re.compile(
    r"(?:balises?|éléments?|tags?|une?|l[ea]s?|des?|du|avec|par|ou|et|sur|dans|utilisez)\s+\Z", re.IGNORECASE
)


def find_styling(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the codes of style of a text, in order."""
    found = [*_forum(text), *_braces(text)]
    if "[/" in text or "=" in text:
        found += [span for span in _shortcodes(text) if span not in found]
    found += [m.span() for pattern in (_MACRO, _COLOUR) for m in pattern.finditer(text)]
    found += [span for m in _LINK.finditer(text) for span in (m.span(1), m.span(2))]
    codes = list(_AMPERSAND.finditer(text))
    # One alone may be the key of a menu: &ouvrir.
    if len(codes) > 1 and any(text[m.end() : m.end() + 1].isupper() or m[0] == "&r" for m in codes):
        found += [m.span() for m in codes]
    return iter(sorted(found))


def _forum(text: str) -> list[tuple[int, int]]:
    marks = [m for m in _FORUM.finditer(text) if m[2].lower() in _FORUM_NAMES or m[2] == "*"]
    closed = {m[2].lower() for m in marks if m[1]}
    sure = [
        m
        for m in marks
        if m[2] != "*" and (m[2].lower() in closed or m[3] or len(m[2]) > 2 or _touches_a_word(text, m))
    ]
    return [m.span() for m in marks if m in sure or (m[2] == "*" and sure)]


def _shortcodes(text: str) -> list[tuple[int, int]]:
    """Those with a value, those that end something, and those that begin what is ended."""
    marks = list(_SHORTCODE.finditer(text))
    ended = {m["name"] for m in marks if m["end"]}
    return [m.span() for m in marks if m["end"] or m["values"] or m["name"] in ended]


def _touches_a_word(text: str, match: re.Match[str]) -> bool:
    before, behind = text[: match.start()][-1:], text[match.end() :][:1]
    return behind.isalnum() and not before.isalnum() and before not in ("_", ")", "]")


def _braces(text: str) -> list[tuple[int, int]]:
    marks = list(_BRACES.finditer(text))
    closed = {m[2] for m in marks if m[1]}
    return [m.span() for m in marks if m[2] is None or m[2] in closed or m[3]]


def closes(code: str) -> bool:
    """Whether a tag or code of style ends something.

    Example:
        >>> closes("</b>"), closes("[/url]"), closes("{\\\\i1}")
        (True, True, False)
    """
    return _CLOSING.match(code) is not None or code in ("|r", "§r", "&r", "]")


def name_of(code: str) -> str:
    """By which a tag that opens and one that closes belong together.

    Example:
        >>> name_of("[url=https://example.org]"), name_of("[/url]"), name_of("§a") == name_of("§r")
        ('url', 'url', True)
    """
    match = _NAME.match(code)
    if code.startswith(("[http", "[ftp")) or code == "]":
        return "[link"
    return match[1].lower().rstrip("0123456789") if match else code[:1]


def find_breaks(text: str) -> list[tuple[int, int]]:
    """Offsets of what parts a text into several: tags of line breaks, paragraphs, items and cells, with their blanks.

    A tag that is spoken of (*la balise <br> sert à*) parts nothing.
    """
    found = []
    for match in _BREAK.finditer(text):
        spoken = match[0][:1].isspace() and match[0][-1:].isspace() and _SAID.search(text[: match.start() + 1])
        if not spoken:
            found.append(match.span())
    found += [(m.start(), m.end()) for m in _ADJACENT.finditer(text)]
    return sorted(found)
