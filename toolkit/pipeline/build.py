"""Articles in, bilingual corpus out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.alignment import DEFAULT, AlignmentScore, Bead, get_aligner, score_alignment
from toolkit.alignment.beads import beads_of_links
from toolkit.checks import check_unit
from toolkit.corpora.title_checks import TitleChecks
from toolkit.documents import Document, ReferencePair, find_reference_pairs, identify_document
from toolkit.pipeline.render import RenderedDocument, translate_document
from toolkit.pipeline.titles import check_pair
from toolkit.segmentation import VERSION as SPLITTER
from toolkit.segmentation import split_sentences
from toolkit.translation.base import Engine, Translation, mean_score
from toolkit.units import Finding, Origin, TranslationUnit


@dataclass(slots=True)
class Corpus:
    """What a build makes, before it is written.

    Attributes:
        source_language: code.
        target_language: code.
        units: all units, documents in order.
        articles: text in the target language by document id.
        evaluations: by document id, the human reference pairs found in it with scores.
        agreement: of the aligner's beads with the known sentence map, by document id.
        counts: totals for the manifest.
        signature: everything that the corpus depends on, in one line.
    """

    source_language: str
    target_language: str
    units: list[TranslationUnit] = field(default_factory=list)
    articles: dict[str, str] = field(default_factory=dict)
    evaluations: TitleChecks = field(default_factory=dict)
    agreement: dict[str, AlignmentScore] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    signature: str = ""


def build_corpus(
    documents: Sequence[Document],
    engine: Engine,
    aligner_name: str = DEFAULT,
    progress: Callable[[int], None] | None = None,
    check: Callable[[TranslationUnit], list[Finding]] = check_unit,
) -> Corpus:
    """Run all stages on documents.

    Human translations inside a document (an English title over its French one) are found first and become units of
    human origin; the machine translates the source side of such a pair only to be measured against the human.
    Everything else in the source language is translated; then source and target are aligned as two texts, without
    sight of the sentence map that the translation knows, and the agreement of both is recorded.

    Args:
        documents: read, their ids unique.
        engine: loaded package; gives the pair of languages.
        aligner_name: see :func:`toolkit.alignment.aligner_names`.
        progress: called with the number of segments translated since the last call.
        check: finds what is wrong with a unit.

    Raises:
        InputError: the language classifier does not know one of the languages, or there is no such aligner.
    """
    source_language, target_language = engine.pair.source, engine.pair.target
    aligner = get_aligner(aligner_name)
    pairs: dict[str, list[ReferencePair]] = {}
    for document in documents:
        identify_document(document, (source_language, target_language))
        pairs[document.id] = find_reference_pairs(document, source_language, target_language)

    def keep(document: Document, number: int) -> bool:
        return document.paragraphs[number].language != source_language

    corpus = Corpus(source_language, target_language)
    corpus.signature = f"{engine.signature}|split:{SPLITTER}|{aligner.signature}"
    for rendered in translate_document(documents, engine, progress, keep):
        human = pairs[rendered.document.id]
        _use_references(rendered, human, corpus)
        paired = {n for pair in human for n in (pair.source, pair.target)}
        view = _TwoTexts(rendered, paired, target_language)
        beads = aligner.align(view.source, [t for t, _ in view.target])
        known = view.known_beads()
        corpus.agreement[rendered.document.id] = score_alignment(known, beads)
        corpus.articles[rendered.document.id] = rendered.text()
        units = _reference_units(rendered, human, corpus) + view.units(beads, set(map(_key, known)), corpus)
        units.sort(key=lambda u: u.paragraph if u.paragraph is not None else len(rendered.paragraphs))
        for number, unit in enumerate(units, 1):
            unit.id = f"{rendered.document.id}-{number:04d}"
            unit.findings += check(unit)
        corpus.units += units
        _count(corpus, rendered, units)
    return corpus


def _use_references(rendered: RenderedDocument, pairs: list[ReferencePair], corpus: Corpus) -> None:
    """Score the machine's version of each human pair, then put the human text in its place."""
    for pair in pairs:
        corpus.evaluations.setdefault(rendered.document.id, []).append(check_pair(rendered, pair))
        rendered.paragraphs[pair.source].text = rendered.paragraphs[pair.target].paragraph.text


def _reference_units(rendered: RenderedDocument, pairs: list[ReferencePair], corpus: Corpus) -> list[TranslationUnit]:
    return [
        TranslationUnit(
            id="",
            source=rendered.paragraphs[pair.source].paragraph.text,
            target=rendered.paragraphs[pair.target].paragraph.text,
            source_language=corpus.source_language,
            target_language=corpus.target_language,
            document=rendered.document.id,
            kind=rendered.paragraphs[pair.source].paragraph.kind.value,
            origin=Origin.HUMAN,
            paragraph=pair.source,
            properties={"found-by": pair.reason},
        )
        for pair in pairs
    ]


def _key(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return bead.source, bead.target


class _TwoTexts:
    """Source and target of a document as an aligner sees them, and the sentence map that it does not see."""

    def __init__(self, rendered: RenderedDocument, paired: set[int], target_language: str) -> None:
        self.document = rendered.document
        self.source: list[str] = []
        self.places: list[int] = []
        self.translations: list[Translation] = []
        self.target: list[tuple[str, int]] = []
        self._links: list[tuple[int, int]] = []
        for number, part in enumerate(rendered.paragraphs):
            if number in paired or not part.segments:
                continue
            first = len(self.source)
            self.source += [s.text for s in part.segments]
            self.places += [number] * len(part.segments)
            self.translations += part.translations
            ends = _translation_ends(part.text, part.translations)
            for sentence in split_sentences(part.text, target_language):
                for offset, (start, end) in enumerate(ends):
                    if sentence.start < end and start < sentence.end:
                        self._links.append((first + offset, len(self.target)))
                self.target.append((sentence.text, number))

    def known_beads(self) -> list[Bead]:
        """Beads of the map: source and target sentences that overlap, grouped."""
        return beads_of_links(self._links)

    def units(self, beads: list[Bead], known: set[tuple[Any, Any]], corpus: Corpus) -> list[TranslationUnit]:
        units = []
        for bead in beads:
            place = self.places[bead.source[0]] if bead.source else self.target[bead.target[0]][1]
            unit = TranslationUnit(
                id="",
                source=" ".join(self.source[i] for i in bead.source),
                target=" ".join(self.target[j][0] for j in bead.target),
                source_language=corpus.source_language,
                target_language=corpus.target_language,
                document=self.document.id,
                kind=self.document.paragraphs[place].kind.value,
                paragraph=place,
                source_segments=bead.source,
                target_segments=bead.target,
                scores={"alignment": round(bead.score, 4)},
            )
            made = [self.translations[i] for i in bead.source if self.translations[i].pieces]
            if bead.source and not made:
                unit.properties["translated-by"] = "rule"
            score = mean_score(made)
            if score is not None:
                unit.scores["model"] = score
            if any(t.retried for t in made):
                unit.properties["retried"] = "repetition"
            if _key(bead) not in known:
                unit.findings.append(Finding("alignment", "the aligner's bead differs from the map of the translation"))
            units.append(unit)
        return units


def _translation_ends(text: str, translations: list[Translation]) -> list[tuple[int, int]]:
    spans = []
    position = 0
    for translation in translations:
        start = text.index(translation.text, position)
        position = start + len(translation.text)
        spans.append((start, position))
    return spans


def _count(corpus: Corpus, rendered: RenderedDocument, units: list[TranslationUnit]) -> None:
    made = [t for part in rendered.paragraphs for t in part.translations]
    for name, number in (
        ("documents", 1),
        ("paragraphs", len(rendered.paragraphs)),
        ("source_segments", len(made)),
        ("units", len(units)),
        ("units_human", sum(u.origin is Origin.HUMAN for u in units)),
        ("units_with_findings", sum(bool(u.findings) for u in units)),
        ("retried_for_repetition", sum(t.retried for t in made)),
    ):
        corpus.counts[name] = corpus.counts.get(name, 0) + number
