"""Writing a corpus folder: every file whole, the manifest last, nothing of the user's overwritten."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.alignment import AlignmentScore
from toolkit.errors import OutputError
from toolkit.files import check_writable, sha256_bytes, sha256_file, write_bytes
from toolkit.formats import CORPUS_FORMATS, FORMATS
from toolkit.pipeline.build import Corpus
from toolkit.version import __version__

MANIFEST = "manifest.json"


@dataclass(slots=True, frozen=True)
class InputFile:
    """A file that went into a corpus: document id, name as found and SHA-256."""

    id: str
    name: str
    sha256: str


def check_output_folder(folder: Path, force: bool = False) -> None:
    """Refuse a folder whose contents a build would destroy.

    An absent or empty folder is fine, and so is an earlier build that nobody has edited since.

    Raises:
        OutputError: the folder cannot be made, holds other things, or files of a build that were changed by hand.
    """
    check_writable(folder)
    if force or not folder.exists():
        return
    if not folder.is_dir():
        raise OutputError(f"{folder}: a file where the corpus folder should be; choose another --out")
    if not any(folder.iterdir()):
        return
    try:
        outputs = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["outputs"]
    except (OSError, ValueError, KeyError, TypeError):
        raise OutputError(
            f"{folder}: not empty and not a corpus of an earlier build; choose another --out, or --force to write there"
        ) from None
    changed = [n for n, d in outputs.items() if (folder / n).is_file() and sha256_file(folder / n) != d]
    if changed:
        raise OutputError(
            f"{folder / changed[0]}: changed by hand since it was built ({len(changed)} such files); move it away, or "
            f"--force to overwrite"
        )


def write_corpus(
    corpus: Corpus,
    folder: Path,
    inputs: Sequence[InputFile],
    model: Mapping[str, str],
    settings: dict[str, Any],
) -> list[Path]:
    """Write all files of a corpus; the same corpus gives the same bytes.

    Returns:
        The files written, the manifest last.

    Raises:
        OutputError: a file cannot be written.
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
    for name, data in contents.items():
        write_bytes(folder / name, data)
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
