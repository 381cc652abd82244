"""EPUB 2 and 3 (EPUB 3.3, W3C; OPF 2.0, IDPF): the pages of a book, its contents and its title; all else byte for byte.

The pages are XHTML and are read as HTML is: code, formulas and what is in another language stay as they are.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from toolkit.errors import InputError
from toolkit.markup.html import read_into
from toolkit.markup.model import Block, Page, escape_text
from toolkit.markup.packed import PackedDocument, contents
from toolkit.text.xml_tokens import read_attributes
from toolkit.units import primary_language

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html"})
_CONTENTS = "application/x-dtbncx+xml"
_ROOT = re.compile(r"<(?:[\w.-]+:)?rootfile\s[^<>]*>")
_ITEM = re.compile(r"<(?:[\w.-]+:)?item\s[^<>]*>")
_PLACE = re.compile(r"<(?:[\w.-]+:)?itemref\s[^<>]*>")
_PROTECTED = re.compile(r"<(?:[\w.-]+:)?CipherReference\s[^<>]*>")
_FONT = re.compile(r"\.(?:[ot]tf|woff2?)$", re.IGNORECASE)
# Elements whose whole content is a text that people read.
_LABEL = re.compile(r"(<((?:[\w.-]+:)?text)(?:\s[^<>]*)?>)([^<>]*)(</\2\s*>)")
_TITLE = re.compile(r"(<((?:[\w.-]+:)?title)(?:\s[^<>]*)?>)([^<>]*)(</\2\s*>)")
_LANGUAGE = re.compile(r"(<((?:[\w.-]+:)?language)(?:\s[^<>]*)?>\s*)([\w-]+)(\s*</\2\s*>)")
_SAID = re.compile(r"""(\sxml:lang\s*=\s*["'])([\w-]+)(["'])""")
_DECLARED = re.compile(r"""(<\?xml[^<>]*?\sencoding\s*=\s*)(?:"[^"]*"|'[^']*')""")


def parse(data: bytes, from_code: str, to_code: str) -> PackedDocument:
    """Read a book.

    Args:
        data: the file.
        from_code: language of its text; where the book names it, the target is named after translation.
        to_code: language that it is to be translated into.

    Raises:
        InputError: not an EPUB file, or a damaged one, or one that is protected against copying.
    """
    members = contents(data, "an EPUB file", "export the book as .epub first")
    files = {info.filename: content for info, content in members}
    if _CONTAINER not in files:
        raise InputError(f"not an EPUB file (there is no {_CONTAINER} in it)")
    _refuse_protected(files)
    document = PackedDocument(members, [], str)
    roots = [read_attributes(tag).get("full-path", "") for tag in _ROOT.findall(_text(files, _CONTAINER))]
    packages = [name for name in dict.fromkeys(roots) if name in files]
    if not packages:
        raise InputError(f"not an EPUB file ({_CONTAINER} names no package that is there)")
    done: set[str] = set()
    for package in packages:
        code = _text(files, package)
        pages, tables = _parts(code, package, files)
        for name in [*pages, *tables]:
            if name in done:
                continue
            done.add(name)
            page = Page()
            if name in pages:
                read_into(page, _text(files, name), from_code, to_code)
            else:
                _read_labels(page, _LABEL, _with_language(_text(files, name), from_code, to_code))
            document.pages.append((name, page))
        page = Page()
        _read_labels(page, _TITLE, _with_language(code, from_code, to_code))
        document.pages.append((package, page))
    return document


def _refuse_protected(files: Mapping[str, bytes]) -> None:
    """Fonts may be obscured; pages that are encrypted cannot be read."""
    for tag in _PROTECTED.findall(files.get(_ENCRYPTION, b"").decode("utf-8", "replace")):
        name = unquote(read_attributes(tag).get("URI", ""))
        if not _FONT.search(name):
            raise InputError(f"the book is protected against copying ({name} is encrypted); ask for one that is not")


def _text(files: Mapping[str, bytes], name: str) -> str:
    """A member as text; what it declares becomes UTF-8, in which it will be written."""
    data = files[name]
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeError as error:
        raise InputError(f"{name} in the book is neither UTF-8 nor UTF-16, as EPUB wants ({error})") from None
    return _DECLARED.sub(lambda match: f'{match[1]}"UTF-8"', text, count=1)


def _parts(code: str, package: str, files: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Names of the pages in the order in which they are read, then others, and of the tables of contents of EPUB 2."""
    folder = posixpath.dirname(package)
    items = {}
    for tag in _ITEM.findall(code):
        values = read_attributes(tag)
        name = posixpath.normpath(posixpath.join(folder, unquote(values.get("href", ""))))
        if name in files:
            items[values.get("id", "")] = name, values.get("media-type", "")
    order = [read_attributes(tag).get("idref", "") for tag in _PLACE.findall(code)]
    sorted_ids: Iterable[str] = dict.fromkeys([*(i for i in order if i in items), *items])
    named = [items[i] for i in sorted_ids]
    pages = [name for name, kind in named if kind.lower() in _PAGES]
    return pages, [name for name, kind in named if kind.lower() == _CONTENTS]


def _with_language(code: str, from_code: str, to_code: str) -> str:
    def named(match: re.Match[str]) -> str:
        *_, tag, after = match.groups()
        return f"{match[1]}{to_code if primary_language(tag) == primary_language(from_code) else tag}{after}"

    return _SAID.sub(named, _LANGUAGE.sub(named, code))


def _read_labels(page: Page, labels: re.Pattern[str], code: str) -> None:
    """The texts of elements as blocks, and the code between them."""
    position = 0
    for match in labels.finditer(code):
        text = " ".join(html.unescape(match[3]).split())
        if any(map(str.isalpha, text)):
            page.parts += [code[position : match.start(3)], Block(text, [], match[3], escape_text)]
            position = match.end(3)
    page.parts.append(code[position:])
