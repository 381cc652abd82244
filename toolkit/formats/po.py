"""PO files of gettext: msgid is the source, msgstr the target. New ones are written by polib.

Read and changed in place as code: comments, flags, obsolete messages and the way lines are wrapped stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.errors import InputError, MissingExtraError
from toolkit.files import open_input, open_output
from toolkit.formats.base import WriteReport
from toolkit.formats.editing import Snapshot, report_of
from toolkit.formats.po_scan import Catalogue, Message, quoted, read_catalogue
from toolkit.formats.selection import tell
from toolkit.formats.xml_code import with_edits
from toolkit.formats.xml_text import NOTE, add_property, is_note, notes_of, plain_name
from toolkit.languages.tags import canonical, same_language
from toolkit.units import Origin, PlaceId, TranslationUnit

# Those that damaged transfers have doubled belong to one newline.
_RETURNS = re.compile(r"\r+\n|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]+")
# Lines behind a message that part it from the next one.
_BLANK = re.compile(r"(?:[ \t]*\r?\n)+")
_COMMENTS = {"#.": f"{NOTE}:extracted", "#:": "reference", "#|": "previous"}


def _polib() -> Any:
    try:
        import polib
    except ImportError:
        raise MissingExtraError("writing PO files needs polib; pip install 'bitext-toolkit[po]'") from None
    return polib


def _open(path: Path) -> Catalogue:
    with open_input(path) as file:
        return read_catalogue(file.read(), str(path))


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read translated messages; fuzzy, obsolete and untranslated ones are passed over and counted.

    Each plural form is a unit: form 0 with ``msgid`` for its source, the others with ``msgid_plural``. Comments, flags
    and contexts become properties. The source is in English unless the head (``X-Source-Language``) or
    ``source_language`` says otherwise.

    Raises:
        InputError: not a PO file, with the line.
        EncodingError: the file is not in the charset that its head declares.
    """
    catalogue = _open(path)
    lost: Counter[str] = Counter()
    languages = _languages(catalogue, source_language)
    number = 0
    for message in catalogue.messages:
        if message.is_header and not message.obsolete:
            continue
        number += 1
        if message.obsolete or "fuzzy" in message.flags:
            lost[f"{'obsolete' if message.obsolete else 'fuzzy'} messages left out"] += 1
            continue
        made = list(_units_of(message, number, languages))
        if message.plural is not None and catalogue.head.get("Plural-Forms"):
            made[0].properties["plural-forms"] = catalogue.head["Plural-Forms"]
        lost["untranslated messages left out"] += not all(unit.target for unit in made)
        yield from (unit for unit in made if unit.target and unit.source)
    tell(path, lost)


def _languages(catalogue: Catalogue, source_language: str | None) -> tuple[str, str]:
    source = catalogue.head.get("X-Source-Language", "") or source_language or "en"
    return canonical(source), canonical(catalogue.head.get("Language", ""))


def _units_of(message: Message, number: int, languages: tuple[str, str]) -> Iterator[TranslationUnit]:
    for form, target in message.targets.items():
        source = message.source if not form else message.plural
        place = PlaceId(f"{number}[{form}]" if form else number)
        unit = TranslationUnit(place, source or "", target, *languages)
        unit.origin, unit.line = Origin.HUMAN, message.line
        if message.context is not None:
            unit.properties["context"] = message.context
        if form is not None:
            unit.properties["plural"] = message.plural or ""
            unit.properties["plural-form"] = str(form)
        for comment in message.comments:
            if not comment.startswith("#,"):
                name = _COMMENTS.get(comment[:2], NOTE)
                text = comment[2 if comment[:2] in _COMMENTS else 1 :].strip()
                if text:
                    add_property(unit, name, text)
        if message.flags:
            unit.properties["flags"] = ", ".join(message.flags)
        yield unit


class PoEditor:
    """A PO file that is changed in place; see :class:`toolkit.formats.editing.Editor`.

    A machine's translation makes its message fuzzy, as gettext asks.
    """

    keep_states = False
    judges_all = False

    def __init__(self, path: Path, source_language: str | None = None, target_language: str | None = None) -> None:
        self._catalogue = _open(path)
        languages = _languages(self._catalogue, source_language)
        for name, have, wanted in (
            ("--from", self._catalogue.head.get("X-Source-Language", ""), source_language),
            ("--to", languages[1], target_language),
        ):
            if have and wanted and not same_language(have, wanted):
                side = "sources are" if name == "--from" else "translations are"
                raise InputError(f"{path}: its {side} '{have}', not '{wanted}'; choose another {name}")
        self._messages: list[tuple[Message, list[TranslationUnit]]] = []
        number = 0
        for message in self._catalogue.messages:
            if message.obsolete or message.is_header:
                number += message.obsolete
                continue
            number += 1
            units = list(_units_of(message, number, (languages[0], languages[1] or target_language or "")))
            self._messages.append((message, units))
        self.units = [unit for _, units in self._messages for unit in units]
        self._snapshot = Snapshot(self.units)

    def save(self, path: Path, units: Iterable[TranslationUnit] | None = None) -> WriteReport:
        """Write the file with what has changed; a message none of whose forms stays goes, with its comments."""
        kept = None if units is None else {id(unit) for unit in units}
        left: list[TranslationUnit] = []
        text, notes = self._catalogue.text, Counter[str]()
        newline = "\r\n" if "\r\n" in text else "\n"
        edits: list[tuple[int, int, str]] = []
        for message, made in self._messages:
            if kept is not None and not any(id(u) in kept for u in made):
                edits.append(_without(text, message))
                continue
            left += made
            changed = [u for u in made if self._snapshot.target_changed(u)]
            notes["units with findings, which are not carried by po"] += any(
                u.findings and self._snapshot.findings_changed(u) for u in made
            )
            if not changed:
                continue
            for form, unit in zip(message.targets, made, strict=True):
                if unit in changed:
                    name = "msgstr" if form is None else f"msgstr[{form}]"
                    start, end = message.places[form]
                    code = f"{name} {quoted(_CONTROL.sub('', unit.target))}\n".replace("\n", newline)
                    edits.append((start, end, code if text[start:end].endswith("\n") else code.rstrip("\r\n")))
            machine = any(u.origin is Origin.MACHINE for u in changed)
            edits += _fuzzy(text, message, machine, newline)
        text = with_edits(text, edits)
        encoding = self._catalogue.encoding
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            text = re.sub(r"charset=[\w.:-]+", "charset=UTF-8", text, count=1)
            data = text.encode()
            notes[f"head whose charset {encoding} became UTF-8, for characters that it does not have"] += 1
        with open_output(path) as file:
            file.write(data)
        report = report_of(left, self._snapshot, +notes)
        report.left_out = len(self.units) - len(left)
        return report


def _without(text: str, message: Message) -> tuple[int, int, str]:
    """The edit that takes a message out, with the blank lines behind it."""
    end = max(end for _, end in message.places.values())
    blank = _BLANK.match(text, end)
    return message.start, blank.end() if blank else end, ""


def _fuzzy(text: str, message: Message, wanted: bool, newline: str) -> list[tuple[int, int, str]]:
    """Edits that make a message fuzzy, or no longer so."""
    if wanted == ("fuzzy" in message.flags):
        return []
    found = re.search(r"^#,.*$", text[message.start : message.keyword], re.MULTILINE)
    if wanted:
        if found is None:
            return [(message.keyword, message.keyword, f"#, fuzzy{newline}")]
        place = message.start + found.start() + 2
        return [(place, place, " fuzzy,")]
    assert found is not None
    flags = ", ".join(flag for flag in message.flags if flag != "fuzzy")
    start, end = message.start + found.start(), message.start + found.end()
    if flags:
        return [(start, end, f"#, {flags}" + ("\r" if text[start:end].endswith("\r") else ""))]
    return [(start, min(len(text), end + 1), "")]


def edit(path: Path, source_language: str | None = None, target_language: str | None = None) -> PoEditor:
    """Open a PO file to change its translations in place.

    Raises:
        InputError: not a PO file, with the line, or of another language.
    """
    return PoEditor(path, source_language, target_language)


def write(
    units: Iterable[TranslationUnit], file: BinaryIO, source_language: str = "", target_language: str = ""
) -> WriteReport:
    """Write a PO file; of equal messages, all but the first get their id for a context, to tell them apart.

    Plural forms that came from a PO file go back into one message.

    Raises:
        MissingExtraError: polib is not installed.
    """
    polib = _polib()
    report = WriteReport()
    messages = polib.POFile(wrapwidth=0)
    messages.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": target_language.replace("-", "_"),
        "MIME-Version": "1.0",
    }
    seen: dict[tuple[str, str | None], int] = {}
    open_plural: Any = None
    for unit in units:
        if not unit.source:  # the empty msgid is the header
            report.left_out += 1
            continue
        own = unit.properties
        form = int(own["plural-form"]) if own.get("plural-form", "").isdecimal() else None
        sides = [_CONTROL.sub("", _RETURNS.sub("\n", text)) for text in (unit.source, unit.target)]
        if sides != [unit.source, unit.target]:
            report.notes["units whose carriage returns or control characters went"] += 1
        if form and open_plural is not None and open_plural.msgid_plural == own.get("plural"):
            open_plural.msgstr_plural[form] = sides[1]
            report.units += 1
            continue
        key = sides[0], own.get("context")
        count = seen[key] = seen.get(key, 0) + 1
        context = (
            own.get("context") if count == 1 else " ".join(filter(None, (own.get("context"), unit.id or str(count))))
        )
        entry = polib.POEntry(msgid=sides[0], msgctxt=context)
        if form == 0:
            entry.msgid_plural = own.get("plural", "")
            entry.msgstr_plural = {0: sides[1]}
            if own.get("plural-forms"):
                messages.metadata["Plural-Forms"] = own["plural-forms"]
        else:
            entry.msgstr = sides[1]
        open_plural = entry if form == 0 else None
        _comment(entry, unit)
        messages.append(entry)
        if any(v and not (is_note(k) or k in _KEPT or plain_name(k) in _KEPT) for k, v in own.items()):
            report.notes["units with properties that are not carried by po"] += 1
        report.units += 1
    file.write(str(messages).encode("utf-8", "replace"))
    return report


_KEPT = frozenset({"context", "plural", "plural-form", "plural-forms", "flags", "reference", "previous"})


def _comment(entry: Any, unit: TranslationUnit) -> None:
    """Comments and flags that a unit brought along."""
    own = unit.properties
    notes = notes_of(unit)
    entry.tcomment = "\n".join(text for author, text in notes if author != "extracted")
    entry.comment = "\n".join(text for author, text in notes if author == "extracted")
    references = [value for name, value in own.items() if plain_name(name) == "reference"]
    entry.occurrences = [(place, "") for line in references for place in line.split()]
    entry.flags = [flag for flag in own.get("flags", "").split(", ") if flag]
