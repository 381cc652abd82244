"""Models that copy, written by hand in each layout: a wrong token before a text, or one too few, and they copy wrong.

One layer a side. A state is a one-hot token beside a one-hot position; the decoder looks at the source at its own position
plus the number of tokens that name languages, and gives what stands there. Nothing is trained and nothing random.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece

PAGE = (
    "The boats come home before the rain. Les bateaux rentrent avant la pluie. Every spring they paint its door blue. "
    "Chaque printemps ils repeignent la porte en bleu. A small house stands at the end of the road, and nobody lives there. "
    "Une petite maison se dresse au bout de la route et personne n'y habite. Two children walk to school with their dog."
)
_POSITIONS = 64


def train_pieces(path: Path, size: int = 90, symbols: Sequence[str] = ()) -> list[str]:
    """Train a SentencePiece model on a page and write it; gives its pieces."""
    lines = PAGE.replace(". ", ".\n").split("\n")
    prefix = path.with_name(path.name + ".tmp")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines * 3),
        model_prefix=str(prefix),
        vocab_size=size,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
        user_defined_symbols=list(symbols),
    )
    prefix.with_name(prefix.name + ".model").rename(path)
    prefix.with_name(prefix.name + ".vocab").unlink()
    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    return [processor.id_to_piece(i) for i in range(processor.get_piece_size())]


def write_copier(
    folder: Path,
    source: list[str],
    target: list[str] | None = None,
    skip: int = 0,
    config: dict[str, Any] | None = None,
) -> Path:
    """Write a model that copies what stands ``skip`` tokens further on in the source, until it meets ``</s>``.

    Args:
        folder: to write to.
        source: tokens of the source.
        target: tokens of the target, as many; each stands for the one of the same number. None for shared ones.
        skip: tokens before the text.
        config: changes to CTranslate2's ``config.json``.
    """
    from ctranslate2.specs import common_spec, transformer_spec

    size, width = len(source), -(-(len(source) + _POSITIONS) // 16) * 16
    spec = transformer_spec.TransformerSpec.from_config(
        (1, 1), 1, pre_norm=True, activation=common_spec.Activation.RELU
    )

    def zeros(*shape: int) -> Any:
        return np.zeros(shape, np.float32)

    words, places = zeros(width, width), zeros(width, width)
    words[:size, :size] = np.eye(size)
    for place in range(_POSITIONS - skip):
        places[size + place + skip, size + place] = 1  # the query of a place is the key of the one that it copies
    embeddings, positions = zeros(size, width), zeros(_POSITIONS, width)
    embeddings[:, :size] = np.eye(size)
    positions[:, size : size + _POSITIONS] = np.eye(_POSITIONS)

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(width, np.float32), zeros(width)

    def linear(layer: Any, weight: Any) -> None:
        layer.weight, layer.bias = weight, zeros(len(weight))

    for half, embedding in ((spec.encoder, spec.encoder.embeddings[0]), (spec.decoder, spec.decoder.embeddings)):
        embedding.weight, embedding.multiply_by_sqrt_depth = embeddings, False
        half.position_encodings.encodings = positions
        norm(half.layer_norm)
        for layer in half.layer:
            norm(layer.self_attention.layer_norm)
            linear(layer.self_attention.linear[0], zeros(3 * width, width))
            linear(layer.self_attention.linear[1], zeros(width, width))
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, zeros(width, width))
            linear(layer.ffn.linear_1, zeros(width, width))
    cross = spec.decoder.layer[0].attention
    norm(cross.layer_norm)
    itself = zeros(width, width)
    itself[size : size + _POSITIONS, size : size + _POSITIONS] = np.eye(_POSITIONS)
    linear(cross.linear[0], 40 * places)
    linear(cross.linear[1], np.concatenate([itself, words]))
    linear(cross.linear[2], 8 * words)
    linear(spec.decoder.projection, 4 * embeddings)
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target or source)
    spec.config.add_source_eos = False
    spec.config.decoder_start_token = "</s>" if "</s>" in source else "<s>"
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.validate()
    spec.optimize(quantization="float32")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    if config:
        path = folder / "config.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | config))
    return folder
