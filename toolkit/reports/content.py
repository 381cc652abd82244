"""What a report shows: the units of a corpus by article and paragraph, with checks of titles and provenance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from toolkit.corpora.folder import CorpusFolder, units_at
from toolkit.corpora.title_checks import TitleCheck
from toolkit.errors import InputError
from toolkit.registry import unknown
from toolkit.units import TranslationUnit


@dataclass(slots=True)
class Article:
    """Units of one document, in order.

    Attributes:
        id: of the document.
        units: all of them.
        titles: checks of human titles.
    """

    id: str
    units: list[TranslationUnit]
    titles: list[TitleCheck] = field(default_factory=list)

    def paragraphs(self) -> list[list[TranslationUnit]]:
        """Units grouped by paragraph; those without one stand alone."""
        groups: list[list[TranslationUnit]] = []
        for paragraph, units in groupby(self.units, key=lambda u: u.paragraph):
            found = list(units)
            groups += [found] if paragraph is not None else [[u] for u in found]
        return groups

    def scores(self, name: str) -> list[float]:
        """All scores of a name, ascending."""
        return sorted(u.scores[name] for u in self.units if name in u.scores)


@dataclass(slots=True)
class Content:
    """A corpus as a report shows it.

    Attributes:
        name: of the corpus.
        articles: in order.
        signature: what the corpus depends on, or empty.
        provenance: (name, value) for the foot of the report.
        before: targets of an earlier version by the ids of units.
    """

    name: str
    articles: list[Article]
    signature: str = ""
    provenance: list[tuple[str, str]] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)

    @property
    def units(self) -> list[TranslationUnit]:
        """Units of all articles."""
        return [u for a in self.articles for u in a.units]

    def findings(self) -> dict[str, int]:
        """Number of units by check that found something, most first."""
        counts: dict[str, int] = {}
        for unit in self.units:
            for check in dict.fromkeys(f.check for f in unit.findings):
                counts[check] = counts.get(check, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def bead_type(unit: TranslationUnit) -> str:
    """Such as ``1-2``: sentences of the source and of the target; units without numbers count as ``1-1``."""
    if not unit.source_segments and not unit.target_segments:
        return f"{int(bool(unit.source.strip()))}-{int(bool(unit.target.strip()))}"
    return f"{len(unit.source_segments)}-{len(unit.target_segments)}"


def corpus_files(path: Path) -> list[Path]:
    """What :func:`read_content` reads at a path."""
    folder = CorpusFolder(path)
    return [folder.units, folder.evaluation, folder.manifest] if path.is_dir() else [path]


def read_content(path: Path, documents: Sequence[str] | None = None, read_as: str | None = None) -> Content:
    """Read a corpus folder or a file of units.

    Args:
        path: folder that ``build`` made, or TMX, TSV, JSONL.
        documents: ids, or beginnings of ids, of the articles that are wanted; None for all.
        read_as: name of the format of a file, where its name cannot tell.

    Raises:
        InputError: no such file, not in its format, no units, or no such article.
    """
    articles: dict[str, Article] = {}
    for unit in units_at(path, read_as):
        articles.setdefault(unit.document, Article(unit.document or path.name, [])).units.append(unit)
    if not articles:
        raise InputError(f"{path}: no units; nothing to show")
    content = Content(path.resolve().name, list(articles.values()))
    if path.is_dir():
        _add_build(CorpusFolder(path), content)
    if documents:
        missing = [d for d in documents if not any(a.id.startswith(d) for a in content.articles)]
        if missing:
            raise InputError(f"{path}: {unknown('article', missing[0], (a.id for a in content.articles))}")
        content.articles = [a for a in content.articles if any(a.id.startswith(d) for d in documents)]
    return content


def compare_with(content: Content, path: Path, read_as: str | None = None) -> int:
    """Let a report show what has changed since an earlier version; returns how many units have.

    Units are the same whose ids and sources are; where ids differ throughout, those whose sources are.

    Raises:
        InputError: no such file, not in its format, or no unit of it is in the corpus.
    """
    old = list(units_at(path, read_as))
    by_id = {(u.id, u.source): u.target for u in old}
    by_source = {u.source: u.target for u in old}
    known = any((u.id, u.source) in by_id for u in content.units)
    for unit in content.units:
        before = by_id.get((unit.id, unit.source)) if known else by_source.get(unit.source)
        if before is not None:
            content.before[unit.id] = before
    if not content.before:
        raise InputError(f"{path}: no unit of it is in {content.name}; give another version of the same bitext")
    return sum(u.target != content.before.get(u.id, u.target) for u in content.units)


def _add_build(folder: CorpusFolder, content: Content) -> None:
    checked = folder.read_title_checks()
    for article in content.articles:
        article.titles = checked.get(article.id, [])
    stored = folder.read_manifest()
    if not stored:
        return
    try:
        content.signature = str(stored["signature"])
        model = stored["model"]
        content.provenance = [
            ("tool", f"{stored['tool']['name']} {stored['tool']['version']}"),
            ("model", f"{model['package']} (SHA-256 {model['sha256']})"),
            *((f"library {n}", str(v)) for n, v in stored["versions"].items()),
            *((f"input {i['name']}", f"SHA-256 {i['sha256']}") for i in stored["inputs"]),
        ]
    except (KeyError, TypeError, AttributeError):
        raise InputError(f"{folder.manifest}: not what 'bitext build' writes; build the corpus again") from None
