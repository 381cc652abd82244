"""Starting from an Argos package, as it is or grown."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from toolkit.errors import InputError, LanguagePairError, PackageError
from toolkit.packages.archive import inspect_archive
from toolkit.packages.embedded import embedded_path
from toolkit.training.config import Config, Shape
from toolkit.training.weights import read_variables, weights_of_package

SMALL = Config(vocabulary=292, dim=16, heads=2, hidden=32, encoder_layers=1, decoder_layers=1)
LARGE = replace(SMALL, dim=32, heads=4, hidden=64, encoder_layers=2, decoder_layers=3)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of a tiny model with weights drawn at random, written as training writes them."""
    torch = pytest.importorskip("torch")
    from toolkit.training.export import export
    from toolkit.training.prepare import learn_vocabulary
    from toolkit.training.state import build_model, save_checkpoint

    work = tmp_path / "run"
    work.mkdir()
    generator = random.Random(0)
    words = "chat chien maison rouge bleu grand petit porte mange voit dort court arbre jardin soleil pluie".split()
    lines = (" ".join(generator.choices(words, k=generator.randint(2, 5))) for _ in range(3_000))
    (work / "sample.txt").write_text("".join(f"{line}\n" for line in lines))
    learn_vocabulary(work / "sample.txt", work / "sentencepiece", replace(SMALL, vocabulary=292))
    (work / "lexicon.tsv").write_text("obus\tshells\n")
    (work / "words.txt").write_text("cat\ndog\n")
    torch.manual_seed(1)
    model = build_model(SMALL.shape(), 292)
    for weight in model.parameters():
        weight.data += 0.05 * torch.randn_like(weight)
    names, weights = zip(*model.named_parameters(), strict=True)
    state = {"ema": [w.data for w in weights], "names": names, "vocab": 292, "positions": model.positions}
    save_checkpoint(work, state | {"shape": astuple(SMALL.shape())})
    export(work, tmp_path / "small.argosmodel", SMALL)
    return tmp_path / "small.argosmodel"


def _outputs(state):
    import torch

    from toolkit.training.state import build_model

    model = build_model(Shape(*state["shape"]), state["vocab"])
    for weight, value in zip(model.parameters(), state["master"], strict=True):
        weight.data.copy_(value)
    model.positions.copy_(state["positions"])
    generator = torch.Generator().manual_seed(2)
    source, target = (torch.randint(4, 292, (3, n), generator=generator) for n in (9, 7))
    source[0, -3:] = 0
    with torch.no_grad():
        return model(source, target) @ model.embedding.weight.T


def test_a_package_gives_back_its_weights(package: Path, tmp_path: Path) -> None:
    import torch

    from toolkit.training.start import start_from
    from toolkit.training.state import CHECKPOINT

    start = start_from([str(package)], SMALL)
    trained = torch.load(tmp_path / "run" / CHECKPOINT, weights_only=True)["ema"]
    assert len(trained) == len(start.state["master"])
    for one, other in zip(trained, start.state["master"], strict=True):
        assert (one - other).abs().max() <= one.abs().max() / 127
    assert start.state["tuned"]
    assert start.lexicon == {"obus": "shells"} and start.words == ["cat", "dog"]
    assert start.files["sentencepiece.model"] == (tmp_path / "run" / "sentencepiece.model").read_bytes()


def test_the_other_direction_takes_weights_and_vocabulary_alone(bitext, package: Path, tmp_path: Path) -> None:
    import torch

    from toolkit.training.start import start_from

    with pytest.raises(LanguagePairError, match="translates fr to en, not en to fr"):
        start_from([str(package)], replace(SMALL, from_code="en", to_code="fr"))
    plain, other = (start_from([str(package)], config) for config in (SMALL, SMALL.reversed()))
    assert all(torch.equal(a, b) for a, b in zip(plain.state["master"], other.state["master"], strict=True))
    assert set(other.files) == {"sentencepiece.model"} and other.lexicon is None and other.words == []

    pairs = [f"chat {a} {b}\tcat {a} {b}\n" for a in range(40) for b in range(40)]
    (tmp_path / "c.tsv").write_text("".join(pairs))
    (tmp_path / "c.toml").write_text("batch_tokens = 400\nwarmup = 2\nlexicon = 0\n[filters.length]\n")
    arguments = ["train", "c.tsv", "--config", "c.toml", "--reverse", "--out", "en.argosmodel", "--hours", "0.001"]
    result = bitext(*arguments, "--start-from", package.name, "--work", "w")
    assert result.returncode == 0, result.stderr.decode()
    info = inspect_archive(tmp_path / "en.argosmodel")
    assert (info.from_code, info.to_code) == ("en", "fr") and not info.has("lexicon.tsv")
    assert "chat" in (tmp_path / "w" / "words.txt").read_text().split(), "known words are those of the target"

    # From that package and that run each direction goes on; its own with all that the package has.
    for base in ("en.argosmodel", "w"):
        ahead = replace(SMALL, from_code="en", to_code="fr")
        same, swapped = (start_from([str(tmp_path / base)], config) for config in (ahead, ahead.reversed()))
        assert "chat" in same.words and "channel.tsv" in same.files
        assert swapped.words == [] and set(swapped.files) == {"sentencepiece.model"} and swapped.lexicon is None


@pytest.mark.parametrize(
    "config",
    [
        replace(SMALL, encoder_layers=3, decoder_layers=2),
        replace(SMALL, dim=32, heads=4, hidden=64),
        LARGE,
    ],
)
def test_a_larger_model_begins_as_the_smaller_one(package: Path, config: Config) -> None:
    import torch

    from toolkit.training.start import start_from

    small, large = start_from([str(package)], SMALL), start_from([str(package)], config)
    assert sum(w.numel() for w in large.state["master"]) > sum(w.numel() for w in small.state["master"])
    assert not large.state["tuned"]
    one, other = _outputs(small.state), _outputs(large.state)
    assert torch.allclose(one, other, atol=1e-4)
    # Its halves must not learn the same for ever.
    if config.dim != SMALL.dim:
        inner = large.state["master"][large.state["names"].index("encoder.0.feed_forward.inner.weight")]
        assert not torch.allclose(inner[:32], inner[32:], atol=1e-2)


def test_other_shapes_are_refused(package: Path) -> None:
    from toolkit.training.start import start_from

    for change in ({"dim": 48, "heads": 6}, {"dim": 32}, {"hidden": 64}):
        with pytest.raises(InputError, match="dim 16, heads 2, hidden 32, 1 \\+ 1 layers cannot grow"):
            start_from([str(package)], replace(SMALL, **change))
    with pytest.raises(InputError, match="start from it alone"):
        start_from([str(package)] * 2, SMALL)


def test_a_grown_model_trains_and_exports(bitext, package: Path, tmp_path: Path) -> None:
    lines = [f"chat {a} {b}\tcat {a} {b}\n" for a in range(40) for b in range(40)]
    (tmp_path / "c.tsv").write_text("".join(lines))
    (tmp_path / "c.toml").write_text(
        "dim = 32\nheads = 4\nhidden = 64\nencoder_layers = 2\ndecoder_layers = 1\nbatch_tokens = 400\nwarmup = 2\n"
        "[filters.length]\n"
    )
    arguments = ["train", "c.tsv", "--start-from", package.name, "--work", "w", "--config", "c.toml", "--out",
                 "large.argosmodel", "--hours", "0.001"]  # fmt: skip
    result = bitext(*arguments)
    assert result.returncode == 0, result.stderr.decode()
    info = inspect_archive(tmp_path / "large.argosmodel")
    weights, shape = weights_of_package(info.path, info.read("model/model.bin"))
    assert shape == Shape(32, 4, 64, 2, 1)
    # Positions that come twice are not those that a fresh model of this size has.
    assert (weights["positions"][:, :16] == weights["positions"][:, 16:]).all()
    # And a package of a grown model is one to start from again.
    again = bitext(*arguments[:2], "--start-from", "large.argosmodel", "--work", "w2", "--config", "c.toml",
                   "--stage", "prepare")  # fmt: skip
    assert again.returncode == 0, again.stderr.decode()


def test_the_embedded_package_is_one_to_start_from() -> None:
    info = inspect_archive(embedded_path())
    weights, shape = weights_of_package(info.path, info.read("model/model.bin"))
    assert weights["embedding.weight"].shape == (8000, shape.dim)
    assert abs(weights["encoder.0.attention.query.weight"]).max() < 10


def test_other_models_are_refused() -> None:
    data = inspect_archive(embedded_path()).read("model/model.bin")
    for damaged in (b"", data[: len(data) // 2], b"\x05" + data[1:]):
        with pytest.raises(PackageError, match=r"x\.argosmodel: training cannot continue from this model"):
            weights_of_package("x.argosmodel", damaged)
    variables = read_variables(data)
    assert variables["decoder/projection/weight"] is variables["decoder/embeddings/weight"]


def test_workers_end_with_who_started_them(package: Path, tmp_path: Path) -> None:
    """Also where interrupts are ignored, as in what a script runs in the background."""
    pytest.importorskip("torch")
    if not Path("/proc/self/task").exists():
        pytest.skip("this system does not tell of processes' children")
    from toolkit.training.prepare import encode

    (tmp_path / "run" / "checkpoint.pt").unlink()
    encode([("chat", "chat")], [("chat chien", "chat chien")] * 500, tmp_path / "run")
    settings = "vocabulary = 292\ndim = 16\nheads = 2\nhidden = 32\nencoder_layers = 1\ndecoder_layers = 1\n"
    (tmp_path / "c.toml").write_text(settings)
    arguments = "-m toolkit train --stage train --work run --config c.toml --hours 1".split()
    started = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        children: list[str] = []
        for _ in range(600):
            found = Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text().split()
            children = [c for c in found if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
            if children and all(_seconds(child) > 6 for child in children):
                break
            time.sleep(0.1)
        assert children
    finally:
        started.kill()
        started.wait()
    for _ in range(100):
        if not any(_seconds(child) for child in children):
            return
        time.sleep(0.1)
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    pytest.fail("workers have gone on")


def _seconds(process: str) -> float:
    """Of processor time; 0 for a process that has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return 0.0 if fields[0] in "ZX" else (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _says_whether_it_is_orphaned(start: Any, answers: Any) -> None:
    from toolkit.training.trainer import orphaned

    start.wait(60)
    answers.put(orphaned())


def _starts_a_worker_and_dies(answers: Any, start: Any) -> None:
    context = multiprocessing.get_context("spawn")
    context.Process(target=_says_whether_it_is_orphaned, args=(start, answers)).start()
    os._exit(0)


def test_a_worker_knows_that_who_started_it_has_died() -> None:
    context = multiprocessing.get_context("spawn")
    answers, start = context.Queue(), context.Event()
    worker = context.Process(target=_says_whether_it_is_orphaned, args=(start, answers))
    worker.start()
    start.set()
    assert answers.get(timeout=60) is False
    worker.join()
    start.clear()
    parent = context.Process(target=_starts_a_worker_and_dies, args=(answers, start))
    parent.start()
    parent.join()
    start.set()
    assert answers.get(timeout=60) is True
