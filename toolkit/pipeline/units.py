"""Translating bitext: the source of each unit anew, or only where the target is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from toolkit.checks import check_unit
from toolkit.documents import Document, Kind, Paragraph
from toolkit.errors import InputError
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.markup.xliff import inline_block
from toolkit.pipeline.pages import translated_block
from toolkit.pipeline.render import RenderedParagraph, translate_document
from toolkit.translation.base import Engine, mean_score, word_model_of
from toolkit.units import Origin, TranslationUnit

#: Units that are translated in one job. The last bits of a score depend on the batch, so everyone uses this number.
BLOCK = 2_000


def translate_units(
    units: Iterable[TranslationUnit], engine: Engine, missing_only: bool = False
) -> Iterator[TranslationUnit]:
    """Give each unit the machine's translation of its source for a target.

    What was known of the target before goes with it: scores, findings, target segments; the checks look at it anew.
    Inline tags that a TMX brought along (property ``source-inline``) come onto the target.

    Args:
        units: their source in the engine's language, or in a region's variety of it.
        engine: loaded package.
        missing_only: leave units that have a target as they are.

    Raises:
        InputError: a unit's source is in another language.
    """
    stream = iter(units)
    while block := list(islice(stream, BLOCK)):
        waiting = [u for u in block if u.source.strip() and not (missing_only and u.target.strip())]
        for unit in waiting:
            if unit.source_language and unit.languages[0] != engine.pair.source:
                raise InputError(
                    f"unit {unit.id}: its source is '{unit.source_language}', the package translates from "
                    f"'{engine.pair.source}'; choose another --from, or another --model"
                )
        document = Document("", engine.pair.source)
        document.paragraphs = [Paragraph(u.source.strip(), kind=_kind(u)) for u in waiting]
        [rendered] = translate_document([document], engine)
        for unit, part in zip(waiting, rendered.paragraphs, strict=True):
            _fill(unit, part, engine)
        yield from block


def _kind(unit: TranslationUnit) -> Kind:
    try:
        return Kind(unit.kind)
    except ValueError:
        return Kind.BODY


def _fill(unit: TranslationUnit, part: RenderedParagraph, engine: Engine) -> None:
    unit.properties.pop(TARGET_INLINE, None)
    if SOURCE_INLINE in unit.properties:
        block = inline_block(unit.properties[SOURCE_INLINE])
        if block.text == part.paragraph.text:
            moved = translated_block(block, part, word_model_of(engine))
            unit.properties[TARGET_INLINE] = moved.written()
    unit.target = part.text
    unit.source_language = unit.source_language or engine.pair.source
    if unit.languages[1] != engine.pair.target:
        unit.target_language = engine.pair.target
    unit.origin = Origin.MACHINE
    unit.target_segments = ()
    unit.scores.clear()
    score = mean_score(part.translations)
    if score is not None:
        unit.scores["model"] = score
    unit.findings = check_unit(unit)
