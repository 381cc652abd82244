from __future__ import annotations

import itertools
import math
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import ROOT, one_line
from toolkit.errors import InputError
from toolkit.formats import format_of
from toolkit.training.batches import Batches
from toolkit.training.cleaning import DomainScore, tidy
from toolkit.training.config import Config, Source, read_config
from toolkit.training.optimiser import share_out
from toolkit.training.prepare import clean, folding_rules, mix
from toolkit.training.trainer import progress_line
from toolkit.units import TranslationUnit


def test_each_rejection_has_a_reason(tmp_path: Path) -> None:
    pairs = {
        "": ("Le chat dort sur le tapis rouge.", "The cat sleeps on the red rug."),
        "duplicates": ("Le chat dort sur le tapis rouge !", "The cat is asleep on the red rug."),
        "length": ("mot " * 13, "word " * 13),
        "identical": ("Kim Jong Un est là", "Kim Jong Un est là"),
        "letters": ("12 / 34 / 56", "12 34"),
        "ratio": ("Un deux trois quatre cinq six sept huit neuf dix.", "One."),
        "numbers": ("Le 3 mai 2024 il est parti en voyage.", "He left for a trip that day in spring."),
        "language": ("The cat sleeps on the blue rug today.", "Le chat dort sur le tapis bleu ce soir."),
    }
    (tmp_path / "a.tsv").write_text("".join(f"{s}\t{t}\n" for s, t in pairs.values()))
    said: list[str] = []
    data = clean([tmp_path / "a.tsv"], Config(longest=12), said.append)
    assert data == {tmp_path / "a.tsv": [pairs[""]]}
    assert said[:2] == ["cleaning a.tsv", "a.tsv: 1 pair kept, 7 rejected"]
    assert {part.split()[0] for part in said[2].removeprefix("rejected: ").split(", ")} == set(pairs) - {""}
    every = clean([tmp_path / "a.tsv"], Config(filters={"letters": {}}), said.append)
    assert len(every[tmp_path / "a.tsv"]) == 7


def test_tidy() -> None:
    assert tidy(". (EN) Je l’ai «\u00a0vu\u00a0»") == 'Je l\'ai "vu"'


def test_the_domain_comes_first() -> None:
    news = [("Le président a visité Moscou.", "The president visited Moscow.")] * 3
    other = [("Monsieur le rapporteur, je vote.", "Mr rapporteur, I vote.")] * 3
    score = DomainScore(news, other)
    assert score(("Le président est à Moscou.", "The president is in Moscow.")) > score(("je vote", "I vote"))


def test_corpora(tmp_path: Path) -> None:
    (tmp_path / "m.fr").write_text("un chat\ndeux chiens\n")
    (tmp_path / "m.en").write_text("one cat\n")
    with pytest.raises(InputError, match="do not belong together"):
        clean([tmp_path / "m.fr"], Config(), print)
    (tmp_path / "m.en").write_text("one cat\ntwo dogs\n")
    unit = TranslationUnit("1", "un chat", "one cat", "fr", "en")
    for name in ("x.tmx", "x.jsonl.gz", "x.xlf", "x.tsv.xz", "m.fr"):
        path = tmp_path / name
        if name != "m.fr":
            format_of(path).write([unit], path)
        assert clean([path], Config(), print)[path][0] == ("un chat", "one cat")
        assert clean([path], Config().reversed(), print)[path][0] == ("one cat", "un chat")


def test_settings(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text("dim = 64\n[sources.news]\ncopies = 3\ndomain = true\n")
    config = read_config(path)
    assert (config.shape().dim, config.shape().heads) == (64, 4)
    assert config.source(Path("x/news.tsv.xz")) == Source(copies=3, domain=True)
    for text, words in (
        ("dim = 'x'", "'dim' is 'x'; it should be a whole number"),
        ("rate = true", "'rate' is True; it should be a number"),
        ("[sources.a]\ndomain = 1", "'sources.a.domain' is 1; it should be true or false"),
        ("size = 3", "unknown setting 'size'"),
        ("dim =", "not TOML"),
    ):
        path.write_text(text)
        with pytest.raises(InputError, match=words):
            read_config(path)


def test_a_run_says_how_it_goes() -> None:
    assert (
        progress_line(12_345, 60, 600, 2.3456, 0)
        == "12,345 pairs, 206 a second; loss 2.346 nats a token; 10 minutes left"
    )
    assert "nats a token, 1.234 held out; 0 minutes" in progress_line(1, 1, 1, 1, 1.2341)


def test_a_model_that_can_translate_is_trained_gently() -> None:
    fresh, tuned = Config().pace(tuned=False), Config().pace(tuned=True)
    assert tuned.rate < fresh.rate and tuned.muon_rate < fresh.muon_rate and tuned.decay > fresh.decay
    asked = Config(rate=1, decay=0.0).pace(tuned=True)
    assert (asked.rate, asked.muon_rate, asked.decay) == (1, tuned.muon_rate, 0.0)


def test_settings_can_be_based_on_others(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "base.toml").write_text(
        "dim = 64\nheads = 2\n[filters.length]\nmin_words = 2\n[sources.news]\ncopies = 3\ndomain = true\n"
        '[tests.t]\nsource = "a"\nreference = "b"\n'
    )
    (tmp_path / "sub" / "c.toml").write_text(
        'based_on = "../base.toml"\nheads = 8\n[sources]\nnews.copies = 1\nweb.cap = 9\n'
    )
    config = read_config(tmp_path / "sub" / "c.toml")
    assert (config.dim, config.heads, config.filters) == (64, 8, {"length": {"min_words": 2}})
    assert config.sources == {"news": Source(copies=1, domain=True), "web": Source(cap=9)}
    assert Path(config.tests["t"].source).resolve() == tmp_path / "a", "as seen from the file that names it"
    for text, words in (
        ('based_on = "c.toml"', "based on themselves"),
        ('based_on = "../sub/c.toml"', "based on themselves"),
        ("based_on = 3", "'based_on' is 3"),
        ('based_on = "no.toml"', "no.toml"),
        ("sources = 1", r"'sources' should hold tables; write \[sources.NAME\]"),
        ("[tests]\nx = 1", "'tests' should hold tables"),
    ):
        (tmp_path / "sub" / "c.toml").write_text(text)
        with pytest.raises(InputError, match=words):
            read_config(tmp_path / "sub" / "c.toml")


@pytest.mark.parametrize(
    "name", ["fr-en", "fr-en-grown", "fr-en-more", "fr-en-news", "fr-en-gpu", "fr-en-articles", "fr-en-short", "en-fr"]
)
def test_the_shipped_recipes_can_be_read(name: str) -> None:
    config = read_config(ROOT / "bench" / f"{name}.toml")
    assert config.sources["wmt-news-2008-2012"].domain and "flores101-dev" in config.tests
    assert config.reverse == (config.from_code == "en") == (name == "en-fr")
    assert not config.glossary or Path(config.glossary).is_file()


def test_a_glossary_and_names_of_places_come_into_the_lexicon(tmp_path: Path) -> None:
    lines = ["Le Soudan du Sud vote ce soir.\tSouth Sudan is voting tonight.", "Une éolienne.\tA wind turbine."]
    lines += [f"Le chat numéro {n} dort ici.\tCat number {n} sleeps here." for n in range(20)]
    (tmp_path / "a.tsv").write_text("\n".join(lines) + "\n")
    (tmp_path / "terms.tsv").write_text("éolienne\twind turbine\nSienne\tSiena\n")
    (tmp_path / "c.toml").write_text('glossary = "terms.tsv"\ngiven = 1.0\n[filters.identical]\n')
    config = read_config(tmp_path / "c.toml")
    fresh = mix([tmp_path / "a.tsv"], config, lambda line: None)
    assert fresh.lexicon["Sienne"] == "Siena" and fresh.lexicon["Soudan du Sud"] == "South Sudan"
    sources = {source for source, _ in fresh.pairs + fresh.held_out}
    assert "Le South Sudan vote ce soir." in sources and "Une wind turbine." in sources
    tuned = mix([tmp_path / "a.tsv"], config, lambda line: None, {"obus": "shell"})
    assert tuned.lexicon == {"Sienne": "Siena", "obus": "shell", "éolienne": "wind turbine"}
    none = mix([tmp_path / "a.tsv"], replace(config, glossary="", lexicon=0), lambda line: None)
    assert none.lexicon == {}
    (tmp_path / "terms.tsv").write_text("éolienne\n")
    with pytest.raises(InputError, match=r"terms.tsv, line 1"):
        mix([tmp_path / "a.tsv"], config, lambda line: None)


def test_a_pair_alone_is_held_out_and_nothing_is_left_to_train_on(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Le vieux phare dort ici.\tThe old lighthouse sleeps here.\n")
    (tmp_path / "c.toml").write_text("[filters.identical]\n")
    with pytest.raises(InputError, match=r"^no pair is left to train on; held out to measure by: 1; give more$"):
        mix([tmp_path / "a.tsv"], read_config(tmp_path / "c.toml"), lambda line: None)


def test_folding_rules_are_code_points() -> None:
    lines = [line.split("\t") for line in folding_rules().splitlines()]
    assert ["2019", "27"] in lines and ["AB A0", "22"] in lines and ["65 301", "E9"] in lines


def test_training_without_torch_names_the_extra(bitext, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['torch'] = None")
    result = bitext("train", "--stage", "train", env={"PYTHONPATH": f"{tmp_path}:{ROOT}"})
    assert result.returncode == 2
    assert "bitext-toolkit[train]" in one_line(result.stderr)


def test_a_tiny_model_from_corpus_to_translation(bitext, tmp_path: Path, packages: Path) -> None:
    torch = pytest.importorskip("torch")
    generator = random.Random(0)
    words = "chat chien maison rouge bleu grand petit porte mange voit dort court arbre jardin soleil pluie".split()
    lines = {" ".join(generator.choices(words, k=generator.randint(2, 5))) for _ in range(3_000)}
    (tmp_path / "copy.tsv").write_text("".join(f"{line}\t{line}.\n" for line in sorted(lines)))
    (tmp_path / "c.toml").write_text(
        "vocabulary = 320\ndim = 32\nheads = 2\nhidden = 64\nencoder_layers = 1\ndecoder_layers = 1\n"
        "batch_tokens = 400\nnegatives = 100\naverage = 0.9\nlongest = 12\nkeep = 2\n"
    )
    (tmp_path / "card.md").write_text("A toy.")
    (tmp_path / "t.src").write_text("chat rouge\nchien bleu dort\n")
    (tmp_path / "t.ref").write_text("chat rouge.\nchien bleu dort.\n")
    with (tmp_path / "c.toml").open("a") as file:
        file.write('[tests.toy]\nsource = "t.src"\nreference = "t.ref"\n[filters.length]\n')
    arguments = ["train", "copy.tsv", "--work", "w", "--config", "c.toml", "--out", "t.argosmodel", "--card", "card.md"]
    first = bitext(*arguments, "--hours", "0.002")
    assert first.returncode == 0, first.stderr.decode()
    again = bitext(*arguments, "--hours", "0.001")
    assert again.returncode == 0, again.stderr.decode()
    log = [line.split("\t") for line in (tmp_path / "w" / "log.tsv").read_text().splitlines()]
    assert int(log[1][1]) > int(log[0][1]), "the second run must go on where the first ended"
    assert float(log[1][3]) < 5.0
    scores = [line.split("\t") for line in (tmp_path / "w" / "scores.tsv").read_text().splitlines()]
    assert [row[:5] for row in scores[2:]] == [[*log[1][:2], log[1][3], "toy", metric] for metric in ("bleu", "chrf")]
    assert scores[3][6].startswith("nrefs:1|case:mixed") and "model:" in scores[3][7]

    (tmp_path / "other.tsv").write_text("".join(f"{line} ici\t{line} la.\n" for line in sorted(lines)))
    tuned = bitext("train", "other.tsv", "--work", "w2", "--config", "c.toml", "--start-from", "w", "--out",
                   "u.argosmodel", "--hours", "0.001")  # fmt: skip
    assert tuned.returncode == 0, tuned.stderr.decode()
    base, other = (torch.load(tmp_path / w / "checkpoint.pt", weights_only=True) for w in ("w", "w2"))
    assert other["seen"] > base["seen"] and 0 < other["place"] < base["place"], "new pairs from the first on"

    prepare = ["train", "other.tsv", "--stage", "prepare", "--config", "c.toml", "--work", "w4"]
    between = bitext(*prepare, "--start-from", "w", "--start-from", "w2")
    assert between.returncode == 0, between.stderr.decode()
    mean = torch.load(tmp_path / "w4" / "checkpoint.pt", weights_only=True)
    assert mean["seen"] == base["seen"]
    for one, two, *halves in zip(base["ema"], other["ema"], mean["master"], mean["ema"], strict=True):
        assert all(torch.allclose(half, (one + two) / 2, atol=1e-6) for half in halves)

    kept = sorted((tmp_path / "w" / "states").iterdir())
    assert [f.name for f in kept] == [f"{int(row[0]):08}.pt" for row in log]
    states = bitext(*prepare[:-1], "w5", "--start-from", "w/states")
    assert states.returncode == 0, states.stderr.decode()
    ends = [torch.load(file, weights_only=True)["ema"] for file in kept]
    mean = torch.load(tmp_path / "w5" / "checkpoint.pt", weights_only=True)["master"]
    assert all(torch.allclose(m, (a + b) / 2, atol=1e-6) for m, a, b in zip(mean, *ends, strict=True))

    export = ["train", "--stage", "export", "--work", "w", "--config", "c.toml", "--card", "card.md", "--out"]
    for name, runs in (("same", ["w", "w"]), ("mean", ["w2"])):
        made = bitext(*export, f"{name}.argosmodel", *(part for run in runs for part in ("--average", run)))
        assert made.returncode == 0, made.stderr.decode()
    package, same, mean = ((tmp_path / f"{n}.argosmodel").read_bytes() for n in ("t", "same", "mean"))
    assert same == package != mean
    (tmp_path / "w2" / "sentencepiece.model").write_bytes(b"")
    for run, message in (("w3", "w3: no checkpoint.pt"), ("w2", "w2: another model or vocabulary than w")):
        refused = bitext(*export, "bad.argosmodel", "--average", run)
        assert refused.returncode == 2 and message in refused.stderr.decode()
        assert not (tmp_path / "bad.argosmodel").exists()

    from argostranslate.package import get_installed_packages

    from toolkit.packages.store import install_package
    from toolkit.translation import translator_of

    installed = install_package(tmp_path / "t.argosmodel")
    assert [p.get_readme() for p in get_installed_packages()] == ["A toy."]
    [result] = translator_of(installed).translate(["chat rouge"])
    assert result.score < 0


def test_the_last_states_of_a_run_are_kept(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from toolkit.training.mean import mean_of_runs
    from toolkit.training.state import save_checkpoint

    (tmp_path / "sentencepiece.model").write_bytes(b"pieces")
    for step in range(5, 12, 2):
        save_checkpoint(tmp_path, {"step": step, "ema": [torch.full((2,), float(step))], "momentum": [None]}, keep=2)
    assert [f.name for f in sorted((tmp_path / "states").iterdir())] == ["00000009.pt", "00000011.pt"]
    mean = mean_of_runs([tmp_path / "states"])
    assert mean["step"] == 9 and "momentum" not in mean
    assert mean["master"][0].tolist() == mean["ema"][0].tolist() == [10.0, 10.0]
    assert mean_of_runs([tmp_path, tmp_path / "states"])["ema"][0].tolist() == pytest.approx([31 / 3] * 2)
    (tmp_path / "states" / "00000009.pt").unlink()
    assert mean_of_runs([tmp_path / "states"])["master"][0].tolist() == [11.0, 11.0], "what training goes on from"


def test_names_and_numbers_change_on_both_sides() -> None:
    from toolkit.training.augment import augment, collect_names, shared_once, with_other_names, with_placeholder

    pair = ("Hier, Ingrid Dvorak a vu 37 loups à Paris.", "Yesterday Ingrid Dvorak saw 37 wolves in Paris.")
    assert collect_names([pair]) == ["Dvorak", "Ingrid", "Paris"]
    generator = random.Random(3)
    source, target = with_other_names(pair, [], generator)
    for old in ("Ingrid", "Dvorak", "37", "Paris"):
        assert old not in source and old not in target
    names = [w for w in source.split() if w[0].isupper() and w != "Hier,"]
    assert all(name.strip(".") in target for name in names)
    assert "a vu" in source and "saw" in target
    assert with_other_names(("Le chat dort.", "The cat sleeps."), [], generator) is None
    # What stands twice, or on one side only, stays.
    import re

    assert shared_once(("a 5 b 5", "c 5 d 5"), re.compile(r"\d")) == []
    held = with_placeholder(pair, generator)
    assert held != pair and len(set(held[0].split()) & set(held[1].split())) > 0
    made = augment([pair] * 100, 0.3, 0.1, seed=1)
    assert len(made) == 40 and augment([pair] * 100, 0.3, 0.1, seed=1) == made
    assert augment([("Le chat dort.", "The cat sleeps.")], 1.0, 1.0, seed=1) == []


def test_a_run_goes_on_with_the_next_batch(tmp_path: Path) -> None:
    lengths = np.random.default_rng(0).integers(1, 9, 60)
    sides = {"source": np.arange(lengths.sum()) % 90, "source_offsets": np.concatenate([[0], np.cumsum(lengths)])}
    sides |= {name.replace("source", "target"): values for name, values in sides.items()}
    np.savez(tmp_path / "pairs.npz", held=10, **sides)
    batches = Batches(tmp_path, 20, 80)
    whole = list(itertools.islice(batches.stream(7), 200))
    first_round = list(itertools.takewhile(lambda n: n < 50, itertools.accumulate(map(len, whole))))
    assert sorted(itertools.chain(*whole[: len(first_round) + 1])) == list(range(10, 60))
    for place in (0, 1, len(first_round), len(first_round) + 1, 150):
        assert list(itertools.islice(batches.stream(7, place), 40)) == whole[place : place + 40]


def test_a_base_must_be_a_finished_run(tmp_path: Path) -> None:
    from toolkit.training.prepare import prepare

    pytest.importorskip("torch")
    with pytest.raises(InputError, match=r"no sentencepiece.model in it; give the work folder of a run, or a package"):
        prepare([], tmp_path / "w", read_config(None), print, [str(tmp_path)])


def test_shards_hold_everything_and_keep_their_size(tmp_path: Path) -> None:
    import numpy as np

    from toolkit.training.shards import pack, unpack

    generator = np.random.default_rng(1)
    lengths = {side: generator.integers(1, 40, 5_000) for side in ("source", "target")}
    arrays = {f"{s}_offsets": np.concatenate([[0], np.cumsum(n)]) for s, n in lengths.items()}
    arrays |= {s: generator.integers(0, 8_000, int(n.sum())).astype(np.uint16) for s, n in lengths.items()}
    (tmp_path / "w").mkdir()
    np.savez(tmp_path / "w" / "pairs.npz", held=np.asarray(40), **arrays)
    shards = pack(tmp_path / "w", tmp_path / "shards", 60_000)
    assert len(shards) > 3 and max(p.stat().st_size for p in shards) <= 60_000
    assert unpack(shards, tmp_path / "again") == 5_000
    with np.load(tmp_path / "w" / "pairs.npz") as one, np.load(tmp_path / "again" / "pairs.npz") as two:
        assert sorted(one.files) == sorted(two.files)
        assert all((one[name] == two[name]).all() for name in one.files)
    (tmp_path / "bad.xz").write_bytes(b"x")
    for wrong in ([], [tmp_path / "bad.xz"]):
        with pytest.raises(InputError):
            unpack(wrong, tmp_path / "again")
    with pytest.raises(InputError, match="prepare"):
        pack(tmp_path, tmp_path / "shards", 1_000)


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_a_sample_of_the_vocabulary_stands_for_all_of_it(smoothing: float) -> None:
    torch = pytest.importorskip("torch")
    from toolkit.training.model import sampled_loss

    torch.manual_seed(3)
    embedding, states = torch.randn(50, 8), torch.randn(6, 8)
    labels = torch.tensor([4, 9, 9, 1, 30, 4])
    full = torch.nn.functional.cross_entropy(states @ embedding.T, labels, label_smoothing=smoothing)
    always = torch.tensor([9, 17, 2])

    def loss(negatives: int) -> float:
        return sampled_loss(states, labels, embedding, always, negatives, smoothing).item()

    assert loss(50) == pytest.approx(full.item(), abs=1e-5)
    assert loss(5) != pytest.approx(full.item(), abs=1e-5)
    state, label = states[:1], labels[:1]
    right = (state @ embedding[label[0]]).item()
    sums = [math.exp(sampled_loss(state, label, embedding, always, 10).item() + right) for _ in range(4000)]
    assert sum(sums) / len(sums) == pytest.approx((state @ embedding.T).exp().sum().item(), rel=0.05)


def test_workers_have_about_as_much_to_do() -> None:
    # Matrices and biases take turns in a model: a worker must not get all of one kind.
    costs = [5, 0, 3, 0, 3, 0, 1, 0]
    owners = share_out(costs, 2)
    assert [sum(c for c, o in zip(costs, owners, strict=True) if o == w) for w in (0, 1)] == [6, 6]
    assert share_out([1, 1], 1) == [0, 0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dim = 64\nheads = 7", "dim 64 and heads 7 do not go together"),
        ("dim = 63\nheads = 7", "dim must be even"),
        ("dropout = 5.0", "'dropout' is 5.0; it should be from 0 to below 1"),
        ("dropout = nan", "'dropout' is nan"),
        ("label_smoothing = -0.1", "'label_smoothing' is -0.1"),
        ("renamed = 2", "'renamed' is 2; it should be from 0 to 1"),
        ("heads = 0", "'heads' is 0; it should be 1 or more"),
        ("rate = 0", "'rate' is 0; it should be above 0"),
    ],
)
def test_values_that_no_training_can_use_are_refused(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "c.toml").write_text(text)
    with pytest.raises(InputError, match=words):
        read_config(tmp_path / "c.toml")


def test_heads_that_do_not_divide_the_default_are_refused_before_any_work(inside, tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("heads = 7")
    (tmp_path / "x.tsv").write_text("source\ttarget\nun\tone\n")
    result = inside("train", "x.tsv", "--config", "c.toml", "--work", "w", "--out", "p.argosmodel")
    assert result.returncode == 2 and b"dim 256 and heads 7" in result.stderr
    assert not (tmp_path / "w").exists()
