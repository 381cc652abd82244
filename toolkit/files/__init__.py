"""Files: strict UTF-8 in, whole files out, nothing of the user's overwritten unasked."""

from toolkit.files.archives import ARCHIVE_ERRORS, why_refused, why_unsafe
from toolkit.files.digests import sha256_bytes, sha256_file, text_digest
from toolkit.files.listing import (
    COMPRESSED,
    files_below,
    other_files,
    readable_name,
    special_files,
    text_files,
    unfollowed_links,
    without_compression,
)
from toolkit.files.outputs import (
    check_output_file,
    check_output_folder,
    check_outputs,
    check_writable,
    is_device,
    refuse_inputs,
)
from toolkit.files.reading import (
    LONGEST_LINE,
    check_lines,
    decode_text,
    likely_encoding,
    open_input,
    read_bytes,
    read_text,
    text_lines,
    text_of,
    what_packed,
)
from toolkit.files.writing import atomic_writer, is_part, open_output, write_bytes, write_text

__all__ = [
    "ARCHIVE_ERRORS",
    "COMPRESSED",
    "LONGEST_LINE",
    "atomic_writer",
    "check_lines",
    "check_output_file",
    "check_output_folder",
    "check_outputs",
    "check_writable",
    "decode_text",
    "files_below",
    "is_device",
    "is_part",
    "likely_encoding",
    "open_input",
    "open_output",
    "other_files",
    "read_bytes",
    "read_text",
    "readable_name",
    "refuse_inputs",
    "sha256_bytes",
    "sha256_file",
    "special_files",
    "text_digest",
    "text_files",
    "text_lines",
    "text_of",
    "unfollowed_links",
    "what_packed",
    "why_refused",
    "why_unsafe",
    "without_compression",
    "write_bytes",
    "write_text",
]
