"""Nothing that strangers wrote drives the user's terminal."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from toolkit.cli.terminal import SafeTerminal, one_line, visible

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\x08\rgone"


@given(st.text(st.sampled_from("a\x1b[\x9b\x07\r\n\té\u202e\x00\x7f")))
def test_no_control_character_is_left(text: str) -> None:
    shown = visible(text)
    assert not {c for c in shown if (c < " " and c not in "\n\t\r") or "\x7f" <= c <= "\x9f"}
    assert "\r" not in shown.replace("\r\n", "")
    line = one_line(text)
    assert line.isprintable() and "\u202e" not in line


def test_plain_text_stays_as_it_is() -> None:
    for text in ("Été\tneuf\n", "l’\u00a0an\u202f!", "👩\u200d🚀", "a\r\n"):
        assert visible(text) == text


def test_bytes_are_shown_likewise() -> None:
    shown = io.StringIO()
    terminal = SafeTerminal(shown)
    data = "é\x1b[31mé".encode()
    for n in range(len(data)):
        terminal.buffer.write(data[n : n + 1])
    assert shown.getvalue() == "é\\x1b[31mé"


def on_terminal(*arguments: object, cwd: Path) -> bytes:
    """What a command writes to a terminal."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=slave,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "TERM": "dumb"},
    )
    os.close(slave)
    found = b""
    while True:
        try:
            block = os.read(master, 65536)
        except OSError:
            break
        if not block:
            break
        found += block
    os.close(master)
    process.wait(60)
    return found


@pytest.fixture
def files(tmp_path: Path) -> Path:
    unit = {"id": EVIL, "source": f"Le chat {EVIL}", "target": f"The cat {EVIL}", "document": EVIL}
    unit |= {"source_language": "fr", "target_language": "en"}
    (tmp_path / "a.jsonl").write_text(json.dumps(unit) + "\n")
    (tmp_path / "b.jsonl").write_text(json.dumps(unit | {"target": f"A cat {EVIL}"}) + "\n")
    (tmp_path / "c.jsonl").write_text("")
    (tmp_path / "evil.txt").write_text(f"Un texte {EVIL.replace(chr(7), '').replace(chr(8), '')}.\n")
    with zipfile.ZipFile(tmp_path / "p.argosmodel", "w") as archive:
        archive.writestr(f"../{EVIL}", b"")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        "diff a.jsonl b.jsonl",
        "diff a.jsonl c.jsonl",
        "clean a.jsonl -o out.jsonl --explain -q",
        "stats a.jsonl -q",
        "show a.jsonl",
        "check a.jsonl --detail -q",
        "memory find a.jsonl Le",
        "segment evil.txt --lang fr",
        "models info p.argosmodel",
        "models install p.argosmodel",
        "translate evil.txt --model p.argosmodel",
        f"convert a.jsonl {EVIL}.nonsense",
        "convert a.jsonl - --format tsv",
    ],
)
def test_commands_on_a_terminal(files: Path, command: str) -> None:
    shown = on_terminal(*command.split(" "), cwd=files)
    assert shown.strip()
    assert not set(shown) & (set(range(32)) - {9, 10, 13}), shown
    assert b"Traceback" not in shown
    assert b"\r" not in shown.replace(b"\r\n", b"")
    assert not any("\x80" <= c <= "\x9f" for c in shown.decode())


def test_a_pipe_gets_every_byte(files: Path, bitext) -> None:
    done = bitext("convert", "a.jsonl", "-", "--format", "jsonl", cwd=files)
    assert json.loads(done.stdout)["source"] == f"Le chat {EVIL}"


def test_an_error_is_one_line_wherever_it_goes(files: Path, bitext) -> None:
    done = bitext("models", "install", "p.argosmodel", cwd=files)
    assert done.returncode == 2 and b"\x1b" not in done.stderr and done.stderr.count(b"\n") == 1
    assert b"\\x1b]0;owned" in done.stderr


@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&-", "<&- 2>&-"])
def test_closed_streams_stop_nothing(tmp_path: Path, closed: str) -> None:
    (tmp_path / "a.txt").write_text("Le chat dort.\n", encoding="utf-8")
    command = f"{sys.executable} -m toolkit translate a.txt -q -o b.txt {closed}"
    made = subprocess.run(["sh", "-c", command], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert made.returncode == 0
    assert (tmp_path / "b.txt").read_text(encoding="utf-8").startswith("The cat ")


@pytest.mark.parametrize(
    "command", ["translate a.txt -q >&-", "segment a.txt >&-", "stats a.tsv >&-", "translate - <&-"]
)
def test_a_result_on_a_closed_stream_is_not_lost_without_a_word(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text("Le chat dort.\n", encoding="utf-8")
    (tmp_path / "a.tsv").write_text("Le chat dort.\tThe cat sleeps.\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    shell = ["sh", "-c", f"{sys.executable} -m toolkit {command}"]
    made = subprocess.run(shell, cwd=tmp_path, env=environment, check=False, capture_output=True)
    assert made.returncode == 2
    assert b"standard input or output is closed" in made.stderr and b"Traceback" not in made.stderr


def test_an_error_of_the_system_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Le chat dort.\tThe cat sleeps.\n", encoding="utf-8")
    command = [sys.executable, "-m", "toolkit", "train", "a.tsv", "--work", "a.tsv", "--stage", "prepare"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    made = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True)
    assert made.returncode == 2 and made.stderr.count(b"\n") == 1
    assert b"bitext: a.tsv: cannot be used (File exists)" in made.stderr
