"""Audits of Word and OpenDocument files: members, fields, ranges, revisions, notes, tables, images, sound XML."""

from __future__ import annotations

import io
import re
import xml.parsers.expat
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field

from toolkit.markup.audit import count_differences
from toolkit.markup.packed import part_name
from toolkit.wording import counted

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
# Elements of Word that are counted, with what a reader calls them.
_WORD_COUNTED = {
    "p": "paragraphs",
    "tbl": "tables",
    "tr": "rows of tables",
    "tc": "cells of tables",
    "hyperlink": "links",
    "fldSimple": "simple fields",
    "sdt": "content controls",
    "ins": "insertions",
    "del": "deletions",
    "moveFrom": "moved texts (from)",
    "moveTo": "moved texts (to)",
    "drawing": "drawings",
    "pict": "pictures",
    "object": "objects",
    "sym": "symbols",
    "ruby": "rubies",
    "tab": "tabs",
    "br": "breaks",
    "smartTag": "smart tags",
    "footnoteReference": "footnote references",
    "endnoteReference": "endnote references",
    "commentReference": "comment references",
    "oMath": "equations",
}
# Those of them that are empty when a translation has gone astray.
_WORD_HOLDERS = frozenset("hyperlink fldSimple sdt ins del moveFrom moveTo".split())
_MAY_GROW = ("insertions", "deletions", "insertions with text", "deletions with text")
_WORD_RANGES = {
    "bookmarkStart": "bookmark",
    "commentRangeStart": "comment range",
    "permStart": "permission range",
    "moveFromRangeStart": "range of a move (from)",
    "moveToRangeStart": "range of a move (to)",
}
_OFFICE = ("/drawingml/main", "/drawingml/2006/main", "/spreadsheetml/2006/main", "/spreadsheetml/main")
# Elements of slides, drawings and sheets that are counted, with what a reader calls them.
_OFFICE_COUNTED = {
    "p": "paragraphs",
    "br": "breaks",
    "fld": "fields",
    "tbl": "tables",
    "tc": "cells of tables",
    "si": "shared strings",
    "is": "texts in cells",
    "c": "cells",
    "f": "formulas",
    "v": "values",
    "rPh": "readings",
}
_OPEN_COUNTED = re.compile(
    "text:(?:p|h|a|note|change|line-break|tab|page-number|page-count|date|time|bookmark|bookmark-ref|reference-ref|"
    "sequence|sequence-ref|note-ref|ruby|meta-field|chapter|title|author-name|user-field-get|variable-get|"
    "alphabetical-index-mark|soft-page-break|placeholder|list|list-item|section)|table:table|table:table-row|"
    "table:table-cell|draw:(?:frame|image|object|text-box)|office:annotation|svg:title|svg:desc"
)
_OPEN_RANGES = {
    "text:change-start": "change",
    "text:bookmark-start": "bookmark",
    "text:reference-mark-start": "reference mark",
    "text:alphabetical-index-mark-start": "index mark",
    "text:toc-mark-start": "contents mark",
}
_OPEN_NAMES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
}


@dataclass(slots=True)
class _Facts:
    """What an audit knows of a part.

    Attributes:
        counts: occurrences by name.
        faults: what is wrong with the part by itself.
        filled: ranges that hold text, by name.
    """

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    filled: set[str] = field(default_factory=set)


class _Reader:
    """Reads a part with expat; subclasses note what they count."""

    def __init__(self) -> None:
        self.facts = _Facts()
        self._open: dict[str, bool] = {}

    def read(self, code: bytes) -> _Facts:
        parser = xml.parsers.expat.ParserCreate(namespace_separator="\n")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(code, True)
        except xml.parsers.expat.ExpatError as error:
            self.facts.faults.append(f"it is not well-formed XML ({error})")
        self.finish()
        return self.facts

    def finish(self) -> None:
        """At the end of the part."""

    def begin_range(self, name: str) -> None:
        self.facts.counts[f"start of {name}"] += 1
        self._open[name] = False

    def end_range(self, name: str) -> None:
        self.facts.counts[f"end of {name}"] += 1
        filled = self._open.pop(name, None)
        if filled is None:
            self.facts.faults.append(f"the {name} ends before it starts")
        elif filled:
            self.facts.filled.add(name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def _end(self, name: str) -> None:
        raise NotImplementedError

    def _characters(self, text: str) -> None:
        # A remark on a comma may come to stand beside it.
        if any(map(str.isalnum, text)):
            for name in self._open:
                self._open[name] = True


class _WordReader(_Reader):
    def __init__(self) -> None:
        super().__init__()
        self._fields: list[str] = []
        # Whether each open field, control, link and revision holds text: as [name, filled].
        self._holders: list[list[str]] = []
        self._instruction: list[str] = []
        self._in: str = ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition("\n")
        if space not in _WORD:
            if local == "oMath":
                self.facts.counts["equations"] += 1
            return
        values = {key.rpartition("\n")[2]: value for key, value in attributes.items()}
        if local in _WORD_COUNTED and not (local in ("tab", "ins", "del") and "val" in values):
            self.facts.counts[_WORD_COUNTED[local]] += 1
        if local in _WORD_HOLDERS:
            self._holders.append([f"{_WORD_COUNTED[local]} with text", ""])
        if local == "fldSimple":
            self.facts.counts[f"field {' '.join(values.get('instr', '').split())}"] += 1
        elif local == "fldChar":
            self._field(values.get("fldCharType", ""))
        elif local in _WORD_RANGES:
            self.begin_range(f"{_WORD_RANGES[local]} {values.get('id', '')}")
        elif local.endswith("End") and local[:-3] + "Start" in _WORD_RANGES:
            self.end_range(f"{_WORD_RANGES[local[:-3] + 'Start']} {values.get('id', '')}")
        self._in = local

    def _field(self, kind: str) -> None:
        self.facts.counts[f"field marks ({kind})"] += 1
        if kind == "begin":
            self._fields.append("")
        elif not self._fields:
            self.facts.faults.append(f"a field has its mark '{kind}' before its beginning")
        elif kind == "separate":
            if self._fields[-1]:
                self.facts.faults.append("a field has two separators")
            self._fields[-1] = kind
        elif kind == "end" and self._fields.pop() == "filled":
            self.facts.counts["fields with a result"] += 1
        if kind in ("separate", "end") and self._instruction:
            instruction = " ".join("".join(self._instruction).split())
            self._instruction.clear()
            self.facts.counts[f"field {instruction}"] += 1

    def _end(self, name: str) -> None:
        self._in = ""
        space, _, local = name.rpartition("\n")
        if space in _WORD and local in _WORD_HOLDERS:
            what, filled = self._holders.pop()
            self.facts.counts[what] += bool(filled)

    def _characters(self, text: str) -> None:
        if self._in in ("instrText", "delInstrText"):
            self._instruction.append(text)
        elif self._in in ("t", "delText") and text.strip():
            super()._characters(text)
            self._fields = ["filled" if kind == "separate" else kind for kind in self._fields]
            for holder in self._holders:
                holder[1] = "filled"

    def finish(self) -> None:
        if self._fields:
            self.facts.faults.append(f"{counted(len(self._fields), 'field has', 'fields have')} no end")


class _OpenReader(_Reader):
    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition("\n")
        known = f"{_OPEN_NAMES.get(space, '')}:{local}"
        values = {key.rpartition("\n")[2]: value for key, value in attributes.items()}
        if _OPEN_COUNTED.fullmatch(known):
            self.facts.counts[known] += 1
        key = values.get("change-id") or values.get("name") or values.get("id") or ""
        if known in _OPEN_RANGES:
            self.begin_range(f"{_OPEN_RANGES[known]} {key}")
        elif known.endswith("-end") and known[:-4] + "-start" in _OPEN_RANGES:
            self.end_range(f"{_OPEN_RANGES[known[:-4] + '-start']} {key}")

    def _end(self, name: str) -> None:
        pass


class _OfficeReader(_Reader):
    """Counts what slides, drawings and sheets hold beside runs, whose number may change."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition("\n")
        if space.endswith(_OFFICE) and local in _OFFICE_COUNTED:
            self.facts.counts[_OFFICE_COUNTED[local]] += 1

    def _end(self, name: str) -> None:
        pass


def audit_office(before: bytes, after: bytes) -> list[str]:
    """Compare a translated PowerPoint or Excel file with its source: one sentence a difference."""
    return _audit(before, after, _OfficeReader, re.compile(r"(?:(?:ppt|xl)/.*(?<!\.rels)|docProps/core)\.xml"))


def audit_word(before: bytes, after: bytes) -> list[str]:
    """Compare a translated Word file with its source: one sentence a difference."""
    return _audit(before, after, _WordReader, re.compile(r"(?:docProps/core|(?!docProps/).*(?<!\.rels))\.xml"))


def audit_opendocument(before: bytes, after: bytes) -> list[str]:
    """Compare a translated OpenDocument file with its source: one sentence a difference."""
    return _audit(before, after, _OpenReader, re.compile(r"(?:.*/)?(?:content|styles|meta)\.xml"))


def _audit(before: bytes, after: bytes, reader: type[_Reader], read: re.Pattern[str]) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(before)) as one, zipfile.ZipFile(io.BytesIO(after)) as other:
            names, theirs = one.namelist(), other.namelist()
            differences = [f"{name} is missing" for name in names if name not in theirs]
            differences += [f"{name} is new" for name in theirs if name not in names]
            for name in names:
                if name not in theirs or (old := one.read(name)) == (new := other.read(name)):
                    continue
                if read.fullmatch(part_name(name)):
                    differences += _part_differences(name, reader().read(old), reader().read(new))
                else:
                    differences.append(f"{name} has changed")
            return differences
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        return [f"the file cannot be read ({error})"]


def _part_differences(name: str, before: _Facts, after: _Facts) -> list[str]:
    """Differences of a part; faults that the source has too are none."""
    for what in _MAY_GROW:
        # A change inside of a word becomes one of the whole word: what was only inserted has its deletion beside it.
        if after.counts[what] > before.counts[what]:
            after.counts[what] = before.counts[what]
    new = Counter(after.faults) - Counter(before.faults)
    empty = [f"the {what} no longer holds any text" for what in sorted(before.filled - after.filled)]
    return count_differences(before.counts, after.counts, name) + [f"{name}: {fault}" for fault in [*new, *empty]]
