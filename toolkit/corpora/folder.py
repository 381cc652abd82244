"""The corpus folder: the names of its files, how they are read, and when a build may write there."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from toolkit.corpora.title_checks import TitleCheck, TitleChecks
from toolkit.errors import InputError, OutputError
from toolkit.files import check_writable, is_part, read_text, sha256_bytes, write_bytes
from toolkit.formats import format_of
from toolkit.resume import Receipts
from toolkit.units import TranslationUnit
from toolkit.wording import counted

#: The units of a corpus; in other formats they have the same stem.
UNITS = "bitext.jsonl"
#: The title checks.
EVALUATION = "evaluation.json"
#: What the corpus was made of, and the digests of its files.
MANIFEST = "manifest.json"
#: Record of a build that is being written.
RECEIPTS = ".bitext-build.jsonl"
_STEM = PurePath(UNITS).stem
_NAMES = re.compile(rf"articles/.+\.txt|{_STEM}\.\w+|{re.escape(EVALUATION)}|{re.escape(MANIFEST)}", re.DOTALL)


def article_name(document: str, language: str) -> str:
    """Name of an article's translation in a corpus folder."""
    return f"articles/{document}.{language}.txt"


def units_name(suffix: str) -> str:
    """Name of the units of a corpus folder in the format of a suffix."""
    return _STEM + suffix


def units_at(
    path: Path, read_as: str | None = None, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Units of a corpus folder, or of a file.

    Args:
        path: folder that ``build`` made, or a file of units.
        read_as: name of the format of a file, where its name cannot tell.
        source_language, target_language: of a file's units, see :class:`toolkit.formats.selection.Selection`.

    Raises:
        InputError: no such file, a folder without units, or not in its format.
    """
    if path.is_dir():
        yield from CorpusFolder(path).read_units()
    else:
        yield from format_of(path, read_as).read(path, source_language, target_language)


@dataclass(slots=True, frozen=True)
class CorpusFolder:
    """A folder that ``build`` made, or is to make.

    Attributes:
        path: of the folder.
    """

    path: Path

    @property
    def units(self) -> Path:
        """File of the units."""
        return self.path / UNITS

    @property
    def evaluation(self) -> Path:
        """File of the title checks."""
        return self.path / EVALUATION

    @property
    def manifest(self) -> Path:
        """File that says what the corpus was made of."""
        return self.path / MANIFEST

    def read_units(self) -> Iterator[TranslationUnit]:
        """The units.

        Raises:
            InputError: there are none, or their file is damaged.
        """
        if not self.units.exists():
            raise InputError(f"{self.path}: a folder without {UNITS}; give a corpus that 'build' made, or a file")
        yield from format_of(self.units).read(self.units)

    def read_title_checks(self) -> TitleChecks:
        """Title checks by document id; none where there is no such file.

        Raises:
            InputError: the file is not what ``build`` writes.
        """
        if not self.evaluation.is_file():
            return {}
        try:
            documents = json.loads(read_text(self.evaluation))["documents"]
            return {d: [TitleCheck.from_dict(record) for record in records] for d, records in documents.items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise InputError(
                f"{self.evaluation}: not the evaluation that 'bitext build' writes; build the corpus again"
            ) from None

    def read_manifest(self) -> dict[str, Any]:
        """The manifest as it stands; empty where there is no such file.

        Raises:
            InputError: the file is not what ``build`` writes.
        """
        if not self.manifest.is_file():
            return {}
        try:
            return dict(json.loads(read_text(self.manifest)))
        except (ValueError, TypeError, RecursionError):
            raise InputError(f"{self.manifest}: not what 'bitext build' writes; build the corpus again") from None

    def check(self, force: bool = False, inputs: Iterable[Path] = ()) -> None:
        """Refuse a folder whose contents a build would destroy.

        An absent or empty folder is fine, and so is an earlier build that nobody has edited since, also one that was
        killed or met a full disk: what that wrote is on record, or has the names of a build and is compared with what
        is to be written by :meth:`write`.

        Args:
            force: write there whatever it holds.
            inputs: the articles; they are never overwritten.

        Raises:
            OutputError: the folder cannot be made, holds other things, or files of a build that were changed by hand.
        """
        if self.path.exists() and not self.path.is_dir():
            raise OutputError(f"{self.path}: a file where the corpus folder should be; choose another --out")
        check_writable(self.manifest)
        root = self.path.resolve()
        for path in inputs:
            place = path.resolve()
            if place.is_relative_to(root) and _is_own(place.relative_to(root)):
                raise OutputError(f"{path}: is an input as well and would be overwritten; choose another --out")
        if force or not self.path.is_dir() or not any(True for _ in self._files()):
            return
        with closing(Receipts(self.path / RECEIPTS)) as receipts:
            outputs = self._outputs()
            if outputs is None:
                if any(not _is_own(p.relative_to(self.path)) and not receipts.knows(p) for p in self._files()):
                    raise OutputError(
                        f"{self.path}: not empty and not a corpus of an earlier build; choose another --out, or "
                        "--force to write there"
                    )
                return
            for name, digest in outputs.items():
                receipts.assume(self.path / name, digest)
            places = [self.path / name for name in outputs]
            changed = [place for place in places if place.is_file() and not receipts.knows(place)]
        if changed:
            raise OutputError(
                f"{changed[0]}: changed by hand since it was built ({counted(len(changed), 'such file')}); "
                "move it away, or --force to overwrite"
            )

    def write(self, contents: Mapping[str, bytes], made_of: str, force: bool = False) -> list[Path]:
        """Write the files of a corpus, each whole.

        What will be written is put on record first, so that a build that is killed half-way can begin anew; the
        manifest, written last, takes the place of the record.

        Args:
            contents: by name; the manifest last.
            made_of: signature of the corpus, for the record.
            force: overwrite files of other contents that no build wrote.

        Returns:
            The files written, in order.

        Raises:
            OutputError: a file cannot be written, or one is there that no build wrote as it stands.
        """
        with closing(Receipts(self.path / RECEIPTS)) as receipts:
            outputs = self._outputs()
            for name, digest in (outputs or {}).items():
                receipts.assume(self.path / name, digest)
            for name, data in contents.items():
                receipts.check(self.path / name, force or (name == MANIFEST and outputs is not None), data)
            for name, data in contents.items():
                receipts.note(self.path / name, sha256_bytes(data), made_of)
            for name, data in contents.items():
                write_bytes(self.path / name, data)
            receipts.close(remove=True)
        return [self.path / name for name in contents]

    def _files(self) -> Iterator[Path]:
        """Files that count: neither the record of a build nor the remains of a write that was killed."""
        for root, _, names in os.walk(self.path):
            yield from (Path(root, n) for n in names if n != RECEIPTS and not is_part(Path(n)))

    def _outputs(self) -> dict[str, str] | None:
        """Digests of the files of a finished build by name; None where none was finished."""
        try:
            outputs = json.loads(self.manifest.read_text(encoding="utf-8"))["outputs"]
            return {str(name): str(digest) for name, digest in outputs.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None


def _is_own(name: PurePath) -> bool:
    """Whether a build gives names like this one, relative to the folder."""
    return _NAMES.fullmatch(name.as_posix()) is not None
