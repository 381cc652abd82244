"""Writing a corpus folder: every file whole, the manifest last, nothing of the user's overwritten."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from toolkit.alignment import AlignmentScore
from toolkit.errors import OutputError
from toolkit.files import check_writable, is_part, sha256_bytes, write_bytes
from toolkit.formats import CORPUS_FORMATS, FORMATS
from toolkit.pipeline.build import Corpus
from toolkit.resume import Receipts
from toolkit.version import __version__

MANIFEST = "manifest.json"
#: Record of a build that is being written.
RECEIPTS = ".bitext-build.jsonl"
_NAMES = re.compile(r"articles/.+\.txt|bitext\.\w+|evaluation\.json", re.DOTALL)


@dataclass(slots=True, frozen=True)
class InputFile:
    """A file that went into a corpus: document id, name as found and SHA-256."""

    id: str
    name: str
    sha256: str


def check_corpus_folder(folder: Path, force: bool = False, inputs: Iterable[Path] = ()) -> None:
    """Refuse a folder whose contents a build would destroy.

    An absent or empty folder is fine, and so is an earlier build that nobody has edited since, also one that was
    killed or met a full disk: what that wrote is on record, or has the names of a build and is compared with what is
    to be written by :func:`write_corpus`.

    Args:
        folder: of the corpus.
        force: write there whatever it holds.
        inputs: the articles; they are never overwritten.

    Raises:
        OutputError: the folder cannot be made, holds other things, or files of a build that were changed by hand.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: a file where the corpus folder should be; choose another --out")
    check_writable(folder / MANIFEST)
    root = folder.resolve()
    for path in inputs:
        place = path.resolve()
        if place.is_relative_to(root) and _is_own(place.relative_to(root)):
            raise OutputError(f"{path}: is an input as well and would be overwritten; choose another --out")
    if force or not folder.is_dir():
        return
    with closing(Receipts(folder / RECEIPTS)) as receipts:
        if not any(True for _ in _files(folder)):
            return
        outputs = _outputs(folder)
        if outputs is None:
            if any(not _is_own(p.relative_to(folder)) and not receipts.knows(p) for p in _files(folder)):
                raise OutputError(
                    f"{folder}: not empty and not a corpus of an earlier build; choose another --out, or --force to "
                    f"write there"
                )
            return
        for name, digest in outputs.items():
            receipts.assume(folder / name, digest)
        changed = [name for name in outputs if (folder / name).is_file() and not receipts.knows(folder / name)]
    if changed:
        raise OutputError(
            f"{folder / changed[0]}: changed by hand since it was built ({len(changed)} such files); move it away, or "
            f"--force to overwrite"
        )


def _is_own(name: PurePath) -> bool:
    """Whether a build gives names like this one, relative to the folder."""
    return name.as_posix() == MANIFEST or _NAMES.fullmatch(name.as_posix()) is not None


def _files(folder: Path) -> Iterator[Path]:
    """Files of a folder that count: neither the record of a build nor the remains of a write that was killed."""
    for root, _, names in os.walk(folder):
        yield from (Path(root, n) for n in names if n != RECEIPTS and not is_part(Path(n)))


def _outputs(folder: Path) -> dict[str, str] | None:
    """Digests of the files of a finished build by name; None where none was finished."""
    try:
        outputs = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["outputs"]
        return {str(name): str(digest) for name, digest in outputs.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_corpus(
    corpus: Corpus,
    folder: Path,
    inputs: Sequence[InputFile],
    model: Mapping[str, str],
    settings: dict[str, Any],
    force: bool = False,
) -> list[Path]:
    """Write all files of a corpus; the same corpus gives the same bytes.

    What will be written is put on record first, so that a build that is killed half-way can begin anew; the manifest,
    written last, takes the place of the record.

    Args:
        corpus: to write.
        folder: see :func:`check_corpus_folder`.
        inputs: what it was made of.
        package: of the engine.
        settings: for the manifest.
        force: overwrite files of other contents that no build wrote.

    Returns:
        The files written, the manifest last.

    Raises:
        OutputError: a file cannot be written, or one is there that no build wrote as it stands.
    """
    contents = {f"articles/{i}.{corpus.target_language}.txt": t.encode() for i, t in corpus.articles.items()}
    for name in CORPUS_FORMATS:
        form = FORMATS[name]
        data = form.to_bytes(corpus.units, corpus.source_language, corpus.target_language)
        contents[f"bitext{form.suffix}"] = data
    contents["evaluation.json"] = _json({"signature": corpus.signature, "documents": corpus.evaluations})
    manifest = {
        "tool": {"name": "bitext-toolkit", "version": __version__},
        "signature": corpus.signature,
        "settings": settings,
        "model": dict(model),
        "versions": library_versions(),
        "inputs": [{"id": i.id, "name": i.name, "sha256": i.sha256} for i in inputs],
        "counts": corpus.counts,
        "alignment_agreement": agreement_figures(corpus),
        "outputs": {name: sha256_bytes(data) for name, data in sorted(contents.items())},
    }
    contents[MANIFEST] = _json(manifest)
    with closing(Receipts(folder / RECEIPTS)) as receipts:
        outputs = _outputs(folder)
        for name, digest in (outputs or {}).items():
            receipts.assume(folder / name, digest)
        for name, data in contents.items():
            receipts.check(folder / name, force or (name == MANIFEST and outputs is not None), data)
        for name, data in contents.items():
            receipts.note(folder / name, sha256_bytes(data), corpus.signature)
        for name, data in contents.items():
            write_bytes(folder / name, data)
        receipts.close(remove=True)
    return [folder / name for name in contents]


def agreement_figures(corpus: Corpus) -> dict[str, float]:
    """Strict and lax figures of the aligner's agreement with the known map, over all documents, four decimals."""
    total = sum(corpus.agreement.values(), AlignmentScore())
    return {name: round(value, 4) for name, value in total.figures().items()}


def library_versions() -> dict[str, str]:
    """Versions of the libraries whose change could change a corpus."""
    from importlib.metadata import version

    return {name: version(name) for name in ("ctranslate2", "nltk", "py3langid", "sacrebleu", "sentencepiece")}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
