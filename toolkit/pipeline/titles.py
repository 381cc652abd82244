"""The bilingual-article check by itself: human text in documents against the machine's translation of its source."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.corpora.title_checks import TitleCheck, TitleChecks
from toolkit.documents import Document, ReferencePair, find_reference_pairs, identify_document
from toolkit.evaluation import evaluate_reference
from toolkit.pipeline.render import RenderedDocument, translate_document
from toolkit.translation.base import Engine


def check_references(documents: Sequence[Document], engine: Engine) -> TitleChecks:
    """Find human translations in documents and score the machine against them.

    Only the source side of each pair is translated, without sight of the human side.

    Args:
        documents: read, their ids unique.
        engine: loaded package; gives the pair of languages.

    Returns:
        By document id, a check of each pair; documents without a pair are left out.

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

    checks: TitleChecks = {}
    for rendered in translate_document(documents, engine, keep=keep):
        for pair in pairs[rendered.document.id]:
            checks.setdefault(rendered.document.id, []).append(check_pair(rendered, pair))
    return checks


def check_pair(rendered: RenderedDocument, pair: ReferencePair) -> TitleCheck:
    """Score the machine's text of a pair's source paragraph against the human one."""
    source, target = rendered.paragraphs[pair.source], rendered.paragraphs[pair.target]
    texts = source.paragraph.text, source.text, target.paragraph.text
    return evaluate_reference(*texts, pair.reason, source.paragraph.kind.value)
