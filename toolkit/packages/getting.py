"""Getting a model of the catalogue: fetched or copied, checked, unpacked, converted if need be, installed whole."""

from __future__ import annotations

import datetime
import errno
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from toolkit.errors import OutputError, PackageError
from toolkit.languages.tags import canonical
from toolkit.packages.archive import inspect_archive
from toolkit.packages.catalogue import CatalogueModel, ModelFile
from toolkit.packages.download import Downloader, Fetched, Progress, checked
from toolkit.packages.folders import find_folder, install_folder, model_folder, unpack
from toolkit.packages.ranking import RECORD, data_folder, record_of
from toolkit.packages.store import install_package, package_folder

#: Makes a folder that CTranslate2 loads of an unpacked release: takes the folder of the release and the one to make.
Convert = Callable[[Path, Path], object]

# Codes of Argos' own.
_ARGOS_CODES = {"zt": "zh-Hant", "pb": "pt-BR"}
_KEPT = ("README.md", "LICENSE", "LICENCE", "README", "LICENSE.txt")


def addresses(model: CatalogueModel, mirror: str | None = None) -> list[str]:
    """Where the files of a model come from, one line each.

    Args:
        model: of the catalogue.
        mirror: address or folder that has the files, see :func:`get_model`.
    """
    if mirror is None:
        return [file.url for file in model.files]
    if is_address(mirror):
        return [_mirrored(file, model, mirror).url for file in model.files]
    return [str(_in_folder(file, model, Path(mirror))) for file in model.files]


def is_address(mirror: str) -> bool:
    """Whether a mirror is a server rather than a folder."""
    return urlsplit(mirror).scheme in ("http", "https")


def installed_place(model: CatalogueModel) -> Path | None:
    """Where a model of the catalogue is installed; None if it is not."""
    if model.source.kind != "argos":
        folder = find_folder(model.name)
        return folder.path if folder else None
    for path in package_folder().iterdir():
        if path.name == model.name or record_of(path).get("catalogue") == model.name:
            return path
    return None


def get_model(
    model: CatalogueModel,
    *,
    mirror: str | None = None,
    convert: Convert | None = None,
    progress: Progress | None = None,
    downloader: Downloader | None = None,
) -> Path:
    """Fetch and install a model, whole or not at all.

    What came of an interrupted download stays in the data folder and is resumed by the next call. All else is as before
    until the last step, which is a rename.

    Args:
        model: of the catalogue.
        mirror: an address, below which a folder of the model's name has its files, or such a folder; None for the
            addresses of the catalogue.
        convert: makes a CTranslate2 folder of a release; None where there is no converter.
        progress: called with the number of bytes that came, negative where a download begins again.
        downloader: fetches; None for one that keeps to the hosts of the catalogue, or of the mirror.

    Returns:
        The folder of the installed model.

    Raises:
        PackageError: it is installed already, cannot be fetched, is not what was published, or is refused.
        OutputError: a folder cannot be written, or the disk is full.
    """
    there = installed_place(model)
    if there is not None:
        raise PackageError(f"{there}: {model.name} is installed; remove it first ('bitext models remove {there.name}')")
    if model.source.kind == "opus-mt" and convert is None:
        raise PackageError(f"{model.name}: has to be converted, and there is no converter; choose another model")
    place = data_folder() / "downloads" / model.name
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{place}: cannot be made ({error.strerror or error}); set XDG_DATA_HOME") from None
    fetched = [_bring(file, model, place, mirror, progress, downloader) for file in model.files]
    record = _record(model, fetched)
    try:
        installed = _install(model, place, record, convert)
    except OSError as error:
        more = "; free some space" if error.errno == errno.ENOSPC else ""
        raise OutputError(
            f"{model_folder() / model.name}: cannot be installed ({error.strerror or error}){more}; nothing was changed"
        ) from None
    except PackageError:
        # What came is not what it should be: it must not be resumed.
        shutil.rmtree(place, ignore_errors=True)
        raise
    shutil.rmtree(place, ignore_errors=True)
    return installed


def _bring(
    file: ModelFile,
    model: CatalogueModel,
    folder: Path,
    mirror: str | None,
    progress: Progress | None,
    downloader: Downloader | None,
) -> Fetched:
    """One file, fetched or copied into a folder, and checked."""
    place = folder / file.name
    if mirror is None:
        return (downloader or Downloader(model.source.hosts)).fetch(file, place, progress)
    if is_address(mirror):
        return (downloader or Downloader(plain=True)).fetch(_mirrored(file, model, mirror), place, progress)
    source = _in_folder(file, model, Path(mirror))
    try:
        shutil.copyfile(source, place)
    except OSError as error:
        place.unlink(missing_ok=True)
        raise OutputError(f"{place}: {source} cannot be copied ({error.strerror or error})") from None
    if progress:
        progress(place.stat().st_size)
    return checked(replace(file, url=str(source)), place)


def _mirrored(file: ModelFile, model: CatalogueModel, mirror: str) -> ModelFile:
    return replace(file, url=f"{mirror.rstrip('/')}/{quote(model.name)}/{quote(file.name)}")


def _in_folder(file: ModelFile, model: CatalogueModel, folder: Path) -> Path:
    """A file in a folder of mirrored models, as the address or the model calls it.

    It is below the model's name, or beside others if its own name is unique.
    """
    names = dict.fromkeys([file.name, file.url.rsplit("/", 1)[1]])
    places = [folder / model.name / name for name in names]
    if folder.name == model.name or Path(file.name).stem == model.name:
        places += [folder / name for name in names]
    for place in places:
        if place.is_file():
            return place
    raise PackageError(
        f"{places[0]}: no such file in the mirror; 'bitext models get {model.name} --print' lists its files"
    )


def _record(model: CatalogueModel, fetched: Sequence[Fetched]) -> dict[str, Any]:
    """What is noted beside an installed model."""
    return {
        "catalogue": model.name,
        "kind": model.source.kind,
        "from": model.from_code,
        "to": model.to_code,
        "version": model.version,
        "licence": model.source.licence,
        "fetched": [
            {"address": f.url, "size": f.size, "sha256": f.sha256, "published_digest": f.checked} for f in fetched
        ],
        "day": datetime.datetime.now(datetime.UTC).date().isoformat(),
    }


def _install(model: CatalogueModel, place: Path, record: dict[str, Any], convert: Convert | None) -> Path:
    files = [place / file.name for file in model.files]
    if model.source.kind == "argos":
        _check_pair(model, files[0])
        return install_package(files[0], record).path
    staging = Path(tempfile.mkdtemp(prefix="bitext-install-", dir=data_folder()))
    try:
        made = staging / "model"
        if model.source.kind == "opus-mt":
            assert convert is not None
            release = staging / "release"
            release.mkdir()
            unpack(files[0], release)
            convert(release, made)
            _keep_texts(release, made)
        else:
            made.mkdir()
            for file in files:
                shutil.move(file, made / file.name)
        return install_folder(made, model.name, record).path
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _check_pair(model: CatalogueModel, file: Path) -> None:
    """A package of other languages than the catalogue says is not the one that was meant."""
    info = inspect_archive(file)
    found = [canonical(_ARGOS_CODES.get(code, code)) for code in (info.from_code, info.to_code)]
    if found != [canonical(model.from_code), canonical(model.to_code)]:
        raise PackageError(
            f"{model.name}: the package that came translates {info.from_code} to {info.to_code}, not "
            f"{model.from_code} to {model.to_code}; nothing was installed"
        )


def _keep_texts(release: Path, made: Path) -> None:
    """Licence and card of a release go with its model."""
    for name in _KEPT:
        if (release / name).is_file() and not (made / name).exists() and name != RECORD:
            shutil.copyfile(release / name, made / name)
