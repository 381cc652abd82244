"""Small PDFs, made operator by operator: what shows a text, where, and in which font."""

from __future__ import annotations

from collections.abc import Sequence

#: A font as TeX uses it: accents are signs of their own, no blanks.
TEX = b"""<< /Type /Font /Subtype /Type1 /BaseFont /CMR10 /FirstChar 0 /LastChar 127
/Widths [%s] /Encoding << /Differences [ 12 /fi 18 /grave /acute 24 /cedilla 94 /circumflex ] >> >>""" % (
    b" ".join([b"500"] * 128)
)
#: A font of two bytes a character, whose codes only a map explains, and whose usual width is 1000.
WIDE = b"""<< /Type /Font /Subtype /Type0 /BaseFont /Serif /Encoding /Identity-H /ToUnicode 9 0 R /DescendantFonts
[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Serif /DW 1000 /W [65 [500 500] 67 90 500] >>] >>"""
MAP = b"""/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfchar <0041> <00E9> endbfchar 2 beginbfrange <0042> <004F> <0062> <0050> <0051> [<0070> <FB01>] endbfrange endcmap"""
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pdf_of(pages: Sequence[bytes], font: bytes = HELVETICA, extra: bytes = b"", annotations: bytes = b"") -> bytes:
    """A PDF with the operators of each page; its font is /F.

    Args:
        pages: operators.
        font: a dictionary.
        extra: more entries of the pages.
        annotations: of each page.
    """
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: font, 9: _stream(MAP)}
    kids = []
    for number, code in enumerate(pages):
        page, content = 10 + 2 * number, 11 + 2 * number
        kids.append(b"%d 0 R" % page)
        objects[page] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R %s /Annots [%s] "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % (content, extra, annotations)
        )
        objects[content] = _stream(code)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    data, places = b"%PDF-1.7\n", {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, top = len(data), max(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % top
    data += b"".join(
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 00000 f \n" for n in range(1, top)
    )
    return data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (top, start)


def line(text: str, x: float, y: float, size: float = 10) -> bytes:
    """The operators that show a text at a place."""
    code = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return b"BT /F %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, code)


def lines(texts: Sequence[str], x: float = 50, y: float = 700, step: float = 12, size: float = 10) -> bytes:
    """Texts one under another."""
    return b"".join(line(text, x, y - number * step, size) for number, text in enumerate(texts))


def _stream(code: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(code), code)
