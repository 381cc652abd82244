"""Sentence encoders behind one seam; the default one is loaded once a process."""

from toolkit.encoders.base import SpanEncoder
from toolkit.encoders.plugged import PluggedEncoder
from toolkit.encoders.registry import ENCODERS, default_encoder, get_encoder
from toolkit.encoders.use import USE_LANGUAGES, UseEncoder

__all__ = ["ENCODERS", "USE_LANGUAGES", "PluggedEncoder", "SpanEncoder", "UseEncoder", "default_encoder", "get_encoder"]
