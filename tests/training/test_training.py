from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.conftest import one_line
from toolkit.errors import InputError
from toolkit.training.cleaning import Cleaner, DomainScore, tidy
from toolkit.training.config import Source, read_config
from toolkit.training.corpora import read_pairs
from toolkit.training.prepare import folding_rules


def test_each_rejection_has_a_reason() -> None:
    cleaner = Cleaner("fr", "en", longest=12)
    good = ("Le chat dort sur le tapis rouge.", "The cat sleeps on the red rug.")
    assert cleaner.keep(*good)
    for reason, pair in {
        "near duplicate": ("Le chat dort sur le tapis rouge !", "The cat is asleep."),
        "empty": ("", "x"),
        "long": ("mot " * 13, "word " * 13),
        "identical": ("Kim Jong Un", "Kim Jong Un"),
        "few letters": ("12 / 34 / 56", "12 34"),
        "length ratio": ("Un deux trois quatre cinq six sept huit.", "One."),
        "numbers": ("Le 3 mai 2024 il est parti en voyage.", "He left for a trip that day in spring."),
        "language": ("The cat sleeps on the blue rug today.", "Le chat dort sur le tapis bleu ce soir."),
    }.items():
        assert not cleaner.keep(*pair)
        assert cleaner.reasons[reason] == 1, (reason, cleaner.reasons)


def test_tidy() -> None:
    assert tidy(". (EN) Je l’ai «\u00a0vu\u00a0»") == 'Je l\'ai "vu"'


def test_the_domain_comes_first() -> None:
    news = [("Le président a visité Moscou.", "The president visited Moscow.")] * 3
    other = [("Monsieur le rapporteur, je vote.", "Mr rapporteur, I vote.")] * 3
    score = DomainScore(news, other)
    assert score(("Le président est à Moscou.", "The president is in Moscow.")) > score(("je vote", "I vote"))


def test_corpora(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("un\tone\n")
    assert list(read_pairs(tmp_path / "a.tsv", "fr", "en")) == [("un", "one")]
    (tmp_path / "a.tsv").write_text("un\tone\nsans\n")
    with pytest.raises(InputError, match="line 2: 1 columns"):
        list(read_pairs(tmp_path / "a.tsv", "fr", "en"))
    (tmp_path / "m.fr").write_text("un\ndeux\n")
    (tmp_path / "m.en").write_text("one\n")
    with pytest.raises(InputError, match="do not belong together"):
        list(read_pairs(tmp_path / "m.fr", "fr", "en"))


def test_settings(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text("dim = 64\n[sources.news]\ncopies = 3\ndomain = true\n")
    config = read_config(path)
    assert (config.dim, config.heads, config.source(Path("x/news.tsv.xz"))) == (64, 4, Source(copies=3, domain=True))
    for text, words in (("dim = 'x'", "'dim' is 'x'"), ("size = 3", "no setting 'size'"), ("dim =", "not TOML")):
        path.write_text(text)
        with pytest.raises(InputError, match=words):
            read_config(path)


def test_the_shipped_recipe_can_be_read() -> None:
    from tests.conftest import ROOT

    config = read_config(ROOT / "bench" / "fr-en.toml")
    assert config.sources["wmt-news-2008-2012"].domain


def test_folding_rules_are_code_points() -> None:
    lines = [line.split("\t") for line in folding_rules().splitlines()]
    assert ["2019", "27"] in lines and ["AB A0", "22"] in lines and ["65 301", "E9"] in lines


def test_training_without_torch_names_the_extra(bitext, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['torch'] = None")
    from tests.conftest import ROOT

    result = bitext("train", "--stage", "train", env={"PYTHONPATH": f"{tmp_path}:{ROOT}"})
    assert result.returncode == 2
    assert "bitext-toolkit[train]" in one_line(result.stderr)


def test_a_tiny_model_from_corpus_to_translation(bitext, tmp_path: Path, packages: Path) -> None:
    pytest.importorskip("torch")
    generator = random.Random(0)
    words = "chat chien maison rouge bleu grand petit porte mange voit dort court arbre jardin soleil pluie".split()
    lines = {" ".join(generator.choices(words, k=generator.randint(2, 5))) for _ in range(3_000)}
    (tmp_path / "copy.tsv").write_text("".join(f"{line}\t{line}.\n" for line in sorted(lines)))
    (tmp_path / "c.toml").write_text(
        "vocabulary = 320\ndim = 32\nheads = 2\nhidden = 64\nencoder_layers = 1\ndecoder_layers = 1\n"
        "batch_tokens = 400\naverage = 0.9\nlongest = 12\n"
    )
    (tmp_path / "card.md").write_text("A toy.")
    arguments = ["train", "copy.tsv", "--work", "w", "--config", "c.toml", "--out", "t.argosmodel", "--card", "card.md"]
    first = bitext(*arguments, "--hours", "0.002")
    assert first.returncode == 0, first.stderr.decode()
    again = bitext(*arguments, "--hours", "0.001")
    assert again.returncode == 0, again.stderr.decode()
    log = [line.split("\t") for line in (tmp_path / "w" / "log.tsv").read_text().splitlines()]
    assert int(log[1][1]) > int(log[0][1]), "the second run must go on where the first ended"
    assert float(log[1][3]) < 5.0

    from argostranslate.package import get_installed_packages

    from toolkit.translation.engine import ArgosEngine
    from toolkit.translation.packages import install_package

    installed = install_package(tmp_path / "t.argosmodel")
    assert [p.get_readme() for p in get_installed_packages()] == ["A toy."]
    [result] = ArgosEngine(installed).translate(["chat rouge"])
    assert result.score < 0
