"""Placeholders and tags of programs' messages that are not the same on both sides.

Braces (``{name}``, ``{{ name }}``, ``${name}``), printf's (``%s``, ``%(name)s``, ``%1$d``) and tags of HTML and XML, of
which only the name counts: attributes may be translated. Their order may change with the language. Inline codes that
XLIFF and TMX files have around or between words count as well, by kind and id.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.formats.inline import inline_codes
from toolkit.units import TranslationUnit

_BRACES = r"\$?\{\{?[^{}\n]{1,60}\}\}?"
# A percentage may stand before a letter too ("10 %d'eau"); programs put no number before theirs.
_PRINTF = r"(?<!\d)(?<!\d[ \u00a0\u202f])%(?:\(\w+\)|\d+\$)?[-+#0]*\d*(?:\.\d+)?l{0,2}[sdiufFeEgGxXc](?![a-z])"
_NAMED_PRINTF = r"%\(\w+\)[-+#0]*\d*(?:\.\d+)?[sdiufFeEgGxXc]"
_TAG = r"<(?P<tag>/?[a-zA-Z][\w-]*(?::[\w-]+)?)(?:\s+[\w@%{][^<>]*)?\s?/?>"
_ANY = re.compile(f"{_BRACES}|{_NAMED_PRINTF}|{_PRINTF}|{_TAG}")


def plain(text: str) -> str:
    """A text without them."""
    return _ANY.sub(" ", text) if "{" in text or "%" in text or "<" in text else text


def read_placeholders(text: str) -> Counter[str]:
    """All of them in a text, tags by their names."""
    return Counter(f"<{m['tag']}>" if m["tag"] else m.group() for m in _ANY.finditer(text))


def check(unit: TranslationUnit) -> Iterator[str]:
    codes = inline_codes(unit) if unit.target.strip() else None
    if codes is not None:
        for name in sorted(codes[0] - codes[1]):
            yield f"inline code '{name}' of the source is missing in the target"
        for name in sorted(codes[1] - codes[0]):
            yield f"inline code '{name}' is only in the target"
    source, target = read_placeholders(unit.source), read_placeholders(unit.target)
    for name in sorted(source - target):
        yield f"placeholder or tag '{name}' of the source is missing in the target"
    for name in sorted(target - source):
        yield f"placeholder or tag '{name}' is only in the target"
