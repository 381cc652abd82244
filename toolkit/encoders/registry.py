"""Encoders by name; each is loaded once a process, since the weights of ours take 32 MB and have three users."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from toolkit.encoders.base import SpanEncoder
from toolkit.encoders.plugged import PluggedEncoder
from toolkit.registry import Registry, Row

#: Used where no encoder is named.
DEFAULT = "use"


def _fit(name: str, found: Any) -> Callable[[], SpanEncoder]:
    """A plug-in gives a class or function that makes a :class:`SpanEncoder`, or an object with ``encode`` only."""
    if not callable(found):
        raise TypeError("an encoder is a class or a function that makes one without arguments")

    def make() -> SpanEncoder:
        made = found()
        whole: SpanEncoder = made if hasattr(made, "sums") else PluggedEncoder(made.encode, name)
        return whole

    make.__doc__ = found.__doc__
    return make


ENCODERS: Registry[Callable[[], SpanEncoder]] = Registry(
    "encoder",
    "bitext.encoders",
    [Row(DEFAULT, "multilingual Universal Sentence Encoder, 16 languages", "toolkit.encoders.use:UseEncoder")],
    _fit,
)


@functools.cache
def get_encoder(name: str = DEFAULT) -> SpanEncoder:
    """The encoder of a name, the same object each time.

    Raises:
        InputError: no encoder of this name.
        MissingExtraError: the distribution with its weights is not installed.
        PluginError: an encoder of a plug-in cannot be loaded.
    """
    return ENCODERS[name]()


def default_encoder() -> Any:
    """The packaged multilingual encoder; see :func:`get_encoder` for the errors."""
    return get_encoder()
