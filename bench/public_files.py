"""Translate the files of a folder into capitals and compare each with its source by a reader that is not ours.

PYTHONPATH=. python bench/public_files.py FOLDER [--from fr] [--to en] [--emptied]

The files are public ones, such as those that docs/markup.md names; none is in the repository. A line is printed for
each: texts, whether it stays the same byte for byte where nothing is translated, and what differs. Qt is read by lxml,
ARB and .xcstrings by json, PDF by pdftotext (poppler-utils), whose words must be ours. All others have our own audit.
``--emptied`` takes the translations out of Qt files first, so that all messages are filled.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.translation.fakes import FakeModel
from toolkit import translate_file
from toolkit.errors import BitextError
from toolkit.languages.plurals import plural_forms
from toolkit.languages.tags import same_language
from toolkit.markup import MARKUP, read_page
from toolkit.markup.pdf import _pages, read_pdf
from toolkit.markup.registry import takes_bytes
from toolkit.translation import Translator

_PLACES = re.compile(r"%L?\d+|%n|%[@dsulf]+|%\d\$[@dsulf]+|<[^<>]*>|\{\w+\}|\$\w+")
_FORM = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
_SELECTOR = re.compile(r"(?:=\d+|zero|one|two|few|many|other)\s*\{")
_WORD = re.compile(r"[^\W_]+")


def kind_of(path: Path) -> str:
    """The kind of a file by its suffix.

    Raises:
        ValueError: there is none.
    """
    for kind in MARKUP:
        if path.suffix in MARKUP[kind].suffixes:
            return kind
    if path.suffix == ".txt":
        return "text"
    raise ValueError(f"no kind has files that end in {path.suffix}")


def places(text: str) -> Counter[str]:
    """Placeholders and tags of a text, whatever their case."""
    return Counter(place.lower() for place in _PLACES.findall(text))


def differences(kind: str, before: bytes, after: bytes, target: str) -> Iterator[str]:
    """What another reader finds wrong in a translation."""
    if kind == "qt":
        yield from qt_differences(before, after, target)
    elif kind == "arb":
        yield from arb_differences(json.loads(before), json.loads(after), target)
    elif kind == "xcstrings":
        yield from catalogue_differences(json.loads(before), json.loads(after), target)


def qt_differences(before: bytes, after: bytes, target: str) -> Iterator[str]:
    """Messages of Qt that differ by more than an empty translation that is filled."""
    from lxml import etree

    one, other = (etree.fromstring(data) for data in (before, after))
    old, new = (list(tree.iter("message")) for tree in (one, other))
    if len(old) != len(new):
        yield f"{len(old)} messages, now {len(new)}"
    for a, b in zip(old, new, strict=False):
        source = a.findtext("source") or ""
        was, now = qt_texts(a), qt_texts(b)
        if etree.tostring(a.find("source")) != etree.tostring(b.find("source")):
            yield f"the source of {source!r} changed"
        if any(text.strip() for text in was) or a.find("translation").get("type") in ("vanished", "obsolete"):
            if was != now:
                yield f"the translation of {source!r} changed"
        elif any(map(str.isalpha, _PLACES.sub("", source))):
            bare = a.get("numerus") == "yes" and not a.findall("translation/numerusform")
            if len(now) != (len(plural_forms(target) or ()) if bare else len(was)):
                yield f"{source!r} has {len(now)} forms"
            yield from (f"{source!r} became {text!r}" for text in now if places(source) != places(text))


def qt_texts(message: Any) -> list[str]:
    """The translation of a message of Qt, or its plural forms."""
    found = message.findall("translation/numerusform") or message.findall("translation")
    return [translation.text or "" for translation in found]


def arb_differences(before: dict[str, Any], after: dict[str, Any], target: str) -> Iterator[str]:
    """Keys, descriptions and placeholders of ARB that differ."""
    if list(before) != list(after):
        yield "other keys"
    for key, value in before.items():
        now = after.get(key)
        if key == "@@locale":
            if now != target:
                yield f"@@locale is {now!r}"
        elif key.startswith("@") or not isinstance(value, str):
            if now != value:
                yield f"{key} changed"
        elif not _FORM.search(value) and places(value) != places(str(now)):
            yield f"{key}: {value!r} became {now!r}"
        elif (
            _FORM.findall(value) != _FORM.findall(str(now))
            or (_FORM.search(value) and _SELECTOR.findall(value) != _SELECTOR.findall(str(now)))
            or arguments(before, key, value) != arguments(before, key, now)
        ):
            yield f"{key}: the forms of {value!r} became {now!r}"


def arguments(resources: dict[str, Any], key: str, message: Any) -> set[str]:
    """Which placeholders that are declared a message has; one that all branches have may stand around them."""
    declared = resources.get(f"@{key}", {}).get("placeholders", {})
    return {name for name in declared if re.search(rf"\{{\s*{re.escape(name)}\s*[,}}]", str(message))}


def catalogue_differences(before: Any, after: Any, target: str) -> Iterator[str]:
    """Strings of a catalogue of Xcode that lack something, and what changed of other languages."""
    for key, entry in before["strings"].items():
        old, new = entry.get("localizations", {}), after["strings"][key].get("localizations", {})
        for language in old.keys() - {target}:
            if old[language] != new.get(language):
                yield f"{key!r} changed in {language}"
        for unit in units(new.get(target, {})):
            source = next(units(old.get(before["sourceLanguage"], {})), {"value": key})["value"]
            if unit not in list(units(old.get(target, {}))) and not places(unit["value"]) <= places(source) + places(
                key
            ):
                yield f"{source!r} became {unit['value']!r}"
        wanted = set(plural_forms(target) or ()) - {"many"}
        for found in plurals(new.get(target, {})):
            if not wanted <= set(found) | {"many"}:
                yield f"{key!r} has only the forms {sorted(found)}"
        text = next(units(old.get(before["sourceLanguage"], {})), {"value": key})["value"]
        said = any(map(str.isalpha, _PLACES.sub("", text))) and not any(same_language(code, target) for code in old)
        if (
            said
            and entry.get("shouldTranslate", True)
            and entry.get("extractionState") != "stale"
            and target not in new
        ):
            yield f"{key!r} has nothing in {target}"


def units(node: Any) -> Iterator[dict[str, str]]:
    """The strings of a localization."""
    for name, member in node.items() if isinstance(node, dict) else ():
        if name == "stringUnit":
            yield member
        else:
            yield from units(member)


def plurals(node: Any) -> Iterator[dict[str, Any]]:
    """The plurals of a localization."""
    for name, member in node.items() if isinstance(node, dict) else ():
        if name == "plural":
            yield member
        yield from plurals(member)


def words(text: str) -> Counter[str]:
    """Words, whole where a line or a hyphen cut them."""
    text = re.sub(r"(\w)[-‐\u00ad]\n\s*(?=\w)", r"\1", unicodedata.normalize("NFKC", text))
    return Counter(_WORD.findall(re.sub(r"[-‐\u00ad]|</?sup>", "", text)))


def pdf_loss(path: Path) -> str:
    """How many words pdftotext reads, how many of these are neither in our text nor left out, and what is left out."""
    read = subprocess.run(["pdftotext", "-q", "-enc", "UTF-8", path, "-"], capture_output=True, check=True).stdout
    theirs = words(read.decode("utf-8", "ignore"))
    text, left_out = read_pdf(path.read_bytes())
    seen = words("\n".join(line.text for page in _pages(path.read_bytes())[0] for line in page))
    lost = (theirs - (words(re.sub(r"\\(?=\W)", "", text)) | seen)).total()
    share = f"{lost} of {theirs.total()} words ({lost / max(1, theirs.total()):.2%}) not read"
    return f"{share}; left out: {left_out or 'nothing'}"


def emptied(code: bytes) -> bytes:
    """A file of Qt without its translations."""
    code = re.sub(rb"<numerusform>[^<]*</numerusform>", b"<numerusform></numerusform>", code)
    return re.sub(
        rb"<translation(?: type=\"unfinished\")?>[^<]+</translation>",
        b'<translation type="unfinished"></translation>',
        code,
    )


def languages_of(data: bytes, source: str, target: str) -> list[str]:
    """The languages that a file of XLIFF says, or those that are given."""
    names = ((b"source-language|srcLang", source), (b"target-language|trgLang", target))
    said = [(re.search(rb"\s(?:%s)=[\"']([\w-]+)" % name, data), given) for name, given in names]
    return [match[1].decode() if match else given for match, given in said]


def report(path: Path, source: str, target: str, empty: bool) -> str:
    """A line on a file."""
    kind = kind_of(path)
    data = path.read_bytes()
    if kind == "xliff":
        source, target = languages_of(data, source, target)
    engine = Translator(FakeModel(str.upper, f"{source}:{target}"))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(emptied(data) if empty and kind == "qt" else data)
        data = copy.read_bytes()
        page = read_page(data if takes_bytes(kind) else data.decode("utf-8"), kind, source, target)
        same = page.fill([None] * len(page.blocks))
        made = translate_file(copy, None, engine, kind=kind)
        found = [*made.differences, *differences(kind, data, made.data, target)]
        if kind == "pdf":
            found.append(pdf_loss(copy))
    equal = (same if isinstance(same, bytes) else same.encode()) == data
    told = "; ".join(found[:6]) or "no difference"
    return f"{path.name}: {len(page.blocks)} texts, {'same' if equal else 'not the same'}; {told}"


def main() -> None:
    """Print a line for each file of a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", dest="source", default="fr")
    parser.add_argument("--to", dest="target", default="en")
    parser.add_argument("--emptied", action="store_true")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    for path in sorted(given.folder.iterdir()):
        try:
            print(report(path, given.source, given.target, given.emptied), flush=True)
        except (BitextError, ValueError) as error:
            print(f"{path.name}: refused: {error}", flush=True)


if __name__ == "__main__":
    main()
