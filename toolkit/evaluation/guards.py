"""Guards: scores are computed from whatever comes in, so look first whether it can be what it should be.

Each guard is a function from the texts to warnings; :func:`guard` runs all. They answer mistakes that people make with
scorers (issues of sacreBLEU: 120, 160, 220, 256, 272, 275, 281).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.evaluation.metrics import TOKENISERS
from toolkit.evaluation.testset import Side, TestSet
from toolkit.languages.habits import SPACE_BEFORE_MARKS
from toolkit.languages.lengths import has_unspaced
from toolkit.registry import Registry, Row
from toolkit.text.identify import same_language
from toolkit.units import primary_language
from toolkit.wording import counted

FEW = 100
_SHARE = 0.1
_TOKENISED = re.compile(r"(?<=\w) (?:[.,;:!?](?:\s|$)|'(?:s|re|ve|ll|d|m|t)\b|n't\b)|@-@|&(?:apos|quot|amp);")
# French puts a space before these itself.
_TOKENISED_FRENCH = re.compile(r"(?<=\w) [.,](?:\s|$)|@-@|&(?:apos|quot|amp);|(?<=\w)' (?=\w)")
_PIECES = re.compile(r"@@(?:\s|$)|\u2581|(?:^|\s)##\w")


@dataclass(slots=True, frozen=True)
class Doubt:
    """Something that makes a score doubtful.

    Attributes:
        guard: name of the guard.
        system: whose output, or empty for all.
        message: one sentence for a person, with the mend.
    """

    guard: str
    system: str
    message: str


Guard = Callable[[Side, TestSet], Iterator[str]]


def check_counts(hypothesis: Side, reference: Sequence[str], reference_name: str) -> None:
    """Refuse unequal numbers of segments, and show where they slip.

    Raises:
        InputError: names both numbers and the first place after which the texts fit better when shifted.
    """
    count, wanted = len(hypothesis.segments), len(reference)
    if count == wanted:
        return
    line = _first_slip(hypothesis.segments, reference)
    what = "lacks" if count < wanted else "has too many"
    at = hypothesis.segments[line] if line < count else ""
    beside = reference[line] if line < wanted else ""
    raise InputError(
        f"{hypothesis.name}: {counted(count, 'segment')}, {reference_name} has {wanted}; "
        f"it {what} {abs(count - wanted)}, and they slip first at line {line + 1}: "
        f"'{at[:50]}' stands beside '{beside[:50]}'"
    )


def _first_slip(hypotheses: Sequence[str], references: Sequence[str]) -> int:
    """Line up to which both agree best unshifted, when from there on they agree best shifted by the difference."""
    shift = len(references) - len(hypotheses)
    straight = [0.0]
    for hypothesis, reference in zip(hypotheses, references, strict=False):
        straight.append(straight[-1] + _likeness(hypothesis, reference))
    places = min(len(hypotheses), len(references))
    shifted = [0.0] * (places + 1)
    for line in range(places - 1, -1, -1):
        ours, theirs = (line, line + shift) if shift > 0 else (line - shift, line)
        gain = _likeness(hypotheses[ours], references[theirs])
        shifted[line] = shifted[line + 1] + gain
    best = max(straight[n] + shifted[n] for n in range(places + 1))
    return next(n for n in range(places + 1) if straight[n] + shifted[n] >= best - 1e-9)


def _likeness(first: str, second: str) -> float:
    """Share of common words, 0 to 1 (Dice)."""
    one, two = Counter(first.lower().split()), Counter(second.lower().split())
    total = sum(one.values()) + sum(two.values())
    return 2 * sum((one & two).values()) / total if total else 1.0


def _few(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    count = len(hypothesis.segments)
    if count < FEW:
        yield (
            f"{counted(count, 'segment')}: a corpus score of fewer than {FEW} means little; "
            "look at the intervals and the texts"
        )


def _empty(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    missing = [
        n
        for n, (ours, *theirs) in enumerate(zip(hypothesis.segments, *testset.references, strict=True), 1)
        if not ours.strip() and any(map(str.strip, theirs))
    ]
    if missing:
        empty = counted(len(missing), "empty hypothesis", "empty hypotheses")
        yield f"{empty}, the first in line {missing[0]}; each scores nothing"
    blank = [n for n, text in enumerate(testset.references[0], 1) if not text.strip()]
    if blank and len(testset.references) == 1:
        empty = counted(len(blank), "empty reference")
        yield f"{empty}, the first in line {blank[0]}; segments without one are not scored"
        return
    nowhere = {n for n, texts in enumerate(zip(*testset.references, strict=True), 1) if not any(map(str.strip, texts))}
    if nowhere:
        without = counted(len(nowhere), "segment without any reference", "segments without any reference")
        yield f"{without}, the first in line {min(nowhere)}: not scored"
    for number, reference in enumerate(testset.references, 1):
        gaps = [n for n, text in enumerate(reference, 1) if not text.strip() and n not in nowhere]
        if gaps:
            yield (
                f"reference {number} lacks {counted(len(gaps), 'segment')}, the first in line {gaps[0]}; "
                "these are scored against the other references alone"
            )


def _unused(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    if hypothesis.unused:
        yield (
            f"{counted(hypothesis.unused, 'of its units is', 'of its units are')} not scored: the references "
            "do not have their sources, or have them less often"
        )


def _duplicates(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    ours, theirs = Counter(hypothesis.segments), Counter(testset.references[0])
    sources = Counter(testset.sources or ())
    again = sum(n - 1 for text, n in ours.items() if n > 1 and text.strip())
    expected = max(sum(n - 1 for n in theirs.values()), sum(n - 1 for n in sources.values()))
    if again - expected > max(2, _SHARE / 2 * len(hypothesis.segments)):
        text, times = max(((t, n) for t, n in ours.items() if t.strip()), key=lambda pair: pair[1])
        yield (
            f"{again} hypotheses repeat an earlier one ('{text[:50]}' comes {times} times), but only {expected} "
            "references do; is a file cut, or the system stuck?"
        )


def _source_copied(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    if testset.sources is None:
        return
    same = [
        n
        for n, (ours, source, reference) in enumerate(
            zip(hypothesis.segments, testset.sources, testset.references[0], strict=True), 1
        )
        if ours.strip() and ours == source.strip() and ours != reference and any(map(str.isalpha, ours))
    ]
    if len(same) > _SHARE * len(hypothesis.segments):
        yield (
            f"{len(same)} of {len(hypothesis.segments)} hypotheses equal their source, the first in line {same[0]}: "
            "not translated, or --hyp and --src are the same file"
        )


def _language(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    reference = _language_of(testset.references[0])
    expected = primary_language(testset.target_language) or reference
    found = _language_of(hypothesis.segments)
    said = primary_language(hypothesis.language)
    if said and testset.target_language and not same_language(said, expected):
        yield f"its file says that it is in '{said}', the references are in '{expected}'; wrong file, or wrong --to"
    elif expected and found and not same_language(found, expected):
        yield f"the hypotheses look like '{found}', not '{expected}'; wrong file, or not translated"
    if testset.target_language and reference and not same_language(reference, expected):
        yield (
            f"the references look like '{reference}', not '{expected}'; are --ref and --src swapped, or is "
            f"--to {reference} missing?"
        )
    if testset.sources is not None and expected:
        source = _language_of(testset.sources)
        if source and source == expected:
            yield f"the sources look like '{source}', as the references do; are --src and --ref swapped or the same?"


def _language_of(texts: Sequence[str]) -> str:
    """Language of a text by its first ten thousand letters; empty when there are too few."""
    from toolkit.text.identify import identify_any

    sample = " ".join(texts)[:10_000]
    return identify_any(sample) if sum(map(str.isalpha, sample)) >= 60 else ""


def _words(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    language = primary_language(testset.target_language)
    if language not in TOKENISERS and _share_of(has_unspaced, testset.references[0]) > 0.5:
        yield (
            f"the references are written without blanks between words, but BLEU and TER of '{language or 'und'}' count "
            "what stands between blanks; look at chrf, or name the language with --to"
        )


def _tokenised(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    french = primary_language(testset.target_language or _language_of(testset.references[0])) in SPACE_BEFORE_MARKS
    pattern = _TOKENISED_FRENCH if french else _TOKENISED
    ours, theirs = _share(pattern, hypothesis.segments), _share(pattern, testset.references[0])
    if ours > _SHARE + theirs:
        yield f"{ours:.0%} of the hypotheses look tokenised, {theirs:.0%} of the references; detokenise them first"
    if theirs > _SHARE + ours:
        yield f"{theirs:.0%} of the references look tokenised, {ours:.0%} of the hypotheses; score against raw text"
    pieces = _share(_PIECES, hypothesis.segments)
    if pieces > _SHARE / 10:
        yield f"{pieces:.0%} of the hypotheses hold subword marks (@@, \u2581, ##); join the pieces first"


def _share(pattern: re.Pattern[str], texts: Sequence[str]) -> float:
    return _share_of(lambda text: bool(pattern.search(text)), texts)


def _share_of(holds: Callable[[str], bool], texts: Sequence[str]) -> float:
    return sum(map(holds, texts)) / len(texts)


def _case(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    ours, theirs = _capitals(hypothesis.segments), _capitals(testset.references[0])
    if theirs > 0.01 and ours < theirs / 10:
        yield "the hypotheses have hardly a capital, the references do; restore the case"
    if ours > 0.01 and theirs < ours / 10:
        yield "the references have hardly a capital, the hypotheses do; score against raw text"


def _capitals(texts: Sequence[str]) -> float:
    letters = [c for t in texts for c in t if c.isalpha()]
    return sum(map(str.isupper, letters)) / max(1, len(letters))


def _same_as_reference(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    for number, reference in enumerate(testset.references, 1):
        same = sum(a == b for a, b in zip(hypothesis.segments, reference, strict=True))
        if same == len(reference):
            yield f"the hypotheses equal reference {number} in every segment; is it the same file?"
    for number, reference in enumerate(testset.references[1:], 2):
        if reference == testset.references[0]:
            yield f"reference {number} equals reference 1; give different translations"


def _swapped(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    ours = bool(re.search(r"(?:^|[._-])refs?(?:erences?)?(?:[._-]|\d|$)", hypothesis.name.lower()))
    theirs = [n for n in testset.names if re.search(r"(?:^|[._-])(?:hyp|sys|mt|out(?:put)?)(?:[._-]|\d|$)", n.lower())]
    if ours or theirs:
        name = hypothesis.name if ours else theirs[0]
        yield f"'{name}' is used as {'a hypothesis' if ours else 'a reference'}: are --hyp and --ref swapped?"


def _shifted(hypothesis: Side, testset: TestSet) -> Iterator[str]:
    """Equal counts, but one segment lost here and one too many there: the middle is scored against its neighbours."""
    ours, theirs = hypothesis.segments, testset.references[0]
    window = 10
    for start in range(0, len(ours) - window + 1, window):
        block = range(start, start + window)
        here = sum(_likeness(ours[n], theirs[n]) for n in block)
        for shift in (-1, 1):
            moved = sum(_likeness(ours[n], theirs[n + shift]) for n in block if 0 <= n + shift < len(theirs))
            if moved > 2 * here + 0.1 * window:
                yield (
                    f"from about line {start + 1} on, hypotheses fit the reference {'after' if shift > 0 else 'before'}"
                    " theirs better than their own: lines have slipped"
                )
                return


#: Each looks at a system's output and the test set, and yields doubts.
GUARDS: Registry[Guard] = Registry(
    "guard",
    "bitext.gates",
    [
        Row("few-segments", "too few segments for a corpus score", value=_few),
        Row("empty", "empty segments", value=_empty),
        Row("unused", "units that the references do not have", value=_unused),
        Row("duplicates", "repeated hypotheses", value=_duplicates),
        Row("source-copied", "untranslated sources", value=_source_copied),
        Row("language", "output in the wrong language", value=_language),
        Row("words", "references without blanks between words", value=_words),
        Row("tokenised", "tokenised or subword output", value=_tokenised),
        Row("case", "output in another case", value=_case),
        Row("same-as-reference", "a hypothesis that is the reference", value=_same_as_reference),
        Row("swapped", "swapped hypothesis and reference", value=_swapped),
        Row("shifted", "slipped lines", value=_shifted),
    ],
)


def guard(hypothesis: Side, testset: TestSet) -> list[Doubt]:
    """Run all guards on one system's output.

    Raises:
        InputError: a side has another number of segments than the first reference.
    """
    for number, reference in enumerate(testset.references):
        name = testset.names[number] if number < len(testset.names) else f"reference {number + 1}"
        if len(reference) == 1 and len(hypothesis.segments) == len(testset.references) > 1:
            raise InputError(
                f"{len(testset.references)} references of one segment each for {len(hypothesis.segments)} hypotheses: "
                "they look transposed; give one file for each reference, with all its segments"
            )
        check_counts(hypothesis, reference, name)
    if testset.sources is not None and len(testset.sources) != len(hypothesis.segments):
        raise InputError(
            f"{counted(len(testset.sources), 'source')} for "
            f"{counted(len(hypothesis.segments), 'hypothesis', 'hypotheses')}; "
            "give the source of each segment"
        )
    return [Doubt(n, hypothesis.name, m) for n, g in GUARDS.usable() for m in g(hypothesis, testset)]
