"""The front door to bitexts: align, read, write, check, clean, report."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.api.common import Languages, StrPath, check_output, names_of, paths_of, refuse_paths
from toolkit.api.results import Alignment, Cleaning
from toolkit.api.translating import terms_of
from toolkit.errors import InputError
from toolkit.languages.pair import DEFAULT_PAIR, LanguagePair
from toolkit.units import TranslationUnit

if TYPE_CHECKING:
    from toolkit.checks import Checker as Checker
    from toolkit.formats import WriteReport
    from toolkit.terms import Term


def align(
    source: StrPath,
    target: StrPath,
    pair: Languages = DEFAULT_PAIR,
    *,
    aligner: str = "auto",
    lines: bool = False,
    paragraphs: bool = False,
    anchors: StrPath | Iterable[tuple[int, int]] = (),
) -> Alignment:
    """Align the sentences of two texts that are translations of each other.

    >>> alignment = bitext.align("article.fr.txt", "article.en.txt", "fr-en")
    >>> [str(bead) for bead in alignment.beads]
    ['[0]:[0]', '[1]:[1]']
    >>> alignment.write("article.tmx", minimum=0.5).units
    2

    Args:
        source, target: text files.
        pair: of languages.
        aligner: name, of :data:`toolkit.ALIGNERS`; ``auto`` is the one that covers the languages.
        lines: a line is a sentence; else the texts are split.
        paragraphs: no bead crosses a paragraph break; both texts need equally many paragraphs.
        anchors: sentences that begin together, by numbers from 0, or a file with two numbers a line.

    Raises:
        InputError: a text is missing or empty, both are the same, or anchors or boundaries do not fit.
    """
    from toolkit.alignment.boundaries import read_anchors
    from toolkit.pipeline.aligning import AlignOptions, align_files

    given = read_anchors(Path(anchors)) if isinstance(anchors, str | os.PathLike) else anchors
    languages = LanguagePair.parse(pair)
    options = AlignOptions(languages.source, languages.target, aligner, lines, paragraphs, tuple(given))
    found = align_files(Path(source), Path(target), options)
    name = Path(source).stem
    told = found.beads, found.signature, found.warnings, found.paragraphs
    return Alignment(found.source, found.target, *told, options, name)


def read(
    paths: StrPath | Iterable[StrPath], pair: Languages | None = None, *, format: str | None = None
) -> Iterator[TranslationUnit]:
    """Read translation units from files of any format, one after the other.

    >>> [(unit.source, unit.target) for unit in bitext.read("old.tmx")]
    [('Bonjour à tous.', 'Hello everybody.')]

    Args:
        paths: files of units, corpus folders, folders of such files, or patterns.
        pair: of languages, for files that hold several or do not say.
        format: name, where a suffix does not tell.

    Raises:
        InputError: a file is missing, damaged or of an unknown format.
    """
    from toolkit.corpora import read_all, unit_files

    source, target = LanguagePair.parse(pair) if pair else (None, None)
    return read_all(unit_files(paths_of(paths), format), source, target, format)


def write(
    units: Iterable[TranslationUnit],
    path: StrPath,
    pair: Languages | None = None,
    *,
    format: str | None = None,
    force: bool = False,
) -> WriteReport:
    """Write translation units to a file; the suffix gives the format.

    >>> report = bitext.write(bitext.read("old.tmx"), "old.po")
    >>> report.units, report.notes["id not carried by po"]
    (1, 1)

    Args:
        units: any number; they are streamed.
        path: ``.gz``, ``.xz`` and ``.bz2`` are packed.
        pair: of languages, for the head of the file; None for that of the first unit.
        format: name, where the suffix does not tell.
        force: overwrite.

    Returns:
        How many were written, and what the format could not carry.

    Raises:
        InputError: unknown format.
        OutputError: the file exists already, or cannot be written.
    """
    from toolkit.formats import format_of

    out = Path(path)
    form = format_of(out, format)
    if not form.many:
        check_output(out, force)
    source, target = LanguagePair.parse(pair) if pair else (None, None)
    return form.write(units, out, source, target, lambda place: check_output(place, force))


def check(
    units: Iterable[TranslationUnit],
    *,
    only: Collection[str] = (),
    skip: Collection[str] = (),
    glossary: StrPath | Collection[Term] | None = None,
    pair: Languages | None = None,
    also: Collection[str] = (),
    checklists: Collection[StrPath] = (),
) -> Iterator[TranslationUnit]:
    """Run the checks over a bitext; yields all units, with what was found in ``findings``.

    >>> for unit in bitext.check(bitext.read("delivery.tsv", "fr-en")):
    ...     print(unit.findings[0].check, unit.findings[0].reason, sep=": ")
    numbers: number 12 of the source is missing in the target

    Args:
        units: by a person or a machine.
        only: names of checks, of :data:`toolkit.CHECKS`, or of groups (``form``); none for all that run unasked.
        skip: names of checks that are left out.
        glossary: terms that targets must have, or their file.
        pair: of languages of the glossary, needed for a file; None for units of any.
        also: names of checks or groups that run beside the others.
        checklists: files of rules of your own, or names of ready ones (docs/checklists.md).

    Raises:
        InputError: unknown check, or the glossary cannot be read.
        PluginError: a check of a plug-in failed.
    """
    refuse_paths(units)
    checker = make_checker(only, skip, glossary, pair, also, checklists)

    def checked() -> Iterator[TranslationUnit]:
        for unit in units:
            checker.check_again(unit)
            yield unit

    return checked()


def fix(
    units: Iterable[TranslationUnit],
    *,
    only: Collection[str] = (),
    also: Collection[str] = (),
    checklists: Collection[StrPath] = (),
) -> Iterator[TranslationUnit]:
    """Mend what is certain in the targets of a bitext; yields all units.

    >>> unit = bitext.TranslationUnit("1", "Bonjour !", "Hello !", "fr", "en")
    >>> [one.target for one in bitext.fix([unit])]
    ['Hello!']

    Args:
        units: targets that their files lock (approved, final, ``translate="no"``) stay as they are.
        only: names of mends; none for those that are safe in any style: ``characters``, ``spaces`` and ``spacing``.
        also: names of mends that run beside those: ``french-spacing``, ``quote-style``, ``apostrophes``, ``ellipsis``.
        checklists: files or names of ready ones; their rules with ``replace`` run.

    Raises:
        InputError: no mend of a name, or a checklist cannot be read.
    """
    from toolkit.api.checking import fixer_of

    refuse_paths(units)
    fixer = fixer_of(names_of(only), names_of(also), checklists)

    def fixed() -> Iterator[TranslationUnit]:
        for unit in units:
            fixer.fix(unit)
            yield unit

    return fixed()


def make_checker(
    only: Collection[str] = (),
    skip: Collection[str] = (),
    glossary: StrPath | Collection[Term] | None = None,
    pair: Languages | None = None,
    also: Collection[str] = (),
    checklists: Collection[StrPath] = (),
) -> Checker:
    """What looks at one unit after the other for :func:`check`, which takes the same and raises the same.

    >>> checker = bitext.make_checker(only=["numbers"])
    >>> unit = bitext.TranslationUnit("1", "Il a 12 ans.", "He is 13.", "fr", "en")
    >>> [finding.check for finding in checker.check(unit)]
    ['numbers', 'numbers']
    """
    from toolkit.checks import Checker

    languages = LanguagePair.parse(pair) if pair else None
    terms: Collection[Term] | None = None
    if glossary is not None:
        if languages is None and isinstance(glossary, str | os.PathLike):
            raise InputError(f"{glossary}: give the pair of languages of the glossary, such as 'fr-en'")
        terms = terms_of(glossary, languages or DEFAULT_PAIR)
    lists = []
    if checklists:
        from toolkit.checks.checklists import read_checklist

        lists = [read_checklist(one) for one in checklists]
    of_terms = (languages.source, languages.target) if languages else None
    return Checker(names_of(only), names_of(skip), terms, of_terms, names_of(also), lists)


def clean(
    units: Iterable[TranslationUnit],
    filters: str | Mapping[str, Mapping[str, Any]] = "standard",
    *,
    config: StrPath | None = None,
    rejected: Callable[[TranslationUnit], object] | None = None,
    jobs: int = 1,
    journal: StrPath | None = None,
) -> Cleaning:
    """Filter a bitext; yields the units that stay.

    >>> run = bitext.clean(bitext.read("crawl.tsv", "fr-en"), {"length": {"max_words": 4}})
    >>> [unit.source for unit in run]
    ['Bonjour à tous.']
    >>> run.read, dict(run.rejected)
    (2, {'length': 1})

    Args:
        units: any number; they are streamed.
        filters: a profile (``lenient``, ``standard``, ``strict``), or settings by filter of :data:`toolkit.FILTERS`.
        config: a TOML file of settings, in the place of ``filters``.
        rejected: called with each unit that goes, its reason among its findings.
        jobs: processes.
        journal: file that lets an interrupted run resume; it is deleted at the end.

    Raises:
        InputError: unknown profile, filter or setting.
        MissingExtraError: what a filter needs is not installed.
    """
    from toolkit.filters import Cleaner, Journal, make_filters, read_profile
    from toolkit.filters.registry import read_config

    if config is not None:
        settings = read_config(Path(config))
    elif isinstance(filters, str):
        settings = read_profile(filters)
    else:
        settings = {name: dict(table) for name, table in filters.items()}
    make_filters(settings)
    kept = None if journal is None else Journal(Path(journal), settings)
    return Cleaning(Cleaner(settings, jobs, kept), units, rejected, kept)
