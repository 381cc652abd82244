"""Each guard with a case that people have really met, and silence on sound data."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.evaluation.texts import GOOD, REFERENCES, SOURCES, WORSE
from toolkit.errors import InputError
from toolkit.evaluation.guards import GUARDS, guard
from toolkit.evaluation.metrics import score
from toolkit.evaluation.testset import Side, TestSet
from toolkit.formats.jsonl import read


def doubts(hypotheses, references=None, sources=None, name="system.txt", names=("reference.en",)) -> dict[str, str]:
    testset = TestSet(references or [REFERENCES], sources or SOURCES, None, "fr", "en", list(names))
    return {d.guard: d.message for d in guard(Side(name, hypotheses), testset)}


def test_silent_on_sound_data() -> None:
    assert len(REFERENCES) >= 100
    assert doubts(GOOD) == {}


def test_every_guard_has_a_case_here() -> None:
    with open(__file__, encoding="utf-8") as file:
        text = file.read()
    assert [name for name in GUARDS if f'"{name}"' not in text] == []


def test_a_lost_line_is_located() -> None:
    with pytest.raises(
        InputError, match=r"119 segments, reference.en has 120; it lacks 1, and they slip first at line 41"
    ):
        doubts(GOOD[:40] + GOOD[41:])
    with pytest.raises(InputError, match=r"has too many 1, and they slip first at line 77"):
        doubts([*GOOD[:76], "An extra line.", *GOOD[76:]])
    with pytest.raises(InputError, match=r"100 segments.*slip first at line 101"):
        doubts(GOOD[:100])


def test_transposed_references() -> None:
    with pytest.raises(InputError, match="transposed"):
        doubts(GOOD[:3], [[r] for r in REFERENCES[:3]], SOURCES[:3], names=("a", "b", "c"))
    with pytest.raises(InputError, match="transposed"):
        score(GOOD[:3], [[r, r] for r in REFERENCES[:3]])


def test_sources_of_another_length() -> None:
    with pytest.raises(InputError, match="119 sources for 120 hypotheses"):
        doubts(GOOD, sources=SOURCES[:-1])


def test_few_segments() -> None:
    assert "99 segments" in doubts(GOOD[:99], [REFERENCES[:99]], SOURCES[:99])["few-segments"]


def test_empty_segments() -> None:
    assert "2 empty hypotheses, the first in line 6" in doubts([*GOOD[:5], "", " ", *GOOD[7:]])["empty"]
    assert "1 empty reference," in doubts(GOOD, [["", *REFERENCES[1:]]])["empty"]


def test_segments_without_a_reference_are_not_scored() -> None:
    from toolkit.evaluation.comparison import compare

    def scores(hypotheses: list[str], references: list[list[str]], documents: list[str]) -> dict[str, float]:
        testset = TestSet(references, documents=documents, names=["r"] * len(references))
        [system] = compare([Side("s", hypotheses)], testset, ["chrf", "bleu", "ter"], 0).systems
        return {name: metric.score for name, metric in system.metrics.items()} | {
            f"{name} of documents": len(metric.documents) for name, metric in system.metrics.items()
        }

    documents = [f"d{n // 60}" for n in range(120)]
    whole = scores(GOOD[1:], [REFERENCES[1:]], documents[1:])
    assert scores(GOOD, [[" ", *REFERENCES[1:]]], documents) == whole
    assert scores(GOOD, [["", *REFERENCES[1:]], ["", *REFERENCES[1:]]], documents)["chrf"] == whole["chrf"]
    with pytest.raises(InputError, match="no text; nothing to score against"):
        scores(GOOD, [[""] * 120], documents)
    told = [d.message for d in guard(Side("s", GOOD), TestSet([["", "", *REFERENCES[2:]], ["", *REFERENCES[1:]]]))]
    assert "1 segment without any reference, the first in line 1: not scored" in told
    assert any(message.startswith("reference 1 lacks 1 segment, the first in line 2") for message in told)


def test_units_that_are_not_scored() -> None:
    testset = TestSet([REFERENCES], SOURCES, names=["reference.en"])
    found = {d.guard: d.message for d in guard(Side("system.tmx", GOOD, unused=3), testset)}
    assert "3 of its units are not scored" in found["unused"]
    assert "unused" not in doubts(GOOD)


def test_duplicates() -> None:
    assert "come" in doubts(["I do not know what to say."] * 30 + GOOD[30:])["duplicates"]
    # Where the references repeat, a system may.
    references = [REFERENCES[0]] * 30 + REFERENCES[30:]
    assert "duplicates" not in doubts([GOOD[0]] * 30 + GOOD[30:], [references])


def test_untranslated() -> None:
    assert "hypotheses equal their source, the first in line 1" in doubts(SOURCES[:20] + GOOD[20:])["source-copied"]
    found = doubts(SOURCES)
    assert "look like 'fr', not 'en'" in found["language"]


def test_sides_swapped() -> None:
    assert "swapped" in doubts(GOOD, [SOURCES], REFERENCES)["language"]
    assert "--hyp and --ref swapped" in doubts(GOOD, name="newstest.ref.en")["swapped"]
    assert "used as a reference" in doubts(GOOD, names=("hyp.txt",))["swapped"]
    assert "same file" in doubts(REFERENCES)["same-as-reference"]
    assert "reference 2 equals reference 1" in doubts(GOOD, [REFERENCES, REFERENCES])["same-as-reference"]


def test_tokenised() -> None:
    split = [g.replace(".", " .") for g in GOOD]
    assert "look tokenised" in doubts(split)["tokenised"]
    assert "references look tokenised" in doubts(GOOD, [[r.replace(".", " .") for r in REFERENCES]])["tokenised"]
    assert "subword" in doubts([g.replace("house", "ho@@ use") for g in GOOD])["tokenised"]


def test_lower_cased() -> None:
    assert "hypotheses have hardly a capital" in doubts([g.lower() for g in GOOD])["case"]
    assert "references have hardly a capital" in doubts(GOOD, [[r.lower() for r in REFERENCES]])["case"]


def test_slipped_inside() -> None:
    units = list(read(ROOT / "corpus" / "bitext.jsonl"))
    sources, references = [u.source for u in units], [u.target for u in units]
    hypotheses = [" ".join(r.split()[1:]) or r for r in references]
    assert "shifted" not in doubts(hypotheses, [references], sources)
    slipped = [*hypotheses[:30], *hypotheses[31:61], "A line that was put in.", *hypotheses[61:]]
    assert "from about line 31 on" in doubts(slipped, [references], sources)["shifted"]


def test_scripts_without_blanks() -> None:
    thai = ["สะพานถูกปิดเมื่อเช้านี้เพราะพายุเมื่อคืน"] * 120
    found = [d.message for d in guard(Side("x", thai), TestSet([thai], None, None, "en", "th")) if d.guard == "words"]
    assert "look at chrf" in found[0]
    chinese = ["大桥今天早上关闭了。"] * 120
    assert not [d for d in guard(Side("x", chinese), TestSet([chinese], target_language="zh")) if d.guard == "words"]


def test_french_spacing_is_not_tokenisation() -> None:
    french = ["Est-ce que le projet sera prêt lundi ?", "Attention : la porte est fermée !"] * 60
    narrow = [t.replace(" ?", "\u202f?").replace(" :", "\u00a0:").replace(" !", "\u202f!") for t in french]
    found = guard(Side("x", french), TestSet([narrow], target_language="fr"))
    assert not [d for d in found if d.guard == "tokenised"]
    split = [t.replace("projet", "projet ,") for t in french]
    assert [d for d in guard(Side("x", split), TestSet([narrow], target_language="fr")) if d.guard == "tokenised"]


def test_gaps_in_a_further_reference_are_told() -> None:
    message = doubts(GOOD, [REFERENCES, ["", *WORSE[1:]]])["empty"]
    assert "reference 2 lacks 1 segment, the first in line 1" in message
