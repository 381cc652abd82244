"""What formulas of spreadsheets know texts of cells by: such a text means something to the sheet, and stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: What becomes of hidden sheets; ``auto``: those of Excel stay, those of OpenDocument are translated.
HIDDEN = ("auto", "translate", "keep")
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_OPERATOR = re.compile(r"^(?:<>|[<>]=?|=)")
# Functions that look for a text within another, that take parts of one, and that take a criterion with wildcards.
_CALL = re.compile(
    r"(?<![\w.])(?:(?P<search>SEARCHB?|FINDB?|SUBSTITUTE|TEXTBEFORE|TEXTAFTER|TEXTSPLIT|REGEX\w*)|(?P<part>LEFTB?|RIGHTB?|MIDB?)"
    r"|(?P<criteria>COUNTIFS?|SUMIFS?|AVERAGEIFS?|MAXIFS|MINIFS|X?MATCH|[VHX]?LOOKUP))\s*\("
)
# Functions that read a number, a day, a reference, a unit or the like out of a text.
_READING = re.compile(
    r"(?<![\w.])(?:(?:NUMBER|DATE|TIME)?VALUE|INDIRECT|CONVERT|DATEDIF|ARABIC|DECIMAL|(?:BIN|HEX|OCT)2\w+|IM[A-Z]+"
    r"|FILTERXML|INFO)\s*\("
)
# One that takes a format: a text of a cell, where there is none in the call.
_FORMATTING = re.compile(r"(?<![\w.])TEXT\s*\(")
_EQUALS_BEFORE = re.compile(r'"((?:[^"]|"")*)"\s*(?:=|<>)\s*\Z')
_EQUALS_BEHIND = re.compile(r'\s*(?:=|<>)\s*"((?:[^"]|"")*)"')
_WILD = re.compile(r"~?[*?]")


def compared(formulas: Iterable[tuple[str, bool]]) -> set[str]:
    """Texts in double quotes of some formulas, in small letters, as comparisons of spreadsheets take them.

    Args:
        formulas: each with whether its texts may be lists with commas, as those of allowed values are.

    Example:
        >>> sorted(compared([('IF(A1="Oui",1,0)', False), ('"Rouge,Vert"', True)]))
        ['oui', 'rouge', 'rouge,vert', 'vert']
    """
    found: set[str] = set()
    for formula, listed in formulas:
        for text in _literals(formula):
            found |= {text, _OPERATOR.sub("", text), *(text.split(",") if listed else ())}
    return {text.strip().casefold() for text in found} - {""}


def looked_for(formula: str) -> list[tuple[str, ...]]:
    """What a formula looks for within texts, in small letters: each are the parts that a text has if it is found.

    A formula that reads a number, a day or a reference out of a text, or takes a format from a cell, has one without
    parts: any text that it refers to is meant.

    Example:
        >>> looked_for('COUNTIF(A1:A9,"Fini*")'), looked_for('LEFT(A4,3)="Oui"'), looked_for('A1&" et "&B1')
        ([('fini',)], [('oui',)], [])
    """
    # Of the same length: what is a text is no name of a function.
    bare = _LITERAL.sub(lambda match: '"' + "_" * len(match[1]) + '"', formula).upper()
    formats = any('"' not in bare[call.start() : _end_of_call(bare, call.end())] for call in _FORMATTING.finditer(bare))
    found: set[tuple[str, ...]] = {()} if formats or _READING.search(bare) else set()
    for call in _CALL.finditer(bare):
        end = _end_of_call(bare, call.end())
        inside = formula[call.start() : end]
        texts = _literals(inside)
        if call["part"]:
            sides = (_EQUALS_BEFORE.search(formula[: call.start()]), _EQUALS_BEHIND.match(formula, end))
            texts = [side[1].replace('""', '"') for side in sides if side] or _literals(formula)
        for text in texts:
            parts = tuple(part.casefold() for part in _WILD.split(_OPERATOR.sub("", text)) if part.strip())
            if parts and (not call["criteria"] or _WILD.search(text) or "&" in bare[call.start() : end]):
                found.add(parts)
    return sorted(found)


def wanted_parts(criterion: str) -> tuple[str, ...]:
    """The parts that a text has which a criterion with wildcards finds, in small letters; none without wildcards.

    Example:
        >>> wanted_parts("*rouge*"), wanted_parts("rouge")
        (('rouge',), ())
    """
    if not _WILD.search(criterion):
        return ()
    return tuple(part.casefold() for part in _WILD.split(_OPERATOR.sub("", criterion)) if part.strip())


def _end_of_call(bare: str, start: int) -> int:
    """Where the parenthesis ends that begins before an offset."""
    depth = 1
    for place in range(start, len(bare)):
        depth += (bare[place] == "(") - (bare[place] == ")")
        if not depth:
            return place + 1
    return len(bare)


def bare_formula(formula: str) -> str:
    """A formula without its texts."""
    return _LITERAL.sub('""', formula)


def _literals(formula: str) -> list[str]:
    return [literal.replace('""', '"') for literal in _LITERAL.findall(formula)]
