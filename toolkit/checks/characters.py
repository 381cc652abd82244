"""Damaged and invisible characters that the source lacks: replacement characters, text decoded wrongly, controls."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from toolkit.checks.measures import MOJIBAKE
from toolkit.languages.tags import is_right_to_left
from toolkit.units import TranslationUnit

# What a model writes for what it cannot spell.
_REPLACEMENTS = "\ufffd\u2047"
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u061c]")
# Joiners belong to Arabic and Indic scripts and to emoji; between Latin letters they are an accident.
_JOINER = re.compile("(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d](?=[A-Za-z\u00c0-\u024f])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# A letter of another alphabet that looks like the Latin ones around it.
_HOMOGLYPH = re.compile(
    "(?<=[A-Za-zÀ-ɏ])[аеорсухіјѕοαΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХ]|[аеорсухіјѕοΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХ](?=[A-Za-zÀ-ɏ]{2})"
)
_MARKS_OF_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


def check(unit: TranslationUnit) -> Iterator[str]:
    target, source = unit.target, unit.source
    codes = unit.source_language, unit.target_language
    if target.isascii() and not _CONTROL.search(target):
        return
    for sign in _REPLACEMENTS:
        if target.count(sign) > source.count(sign):
            yield f"the replacement character U+{ord(sign):04X} stands in the target"
    if (found := MOJIBAKE.search(target.replace("\ufffd", ""))) and found.group() not in source:
        yield f"'{_shown(found.group())}' of the target looks decoded wrongly"
    if (found := _HOMOGLYPH.search(target)) and not _HOMOGLYPH.search(source):
        yield f"the letter U+{ord(found[0]):04X} ({_name(found[0])}) stands in a Latin word of the target"
    for pattern, what in (
        (_CONTROL, "control"),
        (_PRIVATE, "private"),
        (_INVISIBLE, "invisible"),
        (_JOINER, "invisible"),
    ):
        found_here, known = Counter(pattern.findall(target)), Counter(pattern.findall(source))
        for sign in found_here - known if found_here else ():
            if not (sign in _MARKS_OF_DIRECTION and any(map(is_right_to_left, codes))):
                yield f"the {what} character U+{ord(sign):04X} ({_name(sign)}) is only in the target"


def _name(sign: str) -> str:
    return unicodedata.name(sign, "no name").lower()


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
