"""Last stage: units are written to, and read from, files that other tools understand."""

from toolkit.formats.registry import FORMATS, Format, format_of

__all__ = ["FORMATS", "Format", "format_of"]
