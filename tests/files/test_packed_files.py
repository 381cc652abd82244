"""What a file is that is no text."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from toolkit.errors import EncodingError, InputError
from toolkit.files import decode_text
from toolkit.formats import format_of


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"\x1f\x8b\x08\0rest", "packed by gzip"),
        (b"\xfd7zXZ\0rest", "packed by xz"),
        (b"PK\3\4rest", "a zip archive or an office file"),
        (b"7z\xbc\xaf\x27\x1crest", "a 7-Zip archive"),
        (b"a.txt" + b"\0" * 252 + b"ustar", "a tar archive"),
    ],
)
@pytest.mark.parametrize("name", ["a.tsv", "a.jsonl", "a.dat"])
def test_packed_files_are_called_so(tmp_path: Path, head: bytes, words: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(head + b"\n")
    with pytest.raises(InputError, match=words):
        list(format_of(path).read(path))
    with pytest.raises(EncodingError, match=words):
        decode_text(path.read_bytes(), name)


def test_what_begins_like_a_packed_file_is_text() -> None:
    assert decode_text(b"BZhou is a town.\n", "a") == "BZhou is a town.\n"


def test_a_zip_archive_tells_what_is_in_it(tmp_path: Path) -> None:
    for name, members in (("one.zip", ["a.tsv"]), ("pair.zip", ["b.de", "b.en", "b.ids"])):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for member in members:
                archive.writestr(member, "a\tb\n")
    with pytest.raises(InputError, match=r"a zip archive \(a\.tsv\); unpack it.*--read-as tsv"):
        format_of(tmp_path / "one.zip")
    assert [u.target for u in format_of(tmp_path / "one.zip", "tsv").read(tmp_path / "one.zip")] == ["b"]
    with pytest.raises(InputError, match=r"a zip archive \(b\.de, b\.en, b\.ids\); unpack it, and name a file in it$"):
        format_of(tmp_path / "pair.zip")
    damaged = tmp_path / "cut.zip"
    damaged.write_bytes((tmp_path / "pair.zip").read_bytes()[:-30])
    with pytest.raises(InputError, match="a damaged zip archive"):
        format_of(damaged)
