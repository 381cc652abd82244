"""How `bench/dictionary_lexicon.py` chooses the words of a lexicon."""

from __future__ import annotations

import lzma
from collections import Counter
from pathlib import Path

from bench.dictionary_lexicon import (
    Prose,
    Related,
    Training,
    failed,
    known_words,
    rare_words,
    read_dictionaries,
    small_letters,
)
from bench.repack import rewrite
from toolkit.lexical.lexicon import Lexicon, Phrases, package_words
from toolkit.packages.archive import inspect_archive
from toolkit.packages.store import find_package


def _dictionary(path: Path, rows: list[str]) -> dict[str, dict[str, set[str]]]:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write("".join(row.replace(" | ", "\t") + "\n" for row in rows))
    return read_dictionaries([path])


def test_what_a_dictionary_gives(tmp_path: Path) -> None:
    rows = ["Momie | mummy | n", "mur | wall | n", "os | bone | n", "chœurs | choirs | n", "lac Ladoga | Ladoga | prop",
            "salle de bain | bathroom | n", "de la viande | meat | n", "se rendre compte | realise | v", "errer | go here and there | v", "Rolls | Rolls-Royce car | prop"]  # fmt: skip
    found = _dictionary(tmp_path / "d.tsv.xz", rows)
    assert found == {
        "momie": {"mummy": {"prop"}},  # a first capital is all that tells a name
        "choeurs": {"choirs": {"n"}},
        "salle de bain": {"bathroom": {"n"}},
        "lac Ladoga": {"Ladoga": {"prop"}},
        "rolls": {"Rolls-Royce car": {"prop"}},
    }


def test_the_likeliest_sense_is_taken(tmp_path: Path) -> None:
    rows = [
        "momie | mummy | n",
        "momie | stiff | n",
        "raide | stiff | adj",
        "dur | stiff | adj",
        "rigide | stiff | adj",
    ]
    rows += ["réévalueraient | would reassess | v", "réévalueraient | would revalue | v", "avion | plane | n"]
    rows += [
        "pueblos | pueblo | n",
        "albuquerque | New Mexico | prop",
        "tobrouk | Tobruk | prop",
        "walt | Walter | prop",
    ]
    rows += ["voguions | sailed | v", "voguaient | sailed | v", "zibeline | sable | n"]
    rows += ["jasent | chats | v", "bavardent | chats | v"]
    related = Related("cats\tchats 900\nreassess\tréévaluerait 600\nrevalue\tréévaluerait 20\n")
    rows += ["rarissime | Extremely rare | adj", "stores | blinds | n"]
    dictionary = _dictionary(tmp_path / "d.tsv.xz", rows)
    prose = {"stiff": 300, "mummy": 20, "would": 9_000, "reassess": 60, "revalue": 60, "pueblo": 9, "pueblos": 4}
    prose |= {
        "new": 9_000,
        "mexico": 900,
        "tobruk": 30,
        "walt": 50,
        "walter": 90,
        "sailed": 400,
        "plane": 900,
        "sable": 1,
        "extremely": 400,
        "rare": 400,
        "stores": 60,
        "blinds": 40,
    }
    seen = Counter({"chats": 900, "momie": 3, "avion": 800, "raide": 90, "rigide": 90})
    english = Prose(Counter(prose), Counter(tobruk=30, mexico=900, walter=90, new=4_000))
    found = rare_words(dictionary, {}, seen, english, related)
    assert found == {
        "momie": "mummy",  # stiff is commoner, but a rarer sense of many words, and unlike it
        "réévalueraient": "would reassess",
        "pueblos": "pueblos",  # the singular in the dictionary
        "tobrouk": "Tobruk",  # New Mexico is where Albuquerque lies, Walt is Walt in English too
        "voguaient": "sailed",  # who writes voguions?
    }
    assert rare_words(dictionary, found, seen, english, related) == {}, "what the package has stays"


def test_capitals_of_definitions() -> None:
    prose = Prose()
    prose.read(
        ["New Ireland is a new place from Amsterdam.", "He came from Amsterdam to New Ireland, it is rare.", "From it."]
    )
    assert all(map(prose.writes, ["New Ireland", "Ireland", "rare", "from Amsterdam"]))
    assert not any(map(prose.writes, ["Rare", "Rare place", "Place"]))


def test_words_that_the_model_fails_on(tmp_path: Path) -> None:
    rows = ["voiture | car | n", "zorglub | mountain | n", "voiture | carriage | n", "porte d'entrée | front door | n"]
    dictionary = _dictionary(tmp_path / "d.tsv.xz", rows)
    lines = [f"Il a une voiture rouge {n}.\tHe has a red car {n}.\n" for n in range(12)]
    lines += [f"Il voit un zorglub rouge {n}.\tHe sees a red mountain {n}.\n" for n in range(12)]
    lines.append("La porte d'entrée est rouge.\tThe front door is red.\n")
    (tmp_path / "pairs.tsv").write_text("".join(lines))
    training = Training(set(dictionary), Phrases(["porte d'entrée"]), dictionary)
    training.read(tmp_path / "pairs.tsv")
    assert training.seen["voiture"] == 12
    usual = training.usual(200)
    senses = {"voiture": "car", "zorglub": "mountain", "porte d'entrée": "front door"}
    assert {word: sense for word, (sense, _) in usual.items()} == senses
    assert set(training.usual(11)) == {"porte d'entrée"}, "only words that are seen so often at most"
    package = find_package("fr", "en", "embedded")
    assert failed(usual, package, Lexicon({})) == {"zorglub": "mountain", "porte d'entrée": "front door"}
    given = failed(usual, package, Lexicon({"zorglub": "mountain"}))
    assert set(given) == {"porte d'entrée"}, "what it is given it has"


def test_capitals_of_common_words(tmp_path: Path) -> None:
    rows = ["vallées | valleys | n", "chinois | Chinese | adj", "chinois | strainer | n", "baie | bay | n"]
    dictionary = _dictionary(tmp_path / "d.tsv.xz", rows)
    known = {"vallées": "Valleys", "chinois": "Chinese", "baie": "Bay", "Baie": "Bay", "loup": "Wolf", "mur": "wall"}
    assert small_letters(known, dictionary) == {"vallées": "valleys", "baie": "bay"}


def test_a_package_with_another_lexicon(tmp_path: Path) -> None:
    package = find_package("fr", "en", "embedded")
    for name in ("one", "two"):
        rewrite(package, {"lexicon.tsv": "loup\twolf\n"}, tmp_path / f"{name}.argosmodel", "9.1")
    made = inspect_archive(tmp_path / "one.argosmodel")
    assert package_words(made) == {"loup": "wolf"} and made.version == "9.1"
    rewrite(made, {"notes.txt": "new"}, tmp_path / "three.argosmodel", "9.2")
    assert inspect_archive(tmp_path / "three.argosmodel").read("notes.txt") == b"new", "a file that was not there"
    words = known_words(package, {"loup": "Wolf-like xylophagus"}).split()
    assert {"wolf", "like", "xylophagus"} < set(words) and words == sorted(words) and len(words) > 75_000
    assert made.model_files() == package.model_files() and made.read("words.txt") == package.read("words.txt")
    assert (tmp_path / "one.argosmodel").read_bytes() == (tmp_path / "two.argosmodel").read_bytes()
