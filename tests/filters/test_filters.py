"""Each filter with units that should stay and units that should go, and the cleaner around them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT
from toolkit.errors import InputError
from toolkit.filters import FILTERS, PROFILES, Cleaner, Journal, make_filters, read_profile
from toolkit.filters.registry import read_config
from toolkit.filters.verdicts import judge
from toolkit.formats import jsonl
from toolkit.units import TranslationUnit

GOOD = (
    "Le maire a ouvert le nouveau marché couvert hier matin.",
    "The mayor opened the new covered market yesterday morning.",
)


def unit(source: str, target: str, **more) -> TranslationUnit:
    return TranslationUnit("1", source, target, "fr", "en", **more)


BAD = {
    "length": [("", "Something."), ("mot " * 200, "word " * 200), ("a" * 90, "a word")],
    "ratio": [("Oui.", "The mayor opened the new covered market yesterday morning, and everybody came to see it open.")],
    "letters": [("12 / 34 / 56 (78)", "12 / 34 / 56 (78)")],
    "alignment": [],
    "markup": [("Un <b>mot</b> juste.", "A right word."), ("Un mot.", "A word &nbsp; here."), ("[[Lien]] ici.", "A link here.")],
    "mojibake": [("Le marchÃ© est ouvert.", "The market is open."), ("L\u2019Ã‰tat, câ€™est moi.", "I am the state."), ("Le march\ufffd", "The market")],
    "addresses": [("Voir www.exemple.fr pour tout.", "See here for all of it."), ("Écrire à a@b.fr.", "Write to c@d.org.")],
    "numbers": [("Il a 37 loups et 12 ours.", "He has 99 wolves and 45 bears."), ("Il a 3 fils en 1998, 5 en 2004.", "He has sons.")],
    "punctuation": [("Est-il venu (hier) ?", "He came yesterday."), ("[a] (b) c", "a b c")],
    "repetition": [("Le maire est venu.", "The mayor came the mayor came the mayor came the mayor came.")],
    "identical": [("Breaking news from the city council today", "Breaking news from the city council today!")],
    "language": [("The mayor opened the new covered market yesterday.", GOOD[1]), (GOOD[0], "Der Bürgermeister hat gestern Morgen die neue überdachte Markthalle eröffnet.")],
    "content": [(GOOD[0], "Three whales were seen near the coast of Iceland last winter.")],
    "similarity": [(GOOD[0], "Three whales were seen near the coast of Iceland last winter.")],
    "duplicates": [],
    "near-duplicates": [],
}  # fmt: skip
FINE = [
    GOOD,
    ("L’État compte 6 700 agents, soit 5,5 %.", "The state has 6,700 agents, or 5.5 %."),
    ("Voir https://exemple.fr/fr/page.", "See https://www.exemple.fr/en/page."),
    ("Oui !", "Yes!"),
    ("Barack Obama", "Barack Obama"),
    ("« Je viens », dit-elle (à voix basse).", "“I am coming,” she said (in a low voice)."),
    ("Il pleut, il pleut, bergère.", "It is raining, raining, shepherdess."),
]


def test_every_filter_has_cases() -> None:
    assert set(BAD) == set(FILTERS)


@pytest.mark.parametrize("name", [n for n, cases in BAD.items() if cases])
def test_bad_units_go_and_good_ones_stay(name: str) -> None:
    [one] = make_filters({name: {"maximum": 0} if name == "punctuation" else {}})
    for source, target in BAD[name]:
        [verdict] = judge([unit(source, target)], [one])
        assert verdict.filter == name and verdict.reason, (source, target)
        # Memories name languages as Trados does, FR-FR, and others as Java does, en_GB.
        [regional] = judge([TranslationUnit("1", source, target, "FR-FR", "en_GB")], [one])
        assert regional.filter == verdict.filter
    fine = FINE if name not in ("similarity", "letters") else FINE[:1]
    for source, target in fine:
        [verdict] = judge([unit(source, target)], [one])
        assert verdict, (verdict, source, target)
        assert judge([TranslationUnit("1", source, target, "FR-FR", "en_GB")], [one]) == [verdict]


def test_alignment_scores() -> None:
    [one] = make_filters({"alignment": {"minimum": 0.9}})
    assert one.accept(one.score(unit(*GOOD)))
    assert one.accept(one.score(unit(*GOOD, scores={"alignment": 0.95})))
    assert not one.accept(one.score(unit(*GOOD, scores={"alignment": 0.5})))


def test_duplicates() -> None:
    def kept(settings, *pairs) -> list[bool]:
        return [bool(v) for _, v in Cleaner({"duplicates": settings}).run(unit(*p) for p in pairs)]

    twice = ("a b", "c d"), ("a b", "c d"), ("A b!", "c, d 2"), ("a b", "x"), ("y", "c d")
    assert kept({}, *twice) == [True, False, True, True, True]
    assert kept({"loose": True}, *twice) == [True, False, False, True, True]
    assert kept({"on": "source"}, *twice) == [True, False, True, False, True]
    assert kept({"on": "either"}, *twice) == [True, False, True, False, False]
    with pytest.raises(InputError, match="value for 'on' of filter duplicates 'left'; choose from: both"):
        make_filters({"duplicates": {"on": "left"}})


def test_near_duplicates() -> None:
    pytest.importorskip("datasketch", reason="datasketch is not installed")
    long = GOOD[0] + " Beaucoup de gens sont venus de toute la région pour voir les étals, les fruits et les fleurs."
    english = GOOD[1] + " Many people came from all over the region to see the stalls, the fruit and the flowers."
    units = [
        unit(long, english),
        unit(long.replace("hier", "jeudi"), english),
        unit(*GOOD),
        unit("Rien de tel.", "No."),
    ]
    verdicts = [bool(v) for _, v in Cleaner({"near-duplicates": {"threshold": 0.7}}).run(units)]
    assert verdicts == [True, False, True, True]


def test_settings_are_checked(tmp_path) -> None:
    for settings, words in (
        ({"none": {}}, "unknown filter 'none'; choose"),
        ({"length": {"longest": 3}}, "unknown setting of filter length 'longest'; did you mean 'longest_word'"),
        ({"length": {"max_words": "3"}}, "should be like"),
        ({"duplicates": {"_seen": 3}}, "unknown setting of filter duplicates '_seen'"),
    ):
        with pytest.raises(InputError, match=words):
            make_filters(settings)
    path = tmp_path / "c.toml"
    for text, words in (("[length", "not TOML"), ("length = 3", r"write \[length\]")):
        path.write_text(text)
        with pytest.raises(InputError, match=words):
            read_config(path)


@pytest.mark.parametrize("name", PROFILES)
def test_profiles(name: str) -> None:
    cleaner = Cleaner(read_profile(name))
    verdicts = [v for _, v in cleaner.run([unit(*GOOD), unit("", ""), unit(*GOOD)])]
    assert [bool(v) for v in verdicts] == [True, False, False]
    assert (cleaner.read, cleaner.kept, dict(cleaner.rejected)) == (3, 1, {"length": 1, "duplicates": 1})


def test_stricter_profiles_keep_less() -> None:
    units = [unit(s, t) for cases in BAD.values() for s, t in cases] + [unit(s, t) for s, t in FINE]
    counts = []
    for name in PROFILES:
        cleaner = Cleaner(read_profile(name))
        list(cleaner.run(units))
        counts.append(cleaner.kept)
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[2]


def test_the_same_with_two_processes() -> None:
    generator = random.Random(1)
    pairs = [(s, t) for cases in BAD.values() for s, t in cases] + FINE
    units = [unit(*generator.choice(pairs)) for _ in range(1_700)]
    settings = read_profile("standard")
    alone, together = (list(Cleaner(settings, jobs).run(units)) for jobs in (1, 2))
    assert [v for _, v in alone] == [v for _, v in together]
    assert [u for u, _ in together] == units


def test_a_stopped_run_goes_on_and_ends_alike(tmp_path) -> None:
    generator = random.Random(2)
    pairs = [(s, t) for cases in BAD.values() for s, t in cases] + FINE
    units = [unit(*generator.choice(pairs), scores={"n": float(n)}) for n in range(2_300)]
    settings = read_profile("standard")
    whole = list(Cleaner(settings).run(units))
    path = tmp_path / "journal"

    first = Journal(path, settings)
    half = []
    for place, judged in enumerate(Cleaner(settings, 1, first).run(units)):
        half.append(judged)
        if place == 1_200:
            break
    first.close(finished=False)
    path.write_bytes(path.read_bytes()[:-9])  # as a kill in the middle of a line would leave it

    second = Journal(path, settings)
    cleaner = Cleaner(settings, 1, second)
    assert list(cleaner.run(units)) == whole
    assert second.found == 1_000 and half == whole[:1_201]
    assert cleaner.read == 2_300 and sum(cleaner.rejected.values()) == cleaner.read - cleaner.kept
    second.close(finished=False)

    third = Journal(path, settings)
    changed = [*units[:1_300], unit("Rien", "Nothing at all"), *units[1_301:]]
    assert list(Cleaner(settings, 2, third).run(changed)) == list(Cleaner(settings).run(changed))
    assert third.found == 1_800  # all blocks but the one that changed
    third.close(finished=True)
    assert not path.exists()

    other = Journal(path, read_profile("strict"))
    list(Cleaner(read_profile("strict"), 1, other).run(units[:500]))
    other.close(finished=False)
    assert Journal(path, settings).look_up(units[:500]) is None


def test_a_killed_command_goes_on(bitext, tmp_path) -> None:
    generator = random.Random(3)
    names = ["".join(generator.choices("abdeiklmnorstu", k=7)).title() for _ in range(12_000)]
    units = [unit(f"{GOOD[0][:-1]} avec {name}.", f"{GOOD[1][:-1]} with {name}.") for name in names]
    with (tmp_path / "in.jsonl").open("wb") as file:
        jsonl.write(units, file)
    command = [sys.executable, "-m", "toolkit", "clean", "in.jsonl", "-o", "out.jsonl", "-q"]
    process = subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    journal = tmp_path / ".out.jsonl.clean-journal"
    deadline = time.monotonic() + 60
    while not (journal.exists() and journal.read_bytes().count(b"\n") > 3) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert journal.exists() and not (tmp_path / "out.jsonl").exists()
    result = bitext("clean", "in.jsonl", "-o", "out.jsonl")
    assert result.returncode == 0 and b"units were judged in a run before" in result.stderr
    kept = [u for u, verdict in Cleaner(read_profile("standard")).run(units) if verdict]
    assert list(jsonl.read(tmp_path / "out.jsonl")) == kept and len(kept) > 9_000
    assert not journal.exists()


def test_command(bitext, tmp_path) -> None:
    units = [unit(*p) for p in FINE] + [unit(*BAD["mojibake"][0]), unit(*FINE[0])]
    with (tmp_path / "in.jsonl").open("wb") as file:
        jsonl.write(units, file)
    result = bitext("clean", "in.jsonl", "-o", "out.tmx", "--rejects", "bad.jsonl", "--explain")
    assert result.returncode == 0, result.stderr
    text = result.stdout.decode()
    assert "7 of 9 units kept" in text and "mojibake" in text and "duplicates" in text
    rejects = list(jsonl.read(tmp_path / "bad.jsonl"))
    assert [u.findings[0].check for u in rejects] == ["mojibake", "duplicates"]
    assert (tmp_path / "out.tmx").read_text().count("<tu ") == 7
    again = bitext("clean", "in.jsonl", "-o", "out.tmx")
    assert again.returncode == 2 and b"exists already" in again.stderr
    own = bitext("clean", "in.jsonl", "-o", "in.jsonl", "--force")
    assert own.returncode == 2 and b"is an input as well" in own.stderr
    assert bitext("clean", "in.jsonl", "-o", "x.tmx", "--profile", "none").returncode == 2


@pytest.mark.parametrize(
    ("source", "target", "alone"),
    [
        ("Voir ftp://ftp.example.org/x.", "See there.", 1),
        ("Voir http://localhost:8080/x.", "See there.", 1),
        ("请见https://example.com/a。谢谢", "See https://example.com/en/a, thanks.", 0),
        ("Voir https://fr.example.org/a.", "See https://fr.example.org/en/a).", 0),
        ("Amazon.com embauche.", "Amazon is hiring.", 0),
    ],
)
def test_addresses_are_those_of_the_check(source: str, target: str, alone: int) -> None:
    assert FILTERS["addresses"]().score(unit(source, target)) == alone
