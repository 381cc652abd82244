"""For tests of programs that use the toolkit: engines without a model, and units in one line.

>>> from toolkit.testing import UpperEngine, unit
>>> bitext.translate("Bonjour à tous.", UpperEngine())
'BONJOUR À TOUS.'
>>> [f.reason for u in bitext.check([unit("Il a 12 ans.", "He is old.")]) for f in u.findings]
['number 12 of the source is missing in the target']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.languages.pair import DEFAULT_PAIR, LanguagePair
from toolkit.translation.base import Translation
from toolkit.units import TranslationUnit


class EchoEngine:
    """An engine that gives back what it is given, and keeps it.

    Args:
        pair: of languages.

    Attributes:
        facts: what a manifest says of the model.
        seen: all segments that were to be translated, in order.
    """

    signature = "echo"

    def __init__(self, pair: str | tuple[str, str] | LanguagePair = DEFAULT_PAIR) -> None:
        self.pair = LanguagePair.parse(pair)
        self.seen: list[str] = []
        self.facts = {"package": self.signature, "sha256": "", "from": self.pair.source, "to": self.pair.target}

    def translate(
        self, segments: Sequence[str], *, style: str | None = None, progress: Callable[[int], None] | None = None
    ) -> list[Translation]:
        """One translation for each segment, with a score of -0.5."""
        self.seen += segments
        if progress:
            progress(len(segments))
        return [Translation(self.change(segment), -0.5) for segment in segments]

    def change(self, segment: str) -> str:
        """What becomes of a segment; override it for another engine."""
        return segment


class UpperEngine(EchoEngine):
    """An engine that translates into capitals."""

    signature = "upper"

    def change(self, segment: str) -> str:
        """The segment in capitals."""
        return segment.upper()


def unit(
    source: str, target: str, pair: str | tuple[str, str] | LanguagePair = DEFAULT_PAIR, id: str = "1"
) -> TranslationUnit:
    """A unit of two texts."""
    languages = LanguagePair.parse(pair)
    return TranslationUnit(id, source, target, languages.source, languages.target)
