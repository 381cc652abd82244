"""Scripts of characters (Unicode's property Script), as far as a translation asks for them."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

# First words of Unicode names of letters, by script; all others stand for themselves.
_NAMES = {
    "CJK": "HAN",
    "IDEOGRAPHIC": "HAN",
    "HIRAGANA": "KANA",
    "KATAKANA": "KANA",
    "KATAKANA-HIRAGANA": "KANA",
    "HALFWIDTH": "KANA",
    "FULLWIDTH": "LATIN",
    "FEMININE": "LATIN",
    "MASCULINE": "LATIN",
    "KELVIN": "LATIN",
    "ANGSTROM": "LATIN",
    "MICRO": "GREEK",
    "OHM": "GREEK",
}
_JAPANESE = frozenset({"HAN", "KANA"})
#: Scripts of languages that are not written in Latin letters alone.
SCRIPTS = {
    **dict.fromkeys("ru uk be bg mk sr kk ky mn tg".split(), frozenset({"CYRILLIC"})),
    **dict.fromkeys("ar fa ur ps ug sd ckb".split(), frozenset({"ARABIC"})),
    **dict.fromkeys("hi mr ne sa".split(), frozenset({"DEVANAGARI"})),
    "el": frozenset({"GREEK"}),
    "he": frozenset({"HEBREW"}),
    "yi": frozenset({"HEBREW"}),
    "hy": frozenset({"ARMENIAN"}),
    "ka": frozenset({"GEORGIAN"}),
    "bn": frozenset({"BENGALI"}),
    "pa": frozenset({"GURMUKHI"}),
    "gu": frozenset({"GUJARATI"}),
    "ta": frozenset({"TAMIL"}),
    "te": frozenset({"TELUGU"}),
    "kn": frozenset({"KANNADA"}),
    "ml": frozenset({"MALAYALAM"}),
    "si": frozenset({"SINHALA"}),
    "th": frozenset({"THAI"}),
    "lo": frozenset({"LAO"}),
    "km": frozenset({"KHMER"}),
    "my": frozenset({"MYANMAR"}),
    "am": frozenset({"ETHIOPIC"}),
    "ti": frozenset({"ETHIOPIC"}),
    "zh": _JAPANESE,
    "ja": _JAPANESE,
    "ko": frozenset({"HANGUL", "HAN"}),
}
_LATIN = frozenset({"LATIN"})
_PLAIN = re.compile(r"[\x00-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf]*")
# What may stand between two words of one script; a mark with a space before it is one of the text around them.
_BETWEEN = re.compile(r"(?!.*\s[;:!?])[\s\d.,;:!?'’\-–—/·・、。，！？：；]*")
# Questions and exclamations with a mark before them, as few languages write them.
_INVERTED = re.compile(r"¿[^¿?\n]{1,200}\?|¡[^¡!\n]{1,200}!")
_TURNED_MARKS = frozenset("es gl ast eu ca an".split())


@functools.lru_cache(maxsize=1 << 14)
def script_of(character: str) -> str:
    """The script of a letter or of a mark on one, in capitals; empty for what all scripts share."""
    if unicodedata.category(character)[0] not in "LM":
        return ""
    first = unicodedata.name(character, "").split(" ")[0]
    return "" if first in ("COMBINING", "VARIATION", "MODIFIER") else _NAMES.get(first, first)


def foreign_runs(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Runs of words in scripts that a language is not written in; Latin letters are foreign to none.

    Args:
        text: any.
        language: BCP 47 code.

    Yields:
        Start and end; marks and spaces inside a run belong to it, those around it do not.
    """
    if language.split("-")[0].lower() not in _TURNED_MARKS and _INVERTED.search(text):
        yield from (m.span() for m in _INVERTED.finditer(text))
    if _PLAIN.fullmatch(text):
        return
    own = SCRIPTS.get(language.split("-")[0].lower(), frozenset()) | _LATIN
    start = end = None
    for position, character in enumerate(text):
        script = script_of(character)
        if script and script not in own:
            if start is not None and end is not None and _BETWEEN.fullmatch(text, end, position):
                end = position + 1
                continue
            if start is not None and end is not None:
                yield start, end
            start, end = position, position + 1
        elif end == position and unicodedata.category(character) in ("Mn", "Mc", "Cf"):
            end = position + 1
    if start is not None and end is not None:
        yield start, end
