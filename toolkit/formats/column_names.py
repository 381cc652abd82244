"""What a column of a table holds, by how people and programs head it: ``src``, ``Target text``, ``sentence_de``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.languages.names import language_named
from toolkit.languages.tags import names_language

_SOURCE = frozenset(
    "source src srce original orig quelle quelltext ausgangstext ausgangssprache origine origen fuente sorgente origem "
    "bron źródło zdroj исходный оригинал 原文 源文 원문".split()
)
_TARGET = frozenset(
    "target tgt trg trgt translation translated cible traduction ziel zieltext zielsprache übersetzung destino "
    "traducción traduzione tradução vertaling tłumaczenie překlad перевод 译文 譯文 訳文 번역".split()
)
# What stands beside the word that tells.
_FILLERS = frozenset(
    "text texte texto testo segment seg sentence phrase string line language lang langue sprache value".split()
)
# Columns of our own tables, which hold codes.
_LANGUAGES = ("source_language", "target_language")
_PARTS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(slots=True, frozen=True)
class ColumnName:
    """What a column holds, as far as its name tells.

    Attributes:
        side: ``source``, ``target`` or empty.
        language: tag, or empty.
    """

    side: str = ""
    language: str = ""


def column_name(name: str) -> ColumnName:
    """Read the name of a column; empty fields where it says more, or nothing, of texts.

    >>> column_name("Source text (de)")
    ColumnName(side='source', language='de')
    >>> column_name("sentence_en"), column_name("notes")
    (ColumnName(side='', language='en'), ColumnName(side='', language=''))
    """
    side = language = ""
    filled = False
    for part in _PARTS.findall(name):
        small = part.lower()
        found = "source" if small in _SOURCE else "target" if small in _TARGET else ""
        tag = "" if found else language_named(part) or (part if names_language(part) else "")
        if (found and side) or (tag and language) or not (found or tag or small in _FILLERS):
            return ColumnName()
        side, language, filled = side or found, language or tag, filled or small in _FILLERS
    # A code alone is no more than a short word.
    return ColumnName(side, language if side or filled else "")


def text_columns(names: list[str]) -> tuple[list[str], tuple[str | None, str | None]] | None:
    """The names of columns with ``source`` and ``target`` where others say the same, and the languages that they tell.

    Returns:
        None where they do not tell one column of each.
    """
    read = [ColumnName() if name.lower() in _LANGUAGES else column_name(name) for name in names]
    places = [[n for n, one in enumerate(read) if one.side == side] for side in ("source", "target")]
    if any(len(found) != 1 for found in places):
        return None
    told = list(names)
    languages = []
    for [place], side in zip(places, ("source", "target"), strict=True):
        told[place] = side
        languages.append(read[place].language or None)
    return told, (languages[0], languages[1])
