"""Amounts that fill a block or a cell, written as the other language does, in every format."""

from __future__ import annotations

import pytest

from tests.markup.engines import Changed, echo, translated
from toolkit.languages.amounts import is_row_of_amounts, write_amounts
from toolkit.languages.conventions import conventions_of
from toolkit.languages.pair import LanguagePair


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("12,50 €", "€12.50"),
        ("1 250,50", "1,250.50"),
        ("1 234 567,89 €", "€1,234,567.89"),
        ("3,5 %", "3.5%"),
        ("< 100 €", "< €100"),
        ("- 5 €", "- €5"),
        ("-15,50 €", "-€15.50"),
        ("12 € / 15 € / 20 €", "€12 / €15 / €20"),
        ("12/15/20 €", "€12/15/20"),
        ("10 000–15 000 €", "€10,000–15,000"),
        ("5-10 %", "5-10%"),
        ("48,8566", "48.8566"),
        ("$1,234.50", "$1,234.50"),
        ("12,50 $", "$12.50"),
        ("5 $ / 1 000 ¥", "$5 / ¥1,000"),
    ],
)
def test_amounts_in_english(french: str, english: str) -> None:
    conventions = conventions_of(LanguagePair("fr", "en"))
    assert write_amounts(french, lambda amount: conventions.after(amount, amount, "straight")) == english


@pytest.mark.parametrize(
    ("english", "french"),
    [("$1,234.50", "1\u202f234,50\u202f$"), ("$5-10", "5-10\u202f$"), ("3.5%", "3,5\u202f%"), ("€5", "5\u202f€")],
)
def test_amounts_in_french(english: str, french: str) -> None:
    conventions = conventions_of(LanguagePair("en", "fr"))
    assert write_amounts(english, lambda amount: conventions.after(amount, amount, "straight")) == french


@pytest.mark.parametrize(
    "text",
    ["2024", "01 02 03 04 05", "06 12 34 56 78", "123 456 789", "10 000", "12/05/2024", "1.2.3", "1,2,3", "192.168.1.5",
     "12:30", "2.1", "n° 5", "12,50 € net", "", "€"],
)  # fmt: skip
def test_years_telephones_codes_and_dates_are_none(text: str) -> None:
    assert not is_row_of_amounts(text)
    assert write_amounts(text, str.upper) is None


@pytest.mark.parametrize(
    ("kind", "code", "made"),
    [
        ("html", "<p>12,50 €</p><li><b>3,5</b></li><img alt='5 €'>", '<p>€12.50</p><li><b>3.5</b></li><img alt="€5">'),
        ("markdown", "| A | B |\n|---|---|\n| 1 | 1 250,00 € |\n\n- **13,5 %**\n", "| A | B |\n|---|---|\n| 1 | €1,250.00 |\n\n- **13.5%**\n"),
        ("rst", "* 12,50 €\n", "* €12.50\n"),
        ("text", "12,50 €\n2024\tn° 5\t3,5 %\n", "€12.50\n2024\tn° 5\t3.5%\n"),
        ("json", '{"a": "12,50 €", "b": "2024-01-01", "c": "1.2.3"}', '{"a": "€12.50", "b": "2024-01-01", "c": "1.2.3"}'),
        ("yaml", 'a: "12,50 €"\nb: 10 %\n', 'a: "€12.50"\nb: 10%\n'),
        ("toml", 'a = "12,50 €"\n', 'a = "€12.50"\n'),
        ("properties", "a=12,50 €\n", "a=€12.50\n"),
        ("strings", '"a" = "12,50 €";\n', '"a" = "€12.50";\n'),
        ("android", "<resources><string name='a'>12,50 €</string></resources>", "<resources><string name='a'>€12.50</string></resources>"),
        ("subtitles", "1\n00:00:01,000 --> 00:00:02,000\n12,50 €\n", "1\n00:00:01,000 --> 00:00:02,000\n€12.50\n"),
    ],
)  # fmt: skip
def test_one_rule_for_all_formats(kind: str, code: str, made: str) -> None:
    assert translated(code, kind, echo()) == made


def test_cells_of_latex() -> None:
    pytest.importorskip("pylatexenc")
    code = "\\begin{tabular}{ll}\nMot & \\textbf{12,50~\\euro} \\\\\n\\end{tabular}\n"
    assert translated(code, "latex", echo()) == code.replace("12,50~\\euro", "€12.50")


def test_no_engine_is_asked_for_an_amount() -> None:
    engine = Changed(str.upper)
    assert translated("12,50 €\nmot\n", "text", engine) == "€12.50\nMOT\n"
    assert engine.seen == ["mot"]
