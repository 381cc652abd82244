"""Every kind of file has an audit: what an engine loses is put back or named, and a strict run does not write it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import toolkit
from tests.markup.test_features import NEEDS, SAMPLES
from toolkit.markup import kind_of
from toolkit.markup.audit import AUDITS, audit
from toolkit.markup.registry import kinds
from toolkit.testing import EchoEngine

ASS = SAMPLES[".ass"].replace("dort.", "dort\\Nici.")
NOTEBOOK = json.dumps(
    {"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["Un `code` et un [lien](a.md)."]}], "nbformat": 4}
)
XLIFF = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a" datatype="plaintext" '
    'source-language="fr" target-language="en"><body><trans-unit id="1"><source>Bonjour %s, <x id="1"/>voilà.</source>'
    "</trans-unit></body></file></xliff>"
)
QT = SAMPLES[".ts"].replace("Le chat dort.", "Le chat %1 dort.").replace('language="en"', 'language="en_GB"')
XCSTRINGS = SAMPLES[".xcstrings"].replace("Le chat dort.", "Le chat %@ dort.")
STRINGSDICT = SAMPLES[".stringsdict"].replace("les fichiers", "%d fichiers")
#: A file of each kind of text, and what in it no translation may lose.
LOSSY = {
    "a.json": ('{"a": "Bonjour {{nom}}, merci."}', ["{{nom}}"]),
    "a.arb": ('{"@@locale": "fr", "a": "Bonjour {nom}, merci."}', ["{nom}"]),
    "a.properties": ("a = Bonjour {0}, merci.\n", ["{0}"]),
    "a.strings": ('"a" = "Bonjour %@, merci.";\n', ["%@"]),
    "strings.xml": ('<resources>\n<string name="a">Bonjour %1$s, merci.</string>\n</resources>\n', ["%1$s"]),
    "a.yaml": ("fr:\n  a: Bonjour %{nom}, merci.\n", ["%{nom}"]),
    "a.toml": ('a = "Bonjour {nom}, merci."\n', ["{nom}"]),
    "a.resx": (SAMPLES[".resx"].replace("Le chat", "Le chat {0}"), ["{0}"]),
    "a.php": ("<?php\nreturn ['a' => 'Bonjour :nom, merci.'];\n", [":nom"]),
    "a.ftl": ("a = Bonjour { $nom }, merci.\n", ["{ $nom }"]),
    "a.stringsdict": (STRINGSDICT, ["%d", "%#@f@"]),
    "a.xcstrings": (XCSTRINGS, ["%@"]),
    "a.ts": (QT, ["%1"]),
    "a.xlf": (XLIFF, ["%s", '<x id="1"/>']),
    "a.ipynb": (NOTEBOOK, ["`code`", "(a.md)"]),
    "a.ass": (ASS, ["{\\i1}", "{\\i0}", "\\N"]),
    "a.tex": ("Voir \\ref{fig:a} et $x^2$, \\emph{oui}.\n", ["\\ref{fig:a}", "$x^2$", "\\emph{"]),
    "a.rst": ("Voir :ref:`cible` et ``code``, |nom| [1]_.\n\n.. [1] Une note\n", [":ref:`cible`", "``code``", "|nom|", "[1]_"]),
}  # fmt: skip


class Lossy(EchoEngine):
    """An engine that keeps nothing."""

    def change(self, segment: str) -> str:
        return "Mot"


def test_every_kind_of_file_has_an_audit() -> None:
    assert set(kinds()) <= set(AUDITS)


@pytest.mark.parametrize("name", LOSSY)
def test_what_an_engine_loses_is_put_back_or_named_and_not_written_by_a_strict_run(name: str, tmp_path: Path) -> None:
    path, out = tmp_path / name, tmp_path / f"out{Path(name).suffix}"
    text, signs = LOSSY[name]
    path.write_text(text, encoding="utf-8")
    pytest.importorskip(NEEDS.get(kind_of(path), "re"))
    made = toolkit.translate_file(path, out, Lossy(), strict=True)
    lost = [sign for sign in signs if sign not in made.data.decode()]
    assert made.data != path.read_bytes()
    assert bool(made.differences) >= bool(lost), "named"
    assert out.exists() == (not made.differences)
    assert toolkit.translate_file(path, None, EchoEngine()).differences == []


@pytest.mark.parametrize(
    "kind, before, after, found",
    [
        ("json", '{"a": "Un", "b": {"c": "Deux"}}', '{"a": "One", "b": {}}', "key 'b.c': 1 before, 0 after"),
        ("json", '{"a": "Un", "b": "Deux"}', '{"b": "Two", "a": "One"}', "the keys of '' are in another order"),
        ("json", '{"a": "Un"}', '{"a": ""}', "a: its text is lost"),
        ("json", '{"a": "Un\\nDeux"}', '{"a": "One two"}', "a: line breaks: 1 before, 0 after"),
        ("json", '{"a": "Un"}', '{"a": "One}', "the file cannot be read"),
        ("json", '{"a": "\\u003cb\\u003eUn\\u003c/b\\u003e"}', '{"a": "<b>One</b>"}', ""),
        ("arb", '{"a": "{n, plural, one {un} other {# mots}}"}', '{"a": "{n, plural, one {a} few {# w} other {# w}}"}', ""),
        ("arb", '{"a": "{n, plural, one {un} other {des}}"}', '{"a": "{N, PLURAL, ONE {A} OTHER {B}}"}', "a: placeholder {n, plural}"),
        ("yaml", "fr:\n  a: Un\n", "en:\n  a: One\n", ""),
        ("yaml", "fr:\n  a: Un\n", "en:\n  b: One\n", "key 'fr.a': 1 before, 0 after"),
        ("strings", '"a" = "%@ a %d";', '"a" = "%@ has %@";', "a: placeholder %d: 1 before, 0 after"),
        ("fluent", "a = { $n -> \n  [one] Un { $x }\n *[other] { $n } mots { $x }\n }\n",
         "a = { $n -> \n  [one] A { $x }\n  [few] { $n } w { $x }\n *[other] { $n } w { $x }\n }\n", ""),
        ("fluent", "a = Un { $x }\n", "a = One { $y }\n", "a: placeholder {$x}: 1 before, 0 after"),
        ("android", '<resources><string name="a" translatable="false">Un</string></resources>',
         '<resources><string name="a" translatable="false">One</string></resources>', "it is not to be translated"),
        ("xliff", XLIFF, XLIFF.replace("</source>", '</source><target>%s <x id="1"/></target>'), ""),
        ("xliff", XLIFF, XLIFF.replace("</source>", "</source><target>%s</target>"), "unit 1: placeholder x 1: 1 before"),
        ("xliff", XLIFF, XLIFF.replace("voilà", "voici"), "unit 1: its source is another"),
        ("qt", QT, QT.replace('"unfinished">', '"unfinished">The cat'), "unit 1: placeholder %1: 1 before, 0 after"),
        ("xcstrings", XCSTRINGS, XCSTRINGS.replace("Le chat", "Un chat"), "key 'Le chat %@ dort.' is missing"),
        ("latex", "\\begin{a}Un\\\\deux \\og oui\\fg{} \\'e\\end{a}", "\\begin{a}One\\\\two ``yes''\\end{a}", ""),
        ("latex", "\\begin{a}Un\\end{a}", "\\begin{a}One", "\\end{a}: 1 before, 0 after"),
        ("latex", "Un $x^2$ {a}", "One $x^3$ {a", "formula $x^2$: 1 before, 0 after"),
        ("latex", "Un {a}", "One {a", "braces that are not closed: 0 before, 1 after"),
        ("rst", "Une\n===\n\n.. note:: Oui\n\n- Mot\n", "Only\n====\n\n.. note:: Yes\n\n- Word\n", ""),
        ("rst", "Une\n===\n\n.. note:: Oui\n\n- Mot\n", "One\n\n.. note:: Yes\n", "line of =: 1 before, 0 after"),
        ("ass", ASS, ASS.replace("0:00:02.00", "0:00:09.00"), "its times, style or name differ"),
        ("ass", ASS, ASS.replace("Le {", "{").replace("}chat{", "}{").replace("dort\\Nici.", "\\N"), "its text is lost"),
        ("notebook", NOTEBOOK, NOTEBOOK.replace("`code`", "code"), "cell 1: "),
        ("notebook", NOTEBOOK, NOTEBOOK.replace('"nbformat": 4', '"nbformat": 5'), "its metadata has changed"),
    ],
)  # fmt: skip
def test_differences_are_named_and_what_languages_do_otherwise_is_none(
    kind: str, before: str, after: str, found: str
) -> None:
    pytest.importorskip(NEEDS.get(kind, "re"))
    differences = audit(kind, before.encode(), after.encode())
    assert any(found in difference for difference in differences) if found else differences == []


def test_a_file_that_an_engine_damages_makes_a_run_over_a_folder_fail(tmp_path: Path) -> None:
    Path(tmp_path, "a.strings").write_text('"a" = "Bonjour %@, merci.";\n', encoding="utf-8")
    report = toolkit.translate_files([tmp_path], tmp_path / "out", Lossy(), strict=True)
    assert not report.passed and len(report.refused) == 1 and not list((tmp_path / "out").glob("*.strings"))
