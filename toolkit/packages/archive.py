"""What is inside an Argos package, be it a ``.argosmodel`` file or an installed folder.

The format is that of argostranslate: one folder with ``metadata.json``, ``model/`` (CTranslate2) and
``sentencepiece.model`` or ``bpe.model``.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from toolkit.errors import PackageError
from toolkit.files import ARCHIVE_ERRORS, sha256_file, why_refused, why_unsafe

_T = TypeVar("_T")

_REQUIRED_METADATA = ("from_code", "to_code", "package_version")
_TOKENIZERS = ("sentencepiece.model", "bpe.model")
#: In the metadata of packages of ``bitext train``: tokens a segment may have,
LIMIT = "bitext_max_source_tokens"
#: and that the model was trained on :func:`toolkit.text.typography.part_quotes`.
PARTED = "bitext_parted_quotes"
_UNPACKED_LIMIT = 4 << 30


@dataclass(slots=True)
class PackageInfo:
    """An Argos package that passed validation.

    Attributes:
        name: root folder, such as ``translate-fr_en-1_9``.
        path: the ``.argosmodel`` file or the installed folder.
        metadata: contents of ``metadata.json``.
        sha256: digest of the file, or for a folder of its model and tokenizer.
        tokenizer: file name of the tokenizer.
        members: member of the archive for each path below the root (files only; empty for a folder).
    """

    name: str
    path: Path
    metadata: dict[str, Any]
    sha256: str
    tokenizer: str
    members: dict[str, str] = field(default_factory=dict)
    _parsed: dict[tuple[str, Callable[[str], Any]], Any] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    @property
    def from_code(self) -> str:
        return str(self.metadata["from_code"])

    @property
    def to_code(self) -> str:
        return str(self.metadata["to_code"])

    @property
    def version(self) -> str:
        return str(self.metadata["package_version"])

    def has(self, inside: str) -> bool:
        """Whether there is a file of a path below the root."""
        return inside in self.members if self.members else (self.path / inside).is_file()

    def read(self, inside: str) -> bytes:
        """Read a file of the package by its path below the root.

        Raises:
            PackageError: no such file, or it is damaged.
        """
        try:
            if not self.members:
                return (self.path / inside).read_bytes()
            with zipfile.ZipFile(self.path) as archive:
                return archive.read(self.members[inside])
        except (KeyError, *ARCHIVE_ERRORS) as error:
            raise PackageError(f"{self.path}: {inside} cannot be read ({error}); install the package again") from None

    def parse(self, inside: str, parse: Callable[[str], _T], what: str) -> _T | None:
        """What a text file of the package says, the same object each time; None if there is no such file.

        Args:
            inside: path below the root.
            parse: makes it of the text; its ValueError says that the text is damaged.
            what: the file should be, for the message.

        Raises:
            PackageError: it cannot be read, or is damaged.
        """
        if not self.has(inside):
            return None
        key = inside, parse
        if key not in self._parsed:
            try:
                self._parsed[key] = parse(self.read(inside).decode())
            except (ValueError, RecursionError):
                raise PackageError(f"{self.path}: {inside} is {what}; install the package again") from None
        found: _T = self._parsed[key]
        return found

    def model_files(self) -> dict[str, bytes]:
        """Contents of ``model/`` by file name, as CTranslate2 takes them from memory."""
        if self.members:
            names = [n.removeprefix("model/") for n in self.members if n.startswith("model/")]
        else:
            names = [p.name for p in (self.path / "model").iterdir() if p.is_file()]
        return {name: self.read(f"model/{name}") for name in sorted(names)}


def inspect_archive(path: Path, known: str = "") -> PackageInfo:
    """Validate a ``.argosmodel`` file without unpacking it.

    One root folder, no path that leaves it, no link, valid metadata, a model, a tokenizer, intact check sums.

    Args:
        path: of the file.
        known: SHA-256 of a file whose check sums are intact; to read it all once more would take as long as to load it.

    Raises:
        PackageError: what is wrong with the file, in one line.
    """
    if not path.is_file():
        raise PackageError(f"{path}: no such package file; give the path of an .argosmodel file")
    try:
        digest = sha256_file(path)
        with zipfile.ZipFile(path) as archive:
            name, members = _members(path, archive)
            damaged = None if digest == known else archive.testzip()
            if damaged is not None:
                raise PackageError(f"{path}: {damaged} is damaged (check sum); get the file again")
            metadata = _metadata(path, archive.read(members["metadata.json"]))
    except OSError as error:
        raise PackageError(f"{path}: cannot be read ({error.strerror or error})") from None
    except ARCHIVE_ERRORS as error:
        raise PackageError(f"{path}: not an Argos package ({error}); get the file again") from None
    tokenizer = _parts(path, set(members))
    return PackageInfo(name, path, metadata, digest, tokenizer, members)


def inspect_folder(path: Path) -> PackageInfo:
    """Validate an installed package.

    Raises:
        PackageError: what is wrong with the folder, in one line.
    """
    metadata = folder_metadata(path)
    files = {str(p.relative_to(path).as_posix()) for p in path.rglob("*") if p.is_file()}
    tokenizer = _parts(path, files)
    digest = hashlib.sha256()
    for inside in ("model/model.bin", tokenizer):
        digest.update(sha256_file(path / inside).encode())
    return PackageInfo(path.name, path, metadata, digest.hexdigest(), tokenizer)


def folder_metadata(path: Path) -> dict[str, Any]:
    """What ``metadata.json`` of an installed package says; no other file is looked at.

    Raises:
        PackageError: there is none, or it is damaged.
    """
    try:
        data = (path / "metadata.json").read_bytes()
    except OSError:
        raise PackageError(f"{path}: no metadata.json in this folder; remove it or install the package again") from None
    return _metadata(path, data)


def _members(path: Path, archive: zipfile.ZipFile) -> tuple[str, dict[str, str]]:
    members: dict[str, str] = {}
    roots = set()
    if reason := why_refused(archive, _UNPACKED_LIMIT):
        raise PackageError(f"{path}: refused, {reason}; nothing was installed")
    for entry in archive.infolist():
        if reason := why_unsafe(entry):
            raise PackageError(f"{path}: {reason}; nothing was installed")
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        roots.add(parts[0])
        if not entry.is_dir():
            members["/".join(parts[1:])] = entry.filename
    if len(roots) != 1 or "" in members:
        raise PackageError(f"{path}: {len(roots)} entries at the top where one folder is wanted; not an Argos package")
    if "metadata.json" not in members:
        raise PackageError(f"{path}: no metadata.json in the package; not an Argos package")
    return roots.pop(), members


def _metadata(path: Path, data: bytes) -> dict[str, Any]:
    try:
        metadata = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PackageError(f"{path}: metadata.json is not JSON ({error})") from None
    missing = [k for k in _REQUIRED_METADATA if not isinstance(metadata, dict) or not metadata.get(k)]
    if missing:
        raise PackageError(f"{path}: metadata.json lacks {', '.join(missing)}; not a translation package")
    return dict(metadata)


def _parts(path: Path, files: set[str]) -> str:
    if "model/model.bin" not in files:
        raise PackageError(f"{path}: no model/model.bin in the package; not a CTranslate2 package")
    tokenizer = next((t for t in _TOKENIZERS if t in files), None)
    if tokenizer is None:
        raise PackageError(f"{path}: no tokenizer in the package ({' or '.join(_TOKENIZERS)})")
    return tokenizer
