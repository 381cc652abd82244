"""What the languages of a pair want done to a text before and behind a model; one file a language or pair."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Protocol

from toolkit.languages.pair import LanguagePair


class Conventions(Protocol):
    """The rules of a pair of languages that no model has to learn."""

    def before(self, text: str) -> str:
        """A folded source segment as the model is to read it."""
        ...

    def after(self, text: str, source: str, style: str) -> str:
        """The output of a model as the target language writes it.

        Args:
            text: output.
            source: segment that it translates, unfolded.
            style: ``curly`` or ``straight`` quotes.
        """
        ...

    def around(self, text: str, terms: Iterable[str]) -> str:
        """A translation whose small words go with the terms that it was given.

        Args:
            text: of the target language, finished.
            terms: that the model was given, or had marks for.
        """
        ...

    def given(self, text: str) -> list[str]:
        """Phrases of the target language that :meth:`before` gave and a translation must have, in whatever case.

        Args:
            text: as :meth:`before` wrote it.
        """
        ...

    def texts(self, segment: str) -> list[tuple[int, int]] | None:
        """Offsets of the texts in a segment that are translated each by itself; None where it is one.

        Args:
            segment: as it was given.
        """
        ...

    def plural(self, term: str) -> str | None:
        """The plural of a term of the target language; None where that is not known."""
        ...

    def fixed(self, text: str, kind: str) -> str | None:
        """The translation of a text of fixed wording; None for all others.

        Args:
            text: a paragraph or segment.
            kind: of the paragraph, a value of :class:`toolkit.documents.Kind`; empty where that is not known.
        """
        ...


class Unknown:
    """Of a pair that nobody has written down: nothing is done to its texts."""

    def before(self, text: str) -> str:
        """The text."""
        return text

    def after(self, text: str, source: str, style: str) -> str:
        """The text."""
        return text

    def around(self, text: str, terms: Iterable[str]) -> str:
        """The text."""
        return text

    def given(self, text: str) -> list[str]:
        """None."""
        return []

    def texts(self, segment: str) -> list[tuple[int, int]] | None:
        """None."""
        return None

    def plural(self, term: str) -> str | None:
        """None."""
        return None

    def fixed(self, text: str, kind: str) -> str | None:
        """None."""
        return None


# By source and target, and by target alone.
_PAIRS = {("fr", "en"): "toolkit.languages.french_english:FrenchEnglish"}
_TARGETS = {"en": "toolkit.languages.english:English"}
# By target, made for a source language; and the regions that write so.
_TYPOGRAPHIC = {
    "fr": ("toolkit.languages.french:French", "FR BE LU MC"),
    "de": ("toolkit.languages.german:German", "DE AT LU"),
    "es": ("toolkit.languages.spanish:Spanish", "ES AR BO CL CO EC PY UY VE"),
}

_TYPOGRAPHIC_PAIRS = {("en", "fr"): "toolkit.languages.english_french:EnglishFrench"}


def conventions_of(pair: LanguagePair) -> Conventions:
    """Those of a pair, or else of its target language, or else none.

    A region with other habits, such as ``de-CH`` or ``es-MX``, has none rather than wrong ones.
    """
    regions = [part.upper() for part in re.split("[-_]", pair.target)[1:] if len(part) == 2 or part.isdigit()]
    return _load(*pair.primary, regions[0] if regions else "")


@functools.cache
def _load(source: str, target: str, region: str = "") -> Conventions:
    row = _PAIRS.get((source, target)) or _TARGETS.get(target)
    if row is not None:
        return _class(row)()
    row, regions = _TYPOGRAPHIC.get(target, ("", ""))
    if not row or (region and region not in regions.split()):
        return Unknown()
    return _class(_TYPOGRAPHIC_PAIRS.get((source, target), row))(source)


def _class(row: str) -> Callable[..., Conventions]:
    module, name = row.split(":")
    found: Callable[..., Conventions] = getattr(import_module(module), name)
    return found
