from __future__ import annotations

from tests.conftest import ROOT, one_line
from toolkit.formats import jsonl

CORPUS = ROOT / "corpus"


def test_report(bitext, tmp_path) -> None:
    result = bitext("report", CORPUS, "--out", "r.html", "--article", "002")
    assert result.returncode == 0
    text = (tmp_path / "r.html").read_text()
    assert text.startswith("<!DOCTYPE html>") and "002_6fac84a18dbfc86e" in text and 'id="a1"' not in text
    again = bitext("report", CORPUS, "--out", "r.html")
    assert again.returncode == 2 and "exists already" in one_line(again.stderr)
    assert bitext("report", CORPUS, "--out", "r.html", "--force").returncode == 0
    large = bitext("report", CORPUS, "--out", "l.html", "--limit", 10)
    assert large.returncode == 2 and "--article" in one_line(large.stderr)


def test_report_of_tmx(bitext, tmp_path) -> None:
    assert bitext("report", CORPUS / "bitext.tmx", "--out", "r.html").returncode == 0
    assert 'lang="fr"' in (tmp_path / "r.html").read_text()


def test_show_in_a_pipe_is_plain(bitext) -> None:
    result = bitext("show", CORPUS, "--article", "002", "--width", 80)
    text = result.stdout.decode()
    assert result.returncode == 0 and "\x1b" not in text
    assert "Here to Stay" in text and max(map(len, text.splitlines())) <= 80
    found = bitext("show", CORPUS, "--findings").stdout.decode()
    assert "  ! " in found and len(found) < len(bitext("show", CORPUS).stdout.decode())


def test_show_on_a_terminal_has_colours_unless_told_not_to(tmp_path) -> None:
    import os
    import pty
    import subprocess
    import sys

    doubtful = next(u.document for u in jsonl.read(CORPUS / "bitext.jsonl") if u.findings)

    def shown(**extra: str) -> bytes:
        leader, follower = pty.openpty()
        env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **extra}
        command = [sys.executable, "-m", "toolkit", "show", str(CORPUS), "--article", doubtful]
        process = subprocess.Popen(command, stdout=follower, stderr=follower, env=env, cwd=tmp_path)
        os.close(follower)
        parts = []
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
        os.close(leader)
        assert process.wait() == 0
        return b"".join(parts)

    environment = {"NO_COLOR": ""}
    assert b"\x1b[31m" in shown(**environment)
    assert b"\x1b[3" not in shown(NO_COLOR="1")


def test_bad_input(bitext) -> None:
    for arguments, words in (
        (("show", CORPUS, "--article", "zzz"), "unknown article 'zzz'"),
        (("show", "nothing"), "nothing"),
        (("report", ROOT / "tests", "--out", "r.html"), "without bitext.jsonl"),
    ):
        result = bitext(*arguments)
        assert result.returncode == 2 and words in one_line(result.stderr)
