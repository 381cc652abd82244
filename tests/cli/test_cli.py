from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, one_line


def test_help_is_light() -> None:
    code = (
        "import sys; from toolkit.cli import run; run(['--help']); "
        "print([m for m in ('ctranslate2','nltk','lxml','numpy','sacrebleu','argostranslate','rich') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_sentence_is_translated_without_punkt() -> None:
    """Only a full stop within a text asks Punkt, and NLTK costs a third of a cold start."""
    code = (
        "import sys; from toolkit.cli import run; "
        "run(['translate', 'Le musée est ouvert.', '--from', 'fr', '--to', 'en']); "
        "print([m for m in ('nltk','lxml','numpy','sacrebleu','rich') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == ["The museum is open.", "[]"]


@pytest.mark.parametrize("command", [[], ["build"], ["translate"], ["segment"], ["models"], ["models", "install"]])
def test_every_command_has_help(bitext, command: list[str]) -> None:
    result = bitext(*command, "--help")
    assert result.returncode == 0
    assert b"Usage: bitext" in result.stdout


def test_version(bitext) -> None:
    assert bitext("--version").stdout.startswith(b"bitext-toolkit ")


def test_segments_of_a_page_have_no_markup(bitext, tmp_path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><head><style>p {}</style></head><p>M. Blanc <b>arrive</b>. Il pleut.</p></html>"
    )
    result = bitext("segment", "a.html", "--from", "fr")
    assert result.stdout.decode().splitlines() == ["M. Blanc arrive.", "Il pleut."]


def test_segment_with_offsets(bitext) -> None:
    text = "\ufeffM. Durand est parti. Il pleut.\n\nFin.\n"
    result = bitext("segment", "-", "--json", stdin=text.encode())
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [r["text"] for r in records] == ["M. Durand est parti.", "Il pleut.", "Fin."]
    assert all(text[1:][r["start"] : r["end"]] == r["text"] for r in records)


def test_lines_in_lines_out(bitext) -> None:
    text = "\n  Bonjour à tous.\n\n\nJe suis ici. Il est là.\n 12 %\n"
    result = bitext("translate", "-", stdin=text.encode())
    assert result.returncode == 0
    lines = result.stdout.decode().split("\n")
    assert [bool(line.strip()) for line in lines] == [bool(line.strip()) for line in text.split("\n")]
    assert lines[5] == " 12%"


def test_one_file_to_one_file(bitext, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bonjour.\n")
    assert bitext("translate", "a.txt", "--out", "b.txt").returncode == 0
    assert (tmp_path / "b.txt").read_text().count("\n") == 1
    again = bitext("translate", "a.txt", "--out", "b.txt")
    assert again.returncode == 2
    assert "exists already" in one_line(again.stderr)


def test_json_has_the_sentence_map(bitext, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bonjour à tous. Je suis ici.\n")
    result = bitext("translate", "a.txt", "--json", "--quiet")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [r["source"] for r in records] == ["Bonjour à tous.", "Je suis ici."]
    assert all(r["score"] < 0 and r["signature"].startswith("model:") for r in records)


def make(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


BAD = {
    "missing": (lambda p: ["translate", p / "none.txt"], "no such file"),
    "missing-build": (lambda p: ["build", p / "none", "--out", p / "o"], "no such file or folder"),
    "no-text": (
        lambda p: ["build", (p / "d").mkdir() or p / "d", "--out", p / "o"],
        "no file in this folder ends in .txt",
    ),
    "empty": (lambda p: ["translate", make(p, "e.txt", b"")], "no text"),
    "binary": (lambda p: ["translate", make(p, "b.txt", b"\x7fELF\0\0")], "byte offset 4"),
    "latin-1": (lambda p: ["build", make(p, "l.txt", b"d\xe9j\xe0"), "--out", p / "o"], "byte offset 1"),
    "one-line": (lambda p: ["translate", make(p, "h.txt", b"mot " * 12_500_000)], "50,000,000 characters in one line"),
    "pair": (lambda p: ["translate", make(p, "a.txt", b"Bonjour."), "--from", "eo"], "no package translates eo to en"),
    "no-package": (lambda p: ["translate", make(p, "a.txt", b"a"), "--model", "x"], "no such package is installed"),
    "corrupt": (
        lambda p: ["translate", make(p, "a.txt", b"a"), "--model", make(p, "x.argosmodel", b"junk")],
        "not an Argos package",
    ),
    "out-below-file": (
        lambda p: ["translate", make(p, "a.txt", b"Bonjour."), "--out", p / "a.txt" / "b.txt"],
        "a.txt is not a folder",
    ),
    "two-files": (lambda p: ["translate", make(p, "a.txt", b"a"), make(p, "b.txt", b"b")], "need --out"),
    "stdin-and-file": (lambda p: ["translate", "-", make(p, "a.txt", b"a")], "goes alone"),
    "language": (lambda p: ["segment", make(p, "a.txt", b"a"), "--lang", "12"], "not the code of a language"),
    "install-nothing": (lambda p: ["models", "install", "fr-eo"], "no translate-fr_eo-*.argosmodel"),
    "install-junk": (lambda p: ["models", "install", make(p, "x.argosmodel", b"")], "not an Argos package"),
    "aligner": (
        lambda p: ["build", make(p, "a.txt", b"Oui."), "--out", p / "o", "--aligner", "x"],
        "unknown aligner 'x'",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_one_line_and_exit_2(bitext, tmp_path: Path, case: str) -> None:
    arguments, words = BAD[case]
    result = bitext(*arguments(tmp_path))
    assert result.returncode == 2
    assert words in one_line(result.stderr)
    assert result.stdout == b""
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("arguments", [["nonsense"], ["translate"], ["build", "x"], ["translate", "-", "--beam", "0"]])
def test_bad_usage(bitext, arguments: list[str]) -> None:
    result = bitext(*arguments)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr and result.stderr


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
def test_folder_that_cannot_be_written(bitext, tmp_path: Path) -> None:
    (tmp_path / "o").mkdir(mode=0o500)
    make(tmp_path, "a.txt", b"Bonjour.")
    result = bitext("translate", "a.txt", "--out", "o/b.txt")
    assert result.returncode == 2
    assert "cannot be written (Permission denied)" in one_line(result.stderr)


def test_files_of_other_kinds_in_a_folder_are_named(bitext, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    make(tmp_path, "in/a.txt", b"Bonjour.")
    make(tmp_path, "in/b.rtf", b"{\\rtf1 Bonjour}")
    make(tmp_path, "in/.hidden.css", b"")
    result = bitext("translate", "in", "--out", "out", "--quiet")
    assert result.returncode == 0, result.stderr
    assert one_line(result.stderr) == "bitext: not translated, of other kinds: in/b.rtf"


def test_full_disk(bitext, tmp_path: Path) -> None:
    # A limit on the size of files stands in for the disk: the same error path, "File too large" for "No space left".
    make(tmp_path, "a.txt", b"Bonjour a tous.\n" * 20)
    result = bitext(
        *("translate", "a.txt", "--out", "b.txt", "--quiet"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64)),
    )
    assert result.returncode == 2
    assert "cannot be written (File too large)" in one_line(result.stderr)
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["a.txt"]


def start(tmp_path: Path, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "toolkit", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    # On a busy machine the test must get its turn before the command is through.
    return subprocess.Popen(command, cwd=tmp_path, env=environment, preexec_fn=lambda: os.nice(10), **pipes)


def many_files(tmp_path: Path, count: int) -> None:
    (tmp_path / "in").mkdir()
    seed = next((ROOT / "seeds").glob("000*")).read_text(encoding="utf-8")
    for number in range(count):
        # Texts differ, so that no sentence is translated once for all files; each fills a group of its own.
        words = seed.replace("Corée", f"Corée {number}").replace("la Russie", f"la Russie {number}")
        (tmp_path / "in" / f"{number:02d}.txt").write_text(words + "\n" + "Blanc 1.\n" * 7_000, encoding="utf-8")


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_folder_goes_on(bitext, tmp_path: Path, way: signal.Signals) -> None:
    many_files(tmp_path, 9)
    process = start(tmp_path, "translate", "in", "--out", "out", "--quiet")
    deadline = time.monotonic() + 120
    while not (tmp_path / "out" / "00.en.txt").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(way)
    _, errors = process.communicate(timeout=60)
    if way == signal.SIGINT:
        assert process.returncode == 130, (errors, sorted((tmp_path / "out").iterdir()))
        assert "interrupted" in one_line(errors)
    finished = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").glob("*.txt")}
    assert 0 < len(finished) < 9
    for path in finished:
        assert path.read_text(encoding="utf-8").count("\n") == (tmp_path / "in" / "00.txt").read_text().count("\n")
    result = bitext("translate", "in", "--out", "out")
    assert result.returncode == 0, result.stderr.decode()
    assert f"{9 - len(finished)} files translated" in result.stderr.decode()
    assert all(path.stat().st_mtime_ns == stamp for path, stamp in finished.items())


def test_an_interrupt_in_a_finaliser_is_not_lost() -> None:
    code = (
        "import signal, time; import toolkit.cli as cli\n"
        "class Late:\n"
        "    def __del__(self): signal.raise_signal(signal.SIGINT)\n"
        "def run(arguments):\n"
        "    Late()\n"
        "    try: time.sleep(20)\n"
        "    except KeyboardInterrupt: return cli.INTERRUPTED\n"
        "    return 0\n"
        "cli.run = run; cli.main([])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, timeout=30)
    assert (result.returncode, result.stderr) == (130, b"")


def test_a_reader_that_goes_away_gets_no_traceback(tmp_path: Path) -> None:
    process = start(tmp_path, "segment", "-")
    process.stdout.close()
    _, errors = process.communicate(("Une phrase. " * 40_000).encode(), timeout=120)
    assert process.returncode == 141
    assert errors == b""


def test_the_main_job_needs_no_network(bitext, tmp_path: Path) -> None:
    (tmp_path / "block").mkdir()
    (tmp_path / "block" / "sitecustomize.py").write_text(
        "import socket\n"
        "def blocked(*_, **__): raise SystemExit('a socket was opened')\n"
        "socket.socket.__init__ = blocked\nsocket.getaddrinfo = blocked\n"
    )
    environment = {"PYTHONPATH": f"{tmp_path / 'block'}:{ROOT}"}
    proof = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"], env={**os.environ, **environment}, capture_output=True
    )
    assert b"a socket was opened" in proof.stderr
    make(tmp_path, "a.txt", b"Titre du jour\n\nLe chat dort. Il pleut.\n")
    for arguments in (["build", "a.txt", "--out", "c"], ["translate", "a.txt"], ["models", "list"]):
        assert bitext(*arguments, env=environment).returncode == 0


def test_models_life(bitext, tmp_path: Path) -> None:
    assert b"embedded" in bitext("models", "list").stdout
    listed = json.loads(bitext("models", "list", "--json").stdout)
    [package] = listed["packages"]
    assert (package["from"], package["to"]) == ("fr", "en")
    installed = bitext("models", "install", package["path"])
    assert installed.returncode == 0, installed.stderr
    assert len(json.loads(bitext("models", "list", "--json").stdout)["packages"]) == 2
    assert b": good, sha256" in bitext("models", "verify", package["name"]).stdout
    assert b": good, sha256" in bitext("models", "verify", "embedded").stdout
    assert b"europarl" in bitext("models", "info", "embedded").stdout
    [model] = (tmp_path / "home").rglob(f"{package['name']}/model/model.bin")
    model.write_bytes(model.read_bytes() + b"x")
    spoilt = bitext("models", "verify", package["name"])
    assert spoilt.returncode == 1
    assert b"model/model.bin: changed" in spoilt.stdout
    assert bitext("models", "remove", package["name"]).returncode == 0
    assert len(json.loads(bitext("models", "list", "--json").stdout)["packages"]) == 1


def test_build_prints_a_manifest(bitext, tmp_path: Path) -> None:
    make(tmp_path, "a.txt", b"Le chat dort. Il pleut.\n")
    result = bitext("build", "a.txt", "--out", "c", "--json")
    assert json.loads(result.stdout)["counts"]["units"] >= 1
    assert (tmp_path / "c" / "articles" / "a.en.txt").exists()
    assert bitext("build", "a.txt", "--out", "c").returncode == 0
    (tmp_path / "c" / "bitext.tsv").write_text("edited")
    result = bitext("build", "a.txt", "--out", "c")
    assert result.returncode == 2
    assert "changed by hand" in one_line(result.stderr)


def test_a_full_disk_is_one_line_also_where_a_library_writes(tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    for side, sentence in (("fr", "Le train part demain matin.\n"), ("en", "The train leaves tomorrow.\n")):
        (tmp_path / side).mkdir()
        for name in "ab":
            (tmp_path / side / f"{name}.txt").write_text(sentence * 3)
    made = subprocess.run(
        [sys.executable, "-m", "toolkit", "align", "fr", "en", "-o", "out", "--split", "lines", "--jobs", "2", "-q"],
        cwd=tmp_path,
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "c")},
        preexec_fn=limit,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 2, made.stderr
    assert made.stderr.count("\n") == 1 and "Traceback" not in made.stderr
