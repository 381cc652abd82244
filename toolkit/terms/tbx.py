"""TBX, the exchange format of terminologies.

Facts of the format: ISO 30042:2008 (``martif``, ``termEntry``, ``langSet``, ``tig`` or ``ntig``) and ISO 30042:2019
(``tbx``, ``conceptEntry``, ``langSec``, ``termSec``), each with data categories as ``type`` attributes or as elements
of other namespaces. Only terms, their languages and their administrative status are read. Read as a stream; no entity
but those that the file declares as plain text is expanded, no DTD and no network is touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.files import open_input
from toolkit.formats.xml_text import LANGUAGE, Entities, let_go, local, safe_events, xml_errors
from toolkit.languages.tags import same_language

_ENTRIES = ("{*}termEntry", "{*}conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_SECTIONS = ("tig", "ntig", "termSec")
_STATUS = ("administrativeStatus", "normativeAuthorization")
# As the standards write them, and as Weblate does.
_FORBIDDEN = ("deprecatedterm", "supersededterm", "forbidden", "obsolete")
_PREFERRED, _ALLOWED, _NOT_TO_BE_USED = range(3)


def read(path: Path, source_language: str, target_language: str) -> Iterator[tuple[str, str, bool]]:
    """Yield source, target and whether it is forbidden: of each concept all terms of the one language with all of the
    other, preferred ones first.

    Raises:
        InputError: the file cannot be read, is not well-formed, or not TBX.
    """
    entities = Entities(path)
    with open_input(path) as file, xml_errors(path, "XML"):
        events = safe_events(file, _ENTRIES)
        for _, entry in events:
            entities.put_into(entry)
            sources = _terms(entry, source_language)
            targets = _terms(entry, target_language)
            for _, source in sources:
                for status, target in targets:
                    yield source, target, status == _NOT_TO_BE_USED
            let_go(entry)
        if events.root is None or local(events.root.tag) not in ("martif", "tbx", "TBX"):
            raise InputError(f"{path}: not TBX (the root element is neither <martif> nor <tbx>)")


def _terms(entry: Any, language: str) -> list[tuple[int, str]]:
    """Status and text of the terms of a language."""
    found = []
    for section in entry.iter():
        if local(section.tag) not in _LANGUAGES:
            continue
        if not same_language(section.get(LANGUAGE) or section.get("lang", ""), language):
            continue
        for part in section.iter():
            if local(part.tag) not in _SECTIONS:
                continue
            text = next((" ".join("".join(t.itertext()).split()) for t in part.iter() if local(t.tag) == "term"), "")
            if text:
                found.append((_status(part), text))
    return sorted(found, key=lambda term: term[0])


def _status(part: Any) -> int:
    for note in part.iter():
        name = local(note.tag)
        kind = note.get("type", "") if name in ("termNote", "descrip") else name
        if kind in _STATUS:
            value = (note.get("value") or note.text or "").strip().lower()
            if value.startswith(_FORBIDDEN):
                return _NOT_TO_BE_USED
            if value.startswith("preferred"):
                return _PREFERRED
    return _ALLOWED
