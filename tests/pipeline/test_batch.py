from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.test_build import Recorder
from toolkit.errors import OutputError
from toolkit.files import text_files
from toolkit.pipeline import batch, translate_lines
from toolkit.pipeline.batch import translate_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt", "deep/c.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Le texte {name} est ici.\n\nIl a deux lignes.\n")
    return tmp_path / "in"


def run(folder: Path, engine=None, **options) -> tuple[int, int]:
    report = translate_files(text_files([folder]), engine or Recorder(), folder.parent / "out", **options)
    assert report.passed
    return report.done, report.skipped


def test_layout_and_lines(folder: Path) -> None:
    assert run(folder) == (3, 0)
    out = folder.parent / "out"
    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*.txt")) == [
        "a.en.txt",
        "b.en.txt",
        "deep/c.en.txt",
    ]
    assert (out / "a.en.txt").read_text().count("\n") == 3


def test_finished_files_are_not_done_again(folder: Path) -> None:
    run(folder)
    (folder / "b.txt").write_text("Un autre texte.\n")
    engine = Recorder()
    assert run(folder, engine) == (1, 2)
    assert engine.seen == ["Un autre texte."]


def test_a_stopped_run_goes_on(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(batch, "_GROUP_BYTES", 1)

    class Stopped(Recorder):
        def translate(self, segments, **options):
            if len(self.seen) >= 2:
                raise KeyboardInterrupt
            return super().translate(segments, **options)

    with pytest.raises(KeyboardInterrupt):
        run(folder, Stopped())
    engine = Recorder()
    assert run(folder, engine) == (2, 1)
    assert not any("a.txt" in s for s in engine.seen)
    assert not list((folder.parent / "out").rglob("*.part"))


def test_a_kill_between_record_and_file_is_repaired(folder: Path) -> None:
    run(folder)
    out = folder.parent / "out"
    (out / "b.en.txt").unlink()
    with (out / batch.RECEIPTS).open("a") as file:
        file.write('\n{"file": "torn')
    assert run(folder) == (1, 2)


def test_other_peoples_files_are_not_overwritten(folder: Path) -> None:
    out = folder.parent / "out"
    out.mkdir()
    (out / "b.en.txt").write_text("my own translation")
    with pytest.raises(OutputError, match=r"b\.en\.txt: exists already"):
        run(folder)
    assert (out / "b.en.txt").read_text() == "my own translation"
    assert run(folder, force=True) == (3, 0)


def test_edited_translations_are_not_overwritten(folder: Path) -> None:
    run(folder)
    out = folder.parent / "out"
    (out / "a.en.txt").write_text("post-edited")
    with pytest.raises(OutputError, match=r"a\.en\.txt: exists already"):
        run(folder)


def test_a_text_that_changed_while_it_was_translated_is_not_done(folder: Path) -> None:
    class Slow(Recorder):
        def translate(self, segments, **options):
            (folder / "a.txt").write_text("Le chat dort.\n")
            return super().translate(segments, **options)

    run(folder, Slow())
    assert (folder.parent / "out" / "a.en.txt").read_text().count("\n") == 3
    engine = Recorder()
    assert run(folder, engine) == (1, 2)
    assert engine.seen == ["Le chat dort."]
    assert (folder.parent / "out" / "a.en.txt").read_text().count("\n") == 1


def test_a_kill_before_a_new_translation_is_written(folder: Path, monkeypatch) -> None:
    """The old one stands there, the receipt of the new one is noted: still nobody's but the tool's."""
    run(folder)
    (folder / "a.txt").write_text("Le chat dort.\n")

    class Killed(BaseException):
        pass

    def kill(path: Path, data: bytes) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr("toolkit.resume.write_bytes", kill)
        run(folder)
    assert run(folder) == (1, 2)


def test_a_translation_edited_during_the_run_is_kept(folder: Path) -> None:
    run(folder)
    (folder / "a.txt").write_text("Le chat dort.\n")

    class Slow(Recorder):
        def translate(self, segments, **options):
            (folder.parent / "out" / "a.en.txt").write_text("post-edited")
            return super().translate(segments, **options)

    with pytest.raises(OutputError, match="exists already"):
        run(folder, Slow())
    assert (folder.parent / "out" / "a.en.txt").read_text() == "post-edited"


def test_a_file_that_vanishes_is_named_and_the_others_are_translated(folder: Path) -> None:
    files = text_files([folder])
    (folder / "b.txt").unlink()
    report = translate_files(files, Recorder(), folder.parent / "out", progress=lambda n: None)
    assert report.done == 2 and not report.passed
    assert "b.txt: no such file" in str(report.failed[folder / "b.txt"])


def test_an_input_is_never_an_output(folder: Path) -> None:
    (folder / "a.txt").rename(folder / "a.en.txt")
    with pytest.raises(OutputError, match="is an input as well"):
        translate_files(
            [(folder / "a.en.txt", Path("a.txt")), (folder / "b.txt", Path("b.txt"))], Recorder(), folder, force=True
        )


def test_two_inputs_for_one_output(folder: Path) -> None:
    files = text_files([folder / "a.txt", folder])
    with pytest.raises(OutputError, match="both would be written"):
        translate_files(files, Recorder(), folder.parent / "out")


def test_a_bad_file_does_not_stop_the_others(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xff\xfe")
    files = text_files([folder])
    for done, skipped in ((2, 0), (0, 2)):
        report = translate_files(files, Recorder(), folder.parent / "out")
        assert (report.done, report.skipped, list(report.failed)) == (done, skipped, [folder / "a.txt"])
    assert not (folder.parent / "out" / "a.en.txt").exists()


def test_a_name_too_long_for_its_translation_does_not_stop_the_others(folder: Path) -> None:
    path = folder / f"{'n' * 251}.txt"
    path.write_text("Un mot.\n", encoding="utf-8")
    report = translate_files(text_files([folder]), Recorder(), folder.parent / "out")
    assert report.done == 3 and "rename the file" in str(report.failed[path])


@pytest.fixture
def audited(monkeypatch) -> None:
    """Of b.txt, a line is missing."""
    found = {b"b.txt": ["lines: 3 before, 2 after"]}
    monkeypatch.setattr(batch, "audit", lambda kind, old, new: next((d for n, d in found.items() if n in old), []))


def test_differences_of_structure_are_told_of_in_every_run(folder: Path, audited: None) -> None:
    for done, skipped in ((3, 0), (0, 3)):
        report = translate_files(text_files([folder]), Recorder(), folder.parent / "out")
        assert (report.done, report.skipped) == (done, skipped)
        assert report.differences == {folder / "b.txt": ["lines: 3 before, 2 after"]} and not report.passed


def test_strict_writes_no_file_that_differs(folder: Path, audited: None) -> None:
    for skipped in (0, 2):
        report = translate_files(text_files([folder]), Recorder(), folder.parent / "out", strict=True)
        assert (report.done, report.skipped, report.refused) == (2 - skipped, skipped, [folder / "b.txt"])
        assert sorted(p.name for p in (folder.parent / "out").rglob("*.txt")) == ["a.en.txt", "c.en.txt"]


def test_lines_keep_their_places() -> None:
    lines = ["", "Un texte.", "  ", "\tUn mot.  ", "Deux. Phrases ici.\r"]
    result = list(translate_lines(lines, Recorder(), block=2))
    assert len(result) == len(lines)
    assert result[0] == "" and result[2] == "  "
    assert result[3].startswith("\t") and result[3].endswith("  ")
    assert result[4].endswith("\r")


def test_files_that_could_not_be_read_are_tried_again(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"")
    (folder / "a2.txt").write_bytes(b"\xff\xfe")
    report = translate_files(text_files([folder]), Recorder(), folder.parent / "out")
    assert report.done == 2 and [path.name for path in report.failed] == ["a2.txt", "b.txt"]
    assert (folder.parent / "out/deep/c.en.txt").exists()
    (folder / "b.txt").write_text("Un mot.\n")
    (folder / "a2.txt").unlink()
    assert run(folder) == (1, 2)


def test_unknown_kinds_among_named_files_are_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.odd", "c.pdf"):
        (tmp_path / name).write_text("un mot")
    files = text_files([tmp_path / name for name in ("a.txt", "b.odd", "c.pdf")])
    report = translate_files(files, Recorder(), tmp_path / "out")
    failures = [str(error) for error in report.failed.values()]
    assert report.done == 1
    assert ".odd files are not translated" in failures[0] and "a damaged PDF" in failures[1]
