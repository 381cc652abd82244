"""Inline codes go from TMX to XLIFF 1.2 to XLIFF 2 and back: the same codes around the same text."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.formats.inline import text_of
from toolkit.formats.inline_convert import TMX, XLIFF_1, XLIFF_2, converted, with_references, without_references
from toolkit.formats.inline_model import Code, read_items
from toolkit.formats.registry import FORMATS

FORMS = (TMX, XLIFF_1, XLIFF_2)
TEXTS = st.text(st.sampled_from("ab é<&>\"'|"), max_size=4).map(lambda text: html.escape(text, quote=False))
NATIVE = st.sampled_from(["", "<b>", '<a href="x|y">', "&amp;", "{0}", "é"])
TYPES = st.sampled_from(["", "bold", "underlined", "lb", "x-own"])


@st.composite
def markups(draw: st.DrawFn) -> str:
    """Markup of XLIFF 1.2: lone codes, pairs that nest or overlap, halves of pairs, marked text."""
    number = iter(range(1, 99))

    def part(depth: int) -> str:
        kind = draw(
            st.sampled_from(
                ["text", "x", "ph", "it", "g", "bpt", "bx", "mrk", "overlap"] if depth < 3 else ["text", "x"]
            )
        )
        n, about = next(number), ""
        if kind in ("text",):
            return draw(TEXTS)
        if named := draw(TYPES):
            about = f' ctype="{named}"'
        native = html.escape(draw(NATIVE), quote=False)
        if kind == "x":
            label = html.escape(draw(NATIVE))
            return f'<x id="{n}"{about}' + (f' equiv-text="{label}"/>' if label else "/>")
        if kind == "ph":
            return f'<ph id="{n}"{about}>{native}</ph>'
        if kind == "it":
            return f'<it id="{n}" pos="{draw(st.sampled_from(["open", "close"]))}"{about}>{native}</it>'
        inner = "".join(part(depth + 1) for _ in range(draw(st.integers(0, 3))))
        if kind == "g":
            return f'<g id="{n}"{about}>{inner}</g>'
        if kind == "mrk":
            return f'<mrk mid="{n}" mtype="{draw(st.sampled_from(["term", "x-own"]))}">{inner}</mrk>'
        if kind == "bpt":
            return (
                f'<bpt id="{n}" rid="{n}"{about}>{native}</bpt>{inner}<ept id="{next(number)}" rid="{n}">{native}</ept>'
            )
        if kind == "bx":
            return f'<bx id="{n}" rid="r{n}"{about}/>{inner}<ex id="{next(number)}" rid="r{n}"/>'
        other = next(number)
        return f'<bx id="{n}"{about}/>{inner}<bx id="{other}"/>é<ex id="{n}"/>{inner and "b"}<ex id="{other}"/>'

    return "".join(part(0) for _ in range(draw(st.integers(1, 4))))


def codes(markup: str) -> list[object]:
    """What a reader must find: text, and each code with its id, its type and what is shown for it."""
    items = read_items(markup)
    assert items is not None
    found: list[object] = [""]
    for item in items:
        if isinstance(item, Code):
            shown = html.unescape(item.native or "") or item.label
            found += [(item.kind, item.id, item.type, shown), ""]
        else:
            found[-1] = str(found[-1]) + html.unescape(item)
    return found


@given(markups(), st.permutations(FORMS))
def test_codes_come_back_as_they_were(markup: str, way: list[str]) -> None:
    text = text_of(markup)
    passed = markup
    for form in [*way, XLIFF_1]:
        made = converted(passed, text, form)
        assert made is not None, (passed, form)
        passed = made
        etree.fromstring(f"<seg>{passed}</seg>")
        assert text_of(passed) == text
        assert codes(passed) == codes(markup)
        assert converted(passed, text, form) == passed


@given(markups())
def test_native_code_of_xliff_2_stands_beside_the_text(markup: str) -> None:
    made = converted(markup, text_of(markup), XLIFF_2)
    assert made is not None
    data: dict[str, str] = {}
    referring = with_references(made, data)
    assert " data=" not in referring and " dataStart=" not in referring
    assert without_references(referring, {name: native for native, name in data.items()}) == made
    ids = [c.get("id") for c in etree.fromstring(f"<seg>{referring}</seg>").iterdescendants() if c.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("markup", "tmx", "xliff", "xliff2"),
    [
        (
            'a <g id="1" ctype="underlined">b</g>',
            'a <bpt i="1" x="1" type="ulined"/>b<ept i="1"/>',
            'a <g id="1" ctype="underlined">b</g>',
            'a <pc id="1" type="fmt" subType="xlf:u">b</pc>',
        ),
        (
            '<bpt i="7" x="2">&lt;b&gt;</bpt>b<ept i="7">&lt;/b&gt;</ept>',
            '<bpt i="7" x="2">&lt;b&gt;</bpt>b<ept i="7">&lt;/b&gt;</ept>',
            '<bpt id="2" rid="2">&lt;b&gt;</bpt>b<ept id="2" rid="2">&lt;/b&gt;</ept>',
            '<pc id="2" dataStart="&lt;b&gt;" dataEnd="&lt;/b&gt;">b</pc>',
        ),
        (
            '<x id="N" equiv-text="{{n}}"/>',
            '<ph x="N">{{n}}</ph>',
            '<x id="N" equiv-text="{{n}}"/>',
            '<ph id="N" equiv="{{n}}"/>',
        ),
        ("<ph/>a<ph/>", "<ph/>a<ph/>", '<x id="1"/>a<x id="2"/>', '<ph id="1"/>a<ph id="2"/>'),
        (
            '<sc id="1" isolated="yes"/>a',
            '<it pos="begin" x="1"/>a',
            '<it id="1" pos="open"/>a',
            '<sc id="1" isolated="yes"/>a',
        ),
        (
            '<ph x="1">&lt;a title="<sub>b</sub>"&gt;</ph>',
            '<ph x="1">&lt;a title="<sub>b</sub>"&gt;</ph>',
            '<ph id="1">&lt;a title="<sub>b</sub>"&gt;</ph>',
            None,
        ),
        # What is no markup, or not that of the text, is not carried.
        ("a</g>", None, None, None),
        ('<g id="1">a', None, None, None),
        ("<b>a</b>", None, None, None),
    ],
)
def test_each_format_has_its_own_words(markup: str, tmx: str | None, xliff: str | None, xliff2: str | None) -> None:
    text = "a" if markup == "a</g>" else text_of(markup)
    assert [converted(markup, text, form) for form in FORMS] == [tmx, xliff, xliff2]
    assert converted(markup, text + "!", TMX) is None


XLIFF_OLD = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="fr"
 target-language="en" datatype="html"><body><trans-unit id="a"><source>Le <g id="1" ctype="bold">mot</g><x id="2"
 equiv-text="{n}"/>.</source><target>The <g id="1" ctype="bold">word</g><x id="2" equiv-text="{n}"/>.</target></trans-unit>
 <trans-unit id="b"><source><ph id="1">&lt;br/&gt;</ph>Oui</source><target><ph id="1">&lt;br/&gt;</ph>Yes</target></trans-unit>
 </body></file></xliff>"""
XLIFF_NEW = """<xliff version="2.1" srcLang="fr" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"
 original="a"><unit id="u1"><originalData><data id="x">&lt;b&gt;</data><data id="y">&lt;/b&gt;</data></originalData>
 <segment state="final"><source>Le <pc id="1" dataRefStart="x" dataRefEnd="y" type="fmt" subType="xlf:b">mot</pc></source>
 <target>The <pc id="1" dataRefStart="x" dataRefEnd="y" type="fmt" subType="xlf:b">word</pc></target></segment></unit></file></xliff>"""


def sides(path: Path, form: str) -> list[list[object]]:
    """The codes of both sides of all units."""
    units = FORMATS[form].read(path)
    return [codes(unit.properties[f"{side}-inline"]) for unit in units for side in ("source", "target")]


@pytest.mark.parametrize(("text", "form"), [(XLIFF_OLD, "xliff"), (XLIFF_NEW, "xliff2")])
def test_convert_carries_inline_codes_there_and_back(bitext, tmp_path: Path, text: str, form: str) -> None:
    (tmp_path / "a.xlf").write_text(text)
    wanted = sides(tmp_path / "a.xlf", form)
    steps = [
        ("a.xlf", "b.tmx", "tmx"),
        ("b.tmx", "c.xlf", "xliff"),
        ("c.xlf", "d.xlf", "xliff2"),
        ("d.xlf", "e.tmx", "tmx"),
        ("e.tmx", "f.xlf", form),
    ]
    for one, other, into in steps:
        result = bitext("convert", one, other, "--format", into)
        assert result.returncode == 0 and b"inline" not in result.stderr, result.stderr
        assert sides(tmp_path / other, into) == wanted
    assert bitext("validate", "b.tmx", "e.tmx").returncode == 0
    if form == "xliff2":
        assert '<data id="d1" xml:space="preserve">&lt;b&gt;</data>' in (tmp_path / "f.xlf").read_text()


def test_codes_of_the_two_sides_keep_one_another(bitext, tmp_path: Path) -> None:
    """A target with its codes in another order has them under the same ids."""
    (tmp_path / "a.tmx").write_text(
        '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"'
        ' srclang="fr" datatype="html"/><body><tu><tuv xml:lang="fr"><seg><ph x="1">{a}</ph> et <ph x="2">{b}</ph></seg></tuv>'
        '<tuv xml:lang="en"><seg><ph x="2">{b}</ph> and <ph x="1">{a}</ph></seg></tuv></tu></body></tmx>'
    )
    for form in ("xliff", "xliff2"):
        assert bitext("convert", "a.tmx", f"{form}.xlf", "--format", form).returncode == 0
        one, other = sides(tmp_path / f"{form}.xlf", form)
        assert [c[1:] for c in one if isinstance(c, tuple)] == [("1", "", "{a}"), ("2", "", "{b}")]
        assert [c[1:] for c in other if isinstance(c, tuple)] == [("2", "", "{b}"), ("1", "", "{a}")]
