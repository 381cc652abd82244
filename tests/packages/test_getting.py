from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packages.registry import Registry, cut, good, plain, running
from tests.packages.test_store import repack
from toolkit.errors import OutputError, PackageError
from toolkit.packages import folders, getting
from toolkit.packages.catalogue import CatalogueModel, ModelFile, Source
from toolkit.packages.choice import choose_model, located
from toolkit.packages.download import Downloader
from toolkit.packages.folders import find_folder, installed_folders, model_folder, remove_folder, verify_folder
from toolkit.packages.getting import get_model
from toolkit.packages.ranking import RECORD, data_folder, set_default

KINDS = {"argos", "ct2", "firefox"}
BIN, VOCAB = b"weights" * 50_000, b'["a", "b"]'


@pytest.fixture
def registry(packages: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with running() as server:
        yield server


def entry(kind: str, files: list[ModelFile], name: str = "tiny-oc-en", pair: tuple[str, str] = ("oc", "en")):
    source = Source("Tiny", kind, "https://example.org", "2026-01-01", "CC-BY-4.0", (), ("a test",), {})
    return CatalogueModel(name, source, *pair, "1.0", tuple(files))


def get(model: CatalogueModel, **options: object) -> Path:
    return get_model(model, downloader=Downloader(plain=True, pauses=(0,)), **options)  # type: ignore[arg-type]


def folder_model(registry: Registry) -> CatalogueModel:
    return entry(
        "ct2",
        [
            ModelFile(registry.serve("/model.bin", good(BIN)), "model.bin"),
            ModelFile(registry.serve("/shared_vocabulary.json", good(VOCAB)), "shared_vocabulary.json"),
        ],
    )


def packed(files: dict[str, bytes], more: list[tuple[zipfile.ZipInfo, bytes]] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        for info, data in more or []:
            archive.writestr(info, data)
    return buffer.getvalue()


RELEASE = {"model.npz": b"n" * 100, "source.spm": b"s", "LICENSE": b"CC-BY", "README.md": b"card"}


def converted(release: Path, out: Path) -> None:
    """Stands for the converter."""
    out.mkdir()
    (out / "model.bin").write_bytes((release / "model.npz").read_bytes()[::-1])


def nothing_left() -> bool:
    """No model, no staging folder, no download."""
    left = [p for p in data_folder().rglob("*") if p.is_file()] if data_folder().is_dir() else []
    return not left and installed_folders() == ([], [])


def test_a_folder_of_files_is_fetched_recorded_verified_and_removed(registry: Registry) -> None:
    model = folder_model(registry)
    place = get(model)
    assert place == model_folder() / "tiny-oc-en"
    assert (place / "model.bin").read_bytes() == BIN
    folder = find_folder("tiny-oc-en")
    assert folder is not None and (folder.kind, folder.from_code, folder.version) == ("ct2", "oc", "1.0")
    record = json.loads((place / RECORD).read_text())
    assert [f["address"] for f in record["fetched"]] == [f.url for f in model.files]
    assert all(len(f["sha256"]) == 64 and f["published_digest"] is False for f in record["fetched"])
    assert record["licence"] == "CC-BY-4.0" and set(record["files"]) == {"model.bin", "shared_vocabulary.json"}
    assert verify_folder(folder) == []
    (place / "shared_vocabulary.json").write_bytes(b"[]")
    assert verify_folder(folder) == ["shared_vocabulary.json: changed since it was installed"]
    assert not (data_folder() / "downloads" / "tiny-oc-en").exists()
    with pytest.raises(PackageError, match="is installed; remove it first"):
        get(model)
    remove_folder(folder)
    assert installed_folders() == ([], [])


def test_a_release_is_unpacked_and_converted_and_keeps_its_licence(registry: Registry) -> None:
    url = registry.serve("/opus.zip", good(packed(RELEASE)))
    place = get(entry("opus-mt", [ModelFile(url, "opus.zip")]), convert=converted)
    assert sorted(p.name for p in place.iterdir()) == ["LICENSE", "README.md", RECORD, "model.bin"]


def test_without_a_converter_nothing_is_fetched(registry: Registry) -> None:
    url = registry.serve("/opus.zip", good(packed(RELEASE)))
    with pytest.raises(PackageError, match="has to be converted"):
        get(entry("opus-mt", [ModelFile(url, "opus.zip")]))
    assert registry.seen == []


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"no zip at all", "not a zip file"),
        (packed(RELEASE)[:-40], "not a zip file"),
        (packed(RELEASE, [(zipfile.ZipInfo("../evil"), b"x")]), "unsafe path"),
        (packed(RELEASE, [(zipfile.ZipInfo("/etc/evil"), b"x")]), "unsafe path"),
        (packed(RELEASE, [(link(), b"/etc/passwd")]), "holds a link"),
        (packed({**RELEASE, "bomb": bytes(40 << 20)}), "times its size"),
    ],
)
def test_a_release_made_to_do_harm_is_refused_and_leaves_nothing(registry: Registry, body: bytes, message: str) -> None:
    url = registry.serve("/opus.zip", good(body))
    with pytest.raises(PackageError, match=message):
        get(entry("opus-mt", [ModelFile(url, "opus.zip")]), convert=converted)
    assert nothing_left()


def test_a_converter_that_fails_leaves_nothing(registry: Registry) -> None:
    def refuse(release: Path, out: Path) -> None:
        out.mkdir()
        (out / "model.bin").write_bytes(b"half")
        raise PackageError("x: an SSRU decoder; CTranslate2 cannot run it")

    url = registry.serve("/opus.zip", good(packed(RELEASE)))
    with pytest.raises(PackageError, match="SSRU"):
        get(entry("opus-mt", [ModelFile(url, "opus.zip")]), convert=refuse)
    assert nothing_left()


@pytest.mark.parametrize("answer", [plain(404), plain(500), cut(VOCAB, 3), plain(200, b"<html>log in</html>")])
def test_a_fault_at_the_second_file_leaves_what_was_there_before(registry: Registry, answer) -> None:
    get(entry("ct2", [ModelFile(registry.serve("/a", good(BIN)), "model.bin")], "older-oc-en"))
    before = {p: p.read_bytes() for p in model_folder().rglob("*") if p.is_file()}
    model = folder_model(registry)
    registry.serve("/shared_vocabulary.json", answer)
    with pytest.raises(PackageError):
        get(model)
    assert {p: p.read_bytes() for p in model_folder().rglob("*") if p.is_file()} == before
    chosen = choose_model("oc", "en", KINDS)
    assert chosen is not None and chosen.name == "older-oc-en"
    # Only what is missing is fetched by the next call.
    registry.serve("/shared_vocabulary.json", good(VOCAB))
    del registry.seen[:]
    get(model)
    assert registry.seen[0][0] == "/model.bin" and registry.ranges()[0] == f"bytes={len(BIN)}-"


def test_a_digest_that_differs_installs_nothing(registry: Registry) -> None:
    url = registry.serve("/m", good(BIN))
    with pytest.raises(PackageError, match="was not installed"):
        get(entry("ct2", [ModelFile(url, "model.bin", sha256="f" * 64)]))
    assert nothing_left()


def test_a_full_disk_while_it_is_unpacked_changes_nothing(registry: Registry, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    url = registry.serve("/opus.zip", good(packed(RELEASE)))
    model = entry("opus-mt", [ModelFile(url, "opus.zip")])
    copy = folders.shutil.copyfileobj
    monkeypatch.setattr(folders.shutil, "copyfileobj", full)
    with pytest.raises(OutputError, match=r"No space left on device.*free some space; nothing was changed"):
        get(model, convert=converted)
    assert installed_folders() == ([], []) and not list(data_folder().glob("bitext-install-*"))
    monkeypatch.setattr(folders.shutil, "copyfileobj", copy)
    assert get(model, convert=converted).is_dir()


def test_an_argos_package_goes_where_argos_packages_are(registry: Registry, packages: Path, tmp_path: Path) -> None:
    path = repack(tmp_path / "x.argosmodel", root="oc_en", from_code="oc")
    url = registry.serve("/p", good(path.read_bytes()))
    model = entry("argos", [ModelFile(url, "translate-oc_en-9_0.argosmodel")], "translate-oc_en-9_0")
    assert get(model) == packages / "oc_en"
    assert getting.installed_place(model) == packages / "oc_en"
    with pytest.raises(PackageError, match="'bitext models remove oc_en'"):
        get(model)


def test_a_package_of_other_languages_is_not_what_was_meant(registry: Registry, packages: Path, tmp_path: Path) -> None:
    path = repack(tmp_path / "x.argosmodel", from_code="oc")
    url = registry.serve("/p", good(path.read_bytes()))
    with pytest.raises(PackageError, match="translates oc to en, not br to en"):
        get(entry("argos", [ModelFile(url, "p.argosmodel")], "translate-br_en-9_0", ("br", "en")))
    assert list(packages.iterdir()) == []


def test_a_folder_on_a_stick_needs_no_connection(packages: Path, tmp_path: Path) -> None:
    # Sockets are blocked here.
    model = entry("ct2", [ModelFile("https://example.org/f/model.bin", "model.bin")])
    stick = tmp_path / "stick" / "tiny-oc-en"
    stick.mkdir(parents=True)
    (stick / "model.bin").write_bytes(BIN)
    place = get_model(model, mirror=str(tmp_path / "stick"))
    record = json.loads((place / RECORD).read_text())
    assert record["fetched"][0]["address"] == str(stick / "model.bin")
    remove_folder(find_folder("tiny-oc-en"))  # type: ignore[arg-type]
    assert get_model(model, mirror=str(stick)).is_dir()


def test_what_a_mirror_has_is_checked_as_well(packages: Path, tmp_path: Path) -> None:
    (tmp_path / "tiny-oc-en").mkdir()
    (tmp_path / "tiny-oc-en" / "model.bin").write_bytes(BIN)
    model = entry("ct2", [ModelFile("https://example.org/f/model.bin", "model.bin", size=len(BIN) + 1)])
    with pytest.raises(PackageError, match="bytes came where"):
        get_model(model, mirror=str(tmp_path))
    assert nothing_left() and (tmp_path / "tiny-oc-en" / "model.bin").exists()


def test_a_mirror_of_a_site_serves_a_folder_for_each_model(registry: Registry) -> None:
    model = entry("ct2", [ModelFile("https://example.org/f/model.bin", "model.bin")])
    registry.serve("/site/tiny-oc-en/model.bin", good(BIN))
    assert get(model, mirror=f"{registry.url}/site/").is_dir()


def test_the_default_wins_then_the_version_then_the_embedded_one(registry: Registry, packages: Path) -> None:
    assert choose_model("fr", "en", KINDS).is_embedded  # type: ignore[union-attr]
    for name in ("a-fr-en", "b-fr-en"):
        get(entry("ct2", [ModelFile(registry.serve("/m", good(BIN)), "model.bin")], name, ("fr", "en")))
    assert choose_model("fr", "en", KINDS).name == "b-fr-en"  # type: ignore[union-attr]
    set_default("fr", "en", "embedded")
    assert choose_model("fr", "en", KINDS).is_embedded  # type: ignore[union-attr]
    set_default("fr", "en", "a-fr-en")
    place = ("ct2", str(model_folder() / "a-fr-en"))
    assert located("", "fr", "en", KINDS) == place == located("a-fr-en", "fr", "en", KINDS)
    assert located("embedded", "fr", "en", KINDS) == ("argos", "embedded")
    remove_folder(find_folder("a-fr-en"))  # type: ignore[arg-type]
    with pytest.raises(PackageError, match=r"a-fr-en: your default for fr to en is not installed.*--unset"):
        choose_model("fr", "en", KINDS)
    set_default("fr", "en", None)
    assert choose_model("fr", "en", KINDS).name == "b-fr-en"  # type: ignore[union-attr]


def test_a_model_without_an_engine_is_never_taken_unasked(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.packages.choice.find_spec", lambda name: None)
    get(entry("ct2", [ModelFile(registry.serve("/m", good(BIN)), "model.bin")], "a-fr-en", ("fr", "en")))
    get(entry("firefox", [ModelFile(registry.serve("/m", good(BIN)), "model.bin")], "b-fr-en", ("fr", "en")))
    assert choose_model("fr", "en", {"argos"}).is_embedded  # type: ignore[union-attr]
    assert choose_model("fr", "en", KINDS).name == "a-fr-en"  # type: ignore[union-attr]
    with pytest.raises(PackageError, match="no engine for models of the kind 'ct2' in this version"):
        located("a-fr-en", "fr", "en", {"argos"})
    with pytest.raises(PackageError, match=r"kind 'firefox'; pip install 'bitext-toolkit\[firefox\]'"):
        located("b-fr-en", "fr", "en", KINDS)
