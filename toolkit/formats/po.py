"""PO files of gettext, read and written by polib: msgid is the source, msgstr the target."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.errors import InputError, MissingExtraError
from toolkit.files import decode_text, open_input
from toolkit.formats.base import WriteReport
from toolkit.units import Origin, TranslationUnit

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]+")


def _polib() -> Any:
    try:
        import polib
    except ImportError:
        raise MissingExtraError("PO files need polib; pip install 'bitext-toolkit[po]'") from None
    return polib


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read messages; fuzzy, obsolete and untranslated ones are passed over, each plural form with its own is a unit.

    Raises:
        InputError: not a PO file.
        MissingExtraError: polib is not installed.
    """
    polib = _polib()
    with open_input(path) as file:
        text = decode_text(file.read(), str(path))
    if "msgid" not in text:
        raise InputError(f"{path}: no PO file (no 'msgid' in it)")
    try:
        messages = polib.pofile(text)
    except (OSError, ValueError, UnicodeError) as error:
        raise InputError(f"{path}: not a PO file ({error})") from None
    target = target_language or messages.metadata.get("Language", "").replace("_", "-")
    for number, entry in enumerate(messages, 1):
        if entry.obsolete or "fuzzy" in entry.flags:
            continue
        pairs = [(entry.msgid, entry.msgstr)]
        if entry.msgstr_plural:
            forms = [entry.msgstr_plural[k] for k in sorted(entry.msgstr_plural)]
            pairs = list(zip((entry.msgid, entry.msgid_plural), (forms[0], forms[-1]), strict=True))
        for place, (source, translation) in enumerate(pairs):
            if source and translation:
                identity = str(number) if place == 0 else f"{number}/plural"
                unit = TranslationUnit(
                    identity, source, translation, source_language or "en", target, origin=Origin.HUMAN
                )
                if entry.msgctxt:
                    unit.properties["context"] = entry.msgctxt
                yield unit


def write(
    units: Iterable[TranslationUnit], file: BinaryIO, source_language: str = "", target_language: str = ""
) -> WriteReport:
    """Write a PO file; of equal sources with several targets, all but the first get a context to tell them apart.

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
    seen: dict[str, int] = {}
    for unit in units:
        if not unit.source:  # the empty msgid is the header
            report.left_out += 1
            continue
        count = seen[unit.source] = seen.get(unit.source, 0) + 1
        context = unit.properties.get("context") or (unit.id or str(count) if count > 1 else None)
        sides = [_CONTROL.sub("", text.replace("\r", "\n")) for text in (unit.source, unit.target)]
        if sides != [unit.source, unit.target]:
            report.notes["units whose carriage returns or control characters went"] += 1
        messages.append(polib.POEntry(msgid=sides[0], msgstr=sides[1], msgctxt=context))
        report.units += 1
    file.write(str(messages).encode("utf-8", "replace"))
    return report
