"""The table of formats and features in docs/markup.md: each of its cells is tested here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import toolkit
from bench.documents import FORMATS
from tests.translation.fakes import FakeModel
from toolkit.errors import InputError
from toolkit.markup import MARKUP, read_page
from toolkit.markup.audit import audit
from toolkit.markup.registry import Fillable, takes_bytes
from toolkit.pipeline.filling import BOTH, check_fillable
from toolkit.translation import Translator

PAGE = Path(__file__).parents[2] / "docs" / "markup.md"
PLIST = '<plist version="1.0"><dict><key>n</key><dict>{}</dict></dict></plist>'
#: Files of kinds that bench/documents.py does not make.
SAMPLES = {
    ".ass": "[Script Info]\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Le {\\i1}chat{\\i0} dort.\n",
    ".arb": '{"@@locale": "fr", "a": "Le chat dort, {name}.", "@a": {"description": "Un"}}\n',
    ".resx": '<root>\n<data name="a" xml:space="preserve"><value>Le chat dort.</value></data>\n</root>\n',
    ".stringsdict": PLIST.format(
        "<key>NSStringLocalizedFormatKey</key><string>Dans %#@f@</string><key>f</key><dict><key>one</key>"
        "<string>le fichier</string><key>other</key><string>les fichiers</string></dict>"
    ),
    ".xcstrings": '{\n  "sourceLanguage" : "fr",\n  "strings" : {\n    "Le chat dort." : {\n\n    }\n  },\n  "version" : "1.0"\n}',
    ".ts": '<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="en" sourcelanguage="fr"><context><name>a</name><message>'
    '<source>Le chat dort.</source><translation type="unfinished"></translation></message></context></TS>\n',
}
#: Formats with files that say which language they are, and what says it in a translation into English.
LANGUAGE = {
    "html": 'lang="en"', "docx": "", "odt": "", "odp": "", "ods": "", "pptx": "", "epub": "", "arb": '"en"', "yaml": "", "latex": "",
}  # fmt: skip
NEEDS = {"fluent": "fluent.syntax", "latex": "pylatexenc", "pdf": "pypdf"}
ENGINE = Translator(FakeModel(str.upper))


def sample(kind: str) -> tuple[str, bytes]:
    """A suffix of a kind and a file of it."""
    pytest.importorskip(NEEDS.get(kind, "re"))
    for suffix in MARKUP[kind].suffixes:
        if suffix in SAMPLES:
            return suffix, SAMPLES[suffix].encode()
        if suffix[1:] in FORMATS:
            made = FORMATS[suffix[1:]]({".pptx": 20_000, ".epub": 100_000}.get(suffix, 4000))
            return suffix, made.encode() if isinstance(made, str) else made
    raise AssertionError(f"no sample of {kind}")


def page_of(kind: str, data: bytes) -> Fillable:
    return read_page(data if takes_bytes(kind) else data.decode(), kind, "fr", "en")


def rows() -> dict[str, list[str]]:
    """The table of the page, by kind."""
    text = PAGE.read_text(encoding="utf-8").partition("## What is tested of each format")[2].partition("\n## ")[0]
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| `")
    ]
    return {line[0].strip("`"): line[1:] for line in lines}


def test_the_table_has_all_kinds() -> None:
    assert sorted(rows()) == sorted(MARKUP)


@pytest.mark.parametrize("kind", sorted(MARKUP))
def test_a_file_that_nothing_is_translated_in_is_the_same(kind: str) -> None:
    _, data = sample(kind)
    page = page_of(kind, data)
    made = page.fill([None] * len(page.blocks))
    same = (made if isinstance(made, bytes) else made.encode()) == data
    assert rows()[kind][0] == ("yes" if same else "no")
    # A new file in Markdown; those that set a language set it all the same.
    assert same or kind in ("pdf", "xcstrings", "qt", "xliff") or kind in LANGUAGE


@pytest.mark.parametrize("kind", sorted(MARKUP))
def test_all_texts_are_translated_and_the_structure_stays(kind: str, tmp_path: Path) -> None:
    suffix, data = sample(kind)
    source = tmp_path / f"a{suffix}"
    source.write_bytes(data)
    made = toolkit.translate_file(source, None, ENGINE)
    before = page_of(kind, data).blocks
    assert before and any(map(str.islower, before[0].text))
    if kind not in ("pdf", *BOTH):
        after = page_of(kind, made.data).blocks
        bare = [[re.sub(r"\{\w*\}|%#@\w+@|\W", "", block.text) for block in blocks] for blocks in (before, after)]
        assert [text.upper() for text in bare[0]] == bare[1]
    assert not made.differences and not audit(kind, data, made.data)
    assert rows()[kind][1] == "yes"


@pytest.mark.parametrize("kind", sorted(MARKUP))
def test_what_a_translation_lacks(kind: str, tmp_path: Path) -> None:
    suffix, data = sample(kind)
    try:
        check_fillable(kind)
    except InputError:
        assert rows()[kind][2] == "no"
        return
    assert rows()[kind][2] == "yes"
    source, out = tmp_path / f"a{suffix}", tmp_path / f"en{suffix}"
    source.write_bytes(data)
    toolkit.fill_missing(source, out, ENGINE)
    whole = out.read_bytes()
    assert whole != data
    again = toolkit.fill_missing(source if kind not in BOTH else out, out, ENGINE)
    assert out.read_bytes() == whole and not again.counts()
