"""The front door to evaluation."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.api.common import Languages, StrPath, Text, paths_of
from toolkit.api.results import Evaluation
from toolkit.errors import InputError
from toolkit.languages.pair import DEFAULT_PAIR, LanguagePair

if TYPE_CHECKING:
    from toolkit.corpora.title_checks import TitleChecks
    from toolkit.evaluation.testset import Side
    from toolkit.translation import Engine


def evaluate(
    hypotheses: Text | Mapping[str, Text],
    references: Text | Sequence[Text],
    *,
    sources: Text | None = None,
    documents: Text | None = None,
    pair: Languages = DEFAULT_PAIR,
    metrics: Sequence[str] = ("chrf", "chrf++", "bleu", "ter"),
    resamples: int = 1_000,
    test: str = "bootstrap",
) -> Evaluation:
    """Score translations against references, with intervals, tests and what makes the scores doubtful.

    >>> found = bitext.evaluate("hyp.txt", "ref.txt", metrics=["chrf"], resamples=0)
    >>> round(found.scores["hyp.txt"]["chrf"], 1), found.gate({"chrf": 55})
    (100.0, True)
    >>> bitext.evaluate({"a": ["a cat"], "b": ["a dog"]}, ["a dog"], metrics=["ter"]).scores["a"]
    {'ter': 50.0}

    Args:
        hypotheses: output of a system: a file, or segments; or several by name, the first being the baseline.
        references: a file or segments; or several of these.
        sources: the source text, for metrics and guards that look at it.
        documents: the document of each segment.
        pair: of languages.
        metrics: names, of :data:`toolkit.METRICS`; ``comet`` with its checkpoint, as ``comet=FILE``.
        resamples: of the bootstrap; 0 for no intervals.
        test: ``bootstrap``, ``randomisation`` or ``none``: how systems are compared with the baseline.

    Raises:
        InputError: unequal numbers of segments, an unknown metric, or a metric lacks what it needs.
        MissingExtraError: what a metric needs is not installed.
    """
    from toolkit.evaluation.comparison import compare
    from toolkit.evaluation.testset import TestSet, fit

    languages = LanguagePair.parse(pair)
    if not isinstance(references, str | os.PathLike):
        references = list(references)
    several = not _is_text(references)
    sides = [_side(text, f"reference {n}") for n, text in enumerate(references if several else [references], 1)]  # type: ignore[arg-type]
    if not sides or not sides[0].segments:
        raise InputError("no text; nothing to score")
    named = hypotheses.items() if isinstance(hypotheses, Mapping) else [("", hypotheses)]
    systems = [fit(_side(text, name or "system", bool(name)), sides[0]) for name, text in named]
    testset = TestSet(
        [side.segments for side in sides],
        sides[0].sources if sources is None else _side(sources, "source", side="source").segments,
        sides[0].documents if documents is None else _side(documents, "documents").segments,
        languages.source,
        languages.target,
        [side.name for side in sides],
    )
    checkpoints = [Path(metric.removeprefix("comet=")) for metric in metrics if metric.startswith("comet=")]
    names = ["comet" if metric.startswith("comet=") else metric for metric in metrics]
    return Evaluation(compare(systems, testset, names, resamples, test, comet=next(iter(checkpoints), None)))


def evaluate_titles(paths: StrPath | Iterable[StrPath], engine: Engine | None = None) -> Evaluation:
    """Score the human titles that are found in articles against the machine's translations of their sources.

    >>> bitext.build("seeds", "fr-en", beam=1).save("titles")[-1].name
    'manifest.json'
    >>> bitext.evaluate_titles("titles").scores
    {}

    Args:
        paths: articles, or corpus folders that :func:`toolkit.build` made.
        engine: translates the articles; a corpus folder holds its translations.

    Raises:
        InputError: an input is no article, or articles come without an engine, or a corpus folder with one.
    """
    from toolkit.corpora.folder import CorpusFolder
    from toolkit.evaluation.titles import evaluate_again

    wanted = paths_of(paths)
    folders = [] if engine else [path for path in wanted if CorpusFolder(path).evaluation.is_file()]
    found: TitleChecks = {}
    for folder in folders:
        for document, stored in CorpusFolder(folder).read_title_checks().items():
            found[document] = [evaluate_again(check) for check in stored]
    articles = [path for path in wanted if path not in folders]
    if not articles:
        return Evaluation(titles=found)
    if engine is None:
        raise InputError(f"{articles[0]}: not a corpus folder; give an engine that translates articles")
    from toolkit.documents import read_document
    from toolkit.files import text_files
    from toolkit.pipeline.titles import check_references

    documents = [read_document(path, name.with_suffix("").as_posix()) for path, name in text_files(articles)]
    return Evaluation(titles=found | check_references(documents, engine))


def _is_text(value: Any) -> bool:
    return isinstance(value, str | os.PathLike) or all(isinstance(segment, str) for segment in value)


def _side(text: Any, name: str, named: bool = False, side: str = "target") -> Side:
    from toolkit.evaluation.testset import Side, read_side

    if not isinstance(text, str | os.PathLike):
        return Side(name, list(text))
    found = read_side(Path(text), side)
    found.name = name if named else found.name
    return found
