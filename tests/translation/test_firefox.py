"""Models of Firefox: the files of a folder, and what the engine that runs them says of bad ones."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from toolkit.errors import LanguagePairError, MissingExtraError, PackageError
from toolkit.languages.pair import LanguagePair
from toolkit.translation import load_translator
from toolkit.translation.base import abilities_of
from toolkit.translation.engines.firefox import model_files, open_model

from .copying import train_pieces

FR_EN = LanguagePair("fr", "en")


def folder_of(path: Path, split: bool = False) -> Path:
    path.mkdir()
    (path / "model.fren.intgemm.alphas.bin").write_bytes(b"model")
    for name in ("srcvocab.fren.spm", "trgvocab.fren.spm") if split else ("vocab.fren.spm",):
        train_pieces(path / name)
    (path / "lex.50.50.fren.s2t.bin").write_bytes(b"list")
    return path


class Upper:
    """Stands for the engine, whose models cannot be made here."""

    made: tuple[bytes | None, ...] = ()

    def __init__(self, *parts: bytes | None) -> None:
        type(self).made = parts

    def translate(self, text: str) -> str:
        return text.upper()


@pytest.fixture
def upper(monkeypatch: pytest.MonkeyPatch) -> type[Upper]:
    monkeypatch.setitem(sys.modules, "fxtranslate", SimpleNamespace(Translator=Upper))
    return Upper


@pytest.mark.parametrize("split", [False, True])
def test_a_folder_is_told_by_its_files_and_gets_all_care(tmp_path: Path, upper: type[Upper], split: bool) -> None:
    folder = folder_of(tmp_path / "firefox", split)
    engine = load_translator(FR_EN, str(folder))
    (found,) = engine.translate(["La porte {name} 🎈 voir https://example.org/a."])
    assert found.text == "LA PORTE {name} 🎈 VOIR https://example.org/a."
    assert found.score is None
    model, source, target, shortlist = upper.made
    assert (model, shortlist) == (b"model", b"list")
    assert source == (folder / ("srcvocab.fren.spm" if split else "vocab.fren.spm")).read_bytes()
    assert target == (folder / ("trgvocab.fren.spm" if split else "vocab.fren.spm")).read_bytes()
    assert abilities_of(open_model(FR_EN, str(folder))) == set()
    assert engine.signature.startswith("model:model.fren.intgemm.alphas.bin|sha256:")


def test_the_engine_itself_refuses_what_is_no_model_in_one_line(tmp_path: Path) -> None:
    pytest.importorskip("fxtranslate")
    with pytest.raises(PackageError, match="fxtranslate cannot load the model") as caught:
        load_translator(FR_EN, str(folder_of(tmp_path / "firefox")))
    assert "\n" not in str(caught.value)


def test_another_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguagePairError, match="translates fr to en, not en to fr"):
        model_files(folder_of(tmp_path / "firefox"), LanguagePair("en", "fr"))


@pytest.mark.parametrize(
    "gone, added, words",
    [
        ("vocab.fren.spm", "", "no vocabulary beside the model"),
        ("model.fren.intgemm.alphas.bin", "model.fren.intgemm.alphas.bin.gz", "unpack its files first"),
        ("model.fren.intgemm.alphas.bin", "", "one file model"),
    ],
)
def test_a_missing_file_is_named(tmp_path: Path, gone: str, added: str, words: str) -> None:
    folder = folder_of(tmp_path / "firefox")
    (folder / gone).unlink()
    if added:
        (folder / added).write_bytes(b"")
    with pytest.raises(PackageError, match=words):
        model_files(folder, FR_EN)


def test_the_extra_names_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fxtranslate", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'bitext-toolkit\[firefox\]'"):
        open_model(FR_EN, str(folder_of(tmp_path / "firefox")))
