"""Which model a command takes when several serve a pair: the one place of this rule.

The user's default; else the model with the best published score (:data:`toolkit.packages.catalogue.MAIN_SET`); else the
one with the highest version; the embedded one last, and before it those that the catalogue calls broken.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import OutputError, PackageError
from toolkit.files import write_text
from toolkit.languages.tags import canonical
from toolkit.packages.catalogue import CatalogueModel, catalogue

#: Beside the files of an installed model: their digests, and where they came from.
RECORD = "bitext-install.json"
_DEFAULTS = "defaults.json"


@dataclass(slots=True, frozen=True)
class Candidate:
    """A model that serves a pair.

    Attributes:
        name: by which ``--model`` knows it.
        version: of its package or release.
        place: its folder; None for the embedded one.
        listed: what the catalogue says of it; None where it is not there.
    """

    name: str
    version: str
    place: Path | None
    listed: CatalogueModel | None = None

    @property
    def is_embedded(self) -> bool:
        return self.place is None


def data_folder() -> Path:
    """The folder of our own beside that of argostranslate: defaults, models of other kinds, unfinished downloads."""
    root = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return Path(root) / "bitext-toolkit"


def best_of(candidates: Sequence[Candidate], default: str | None = None) -> Candidate | None:
    """The candidate that is taken; None if there is none."""
    chosen = [c for c in candidates if c.name == default]
    return max(chosen or candidates, key=_rank, default=None)


def _rank(candidate: Candidate) -> tuple[bool, bool, float, tuple[int, ...], str]:
    listed = candidate.listed
    score = listed.score if listed else None
    return (
        not candidate.is_embedded,
        not (listed and listed.broken),
        score or 0.0,
        version_numbers(candidate.version),
        candidate.name,
    )


def version_numbers(version: str) -> tuple[int, ...]:
    """``1.10`` comes behind ``1.9``, and ``2020-02-26`` is a version too."""
    return tuple(int(part) for part in version.replace("-", ".").split(".") if part.isdigit())


def record_of(folder: Path) -> dict[str, object]:
    """What was noted when a model was installed; empty where nothing was, or it is damaged."""
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def listed_as(folder: Path) -> CatalogueModel | None:
    """The entry of the catalogue that an installed model is, by what was noted, else by its name."""
    return catalogue().get(str(record_of(folder).get("catalogue") or folder.name))


def default_model(from_code: str, to_code: str) -> str | None:
    """The user's default for a pair.

    Raises:
        PackageError: the file of defaults is damaged.
    """
    return _defaults().get(_pair(from_code, to_code))


def set_default(from_code: str, to_code: str, name: str | None) -> None:
    """Make a model the default for a pair; None for none.

    Raises:
        OutputError: the file of defaults cannot be written.
        PackageError: it is damaged.
    """
    defaults = _defaults()
    if name is None:
        defaults.pop(_pair(from_code, to_code), None)
    else:
        defaults[_pair(from_code, to_code)] = name
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made ({error.strerror or error}); set XDG_DATA_HOME") from None
    write_text(folder / _DEFAULTS, json.dumps(defaults, indent=1, sort_keys=True) + "\n")


def forget_default(name: str) -> list[str]:
    """Have no default that is a model which is gone.

    Returns:
        The pairs that had it, such as ``fr to en``.

    Raises:
        OutputError, PackageError: see :func:`set_default`.
    """
    pairs = [pair.split(":") for pair, model in _defaults().items() if model == name]
    for from_code, to_code in pairs:
        set_default(from_code, to_code, None)
    return [f"{from_code} to {to_code}" for from_code, to_code in pairs]


def _pair(from_code: str, to_code: str) -> str:
    return f"{canonical(from_code)}:{canonical(to_code)}"


def _defaults() -> dict[str, str]:
    path = data_folder() / _DEFAULTS
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise PackageError(f"{path}: cannot be read ({error}); remove it, and set your defaults again") from None
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
        raise PackageError(f"{path}: not a list of defaults; remove it, and set your defaults again")
    return found
