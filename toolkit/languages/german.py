"""What a translation into German has to look like, whatever the source language (DIN 5008, Duden, Unicode CLDR)."""

from __future__ import annotations

import re

from toolkit.languages.typographic import NO_BREAK, Marks, Typographic

_CURLY = re.compile(r"“([^“”„]*)”")


class German(Typographic):
    """„“, ``5,5``, ``12.500``, ``30 %``, ``30 €``."""

    marks = Marks(".", 4, NO_BREAK, ("„", "“"), "€$£")

    def quoted(self, text: str) -> str:
        """Straight and English quotes become German ones."""
        # The sign that closes in German opens in English: where one has opened low, all is German already.
        return super().quoted(text if "„" in text else _CURLY.sub(r"„\1“", text))
