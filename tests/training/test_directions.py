"""The other direction, and pairs whose source a machine made."""

from __future__ import annotations

from pathlib import Path

import sentencepiece

from toolkit.packages.store import find_package
from toolkit.training.config import Config, Source, read_config
from toolkit.training.prepare import TAG, mix


def test_settings_of_the_other_direction(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    text = 'from_code = "fr"\nto_code = "en"\n[tests.t]\nsource = "a.fr"\nreference = "a.en"\n'
    path.write_text(text)
    plain = read_config(path)
    assert (plain.from_code, plain.to_code, plain.languages) == ("fr", "en", ("fr", "en"))
    path.write_text(f"reverse = true\n{text}")
    other = read_config(path)
    assert other == plain.reversed() and other.reversed() == plain
    assert (other.from_code, other.from_name, other.to_code, other.to_name) == ("en", "English", "fr", "French")
    assert other.languages == ("fr", "en"), "the corpora stay as they are"
    assert [Path(side).name for side in (other.tests["t"].source, other.tests["t"].reference)] == ["a.en", "a.fr"]


def test_the_glossary_serves_both_directions(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Une éolienne tourne.\tA wind turbine turns.\nUn chat dort.\tA cat sleeps.\n")
    (tmp_path / "terms.tsv").write_text("éolienne\twind turbine\n")
    config = Config(glossary=str(tmp_path / "terms.tsv"), names=False, given=1.0, filters={"identical": {}})
    mixture = mix([tmp_path / "a.tsv"], config.reversed(), lambda line: None)
    assert mixture.lexicon == {"wind turbine": "éolienne"}
    assert ("A éolienne turns.", "Une éolienne tourne.") in mixture.pairs + mixture.held_out


def test_what_a_machine_translated_is_tagged(tmp_path: Path) -> None:
    for name in ("real", "synthetic"):
        lines = [f"Le chat numéro {n} dort ({name}).\tCat number {n} sleeps ({name}).\n" for n in range(30)]
        (tmp_path / f"{name}.tsv").write_text("".join(lines))
    sources = {"real": Source(held_out=2), "synthetic": Source(tagged=True, copies=2)}
    config = Config(lexicon=0, filters={"identical": {}}, sources=sources)
    mixture = mix([tmp_path / f"{name}.tsv" for name in sources], config, lambda line: None)
    for source, target in mixture.pairs:
        assert source.startswith(f"{TAG} ") == ("synthetic" in source.lower()) and not target.startswith(TAG)
    assert sum(source.startswith(TAG) for source, _ in mixture.pairs) >= 60
    assert not any("synthetic" in source for source, _ in mixture.plain + mixture.held_out)
    pieces = sentencepiece.SentencePieceProcessor(model_proto=find_package("fr", "en").read("sentencepiece.model"))
    assert pieces.encode(f"{TAG} Le chat", out_type=str)[:3] == ["▁", "<0x01>", "▁Le"]
