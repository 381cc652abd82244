"""What a translation into French has to look like, whatever the source language.

After the Lexique des règles typographiques of the Imprimerie nationale and Unicode CLDR, with narrow no-break spaces
throughout.
"""

from __future__ import annotations

import re

from toolkit.languages.typographic import NARROW, SPACES, Marks, Typographic

#: Before a mark that stands high: behind a word, a number or what closes; not a time, a smiley or a path.
HIGH = re.compile(rf"(?<=[^\s(\[«“‘¿¡;:!?])([{SPACES}]*)([!?][!?]*|[;:])(?=[\s{NARROW}]|$|[\"»”]|(?<=[!?])['’)\]…])")
#: Spaces inside guillemets.
OPENING = re.compile(rf"«([{SPACES}]*)(?=\S)")
CLOSING = re.compile(rf"(?<=\S)([{SPACES}]*)»")
_CURLY = re.compile(r"“([^“”„]*)”")


class French(Typographic):
    """« », narrow no-break spaces before ``; : ! ?``, ``5,5``, ``12 500``, ``30 %``, ``30 €``."""

    marks = Marks(NARROW, 4, NARROW, (f"«{NARROW}", f"{NARROW}»"), "€$£")

    def quoted(self, text: str) -> str:
        """Straight and English quotes become guillemets, with their spaces inside."""
        text = _CURLY.sub(rf"«{NARROW}\1{NARROW}»", super().quoted(text))
        return CLOSING.sub(f"{NARROW}»", OPENING.sub(f"«{NARROW}", text))

    def spaced(self, text: str) -> str:
        """Narrow spaces before the high marks."""
        return HIGH.sub(rf"{NARROW}\2", text)
