"""Structural audits: what is lost, doubled or put out of order is named, what is sound is not."""

from __future__ import annotations

import io
import zipfile

import pytest

from toolkit.markup.audit import audit

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
MARKED = '<w:bookmarkStart w:id="1" w:name="a"/><w:r><w:t>mot</w:t></w:r><w:bookmarkEnd w:id="1"/>'


def word(body: str, **members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (MARKED, MARKED.replace("mot", "word"), []),
        (FIELD, FIELD.replace(" PAGE ", "PAGE"), []),
        (FIELD, FIELD.replace("<w:t>1</w:t>", "<w:t/>"), ["fields with a result: 1 before, 0 after"]),
        (FIELD, FIELD.partition("<w:r><w:t>")[0], ["field marks (end): 1 before, 0 after", "1 field has no end"]),
        (MARKED, '<w:bookmarkEnd w:id="1"/>' + MARKED[:-25], ["the bookmark 1 ends before it starts"]),
        (MARKED, MARKED.replace("<w:r><w:t>mot</w:t></w:r>", ""), ["the bookmark 1 no longer holds any text"]),
        ("<w:r><w:tab/></w:r>", "", ["tabs: 1 before, 0 after"]),
        ("<w:ins><w:r><w:t>a</w:t></w:r></w:ins>", "<w:ins></w:ins>", ["insertions with text: 1 before, 0 after"]),
        ("<w:r/>", "<w:r>", ["it is not well-formed XML"]),
    ],
)
def test_differences_of_word(before: str, after: str, found: list[str]) -> None:
    differences = audit("docx", word(paragraph(before)), word(paragraph(after)))
    assert bool(differences) == bool(found)
    for sentence in found:
        assert any(f"word/document.xml: {sentence}" in difference for difference in differences), differences


def test_members_are_compared_and_other_kinds_have_no_audit() -> None:
    before, after = word("", **{"a.png": "1", "b.png": "1"}), word("", **{"a.png": "2"})
    assert audit("docx", before, after) == ["b.png is missing", "a.png has changed"]
    assert audit("text", b"a", b"b") == []


def test_what_each_branch_has_may_stand_around_the_form() -> None:
    before = '{"a": "Faux, {n, plural, =1{{n} reste} other{{n} restent}}"}'
    assert audit("arb", before.encode(), b'{"a": "Wrong, {n} {n, plural, =1{rest} other{rests}}"}') == []
    lost = audit("arb", before.encode(), b'{"a": "Wrong, {n, plural, =1{rest} other{rests}}"}')
    assert lost == ["a: placeholder {n}: 1 before, 0 after"]


def test_what_a_memory_proposes_is_no_translation_of_a_unit() -> None:
    proposed = "<alt-trans><source>Un</source><target>A</target></alt-trans>"
    before = f'<xliff><trans-unit id="1"><source>Un mot</source>{proposed}</trans-unit></xliff>'
    after = before.replace(proposed, f"<target>A word</target>{proposed}")
    assert audit("xliff", before.encode(), after.encode()) == []
    assert audit("xliff", before.encode(), after.replace("<target>A</target>", "").encode()) == [
        "unit 1: what is proposed beside it has changed"
    ]
