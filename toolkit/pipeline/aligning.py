"""Two texts in, an aligned bitext out; and many pairs of files at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.alignment import Bead
from toolkit.alignment.boundaries import Anchor, align_between, paragraph_anchors
from toolkit.alignment.copies import stands_twice
from toolkit.alignment.registry import choose_aligner
from toolkit.documents import parse_document
from toolkit.errors import BitextError, InputError
from toolkit.files import read_bytes, refuse_inputs, sha256_bytes, text_of
from toolkit.languages.lengths import typical_ratio
from toolkit.languages.pair import DEFAULT_PAIR
from toolkit.languages.tags import sentence_gap
from toolkit.markup import MARKUP
from toolkit.pipeline.pages import parse_article
from toolkit.resume import Receipts, made_of
from toolkit.segmentation import split_sentences
from toolkit.text.identify import identify, same_language, surely_other, third_language
from toolkit.units import Origin, TranslationUnit, primary_language
from toolkit.wording import counted
from toolkit.workers import worker_pool

RECEIPTS = ".bitext-align.jsonl"

_DOCUMENTS = ("epub", "docx", "odt", "odp", "ods", "pptx", "xlsx", "html", "pdf", "subtitles", "ass")

# Characters of a text by which its language is told, and the fewest letters among them.
_SAMPLE, _LETTERS = 10_000, 60
_DOUBTFUL = 0.6
_UNEQUAL = 100


@dataclass(slots=True, frozen=True)
class AlignOptions:
    """How texts are aligned.

    Attributes:
        source_language, target_language: codes.
        aligner: name, or ``auto``.
        lines: a line is a sentence; else the text is split.
        paragraphs: paragraphs are hard boundaries.
        anchors: further hard boundaries.
        minimum: beads of a lower score are left out.
    """

    source_language: str = DEFAULT_PAIR.source
    target_language: str = DEFAULT_PAIR.target
    aligner: str = "auto"
    lines: bool = False
    paragraphs: bool = False
    anchors: tuple[Anchor, ...] = ()
    minimum: float = 0.0


@dataclass(slots=True)
class AlignedText:
    """Sentences of both sides, their beads, and what should make a person look twice.

    Attributes:
        source, target: sentences.
        beads: in order.
        signature: of the aligner.
        warnings: a line each.
        paragraphs: number of the paragraph of each source sentence.
    """

    source: list[str]
    target: list[str]
    beads: list[Bead]
    signature: str
    warnings: list[str] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)

    def units(self, name: str, options: AlignOptions, empty: bool = False) -> list[TranslationUnit]:
        """Units of the beads, of human origin; ``empty``: also those without a counterpart."""
        return [
            TranslationUnit(
                id=f"{name}-{number:04d}",
                source=_joined(self.source, bead.source, options.source_language),
                target=_joined(self.target, bead.target, options.target_language),
                source_language=options.source_language,
                target_language=options.target_language,
                document=name,
                origin=Origin.HUMAN,
                source_segments=bead.source,
                target_segments=bead.target,
                scores={"alignment": bead.score},
            )
            for number, bead in enumerate(self.beads, 1)
            if empty or (bead.source and bead.target)
        ]


def _joined(sentences: list[str], numbers: Sequence[int], language: str) -> str:
    return sentence_gap(language).join(sentences[n] for n in numbers)


# Source, target, name, options, format; and the file's bytes, warnings, digests of what was read.
_Task = tuple[Path, Path, str, AlignOptions, str]
_Result = tuple[bytes, list[str], list[str]]


def align_files(source: Path, target: Path, options: AlignOptions) -> AlignedText:
    """Align two text files.

    Raises:
        InputError: a file is missing, empty or not text; the same text twice; wrong anchors or boundaries.
    """
    return align_contents((source, read_bytes(source)), (target, read_bytes(target)), options)


def align_contents(source: tuple[Path, bytes], target: tuple[Path, bytes], options: AlignOptions) -> AlignedText:
    """Align two texts, each the path of a file and what was read of it; see :func:`align_files`."""
    left, right = (
        _sentences(*source, options.source_language, options),
        _sentences(*target, options.target_language, options),
    )
    texts = [s for p in left for s in p], [s for p in right for s in p]
    if texts[0] == texts[1]:
        raise InputError(f"{source[0]} and {target[0]}: the same text twice; give a text and its translation")
    aligner, fallback = choose_aligner(options.aligner, options.source_language, options.target_language)
    anchors: list[Anchor] = list(options.anchors)
    if options.paragraphs:
        anchors = sorted({*anchors, *paragraph_anchors([len(p) for p in left], [len(p) for p in right])})
    codes = primary_language(options.source_language), primary_language(options.target_language)
    beads = align_between(aligner, *texts, anchors, typical_ratio(codes))
    warnings = language_doubts(source[0], target[0], [" ".join(text)[:_SAMPLE] for text in texts], options)
    warnings += [fallback] if fallback else []
    probabilities = "embedding" in aligner.signature
    if stands_twice(texts[0]) != stands_twice(texts[1]):
        path = source[0] if stands_twice(texts[0]) else target[0]
        warnings.append(f"{path}: a passage stands twice here and once in the other text; its scores are low")
        probabilities = False
    warnings += doubts(beads, len(texts[0]), len(texts[1]), probabilities)
    kept = [b for b in beads if b.score >= options.minimum]
    paragraphs = [number for number, sentences in enumerate(left) for _ in sentences]
    return AlignedText(texts[0], texts[1], kept, aligner.signature, warnings, paragraphs)


def _sentences(path: Path, content: bytes, language: str, options: AlignOptions) -> list[list[str]]:
    """Sentences by paragraph."""
    if not options.lines and (texts := document_texts(path, content, language)) is not None:
        return [[s.text for s in split_sentences(text, language)] for text in texts]
    text = text_of(content, str(path))
    if options.lines:
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        lines = text.removesuffix("\n").split("\n")
        if not options.paragraphs:
            return [lines]
        # Blank lines part paragraphs and are sentences of none.
        blocks = re.split(r"\n[ \t]*\n+", "\n".join(lines).strip("\n"))
        return [block.split("\n") for block in blocks]
    paragraphs = parse_document(text, path.stem).paragraphs
    return [[s.text for s in split_sentences(p.text, language)] for p in paragraphs]


def is_document(path: Path) -> bool:
    """Whether a file is a document whose code is no text, or subtitles, by its suffix."""
    return any(path.suffix.lower() in MARKUP[kind].suffixes for kind in _DOCUMENTS)


def document_texts(path: Path, content: bytes, language: str) -> list[str] | None:
    """Paragraphs of a document whose code is no text, or of subtitles; None for plain text.

    Raises:
        InputError: it is damaged or has no text in the language.
    """
    if not is_document(path):
        return None
    other = DEFAULT_PAIR.target if language != DEFAULT_PAIR.target else DEFAULT_PAIR.source
    article = parse_article(content, path, path.stem, language, other)
    return [text for paragraph in article.paragraphs if (text := " ".join(paragraph.text.split()))]


def language_doubts(source: Path, target: Path, samples: Sequence[str], options: AlignOptions) -> list[str]:
    """Warnings where texts do not look like the languages that they are said to be in."""
    said = [primary_language(code) for code in (options.source_language, options.target_language)]
    found = [surely_other(text, code) for text, code in zip(samples, said, strict=True)]
    pairs = list(zip(found, said, strict=True))
    if all(code and not same_language(code, wanted) for code, wanted in pairs):
        return [
            f"the texts look '{found[0]}' and '{found[1]}', not '{said[0]}' and '{said[1]}'; give --from {found[0]} "
            f"--to {found[1]}, or swap the texts"
        ]
    return [
        f"{path}: looks '{code}', not '{wanted}'; give {option} {code}, or another text"
        for path, option, (code, wanted) in zip((source, target), ("--from", "--to"), pairs, strict=True)
        if code and not same_language(code, wanted)
    ]


def guess_language(path: Path, default: str, content: bytes | None = None) -> str:
    """Language of a text, by its beginning; the default where it says too little.

    Args:
        path: of the text.
        default: code of a language.
        content: what was read of it; None to read it.

    Raises:
        InputError: the text cannot be read.
    """
    content = read_bytes(path) if content is None else content
    texts = document_texts(path, content, default)
    sample = ("\n".join(texts) if texts is not None else text_of(content, str(path)))[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _LETTERS:
        return default
    return third_language(sample, DEFAULT_PAIR.primary) or identify(sample, DEFAULT_PAIR.primary).language or default


def doubts(beads: Sequence[Bead], rows: int, columns: int, probabilities: bool = True) -> list[str]:
    """What speaks against two texts being translations of each other."""
    warnings = []
    linked = [b for b in beads if b.source and b.target]
    if max(rows, columns) >= _UNEQUAL * min(rows, columns):
        warnings.append(f"one side has {counted(max(rows, columns), 'sentence')}, the other {min(rows, columns)}")
    mean = sum(b.score for b in linked) / len(linked) if linked else 0.0
    if probabilities and mean < _DOUBTFUL:
        warnings.append(
            f"the mean score of the beads is {mean:.2f}: these texts may not be translations of each other, or their "
            f"sentences stand in another order"
        )
    lost = sum(len(b.source) + len(b.target) for b in beads if not (b.source and b.target))
    if lost > 0.5 * (rows + columns):
        warnings.append(f"{lost} of {rows + columns} sentences found no counterpart")
    return warnings


def align_many(
    pairs: Sequence[tuple[Path, Path, str]],
    out: Path,
    suffix: str,
    options: AlignOptions,
    write: str,
    jobs: int = 1,
    force: bool = False,
    failed: dict[str, BitextError] | None = None,
) -> Iterator[tuple[str, bool, list[str]]]:
    """Align many pairs into a folder; receipts there let a stopped run go on, see :mod:`toolkit.resume`.

    Args:
        pairs: (source, target, name).
        out: folder.
        suffix: of the files.
        options: for all.
        write: name of the format, or ``beads``.
        jobs: processes.
        force: overwrite files that have no receipt or were changed by hand.
        failed: gets by name why a pair cannot be aligned, and the others go on; None to raise that.

    Yields:
        (name, whether it was done now rather than before, warnings) for each pair, as they are finished.

    Raises:
        InputError: a pair cannot be aligned; those finished before it are kept.
        OutputError: a file exists that this tool did not write as it stands.
    """
    places = [out / f"{name}{suffix}" for _, _, name in pairs]
    refuse_inputs(places, (path for pair in pairs for path in pair[:2]))
    aligner, _ = choose_aligner(options.aligner, options.source_language, options.target_language)
    settings = f"{options}|{write}|{aligner.signature}"
    with closing(Receipts(out / RECEIPTS)) as receipts:
        waiting = []
        for (source, target, name), place in zip(pairs, places, strict=True):
            try:
                digests = [sha256_bytes(read_bytes(path)) for path in (source, target)]
            except InputError as error:
                if failed is None:
                    raise
                failed[name] = error
                continue
            if receipts.is_done(place, made_of(digests, settings)):
                yield name, False, []
            else:
                receipts.check(place, force)
                waiting.append((source, target, name, place))
        tasks = [(source, target, name, options, write) for source, target, name, _ in waiting]
        for number, result in _results(tasks, jobs):
            if isinstance(result, BitextError):
                if failed is None:
                    raise result
                failed[tasks[number][2]] = result
                continue
            data, warnings, digests = result
            receipts.write(waiting[number][3], data, made_of(digests, settings), force)
            yield tasks[number][2], True, warnings


def _results(tasks: Sequence[_Task], jobs: int) -> Iterator[tuple[int, _Result | BitextError]]:
    """Number and result of each task, or why there is none, in the order in which they are finished."""
    if jobs <= 1 or len(tasks) <= 1:
        yield from ((number, _align_task(task)) for number, task in enumerate(tasks))
        return
    from concurrent.futures import as_completed

    with worker_pool(min(jobs, len(tasks))) as pool:
        futures = {pool.submit(_align_task, task): number for number, task in enumerate(tasks)}
        for future in as_completed(futures):
            yield futures[future], future.result()


def _align_task(task: _Task) -> _Result | BitextError:
    try:
        return _aligned(task)
    except BitextError as error:
        return error


def _aligned(task: _Task) -> _Result:
    source, target, name, options, write = task
    contents = read_bytes(source), read_bytes(target)
    aligned = align_contents((source, contents[0]), (target, contents[1]), options)
    # Of the contents that were read: the files may be others by now.
    return serialise(aligned, name, options, write), aligned.warnings, [sha256_bytes(c) for c in contents]


def serialise(aligned: AlignedText, name: str, options: AlignOptions, write: str) -> bytes:
    """Bytes of an aligned text in a format, or ``beads`` as gold files have them, with scores."""
    if write == "beads":
        return "".join(f"{bead}:{bead.score:.3f}\n" for bead in aligned.beads).encode()
    from toolkit.formats import FORMATS

    units = aligned.units(name, options, empty=write == "jsonl")
    return FORMATS[write].to_bytes(units, options.source_language, options.target_language)
