"""What names the language of a file names that of its translation; what names that of another file stays."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tests.markup.engines import translated, upper
from tests.markup.words import member, word
from toolkit.markup.audit import audit
from toolkit.markup.languages import in_other_language
from toolkit.pipeline.pages import read_manuscript, translate_manuscripts


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("fr", "en"), ("FR", "en"), ("fr-FR", "en-GB"), ("fr_CA", "en_GB"), ("de", None), ("fro", None)],
)
def test_a_tag_is_written_as_it_was(tag: str, expected: str | None) -> None:
    assert in_other_language(tag, "fr", "en") == expected


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("html", '<meta property="og:locale" content="fr_FR">', '<meta property="og:locale" content="en_GB">'),
        (
            "html",
            '<meta property="og:locale:alternate" content="en_US">',
            '<meta property="og:locale:alternate" content="fr_FR">',
        ),
        ("html", '<meta name="DC.language" content="fr">', '<meta name="DC.language" content="en">'),
        ("html", '<span><meta itemprop="inLanguage" content="fr-BE"></span>', 'content="en-GB"'),
        ("html", '<meta http-equiv="Content-Language" content="fr">', 'content="en"'),
        ("markdown", "---\ntitle: Oui\nlang: fr-FR\n---\n", "lang: en-GB\n"),
        ("markdown", '+++\ntitle = "Oui"\nlanguage = "fr"\n+++\n', 'language = "en"\n'),
        ("markdown", '{\n"title": "Oui",\n"locale": "fr_FR"\n}\n', '"locale": "en_GB"\n'),
        ("subtitles", "WEBVTT\nKind: captions\nLanguage: fr\n\n00:01.000 --> 00:02.000\nOui.\n", "\nLanguage: en\n"),
        ("latex", "\\hypersetup{pdflang={fr-FR}}\n\\begin{document}\nOui.\n\\end{document}\n", "pdflang={en-GB}"),
        ("json", '{"locale": "fr_FR", "a": "Oui"}', '"locale": "en_GB"'),
        ("json", '{"meta": {"htmlLang": "fr"}}', '"htmlLang": "en"'),
        ("yaml", "fr:\n  lang: fr\n  a: Oui\n", "en:\n  lang: en\n  a: OUI\n"),
        ("yaml", "fr:\n  language_code: 'fr'\n", "language_code: 'en'"),
        ("toml", 'lang = "fr"\n', 'lang = "en"\n'),
        ("properties", "app.locale=fr\na=Oui\n", "app.locale=en\na=OUI\n"),
        ("strings", '"lang" = "fr";\n', '"lang" = "en";\n'),
        ("android", '<resources><string name="locale">fr</string></resources>', '<string name="locale">en</string>'),
        ("php", "<?php return ['lang' => 'fr', 'a' => 'Oui'];", "['lang' => 'en', 'a' => 'OUI']"),
    ],
)
def test_the_language_is_that_of_the_translation(kind: str, code: str, expected: str) -> None:
    assert expected in translated(code, kind, upper())


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("html", '<link rel="alternate" hreflang="fr" href="/fr/"><a hreflang="fr" href="x"></a>'),
        ("html", '<meta property="og:locale" content="de_DE"><meta property="og:locale:alternate" content="de_DE">'),
        ("html", '<track srclang="fr" src="a.vtt">'),
        ("markdown", "---\nlang: de\n---\n"),
        ("json", '{"lang": "de"}'),
        ("yaml", "languages:\n  - lang: pt-BR\n"),
        ("json", '{"all": [{"lang": "fr", "code": 1}, {"lang": "de", "code": 2}]}'),
        ("html", '<script type="application/ld+json">[{"inLanguage": "fr"}, {"inLanguage": "de"}]</script>'),
        ("html", '<script type="application/ld+json">{"inLanguage": ["fr", "de"]}</script>'),
    ],
)
def test_another_language_stays(kind: str, code: str) -> None:
    assert translated(code, kind, upper()) == code


def test_words_under_such_keys_are_translated() -> None:
    assert json.loads(translated('{"language": "Langue", "lang": "le français"}', "json", upper())) == {
        "language": "LANGUE",
        "lang": "LE FRANÇAIS",
    }


def test_texts_of_data_for_machines() -> None:
    data = {
        "@type": "FAQPage",
        "inLanguage": "fr-FR",
        "url": "https://ex.fr/a",
        "author": {"@type": "Person", "name": "Pierre"},
        "mainEntity": [
            {"@type": "Question", "name": "Qui ?", "acceptedAnswer": {"@type": "Answer", "text": "Le chat."}}
        ],
    }
    code = (
        f'<script type="application/ld+json">\n{json.dumps(data, indent=1)}\n</script><script>var a = "Oui";</script>'
    )
    written = translated(code, "html", upper())
    assert 'var a = "Oui"' in written
    found = json.loads(written.split(">", 1)[1].split("</script")[0])
    assert found["inLanguage"] == "en-GB" and found["url"] == data["url"] and found["author"] == data["author"]
    assert found["mainEntity"][0]["name"] == "QUI ?"
    assert found["mainEntity"][0]["acceptedAnswer"]["text"] == "LE CHAT."


@pytest.mark.parametrize("inner", ['{"headline": {{ page.title }}}', '{"headline": "Oui"', "<!-- -->"])
def test_data_that_is_no_json_stays(inner: str) -> None:
    code = f'<script type="application/ld+json">{inner}</script>'
    assert translated(code, "html", upper()) == code


CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Le chat</dc:title><dc:creator>Jean</dc:creator>'
    "<dc:description>Il dort &amp; mange.</dc:description><dc:language>{}</dc:language></cp:coreProperties>"
)


def _word(core: str) -> tuple[bytes, bytes]:
    data = word("<w:r><w:t>Oui.</w:t></w:r>", members={"docProps/core.xml": core})
    [(_, made)] = translate_manuscripts([read_manuscript(data, "a.docx", "docx", "fr", "en")], upper())
    return data, made


def test_properties_of_a_word_file() -> None:
    before, after = _word(CORE.format("fr-FR"))
    core = member(after, "docProps/core.xml")
    assert "<dc:title>LE CHAT</dc:title><dc:creator>Jean</dc:creator>" in core
    assert "IL DORT &amp; MANGE." in core and "<dc:language>en-GB<" in core
    assert audit("docx", before, after) == []


def test_properties_in_another_language_stay() -> None:
    _, after = _word(CORE.format("de-DE"))
    assert member(after, "docProps/core.xml") == CORE.format("de-DE")


def test_properties_of_an_opendocument_file() -> None:
    buffer = io.BytesIO()
    text = '<office:document-content xmlns:office="o" xmlns:text="t"><text:p>Oui.</text:p></office:document-content>'
    meta = '<office:document-meta xmlns:office="o" xmlns:dc="d"><dc:title>Le chat</dc:title><dc:language>fr-FR</dc:language></office:document-meta>'
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", text)
        archive.writestr("meta.xml", meta)
    [(_, made)] = translate_manuscripts([read_manuscript(buffer.getvalue(), "a.odt", "odt", "fr", "en")], upper())
    assert "<dc:title>LE CHAT</dc:title><dc:language>en-GB</dc:language>" in member(made, "meta.xml")
    assert audit("odt", buffer.getvalue(), made) == []
