from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from toolkit.errors import OutputError
from toolkit.files import (
    atomic_writer,
    check_output_file,
    is_device,
    open_output,
    refuse_inputs,
    write_bytes,
    write_text,
)
from toolkit.files import writing as module

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")


@pytest.fixture(params=["unnamed", "named"])
def _both(request, monkeypatch) -> None:
    """With and without files that have no name while they are written."""
    if request.param == "named":
        monkeypatch.setattr(module, "_unnamed", lambda folder: None)


@pytest.mark.usefixtures("_both")
def test_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "new" / "a.txt"
    write_bytes(place, b"one")
    with pytest.raises(KeyError), atomic_writer(place) as file:
        file.write(b"two")
        raise KeyError
    assert place.read_bytes() == b"one"
    assert [p.name for p in place.parent.iterdir()] == ["a.txt"]


@pytest.mark.usefixtures("_both")
def test_permissions(tmp_path: Path) -> None:
    place = tmp_path / "a.txt"
    old = os.umask(0o027)
    try:
        write_bytes(place, b"one")
    finally:
        os.umask(old)
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    place.chmod(0o600)
    write_bytes(place, b"two")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


@pytest.mark.usefixtures("_both")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").symlink_to("deep/real.txt")
    write_bytes(tmp_path / "a.txt", b"one")
    assert (tmp_path / "a.txt").is_symlink() and (tmp_path / "deep" / "real.txt").read_bytes() == b"one"
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OutputError):
        write_bytes(tmp_path / "loop", b"")


@pytest.mark.usefixtures("_both")
def test_the_longest_name(tmp_path: Path) -> None:
    write_bytes(tmp_path / ("a" * 255), b"one")


def test_a_kill_leaves_nothing_behind(tmp_path: Path) -> None:
    if module._unnamed(tmp_path) is None:
        pytest.skip("no files without a name here")
    code = (
        "import os, sys; from pathlib import Path; from toolkit.files import atomic_writer\n"
        "with atomic_writer(Path(sys.argv[1])) as file:\n file.write(b'x' * 10_000_000); file.flush(); os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "a")]).returncode == -9
    assert list(tmp_path.iterdir()) == []


def test_a_named_pipe_is_written_into(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe.tsv.gz", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    check_output_file(pipe, force=False)
    with open_output(pipe) as file:
        file.write(b"text")
    reader.join(10)
    assert stat.S_ISFIFO(pipe.stat().st_mode) and got[0].startswith(b"\x1f\x8b")


def test_a_failure_sends_nothing_into_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(KeyError), atomic_writer(pipe) as file:
        file.write(b"half")
        raise KeyError


def test_devices(tmp_path: Path) -> None:
    for name in ("/dev/null", "/dev/stdout", "/dev/fd/7"):
        assert is_device(Path(name))
        check_output_file(Path(name), force=False)
    before = os.stat("/dev/null").st_mode
    write_bytes(Path("/dev/null"), b"x")
    assert os.stat("/dev/null").st_mode == before and stat.S_ISCHR(before)
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    write_bytes(link, b"x")
    assert link.is_symlink()


def test_standard_output_goes_on_where_it_is(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from toolkit.files import write_bytes\n"
        "print('one'); write_bytes(Path('/dev/stdout'), b'two\\n'); print('three')"
    )
    with (tmp_path / "log").open("wb") as log:
        log.write(b"zero\n")
        log.flush()
        subprocess.run([sys.executable, "-c", code], stdout=log, check=True)
    assert (tmp_path / "log").read_text() == "zero\none\ntwo\nthree\n"


def test_an_input_is_never_an_output(tmp_path: Path) -> None:
    source, link, hard = (tmp_path / n for n in ("a.txt", "link.txt", "hard.txt"))
    source.write_text("x")
    link.symlink_to(source)
    hard.hardlink_to(source)
    for out in (source, link, hard, tmp_path / "." / "a.txt"):
        with pytest.raises(OutputError, match="is an input as well"):
            check_output_file(out, force=True, inputs=[source])
    refuse_inputs([Path("/dev/stdout")], [Path("/dev/stdin")])
    check_output_file(tmp_path / "b.txt", force=False, inputs=[source, tmp_path / "missing"])


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="a folder where a file is wanted"):
        check_output_file(tmp_path / "folder", force=True)
    with pytest.raises(OutputError, match="cannot be written"):
        write_bytes(tmp_path / "folder", b"x")
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="not a folder"):
        check_output_file(tmp_path / "file" / "x", force=True)


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.write_text("mine")
    place.chmod(0o400)
    with pytest.raises(OutputError, match="read-only"):
        check_output_file(place, force=True)
    with pytest.raises(OutputError, match="read-only"):
        write_bytes(place, b"x")


def test_names_that_are_not_text(tmp_path: Path) -> None:
    write_text(tmp_path / "a.json", '"caf\udce9"')
    assert (tmp_path / "a.json").read_bytes() == b'"caf\\udce9"'
