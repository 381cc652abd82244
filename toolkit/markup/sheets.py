"""What formulas of spreadsheets compare cells with: such a text means something to the sheet, and stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: What becomes of hidden sheets; ``auto``: those of Excel stay, those of OpenDocument are translated.
HIDDEN = ("auto", "translate", "keep")
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')


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
        for literal in _LITERAL.findall(formula):
            text = literal.replace('""', '"')
            found |= {text, *(text.split(",") if listed else ())}
    return {text.strip().casefold() for text in found} - {""}
