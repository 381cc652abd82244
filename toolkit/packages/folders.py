"""Installed models that are no Argos packages: a folder each, with a record of what it is and where it came from."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import OutputError, PackageError
from toolkit.files import ARCHIVE_ERRORS, sha256_file, why_refused, why_unsafe
from toolkit.packages.ranking import RECORD, data_folder, record_of

_UNPACKED_LIMIT = 8 << 30
_TEXTS = ("catalogue", "kind", "from", "to", "version", "licence")


@dataclass(slots=True, frozen=True)
class ModelFolder:
    """An installed model.

    Attributes:
        name: of its folder, by which ``--model`` knows it.
        path: of its folder.
        record: what was noted when it was installed: its entry in the catalogue, kind, pair, version, licence, the
            addresses and digests of what was fetched, and the digests of the files.
    """

    name: str
    path: Path
    record: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return str(self.record["kind"])

    @property
    def from_code(self) -> str:
        return str(self.record["from"])

    @property
    def to_code(self) -> str:
        return str(self.record["to"])

    @property
    def version(self) -> str:
        return str(self.record["version"])


def model_folder() -> Path:
    """Where they are."""
    return data_folder() / "models"


def installed_folders() -> tuple[list[ModelFolder], list[tuple[Path, str]]]:
    """The installed models by name, and folders that are none, each with the reason."""
    good, broken = [], []
    root = model_folder()
    for path in sorted(root.iterdir()) if root.is_dir() else []:
        record = record_of(path)
        if not path.is_dir() or path.name.startswith("."):
            continue
        if all(isinstance(record.get(key), str) for key in _TEXTS) and isinstance(record.get("files"), dict):
            good.append(ModelFolder(path.name, path, record))
        else:
            broken.append((path, f"{path}: no {RECORD} that can be read; remove the folder, or get the model again"))
    return good, broken


def find_folder(name: str) -> ModelFolder | None:
    """The installed model of a name."""
    return next((folder for folder in installed_folders()[0] if folder.name == name), None)


def install_folder(staged: Path, name: str, record: Mapping[str, Any]) -> ModelFolder:
    """Give a finished folder its record and its place.

    Args:
        staged: complete, on the same disk as :func:`model_folder`.
        name: of the model.
        record: all but the digests of the files.

    Raises:
        PackageError: a model of this name is installed.
        OSError: it cannot be written or moved.
    """
    place = model_folder() / name
    files = sorted(path for path in staged.rglob("*") if path.is_file())
    digests = {path.relative_to(staged).as_posix(): sha256_file(path) for path in files}
    whole = {**record, "files": digests}
    (staged / RECORD).write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        raise PackageError(f"{place}: a model of this name is installed; remove it first ('bitext models remove')")
    staged.rename(place)
    return ModelFolder(name, place, whole)


def remove_folder(folder: ModelFolder) -> Path:
    """Remove an installed model.

    Raises:
        OutputError: it cannot be removed.
    """
    try:
        # Renamed first, as a package is: a removal that is killed leaves no half model.
        doomed = Path(tempfile.mkdtemp(prefix="bitext-remove-", dir=data_folder()))
        folder.path.rename(doomed / folder.name)
        shutil.rmtree(doomed)
    except OSError as error:
        raise OutputError(f"{folder.path}: cannot be removed ({error.strerror or error})") from None
    return folder.path


def verify_folder(folder: ModelFolder) -> list[str]:
    """The files that are not as they were when the model was installed, one line each."""
    problems = []
    for inside, digest in folder.record["files"].items():
        file = folder.path / inside
        if not file.is_file():
            problems.append(f"{inside}: missing")
        elif sha256_file(file) != digest:
            problems.append(f"{inside}: changed since it was installed")
    return problems


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a release with the checks of an Argos package: no path that leaves the folder, no link, no bomb.

    Raises:
        PackageError: it is damaged, or is refused.
        OSError: it cannot be written.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            entries = packed.infolist()
            reasons = [why_refused(packed, _UNPACKED_LIMIT), *map(why_unsafe, entries)]
            for reason in filter(None, reasons):
                raise PackageError(f"{archive}: refused, {reason}; nothing was installed")
            for entry in entries:
                place = folder / entry.filename.replace("\\", "/")
                if entry.is_dir():
                    place.mkdir(parents=True, exist_ok=True)
                    continue
                place.parent.mkdir(parents=True, exist_ok=True)
                # Reading an entry to its end compares its check sum.
                with packed.open(entry) as source, place.open("wb") as copy:
                    shutil.copyfileobj(source, copy, 1 << 20)
    except OSError:
        raise
    except ARCHIVE_ERRORS as error:
        raise PackageError(f"{archive}: not a zip file that can be read ({error}); get it again") from None
