"""Kinds of markup by name and by file suffix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from toolkit.errors import InputError
from toolkit.markup.language_values import KEYED, name_languages
from toolkit.markup.model import Block, Page
from toolkit.markup.others import refusal
from toolkit.registry import Registry, Row, unknown

#: Changes whenever the same page could come out otherwise; part of the signature of what was made from pages.
VERSION = "markup-5"
#: Plain text.
TEXT = "text"
#: Suffixes of plain text. Parallel corpora name their files by language.
TEXTS = frozenset(
    ["", ".txt", ".text", *(f".{code}" for code in "fr en de es it pt nl ru uk zh ja ar he fa hi ko tr".split())]
)


@dataclass(slots=True, frozen=True)
class Markup:
    """A kind of file with markup.

    Attributes:
        name: as given to ``--as``.
        suffixes: of its files, in small letters with the dot.
        where: ``module:function``; the function takes the content of a file, the language of its text and the language
            that it is to be translated into, and returns a :class:`Fillable`.
        binary: the function wants bytes; else text.
        encoded: its files are text and say themselves how it is encoded: the function wants bytes.
        article: such files hold articles, and ``build`` reads them.
        becomes: suffix of a translation, where it is of another kind.
        alone: most files of its suffixes are something else: one is read if it is named, and passed over in a folder.
        what: one line for help.
    """

    name: str
    suffixes: tuple[str, ...]
    where: str
    binary: bool = False
    article: bool = True
    encoded: bool = False
    alone: bool = False
    becomes: str = ""
    what: str = ""


def _fit(name: str, found: Any) -> Markup:
    if not isinstance(found, Markup):
        raise TypeError("a kind of markup is an instance of toolkit.markup.Markup")
    return replace(found, name=name)


def _rows(*kinds: Markup) -> list[Row[Markup]]:
    return [Row(kind.name, kind.what, value=kind) for kind in kinds]


MARKUP: Registry[Markup] = Registry(
    "kind of file",
    "bitext.markup",
    _rows(
        Markup("html", (".html", ".htm", ".xhtml"), "toolkit.markup.html:parse", what="HTML and XHTML"),
        Markup("markdown", (".md", ".markdown"), "toolkit.markup.markdown:parse", what="Markdown"),
        Markup("subtitles", (".srt", ".vtt"), "toolkit.markup.subtitles:parse", article=False, what="SubRip, WebVTT"),
        Markup("ass", (".ass", ".ssa"), "toolkit.markup.subtitles:parse_ass", article=False, what="SubStation Alpha"),
        Markup(
            "xliff",
            (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
            "toolkit.markup.xliff:parse",
            article=False,
            encoded=True,
            what="XLIFF",
        ),
        Markup("docx", (".docx", ".docm", ".dotx", ".dotm"), "toolkit.markup.docx:parse", binary=True, what="Word"),
        Markup("odt", (".odt", ".ott"), "toolkit.markup.odt:parse", binary=True, what="OpenDocument text"),
        Markup(
            "odp",
            (".odp", ".otp"),
            "toolkit.markup.odt:parse_slides",
            binary=True,
            article=False,
            what="OpenDocument slides",
        ),
        Markup(
            "ods",
            (".ods", ".ots"),
            "toolkit.markup.odt:parse_sheet",
            binary=True,
            article=False,
            what="OpenDocument sheets",
        ),
        Markup(
            "json", (".json",), "toolkit.markup.l10n_json:parse", article=False, alone=True, what="texts by key in JSON"
        ),
        Markup("arb", (".arb",), "toolkit.markup.l10n_json:parse", article=False, what="ARB of Flutter"),
        Markup(
            "properties",
            (".properties",),
            "toolkit.markup.l10n_lines:parse_properties",
            article=False,
            encoded=True,
            alone=True,
            what="Java bundles",
        ),
        Markup(
            "strings",
            (".strings",),
            "toolkit.markup.l10n_lines:parse_strings",
            article=False,
            encoded=True,
            what="Apple strings",
        ),
        Markup(
            "android",
            (".xml",),
            "toolkit.markup.l10n_xml:parse_android",
            article=False,
            alone=True,
            what="Android strings",
        ),
        Markup(
            "yaml",
            (".yaml", ".yml"),
            "toolkit.markup.l10n_yaml:parse",
            article=False,
            alone=True,
            what="texts by key in YAML",
        ),
        Markup(
            "toml", (".toml",), "toolkit.markup.l10n_toml:parse", article=False, alone=True, what="texts by key in TOML"
        ),
        Markup(
            "stringsdict",
            (".stringsdict",),
            "toolkit.markup.l10n_stringsdict:parse",
            article=False,
            what="Apple plurals",
        ),
        Markup(
            "xcstrings",
            (".xcstrings",),
            "toolkit.markup.l10n_xcstrings:parse",
            article=False,
            what="Apple catalogues",
        ),
        Markup("qt", (".ts",), "toolkit.markup.l10n_qt:parse", article=False, alone=True, what="Qt Linguist"),
        Markup("fluent", (".ftl",), "toolkit.markup.l10n_fluent:parse", article=False, what="Fluent of Mozilla"),
        Markup("rst", (".rst", ".rest"), "toolkit.markup.rst:parse", what="reStructuredText"),
        Markup("latex", (".tex",), "toolkit.markup.latex:parse", what="LaTeX"),
        Markup(
            "php", (".php",), "toolkit.markup.l10n_php:parse", article=False, alone=True, what="arrays of texts in PHP"
        ),
        Markup("resx", (".resx",), "toolkit.markup.l10n_xml:parse_resx", article=False, what=".NET resources"),
        Markup(
            "pptx",
            (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"),
            "toolkit.markup.pptx:parse",
            binary=True,
            article=False,
            what="PowerPoint",
        ),
        Markup(
            "xlsx",
            (".xlsx", ".xlsm", ".xltx", ".xltm"),
            "toolkit.markup.xlsx:parse",
            binary=True,
            article=False,
            what="Excel",
        ),
        Markup("notebook", (".ipynb",), "toolkit.markup.notebook:parse", article=False, what="Jupyter notebooks"),
        Markup("pdf", (".pdf",), "toolkit.markup.pdf:parse", encoded=True, becomes=".md", what="PDF, into Markdown"),
        Markup("epub", (".epub",), "toolkit.markup.epub:parse", binary=True, article=False, what="EPUB books"),
    ),
    _fit,
)


def suffixes(articles: bool = False, walked: bool = False) -> tuple[str, ...]:
    """Suffixes of files that can be translated, ``.txt`` first.

    Args:
        articles: only of those that hold articles.
        walked: only of those that are taken from a folder.
    """
    kinds = [kind for _, kind in MARKUP.usable() if (kind.article or not articles) and not (kind.alone and walked)]
    return (".txt", *(suffix for kind in kinds for suffix in kind.suffixes))


def kinds() -> list[str]:
    """Names of all kinds of file, :data:`TEXT` first."""
    return [TEXT, *MARKUP]


def is_binary(kind: str) -> bool:
    """Whether files of a kind are not text."""
    return kind != TEXT and MARKUP[kind].binary


def takes_bytes(kind: str) -> bool:
    """Whether files of a kind are read as bytes: they are not text, or say themselves how it is encoded."""
    return kind != TEXT and (MARKUP[kind].binary or MARKUP[kind].encoded)


def kind_of(path: Path, wanted: str | None = None) -> str:
    """The kind of a file: the wanted one, or by its suffix.

    Raises:
        InputError: the wanted kind does not exist, or the file is of no kind that is read.
    """
    if wanted is not None:
        if wanted != TEXT and wanted not in MARKUP:
            raise InputError(unknown(MARKUP.kind, wanted, kinds()))
        return wanted
    suffix = path.suffix.lower()
    found = next((name for name, kind in MARKUP.usable() if suffix in kind.suffixes), None)
    if found is None and suffix not in TEXTS:
        raise InputError(f"{path}: {refusal(suffix, suffixes())}")
    return found or TEXT


def translated_suffix(path: Path, wanted: str | None = None) -> str:
    """Suffix of the translation of a file: its own, unless its kind becomes another.

    Raises:
        InputError: as :func:`kind_of`.
    """
    kind = kind_of(path, wanted)
    return (MARKUP[kind].becomes if kind != TEXT else "") or path.suffix


class Fillable(Protocol):
    """What a file with markup is read as."""

    @property
    def blocks(self) -> list[Block]: ...

    def fill(self, blocks: Sequence[Block | None]) -> str | bytes: ...


def read_page(content: str | bytes, kind: str, from_code: str, to_code: str, **options: str) -> Fillable:
    """Read a file of one of :func:`kinds`.

    Args:
        content: the whole file, bytes for a binary kind or one that says itself how it is encoded.
        kind: of it.
        from_code: language of its text.
        to_code: language that it is to be translated into.
        options: of the kind, such as ``wrap`` of :func:`toolkit.markup.text.parse`.
    """
    where = "toolkit.markup.text:parse" if kind == TEXT else MARKUP[kind].where
    page: Fillable = Row(kind, "", where).load()(content, from_code, to_code, **options)
    if kind in KEYED and isinstance(page, Page):
        name_languages(page, from_code, to_code)
    return page
