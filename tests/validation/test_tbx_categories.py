"""Data categories and references of TBX, both editions and styles: wrong files and sound ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validation.test_xliff_tbx import MARTIF, TBX, rules
from toolkit.validation import validate_file
from toolkit.validation.tbx_categories import CATEGORIES, MORE, PICKLISTS

OLD, NEW = '<langSet xml:lang="fr">', '<langSec xml:lang="fr">'
DCT = TBX.replace('style="dca"', 'style="dct" xmlns:b="http://www.tbxinfo.net/ns/basic" xmlns:own="urn:o"')
BACK = (
    '</body><back><refObjectList type="binaryData"><refObject id="f1"><item type="x">a.png</item></refObject>'
    "</refObjectList></back>"
)


@pytest.mark.parametrize(
    ("text", "place", "put", "found"),
    [
        (MARTIF, OLD, '<descrip type="definition">x</descrip>', []),
        (MARTIF, OLD, '<descrip type="meaning">x</descrip>', ["category"]),
        (MARTIF, OLD, '<descrip type="x-meaning">x</descrip>', []),
        (MARTIF, OLD, '<admin type="definition">x</admin>', ["category"]),
        (MARTIF, OLD, '<transac type="origination">x</transac>', ["category"]),
        (MARTIF, OLD, '<descrip type="reliabilityCode">11</descrip>', ["picklist"]),
        (MARTIF, OLD, '<xref type="xGraphic" target="a.png">x</xref>', []),
        (MARTIF, OLD, '<xref type="xGraphic" target="">x</xref>', ["reference"]),
        (MARTIF, OLD, '<xref type="xGraphic" target="a b.png">x</xref>', ["reference"]),
        (MARTIF, OLD, '<xref type="externalCrossReference" target="#c1">x</xref>', ["reference"]),
        (MARTIF, OLD, '<ref type="crossReference">x</ref>', ["reference"]),
        (MARTIF, OLD, '<ref type="crossReference" target="c1">x</ref>', []),
        (MARTIF, OLD, '<descrip type="figure" target="f1">x</descrip>', ["target"]),
        (MARTIF, "<termNote ", '<termNote type="falseFriend" target="c9">x</termNote><termNote ', ["target"]),
        (MARTIF, "<termNote ", '<termNote type="falseFriend" target="#c1">x</termNote><termNote ', []),
        (TBX, NEW, '<descrip type="meaning">x</descrip>', ["category"]),
        (TBX, NEW, '<descrip type="context">x</descrip>', []),
        (DCT, NEW, "<b:definition>x</b:definition>", []),
        (DCT, NEW, "<b:meaning>x</b:meaning>", ["category"]),
        (DCT, NEW, "<own:meaning>x</own:meaning>", []),
        (DCT, NEW, "<b:frequency>often</b:frequency>", ["picklist"]),
    ],
)
def test_categories_and_references(tmp_path: Path, text: str, place: str, put: str, found: list[str]) -> None:
    assert place in text
    new = put if put.endswith(place) else place + put
    assert rules(tmp_path, text.replace(place, new, 1)) == found


def test_ids_of_back_matter_can_be_referred_to(tmp_path: Path) -> None:
    text = MARTIF.replace(OLD, f'{OLD}<descrip type="figure" target="f1">x</descrip>').replace("</body>", BACK)
    assert rules(tmp_path, text) == []


@pytest.mark.parametrize("kind", ["TBX", "TBX-Basic"])
def test_larger_dialects_have_longer_lists(tmp_path: Path, kind: str) -> None:
    text = MARTIF.replace('type="TBX"', f'type="{kind}"').replace(
        "<termNote ", '<termNote type="termType">initialism</termNote><termNote '
    )
    assert rules(tmp_path, text) == (["picklist"] if kind == "TBX-Basic" else [])


@pytest.mark.parametrize(
    ("name", "found"), [("TBXXCSV02.xcs", ["category"]), ("http://x.org/TBXXCS.xcs", ["category"]), ("ours.xcs", [])]
)
def test_files_with_constraints_of_their_own_have_categories_of_their_own(
    tmp_path: Path, name: str, found: list[str]
) -> None:
    head = f'</fileDesc><encodingDesc><p type="XCSURI">{name}</p></encodingDesc>'
    text = MARTIF.replace("</fileDesc>", head).replace(OLD, f'{OLD}<descrip type="meaning">x</descrip>')
    assert rules(tmp_path, text) == found
    text = TBX.replace("TBX-Basic", "TBX-Ours").replace(NEW, f'{NEW}<descrip type="meaning">x</descrip>')
    assert rules(tmp_path, text) == []


def test_places_and_mends(tmp_path: Path) -> None:
    path = tmp_path / "x.tbx"
    path.write_text(MARTIF.replace(OLD, f'{OLD}<descrip type="meaning">x</descrip>', 1), encoding="utf-8")
    [problem] = validate_file(path)
    assert (problem.line, problem.column, problem.unit, problem.severity) == (3, 24, "c1", "warning")
    assert problem.remedy and "definition" in problem.message


def test_lists_are_of_categories_that_there_are() -> None:
    every = set().union(*CATEGORIES.values())
    assert PICKLISTS.keys() <= every and MORE.keys() <= PICKLISTS.keys()
