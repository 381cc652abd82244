"""Reading what is to be scored: plain text, unit files or corpus folders, one list of segments each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.corpora.folder import units_at
from toolkit.errors import InputError
from toolkit.files import decode_text, read_bytes, sha256_bytes
from toolkit.formats import is_unit_file
from toolkit.languages.lengths import is_known
from toolkit.units import TranslationUnit, primary_language


@dataclass(slots=True)
class Side:
    """One text, segment by segment.

    Attributes:
        name: for tables, mostly the file's.
        segments: N texts.
        sources: the source of each, when the file knows it.
        documents: the document of each, when the file knows it.
        language: code, or empty; of a plain file the suffix, where that is one (``ref.zh``).
        source_language: of the sources, likewise.
        unused: how many of a system's units the references have no place for.
    """

    name: str
    segments: list[str]
    sources: list[str] | None = None
    documents: list[str] | None = None
    language: str = ""
    source_language: str = ""
    unused: int = 0


@dataclass(slots=True)
class TestSet:
    """References with what belongs to them.

    Attributes:
        references: each N segments.
        sources: N segments, or None.
        documents: N ids, or None.
        source_language, target_language: codes; empty when not known.
        names: of the references.
        numbers: of the segments in what was read, from 0; None where they are all of it.
    """

    __test__ = False  # for pytest: no test case, though its name begins so

    references: list[list[str]]
    sources: list[str] | None = None
    documents: list[str] | None = None
    source_language: str = ""
    target_language: str = ""
    names: list[str] = field(default_factory=list)
    numbers: list[int] | None = None


def with_references(systems: Sequence[Side], testset: TestSet) -> tuple[list[Side], TestSet]:
    """Systems and test set without the segments that no reference has: there is nothing to score them against.

    Raises:
        InputError: no segment has a reference.
    """
    kept = [n for n, texts in enumerate(zip(*testset.references, strict=True)) if any(map(str.strip, texts))]
    if len(kept) == len(testset.references[0]):
        return list(systems), testset
    if not kept:
        raise InputError(f"{', '.join(testset.names) or 'the references'}: no text; nothing to score against")

    def part(texts: list[str] | None) -> list[str] | None:
        return None if texts is None else [texts[n] for n in kept]

    sides = [
        replace(s, segments=part(s.segments) or [], sources=part(s.sources), documents=part(s.documents))
        for s in systems
    ]
    references = [part(reference) or [] for reference in testset.references]
    rest = replace(testset, references=references, sources=part(testset.sources), documents=part(testset.documents))
    rest.numbers = kept
    return sides, rest


def read_side(
    path: Path, side: str = "target", source_language: str | None = None, target_language: str | None = None
) -> Side:
    """Read one side of a file.

    Args:
        path: a corpus folder, a file of units (by its suffix), or plain text with a segment a line.
        side: ``target``, or ``source`` for the source side of units.
        source_language, target_language: that choose among the units of a file.

    Raises:
        InputError: missing, not UTF-8, empty, not in its format, or with units of several pairs of languages.
    """
    if path.is_dir() or is_unit_file(path):
        units = list(units_at(path, None, source_language, target_language))
        if not units:
            raise InputError(f"{path}: no units; nothing to score")
        _check_one_pair(path, units)
        return _of_units(path.name or str(path), units, side)
    return parse_side(path.name, decode_text(read_bytes(path), str(path)))


def parse_side(name: str, text: str) -> Side:
    """Segments of a plain text, one a line.

    Raises:
        InputError: no text in it.
    """
    # As sacreBLEU reads: a segment ends at a newline only, blanks at its end do not count, empty segments do.
    # A byte order mark is no part of the first one.
    lines = [line.rstrip() for line in text.removeprefix("\ufeff").removesuffix("\n").split("\n")]
    if not any(lines):
        raise InputError(f"{name}: no text; nothing to score")
    code = Path(name).suffix.removeprefix(".")
    return Side(name, lines, language=code if is_known(code) else "")


def _check_one_pair(path: Path, units: Sequence[TranslationUnit]) -> None:
    pairs = {(primary_language(u.source_language), primary_language(u.target_language)) for u in units}
    if len({pair for pair in pairs if all(pair)}) > 1:
        there = ", ".join(sorted(f"{one}-{other}" for one, other in pairs))
        raise InputError(f"{path}: units in several pairs of languages ({there}); score one at a time (--from, --to)")


def _of_units(name: str, units: Sequence[TranslationUnit], side: str) -> Side:
    documents = [u.document for u in units]
    found = Side(name, [u.target if side == "target" else u.source for u in units])
    found.sources = [u.source for u in units]
    found.documents = documents if any(documents) else None
    found.source_language = units[0].source_language
    found.language = units[0].target_language if side == "target" else units[0].source_language
    return found


def fit(hypothesis: Side, reference: Side) -> Side:
    """Bring a system's units into the order of the reference's units, by their sources.

    Nothing happens where one of them is plain text, or the sources agree already.

    Raises:
        InputError: a source of the reference is missing in the hypothesis.
    """
    if hypothesis.sources is None or reference.sources is None or hypothesis.sources == reference.sources:
        return hypothesis
    places: dict[str, list[int]] = {}
    for number, source in enumerate(hypothesis.sources):
        places.setdefault(source, []).append(number)
    order = []
    for number, source in enumerate(reference.sources, 1):
        waiting = places.get(source)
        if not waiting:
            raise InputError(
                f"{hypothesis.name}: no unit with the source of unit {number} of {reference.name} ('{source[:60]}'); "
                "translate the same sources"
            )
        order.append(waiting.pop(0) if len(waiting) > 1 else waiting[0])
    chosen = Side(hypothesis.name, [hypothesis.segments[i] for i in order], reference.sources, reference.documents)
    chosen.language, chosen.source_language = hypothesis.language, hypothesis.source_language
    chosen.unused = len(hypothesis.sources) - len(set(order))
    return chosen


def reference_hash(reference: Sequence[str]) -> str:
    """SHA-256 of a reference's segments, joined by newlines."""
    return sha256_bytes("\n".join(reference).encode("utf-8", "surrogatepass"))


def fit_sources(given: Side, reference: Side) -> list[str]:
    """Sources for a reference: in its own order where it knows them.

    Args:
        given: the source text, as ``--src`` has it.
        reference: the first reference.

    Raises:
        InputError: the reference was made from other sources.
    """
    known = reference.sources
    if known is None or given.segments == known:
        return given.segments
    other = next((s for s in given.segments if s not in set(known)), None)
    if other is not None or len(given.segments) != len(known):
        shown = f"('{other[:60]}') " if other else ""
        raise InputError(
            f"{given.name}: has sources {shown}that {reference.name} does not have; leave --src out, the reference "
            "knows its sources"
        )
    return known
