from __future__ import annotations

from pathlib import Path

import pytest

from toolkit import registry as module
from toolkit.errors import InputError, PluginError, PluginWarning
from toolkit.registry import Registry, Row, unknown


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Make distributions with entry points findable."""
    monkeypatch.syspath_prepend(str(tmp_path))
    module._entry_points.cache_clear()
    yield lambda name, entries: _distribution(tmp_path, name, entries)
    module._entry_points.cache_clear()


def _distribution(folder: Path, name: str, entries: str) -> None:
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(entries)


def _paths() -> Registry[type]:
    rows = [Row("path", "paths", "pathlib:Path"), Row("pure", "pure paths", "pathlib:PurePath")]
    return Registry("path", "bitext.nothing", rows)


def test_a_row_is_imported_when_it_is_asked_for() -> None:
    broken: Registry[object] = Registry("thing", "bitext.nothing", [Row("gone", "", "no.such.module:x")])
    assert list(broken) == ["gone"] and "gone" in broken and len(broken) == 1
    with pytest.raises(ModuleNotFoundError):
        broken["gone"]
    assert _paths()["path"] is Path


def test_the_sentence_about_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(InputError, match=r"^unknown path 'pahts'; did you mean 'path'\? choose from: path, pure$"):
        _paths()["pahts"]
    assert unknown("path", "xyz", ["path"]) == "unknown path 'xyz'; choose from: path"
    assert "did you mean 'path'?" in unknown("path", "PATH", ["path"])


def test_what_is_added_is_found_and_comes_before_ours() -> None:
    paths = _paths()
    paths["path"]
    assert paths.add("path", str, "texts") is str and paths["path"] is str
    assert paths.row("path").what == "texts"


def test_a_plug_in_is_listed_last_and_loaded_by_name(install) -> None:
    install("beads", "[bitext.nothing]\ncounter = collections:Counter\n")
    paths = _paths()
    assert list(paths) == ["path", "pure", "counter"]
    row = paths.row("counter")
    assert (row.origin, row.where) == ("beads 1.0", "collections:Counter") and row.what.startswith("Dict subclass")


def test_a_broken_plug_in_is_named_and_the_others_still_run(install) -> None:
    install("sound", "[bitext.nothing]\ncounter = collections:Counter\n")
    install("broken", "[bitext.nothing]\nbad = no_such_module:x\n")
    paths = _paths()
    message = r"^path 'bad' of broken 1.0 cannot be loaded \(no_such_module:x: No module named 'no_such_module'\)"
    with pytest.raises(PluginError, match=message):
        paths["bad"]
    with pytest.warns(PluginWarning, match=message):
        assert [name for name, _ in paths.usable()] == ["path", "pure", "counter"]


def test_a_plug_in_that_is_not_of_the_kind_is_refused(install) -> None:
    install("odd", "[bitext.nothing]\nodd = collections:Counter\n")

    def fit(name: str, found: object) -> type:
        raise TypeError(f"{name} is no path")

    with pytest.raises(PluginError, match="odd is no path"):
        Registry("path", "bitext.nothing", [Row("path", "", "pathlib:Path")], fit)["odd"]


def test_a_plug_in_cannot_take_a_name_of_ours(install) -> None:
    install("thief", "[bitext.nothing]\npath = collections:Counter\n")
    paths = _paths()
    with pytest.warns(PluginWarning, match="path 'path' of thief 1.0 is ignored: the name is taken"):
        assert list(paths) == ["path", "pure"]
    assert paths["path"] is Path
