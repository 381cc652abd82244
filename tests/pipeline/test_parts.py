"""Large files of plain text are translated in parts: the same bytes as in one, no more memory than for a part."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toolkit
from tests.translation.fakes import FakeModel
from toolkit.api.streams import is_large, translate_large
from toolkit.cli.translate import Task
from toolkit.cli.translate_lines import translate_in_parts
from toolkit.errors import EncodingError, InputError, OutputError
from toolkit.pipeline import parts
from toolkit.pipeline.parts import translated_parts
from toolkit.testing import UpperEngine
from toolkit.translation import Translator

ENGINE = Translator(FakeModel(str.upper))
PROSE = "Le chat dort sous la table. Il pleut.\n\nLe chien mange, et l'enfant joue.\nUne ligne.\n\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["Le chat dort.", "Un mot", "", " ", "\t", "«\xa0Oui\xa0»"]), max_size=30),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(1, 60),
)
def test_parts_are_the_whole(tmp_path: Path, lines: list[str], newline: str, size: int) -> None:
    text = newline.join([*lines, "La fin."])
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    made = b"".join(part.data for part in translated_parts(path, ENGINE, parts.ReadOptions("keep"), size=size))
    assert made == toolkit.translate_file(path, None, ENGINE, wrap="keep").data


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_paragraphs_stay_in_one_part(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + (PROSE * 40).replace("\n", newline).encode())
    found = list(translated_parts(path, ENGINE, size=300))
    assert len(found) > 9 and all(part.data.endswith((newline * 2).encode()) for part in found)
    whole = toolkit.translate_file(path, None, ENGINE)
    assert b"".join(part.data for part in found) == whole.data and not any(part.differences for part in found)
    assert sum((part.counts for part in found), start=type(whole.counts())()) == whole.counts()


def test_what_is_wrong_is_told_of_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((PROSE * 10).encode() + b"caf\xe9\n")
    with pytest.raises(EncodingError, match="counted from byte") as caught:
        list(translated_parts(path, ENGINE, size=200))
    assert caught.value.offset == len((PROSE * 10).encode()) + 3
    path.write_bytes(b"%PDF-1.4\n" + (PROSE * 10).encode())
    with pytest.raises(InputError, match="PDF"):
        list(translated_parts(path, ENGINE, size=200))
    assert list(translated_parts(path, ENGINE, named=True, size=200))


def test_a_large_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LARGE", 100)
    path, out = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text(PROSE * 9)
    assert is_large(path) and not is_large(path, "markdown") and not is_large(tmp_path / "c.txt")
    made = translate_large(path, out, UpperEngine("fr-en"))
    assert out.read_text() == (PROSE * 9).upper() and made.counts["translated"] == 36 and not made.differences
    path.write_bytes(path.read_bytes() + b"caf\xe9\n")
    with pytest.raises(EncodingError):
        translate_large(path, tmp_path / "d.txt", UpperEngine("fr-en"))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_the_command_line_tells_what_became_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    task = Task([str(tmp_path / "a.txt")], tmp_path / "b.txt", None, "auto", "auto", False, False, False)
    assert translate_in_parts(task, UpperEngine("fr-en")) is False
    assert "4 segments translated" in capsys.readouterr().err
    assert (tmp_path / "b.txt").read_text() == PROSE.upper()


def test_folders_translate_large_files_in_parts_and_skip_them_when_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"a.txt": PROSE * 9, "b.txt": "Le chat.\n"}
    (tmp_path / "in").mkdir()
    for name, text in texts.items():
        (tmp_path / "in" / name).write_text(text)
    monkeypatch.setattr(parts, "LARGE", 100)
    report = toolkit.translate_files(tmp_path / "in", tmp_path / "out", UpperEngine("fr-en"))
    assert (report.done, report.counts["translated"]) == (2, 37)
    assert {name: (tmp_path / "out" / f"{name[0]}.en.txt").read_text() for name in texts} == {
        name: text.upper() for name, text in texts.items()
    }
    again = toolkit.translate_files(tmp_path / "in", tmp_path / "out", UpperEngine("fr-en"))
    assert (again.done, again.skipped) == (0, 2)
    (tmp_path / "out" / "a.en.txt").write_text("mine")
    with pytest.raises(OutputError):
        toolkit.translate_files(tmp_path / "in", tmp_path / "out", UpperEngine("fr-en"))


MEASURED = """
import io, resource, sys
from pathlib import Path
from toolkit.api.streams import translate_large
from toolkit.testing import UpperEngine

class Thrifty(UpperEngine):
    def translate(self, segments, **other):
        made = super().translate(segments, **other)
        self.seen.clear()
        return made

class Nowhere(io.RawIOBase):
    def write(self, data):
        return len(data)

translate_large(Path(sys.argv[1]), Nowhere(), Thrifty("fr-en"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
def test_the_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for size in (2, 8):
        path = tmp_path / "a.txt"
        path.write_text(PROSE * (size * 1_000_000 // len(PROSE)))
        told = subprocess.run([sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True)
        peaks.append(int(told.stdout))
    assert peaks[1] < peaks[0] + 30, peaks
