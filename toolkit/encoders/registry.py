"""The encoder that a process uses; its weights take 32 MB, so aligner, meaning score and filters share one."""

from __future__ import annotations

import functools

from toolkit.encoders.use import UseEncoder


@functools.cache
def default_encoder() -> UseEncoder:
    """The packaged multilingual encoder.

    Raises:
        MissingExtraError: the distribution with its weights is not installed.
    """
    return UseEncoder()
