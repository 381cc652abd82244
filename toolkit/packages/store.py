"""Argos packages: which there are, which one serves a pair of languages, installing and removing them safely.

The folder and its settings are argostranslate's own, so that what is installed here is seen there and the other way
round. argostranslate is imported only inside functions: its import reads the settings and makes folders.
"""

from __future__ import annotations

import functools
import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import LanguagePairError, OutputError, PackageError
from toolkit.files import sha256_file
from toolkit.languages.names import codes_wanted
from toolkit.languages.tags import closeness
from toolkit.packages.archive import PackageInfo, folder_metadata, inspect_archive, inspect_folder
from toolkit.packages.embedded import EMBEDDED_SHA256, embedded_path
from toolkit.packages.ranking import RECORD, Candidate, best_of, default_model, listed_as

EMBEDDED = "embedded"


@dataclass(slots=True, frozen=True)
class BrokenPackage:
    """A folder among the installed packages that cannot be used, and why."""

    path: Path
    reason: str


def package_folder() -> Path:
    """The folder of installed packages, by argostranslate's settings (``ARGOS_PACKAGES_DIR``, ``XDG_DATA_HOME``).

    Raises:
        OutputError: argostranslate cannot make its folders.
    """
    try:
        from argostranslate import settings
    except OSError as error:
        raise OutputError(
            f"{error.filename}: argostranslate cannot make its folders ({error.strerror}); set HOME or XDG_DATA_HOME, "
            f"XDG_CONFIG_HOME and XDG_CACHE_HOME to writable folders"
        ) from None
    return Path(settings.package_data_dir)


# Hashing it takes as long as loading its model, and the checks want its words beside the engine.
@functools.cache
def embedded_package() -> PackageInfo:
    """The French–English package that ships with the toolkit, its SHA-256 checked.

    Raises:
        PackageError: the file is missing or is not the one that was shipped.
    """
    info = inspect_archive(embedded_path(), EMBEDDED_SHA256)
    if info.sha256 != EMBEDDED_SHA256:
        raise PackageError(f"{info.path}: SHA-256 differs from the one recorded; reinstall bitext-toolkit")
    return info


def installed_packages() -> tuple[list[PackageInfo], list[BrokenPackage]]:
    """List the installed packages, sorted by name, and the folders that only look like packages.

    One broken folder makes argostranslate's own listing fail; here it is reported beside the good ones. Where its
    folders cannot be made, as in a container without a home, there are none.
    """
    try:
        folder = package_folder()
    except OutputError:
        return [], []
    good, broken = [], []
    for path in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")):
        try:
            good.append(inspect_folder(path))
        except PackageError as error:
            broken.append(BrokenPackage(path, str(error)))
    return good, broken


def find_package(from_code: str, to_code: str, model: str | None = None) -> PackageInfo:
    """Choose the package for a pair of languages.

    Args:
        from_code: source language.
        to_code: target language.
        model: None for the one that :mod:`toolkit.packages.ranking` finds best; ``embedded``; the name of an installed
            package; or the path of an ``.argosmodel`` file or a package folder.

    Raises:
        LanguagePairError: there is no package for the pair, or the named one has other languages.
        PackageError: the named package is missing or broken.
    """
    if model is not None:
        info = _named(model)
        if not (closeness(info.from_code, from_code) and closeness(info.to_code, to_code)):
            raise LanguagePairError(
                f"{model}: translates {info.from_code} to {info.to_code}, not {from_code} to {to_code}; change --from "
                f"and --to or the model"
            )
        return info
    chosen = best_of(package_candidates(from_code, to_code), default_model(from_code, to_code))
    if chosen is None:
        raise LanguagePairError(no_model_for(from_code, to_code))
    return embedded_package() if chosen.place is None else inspect_folder(chosen.place)


def package_candidates(from_code: str, to_code: str) -> list[Candidate]:
    """The packages that serve a pair, the embedded one among them; only their metadata are read."""
    found = []
    embedded = embedded_package()
    if (embedded.from_code, embedded.to_code) == (from_code, to_code):
        found.append(Candidate(EMBEDDED, embedded.version, None))
    for path, metadata in _installed_metadata():
        if (str(metadata["from_code"]), str(metadata["to_code"])) == (from_code, to_code):
            found.append(Candidate(path.name, str(metadata["package_version"]), path, listed_as(path)))
    return found


def package_pairs() -> list[tuple[str, str]]:
    """The languages of each package, the embedded one's first."""
    embedded = embedded_package()
    installed = [(str(m["from_code"]), str(m["to_code"])) for _, m in _installed_metadata()]
    return list(dict.fromkeys([(embedded.from_code, embedded.to_code), *installed]))


def no_model_for(from_code: str, to_code: str) -> str:
    """What to say where no model serves a pair: which pairs there are, and how to get others."""
    if wanted := codes_wanted(from_code, to_code):
        return f"{wanted}; languages are named by codes"
    names = ", ".join(f"{one} to {other}" for one, other in sorted(package_pairs()))
    return (
        f"no package translates {from_code} to {to_code}; there are packages for {names}; 'bitext models search "
        f"{from_code} {to_code}' shows what can be fetched, 'bitext models install FILE.argosmodel' installs a file"
    )


def _installed_metadata() -> list[tuple[Path, dict[str, Any]]]:
    """Folders of whole packages and their metadata; none where argostranslate cannot make its folders."""
    try:
        folders = sorted(p for p in package_folder().iterdir() if p.is_dir() and not p.name.startswith("."))
    except (OSError, OutputError):
        return []
    found = []
    for path in folders:
        if not (path / "model" / "model.bin").is_file():
            continue
        try:
            found.append((path, folder_metadata(path)))
        except PackageError:
            continue
    return found


def install_package(path: Path, origin: Mapping[str, Any] | None = None) -> PackageInfo:
    """Install an ``.argosmodel`` file into the package folder, whole or not at all.

    The archive is validated first, unpacked beside the folder, its SHA-256 recorded, then renamed into place.

    Args:
        path: of the file.
        origin: what is noted of where it came from.

    Raises:
        PackageError: the file is refused, or a package of that name is installed already; nothing was changed.
        OutputError: the folder cannot be written or the disk is full; nothing was changed.
    """
    info = inspect_archive(path)
    folder = package_folder()
    target = folder / info.name
    if target.exists():
        raise PackageError(f"{target}: a package of this name is installed; remove it first ('bitext models remove')")
    staging: Path | None = None
    try:
        staging = Path(tempfile.mkdtemp(prefix="bitext-install-", dir=folder.parent))
        unpacked = staging / info.name
        with zipfile.ZipFile(path) as archive:
            for inside, member in info.members.items():
                destination = unpacked / inside
                destination.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as source, destination.open("wb") as copy:
                    shutil.copyfileobj(source, copy, 1 << 20)
        digests = {i: sha256_file(unpacked / i) for i in sorted(info.members)}
        record = {"archive": path.name, "sha256": info.sha256, **(origin or {}), "files": digests}
        (unpacked / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        installed = inspect_folder(unpacked)
        unpacked.rename(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot be installed ({error.strerror or error}); nothing was changed") from None
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)
    installed.path = target
    return installed


def remove_package(name: str) -> Path:
    """Remove an installed package by name.

    Raises:
        PackageError: no such package is installed.
        OutputError: the folder cannot be removed.
    """
    path = _installed_path(name)
    try:
        # Renamed first: a removal that is killed half-way leaves no half package among the installed ones.
        doomed = Path(tempfile.mkdtemp(prefix="bitext-remove-", dir=path.parent.parent))
        path.rename(doomed / path.name)
        shutil.rmtree(doomed)
    except OSError as error:
        raise OutputError(f"{path}: cannot be removed ({error.strerror or error})") from None
    return path


def verify_package(model: str) -> tuple[PackageInfo, list[str]]:
    """Check a package against the digests recorded when it was installed or shipped.

    Returns:
        The package and the problems found, one line each; none when all is well.

    Raises:
        PackageError: the package is missing or cannot be read at all.
    """
    if model == EMBEDDED:
        return embedded_package(), []
    info = _named(model)
    record_path = info.path / RECORD
    if not record_path.is_file():
        return info, [] if info.members else [
            "no digests were recorded when it was installed; reinstall it to have them"
        ]
    problems = []
    try:
        recorded = dict(json.loads(record_path.read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return info, [f"{RECORD}: damaged; reinstall the package"]
    for inside, digest in recorded.items():
        file = info.path / inside
        if not file.is_file():
            problems.append(f"{inside}: missing")
        elif sha256_file(file) != digest:
            problems.append(f"{inside}: changed since it was installed")
    return info, problems


def _named(model: str) -> PackageInfo:
    if model == EMBEDDED:
        return embedded_package()
    path = Path(model)
    if path.is_dir():
        return inspect_folder(path)
    if path.suffix == ".argosmodel" or path.is_file():
        return inspect_archive(path)
    return inspect_folder(_installed_path(model))


def _installed_path(name: str) -> Path:
    path = package_folder() / name
    if "/" in name or "\\" in name or name in {"", ".", ".."} or not path.is_dir():
        raise PackageError(f"{name}: no such package is installed; 'bitext models list' shows what there is")
    return path
