"""Guards of outputs, and reading and writing of plain files, for programs built on the front door."""

from toolkit.files import (
    atomic_writer,
    check_lines,
    check_output_file,
    check_output_folder,
    check_outputs,
    check_writable,
    decode_text,
    is_device,
    open_output,
    read_text,
    readable_name,
    refuse_inputs,
    write_bytes,
    write_text,
)
from toolkit.meter import Meter

__all__ = [
    "Meter",
    "atomic_writer",
    "check_lines",
    "check_output_file",
    "check_output_folder",
    "check_outputs",
    "check_writable",
    "decode_text",
    "is_device",
    "open_output",
    "read_text",
    "readable_name",
    "refuse_inputs",
    "write_bytes",
    "write_text",
]
