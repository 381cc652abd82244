"""From a checkpoint to an Argos package, int8."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.files import sha256_bytes, write_bytes
from toolkit.training import require_torch
from toolkit.training.config import Config
from toolkit.training.trainer import CHECKPOINT, build_model
from toolkit.translation.channel import FILE as CHANNEL
from toolkit.translation.lexicon import FILE as LEXICON
from toolkit.translation.words import FILE as WORDS

# Zip files carry times; a fixed one makes equal weights equal files.
_TIME = (1980, 1, 1, 0, 0, 0)


def export(work: Path, out: Path, config: Config, card: str | None = None, others: Sequence[Path] = ()) -> str:
    """Write the averaged weights of a checkpoint as an ``.argosmodel`` file.

    Args:
        work: folder of the run.
        out: package to write.
        config: settings of the run.
        card: text of the package's README.md.
        others: folders of runs that share a beginning with this one; the mean of the weights of all is written, and a
            folder that is named twice counts twice. Ends of a run that were reached by falling rates at different times
            lie in one valley, and their mean is better than each (Wortsman et al., "Model soups", ICML 2022).

    Returns:
        SHA-256 of the package.

    Raises:
        MissingExtraError: torch is not installed.
        InputError: there is no checkpoint in a folder, or another folder has another model or vocabulary.
    """
    torch = require_torch()
    import sentencepiece

    from toolkit.training.model import to_ctranslate2

    saved = _load(work, torch)
    model = build_model(config, saved["vocab"])
    vocabulary = (work / "sentencepiece.model").read_bytes()
    sums = [value.double() for value in saved["ema"]]
    for other in others:
        values = _load(other, torch)["ema"]
        same = [v.shape for v in values] == [s.shape for s in sums]
        if not same or (other / "sentencepiece.model").read_bytes() != vocabulary:
            raise InputError(
                f"{other}: another model or vocabulary than {work}; only runs from one beginning have a mean"
            )
        sums = [s + v for s, v in zip(sums, values, strict=True)]
    for weight, value in zip(model.parameters(), sums, strict=True):
        weight.data.copy_(value / (1 + len(others)))
    processor = sentencepiece.SentencePieceProcessor(model_file=str(work / "sentencepiece.model"))
    pieces = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    metadata = {
        "package_version": config.version,
        "argos_version": "1.9",
        "from_code": config.from_code,
        "from_name": config.from_name,
        "to_code": config.to_code,
        "to_name": config.to_name,
        "links": [],
        "bitext_max_source_tokens": config.longest_tokens,
    }
    files = {
        "metadata.json": json.dumps(metadata, indent=1).encode(),
        "sentencepiece.model": vocabulary,
    }
    for name in (LEXICON, WORDS, CHANNEL):
        if (work / name).exists():
            files[name] = (work / name).read_bytes()
    if card:
        files["README.md"] = card.encode()
    folder = Path(tempfile.mkdtemp(prefix="bitext-export-"))
    try:
        to_ctranslate2(model, config.heads, pieces, folder / "model")
        files |= {f"model/{p.name}": p.read_bytes() for p in sorted((folder / "model").iterdir())}
    finally:
        shutil.rmtree(folder)
    root = f"translate-{config.from_code}_{config.to_code}-{config.version.replace('.', '_')}"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{root}/{name}", _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, compresslevel=9)
    write_bytes(out, buffer.getvalue())
    return sha256_bytes(buffer.getvalue())


def _load(work: Path, torch: Any) -> dict[str, Any]:
    if not (work / CHECKPOINT).exists():
        raise InputError(f"{work}: no {CHECKPOINT} in this folder; run the stage 'train' first")
    saved: dict[str, Any] = torch.load(work / CHECKPOINT, map_location="cpu", weights_only=True)
    return saved
