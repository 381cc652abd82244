"""Words of a machine's English that are neither in its source nor known: mostly made up from pieces of others.

Known is what the bitext of the embedded package has at least three times (its ``words.txt``). That knows some names and
technical terms too few, so a finding is a reason to look, not a verdict.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from toolkit.lexical.counterparts import LANGUAGES
from toolkit.lexical.known_words import KnownWords, package_known_words
from toolkit.packages.store import embedded_package
from toolkit.text.cognates import without_accents
from toolkit.text.word_gate import WORD
from toolkit.units import Origin, TranslationUnit


def check(unit: TranslationUnit) -> Iterator[str]:
    if unit.origin is not Origin.MACHINE or unit.languages[1] != LANGUAGES[1]:
        return
    known = _english()
    if known:
        invented = dict.fromkeys(known.invented(unit.target, unit.source))
        # Names of other languages lose their accents: Němec becomes Nemec.
        copied = set(WORD.findall(without_accents(unit.source.lower()))) if invented else set()
        for word in invented:
            if without_accents(word) in copied:
                continue
            yield f"the word '{word}' is neither known as English nor in the source"


@functools.cache
def _english() -> KnownWords | None:
    return package_known_words(embedded_package())
