"""Inline codes in the workbench: shown between the words, and in the file whatever somebody types."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.server.running import Running
from tests.server.test_page import driver  # noqa: F401
from tests.server.test_work import _call, _keys, _status, _wait, needs_browser, page, server  # noqa: F401
from toolkit.api.projects import Workbench, add_file, create_project

XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="fr" target-language="en" datatype="html"><body>
<trans-unit id="1"><source>Un <g id="1">chat</g> dort<x id="2" equiv-text="&lt;br/&gt;"/>.</source>\
<target>A <g id="1">cat</g> sleeps<x id="2" equiv-text="&lt;br/&gt;"/>.</target></trans-unit>
<trans-unit id="2"><source>Oui.</source><target>Yes.</target></trans-unit>
</body></file></xliff>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "job.xlf").write_text(XLIFF, encoding="utf-8")
    folder = tmp_path / "work"
    with create_project(folder, "fr-en") as made:
        add_file(Workbench(made), tmp_path / "job.xlf", lambda: pytest.fail("it is translated"))
    return folder


def _file(server: Running) -> str:  # noqa: F811
    [document] = _call(server, "info").json()["documents"]
    return _call(server, "export", suffix="own", document=document["number"]).text


def test_the_codes_of_a_target_are_told(server: Running) -> None:  # noqa: F811
    first, second = _call(server, "list").json()["numbers"]
    helped = _call(server, "help", number=first).json()
    assert helped["codes"] == [
        ["text", "A "],
        ["code", "1"],
        ["text", "cat"],
        ["code", "/1"],
        ["text", " sleeps"],
        ["code", "<br/>"],
        ["text", "."],
    ]
    told = _call(server, "check", number=first, target="Something else.").json()
    assert [shown for kind, shown in told["codes"] if kind == "code"] == ["1", "/1", "<br/>"]
    assert "codes" not in _call(server, "check", number=second, target="No.").json()


@needs_browser
def test_chips_stay_whatever_is_typed(page, server: Running, tmp_path: Path) -> None:  # noqa: F811
    from selenium.webdriver.common.keys import Keys

    def chips() -> list[str]:
        return page.execute_script(
            "return [...document.querySelectorAll('.unit.on .coded .code')].map(c => c.textContent)"
        )

    wanted = ["1", "/1", "<br/>"]
    _wait(page, lambda d: chips() == wanted)
    _keys(page, Keys.ENTER)
    text = page.switch_to.active_element
    text.send_keys(Keys.CONTROL, "a")
    text.send_keys("My cat is asleep.")
    _status(page, "Saved")
    shown = "In the file: My 1cat/1 is asleep.<br/>"
    coded = page.find_element("css selector", ".unit.on .coded")
    _wait(page, lambda d: sorted(chips()) == sorted(wanted) and "asleep" in coded.text)
    assert len(coded.text) == len(shown)
    page.save_screenshot(str(tmp_path / "codes.png"))
    page.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
    _wait(page, lambda d: d.find_elements("css selector", ".unit.accepted"))
    _wait(page, lambda d: not d.find_element("css selector", ".unit.on .coded").is_displayed())
    made = _file(server)
    assert made.count('<g id="1">') == made.count("<x id=") == 2
    assert "My" in made and "asleep" in made
