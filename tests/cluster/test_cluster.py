"""Work on a local Ray cluster of two workers equals work in one process, also when a worker is killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, one_line
from toolkit.cluster.clean import Judge
from toolkit.cluster.shards import plan
from toolkit.errors import OutputError
from toolkit.files import sha256_file
from toolkit.filters import Cleaner, read_profile
from toolkit.formats import FORMATS, parquet
from toolkit.units import Origin, TranslationUnit

WORDS = "maire marché ville pont école rivière jardin conseil projet budget".split()
ENGLISH = "mayor market town bridge school river garden council project budget".split()


def shards(folder: Path, count: int, size: int, kind: str = "parquet") -> list[Path]:
    """Files of sound units, doubles (also across files), swapped sides and wrong numbers."""
    generator = random.Random(5)
    folder.mkdir(exist_ok=True)
    paths = []
    for number in range(count):
        units = []
        for n in range(size):
            chosen = [generator.randrange(len(WORDS)) for _ in range(3)]
            source = (
                f"Le maire de la ville a parlé hier du {WORDS[chosen[0]]} et du {WORDS[chosen[1]]} en {1900 + n % 90}."
            )
            target = f"The mayor of the town spoke yesterday of the {ENGLISH[chosen[0]]} and the {ENGLISH[chosen[1]]} in {1900 + n % 90}."
            if chosen[2] == 0:
                source, target = target, source
            if chosen[2] == 1:
                target = target.replace("19", "18")
            units.append(TranslationUnit(str(n), source, target, "fr", "en", scores={"alignment": 0.9}))
        paths.append(folder / f"part-{number}.{kind}")
        FORMATS[kind].write(units, paths[-1])
    return paths


def test_a_worker_does_a_shard(tmp_path: Path) -> None:
    """What runs in a worker, without Ray: filters that need no other shard write the result themselves."""
    [path] = shards(tmp_path / "in", 1, 700)
    settings = {"numbers": {}, "language": {}}
    description = {"file": str(path), "several": False, "judged": "", "made_of": "x", "settings": settings}
    description["sha256"] = sha256_file(path)
    counts = Judge()(description | {"kept": str(tmp_path / "k.parquet"), "rejects": str(tmp_path / "r.parquet")})
    cleaner = Cleaner(settings)
    wanted = list(cleaner.run(FORMATS["parquet"].read(path)))
    assert list(parquet.read(tmp_path / "k.parquet")) == [u for u, v in wanted if v]
    assert [u.findings[0].reason for u in parquet.read(tmp_path / "r.parquet")] == [
        v.reason for _, v in wanted if not v
    ]
    assert counts["rejected"] == dict(cleaner.rejected) and set(counts["rejected"]) == {"numbers", "language"}
    assert parquet.read_made_of(tmp_path / "k.parquet") == "x"


def test_names_of_outputs(tmp_path: Path) -> None:
    out = tmp_path / "out"
    files = [tmp_path / "a.tsv.gz", tmp_path / "b.parquet", tmp_path / "c"]
    assert [p.name for _, p in plan(files, out)] == ["a.parquet", "b.parquet", "c.parquet"]
    with pytest.raises(OutputError, match="both would be written"):
        plan([tmp_path / "a.tsv", tmp_path / "a.tmx"], out)
    with pytest.raises(OutputError, match="is an input"):
        plan([tmp_path / "b.parquet"], tmp_path)


def test_wrong_use_is_told_of(bitext, tmp_path: Path) -> None:
    shards(tmp_path / "in", 1, 5)
    (tmp_path / "file").write_text("x")
    for arguments, words in (
        (["translate", "in", "--ray", "local", "--out", "o"], "add --units"),
        (["translate", "in", "--units", "--ray", "local"], "--out FOLDER"),
        (["translate", "in", "--units"], "--out FILE"),
        (["clean", "in", "--ray", "local", "-o", "file"], "a file where a folder is wanted"),
    ):
        result = bitext(*arguments)
        assert result.returncode == 2 and words in one_line(result.stderr)


needs_ray = pytest.mark.skipif(
    subprocess.run([sys.executable, "-c", "import ray"], capture_output=True).returncode != 0, reason="needs ray"
)


def _workers(parent: int) -> list[int]:
    """Processes of Ray's workers of our tasks below a process, as Ray names them."""
    children: dict[int, list[int]] = {}
    names = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                names[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found, waiting = [], [parent]
    while waiting:
        one = waiting.pop()
        waiting += children.get(one, [])
        if names.get(one, "").startswith("ray::MapWorker"):
            found.append(one)
    return found


@needs_ray
@pytest.mark.slow
def test_clean_with_a_worker_killed_in_the_middle(bitext, tmp_path: Path) -> None:
    paths = shards(tmp_path / "in", 8, 4_000)
    settings = read_profile("standard")
    local = bitext("clean", *paths, "-o", "local.jsonl", "--rejects", "local-bad.jsonl", "--json")
    assert local.returncode == 0, local.stderr
    counts = json.loads(local.stdout)
    assert set(counts["rejected"]) >= {"duplicates", "language", "numbers"}

    command = [
        sys.executable,
        "-m",
        "toolkit",
        "clean",
        *paths,
        "-o",
        "out",
        "--rejects",
        "bad",
        "--ray",
        "local",
        "-j2",
        "--json",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    judged = tmp_path / "out" / ".judged"
    deadline = time.monotonic() + 120
    while not (judged.is_dir() and list(judged.glob("*.parquet"))) and time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    done = len(list(judged.glob("*.parquet")))
    workers = _workers(process.pid)
    assert len(workers) == 2 and done < 8
    os.kill(workers[0], signal.SIGKILL)
    output, errors = process.communicate(timeout=240)
    assert process.returncode == 0, errors
    assert json.loads(output) == counts
    for folder, single in (("out", "local.jsonl"), ("bad", "local-bad.jsonl")):
        together = [u for p in paths for u in parquet.read(tmp_path / folder / p.name)]
        assert together == list(FORMATS["jsonl"].read(tmp_path / single))
    assert not judged.exists() and list(settings)

    again = bitext("clean", *paths, "-o", "out", "--rejects", "bad", "--ray", "local", "-j2")
    assert again.returncode == 0 and b"8 files were finished before" in again.stderr
    other = bitext("clean", *paths, "-o", "out", "--ray", "local", "--profile", "strict")
    assert other.returncode == 2 and "was made from something else" in one_line(other.stderr)


@needs_ray
@pytest.mark.slow
def test_translate_equals_the_run_in_one_process(bitext, tmp_path: Path) -> None:
    paths = shards(tmp_path / "in", 3, 40, "tmx")
    result = bitext("translate", *paths, "--units", "--ray", "local", "-j2", "--out", "out")
    assert result.returncode == 0, result.stderr
    local = bitext("translate", paths[1], "--units", "--out", "local.jsonl")
    assert local.returncode == 0, local.stderr
    one, two = (
        list(parquet.read(tmp_path / "out" / "part-1.parquet")),
        list(FORMATS["jsonl"].read(tmp_path / "local.jsonl")),
    )
    assert [(u.source, u.target, u.scores, u.findings) for u in one] == [
        (u.source, u.target, u.scores, u.findings) for u in two
    ]
    assert all(u.target and u.origin is Origin.MACHINE for u in one)
    again = bitext("translate", *paths, "--units", "--ray", "local", "-j2", "--out", "out")
    assert b"0 files translated into out/, 3 were finished before" in again.stderr
    (tmp_path / "de.jsonl").write_text(
        '{"id": "1", "source": "Guten Tag", "target": "", "source_language": "de", "target_language": "en"}\n'
    )
    wrong = bitext("translate", "de.jsonl", "--units", "--ray", "local", "-j1", "--out", "wrong", "--quiet")
    assert wrong.returncode == 2 and "its source is 'de'" in one_line(wrong.stderr)
