"""The weights of an Argos package that :mod:`toolkit.training.export` wrote, as those of the model they came from.

Eight bits a weight are enough to go on from: the rounding is of the size of what one step of training changes.
"""

from __future__ import annotations

import struct
from typing import Any

from toolkit.errors import PackageError
from toolkit.training.config import Shape

# CTranslate2's format of models; types by their number in it.
_FORMAT = 6
_TYPES = ("<f4", "i1", "<i2", "<i4", "<f2")


def read_variables(data: bytes) -> dict[str, Any]:
    """Arrays by name from a CTranslate2 ``model.bin``; weights of eight bits come as floats.

    Raises:
        ValueError: another format, or cut off.
    """
    import numpy as np

    place = 0

    def number(kind: str) -> int:
        nonlocal place
        (value,) = struct.unpack_from(f"<{kind}", data, place)
        place += struct.calcsize(kind)
        return int(value)

    def string() -> str:
        nonlocal place
        length = number("H")
        place += length
        return data[place - length : place - 1].decode()

    found: dict[str, Any] = {}
    try:
        if number("I") != _FORMAT:
            raise ValueError("another format of CTranslate2")
        string(), number("I")
        for _ in range(number("I")):
            name, rank = string(), number("B")
            sizes = [number("I") for _ in range(rank)]
            kind, size = np.dtype(_TYPES[number("B")]), number("I")
            found[name] = np.frombuffer(data, kind, size // kind.itemsize, place).reshape(sizes)
            place += size
        aliases = [(string(), string()) for _ in range(number("I"))]
    except (struct.error, IndexError) as error:
        raise ValueError(f"cut off or damaged ({error})") from None
    for name, scale in list(found.items()):
        if name.endswith("_scale") and (whole := name.removesuffix("_scale")) in found and scale.ndim == 1:
            found[whole] = found.pop(whole).astype(np.float32) / found.pop(name)[:, None]
    return found | {name: found[other] for name, other in aliases if other in found}


def weights_of_package(path: object, data: bytes) -> tuple[dict[str, Any], Shape]:
    """Weights by their names in :class:`toolkit.training.model.Transformer`, and its shape.

    Args:
        path: of the package, for messages.
        data: its ``model/model.bin``.

    Raises:
        PackageError: the model is damaged, or not one that ``bitext train`` makes.
    """
    try:
        variables = read_variables(data)
        weights, shape = _renamed(variables), _shape(variables)
    except (ValueError, KeyError) as error:
        raise PackageError(
            f"{path}: training cannot continue from this model ({error}); give a package that 'bitext train' made"
        ) from None
    return weights, shape


def _layers(variables: dict[str, Any], half: str) -> int:
    return len({name.split("/")[1] for name in variables if name.startswith(f"{half}/layer_") and "/ffn/" in name})


def _shape(variables: dict[str, Any]) -> Shape:
    hidden, dim = variables["encoder/layer_0/ffn/linear_0/weight"].shape
    heads, layers = int(variables["encoder/num_heads"]), [_layers(variables, half) for half in ("encoder", "decoder")]
    if not variables["encoder/pre_norm"] or variables["encoder/activation"] != 0:
        raise ValueError("its layer norms or activations are elsewhere than ours")
    return Shape(dim, heads, hidden, *layers)


def _renamed(variables: dict[str, Any]) -> dict[str, Any]:
    weights = {"embedding.weight": variables["decoder/embeddings/weight"]}
    weights["positions"] = variables["decoder/position_encodings/encodings"]

    def linear(name: str, path: str, begin: int = 0, end: int | None = None) -> None:
        for part in ("weight", "bias"):
            weights[f"{name}.{part}"] = variables[f"{path}/{part}"][begin:end]

    def norm(name: str, path: str) -> None:
        weights[f"{name}.weight"], weights[f"{name}.bias"] = variables[f"{path}/gamma"], variables[f"{path}/beta"]

    def attention(name: str, path: str) -> None:
        if f"{path}/linear_2/weight" in variables:
            maps = [("query", 0, 0, None), ("key_value", 1, 0, None), ("out", 2, 0, None)]
        else:
            dim = variables[f"{path}/linear_1/bias"].shape[0]
            maps = [("query", 0, 0, dim), ("key_value", 0, dim, None), ("out", 1, 0, None)]
        for part, number, begin, end in maps:
            linear(f"{name}.{part}", f"{path}/linear_{number}", begin, end)

    blocks = {
        "encoder": [("attention", "attention_norm", "self_attention")],
        "decoder": [("self_attention", "self_norm", "self_attention"), ("cross_attention", "cross_norm", "attention")],
    }
    for half, attentions in blocks.items():
        norm(f"{half}_norm", f"{half}/layer_norm")
        for number in range(_layers(variables, half)):
            name, path = f"{half}.{number}", f"{half}/layer_{number}"
            for block, before, place in attentions:
                norm(f"{name}.{before}", f"{path}/{place}/layer_norm")
                attention(f"{name}.{block}", f"{path}/{place}")
            norm(f"{name}.feed_forward_norm", f"{path}/ffn/layer_norm")
            linear(f"{name}.feed_forward.inner", f"{path}/ffn/linear_0")
            linear(f"{name}.feed_forward.outer", f"{path}/ffn/linear_1")
    return weights
