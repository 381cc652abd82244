"""The seam of sentence encoders: texts in, span embeddings out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


class SpanEncoder(Protocol):
    """What the aligner wants of an encoder.

    ``sums`` gives for each text a vector and a weight that may be added up over neighbouring texts; ``finish`` turns
    (sums of) them into embeddings of unit length. ``sums_with_parts`` takes texts as lists of parts and gives sums and
    weights of the N texts, then those of all their parts in order.
    """

    name: str

    def sums(self, texts: Sequence[str]) -> tuple[Floats, Floats]: ...

    def sums_with_parts(self, texts: Sequence[Sequence[str]]) -> tuple[Floats, Floats, Floats, Floats]: ...

    def finish(self, sums: Floats, weights: Floats) -> Floats: ...
