"""What became of the sentences of a text: translated, copied, taken from a memory, and what of them was protected."""

from __future__ import annotations

from collections import Counter

from toolkit.languages.tags import primary_language
from toolkit.pipeline.render import RenderedDocument
from toolkit.text import protected
from toolkit.text.identify import surely_other
from toolkit.text.protected import Span
from toolkit.translation.base import Translation
from toolkit.wording import counted

#: What may become of a segment, in the order in which it is told.
OUTCOMES = ("translated", "memory", "rule", "copied")


def outcome(source: str, translation: Translation) -> str:
    """What became of a segment, of :data:`OUTCOMES`: ``rule`` if the conventions of the languages say it all."""
    if translation.memory:
        return "memory"
    if translation.pieces:
        return "translated"
    return "copied" if translation.text == source else "rule"


def protected_spans(source: str, language: str) -> list[Span]:
    """What of a segment must stay as it is, but for what one model cannot spell."""
    return protected.find(source, language)


def count(rendered: RenderedDocument) -> Counter[str]:
    """Segments by outcome, and protected spans as ``protected KIND``."""
    counts: Counter[str] = Counter()
    for part in rendered.paragraphs:
        for segment, translation in zip(part.segments, part.translations, strict=True):
            counts[outcome(segment.text, translation)] += 1
            spans = protected_spans(segment.text, rendered.document.language)
            counts.update(f"protected {span.kind}" for span in spans)
    return counts


def other_language(rendered: RenderedDocument) -> str:
    """Code of the language that what was translated is surely in, if it is not the document's; else empty."""
    texts = [
        segment.text
        for part in rendered.paragraphs
        for segment, translation in zip(part.segments, part.translations, strict=True)
        # What is copied may be code or names, which tell no language.
        if translation.text != segment.text
    ]
    return surely_other("\n".join(texts), primary_language(rendered.document.language))


def told(counts: Counter[str]) -> str:
    """Counts in one line: ``34 segments translated, 3 copied, 5 spans protected (4 placeholder, 1 address)``."""
    words = {
        "translated": "translated",
        "memory": "from the memory",
        "rule": "by rule",
        "copied": "copied",
    }
    parts = [f"{counts[name]} {words[name]}" for name in OUTCOMES if counts[name]]
    if parts:
        first, *rest = parts
        number, _, what = first.partition(" ")
        parts = [f"{number} segment{'s' * (number != '1')} {what}", *rest]
    spans = {name.removeprefix("protected "): n for name, n in counts.items() if name.startswith("protected ")}
    if spans:
        kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(spans.items(), key=lambda pair: (-pair[1], pair[0])))
        total = sum(spans.values())
        parts.append(f"{counted(total, 'span')} protected ({kinds})")
    return ", ".join(parts)
