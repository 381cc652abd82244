"""Any function from texts to vectors as an encoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.encoders.base import Floats


class PluggedEncoder:
    """Any function from texts to vectors, LaBSE for example; spans are weighted sums of their sentences' vectors.

    Args:
        encode: takes N texts and gives an array (N, D).
        name: for signatures.
    """

    def __init__(self, encode: Callable[[list[str]], Any], name: str = "plugged") -> None:
        self._encode = encode
        self.name = name

    def sums(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Unit vectors weighted by the square root of the length in characters."""
        import numpy as np

        vectors = np.asarray(self._encode(list(texts)), np.float32)
        weights = np.sqrt(np.array([max(1, len(t)) for t in texts], np.float32))
        unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return unit * weights[:, None], weights

    def sums_with_parts(self, texts: Sequence[Sequence[str]]) -> tuple[Floats, Floats, Floats, Floats]:
        """Sums of the texts, then of their parts; the parts are encoded by themselves, only where there are several."""
        whole, weights = self.sums([" ".join(parts) for parts in texts])
        import numpy as np

        several = [part for parts in texts if len(parts) > 1 for part in parts]
        counts = [len(parts) for parts in texts]
        part_sums, part_weights = np.repeat(whole, counts, axis=0), np.repeat(weights, counts)
        if several:
            own = np.repeat([count > 1 for count in counts], counts)
            part_sums[own], part_weights[own] = self.sums(several)
        return whole, weights, part_sums, part_weights

    def finish(self, sums: Floats, weights: Floats) -> Floats:
        """Embeddings of unit length."""
        import numpy as np

        unit: Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
        return unit
