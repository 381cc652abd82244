from __future__ import annotations

import pytest

from tests.conftest import one_line
from toolkit.errors import InputError
from toolkit.formats import FORMATS
from toolkit.pipeline.units import translate_units
from toolkit.units import Finding, Origin, TranslationUnit


def test_targets_are_made_and_what_was_known_of_them_goes(engine) -> None:
    old = TranslationUnit(
        "1", "Le maire a ouvert le marché. Il pleut.", "Old.", "fr-CA", "en-GB", "d", "body", Origin.HUMAN, 3, (4, 5), (6,),
        {"alignment": 0.5}, [Finding("numbers", "old")], {"note": "kept"},
    )  # fmt: skip
    empty = TranslationUnit("2", " ", "kept", "fr", "en")
    [made, same] = translate_units([old, empty], engine)
    assert made.target.count(".") == 2 and "market" in made.target.lower()
    assert (made.id, made.document, made.paragraph, made.source_segments) == ("1", "d", 3, (4, 5))
    assert (made.target_language, made.origin, made.target_segments) == ("en-GB", Origin.MACHINE, ())
    assert set(made.scores) == {"model"} and made.scores["model"] < 0
    assert made.findings == [] and made.properties == {"note": "kept"}
    assert same.target == "kept"


def test_only_the_missing(engine) -> None:
    units = [TranslationUnit("1", "Bonjour.", "Hi.", "fr", "en"), TranslationUnit("2", "Merci.", "", "", "")]
    [left, made] = translate_units(units, engine, missing_only=True)
    assert left.target == "Hi." and made.target
    assert (made.source_language, made.target_language) == ("fr", "en")


def test_another_language_is_refused(engine) -> None:
    with pytest.raises(InputError, match="unit 7: its source is 'de'"):
        list(translate_units([TranslationUnit("7", "Guten Tag", "", "de", "en")], engine))


def test_an_xliff_is_filled(bitext, tmp_path) -> None:
    units = [
        TranslationUnit("1", "Le maire a ouvert le marché.", "", "fr", "en"),
        TranslationUnit("2", "Il pleut.", "It rains.", "fr", "en"),
    ]
    FORMATS["xliff"].write(units, tmp_path / "in.xlf")
    result = bitext("translate", "in.xlf", "--units", "--missing", "--out", "out.xlf")
    assert result.returncode == 0, result.stderr
    made = list(FORMATS["xliff"].read(tmp_path / "out.xlf"))
    assert "market" in made[0].target.lower() and made[1].target == "It rains."
    own = bitext("translate", "in.xlf", "--units", "--out", "in.xlf", "--force")
    assert own.returncode == 2 and "is an input as well" in one_line(own.stderr)


def test_inline_tags_of_a_tmx_come_onto_the_target(bitext, tmp_path) -> None:
    (tmp_path / "in.tmx").write_text(
        '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" '
        'srclang="fr" datatype="html"/><body><tu><tuv xml:lang="fr"><seg>La <bpt i="1">&lt;b&gt;</bpt>Russie<ept i="1">'
        '&lt;/b&gt;</ept> a besoin de soldats<ph x="2">[1]</ph>.</seg></tuv><tuv xml:lang="en"><seg>Old</seg></tuv></tu>'
        "</body></tmx>"
    )
    assert bitext("translate", "in.tmx", "--units", "--out", "out.tmx").returncode == 0
    written = (tmp_path / "out.tmx").read_text()
    assert '<bpt i="1">&lt;b&gt;</bpt>Russia<ept i="1">&lt;/b&gt;</ept>' in written
    assert written.count('<ph x="2">[1]</ph>') == 2
