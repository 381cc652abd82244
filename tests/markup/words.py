"""Word files written in tests, and what a reader sees in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

from toolkit.markup.audit import audit
from toolkit.markup.docx import parse
from toolkit.markup.transfer import Sentence, transfer

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEAD = f'<?xml version="1.0"?><w:document {SPACES}><w:body>'
FOOT = "</w:body></w:document>"
BOLD = "<w:rPr><w:b/></w:rPr>"


def run(text: str, style: str = "", tag: str = "t") -> str:
    return f'<w:r>{style}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, result: str) -> str:
    """A complex field; its result is code."""
    return mark("begin") + run(instruction, tag="instrText") + mark("separate") + result + mark("end")


def bookmark(number: int, inner: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="b{number}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def inserted(number: int, inner: str, tag: str = "ins") -> str:
    return f'<w:{tag} w:id="{number}" w:author="A" w:date="2024-01-02T10:00:00Z">{inner}</w:{tag}>'


def deleted(number: int, text: str) -> str:
    return inserted(number, run(text, tag="delText"), "del")


def word(*paragraphs: str, members: dict[str, str] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", HEAD + "".join(f"<w:p>{p}</w:p>" for p in paragraphs) + FOOT)
        for name, content in (members or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def member(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        code = archive.read(name).decode()
    etree.fromstring(code.encode())
    return code


def body(data: bytes) -> str:
    return member(data).removeprefix(HEAD).removesuffix(FOOT)


def texts(data: bytes) -> list[str]:
    return [block.text for block in parse(data, "fr", "en").blocks]


def translated(data: bytes, translate: Callable[[str], str] = str) -> bytes:
    """The file with the translation of each block by a function; the audit finds nothing."""
    document = parse(data, "fr", "en")
    blocks = []
    for block in document.blocks:
        target = translate(block.text)
        blocks.append(transfer(block, target, [Sentence(0, len(block.text), 0, len(target))], None))
    made = document.fill(blocks)
    assert audit("docx", data, made) == []
    return made


def upper(text: str) -> str:
    """In capitals, but for placeholders."""
    return "".join(part if part.startswith("{") else part.upper() for part in re.split(r"(\{\d+\})", text))


def settled(code: str, accept: bool) -> str:
    """The text of a document whose changes were all accepted, or rejected; runs of blanks count as one."""
    gone = ("del", "moveFrom") if accept else ("ins", "moveTo")
    tree = etree.fromstring((HEAD + code + FOOT).encode())
    for tag in gone:
        for element in tree.findall(f".//{{{W}}}{tag}"):
            element.getparent().remove(element)
    lines = []
    for paragraph in tree.iter(f"{{{W}}}p"):
        shown = [e.text or "" for e in paragraph.iter(f"{{{W}}}t", f"{{{W}}}delText")]
        lines.append(" ".join("".join(shown).split()))
    return "\n".join(lines)
