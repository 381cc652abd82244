"""Rows that are called otherwise than ours: ``{"translation": {"fr": …, "en": …}}``, ``{"fr": …, "en": …}``, ``src``.

Facts: the feature ``Translation`` of Hugging Face's ``datasets``, an object of texts by language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.errors import InputError
from toolkit.formats.tables import read_header
from toolkit.languages.tags import canonical, lookup, names_language

_TRANSLATION = "translation"


def as_unit_row(data: Mapping[str, Any], where: str, wanted: tuple[str | None, str | None]) -> dict[str, Any]:
    """A row with the fields ``source`` and ``target``, where others say the same; what else it has stays.

    Args:
        data: a row as it was read.
        where: for messages.
        wanted: languages, where they were asked for.

    Raises:
        InputError: it does not tell its two texts, or has texts in more languages than two.

    Example:
        >>> row = as_unit_row({"translation": {"fr": "Oui.", "en": "Yes."}}, "line 1", (None, None))
        >>> row["source"], row["target_language"]
        ('Oui.', 'en')
    """
    row = dict(data)
    if "source" in row and "target" in row:
        return row
    inner = row.get(_TRANSLATION)
    if isinstance(inner, dict) and len(inner) > 1 and all(names_language(name) for name in inner):
        del row[_TRANSLATION]
        source, target = _languages(list(inner), where, wanted)
        return _named(row, inner, source, target) | {
            name: text for name, text in inner.items() if name not in (source, target)
        }
    texts = [name for name, value in row.items() if value is None or isinstance(value, str)]
    missing = "source" if "source" not in row else "target"
    refusal = InputError(
        f"{where}: not a translation unit (no field '{missing}'); its fields are {', '.join(row) or 'none'}"
    )
    if len(texts) < 2:
        raise refusal
    try:
        header = read_header(texts, where, wanted)
    except InputError as error:
        raise error if "--from" in str(error) else refusal from None
    if header.is_row:
        raise refusal
    fields = dict(zip(texts, header.names, strict=True))
    made = {fields.get(name, name): value for name, value in row.items()}
    for name, language in zip(("source_language", "target_language"), header.languages, strict=True):
        if language and not made.get(name):
            made[name] = canonical(language)
    return made


def _named(row: dict[str, Any], texts: Mapping[str, Any], source: str, target: str) -> dict[str, Any]:
    return row | {
        "source": texts[source],
        "target": texts[target],
        "source_language": canonical(source),
        "target_language": canonical(target),
    }


def _languages(names: list[str], where: str, wanted: tuple[str | None, str | None]) -> tuple[str, str]:
    """Which of some languages are the source and the target."""
    chosen = [lookup(language, names) if language else None for language in wanted]
    rest = [name for name in names if name not in chosen]
    source, target = chosen
    if source is None and wanted[0] is None and (len(names) == 2 or target is not None) and rest:
        source = rest.pop(0)
    if target is None and wanted[1] is None and len(rest) == 1:
        target = rest[0]
    if source is None or target is None or source == target:
        raise InputError(f"{where}: texts in {', '.join(names)}; choose two of these by --from and --to")
    return source, target
