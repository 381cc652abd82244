"""From a checkpoint to an Argos package, int8."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.files import sha256_bytes, write_bytes
from toolkit.lexical.copies import FILE as COPIES
from toolkit.lexical.known_words import FILE as WORDS
from toolkit.lexical.lexicon import FILE as LEXICON
from toolkit.lexical.word_model import FILE as CHANNEL
from toolkit.packages.archive import LIMIT, PARTED
from toolkit.training.config import Config, Shape
from toolkit.training.mean import folder_of, mean_of_runs
from toolkit.training.state import build_model

# Zip files carry times; a fixed one makes equal weights equal files.
_TIME = (1980, 1, 1, 0, 0, 0)


def export(work: Path, out: Path, config: Config, card: str | None = None, others: Sequence[Path] = ()) -> str:
    """Write the averaged weights of a checkpoint as an ``.argosmodel`` file.

    Args:
        work: folder of the run, or its ``states``.
        out: package to write.
        config: settings of the run.
        card: text of the package's README.md.
        others: folders of more runs; the mean of the weights of all is written, see
            :func:`toolkit.training.mean.mean_of_runs`.

    Returns:
        SHA-256 of the package.

    Raises:
        MissingExtraError: torch is not installed.
        InputError: there is no checkpoint in a folder, or another folder has another model or vocabulary.
    """
    saved = mean_of_runs([work, *others])
    work = folder_of(work)
    import sentencepiece

    from toolkit.training.model import to_ctranslate2

    shape = Shape(*saved["shape"])
    model = build_model(shape, saved["vocab"])
    for weight, value in zip(model.parameters(), saved["ema"], strict=True):
        weight.data.copy_(value)
    model.positions.copy_(saved["positions"])
    processor = sentencepiece.SentencePieceProcessor(model_file=str(work / "sentencepiece.model"))
    pieces = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    files = {
        "metadata.json": json.dumps(_metadata(config), indent=1).encode(),
        "sentencepiece.model": (work / "sentencepiece.model").read_bytes(),
    }
    for name in (LEXICON, WORDS, COPIES, CHANNEL):
        if (work / name).exists():
            files[name] = (work / name).read_bytes()
    if card:
        files["README.md"] = card.encode()
    folder = Path(tempfile.mkdtemp(prefix="bitext-export-"))
    try:
        to_ctranslate2(model, shape.heads, pieces, folder / "model")
        files |= {f"model/{p.name}": p.read_bytes() for p in sorted((folder / "model").iterdir())}
    finally:
        shutil.rmtree(folder)
    root = f"translate-{config.from_code}_{config.to_code}-{config.version.replace('.', '_')}"
    data = _packed(root, files)
    write_bytes(out, data)
    return sha256_bytes(data)


def _metadata(config: Config) -> dict[str, Any]:
    return {
        "package_version": config.version,
        "argos_version": "1.9",
        "from_code": config.from_code,
        "from_name": config.from_name,
        "to_code": config.to_code,
        "to_name": config.to_name,
        "links": [],
        LIMIT: config.longest_tokens,
        PARTED: True,
    }


def _packed(root: str, files: Mapping[str, bytes]) -> bytes:
    """A zip file; equal files make equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{root}/{name}", _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, compresslevel=9)
    return buffer.getvalue()
