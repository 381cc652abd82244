"""Test sets for other tools: plain files for sacreBLEU, WMT XML, and the layout of MT Metrics Eval."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import InputError
from toolkit.evaluation.registry import TESTSETS
from toolkit.files import write_bytes
from toolkit.formats.selection import check_names
from toolkit.formats.xml_text import clean_xml_text

_NEWLINES = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(slots=True)
class ExportSet:
    """A test set to be written.

    Attributes:
        name: of the set, letters, digits and hyphens.
        source_language, target_language: codes.
        sources: N segments.
        documents: N document ids; those of one document stand together.
        domains: N words such as ``title``.
        references: translator to N segments.
        systems: name to N segments.
    """

    name: str
    source_language: str
    target_language: str
    sources: list[str]
    documents: list[str]
    domains: list[str]
    references: dict[str, list[str]]
    systems: dict[str, list[str]] = field(default_factory=dict)

    @property
    def pair(self) -> str:
        """Such as ``fr-en``."""
        return f"{self.source_language}-{self.target_language}"


def _lines(segments: Sequence[str]) -> bytes:
    """A segment a line; no segment can break its line."""
    return "".join(_NEWLINES.sub(" ", s) + "\n" for s in segments).encode("utf-8", "replace")


def sacrebleu_files(test: ExportSet) -> dict[str, bytes]:
    """Plain text as sacreBLEU names its fields: ``NAME.fr-en.src``, ``.ref``, ``.docid``, ``.origlang``."""
    stem = f"{test.name}.{test.pair}"
    files = {f"{stem}.src": _lines(test.sources), f"{stem}.docid": _lines(test.documents)}
    files[f"{stem}.origlang"] = _lines([test.source_language] * len(test.sources))
    for number, (translator, segments) in enumerate(test.references.items()):
        files[f"{stem}.ref" if number == 0 else f"{stem}.ref-{translator}"] = _lines(segments)
    for system, segments in test.systems.items():
        files[f"{stem}.hyp-{system}"] = _lines(segments)
    return files


def wmt_xml_files(test: ExportSet) -> dict[str, bytes]:
    """One XML file of WMT's general task since 2021: documents with source, references and hypotheses."""
    from lxml import etree

    root = etree.Element("dataset", id=test.name)
    for document in dict.fromkeys(test.documents):
        rows = [n for n, d in enumerate(test.documents) if d == document]
        attributes = {"id": clean_xml_text(document), "origlang": test.source_language}
        attributes["domain"] = test.domains[rows[0]]
        element = etree.SubElement(root, "doc", attributes)
        parts = [("src", {"lang": test.source_language}, test.sources)]
        parts += [("ref", {"lang": test.target_language, "translator": n}, s) for n, s in test.references.items()]
        parts += [("hyp", {"system": n, "language": test.target_language}, s) for n, s in test.systems.items()]
        for tag, names, segments in parts:
            paragraph = etree.SubElement(etree.SubElement(element, tag, names), "p")
            for number, row in enumerate(rows, 1):
                text = clean_xml_text(_NEWLINES.sub(" ", segments[row]))
                etree.SubElement(paragraph, "seg", id=str(number)).text = text
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return {f"{test.name}.{test.pair}.xml": data}


def mtme_files(test: ExportSet) -> dict[str, bytes]:
    """Folders of MT Metrics Eval version 2: sources, documents, references and system-outputs."""
    # Its reader splits on blanks, and takes dots and dashes in names of references for separators.
    documents = [
        f"{_word(domain)} {_word(document)}" for domain, document in zip(test.domains, test.documents, strict=True)
    ]
    files = {
        f"{test.name}/sources/{test.pair}.txt": _lines(test.sources),
        f"{test.name}/documents/{test.pair}.docs": _lines(documents),
    }
    for translator, segments in test.references.items():
        name = re.sub(r"[.\-\s]", "_", translator)
        files[f"{test.name}/references/{test.pair}.{name}.txt"] = _lines(segments)
        files[f"{test.name}/system-outputs/{test.pair}/{name}.txt"] = _lines(segments)
    for system, segments in test.systems.items():
        files[f"{test.name}/system-outputs/{test.pair}/{system}.txt"] = _lines(segments)
    return files


def _word(text: str) -> str:
    return re.sub(r"\s+", "_", text.strip()) or "none"


def write_testset(test: ExportSet, layout: str, folder: Path) -> list[Path]:
    """Write a test set; return the files.

    Raises:
        InputError: no such layout, no segments, no reference, or a language that is no tag.
        OutputError: a file cannot be written.
        PluginError: the layout is a plug-in that cannot be loaded.
    """
    files_of = TESTSETS[layout]
    if not test.sources or not test.references:
        raise InputError("no segment with a reference; a test set needs human translations")
    check_names(folder, test.source_language, test.target_language)
    files = files_of(test)
    for name, data in files.items():
        write_bytes(folder / name, data)
    return [folder / name for name in files]
