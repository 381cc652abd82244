"""A target that is longer than its file allows is told of, whatever wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.formats.limits import length_limits, over_limit

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
