from __future__ import annotations

import json
import shutil

import pytest

from tests.conftest import ROOT
from toolkit.corpora.folder import CorpusFolder, units_at
from toolkit.corpora.title_checks import checks_to_dict
from toolkit.errors import InputError


def test_title_checks_keep_their_form() -> None:
    folder = CorpusFolder(ROOT / "corpus")
    stored = json.loads(folder.evaluation.read_text(encoding="utf-8"))["documents"]
    assert json.dumps(checks_to_dict(folder.read_title_checks())) == json.dumps(stored)


def test_a_corpus_and_its_file_of_units_hold_the_same(tmp_path) -> None:
    folder = CorpusFolder(ROOT / "corpus")
    assert list(units_at(folder.path)) == list(units_at(folder.units)) != []
    with pytest.raises(InputError, match=r"a folder without bitext\.jsonl"):
        list(units_at(tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "x",
        '{"documents": []}',
        '{"documents": {"a": [{}]}}',
        '{"documents": {"a": [{"source": 1, "hypothesis": "", "reference": "", "found_by": "", "scores": []}]}}',
        '{"documents": {"a": [{"source": "", "hypothesis": "", "reference": "", "found_by": "", "scores": [1]}]}}',
    ],
)
def test_a_damaged_evaluation_is_refused_in_one_line(tmp_path, text: str) -> None:
    shutil.copy(ROOT / "corpus" / "bitext.jsonl", tmp_path)
    folder = CorpusFolder(tmp_path)
    assert folder.read_title_checks() == folder.read_manifest() == {}
    folder.evaluation.write_text(text)
    with pytest.raises(InputError, match=r"evaluation\.json: not the evaluation that 'bitext build' writes"):
        folder.read_title_checks()
