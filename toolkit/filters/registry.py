"""Filters by name, profiles, and configuration files."""

from __future__ import annotations

import tomllib
from dataclasses import fields, is_dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.files import read_text
from toolkit.filters.base import Filter
from toolkit.registry import Registry, Row, unknown


def _fit(name: str, found: Any) -> type[Filter]:
    if not (isinstance(found, type) and issubclass(found, Filter) and is_dataclass(found)):
        raise TypeError("a filter is a dataclass and a subclass of toolkit.filters.Filter")
    if getattr(found, "name", None) != name:
        raise TypeError(f"its class says name = {getattr(found, 'name', None)!r}")
    return found


#: Cheap ones first: what one of them rejects, the others need not see.
FILTERS: Registry[type[Filter]] = Registry(
    "filter",
    "bitext.filters",
    [
        Row("length", "sides that are empty, too short or too long", "toolkit.filters.length:Length"),
        Row("ratio", "sides whose lengths do not match", "toolkit.filters.ratio:Ratio"),
        Row("letters", "sides that are hardly text", "toolkit.filters.letters:Letters"),
        Row("alignment", "units that the aligner doubts", "toolkit.filters.alignment:Alignment"),
        Row("markup", "tags, entities and wiki marks left in the text", "toolkit.filters.markup:Markup"),
        Row("mojibake", "text decoded with the wrong encoding", "toolkit.filters.mojibake:Mojibake"),
        Row("addresses", "web and mail addresses on one side only", "toolkit.filters.addresses:Addresses"),
        Row("numbers", "numbers that differ", "toolkit.filters.numbers:Numbers"),
        Row("punctuation", "closing marks and brackets that differ", "toolkit.filters.punctuation:Punctuation"),
        Row("repetition", "sides that repeat themselves", "toolkit.filters.repetition:Repetition"),
        Row("identical", "sides that are the same", "toolkit.filters.identical:Identical"),
        Row("language", "sides in the wrong language", "toolkit.filters.language:Language"),
        Row("content", "sides whose words do not match", "toolkit.filters.content:Content"),
        Row("similarity", "sides of different meaning", "toolkit.filters.similarity:Similarity"),
        Row("duplicates", "units that came before", "toolkit.filters.duplicates:Duplicates"),
        Row("near-duplicates", "units nearly like an earlier one", "toolkit.filters.duplicates:NearDuplicates"),
    ],
    _fit,
)
PROFILES = ("lenient", "standard", "strict")
Settings = dict[str, dict[str, Any]]


def read_profile(name: str) -> Settings:
    """Settings of a ready profile.

    Raises:
        InputError: no such profile.
    """
    if name not in PROFILES:
        raise InputError(unknown("profile", name, PROFILES))
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
        PluginError: a filter of a plug-in cannot be loaded.
    """
    for name in settings:
        FILTERS.check(name)
    return [_make(FILTERS[name], settings[name]) for name in FILTERS if name in settings]


def _make(kind: type[Filter], values: dict[str, Any]) -> Filter:
    known = {f.name: f for f in fields(kind) if not f.name.startswith("_")}  # type: ignore[arg-type]
    for name, value in values.items():
        if name not in known:
            raise InputError(unknown(f"setting of filter {kind.name}", name, known))
        default = known[name].default
        wanted = (int, float) if isinstance(default, float) else type(default)
        if not isinstance(value, wanted) or (isinstance(value, bool) and not isinstance(default, bool)):
            raise InputError(f"filter {kind.name}: setting '{name}' is {value!r}; it should be like {default!r}")
    return kind(**values)
