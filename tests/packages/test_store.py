from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from toolkit.errors import LanguagePairError, OutputError, PackageError
from toolkit.packages import store as module
from toolkit.packages.archive import inspect_archive
from toolkit.packages.embedded import embedded_path
from toolkit.packages.store import (
    embedded_package,
    find_package,
    install_package,
    installed_packages,
    remove_package,
    verify_package,
)
from toolkit.translation import translator_of


def repack(
    path: Path, change=None, root: str = "translate-fr_en-9_0", extra: dict[str, bytes] | None = None, **metadata
):
    """Copy the embedded package with changes; ``change(name, data)`` gives new data, or None to leave a file out."""
    source = inspect_archive(embedded_path())
    with zipfile.ZipFile(path, "w") as archive:
        for inside in source.members:
            data = source.read(inside)
            if inside == "metadata.json":
                data = json.dumps({**json.loads(data), "package_version": "9.0", **metadata}).encode()
            if change is not None:
                data = change(inside, data)
            if data is not None:
                archive.writestr(f"{root}/{inside}" if root else inside, data)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return path


def test_the_embedded_package_is_the_recorded_one() -> None:
    info = embedded_package()
    assert (info.from_code, info.to_code) == ("fr", "en")
    assert embedded_path().stat().st_size <= 40_000_000


def test_argostranslate_loads_and_translates_with_it(packages: Path) -> None:
    info = install_package(embedded_path())
    from argostranslate.package import get_installed_packages

    [package] = get_installed_packages()
    assert (package.from_code, package.to_code, package.package_path) == ("fr", "en", info.path)
    assert package.tokenizer.decode(package.tokenizer.encode("Bonjour")) == "Bonjour"


def test_install_find_use_verify_remove(packages: Path, tmp_path: Path) -> None:
    path = repack(tmp_path / "x.argosmodel", from_code="oc", from_name="Occitan")
    info = install_package(path)
    assert find_package("oc", "en").path == info.path == packages / "translate-fr_en-9_0"
    assert find_package("fr", "en").path == embedded_path()
    engine = translator_of(find_package("oc", "en", "translate-fr_en-9_0"))
    assert engine.translate(["Bonjour."])[0].text
    assert verify_package("translate-fr_en-9_0")[1] == []
    (info.path / "metadata.json").write_text(json.dumps({**info.metadata, "package_version": "9.1"}))
    assert verify_package("translate-fr_en-9_0")[1] == ["metadata.json: changed since it was installed"]
    with pytest.raises(PackageError, match="is installed; remove it first"):
        install_package(path)
    remove_package("translate-fr_en-9_0")
    assert list(packages.iterdir()) == []
    with pytest.raises(PackageError, match="no such package"):
        remove_package("translate-fr_en-9_0")


def drop(name: str):
    return lambda inside, data: None if inside == name else data


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p.write_bytes(b"not a zip"), "not an Argos package"),
        (lambda p: repack(p, drop("model/model.bin")), "no model/model.bin"),
        (lambda p: repack(p, drop("sentencepiece.model")), "no tokenizer"),
        (lambda p: repack(p, drop("metadata.json")), "no metadata.json"),
        (lambda p: repack(p, root=""), "entries at the top"),
        (lambda p: repack(p, extra={"../evil.txt": b"x"}), "unsafe path"),
        (lambda p: repack(p, extra={"translate-fr_en-9_0/../../evil.txt": b"x"}), "unsafe path"),
        (lambda p: repack(p, extra={"/etc/evil": b"x"}), "unsafe path"),
        (lambda p: repack(p, extra={"other/file": b"x"}), "2 entries at the top"),
        (lambda p: repack(p, lambda i, d: b"{" if i == "metadata.json" else d), "not JSON"),
        (lambda p: repack(p, to_code=""), "lacks to_code"),
    ],
)
def test_refused_packages_change_nothing(packages: Path, tmp_path: Path, make, words: str) -> None:
    path = tmp_path / "x.argosmodel"
    make(path)
    with pytest.raises(PackageError, match=words):
        install_package(path)
    assert list(packages.parent.iterdir()) == [packages]
    assert list(packages.iterdir()) == []
    assert not (tmp_path / "evil.txt").exists()


def test_links_are_refused(packages: Path, tmp_path: Path) -> None:
    path = repack(tmp_path / "x.argosmodel")
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("translate-fr_en-9_0/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(PackageError, match="holds a link"):
        install_package(path)


def test_damaged_archives_are_refused(packages: Path, tmp_path: Path) -> None:
    path = repack(tmp_path / "x.argosmodel")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(data)
    with pytest.raises(PackageError, match=r"damaged|not an Argos package"):
        install_package(path)
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(PackageError, match="not an Argos package"):
        install_package(path)
    assert list(packages.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(packages: Path, tmp_path: Path, monkeypatch) -> None:
    path = repack(tmp_path / "x.argosmodel")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.shutil, "copyfileobj", full)
    with pytest.raises(OutputError, match="No space left on device"):
        install_package(path)
    assert list(packages.parent.iterdir()) == [packages]
    assert list(packages.iterdir()) == []


def test_a_broken_folder_does_not_hide_the_others(packages: Path, tmp_path: Path) -> None:
    install_package(repack(tmp_path / "x.argosmodel"))
    (packages / "junk").mkdir()
    good, broken = installed_packages()
    assert [p.name for p in good] == ["translate-fr_en-9_0"]
    assert [b.path.name for b in broken] == ["junk"]


def test_missing_pairs_say_what_there_is(packages: Path) -> None:
    with pytest.raises(LanguagePairError, match="no package translates fr to eo; there are packages for fr to en"):
        find_package("fr", "eo")
    with pytest.raises(LanguagePairError, match="translates fr to en, not fr to eo"):
        find_package("fr", "eo", "embedded")


def test_a_model_that_ctranslate2_refuses(packages: Path, tmp_path: Path) -> None:
    path = repack(tmp_path / "x.argosmodel", lambda i, d: b"junk" if i == "model/model.bin" else d)
    with pytest.raises(PackageError, match="cannot load the model"):
        translator_of(inspect_archive(path))
