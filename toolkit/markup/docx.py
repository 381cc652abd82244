"""Word files (Office Open XML, ECMA-376): parts with text, found by their relationships; all else stays as it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from toolkit.errors import InputError
from toolkit.markup.document_properties import add_properties
from toolkit.markup.docx_paragraphs import Reader
from toolkit.markup.docx_revisions import RevisedPage
from toolkit.markup.foreign_runs import Languages
from toolkit.markup.languages import word_languages
from toolkit.markup.office_runs import DRAWING, GRAPHICS, read_part, run_languages
from toolkit.markup.packed import PackedDocument, contents, part_name
from toolkit.markup.trees import Names, decoded, read_tree
from toolkit.text.xml_tokens import read_attributes

_OLD = "save .doc files as .docx first"
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "urn:schemas-microsoft-com:vml": "v",
}
_MAIN = "word/document.xml"
# Parts of which text is read, and parts that only name languages, by the end of their content type or relationship.
_TEXTS = ("header", "footer", "footnotes", "endnotes", "comments")
_OTHERS = ("styles", "settings", "numbering", "stylesWithEffects", "glossaryDocument")
_BY_NAME = re.compile(rf"word/({'|'.join(_TEXTS + _OTHERS)})\d*\.xml")
_ELEMENT = re.compile(r"<(?:\w+:)?(?:Relationship|Override)\s[^<>]*>")
_USUAL_TYPE = re.compile(r"<(?:\w+:)?Default\s[^<>]*>")
_ID = re.compile(r"<[^<>]*?:id\s*=\s*[\"'](\d{1,9})[\"']")
_DEFAULT = re.compile(r"<(?:\w+:)?rPrDefault[\s>].*?</(?:\w+:)?rPrDefault>", re.DOTALL)
_DEFAULT_LANGUAGE = re.compile(r"<(?:\w+:)?lang\s[^<>]*?val\s*=\s*[\"'](\w+)")


def parse(data: bytes, from_code: str, to_code: str) -> PackedDocument:
    """Read a Word file.

    Args:
        data: the file.
        from_code: language of its text; where the file names it for its text, the target is named after translation.
        to_code: language that it is to be translated into.

    Raises:
        InputError: not a Word file, or a damaged one.
    """
    members = contents(data, "a Word file", _OLD)
    files = {part_name(info.filename): content for info, content in members}
    main = _main_part(files)
    if main not in files:
        raise InputError("not a Word file (there is no main document in it)")
    texts, others = _parts(files, main)
    codes = {name: decoded(files[name], name) for name in files if name in texts or name in others}
    languages = frozenset({from_code.partition("-")[0].lower(), to_code.partition("-")[0].lower()})
    spoken = Languages(from_code.partition("-")[0].lower(), _default_language(codes))
    if spoken.default not in ("", spoken.source):
        # Runs say for themselves that they are in the source language: that they say another then is a format.
        languages = frozenset()
    of_runs, of_graphics = word_languages(from_code, to_code), run_languages(from_code, to_code)
    document = PackedDocument(members, [], lambda code: of_graphics(of_runs(code)), {n: codes[n] for n in others})
    for name, code in codes.items():
        if name in texts:
            page, names = RevisedPage(), Names(code, _SPACES)
            first_id = max(map(int, _ID.findall(code)), default=0)
            try:
                page.parts = Reader(page, names, languages, spoken, first_id).parts(read_tree(code, names.usual))
            except RecursionError:
                raise InputError(f"{name} is nested too deep for any text") from None
            document.pages.append((name, page))
    for name in sorted({n for n, kind in content_types(files) if n in files and GRAPHICS.search(kind)}):
        graphic = read_part(files[name], name, DRAWING)
        for block in graphic.blocks:
            block.attribute = True
        document.pages.append((name, graphic))
    add_properties(document, files, from_code, to_code)
    return document


def _main_part(files: Mapping[str, bytes]) -> str:
    """The name of the main document: by the relationships of the package, its content types, or as Word calls it."""
    for name, target in related_parts(files, ""):
        if name == "officeDocument" and target in files:
            return target
    for name, kind in content_types(files):
        if name in files and re.search(r"word\S*\.main\+xml$", kind):
            return name
    return _MAIN


def _parts(files: Mapping[str, bytes], main: str) -> tuple[set[str], set[str]]:
    """Names of the parts with text, and of those that only name languages."""
    texts: set[str] = {main}
    others: set[str] = set()
    kinds = [(target, kind) for kind, target in related_parts(files, main)]
    kinds += [(n, k.rpartition(".")[2].removesuffix("+xml")) for n, k in content_types(files) if "wordprocessing" in k]
    kinds += [(match.group(), match[1]) for match in map(_BY_NAME.fullmatch, files) if match]
    for name, kind in kinds:
        if name in files and name != main:
            (texts if kind in _TEXTS else others if kind in _OTHERS else set()).add(name)
    return texts, others - texts


def related_parts(files: Mapping[str, bytes], part: str) -> list[tuple[str, str]]:
    """The last word of the type of each relationship of a part (empty for the package), and the part it leads to."""
    folder, name = posixpath.split(part)
    code = files.get(posixpath.join(folder, "_rels", f"{name}.rels"), b"").decode("utf-8", errors="replace")
    related = []
    for element in _ELEMENT.findall(code):
        values = read_attributes(element)
        target = values.get("Target", "")
        if values.get("TargetMode") != "External":
            whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            related.append((values.get("Type", "").rpartition("/")[2], whole))
    return related


def content_types(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Parts of a package with their content type: stated for the part, or else for its suffix."""
    code = files.get("[Content_Types].xml", b"").decode("utf-8", errors="replace")
    values = [read_attributes(element) for element in _ELEMENT.findall(code)]
    stated = {value.get("PartName", "").lstrip("/"): value.get("ContentType", "") for value in values}
    usual = {
        value.get("Extension", "").lower(): value.get("ContentType", "")
        for value in map(read_attributes, _USUAL_TYPE.findall(code))
    }
    for name in files:
        if name != "[Content_Types].xml" and (kind := usual.get(name.rpartition(".")[2].lower())):
            stated.setdefault(name, kind)
    return list(stated.items())


def _default_language(codes: Mapping[str, str]) -> str:
    """The primary language of all text that names none; empty where no style says it."""
    for code in codes.values():
        for defaults in _DEFAULT.findall(code):
            if match := _DEFAULT_LANGUAGE.search(defaults):
                return match[1].lower()
    return ""
