"""What goes out of a project: units with their provenance, documents in their own format, gold for alignment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from toolkit.errors import InputError
from toolkit.formats.inline import codes_alone, codes_of, text_of
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.formats.xml_text import escape
from toolkit.lexical.word_model import WordModel
from toolkit.markup import kind_of
from toolkit.markup.model import Block
from toolkit.markup.xliff import inline_pieces
from toolkit.pipeline.pages import filled_manuscript, read_manuscript, translated_block
from toolkit.pipeline.render import RenderedDocument, RenderedParagraph
from toolkit.project.model import Kind, Row, State
from toolkit.project.store import Project
from toolkit.segmentation import Segment
from toolkit.translation.base import Translation
from toolkit.units import Origin, TranslationUnit

#: Property of a unit that a person changed: the target that the machine gave first.
MACHINE = "machine-translation"
#: Property of a unit that a person changed or accepted: who did so last.
EDITOR = "edited-by"


def units(project: Project, document: int | None = None, states: tuple[State, ...] = ()) -> Iterator[TranslationUnit]:
    """Units as they are now, those with both sides.

    A unit that a person changed or accepted is of human origin; its property ``machine-translation`` has the first
    target of the machine, where that was another, and ``edited-by`` says who.
    """
    people = dict(
        project.query("SELECT unit, person FROM version WHERE person != '' GROUP BY unit HAVING max(number) = number")
    )
    for row in project.rows(document):
        if (states and row.state not in states) or not (row.source and row.target):
            continue
        unit = exported(row)
        if row.state is not State.OPEN:
            unit.origin = Origin.HUMAN
            if row.machine and row.machine != unit.target:
                unit.properties[MACHINE] = row.machine
            if people.get(row.number):
                unit.properties[EDITOR] = people[row.number]
            if row.comment:
                unit.properties["comment"] = row.comment
        yield unit


def teaching(project: Project, document: int | None = None) -> tuple[list[TranslationUnit], Counter[str]]:
    """Accepted units that a training run learns from.

    A text that is the same in both languages teaches to copy, and one that stands in a project many times would count
    as often; both are left out and counted.

    Returns:
        The units, and how many were left out for which reason.
    """
    kept: dict[tuple[str, str], TranslationUnit] = {}
    left_out: Counter[str] = Counter()
    for unit in units(project, document, (State.ACCEPTED,)):
        if unit.source.split() == unit.target.split():
            left_out["same text in both languages left out"] += 1
        elif (unit.source, unit.target) in kept:
            left_out["repeated unit left out"] += 1
        else:
            kept[unit.source, unit.target] = unit
    return list(kept.values()), left_out


def exported(row: Row) -> TranslationUnit:
    """The unit of a row, with inline codes that fit its target."""
    unit = replace(row.unit, properties=dict(row.unit.properties), findings=[])
    with_codes(unit)
    return unit


def with_codes(unit: TranslationUnit, channel: WordModel | None = None) -> bool:
    """Give a target whose text was changed the inline codes of its source again.

    Where they stand without a word between blanks, the target gets these blanks too. None is ever left out: codes whose
    words are not found stand behind the text.

    Args:
        unit: its target may be changed, in blanks only.
        channel: a word-to-word model, which finds the words of codes; or None.

    Returns:
        Whether all stand where their words are.
    """
    properties = unit.properties
    target = properties.get(TARGET_INLINE)
    source = properties.get(SOURCE_INLINE)
    if target is not None and text_of(target) == unit.target:
        return True
    properties.pop(TARGET_INLINE, None)
    if source is None or not unit.target.strip():
        return True
    code = _transferred(unit, source, channel)
    if code is None:
        properties[TARGET_INLINE] = escape(unit.target) + codes_alone(source)
        return False
    unit.target = text_of(code)
    properties[TARGET_INLINE] = code
    return True


def _transferred(unit: TranslationUnit, source: str, channel: WordModel | None) -> str | None:
    """The target with the codes of its source around the words that are theirs; None where that is not possible."""
    if text_of(source) != unit.source:
        return None
    pieces = inline_pieces(source, preserve=True)
    blocks = [piece for piece in pieces if isinstance(piece, Block)]
    if len(blocks) != 1:
        return None
    block = translated_block(blocks[0], _part(blocks[0].text, unit.target.strip()), channel)
    code = "".join(piece if isinstance(piece, str) else block.written() for piece in pieces)
    whole = codes_of(code) == codes_of(source) and text_of(code).split() == unit.target.split()
    return code if whole else None


def _part(source: str, target: str) -> RenderedParagraph:
    from toolkit.documents import Paragraph

    part = RenderedParagraph(
        Paragraph(source), [Segment(source, 0, len(source))], [Translation(target, None, pieces=0)]
    )
    part.join()
    return part


def document(project: Project, number: int, channel: WordModel | None = None) -> tuple[str, bytes, int]:
    """A translated document in its own format.

    Args:
        project: of it.
        number: its key.
        channel: a word-to-word model, which finds the words of marks; or None.

    Returns:
        The name of the original, the translation, and how many sentences have no target and stay as they are.

    Raises:
        InputError: the document is no text, or this version reads its file in another way.
    """
    name, content = project.content(number)
    path = Path(name)
    manuscript = read_manuscript(content, name, kind_of(path), project.pair.source, project.pair.target)
    rows: dict[int, list[Row]] = {}
    for row in project.rows(number):
        rows.setdefault(row.unit.paragraph or 0, []).append(row)
    empty, parts = 0, []
    for count, paragraph in enumerate(manuscript.document.paragraphs):
        part, position = RenderedParagraph(paragraph), 0
        for row in rows.get(count, ()):
            source, target = row.texts()
            start = paragraph.text.find(source, position)
            if start < 0:
                raise InputError(f"{name}: this version of bitext reads the file in another way; export it as .tmx")
            position = start + len(source)
            empty += not target.strip()
            part.segments.append(Segment(source, start, position))
            part.translations.append(Translation(target if target.strip() else source, None, pieces=0))
        part.join()
        parts.append(part)
    rendered = RenderedDocument(manuscript.document, parts)
    return name, filled_manuscript(manuscript, rendered, channel), empty


def gold(project: Project, number: int) -> list[str]:
    """The beads of an aligned document as gold for ``bitext score-alignment``: ``[0, 1]:[0]``, a line each.

    Raises:
        InputError: the document was not aligned here.
    """
    [(kind,)] = project.query("SELECT kind FROM document WHERE number = ?", (number,))
    if Kind(kind) is not Kind.ALIGNED:
        raise InputError("only a document of two texts has beads; add one with 'bitext project add --pair'")
    lines, at = [], [0, 0]
    for row in project.rows(number):
        sides = [list(range(at[0], at[0] + len(row.source))), list(range(at[1], at[1] + len(row.target)))]
        at = [at[0] + len(row.source), at[1] + len(row.target)]
        lines.append(f"{sides[0]}:{sides[1]}")
    return lines


__all__ = ["EDITOR", "MACHINE", "document", "exported", "gold", "teaching", "units", "with_codes"]
