"""Articles in, bilingual corpus out: documents become articles, and articles a corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from toolkit.alignment import DEFAULT, Aligner, AlignmentScore, Bead, get_aligner, score_alignment
from toolkit.alignment.beads import beads_of_links
from toolkit.checks import check_unit
from toolkit.corpora.title_checks import TitleCheck, TitleChecks
from toolkit.documents import Document, ReferencePair, find_reference_pairs, identify_document
from toolkit.languages.pair import LanguagePair
from toolkit.pipeline.render import RenderedDocument, translate_document
from toolkit.pipeline.titles import check_pair
from toolkit.segmentation import VERSION as SPLITTER
from toolkit.segmentation import split_sentences
from toolkit.translation.base import Engine, Translation, mean_score
from toolkit.units import Finding, Origin, TranslationUnit

_Check = Callable[[TranslationUnit], list[Finding]]


@dataclass(slots=True, frozen=True)
class Article:
    """What became of one document.

    Attributes:
        id: of the document.
        text: in the target language, human translations in their places.
        units: in order.
        titles: the human texts found in it against the machine's.
        agreement: of the aligner's beads with the known sentence map.
        paragraphs: number of them.
        translations: of its sentences, by the machine.
    """

    id: str
    text: str
    units: list[TranslationUnit]
    titles: list[TitleCheck]
    agreement: AlignmentScore
    paragraphs: int
    translations: list[Translation]

    def counts(self) -> dict[str, int]:
        """Figures for the manifest."""
        return {
            "documents": 1,
            "paragraphs": self.paragraphs,
            "source_segments": len(self.translations),
            "units": len(self.units),
            "units_human": sum(u.origin is Origin.HUMAN for u in self.units),
            "units_with_findings": sum(bool(u.findings) for u in self.units),
            "retried_for_repetition": sum(t.retried for t in self.translations),
        }


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

    @classmethod
    def of_articles(cls, articles: Sequence[Article], pair: LanguagePair, signature: str) -> Corpus:
        """Put articles together."""
        counts: dict[str, int] = {}
        for article in articles:
            for name, number in article.counts().items():
                counts[name] = counts.get(name, 0) + number
        return cls(
            pair.source,
            pair.target,
            [unit for article in articles for unit in article.units],
            {article.id: article.text for article in articles},
            {article.id: article.titles for article in articles if article.titles},
            {article.id: article.agreement for article in articles},
            counts,
            signature,
        )


def build_corpus(
    documents: Sequence[Document],
    engine: Engine,
    aligner_name: str = DEFAULT,
    progress: Callable[[int], None] | None = None,
    check: _Check = check_unit,
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
    aligner = get_aligner(aligner_name)
    pairs = [_identified(document, engine.pair) for document in documents]
    rendered = translate_document(
        documents, engine, progress, lambda document, n: document.paragraphs[n].language != engine.pair.source
    )
    articles = [
        article_of(document, found, engine.pair, aligner, check)
        for document, found in zip(rendered, pairs, strict=True)
    ]
    return Corpus.of_articles(articles, engine.pair, f"{engine.signature}|split:{SPLITTER}|{aligner.signature}")


def _identified(document: Document, pair: LanguagePair) -> list[ReferencePair]:
    """The human translations in a document, whose paragraphs get their languages on the way."""
    identify_document(document, (pair.source, pair.target))
    return find_reference_pairs(document, pair.source, pair.target)


def article_of(
    rendered: RenderedDocument,
    human: Sequence[ReferencePair],
    pair: LanguagePair,
    aligner: Aligner,
    check: _Check = check_unit,
) -> Article:
    """Align a document with its translation, and check the units.

    Args:
        rendered: a document and its translation; it stays as it is.
        human: the human translations in it. Their texts take the place of the machine's.
        pair: of languages.
        aligner: sees two texts, not the map of their sentences.
        check: finds what is wrong with a unit.
    """
    paired = {n for found in human for n in (found.source, found.target)}
    view = _TwoTexts(rendered, paired, pair)
    beads = aligner.align(view.source, [sentence for sentence, _ in view.target])
    known = view.known_beads()
    units = [_human_unit(rendered, found, pair) for found in human] + view.units(beads, known)
    units.sort(key=lambda u: u.paragraph if u.paragraph is not None else len(rendered.paragraphs))
    for number, unit in enumerate(units, 1):
        unit.id = f"{rendered.document.id}-{number:04d}"
        unit.findings += check(unit)
    return Article(
        rendered.document.id,
        rendered.text({found.source: rendered.paragraphs[found.target].paragraph.text for found in human}),
        units,
        [check_pair(rendered, found) for found in human],
        score_alignment(known, beads),
        len(rendered.paragraphs),
        [translation for part in rendered.paragraphs for translation in part.translations],
    )


def _human_unit(rendered: RenderedDocument, found: ReferencePair, pair: LanguagePair) -> TranslationUnit:
    source = rendered.paragraphs[found.source].paragraph
    return TranslationUnit(
        id="",
        source=source.text,
        target=rendered.paragraphs[found.target].paragraph.text,
        source_language=pair.source,
        target_language=pair.target,
        document=rendered.document.id,
        kind=source.kind.value,
        origin=Origin.HUMAN,
        paragraph=found.source,
        properties={"found-by": found.reason},
    )


def _key(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return bead.source, bead.target


class _TwoTexts:
    """Source and target of a document as an aligner sees them, and the sentence map that it does not see."""

    def __init__(self, rendered: RenderedDocument, paired: set[int], pair: LanguagePair) -> None:
        self.document, self.pair = rendered.document, pair
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
            for sentence in split_sentences(part.text, pair.target):
                for offset, (start, end) in enumerate(ends):
                    if sentence.start < end and start < sentence.end:
                        self._links.append((first + offset, len(self.target)))
                self.target.append((sentence.text, number))

    def known_beads(self) -> list[Bead]:
        """Beads of the map: source and target sentences that overlap, grouped."""
        return beads_of_links(self._links)

    def units(self, beads: list[Bead], known: list[Bead]) -> list[TranslationUnit]:
        mapped = set(map(_key, known))
        units = []
        for bead in beads:
            place = self.places[bead.source[0]] if bead.source else self.target[bead.target[0]][1]
            unit = TranslationUnit(
                id="",
                source=" ".join(self.source[i] for i in bead.source),
                target=" ".join(self.target[j][0] for j in bead.target),
                source_language=self.pair.source,
                target_language=self.pair.target,
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
            if _key(bead) not in mapped:
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
