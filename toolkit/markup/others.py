"""Kinds of files that are not translated: what they are told by, why, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.errors import InputError

_BEGINNINGS = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0", ".doc"),
    (b"PK\x03\x04", ".zip"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
)
_OTHERS = {
    ".pdf": "a PDF; --as pdf translates its text into Markdown",
    ".doc .dot .rtf .wps .wpd .pages": "texts are read as .docx or .odt only; save it as one",
    ".xls .xlt .xlsb .numbers": "spreadsheets are read as .xlsx or .ods only; save it as one",
    ".ppt .pps .pot .key": "slides are read as .pptx or .odp only; save it as one",
    ".mdx": "MDX mixes Markdown with JavaScript, which a translation would break; move the text to .md",
    ".adoc .asciidoc .asc": "AsciiDoc; translate the PO file that 'po4a' makes of it and puts back, or the HTML of "
    "'asciidoctor'; --as text translates its lines",
    ".zip .gz .xz .bz2 .7z .rar .tar .tgz": "an archive; unpack it and translate the files in it",
    ".png .jpg .jpeg .gif .webp .tif .tiff .bmp .ico .heic": "an image has no text to translate; recognise its text "
    "first, with 'tesseract' for example",
}


def refuse_other_kinds(data: bytes, name: str) -> None:
    """Refuse a file that says by its content that it is no text, whatever it is called.

    Raises:
        InputError: a PDF file, an old or new Office file, RTF or JSON.
    """
    for beginning, suffix in _BEGINNINGS:
        if data.startswith(beginning):
            raise InputError(f"{name}: {refusal(suffix)}")
    if data[:1] in (b"{", b"[") and _is_json(data):
        raise InputError(f"{name}: JSON; --as json translates its values, --as text its lines")


def refusal(suffix: str, known: Iterable[str] = ()) -> str:
    """Why files with a suffix are not read, and what to do.

    Args:
        suffix: in small letters, with the dot.
        known: suffixes of files that are read.
    """
    reason = next((text for suffixes, text in _OTHERS.items() if suffix in suffixes.split()), None)
    if reason:
        return reason
    others = f"; {', '.join(known)} are" if known else ""
    return f"{suffix} files are not translated{others}; to translate its lines as plain text, use --as text"


def _is_json(data: bytes) -> bool:
    import json

    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
