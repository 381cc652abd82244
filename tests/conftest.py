"""No test reaches the network, the user's home or the user's Argos packages."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from toolkit.packages.archive import PackageInfo
    from toolkit.translation.base import Translation

# A loaded machine makes no test wrong, and what passed once passes again: --hypothesis-profile search looks further.
settings.register_profile("bitext", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("bitext")

# argostranslate reads its settings at import: they must point away from the user's before anything imports it.
_HOME = Path(os.environ.setdefault("BITEXT_TEST_HOME", "/tmp/bitext-test-home"))
for _name, _folder in (("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")):
    os.environ[_name] = str(_HOME / _folder)
os.environ["HOME"] = str(_HOME)
os.environ.pop("ARGOS_PACKAGES_DIR", None)
_HOME.mkdir(parents=True, exist_ok=True)

from toolkit.machine import make_reproducible  # noqa: E402

make_reproducible()

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="slow: run with --slow"))


@pytest.fixture(autouse=True)
def _no_network(socket_disabled: None) -> None:
    """Every test runs with sockets blocked."""


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    return sorted(SEEDS.glob("*.txt"))


@pytest.fixture(scope="session")
def engine():
    from toolkit.packages.store import embedded_package
    from toolkit.translation import translator_of

    return translator_of(embedded_package())


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of installed packages."""
    from argostranslate import settings

    folder = tmp_path / "argos" / "packages"
    folder.mkdir(parents=True)
    monkeypatch.setattr(settings, "package_data_dir", folder)
    monkeypatch.setattr(settings, "package_dirs", [folder])
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return folder


@pytest.fixture
def bitext(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command in a process of its own, with an empty home of its own."""

    def call(*arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None, **options):
        home = tmp_path / "home"
        environment = {
            **os.environ,
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "PYTHONPATH": str(ROOT),
            **(env or {}),
        }
        return subprocess.run(
            [sys.executable, "-m", "toolkit", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env=environment,
            cwd=options.pop("cwd", tmp_path),
            timeout=300,
            **options,
        )

    return call


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]):
    """Run the command in this process, in an empty folder: quicker than :func:`bitext`, for commands without models."""
    from toolkit.cli import run

    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> subprocess.CompletedProcess[bytes]:
        code = run([str(a) for a in arguments])
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return subprocess.CompletedProcess(arguments, code, out, err)

    return call


def one_line(stderr: bytes) -> str:
    """The single line that an error prints; fails on a traceback or on silence."""
    text = stderr.decode()
    assert "Traceback" not in text, text
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(lines) == 1, text
    assert lines[0].startswith("bitext: "), text
    return lines[0]


def with_file(package: PackageInfo, path: Path, name: str, data: bytes) -> Path:
    """Write a copy of a package in which one file is another."""
    with zipfile.ZipFile(package.path) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.namelist():
            if not entry.endswith(name):
                new.writestr(entry, old.read(entry))
        new.writestr(f"{package.name}/{name}", data)
    return path


@pytest.fixture(scope="session")
def sentences(seeds: list[Path]) -> list[str]:
    """All sentences of the articles."""
    from toolkit.documents import read_document
    from toolkit.segmentation import split_sentences

    paragraphs = [p.text for seed in seeds for p in read_document(seed).paragraphs]
    return [s.text for p in paragraphs for s in split_sentences(p, "fr")]


@pytest.fixture(scope="session")
def likeliest(sentences: list[str]) -> list[Translation]:
    """Their translations without reranking."""
    from toolkit.packages.store import embedded_package
    from toolkit.translation import translator_of

    return translator_of(embedded_package(), rerank=False).translate(sentences)


@pytest.fixture(scope="session")
def reranked(sentences: list[str]) -> list[Translation]:
    """Their translations with it, as everybody gets them."""
    from toolkit.packages.store import embedded_package
    from toolkit.translation import translator_of

    return translator_of(embedded_package()).translate(sentences)
