"""What a file says of a person's approval goes once a machine has written the target, and stays where it has not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.markup.engines import translated, upper
from toolkit.formats import FORMATS
from toolkit.formats.approvals import outdated
from toolkit.formats.editing import open_editor
from toolkit.pipeline.units import translate_units
from toolkit.units import Origin, TranslationUnit

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="fr" datatype="xml"/><body>
<tu tuid="1"><prop type="x-ConfirmationLevel">ApprovedTranslation</prop><prop type="client">yes</prop>
<tuv xml:lang="fr"><seg>Le chat.</seg></tuv><tuv xml:lang="en"><prop type="corrected">yes</prop><seg></seg></tuv></tu>
<tu tuid="2"><prop type="x-ConfirmationLevel">ApprovedSignOff</prop><tuv xml:lang="fr"><seg>Il dort.</seg></tuv></tu>
<tu tuid="3"><prop type="x-ConfirmationLevel">ApprovedTranslation</prop>
<tuv xml:lang="fr"><seg>Oui.</seg></tuv><tuv xml:lang="en"><prop type="corrected">yes</prop><seg>Yes.</seg></tuv></tu>
</body></tmx>
"""
HEAD = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff" '
    'xmlns:m="http://www.memsource.com/mxlf/2.0" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0">'
    '<file original="a" source-language="fr" target-language="en" datatype="x"><body>'
)
TAIL = "</body></file></xliff>"
SDL = (
    "<trans-unit id='1'><source>Un. Deux.</source><seg-source><mrk mtype='seg' mid='1'>Un.</mrk> "
    "<mrk mtype='seg' mid='2'>Deux.</mrk></seg-source><target><mrk mtype='seg' mid='1'/> "
    "<mrk mtype='seg' mid='2'>Two.</mrk></target><sdl:seg-defs>"
    "<sdl:seg id='1' conf='ApprovedTranslation' origin='tm' percent='100'/>"
    "<sdl:seg id='2' conf='ApprovedSignOff' origin='tm' percent='100'/></sdl:seg-defs></trans-unit>"
)


def test_a_memory_says_of_machine_targets_alone_that_nobody_has_approved_them(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(TMX)
    editor = open_editor(FORMATS["tmx"], path, "fr", "en")
    list(translate_units(editor.units, upper(), missing_only=True))
    editor.save(tmp_path / "b.tmx")
    first, second, third = (tmp_path / "b.tmx").read_text().split("<tu ")[1:]
    assert '"x-ConfirmationLevel">Draft<' in first and '"corrected">no<' in first and '"client">yes<' in first
    assert '"x-ConfirmationLevel">Draft<' in second and "<seg>IL DORT.</seg>" in second
    assert '"x-ConfirmationLevel">ApprovedTranslation<' in third and '"corrected">yes<' in third


def test_approved_segments_without_text_are_translated_and_say_who_did_it() -> None:
    written = translated(HEAD + SDL + TAIL, "xliff", upper())
    assert ">UN.</mrk>" in written and ">Two.</mrk>" in written
    first, second = written.split("<sdl:seg ")[1:]
    assert 'conf="Draft"' in first and 'origin="mt"' in first and "percent" not in first
    assert "conf='ApprovedSignOff' origin='tm' percent='100'" in second


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('mq:status="ManuallyConfirmed"', 'mq:status="PartiallyEdited"'),
        ('mq:status="Proofread" mq:percent="95"', 'mq:status="PartiallyEdited"'),
        ('m:confirmed="1" m:trans-origin="tm" m:score="1.0"', 'm:confirmed="0" m:trans-origin="mt" m:score="0.0"'),
        ('m:confirmed="2" m:locked="false"', 'm:confirmed="0" m:locked="false"'),
        ('approved="yes" resname="confirmed"', 'approved="no" resname="confirmed"'),
    ],
)
def test_units_of_each_tool(before: str, after: str) -> None:
    empty = f'<trans-unit id="1" {before}><source>Il dort.</source><target></target></trans-unit>'
    full = f'<trans-unit id="2" {before}><source>Oui.</source><target state="final">Yes.</target></trans-unit>'
    written = translated(HEAD + empty + full + TAIL, "xliff", upper())
    assert f'<trans-unit id="1" {after}>' in written
    assert full in written


def test_segments_of_version_two() -> None:
    code = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mq="MQXliff" version="2.0" srcLang="fr" trgLang="en">'
        '<file id="f"><unit id="1"><segment id="s" state="final" subState="t:ok" mq:status="Proofread">'
        "<source>Il dort.</source></segment></unit></file></xliff>"
    )
    written = translated(code, "xliff", upper())
    assert '<segment id="s" state="translated" mq:status="PartiallyEdited">' in written


def test_properties_of_units() -> None:
    unit = TranslationUnit(
        "1", "Il dort.", "", "fr", "en", properties={"ConfirmationLevel": "ApprovedSignOff", "a": "yes"}
    )
    [made] = translate_units([unit], upper())
    assert made.origin is Origin.MACHINE
    assert made.properties == {"ConfirmationLevel": "Draft", "a": "yes"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-client", "approved"),
        ("reviewed-by", "yes"),
        ("x-ConfirmationLevel", "Draft"),
        ("corrected", "no"),
        ("status", ""),
    ],
)
def test_what_says_nothing_of_a_person_stays(name: str, value: str) -> None:
    assert outdated(name, value) is None
