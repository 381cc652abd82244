"""Faults of form whose mend is certain: what a check reports and ``bitext fix`` writes comes from one rule.

Typography after the Lexique of the Imprimerie nationale and the Office québécois de la langue française (French; in
Canada only the colon and guillemets have a space), DIN 5008 (German), the Chicago Manual of Style (English), RAE
(Spanish) and Unicode CLDR's marks of quotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from toolkit.checks.spans import Said
from toolkit.languages.french import CLOSING, HIGH, OPENING
from toolkit.languages.habits import QUOTES, SPACE_BEFORE_MARKS, WORDS_ARE_SPACED
from toolkit.languages.tags import primary_language
from toolkit.languages.typographic import NARROW, SPACES
from toolkit.text.code_pieces import code_pieces
from toolkit.text.protected import find
from toolkit.units import TranslationUnit

_ANY = rf"[{SPACES}]"
_LOOSE = re.compile(rf"(?<=[\w)\]”’%])({_ANY}+)([,.](?![.\w])|[;:!?]+(?=\s|$|[”\"]))")
# Commas and stops alone: other marks have a space before them in French. Three dots may be spaced, and a point may
# begin a name (.NET) or a number.
_LOOSE_STOP = re.compile(rf"(?<=[\w)\]»”’%])({_ANY}+)([,.])(?![.\w]|{_ANY}\.)")
_LOOSE_QUOTE = re.compile(rf"(?<=“)({_ANY}+)|({_ANY}+)(?=”)")
_GLUED = re.compile(r"(?<=[^\W\d_]{3}[,;])(?=[^\W\d_]{3})")
_BREAKABLE = re.compile(r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=[%‰€$£](?!\w))|(?<=\bn°) (?=\d)|(?<=\bM\.) (?=[A-ZÀ-Þ])")
# Quick looks: what begins with a look back is tried at every letter.
_SPACE_AND_MARK, _MARK_AND_WORD = re.compile(rf"{_ANY}[,.;:!?]"), re.compile(r"[,;][^\W\d_]{3}")
_TWO_SPACES = re.compile(rf"{_ANY}{{2}}")
_DOUBLED = re.compile(rf"(?<=\S){_ANY}{{2,}}(?=\S)")
_ENDS = re.compile(r"^\s+|\s+$")
_INVISIBLE = re.compile("[\u200b\ufeff\u2060]+")
_QUOTATION = re.compile(rf"«{_ANY}*([^«»]*?){_ANY}*»|“([^“”„]*)”|„([^„“”]*)[“”]|(?<![^\s(\[])\"([^\"]*)\"(?!\w)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")


@dataclass(slots=True, frozen=True)
class Mend:
    """A place of a target and what should stand there.

    Attributes:
        start, end: offsets in the target.
        text: for that place.
        reason: one sentence for a person.
    """

    start: int
    end: int
    text: str
    reason: str


#: Finds what is wrong in a unit's target, in order.
Mender = Callable[[TranslationUnit], Iterable[Mend]]


def check_with(mender: Mender, unit: TranslationUnit) -> Iterator[Said]:
    """What a mender finds, for the checks; the same reason is said once."""
    said = set()
    for mend in outside_spans(unit.target, mender(unit)):
        if mend.reason not in said:
            said.add(mend.reason)
            yield Said(mend.reason, target=(mend.start, mend.end))


def outside_spans(text: str, mends: Iterable[Mend]) -> list[Mend]:
    """Those that touch nothing that stays as it is: placeholders, addresses, tags, code that is marked or not."""
    found = list(mends)
    if not found:
        return []
    spans = [*((s.start, s.end) for s in find(text)), *code_pieces(text)]
    return [m for m in found if not any(a < max(m.end, m.start + 1) and m.start < b for a, b in spans)]


def apart(mends: Iterable[Mend]) -> list[Mend]:
    """In order, without those that touch one before them."""
    found: list[Mend] = []
    for mend in sorted(mends, key=lambda m: (m.start, m.end)):
        if not found or (mend.start >= found[-1].end and (mend.start, mend.end) != (found[-1].start, found[-1].end)):
            found.append(mend)
    return found


def mended(text: str, mends: Iterable[Mend]) -> str:
    """A text with mends done that are :func:`apart`."""
    parts, position = [], 0
    for mend in mends:
        parts += [text[position : mend.start], mend.text]
        position = mend.end
    return "".join([*parts, text[position:]])


def spacing(unit: TranslationUnit) -> Iterator[Mend]:
    """Spaces before marks of punctuation where the language writes none, and none behind a comma."""
    text, language = unit.target, primary_language(unit.target_language)
    if language in WORDS_ARE_SPACED:
        if _SPACE_AND_MARK.search(text) and not (
            primary_language(unit.source_language) not in SPACE_BEFORE_MARKS and _LOOSE.search(unit.source)
        ):
            for match in _LOOSE.finditer(text):
                yield Mend(*match.span(1), "", f"a space before '{match[2]}'")
        for match in _LOOSE_QUOTE.finditer(text) if "“" in text or "”" in text else ():
            yield Mend(*match.span(), "", "a space inside the quotation marks")
    elif language in SPACE_BEFORE_MARKS and _SPACE_AND_MARK.search(text) and not _LOOSE_STOP.search(unit.source):
        for match in _LOOSE_STOP.finditer(text):
            yield Mend(*match.span(1), "", f"a space before '{match[2]}'")
    glued = _MARK_AND_WORD.search(text)
    if glued and language in WORDS_ARE_SPACED | SPACE_BEFORE_MARKS and not _GLUED.search(unit.source):
        for match in _GLUED.finditer(text):
            word = text[: match.start()].split()[-1]
            yield Mend(*match.span(), " ", f"no space behind '{word}'")


def french_spacing(unit: TranslationUnit) -> Iterator[Mend]:
    """Spaces that French wants and that are missing, or ordinary ones at which a line may end."""
    text, language = unit.target, unit.target_language
    if primary_language(language) not in SPACE_BEFORE_MARKS:
        return
    canadian = language.upper().endswith("-CA")
    for match in HIGH.finditer(text):
        place, mark = match.span(1), match[2]
        if canadian and mark != ":":
            if match[1]:
                yield Mend(*place, "", f"a space before '{mark}'")
        elif match[1] == " ":
            yield Mend(*place, NARROW, f"the space before '{mark}' is an ordinary one")
        elif not match[1] and not (mark == ":" and text[match.start() - 1].isdigit()):
            yield Mend(*place, NARROW, f"no space before '{mark}'")
    for match in (*OPENING.finditer(text), *CLOSING.finditer(text)):
        if match[1] in ("", " "):
            what = "an ordinary space" if match[1] else "no space"
            yield Mend(*match.span(1), NARROW, f"{what} inside the guillemets")
    for match in _BREAKABLE.finditer(text):
        before = text[: match.start()].split(" ")[-1]
        yield Mend(*match.span(), NARROW, f"the space behind '{before}' is an ordinary one")


def spaces(unit: TranslationUnit) -> Iterator[Mend]:
    """Doubled spaces, and spaces at either end, where the source has none, or lost ones."""
    source, text = unit.source, unit.target
    if not text.strip():
        return
    if _TWO_SPACES.search(text) and not _DOUBLED.search(source):
        for match in _DOUBLED.finditer(text):
            yield Mend(*match.span(), _widest(match[0]), "the target has a doubled space")
    for side in ("begins", "ends"):
        one, other = _edge(source, side), _edge(text, side)
        if bool(one) == bool(other) or not source.strip():
            continue
        place = (0, len(other)) if side == "begins" else (len(text) - len(other), len(text))
        has, lacks = ("source", "target") if one else ("target", "source")
        yield Mend(*place, one, f"the {has} {side} with a space that the {lacks} lacks")


def _edge(text: str, side: str) -> str:
    return text[: len(text) - len(text.lstrip())] if side == "begins" else text[len(text.rstrip()) :]


def _widest(run: str) -> str:
    """One space for several: that of them at which no line ends, if there is one."""
    return next((c for c in run if c != " "), " ")


def invisible(unit: TranslationUnit) -> Iterator[Mend]:
    """Zero-width spaces, word joiners and byte order marks that the source lacks; joiners of scripts are letters."""
    if primary_language(unit.target_language) in WORDS_ARE_SPACED | SPACE_BEFORE_MARKS:
        for match in _INVISIBLE.finditer(unit.target):
            if match[0] not in unit.source:
                yield Mend(*match.span(), "", f"an invisible character U+{ord(match[0][0]):04X}")


def quote_style(unit: TranslationUnit) -> Iterator[Mend]:
    """Double quotation marks of another language, and straight ones."""
    text = unit.target
    wanted = QUOTES.get(primary_language(unit.target_language))
    if wanted is None or not re.search('[«»“”„"]', text):
        return
    for match in _QUOTATION.finditer(text):
        inner = next(group for group in match.groups() if group is not None).strip(SPACES)
        before = text[: match.start()]
        nested = before.count("«") > before.count("»") or before.count("„") > before.count("“")
        if match[0][0] != wanted[0][0] and not nested:
            reason = f"quotation marks '{match[0][0]}' where the language has '{wanted[0].strip()}'"
            yield Mend(*match.span(), f"{wanted[0]}{inner}{wanted[1]}", reason)


def apostrophes(unit: TranslationUnit) -> Iterator[Mend]:
    """Straight apostrophes among curly ones."""
    if "’" in unit.target:
        for match in _APOSTROPHE.finditer(unit.target):
            yield Mend(*match.span(), "’", "straight and curly apostrophes in one text")


def ellipsis(unit: TranslationUnit) -> Iterator[Mend]:
    """Three dots where the source has the sign for them."""
    if "…" in unit.source and "..." not in unit.source:
        for match in _DOTS.finditer(unit.target):
            yield Mend(*match.span(), "…", "three dots where the source has '…'")
