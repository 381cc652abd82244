"""Releases of Marian models made into folders."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from toolkit.errors import OutputError, PackageError
from toolkit.languages.pair import LanguagePair
from toolkit.translation.convert import convert_model
from toolkit.translation.engines.ct2 import open_model

from .copying import train_pieces

_SETTINGS: dict[str, Any] = {
    "type": "transformer",
    "enc-depth": 1,
    "dec-depth": 1,
    "transformer-heads": 2,
    "transformer-ffn-activation": "swish",
    "transformer-preprocess": "",
    "transformer-postprocess": "dan",
    "transformer-postprocess-emb": "d",
    "transformer-decoder-autoreg": "self-attention",
    "transformer-no-projection": False,
    "transformer-guided-alignment-layer": "last",
}


def release(folder: Path, **settings: Any) -> Path:
    """A random model as OPUS-MT publishes them."""
    folder.mkdir(parents=True)
    pieces = train_pieces(folder / "source.spm")
    train_pieces(folder / "target.spm")
    words = ["</s>", "<unk>", *(p for p in pieces if p not in ("</s>", "<unk>", "<s>")), "<pad>"]
    (folder / "vocab.yml").write_text("".join(f'"{word}": {n}\n' for n, word in enumerate(words)), encoding="utf-8")
    (folder / "decoder.yml").write_text(
        yaml.safe_dump({"models": ["/home/somebody/model.npz"], "vocabs": ["/home/somebody/vocab.yml"] * 2})
    )
    (folder / "README.md").write_text("license: CC-BY 4.0\n")
    generator, dim, hidden = np.random.default_rng(1), 16, 32

    def weights(*shape: int) -> Any:
        return generator.normal(size=shape).astype(np.float32) * 0.3

    arrays: dict[str, Any] = {"Wemb": weights(len(words), dim), "decoder_ff_logit_out_b": weights(1, len(words))}
    for scope, blocks in (("encoder_l1", ("self",)), ("decoder_l1", ("self", "context"))):
        for block in blocks:
            for letter in "qkvo":
                arrays[f"{scope}_{block}_W{letter}"] = weights(dim, dim)
                arrays[f"{scope}_{block}_b{letter}"] = weights(1, dim)
            arrays[f"{scope}_{block}_Wo_ln_scale"] = np.ones((1, dim), np.float32)
            arrays[f"{scope}_{block}_Wo_ln_bias"] = np.zeros((1, dim), np.float32)
        arrays[f"{scope}_ffn_W1"], arrays[f"{scope}_ffn_b1"] = weights(dim, hidden), weights(1, hidden)
        arrays[f"{scope}_ffn_W2"], arrays[f"{scope}_ffn_b2"] = weights(hidden, dim), weights(1, dim)
        arrays[f"{scope}_ffn_ffn_ln_scale"] = np.ones((1, dim), np.float32)
        arrays[f"{scope}_ffn_ffn_ln_bias"] = np.zeros((1, dim), np.float32)
    said = yaml.safe_dump(_SETTINGS | settings).encode() + b"\0"
    arrays["special:model.yml"] = np.frombuffer(said, dtype=np.int8)
    np.savez(folder / "model.npz", **arrays)
    return folder


def test_a_release_packed_or_not_becomes_a_folder_that_translates(tmp_path: Path) -> None:
    plain = release(tmp_path / "release")
    with zipfile.ZipFile(tmp_path / "opus-2020-02-26.zip", "w") as packed:
        for file in plain.iterdir():
            packed.write(file, f"inside/{file.name}")
    made = [convert_model(plain, tmp_path / "a"), convert_model(tmp_path / "opus-2020-02-26.zip", tmp_path / "b")]
    first, second = ({f.name: f.read_bytes() for f in folder.iterdir()} for folder in made)
    assert first == second
    assert {"model.bin", "source.spm", "target.spm", "README.md", "config.json"} <= set(first)
    model = open_model(LanguagePair("fr", "en"), str(tmp_path / "a"), 2)
    assert len(dict(model.hypotheses(["La porte.", "Two children."], 2))) == 2
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".bitext")]


def test_what_exists_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(OutputError, match="exists already"):
        convert_model(release(tmp_path / "release"), tmp_path / "out")


def test_recurrent_decoders_are_refused_by_name(tmp_path: Path) -> None:
    folder = release(tmp_path / "release", **{"transformer-decoder-autoreg": "rnn"})
    with pytest.raises(PackageError, match=r"Option --transformer-decoder-autoreg must be 'self-attention'") as caught:
        convert_model(folder, tmp_path / "out")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "name, words",
    [
        ("model.fren.intgemm.alphas.bin", "models of Firefox"),
        ("pytorch_model.bin", "checkpoints of PyTorch can run code"),
        ("notes.txt", "no release of OPUS-MT"),
        ("model.npz", "no decoder.yml beside the .npz"),
    ],
)
def test_other_files_are_refused_with_the_reason(tmp_path: Path, name: str, words: str) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / name).write_bytes(b"x")
    with pytest.raises(PackageError, match=words):
        convert_model(folder, tmp_path / "out")


@pytest.mark.parametrize("what", ["truncated", "pickle", "no model", "no tokenizer", "decoder"])
def test_a_damaged_release_is_refused_and_leaves_nothing(tmp_path: Path, what: str) -> None:
    folder = release(tmp_path / "release")
    model = folder / "model.npz"
    if what == "truncated":
        model.write_bytes(model.read_bytes()[:4000])
    elif what == "pickle":
        np.savez(model, **{"special:model.yml": np.array([object()], dtype=object)})
    elif what == "no model":
        model.unlink()
    elif what == "no tokenizer":
        (folder / "source.spm").unlink()
    else:
        (folder / "decoder.yml").write_text("models: [\n")
    with pytest.raises(PackageError) as caught:
        convert_model(folder, tmp_path / "out")
    assert "\n" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["release"]


def test_a_zip_file_that_leaves_its_folder_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as packed:
        packed.writestr("../decoder.yml", "models: [a.npz]")
    with pytest.raises(PackageError, match="refused"):
        convert_model(tmp_path / "bad.zip", tmp_path / "out")
