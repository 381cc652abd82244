"""Filters by name, profiles, and configuration files."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.files import read_text
from toolkit.filters.addresses import Addresses
from toolkit.filters.alignment import Alignment
from toolkit.filters.base import Filter
from toolkit.filters.content import Content
from toolkit.filters.duplicates import Duplicates, NearDuplicates
from toolkit.filters.identical import Identical
from toolkit.filters.language import Language
from toolkit.filters.length import Length
from toolkit.filters.letters import Letters
from toolkit.filters.markup import Markup
from toolkit.filters.mojibake import Mojibake
from toolkit.filters.numbers import Numbers
from toolkit.filters.punctuation import Punctuation
from toolkit.filters.ratio import Ratio
from toolkit.filters.repetition import Repetition
from toolkit.filters.similarity import Similarity

# Cheap ones first: what one of them rejects, the others need not see.
_FILTERS: dict[str, type[Filter]] = {
    kind.name: kind
    for kind in (
        Length,
        Ratio,
        Letters,
        Alignment,
        Markup,
        Mojibake,
        Addresses,
        Numbers,
        Punctuation,
        Repetition,
        Identical,
        Language,
        Content,
        Similarity,
        Duplicates,
        NearDuplicates,
    )
}
PROFILES = ("lenient", "standard", "strict")
Settings = dict[str, dict[str, Any]]


def filter_names() -> list[str]:
    """Names of all filters, in the order in which they run."""
    return list(_FILTERS)


def read_profile(name: str) -> Settings:
    """Settings of a ready profile.

    Raises:
        InputError: no such profile.
    """
    if name not in PROFILES:
        raise InputError(f"no profile '{name}'; there is {', '.join(PROFILES)}")
    text = resources.files("toolkit.filters").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def read_config(path: Path) -> Settings:
    """Settings of a TOML file: a table for each filter that shall run, empty for its defaults.

    Raises:
        InputError: not TOML, or not tables.
    """
    try:
        settings = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not TOML ({error})") from None
    for name, table in settings.items():
        if not isinstance(table, dict):
            raise InputError(f"{path}: '{name}' should be a table; write [{name}] and its settings below")
    return settings


def make_filters(settings: Settings) -> list[Filter]:
    """Filters of some settings, in the order in which they should run.

    Raises:
        InputError: no such filter or setting, or a value of the wrong kind.
    """
    for name in settings:
        if name not in _FILTERS:
            raise InputError(f"no filter '{name}'; there is {', '.join(_FILTERS)}")
    return [_make(kind, settings[name]) for name, kind in _FILTERS.items() if name in settings]


def _make(kind: type[Filter], values: dict[str, Any]) -> Filter:
    known = {f.name: f for f in fields(kind) if not f.name.startswith("_")}  # type: ignore[arg-type]
    for name, value in values.items():
        if name not in known:
            raise InputError(f"filter {kind.name}: no setting '{name}'; there is {', '.join(known)}")
        default = known[name].default
        wanted = (int, float) if isinstance(default, float) else type(default)
        if not isinstance(value, wanted) or (isinstance(value, bool) and not isinstance(default, bool)):
            raise InputError(f"filter {kind.name}: setting '{name}' is {value!r}; it should be like {default!r}")
    return kind(**values)
