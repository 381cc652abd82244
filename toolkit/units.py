"""The translation unit: the one record that runs through every stage."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from toolkit.languages.tags import primary_language

__all__ = ["Finding", "Origin", "PlaceId", "TranslationUnit", "primary_language"]


@functools.lru_cache(maxsize=1024)
def _primary_languages(source: str, target: str) -> tuple[str, str]:
    return primary_language(source), primary_language(target)


class Origin(StrEnum):
    """Who wrote the target side of a unit."""

    MACHINE = "machine"
    HUMAN = "human"


class PlaceId(str):
    """An id that a reader made of the place of a unit in its file, which has none: no loss where it is not carried."""

    __slots__ = ()


@dataclass(slots=True, frozen=True)
class Finding:
    """What a check has to say about a unit: never a verdict, always a reason.

    Attributes:
        check: name of the check in its registry, such as ``numbers``.
        reason: one sentence for a person.
        severity: ``error``, ``warning`` or ``note``; empty for that of the check.
        source_span, target_span: offsets of the words that it is about, start and end; None where that is not known.
    """

    check: str
    reason: str
    severity: str = ""
    source_span: tuple[int, int] | None = field(default=None, compare=False)
    target_span: tuple[int, int] | None = field(default=None, compare=False)


@dataclass(slots=True)
class TranslationUnit:
    """A source text and a target text that translate each other, with all that is known about them.

    Attributes:
        id: unique in its corpus, ``<document>-<number>``.
        source: source text, one or more segments joined by a space.
        target: target text, likewise.
        source_language: BCP 47 code of the source, such as ``fr``.
        target_language: BCP 47 code of the target.
        document: id of the document that the source comes from.
        kind: kind of the paragraph, such as ``title`` or ``body``.
        origin: who wrote the target.
        paragraph: 0-based number of the paragraph in the document, or None when it is not known.
        source_segments: 0-based numbers of the source segments in the document.
        target_segments: 0-based numbers of the target segments in the document.
        scores: name to number, such as ``model`` (mean log-probability a token, nats) and ``alignment``.
        findings: what the checks found.
        properties: anything else that a format should carry, name to text.
        line: of its file, from 1, where its record begins; 0 where that is not known. It says where a unit was read,
            not what it is: it is neither compared nor written.
    """

    id: str
    source: str
    target: str
    source_language: str
    target_language: str
    document: str = ""
    kind: str = "body"
    origin: Origin = Origin.MACHINE
    paragraph: int | None = None
    source_segments: tuple[int, ...] = ()
    target_segments: tuple[int, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)

    @property
    def languages(self) -> tuple[str, str]:
        """Of source and target, without script and region, as :func:`primary_language` has them."""
        return _primary_languages(self.source_language, self.target_language)

    def to_dict(self) -> dict[str, Any]:
        """Return the unit as JSON-ready values; ``from_dict`` restores an equal unit."""
        return {
            "id": self.id,
            "document": self.document,
            "paragraph": self.paragraph,
            "kind": self.kind,
            "origin": self.origin.value,
            "source_language": self.source_language,
            "target_language": self.target_language,
            "source": self.source,
            "target": self.target,
            "source_segments": list(self.source_segments),
            "target_segments": list(self.target_segments),
            "scores": dict(self.scores),
            "findings": [{"check": f.check, "reason": f.reason} for f in self.findings],
            "properties": dict(self.properties),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> TranslationUnit:
        """Restore a unit from :meth:`to_dict`.

        Raises:
            KeyError: a field without a default is missing.
            ValueError: the origin is not one of :class:`Origin`.
        """
        return cls(
            id=data["id"],
            source=data["source"],
            target=data["target"],
            source_language=data["source_language"],
            target_language=data["target_language"],
            document=data.get("document", ""),
            kind=data.get("kind", "body"),
            origin=Origin(data.get("origin", "machine")),
            paragraph=data.get("paragraph"),
            source_segments=tuple(data.get("source_segments", ())),
            target_segments=tuple(data.get("target_segments", ())),
            scores=dict(data.get("scores", {})),
            findings=[Finding(f["check"], f["reason"]) for f in data.get("findings", ())],
            properties=dict(data.get("properties", {})),
        )
