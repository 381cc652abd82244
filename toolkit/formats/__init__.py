"""Last stage: units are written to, and read from, files that other tools understand."""

from toolkit.formats.base import WriteReport
from toolkit.formats.registry import CORPUS_FORMATS, FORMATS, Format, format_of, is_unit_file

__all__ = ["CORPUS_FORMATS", "FORMATS", "Format", "WriteReport", "format_of", "is_unit_file"]
