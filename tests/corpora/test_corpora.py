from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, one_line
from toolkit.corpora import (
    CorpusStatistics,
    compare_corpora,
    read_all,
    sample_count,
    sample_share,
    sort_units,
    split_corpus,
    unit_files,
)
from toolkit.errors import InputError
from toolkit.formats import format_of
from toolkit.units import TranslationUnit


def units(count: int, documents: int = 0) -> list[TranslationUnit]:
    return [
        TranslationUnit(str(n), f"source {n}", f"target {n}", "fr", "en", f"d{n % documents}" if documents else "")
        for n in range(count)
    ]


SHARES = [("dev", 0.1), ("test", 0.1), ("train", 0.8)]


def test_equal_sources_fall_on_one_side() -> None:
    many = units(2_000) + [TranslationUnit("x", f"SOURCE  {n}", "other", "fr", "en") for n in range(2_000)]
    sides: dict[str, set[str]] = {}
    counts = dict.fromkeys(("dev", "test", "train"), 0)
    for name, unit in split_corpus(many, SHARES):
        sides.setdefault(" ".join(unit.source.lower().split()), set()).add(name)
        counts[name] += 1
    assert all(len(s) == 1 for s in sides.values())
    assert 300 < counts["dev"] < 500 and sum(counts.values()) == 4_000


def test_documents_stay_whole_and_order_does_not_matter() -> None:
    many = units(1_000, documents=50)
    found = {u.id: name for name, u in split_corpus(many, SHARES)}
    assert {u.id: name for name, u in split_corpus(reversed(many), SHARES)} == found
    for document in range(50):
        assert len({found[u.id] for u in many if u.document == f"d{document}"}) == 1
    assert {u.id: name for name, u in split_corpus(many, SHARES, seed=2)} != found
    with pytest.raises(InputError, match="add up to 1"):
        list(split_corpus(many, [("a", 0.5)]))
    with pytest.raises(InputError, match="unknown way to split"):
        list(split_corpus(many, SHARES, by="x"))


@given(count=st.integers(1, 50), total=st.integers(0, 80), seed=st.integers(0, 5))
def test_samples(count: int, total: int, seed: int) -> None:
    many = units(total)
    found = sample_count(many, count, seed)
    assert len(found) == min(count, total)
    numbers = [int(u.id) for u in found]
    assert numbers == sorted(set(numbers))
    assert [u.id for u in sample_share(many, 1.0, seed)] == [u.id for u in many]
    assert list(sample_share(many, 0.0, seed)) == []


def test_a_sample_is_fair() -> None:
    picked = [0] * 20
    for seed in range(300):
        for unit in sample_count(units(20), 5, seed):
            picked[int(unit.id)] += 1
    assert min(picked) > 40 and max(picked) < 115


@given(st.lists(st.tuples(st.text(max_size=3), st.floats(-5, 5)), max_size=30), st.integers(1, 7), st.booleans())
def test_sorting_by_runs_is_sorting(rows, run: int, reverse: bool) -> None:
    many = [TranslationUnit(str(n), s, "t", "fr", "en", scores={"a": v}) for n, (s, v) in enumerate(rows)]
    many = [u for u in many if u.source.isprintable() or True]
    for key, expected in (("source", lambda u: u.source), ("score:a", lambda u: u.scores["a"])):
        found = list(sort_units(many, key, reverse, run))
        assert [u.id for u in found] == [u.id for u in sorted(many, key=expected, reverse=reverse)]


def test_wrong_keys() -> None:
    with pytest.raises(InputError, match="unknown sort key 'x'"):
        list(sort_units([], "x"))


def test_differences() -> None:
    before = [
        TranslationUnit(str(n), s, t, "fr", "en")
        for n, (s, t) in enumerate((("a", "1"), ("b", "2"), ("c", "3"), ("a", "9")))
    ]
    after = [
        TranslationUnit(str(n), s, t, "fr", "en")
        for n, (s, t) in enumerate((("a", "9"), ("b", "5"), ("d", "4"), ("a", "1"), ("a", "7")))
    ]
    found = [(d.kind, d.unit.source, d.unit.target, d.before) for d in compare_corpora(lambda: before, lambda: after)]
    assert found == [
        ("removed", "c", "3", ""),
        ("changed", "b", "5", "2"),
        ("added", "d", "4", ""),
        ("added", "a", "7", ""),
    ]
    assert list(compare_corpora(lambda: after, lambda: after)) == []


def test_statistics_agree_with_a_count_by_hand() -> None:
    corpus = list(format_of(ROOT / "corpus" / "bitext.jsonl").read(ROOT / "corpus" / "bitext.jsonl"))
    counts = CorpusStatistics()
    for unit in corpus:
        counts.add(unit)
    found = counts.to_dict()
    assert found["units"] == len(corpus) and found["documents"] == 5
    assert found["source"]["tokens"] == sum(len(u.source.split()) for u in corpus)
    assert sum(row["units"] for row in found["target"]["lengths"]) == len(corpus)
    assert (
        sum(row["units"] for row in found["scores"]["alignment"]["histogram"]) == found["scores"]["alignment"]["units"]
    )
    json.dumps(found, allow_nan=False)


def test_files_folders_and_patterns(tmp_path) -> None:
    for name in ("b.jsonl", "a.tmx", "deep/c.tsv.gz", "ignored.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        if name != "ignored.txt":
            format_of(path).write(units(2), path)
        else:
            path.write_text("x")
    assert [p.name for p in unit_files([tmp_path])] == ["a.tmx", "b.jsonl", "c.tsv.gz"]
    assert [p.name for p in unit_files([tmp_path / "*.jsonl"])] == ["b.jsonl"]
    assert unit_files([ROOT / "corpus"]) == [ROOT / "corpus" / "bitext.jsonl"]
    found = list(read_all(unit_files([tmp_path]), "fr", "en"))
    assert len({u.id for u in found}) == 6 and {u.document for u in found} == {"a.tmx", "b.jsonl", "c.tsv.gz"}
    for bad, words in (
        (tmp_path / "*.none", "no file matches"),
        (tmp_path / "none.tmx", "no such file"),
        (ROOT / "toolkit" / "cli", "no file of units"),
    ):
        with pytest.raises(InputError, match=words):
            unit_files([bad])


def test_a_split_says_which_parts_got_nothing(bitext, tmp_path) -> None:
    rows = "".join(f"{n}\tbook\tLe chat {n} dort.\tCat {n} sleeps.\n" for n in range(40))
    (tmp_path / "book.tsv").write_text("id\tdocument\tsource\ttarget\n" + rows)
    result = bitext("split", "book.tsv", "-o", "parts")
    assert result.returncode == 0
    assert (
        b"no units; there are few units, or few documents, which stay together (--by source parts them)"
        in result.stderr
    )
    result = bitext("split", "book.tsv", "-o", "others", "--by", "source", "--dev", 0.3, "--test", 0.3)
    assert result.returncode == 0 and b"warning" not in result.stderr


def test_commands(bitext, tmp_path) -> None:
    corpus = ROOT / "corpus"
    for arguments in (
        ("merge", corpus, corpus / "bitext.tsv", "-o", "all.jsonl"),
        ("merge", corpus, corpus / "bitext.jsonl", "-o", "once.tmx", "--dedup"),
        ("split", corpus, "-o", "parts", "--by", "source", "--dev", 0.2, "--test", 0.2),
        ("sample", corpus, "-o", "ten.tsv", "-n", 10),
        ("sort", corpus, "-o", "sorted.jsonl", "--by", "score:model"),
    ):
        result = bitext(*arguments)
        assert result.returncode == 0, result.stderr
    count = len((corpus / "bitext.jsonl").read_text().splitlines())
    assert len((tmp_path / "all.jsonl").read_text().splitlines()) == 2 * count
    assert (tmp_path / "once.tmx").read_text().count("<tu ") == count
    parts = [len((tmp_path / "parts" / f"{n}.jsonl").read_text().splitlines()) for n in ("train", "dev", "test")]
    assert sum(parts) == count and min(parts) > 5
    assert len((tmp_path / "ten.tsv").read_text().splitlines()) == 11
    scores = [json.loads(line)["scores"].get("model") for line in (tmp_path / "sorted.jsonl").read_text().splitlines()]
    known = [s for s in scores if s is not None]
    assert known == sorted(known) and scores[: len(known)] == known
    same = bitext("diff", corpus, "all.jsonl", "--summary")
    assert same.returncode == 1 and f"{count} added, 0 removed".encode() in same.stdout
    assert bitext("diff", corpus, corpus).returncode == 0
    assert json.loads(bitext("stats", corpus, "--json").stdout)["units"] == count
    assert b"score model" in bitext("stats", corpus).stdout
    for bad, words in (
        (("sample", corpus, "-o", "x.tsv"), "either --count or --share"),
        (("sort", corpus, "-o", "x.tsv", "--by", "size"), "unknown sort key 'size'"),
        (("split", corpus, "-o", "p", "--dev", 0.6, "--test", 0.6), "add up to more than 1"),
        (("merge", "none.tmx", "-o", "x.tmx"), "no such file"),
    ):
        result = bitext(*bad)
        assert result.returncode == 2 and words in one_line(result.stderr)
