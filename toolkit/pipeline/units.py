"""Translating bitext: the source of each unit anew, or only where the target is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from toolkit.checks import check_unit
from toolkit.documents import Kind
from toolkit.errors import InputError
from toolkit.formats.approvals import outdated
from toolkit.formats.editing import APPROVED, TRANSLATE
from toolkit.formats.inline import text_of, texts_inside
from toolkit.formats.limits import length_limits, over_limit
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.formats.xliff_scan import FINISHED
from toolkit.languages.tags import same_language
from toolkit.markup.access_keys import GTK, WINDOWS, take_access_keys
from toolkit.markup.model import Block, Page
from toolkit.markup.xliff import inline_pieces, text_pieces
from toolkit.pipeline.characters import refuse_halves
from toolkit.pipeline.fitting import Fits, choose_fitting
from toolkit.pipeline.pages import translated_block
from toolkit.pipeline.render import RenderedParagraph, translate_texts
from toolkit.translation.base import Engine, mean_score, word_model_of
from toolkit.units import Origin, TranslationUnit

#: Units that are translated in one job. The last bits of a score depend on the batch, so everyone uses this number.
BLOCK = 2_000


def translate_units(
    units: Iterable[TranslationUnit],
    engine: Engine,
    missing_only: bool = False,
    translated: Callable[[int], None] | None = None,
) -> Iterator[TranslationUnit]:
    """Give each unit the machine's translation of its source for a target.

    What was known of the target before goes with it: scores, findings, target segments; the checks look at it anew.
    Lines and columns of a source are translated one by one, with the white space around them; inline codes (property
    ``source-inline``) and tags that the source holds as text come onto the target. Units that say ``translate="no"``,
    and such as a person has approved (property ``approved``, or a final ``state``), stay as they are.

    Args:
        units: their source in the engine's language, or in a region's variety of it.
        engine: loaded package.
        missing_only: leave units that have a target as they are.
        translated: called with the number of units of each job that got a translation.

    Raises:
        InputError: a unit's source is in another language.
    """
    stream = iter(units)
    while block := list(islice(stream, BLOCK)):
        waiting = [u for u in block if _is_waiting(u, missing_only)]
        for unit in waiting:
            if unit.source_language and not same_language(unit.source_language, engine.pair.source):
                raise InputError(
                    f"unit {unit.id}: its source is '{unit.source_language}', the package translates from "
                    f"'{engine.pair.source}'; choose another --from, or another --model"
                )
            refuse_halves([unit.source], f"unit {unit.id}")
        jobs = [_page(u) for u in waiting]
        blocks = [(b.text, _kind(u)) for u, page in zip(waiting, jobs, strict=True) for b in page.blocks]
        made = translate_texts([text for text, _ in blocks], engine, [kind for _, kind in blocks])
        limits = [_fits(u, page) for u, page in zip(waiting, jobs, strict=True) for _ in page.blocks]
        choose_fitting(zip(made, limits, strict=True), engine)
        parts = iter(made)
        for unit, page in zip(waiting, jobs, strict=True):
            _fill(unit, page, list(islice(parts, len(page.blocks))), engine)
        if translated:
            translated(len(waiting))
        yield from block


def _is_waiting(unit: TranslationUnit, missing_only: bool) -> bool:
    inside = texts_inside(unit.properties.get(SOURCE_INLINE, ""))
    if not (unit.source.strip() or inside) or (missing_only and (unit.target.strip() or _has_codes_alone(unit))):
        return False
    if unit.properties.get(TRANSLATE) == "no":
        return False
    approved = unit.properties.get(APPROVED) == "yes" or unit.properties.get("state") in FINISHED
    return not (approved and unit.target.strip())


def _has_codes_alone(unit: TranslationUnit) -> bool:
    """Whether its sides hold inline codes and no words, and the target has them."""
    return not unit.source.strip() and TARGET_INLINE in unit.properties


def _page(unit: TranslationUnit) -> Page:
    """What is to be translated of a source and in its inline codes, and what stands between."""
    page = Page()
    markup = unit.properties.get(SOURCE_INLINE)
    inline = markup is not None and text_of(markup) == unit.source
    pieces = inline_pieces(markup or "", preserve=True, hole=page.hole) if inline else text_pieces(unit.source)
    take_access_keys([piece for piece in pieces if isinstance(piece, Block)], WINDOWS + GTK)
    page.parts = [p.code if isinstance(p, Block) and not p.has_words() else p for p in pieces]
    return page


def _fits(unit: TranslationUnit, page: Page) -> Fits:
    """What tells whether a target is short enough for a unit that is one text; None where there is no limit."""
    if page.inner or len(page.parts) != 1 or not any(length_limits(unit.properties)):
        return None
    return lambda text: over_limit(text, unit.properties) is None


def _kind(unit: TranslationUnit) -> Kind:
    try:
        return Kind(unit.kind)
    except ValueError:
        return Kind.BODY


def _fill(unit: TranslationUnit, page: Page, parts: list[RenderedParagraph], engine: Engine) -> None:
    model = word_model_of(engine)
    code = page.fill([translated_block(block, part, model) for block, part in zip(page.blocks, parts, strict=True)])
    markup = unit.properties.get(SOURCE_INLINE)
    kept = {name: value for name, value in unit.properties.items() if not _is_of_target(name)}
    unit.properties = {name: outdated(name, value) or value for name, value in kept.items()}
    if markup is not None and text_of(markup) == unit.source:
        unit.target = text_of(code)
        unit.properties[TARGET_INLINE] = code
    else:
        unit.target = code
    unit.source_language = unit.source_language or engine.pair.source
    if not same_language(unit.target_language, engine.pair.target):
        unit.target_language = engine.pair.target
    unit.origin = Origin.MACHINE
    unit.target_segments = ()
    unit.scores.clear()
    score = mean_score([translation for part in parts for translation in part.translations])
    if score is not None:
        unit.scores["model"] = score
    unit.findings = check_unit(unit)


def _is_of_target(name: str) -> bool:
    """Whether a property tells of the target that is gone."""
    return name in (TARGET_INLINE, "state", APPROVED) or name.startswith(("target@", "target/"))
