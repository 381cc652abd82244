"""A pair of languages, one argument everywhere."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.errors import InputError

_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")


@dataclass(slots=True, frozen=True)
class LanguagePair:
    """From which language into which.

    Attributes:
        source, target: BCP 47 tags.
    """

    source: str
    target: str

    @classmethod
    def parse(cls, value: str | tuple[str, str] | LanguagePair) -> LanguagePair:
        """A pair as people write it.

        >>> LanguagePair.parse("fr-en")
        LanguagePair(source='fr', target='en')
        >>> LanguagePair.parse("pt-BR:en-GB")
        LanguagePair(source='pt-BR', target='en-GB')

        Args:
            value: ``fr-en``, ``fr:en`` (for tags with a region), two tags, or a pair.

        Raises:
            InputError: not a pair of languages.
        """
        if isinstance(value, LanguagePair):
            return value
        parts = re.split(":" if ":" in value else "-", value) if isinstance(value, str) else list(value)
        if len(parts) != 2 or not all(_TAG.fullmatch(part) for part in parts):
            raise InputError(f"'{value}' is not a pair of languages; write 'fr-en', or 'pt-BR:en-GB' with regions")
        return cls(parts[0], parts[1])

    def __iter__(self) -> Iterator[str]:
        yield self.source
        yield self.target

    def __str__(self) -> str:
        regional = "-" in self.source + self.target
        return f"{self.source}{':' if regional else '-'}{self.target}"

    @property
    def primary(self) -> tuple[str, str]:
        """The primary languages, in small letters, without script and region."""
        return _primary(self.source, self.target)


@functools.lru_cache(maxsize=256)
def _primary(source: str, target: str) -> tuple[str, str]:
    one, other = (re.split("[-_]", tag)[0].lower() for tag in (source, target))
    return one, other


#: Of the embedded package, and what is meant where nobody says which languages.
DEFAULT_PAIR = LanguagePair("fr", "en")


def pair_or_default(source: str | None, target: str | None) -> LanguagePair:
    """Two languages, with those of :data:`DEFAULT_PAIR` where one is not given."""
    return LanguagePair(source or DEFAULT_PAIR.source, target or DEFAULT_PAIR.target)
