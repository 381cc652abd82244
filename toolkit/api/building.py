"""The front door to corpora of articles: translate, align, check, and score what a person has translated."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import Languages, Progress, StrPath, paths_of
from toolkit.api.results import Corpus
from toolkit.api.translating import make_engine, terms_of
from toolkit.errors import InputError
from toolkit.languages.pair import DEFAULT_PAIR, LanguagePair

if TYPE_CHECKING:
    from toolkit.documents import Document
    from toolkit.pipeline.export import InputFile
    from toolkit.terms import Term
    from toolkit.translation import Engine

# As the command line: what is made once and read often gets the larger beam.
_CORPUS_BEAM = 8


def check_corpus_output(paths: StrPath | Iterable[StrPath], out: StrPath, force: bool = False) -> None:
    """Find out before any work whether a corpus of articles may be written to a folder.

    Raises:
        InputError: there is no article.
        OutputError: the folder holds other things, or an article would be overwritten.
    """
    from toolkit.corpora.folder import CorpusFolder
    from toolkit.files import text_files
    from toolkit.markup import suffixes

    found = text_files(paths_of(paths), suffixes(articles=True))
    CorpusFolder(Path(out)).check(force, [path for path, _ in found])


def build(
    paths: StrPath | Iterable[StrPath],
    pair: Languages = DEFAULT_PAIR,
    *,
    model: StrPath | None = None,
    engine: Engine | None = None,
    glossary: StrPath | Collection[Term] | None = None,
    beam: int = _CORPUS_BEAM,
    aligner: str = "embedding",
    progress: Progress | None = None,
) -> Corpus:
    """Make a bilingual corpus of articles: translate, align, check, and score the human titles found in them.

    >>> corpus = bitext.build("seeds", "fr-en", beam=1)
    >>> sorted(corpus.articles), corpus.units[0].source
    (['one'], 'La paix revient à Kiev')
    >>> corpus.save("corpus")[-1].name
    'manifest.json'

    Args:
        paths: articles, or folders of them.
        pair: of languages.
        model: see :func:`load_engine`.
        engine: in place of a model.
        glossary: terms to use, or their file.
        beam: beam size.
        aligner: name, of :data:`toolkit.ALIGNERS`.
        progress: counts segments.

    Raises:
        InputError: an article cannot be read, two have one name, or there is no such aligner.
        LanguagePairError, PackageError: see :func:`load_engine`.
    """
    from toolkit.checks import TERMS, Checker, check_names
    from toolkit.machine import make_reproducible
    from toolkit.pipeline.build import build_corpus
    from toolkit.translation.base import facts_of

    make_reproducible()
    languages = engine.pair if engine else LanguagePair.parse(pair)
    documents, inputs = _articles(paths, languages)
    terms = terms_of(glossary, languages)
    loaded = engine or make_engine(languages, None if model is None else os.fspath(model), terms, beam)
    # Checks of plug-ins are left out: a corpus depends on nothing that its manifest does not name.
    checker = Checker(only=[*check_names(), TERMS], terms=terms)
    built = build_corpus(documents, loaded, aligner, progress, checker.check)
    settings = {"from": languages.source, "to": languages.target, "beam": beam, "aligner": aligner}
    return Corpus.of(built, inputs, facts_of(loaded), settings)


def _articles(paths: StrPath | Iterable[StrPath], languages: LanguagePair) -> tuple[list[Document], list[InputFile]]:
    """Read the articles, each with what the manifest says of its file."""
    from toolkit.files import read_bytes, readable_name, sha256_bytes, text_files
    from toolkit.markup import suffixes
    from toolkit.pipeline.export import InputFile
    from toolkit.pipeline.pages import parse_article

    found = text_files(paths_of(paths), suffixes(articles=True))
    ids = [readable_name(relative.with_suffix("")) for _, relative in found]
    for name in ids:
        if ids.count(name) > 1:
            raise InputError(f"{name}: two files of this name; rename one, or build them apart")
    documents, inputs = [], []
    for (path, relative), name in zip(found, ids, strict=True):
        content = read_bytes(path)
        documents.append(parse_article(content, path, name, *languages))
        inputs.append(InputFile(name, readable_name(relative), sha256_bytes(content)))
    return documents, inputs
