"""Links of OPUS (XCES ``cesAlign``): sentence numbers of two documents, whose XML lies in folders below or beside.

Tiedemann, "Parallel Data, Tools and Interfaces in OPUS", LREC 2012.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import open_input, without_compression
from toolkit.formats.selection import tell
from toolkit.formats.xml_text import let_go, local, safe_events, xml_errors
from toolkit.units import Origin, TranslationUnit


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read the linked sentences, one unit a link; links with an empty side have an empty text.

    Documents are looked for under the folder of the links, in it and in ``xml/`` and ``raw/`` in it, packed or not.

    A group of links whose document is not there is left out and counted: the archives of OPUS do not hold all documents
    that its links name.

    Raises:
        InputError: not links of OPUS, or a sentence is missing, with the line; or no document is there.
    """
    lost: Counter[str] = Counter()
    read_one = False
    documents: dict[str, dict[str, str]] = {}
    with open_input(path) as file, xml_errors(path, "XML"):
        names, number, missing_one = ["", ""], 0, ""
        for event, element in safe_events(file, events=("start", "end")):
            name = local(element.tag)
            if event == "start":
                if element.getparent() is None and name != "cesAlign":
                    raise InputError(f"{path}: not links of OPUS (the root element is <{name}>, not <cesAlign>)")
                if name == "linkGrp":
                    names = [element.get("fromDoc", ""), element.get("toDoc", "")]
                    documents = {n: found for n in names if (found := _sentences(path, n)) is not None}
                    gone = [n for n in names if n not in documents]
                    read_one = read_one or not gone
                    if gone:
                        missing_one = missing_one or gone[0]
                        lost[f"link groups left out, no document (such as {missing_one})"] += 1
                continue
            if name != "link":
                continue
            number += 1
            if len(documents) < len(set(names)):
                lost["links left out with them"] += 1
                let_go(element)
                continue
            sides = element.get("xtargets", "").split(";")
            if len(sides) != 2:
                raise InputError(f"{path}, line {element.sourceline}: a link without 'xtargets' of two sides")
            texts = []
            for document, side in zip(names, sides, strict=True):
                missing = [i for i in side.split() if i not in documents[document]]
                if missing:
                    raise InputError(f"{path}, line {element.sourceline}: no sentence '{missing[0]}' in {document}")
                texts.append(" ".join(documents[document][i] for i in side.split()))
            yield _unit(element.get("id") or str(number), texts, names, element.get("certainty"))
            let_go(element)
    if missing_one and not read_one:
        raise InputError(f"{path}: no document '{missing_one}' below {path.parent}; unpack the corpus there")
    tell(path, lost)


def _unit(name: str, texts: list[str], documents: list[str], certainty: str | None) -> TranslationUnit:
    source, target = map(_language, documents)
    unit = TranslationUnit(name, texts[0], texts[1], source, target, documents[0], origin=Origin.HUMAN)
    if certainty:
        try:
            unit.scores["certainty"] = float(certainty)
        except ValueError:
            unit.properties["certainty"] = certainty
    return unit


def _language(name: str) -> str:
    return name.split("/")[0].replace("_", "-")


def _sentences(links: Path, name: str) -> dict[str, str] | None:
    """Text of each sentence of a document by its number, words joined by blanks where there is no plain text; None if
    the document is not there, packed or not."""
    parts = Path(name).parts
    if Path(name).is_absolute() or ".." in parts:
        raise InputError(f"{links}: the document '{name}' lies outside the folder of the links")
    for folder in ("", "xml", "raw"):
        named = links.parent / folder / name
        for candidate in (named, without_compression(named), named.with_name(f"{named.name}.gz")):
            if candidate.is_file():
                return _read_document(candidate)
    return None


def _read_document(path: Path) -> dict[str, str]:
    found = {}
    with open_input(path) as file, xml_errors(path, "XML"):
        for _, element in safe_events(file):
            if local(element.tag) == "s" and element.get("id"):
                words = [w.text or "" for w in element.iter() if local(w.tag) == "w"]
                found[element.get("id")] = " ".join(words or "".join(element.itertext()).split())
                element.clear()
    return found
