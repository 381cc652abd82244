"""Text of PDF as Markdown, from files that fpdf2 makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import BitextWarning, InputError
from toolkit.markup.pdf import markdown_of, parse

fpdf = pytest.importorskip("fpdf")
pytest.importorskip("pypdf")
TEXT = (
    "La Corée du Nord a livré des milliers de conteneurs à la Russie depuis le début de la guerre, selon une étude publiée "
    "mardi par une fondation. Les ventes ont atteint plusieurs milliards de dollars, ce qui est peut-être un record."
)


def paragraph(number: int) -> str:
    """A text whose lines are not those of another."""
    words = TEXT.removesuffix(".").split()
    return f"{number + 1} pays. {' '.join(words[number:] + words[:number])}."


class Paper(fpdf.FPDF):  # type: ignore[misc, name-defined]
    def header(self) -> None:
        self.set_font("helvetica", size=8)
        self.cell(0, 8, "Le journal du soir - 12", align="R")
        self.ln(10)

    def footer(self) -> None:
        self.set_y(-15)
        self.cell(0, 10, f"Page {self.page_no()}", align="C")


def paper(paragraphs: int = 30, lines: tuple[str, ...] = ()) -> bytes:
    pdf = Paper()
    pdf.add_page()
    pdf.set_font("helvetica", "B", 20)
    pdf.multi_cell(0, 10, "Un rapport sur les armes")
    pdf.ln(4)
    pdf.set_font("times", size=11)
    for number in range(paragraphs):
        pdf.multi_cell(0, 6, paragraph(number), align="L")
        pdf.ln(3)
    pdf.ln(6)
    for line in lines:
        pdf.cell(0, 6, line)
        pdf.ln(6)
    return bytes(pdf.output())


def test_lines_become_paragraphs_and_large_ones_headings() -> None:
    with pytest.warns(BitextWarning, match="left out of the PDF: 4 lines of running heads"):
        text = markdown_of(paper())
    parts = text.strip().split("\n\n")
    assert parts[0] == "# Un rapport sur les armes"
    assert parts[1:] == [paragraph(number) for number in range(30)]


@pytest.mark.filterwarnings("ignore::toolkit.errors.BitextWarning")
def test_divided_words_are_whole_and_compound_ones_stay() -> None:
    lines = (
        "Le gouverne-", "ment a dit que la situation est peut-", "être grave, et que le vice-", "ministre viendra.",
        "Le vice-ministre est venu hier avec le chef du gouvernement, et puis il est reparti.",
    )  # fmt: skip
    text = markdown_of(paper(3, lines))
    assert "Le gouvernement a dit que la situation est peut-être grave, et que le vice-ministre viendra." in text


@pytest.mark.filterwarnings("ignore::toolkit.errors.BitextWarning")
def test_signs_of_markdown_are_text() -> None:
    page = parse(paper(1, ("# Un *mot* et un_autre <b> [lien](x) `code`",)), "fr", "en")
    assert page.blocks[-1].readable() == "# Un *mot* et un_autre <b> [lien](x) `code`"


def test_what_has_no_text_is_refused_in_one_line() -> None:
    empty = fpdf.FPDF()
    empty.add_page()
    with pytest.raises(InputError, match="ocrmypdf"):
        markdown_of(bytes(empty.output()))
    locked = Paper()
    locked.add_page()
    locked.set_encryption("owner", user_password="secret")
    with pytest.raises(InputError, match="password"):
        markdown_of(bytes(locked.output()))


@pytest.mark.parametrize("cut", [20, 300, 900, -40])
def test_damaged_files_end_in_one_line(cut: int) -> None:
    data = paper(2)
    for broken in (data[:cut], data.replace(b"obj", b"obk"), b"%PDF-1.7\n" + bytes(range(256)) * 20):
        try:
            markdown_of(broken)
        except InputError as error:
            assert "\n" not in str(error)
        except BitextWarning:
            pass


def test_a_translation_is_markdown_and_says_so(bitext, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(paper(3))
    wrong = bitext("translate", "a.pdf", "-o", "b.pdf", "-q")
    assert wrong.returncode == 2 and b"name it so" in wrong.stderr
    done = bitext("translate", "a.pdf", "-o", "b.md", "-q")
    assert done.returncode == 0 and b"left out" in done.stderr
    assert "North Korea" in (tmp_path / "b.md").read_text(encoding="utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(paper(1))
    assert bitext("translate", "in", "-o", "out", "-q").returncode == 0
    assert (tmp_path / "out" / "a.en.md").read_text(encoding="utf-8").count("# ") == 1
    (tmp_path / "b.pdf").write_bytes(paper(4))
    aligned = bitext("align", "a.pdf", "b.pdf", "-o", "c.tsv", "-q", "--from", "fr", "--to", "en")
    assert aligned.returncode == 0 and (tmp_path / "c.tsv").read_text(encoding="utf-8").count("conteneurs") >= 6
