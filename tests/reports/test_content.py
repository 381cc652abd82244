from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.conftest import ROOT
from toolkit.errors import InputError
from toolkit.formats.jsonl import write
from toolkit.reports import compare_with, read_content, render_article, render_page
from toolkit.reports.charts import bar_chart, box_chart
from toolkit.reports.content import bead_type
from toolkit.reports.terminal import display_width
from toolkit.units import Finding, TranslationUnit

NASTY = """</script><script>alert(1)</script><img src=x onerror=alert(2)>"'&\x1b[31m\u202e"""


def nasty_corpus(folder):
    unit = TranslationUnit(NASTY, NASTY, NASTY, '"fr', '"en', NASTY, NASTY)
    unit.findings = [Finding(NASTY, NASTY)]
    with (folder / "x.jsonl").open("wb") as file:
        write([unit], file)
    return read_content(folder / "x.jsonl")


class Page(HTMLParser):
    """Tags, attributes and text of a page; fails on a tag that is closed out of turn."""

    EMPTY = frozenset(("meta", "input", "br", "img", "line", "rect"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data) -> None:
        self.texts.append(data)


def test_page_of_the_seeds() -> None:
    content = read_content(ROOT / "corpus")
    page = Page(render_page(content))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        for name in ("aria-controls", "aria-labelledby", "for"):
            assert all(target in ids for target in (attributes.get(name) or "").split())
        if (attributes.get("href") or "").startswith("#"):
            assert attributes["href"][1:] in ids
        assert not any(name.startswith("on") for name in attributes)
        assert not re.match(r"(?:https?:)?//", attributes.get("href") or attributes.get("src") or "")
    sides = [a["lang"] for tag, a in page.tags if tag == "p" and "side" in (a.get("class") or "")]
    assert sides[:2] == ["fr", "en"] and len(sides) % 2 == 0
    text = "".join(page.texts)
    assert all(unit.source in text for unit in content.units)
    assert "differs" in text or "close" in text or "far" in text
    assert content.signature in text
    assert {"header", "nav", "main", "footer"} <= {tag for tag, _ in page.tags}


def test_documents_cannot_break_out(tmp_path) -> None:
    text = render_page(nasty_corpus(tmp_path))
    page = Page(text)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "img" not in {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "sha256-" in text.split("Content-Security-Policy")[1][:200]


def test_choice_of_articles(tmp_path) -> None:
    content = read_content(ROOT / "corpus", ["002", "004"])
    assert [a.id[:3] for a in content.articles] == ["002", "004"]
    assert content.articles[0].titles
    with pytest.raises(InputError, match="unknown article 'zzz'; choose from: 000"):
        read_content(ROOT / "corpus", ["zzz"])
    with pytest.raises(InputError, match="a folder without"):
        read_content(tmp_path)
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(InputError, match="no units"):
        read_content(tmp_path / "empty.jsonl")


def test_bead_types() -> None:
    unit = TranslationUnit("1", "a", "", "fr", "en")
    assert bead_type(unit) == "1-0"
    unit.source_segments, unit.target_segments = (1, 2), (4,)
    assert bead_type(unit) == "2-1"


def test_charts_say_in_words_what_they_draw() -> None:
    chart = box_chart("T <x>", [("one", [0.0, 0.5, 1.0]), ("none", [])], 0, 1, "c")
    assert "T &lt;x&gt;" in chart and "one: median 0.50, from 0.00 to 1.00" in chart and "none" not in chart
    assert box_chart("T", [("none", [])], 0, 1, "c") is None
    assert "1-1: 7; 1-2: 2" in bar_chart("B", [("1-1", 7), ("1-2", 2)], "b")


@pytest.mark.parametrize("width", [40, 80, 133])
def test_two_columns(width: int, tmp_path) -> None:
    [article] = read_content(ROOT / "corpus", ["002"]).articles
    lines = list(render_article(article, width))
    assert max(map(display_width, lines)) <= width
    bars = {display_width(line.split("│")[0]) for line in lines if "│" in line}
    assert len(bars) == 1
    # Words longer than a column are broken, so compare without blanks.
    text = "".join(line.split("│")[0] for line in lines if "│" in line)
    assert "".join(text.split()) == "".join("".join((u.source or "∅").split()) for u in article.units)


def test_the_terminal_is_safe(tmp_path) -> None:
    [article] = nasty_corpus(tmp_path).articles
    plain = "\n".join(render_article(article, 60))
    assert "\x1b" not in plain and "\u202e" not in plain
    assert "\x1b[31m" in "\n".join(render_article(article, 60, colour=True))


def test_wide_characters() -> None:
    unit = TranslationUnit("1", "漢字" * 40, "e\u0301" * 90, "zh", "en")
    from toolkit.reports import Article

    lines = list(render_article(Article("d", [unit]), 60))
    assert max(map(display_width, lines)) <= 60


def test_a_page_shows_what_has_changed_since_an_earlier_version(tmp_path) -> None:
    def write_file(path, units):
        with path.open("wb") as file:
            write(units, file)

    units = [
        TranslationUnit("1", "Il a 12 chats.", "He has 13 cats.", "fr", "en"),
        TranslationUnit("2", "Oui.", "Yes.", "fr", "en"),
    ]
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    write_file(old, units)
    units[0].target = "She has 12 <b>cats</b>."
    write_file(new, units)
    content = read_content(new)
    assert compare_with(content, old) == 1
    page = render_page(content)
    assert "<del>He</del><ins>She</ins> has <del>13</del><ins>12</ins>" in page
    assert "<ins>&lt;b&gt;</ins>" in page and page.count("<del>") == 2 and "Changed (1)" in page
    with pytest.raises(InputError, match="no unit of it"):
        write_file(old, [TranslationUnit("9", "Non.", "No.", "fr", "en")])
        compare_with(read_content(new), old)
