"""Signs that were lost or added: emoji, signs of mathematics, arrows, marks such as © and ♪, braces.

Emoji are those of :mod:`toolkit.text.finders`, each with all of its characters but the variants of its look. Signs
within placeholders, templates and formulas belong to :mod:`toolkit.checks.placeholders`, which compares these as a
whole.

What a language writes in another way (``n°``, ``°`` as *degrees*, ``×`` as x, bullets) is no loss; percentages and
currencies are those of :mod:`toolkit.checks.figures`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from toolkit.checks.placeholders import plain
from toolkit.languages.signs import STAND_FOR
from toolkit.text.finders import ONE_EMOJI
from toolkit.text.protected import find
from toolkit.units import TranslationUnit

# Signs that words or other signs may stand for: typography, not content.
_LOOSE = frozenset("\ufffd°ºª№℃℉·•‣▪●○■□◦–—−~¬`^¨´¸|¦©®™°+<>=×÷→←⇒±≥≤≈\u20e3\u00b7\u22c5")
_VARIANTS = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
_EMOJI = frozenset({"emoji"})
# Marks that nearly all French texts have, and spaces, are no signs of this kind.
_SIGN, _PAIRS = re.compile(r"[^\w\x00-\x7f’‘“”«»…–—\u00a0\u202f\u2009\u2011€]"), re.compile(r"[{}\\]")
_STANDING = tuple((sign, other) for sign, other in STAND_FOR.items() if not sign.isascii())
_MAY_STAND = re.compile("|".join(re.escape(sign) for sign, _ in _STANDING))


def read_symbols(text: str) -> Counter[str]:
    """Signs of a text that a translation should keep, emoji without their variants."""
    if not _may_have_sign(text):
        return Counter()
    text = plain(text)
    found: Counter[str] = Counter()
    parts, position = [], 0
    for span in find(text, kinds=_EMOJI):
        parts.append(text[position : span.start])
        found.update(_VARIANTS.sub("", match[0]) for match in ONE_EMOJI.finditer(text, span.start, span.end))
        position = span.end
    rest = "".join([*parts, text[position:]])
    for sign in set(rest):
        if not sign.isascii() and unicodedata.category(sign) in ("So", "Sm"):
            found[sign] += rest.count(sign)
    return Counter({sign: count for sign, count in found.items() if sign and sign[-1] not in _LOOSE})


def _may_have_sign(text: str) -> bool:
    # They are neither ASCII nor letters.
    return not text.isascii() and _SIGN.search(text) is not None


def check(unit: TranslationUnit) -> Iterator[str]:
    if _may_have_sign(unit.source) or _may_have_sign(unit.target):
        source, target = read_symbols(unit.source), read_symbols(unit.target)
        for sign in source - target:
            if sign not in target:
                yield f"the sign '{sign}' of the source is missing in the target"
        for sign in target - source:
            if sign not in source:
                yield f"the sign '{sign}' is only in the target"
    if _MAY_STAND.search(unit.source):
        for sign, other in _STANDING:
            if sign in unit.source and not other.search(unit.target):
                yield f"the sign '{sign}' of the source is missing in the target"
    yield from _braces(unit)


def _braces(unit: TranslationUnit) -> Iterator[str]:
    """Braces and backslashes that are no part of a placeholder."""
    if not _PAIRS.search(unit.source) and not _PAIRS.search(unit.target):
        return
    source, target = (Counter(_PAIRS.findall(plain(text))) for text in (unit.source, unit.target))
    for sign in sorted(source - target):
        yield f"the sign '{sign}' of the source is missing in the target"
    for sign in sorted(target - source):
        yield f"the sign '{sign}' is only in the target"
