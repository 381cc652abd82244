"""Packages that were made to do harm are refused in one line, and nothing is written."""

from __future__ import annotations

import json
import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError, PackageError
from toolkit.markup.packed import contents
from toolkit.packages.archive import inspect_archive

GOOD = {
    "p/metadata.json": json.dumps({"from_code": "fr", "to_code": "en", "package_version": "1"}).encode(),
    "p/model/model.bin": b"x" * 100,
    "p/sentencepiece.model": b"y" * 100,
}


def packed(path: Path, files: dict[str, bytes], more: list[tuple[zipfile.ZipInfo | str, bytes]] | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        for name, data in more or []:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return path


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_the_pattern_of_a_good_one(tmp_path: Path) -> None:
    assert inspect_archive(packed(tmp_path / "p.argosmodel", GOOD)).name == "p"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "more",
    [
        [("../evil", b"")],
        [("p/../../evil", b"")],
        [("/etc/evil", b"")],
        [("p\\..\\..\\evil", b"")],
        [("C:/evil", b"")],
        [("p/\x1b[2Jevil", b"")],
        [("p/a\nb", b"")],
        [(link("p/link"), b"/etc/passwd")],
        [("p/metadata.json", b"{}")],
        [("other/file", b"")],
        [("p/model/bomb", bytes(40 << 20))],
    ],
    ids=str,
)
def test_refused(tmp_path: Path, more) -> None:
    path = packed(tmp_path / "p.argosmodel", GOOD, more)
    with pytest.raises(PackageError) as caught:
        inspect_archive(path)
    assert "\n" not in str(caught.value).replace("a\nb", "")
    assert [p.name for p in tmp_path.iterdir()] == ["p.argosmodel"]


def test_metadata_that_nests_without_end(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="not JSON"):
        inspect_archive(packed(tmp_path / "p.argosmodel", GOOD | {"p/metadata.json": b"[" * 200_000}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.integers(0, 1000), st.binary(min_size=1, max_size=3))
def test_damage_anywhere_is_one_of_our_errors(tmp_path: Path, place: int, noise: bytes) -> None:
    """Flips bytes of data and directory: encrypted flags, odd methods, broken streams and sizes."""
    path = packed(tmp_path / "p.argosmodel", GOOD)
    data = bytearray(path.read_bytes())
    place %= len(data)
    data[place : place + len(noise)] = noise
    path.write_bytes(data)
    with suppress(PackageError):
        inspect_archive(path).model_files()
    with suppress(InputError):
        contents(bytes(data), "a Word file", "")


def test_a_document_that_unpacks_to_too_much(tmp_path: Path, bitext) -> None:
    for name, member in (("a.docx", "word/document.xml"), ("a.odt", "content.xml")):
        packed(tmp_path / name, {member: b"<" + b" " * (60 << 20)})
        done = bitext("translate", name, "--out", f"out-{name}")
        assert done.returncode == 2 and b"Traceback" not in done.stderr, done.stderr
        assert b"times its size" in done.stderr
