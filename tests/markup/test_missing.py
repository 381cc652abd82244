"""What a file of translations lacks beside its source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit
from tests.translation.fakes import FakeModel
from toolkit.errors import InputError, OutputError
from toolkit.languages.pair import LanguagePair
from toolkit.markup.missing import with_missing
from toolkit.translation import Translator

ENGINE = Translator(FakeModel(str.upper))
TREES = st.recursive(
    st.sampled_from(["Un mot", "Deux", "", 1, None, True, ["x", {"y": "z"}]]),
    lambda inner: st.dictionaries(st.sampled_from("abcdé"), inner, max_size=4),
    max_leaves=8,
)
TREE = st.dictionaries(st.sampled_from("abcdé"), TREES, max_size=4)


def merged(source: object, target: object) -> object:
    """What is to come out: the target, with what it lacks or has empty."""
    if not isinstance(source, dict) or not isinstance(target, dict):
        both = isinstance(source, str) and isinstance(target, str)
        return source if both and not target.strip() and source.strip() else target
    return target | {k: merged(v, target[k]) if k in target else v for k, v in source.items()}


@given(TREE, TREE, st.sampled_from([None, 2, "\t"]), st.sampled_from([None, 4]))
def test_json_of_any_shape(source: dict, target: dict, one: int | str | None, other: int | None) -> None:
    code = json.dumps(source, indent=one, ensure_ascii=False), json.dumps(target, indent=other)
    found = with_missing(*code, "json", LanguagePair("fr", "en"))
    assert json.loads(found.text) == merged(source, target)
    left = found.text
    for start, end in reversed(found.spans):
        left = left[:start] + left[end:]
    assert left == json.dumps(target, indent=other), "what was there stays byte for byte"


@pytest.mark.parametrize(
    ("name", "source", "target", "wanted"),
    [
        ("a.properties", "# one\na = Un\n# two\nb = Deux\nc=Trois\n", "# mine\nb = Two\n", "a = UN\n# mine\nb = Two\nc=TROIS\n"),
        ("a.properties", "a = Un\nb = Deux\n", "a = One\nb =\n", "a = One\nb = DEUX\n"),
        ("a.strings", '/* x */\n"a" = "Un";\n"b" = "Deux";\n', '"b" = "";\n', '"a" = "UN";\n"b" = "DEUX";\n'),
        (
            "a.xml",
            '<resources>\n  <string name="a">Un</string>\n  <string name="b">Deux <b>mots</b></string>\n</resources>\n',
            '<?xml version="1.0"?>\n<resources>\n  <string name="a">One</string>\n</resources>\n',
            '<?xml version="1.0"?>\n<resources>\n  <string name="a">One</string>\n  <string name="b">DEUX <b>MOTS</b></string>\n</resources>\n',
        ),
        (
            "a.resx",
            '<root>\n<data name="a"><value>Un</value></data>\n<data name="b"><value>Deux</value></data>\n</root>\n',
            '<root>\n<data name="b"><value></value></data>\n</root>\n',
            '<root>\n<data name="a"><value>UN</value></data>\n<data name="b"><value>DEUX</value></data>\n</root>\n',
        ),
        ("a.arb", '{"@@locale": "fr", "a": "Un", "@a": {"x": "note"}}', '{"@@locale": "en"}', '{"@@locale": "en", "a": "UN", "@a": {"x": "note"}}'),
    ],
)  # fmt: skip
def test_what_is_missing_is_translated_and_the_rest_stays(
    tmp_path: Path, name: str, source: str, target: str, wanted: str
) -> None:
    (tmp_path / name).write_text(source, encoding="utf-8")
    out = tmp_path / f"en-{name}"
    out.write_text(target, encoding="utf-8")
    made = toolkit.fill_missing(tmp_path / name, out, ENGINE)
    assert out.read_text(encoding="utf-8") == wanted and not made.differences
    toolkit.fill_missing(tmp_path / name, out, ENGINE)
    assert out.read_text(encoding="utf-8") == wanted, "nothing is missing any more"


def test_what_cannot_be_filled_is_refused_and_stays(tmp_path: Path) -> None:
    source, out = tmp_path / "fr.json", tmp_path / "en.json"
    source.write_text('{"a": "Un"}', encoding="utf-8")
    with pytest.raises(OutputError, match="input"):
        toolkit.fill_missing(source, source, ENGINE)
    out.write_text('{"a": ', encoding="utf-8")
    with pytest.raises(InputError, match=r"en\.json: line 1: not JSON"):
        toolkit.fill_missing(source, out, ENGINE)
    assert out.read_text(encoding="utf-8") == '{"a": '
    (tmp_path / "a.md").write_text("Un mot.\n", encoding="utf-8")
    with pytest.raises(InputError, match="these kinds of file: json, arb"):
        toolkit.fill_missing(tmp_path / "a.md", out, ENGINE)
    out.unlink()
    toolkit.fill_missing(source, out, ENGINE)
    assert json.loads(out.read_text(encoding="utf-8")) == {"a": "UN"}


@pytest.mark.parametrize("name", ["en.json", "en.strings", "en.resx"])
def test_a_translation_of_another_kind_is_refused_and_stays(tmp_path: Path, name: str) -> None:
    source, out = tmp_path / "fr.properties", tmp_path / name
    source.write_text("a=Un\n", encoding="utf-8")
    out.write_text('{"z": "Z"}', encoding="utf-8")
    with pytest.raises(InputError, match=r"but .* is properties; both have to be of one kind"):
        toolkit.fill_missing(source, out, ENGINE)
    assert out.read_text(encoding="utf-8") == '{"z": "Z"}'


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("d=Un mot\nf=Deux\n", "d=Hi\nf", "d=Hi\nf=DEUX"),
        ("a=Un\nc=Deux \\\n  mots\nd=Trois\n", "a=One\n\nd=", "a=One\nc=DEUX MOTS\n\nd=TROIS"),
        ("a=Un\nb=Deux\n", "a=One \\\n  and a half\n", "a=One \\\n  and a half\nb=DEUX\n"),
    ],
)
def test_properties_of_all_forms(tmp_path: Path, source: str, target: str, wanted: str) -> None:
    for name, text in (("fr.properties", source), ("en.properties", target)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    toolkit.fill_missing(tmp_path / "fr.properties", tmp_path / "en.properties", ENGINE)
    assert (tmp_path / "en.properties").read_text(encoding="utf-8") == wanted


def test_prefixes_of_what_is_put_in_are_declared() -> None:
    source = """<resources xmlns:xliff="urn:x" xmlns:tools='urn:t'>\n<string name="a">Un <xliff:g id="n">%d</xliff:g></string>\n</resources>"""
    made = with_missing(
        source, '<resources>\n<string name="b">B</string>\n</resources>', "android", LanguagePair("fr", "en")
    )
    assert made.text.startswith('<resources xmlns:xliff="urn:x">\n') and "tools" not in made.text
