"""Writing a corpus: the same corpus gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.alignment import AlignmentScore
from toolkit.corpora.folder import EVALUATION, MANIFEST, CorpusFolder, article_name, units_name
from toolkit.corpora.title_checks import checks_to_dict
from toolkit.files import sha256_bytes
from toolkit.formats import CORPUS_FORMATS, FORMATS
from toolkit.pipeline.build import Corpus
from toolkit.version import __version__


@dataclass(slots=True, frozen=True)
class InputFile:
    """A file that went into a corpus: document id, name as found and SHA-256."""

    id: str
    name: str
    sha256: str


def write_corpus(
    corpus: Corpus,
    folder: Path,
    inputs: Sequence[InputFile],
    model: Mapping[str, str],
    settings: dict[str, Any],
    force: bool = False,
) -> list[Path]:
    """Write all files of a corpus; the same corpus gives the same bytes.

    Args:
        corpus: to write.
        folder: see :class:`toolkit.corpora.folder.CorpusFolder`.
        inputs: what it was made of.
        model: what is known of the model that translated.
        settings: for the manifest.
        force: overwrite files of other contents that no build wrote.

    Returns:
        The files written, the manifest last.

    Raises:
        OutputError: a file cannot be written, or one is there that no build wrote as it stands.
    """
    contents = {article_name(i, corpus.target_language): text.encode() for i, text in corpus.articles.items()}
    for name in CORPUS_FORMATS:
        form = FORMATS[name]
        data = form.to_bytes(corpus.units, corpus.source_language, corpus.target_language)
        contents[units_name(form.suffix)] = data
    contents[EVALUATION] = _json({"signature": corpus.signature, "documents": checks_to_dict(corpus.evaluations)})
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
    return CorpusFolder(folder).write(contents, corpus.signature, force)


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
