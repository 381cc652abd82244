"""Form that programs and house styles ask for: capitals, names with capitals inside, lines, access keys, lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.placeholders import plain
from toolkit.checks.spans import Said
from toolkit.formats.limits import over_limit
from toolkit.text.protected import find
from toolkit.units import TranslationUnit

_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CAMEL = re.compile(r"(?<![\w.@/-])(?=\w*[a-z][A-Z])[A-Za-z][A-Za-z0-9]{2,}(?![\w@/]|\.\w)")
# Surnames have them by nature, and languages write some of them in another way.
_SURNAME = re.compile(r"(?:Mc|Mac|De|Du|Di|Da|La|Le|Van|Von|O)[A-Z]")
_FIRST = re.compile(r"\s*(\.\.\.|…|[-–—•*#>/+=]+(?=\s)|[(\[{])")
_FIRST_KIND = {"...": "…", "–": "-", "—": "-"}
# gettext and Qt: & before a letter; GTK: _ before one; each once in a label.
_ACCESS = re.compile(r"(?<![\w&])&(?!\w+;)(?=\w)|(?<=[a-zà-ÿ])&(?!\w+;|&)(?=[^\W\d_])")
# Behind a capital it may be that of a name (R&D), but not beside another.
_ACCESS_ANY = re.compile(r"(?<!&)&(?!\w+;|&)(?=[^\W\d_])")
_ACCESS_GTK = re.compile(r"(?<!_)_(?=[^\W\d_])")
_LEAST_CAPITALS = 4
# Fewer letters of a single word are an acronym more often than a shout.
_LONG_WORD = 5


def check_start_mark(unit: TranslationUnit) -> Iterator[Said]:
    """A dash, a bullet, three dots or a bracket at the beginning of one side only."""
    source, target = (_FIRST.match(side) for side in (unit.source, unit.target))
    one, other = (_FIRST_KIND.get(m[1], m[1]) if m else "" for m in (source, target))
    if one != other:
        yield Said(
            f"the target begins with '{other}', the source does not"
            if not one
            else f"the source begins with '{one}', the target does not",
            source.span(1) if source else None,
            target.span(1) if target else None,
        )


def check_capitals(unit: TranslationUnit) -> Iterator[Said]:
    """One side in capitals throughout and the other in none but those of words."""
    if unit.source.isupper() == unit.target.isupper():
        return
    source, target = (_LETTERS.findall(plain(side)) for side in (unit.source, unit.target))
    if min(len(source), len(target)) < _LEAST_CAPITALS or not all(_has_case(s) for s in (source, target)):
        return
    one, other = (all(c.isupper() for c in side if c.lower() != c.upper()) for side in (source, target))
    words = len(_WORD.findall(unit.source)), len(_WORD.findall(unit.target))
    # One word may be an acronym whose words the other side says.
    alone = words == (1, 1) and min(len(source), len(target)) >= _LONG_WORD
    if one != other and (min(words) > 1 or alone):
        yield Said(f"the {'source' if one else 'target'} is in capitals, the {'target' if one else 'source'} is not")


def _has_case(letters: list[str]) -> bool:
    # Georgian has capitals for whole words alone, and hardly uses them.
    return sum(c.lower() != c.title() for c in letters) >= _LEAST_CAPITALS


def check_camel_case(unit: TranslationUnit) -> Iterator[Said]:
    """Names with capitals inside, as products and programs have, that the target lacks."""
    for match in _CAMEL.finditer(plain(unit.source)):
        name = match[0]
        if _SURNAME.match(name) or name.lower() in unit.target.lower():
            continue
        place = unit.source.find(name)
        yield Said(f"the name '{name}' of the source is missing in the target", (place, place + len(name)))


def check_lines(unit: TranslationUnit) -> Iterator[Said]:
    """Another number of lines."""
    one, other = (len(side.strip("\n").split("\n")) for side in (unit.source, unit.target))
    if one != other:
        yield Said(f"the source has {one} lines, the target {other}")


def check_access_keys(unit: TranslationUnit) -> Iterator[Said]:
    """The sign before the letter of a label by which a keyboard reaches it: ``&File``, ``_File``."""
    for sign, pattern, each in (("&", _ACCESS, _ACCESS_ANY), ("_", _ACCESS_GTK, _ACCESS_GTK)):
        if sign not in unit.source and sign not in unit.target:
            continue
        if unit.source.count(sign) > 1 or _is_kept(unit.source, sign):
            continue
        source, target = (list(pattern.finditer(side)) for side in (unit.source, unit.target))
        if len(source) == 1 and not target and sign not in unit.target:
            yield Said(
                f"the access key '{unit.source[source[0].start() :][:2]}' is missing in the target", source[0].span()
            )
        elif len(source) == 1 and len(found := list(each.finditer(unit.target))) > 1:
            yield Said("the target has two access keys", source[0].span(), found[1].span())


def _is_kept(text: str, sign: str) -> bool:
    """Whether the sign belongs to something that a program reads."""
    return any(sign in text[span.start : span.end] for span in find(text))


def check_length_limit(unit: TranslationUnit) -> Iterator[Said]:
    """A target longer than its file allows, ``maxwidth`` or ``maxbytes`` of XLIFF, or the property ``max-length``."""
    if (over := over_limit(unit.target, unit.properties)) is not None:
        fits, reason = over
        yield Said(reason, target=(fits, len(unit.target)), severity="error")
