"""The bilingual-article check by itself: human text in documents against the machine's translation of its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.documents import Document, ReferencePair, find_reference_pairs, identify_document
from toolkit.evaluation import evaluate_reference
from toolkit.pipeline.render import RenderedDocument, translate_document
from toolkit.translation.base import Engine


def check_references(documents: Sequence[Document], engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Find human translations in documents and score the machine against them.

    Only the source side of each pair is translated, without sight of the human side.

    Args:
        documents: read, their ids unique.
        engine: loaded package; gives the pair of languages.

    Returns:
        By document id, a record for each pair (see :func:`toolkit.evaluation.evaluate_reference`), with the kind of
        its paragraph; documents without a pair are left out.

    Raises:
        InputError: the language classifier does not know one of the languages.
    """
    languages = engine.pair.source, engine.pair.target
    pairs = {}
    for document in documents:
        identify_document(document, languages)
        pairs[document.id] = find_reference_pairs(document, *languages)

    def keep(document: Document, number: int) -> bool:
        return all(pair.source != number for pair in pairs[document.id])

    records: dict[str, list[dict[str, Any]]] = {}
    for rendered in translate_document(documents, engine, keep=keep):
        for pair in pairs[rendered.document.id]:
            records.setdefault(rendered.document.id, []).append(pair_record(rendered, pair))
    return records


def pair_record(rendered: RenderedDocument, pair: ReferencePair) -> dict[str, Any]:
    """Record of one pair: the machine's text of its source paragraph, scored against the human one."""
    source, target = rendered.paragraphs[pair.source], rendered.paragraphs[pair.target]
    record = evaluate_reference(source.paragraph.text, source.text, target.paragraph.text, pair.reason)
    return record | {"kind": source.paragraph.kind.value}
