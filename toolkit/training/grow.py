"""A larger model that begins as a smaller one: the same translations at the start, room to learn at once.

Widths are doubled by having everything twice and layers are added that pass on what they get, after Chen, Goodfellow
and Shlens, "Net2Net: Accelerating Learning via Knowledge Transfer", ICLR 2016, and Chen et al., "bert2BERT: Towards
Reusable Pretrained Language Models", ACL 2022. Copies alone would stay alike for ever; as what comes in comes in twice,
anything may be added to the weights of the one half if it is taken from those of the other.
"""

# mypy: disable-error-code="no-untyped-def, no-untyped-call, no-any-return"
from __future__ import annotations

from dataclasses import replace
from typing import Any

from toolkit.errors import InputError
from toolkit.training.config import Shape


def grow(weights: dict[str, Any], shape: Shape, wanted: Shape, seed: int) -> dict[str, Any]:
    """Weights of a larger model that computes the same.

    Args:
        weights: tensors by name, with ``positions``.
        shape: of the model that has them.
        wanted: the same, or with ``dim``, ``heads`` and ``hidden`` doubled, or with more layers, or both.
        seed: of what tells the halves apart.

    Raises:
        InputError: another shape is wanted.
    """
    doubled = replace(shape, dim=2 * shape.dim, heads=2 * shape.heads, hidden=2 * shape.hidden)
    for start in (shape, doubled):
        same = replace(wanted, encoder_layers=start.encoder_layers, decoder_layers=start.decoder_layers) == start
        more = wanted.encoder_layers >= start.encoder_layers and wanted.decoder_layers >= start.decoder_layers
        if same and more:
            break
    else:
        raise InputError(
            f"a model of {shape} cannot grow into one of {wanted}: keep dim, heads and hidden or double "
            "all three, and keep or add layers; change the settings"
        )
    if start is doubled:
        weights = _doubled(weights, seed)
    for half, old, new in (
        ("encoder", shape.encoder_layers, wanted.encoder_layers),
        ("decoder", shape.decoder_layers, wanted.decoder_layers),
    ):
        for number in range(old, new):
            weights = weights | _passing_on(weights, f"{half}.{old - 1}.", f"{half}.{number}.")
    return weights


def _doubled(weights: dict[str, Any], seed: int) -> dict[str, Any]:
    import torch

    generator = torch.Generator().manual_seed(seed)
    result = {}
    for name, value in weights.items():
        if name == "embedding.weight":
            # Multiplied by the root of the dimension on the way in.
            result[name] = torch.cat([value, value], 1) / 2**0.5
        elif name == "positions":
            result[name] = torch.cat([value, value], 1)
        else:
            maps = value.chunk(2) if ".key_value." in name else (value,)
            twice = [part for part in maps for _ in range(2)]
            result[name] = torch.cat([_wider(part, generator) for part in twice] if value.ndim == 2 else twice)
    # Multiplied by the embedding, where the sum has now twice the terms.
    for part in ("weight", "bias"):
        result[f"decoder_norm.{part}"] = result[f"decoder_norm.{part}"] / 2**0.5
    return result


def _wider(value, generator):
    """For an input that comes twice."""
    import torch

    apart = torch.randn(value.shape, generator=generator) * value.std() / 2
    return torch.cat([value / 2 + apart, value / 2 - apart], 1)


def _passing_on(weights: dict[str, Any], model: str, name: str) -> dict[str, Any]:
    """A layer like another that adds nothing to what it gets."""
    layer = {name + old.removeprefix(model): value.clone() for old, value in weights.items() if old.startswith(model)}
    for place, value in layer.items():
        if ".out." in place or ".outer." in place:
            value.zero_()
    return layer
