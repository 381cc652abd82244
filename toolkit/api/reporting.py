"""The front door to corpora for readers: a page, or two columns in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import StrPath
from toolkit.errors import InputError
from toolkit.reports.terminal import printable

if TYPE_CHECKING:
    from toolkit.reports import Content

__all__ = ["printable", "report", "side_by_side"]


def report(
    corpus: StrPath,
    out: StrPath,
    *,
    articles: Sequence[str] | None = None,
    limit: int = 20_000,
    layout: str | None = None,
    format: str | None = None,
    compare: StrPath | None = None,
    force: bool = False,
) -> Content:
    """Write a page that shows a corpus: sentences side by side, scores, findings and title checks.

    >>> bitext.report("old.tmx", "old.html").findings()
    {}

    Args:
        corpus: a corpus folder, or a file of units.
        out: to write; the suffix tells the layout.
        articles: ids, or beginnings of ids, of those that are wanted; None for all.
        limit: most units that go on a page.
        layout: name, of :data:`toolkit.LAYOUTS`, where the suffix does not tell.
        format: name of the corpus file's, where its suffix does not tell.
        compare: an earlier version of the corpus; the page shows which words of the targets have changed.
        force: overwrite.

    Returns:
        What the page shows.

    Raises:
        InputError: no such corpus or article, or too many units for a page.
        OutputError: the page exists already, is an input as well, or cannot be written.
    """
    from toolkit.files import check_outputs, write_text
    from toolkit.reports import compare_with, corpus_files, layout_of, read_content

    render = layout_of(Path(out), layout)
    inputs = [*corpus_files(Path(corpus)), *(corpus_files(Path(compare)) if compare else [])]
    check_outputs([Path(out)], inputs, force)
    content = read_content(Path(corpus), articles, format)
    if compare is not None:
        compare_with(content, Path(compare))
    if len(content.units) > limit:
        raise InputError(
            f"{corpus}: {len(content.units)} units, and a page of over {limit} is slow to open; choose articles "
            "(--article), or raise the limit (--limit)"
        )
    write_text(Path(out), render(content))
    return content


def side_by_side(
    corpus: StrPath,
    *,
    articles: Sequence[str] | None = None,
    findings: bool = False,
    width: int = 100,
    colour: bool = False,
    format: str | None = None,
) -> Iterator[str]:
    """Lines that show a corpus in two columns, with scores and findings.

    Args:
        corpus: a corpus folder, or a file of units.
        articles: ids, or beginnings of ids, of those that are wanted; None for all.
        findings: only units in which a check found something.
        width: in columns of a terminal.
        colour: with ANSI colours.
        format: name of the corpus file's, where its suffix does not tell.

    Raises:
        InputError: no such corpus or article.
    """
    from toolkit.reports import read_content, render_article

    shown = 0
    for article in read_content(Path(corpus), articles, format).articles:
        if findings:
            article.units = [u for u in article.units if u.findings]
        if not article.units:
            continue
        if shown:
            yield ""
        shown += 1
        yield from render_article(article, width, colour)
