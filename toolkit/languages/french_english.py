"""Conventions from French into English."""

from __future__ import annotations

import re

from toolkit.languages.bylines import translate_byline
from toolkit.languages.english import English
from toolkit.languages.french_amounts import SPOONS
from toolkit.languages.french_dates import GIVEN_DATES
from toolkit.languages.french_letters import closing
from toolkit.languages.french_speakers import given_speakers, speaker, speech_and_speaker
from toolkit.languages.french_times import LASTING
from toolkit.languages.french_titles import with_titles
from toolkit.languages.french_to_english import give, one_of_so_many, with_large_ordinals
from toolkit.languages.labels import translate_label

# A share, a price, or a number with spaces and decimals; anything else without letters may be a code.
_NUMBER = r"[-+−±]?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:,\d+)?"
_AMOUNT = re.compile(
    rf"\s*[(~<>≈≤≥]?\s?(?:{_NUMBER}\s?[-–/]\s?)?{_NUMBER}\s?[%‰€£$]\)?\s*"
    r"|\s*[-+−]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+,\d+\s*"
)

# Fields of a form: a label, a colon, and a value or a blank without letters.
_FIELD = re.compile(
    r"(\s*)([^\W\d_][^:\n]{0,40}?) ?:([ \u00a0\u202f]*)([^\sA-Za-zÀ-ÿ][^A-Za-zÀ-ÿ:]{0,60}?)(\s*[–—|;,/-]?)"
    r"(?=\s+[^\W\d_]|\s*\Z)"
)


class FrenchEnglish(English):
    """Ordinals, eras and times of day are given in English; bylines and labels of news sites are translated by rule."""

    def before(self, text: str) -> str:
        """See :func:`toolkit.languages.french_to_english.give`."""
        return give(text)

    def given(self, text: str) -> list[str]:
        """Who speaks, how long something takes, spoons of it, and spans of days."""
        return given_speakers(text) + [p for finder in (LASTING, SPOONS, GIVEN_DATES) for p in finder.findall(text)]

    def texts(self, segment: str) -> list[tuple[int, int]] | None:
        """What is said and who says it."""
        return speech_and_speaker(segment)

    def after(self, text: str, source: str, style: str) -> str:
        """See :func:`toolkit.languages.english.restore`; large ordinals and titles are put right."""
        return with_titles(with_large_ordinals(super().after(text, source, style), source), source)

    def fixed(self, text: str, kind: str) -> str | None:
        """A byline, a label, a sign, an amount alone or the formula that ends a letter by rule."""
        if kind == "byline":
            return translate_byline(text)
        if _AMOUNT.fullmatch(text):
            return self.after(text.replace("\u202f", " ").replace("\u00a0", " "), text, "straight")
        known = one_of_so_many(text) or speaker(text) or closing(text) or translate_label(text, "fr", "en")
        return known or self._fields(text)

    def _fields(self, text: str) -> str | None:
        """The fields of a form whose labels the table has, each with its value; None for all other texts."""
        parts, position = [], 0
        while match := _FIELD.match(text, position):
            space, french, gap, value, mark = match.groups()
            label = translate_label(french, "fr", "en")
            if label is None:
                return None
            if _AMOUNT.fullmatch(value):
                value = self.after(value.replace("\u202f", " ").replace("\u00a0", " "), value, "straight")
            parts.append(f"{space}{label}:{gap}{value}{mark}")
            position = match.end()
        return "".join(parts) + text[position:] if parts and not text[position:].strip() else None
