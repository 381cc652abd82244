"""The catalogue of open models: what can be fetched, from where, how large it is, under which licence, how good.

It ships as data, one JSON file a source with one line a model, so that looking something up opens no connection. Each
file says where its facts were read and when.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib import resources
from typing import Any
from urllib.parse import unquote, urlsplit

from toolkit.errors import PackageError
from toolkit.languages.tags import closeness

#: The test set that models are compared on; its scores are BLEU of the 1,012 sentences of FLORES devtest.
MAIN_SET = "flores-devtest"


@dataclass(slots=True, frozen=True)
class ModelFile:
    """A file of a model.

    Attributes:
        url: where it is.
        name: what it is called in the folder of the model.
        size: in bytes, as its source publishes it; None where it does not.
        about: in bytes, rounded or from somebody else; shown, and not checked.
        sha256: as its source publishes it; empty where it does not.
    """

    url: str
    name: str
    size: int | None = None
    about: int | None = None
    sha256: str = ""


@dataclass(slots=True, frozen=True)
class Source:
    """Who publishes models.

    Attributes:
        title: for people.
        kind: what the files are: ``argos``, ``opus-mt``, ``ct2`` or ``firefox``.
        homepage: of the source.
        as_of: day of the facts.
        licence: of the models.
        hosts: beside those of the addresses, from which its files may come; ``*.`` stands for any name below one.
        facts: where they were read.
        scores: for each test set its metric, who measured and when.
    """

    title: str
    kind: str
    homepage: str
    as_of: str
    licence: str
    hosts: tuple[str, ...]
    facts: tuple[str, ...]
    scores: Mapping[str, Mapping[str, str]]


@dataclass(slots=True, frozen=True)
class CatalogueModel:
    """A model that can be fetched.

    Attributes:
        name: by which it is fetched, and under which it is installed.
        source: who publishes it.
        from_code, to_code: BCP 47 tags.
        version: or day of the release, as its source names it.
        files: all that is fetched.
        scores: published ones by test set.
        note: what its source says beside that.
        broken: why it should not be used; empty for all others.
    """

    name: str
    source: Source
    from_code: str
    to_code: str
    version: str
    files: tuple[ModelFile, ...]
    scores: Mapping[str, float] = field(default_factory=dict)
    note: str = ""
    broken: str = ""

    @property
    def size(self) -> int | None:
        """Bytes of all files, as far as a source says; None if it is silent about the largest."""
        known = [file.size or file.about for file in self.files]
        return sum(size or 0 for size in known) if known[0] else None

    @property
    def is_exact(self) -> bool:
        """Whether the size is published, and not rounded."""
        return all(file.size is not None for file in self.files)

    @property
    def score(self) -> float | None:
        """Its score on the main test set."""
        return self.scores.get(MAIN_SET)


@functools.cache
def catalogue() -> dict[str, CatalogueModel]:
    """All models by name."""
    folder = resources.files("toolkit.packages") / "data" / "catalogue"
    found: dict[str, CatalogueModel] = {}
    for place in sorted(folder.iterdir(), key=lambda place: place.name):
        if place.name.endswith(".json"):
            found |= parse_source(place.read_text(encoding="utf-8"))
    return found


def parse_source(text: str) -> dict[str, CatalogueModel]:
    """The models of one file of the catalogue, by name."""
    data: dict[str, Any] = json.loads(text)
    rows = data.pop("models")
    source = Source(**{**data, "hosts": tuple(data["hosts"]), "facts": tuple(data["facts"])})
    return {row["name"]: _model(source, row) for row in rows}


def _model(source: Source, row: Mapping[str, Any]) -> CatalogueModel:
    files = tuple(
        ModelFile(
            file["url"],
            file.get("name") or unquote(urlsplit(file["url"]).path).rsplit("/", 1)[1],
            file.get("size"),
            file.get("about"),
            file.get("sha256", ""),
        )
        for file in row["files"]
    )
    return CatalogueModel(
        row["name"],
        source,
        row["from"],
        row["to"],
        row["version"],
        files,
        row.get("scores", {}),
        row.get("note", ""),
        row.get("broken", ""),
    )


def find_model(name: str) -> CatalogueModel:
    """A model of the catalogue.

    Raises:
        PackageError: there is none of this name; names like it are told.
    """
    found = catalogue().get(name)
    if found is None:
        close = get_close_matches(name, catalogue(), 3)
        hint = (
            f"; did you mean {', '.join(close)}?" if close else "; 'bitext models search FROM TO' shows what there is"
        )
        raise PackageError(f"{name}: no model of this name is in the catalogue{hint}")
    return found


def search_models(from_code: str, to_code: str) -> list[CatalogueModel]:
    """The models for a pair of languages: by their score on the main test set, then those without, broken ones last.

    Args:
        from_code, to_code: tags; ``zh`` finds ``zh-Hant`` too.
    """
    found = [m for m in catalogue().values() if closeness(m.from_code, from_code) and closeness(m.to_code, to_code)]
    return sorted(found, key=lambda m: (bool(m.broken), -(m.score or 0.0), m.name))
