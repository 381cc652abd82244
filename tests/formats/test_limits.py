"""A target that is longer than its file allows is told of, whatever wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.checks import check_unit
from toolkit.formats import format_of
from toolkit.formats.limits import length_limits, over_limit
from toolkit.validation import validate_file

UNIT = '<trans-unit id="a" maxwidth="{limit}"{size}><source>Un chat</source></trans-unit>'
FILE = (
    '<xliff version="1.2"><file original="a" source-language="fr" target-language="en" datatype="plaintext"><body>'
    "{units}</body></file></xliff>"
)


def _file(limit: int, size: str = ' size-unit="char"') -> str:
    return FILE.format(units=UNIT.format(limit=limit, size=size))


@pytest.mark.parametrize(
    ("properties", "limit"),
    [
        ({"max-length": "8"}, (8, "char")),
        ({"unit@maxwidth": "8", "unit@size-unit": "byte"}, (8, "byte")),
        ({"maxbytes": "9"}, (9, "byte")),
        ({"unit@maxwidth": "8"}, None),
        ({"unit@maxwidth": "8", "unit@size-unit": "em"}, None),
        ({"max-length": "many"}, None),
        ({}, None),
    ],
)
def test_limits_are_read(properties: dict[str, str], limit: tuple[int, str] | None) -> None:
    assert list(length_limits(properties)) == ([limit] if limit else [])


def test_bytes_are_those_of_utf_8() -> None:
    size = {"unit@maxwidth": "4", "unit@size-unit": "byte"}
    assert over_limit("été", size) == (2, "the target has 5 bytes where 4 fit")
    assert over_limit("été", size | {"unit@size-unit": "char"}) is None


@pytest.mark.parametrize("command", [("translate",), ("translate", "--units")])
def test_a_translation_that_is_too_long_is_named(bitext, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "a.xlf").write_text(_file(3))
    result = bitext(*command, "a.xlf", "-o", "o.xlf")
    assert result.returncode == 1 and b"the target has 5 characters where 3 fit" in result.stderr
    assert "<target" in (tmp_path / "o.xlf").read_text()
    result = bitext(*command, "a.xlf", "-o", "strict.xlf", "--strict")
    assert result.returncode == 1 and not (tmp_path / "strict.xlf").exists()
    for fitting in (_file(5), _file(3, "")):
        (tmp_path / "b.xlf").write_text(fitting)
        assert bitext(*command, "b.xlf", "-o", "b.out.xlf", "-f").returncode == 0
    result = bitext("check", "o.xlf", "--only", "length-limit")
    assert result.returncode == 1 and b"[length-limit] the target has 5 characters" in result.stdout


_SIZED = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr"
 xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0"><file id="f"{file}>
<slr:profiles generalProfile="{general}" storageProfile="{storage}"/>
<unit id="u"{unit}><segment><source>Cats</source><target>Été noir</target></segment></unit></file></xliff>
"""


@pytest.mark.parametrize(
    ("storage", "file", "unit", "reason"),
    [
        ("", "", 'sizeRestriction="7"', "the target has 8 characters where 7 fit"),
        ("", "", 'sizeRestriction="2,7"', "the target has 8 characters where 7 fit"),
        ("", "", 'sizeRestriction="2,*"', ""),
        ("", "", 'sizeRestriction="8"', ""),
        ("", 'sizeRestriction="7"', "", "the target has 8 characters where 7 fit"),
        ("xliff:utf8", "", 'storageRestriction="9"', "the target has 10 bytes where 9 fit"),
        ("xliff:utf8", "", 'storageRestriction="10"', ""),
        ("xliff:utf16", "", 'storageRestriction="15"', "the target has 16 bytes where 15 fit"),
        ("xliff:utf32", "", 'storageRestriction="32"', ""),
        ("urn:pixels", "", 'storageRestriction="1"', ""),
    ],
)
def test_restrictions_of_xliff_2(tmp_path: Path, storage: str, file: str, unit: str, reason: str) -> None:
    path = tmp_path / "a.xlf"
    of_file, of_unit = (f" slr:{text}" if text else "" for text in (file, unit))
    path.write_text(
        _SIZED.format(general="xliff:codepoints", storage=storage, file=of_file, unit=of_unit), encoding="utf-8"
    )
    [read] = format_of(path).read(path)
    assert [f.reason for f in check_unit(read, ["length-limit"])] == ([reason] if reason else [])
    told = [p.message for p in validate_file(path) if p.rule == "length"]
    # What a whole file may take is asked of the file, not of a unit.
    assert told == ([reason] if reason and unit else [])


def test_too_short_and_unknown_profiles(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    unit = ' slr:sizeRestriction="9,12"'
    path.write_text(_SIZED.format(general="xliff:codepoints", storage="", file="", unit=unit), encoding="utf-8")
    assert [p.message for p in validate_file(path)] == ["the target has 8 characters, 9 are the least"]
    unit = ' slr:sizeRestriction="3"'
    path.write_text(_SIZED.format(general="urn:pixels", storage="", file="", unit=unit), encoding="utf-8")
    assert not list(validate_file(path))


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ('maxwidth="4" size-unit="char"', ["the target has 5 characters where 4 fit"]),
        ('maxwidth="5" size-unit="char"', []),
        ('maxwidth="4"', []),
        ('maxbytes="5"', ["the target has 6 bytes where 5 fit"]),
    ],
)
def test_validate_knows_the_limits_of_xliff_1(tmp_path: Path, limit: str, told: list[str]) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a" datatype="plaintext" '
        f'source-language="en" target-language="fr"><body><trans-unit id="1" {limit}><source>A<ph id="1">&lt;b></ph>'
        '</source><target>caf<ph id="1">&lt;b></ph>és</target></trans-unit></body></file></xliff>',
        encoding="utf-8",
    )
    assert [p.message for p in validate_file(path)] == told
