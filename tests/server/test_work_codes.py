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
<trans-unit id="3" translate="no"><source>Ne pas.</source></trans-unit>
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
    first, second, _ = _call(server, "list").json()["numbers"]
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
    assert len(coded.get_attribute("textContent")) == len(shown)
    page.save_screenshot(str(tmp_path / "codes.png"))
    page.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
    _wait(page, lambda d: d.find_elements("css selector", ".unit.accepted"))
    _wait(page, lambda d: not d.find_element("css selector", ".unit.on .coded").is_displayed())
    made = _file(server)
    assert made.count('<g id="1">') == made.count("<x id=") == 2
    assert "My" in made and "asleep" in made


def test_a_unit_that_its_file_locks_stays_as_it_is(server: Running) -> None:  # noqa: F811
    numbers = _call(server, "list").json()["numbers"]
    rows = _call(server, "rows", numbers=numbers).json()["rows"]
    assert [row["locked"] for row in rows] == [False, False, True]
    edit = {"number": numbers[2], "revision": 1, "target": "Do not."}
    refused = _call(server, "save", edits=[edit])
    assert (refused.status_code, "translate" in refused.json()["error"]) == (400, True)
    units = {str(numbers[1]): 1, str(numbers[2]): 1}
    assert _call(server, "beads", action="merge", units=units).status_code == 400
    accepted = _call(server, "save", edits=[edit | {"target": None, "state": "accepted"}])
    assert accepted.json()["rows"][0]["state"] == "accepted"
    assert "Do not" not in _file(server)


def test_a_place_that_somebody_gave_a_code_outlives_changes_beside_it(server: Running) -> None:  # noqa: F811
    number = _call(server, "list").json()["numbers"][0]
    moved = _call(server, "save", edits=[{"number": number, "revision": 1, "codes": [0, 5, 2]}]).json()["rows"][0]
    assert (moved["state"], moved["revision"]) == ("edited", 2)
    assert '<g id="1">A <x id="2"' in _file(server)
    _call(server, "save", edits=[{"number": number, "revision": 2, "target": "A cat sleeps well."}])
    assert '<g id="1">A <x id="2" equiv-text="&lt;br/&gt;"/>cat</g> sleeps well.' in _file(server)
    bad = _call(server, "save", edits=[{"number": number, "revision": 3, "codes": [6, 5, 2]}])
    assert (bad.status_code, "begin" in bad.json()["error"]) == (400, True)


@needs_browser
def test_chips_move_by_keyboard_and_by_hand(page, server: Running) -> None:  # noqa: F811
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    def shown() -> str:
        return page.find_element("css selector", ".unit.on .coded").get_attribute("textContent")

    def chip(n: int):
        return page.find_elements("css selector", ".unit.on .coded .code")[n]

    _wait(page, lambda d: shown() == "In the file: A 1cat/1 sleeps<br/>.")
    page.execute_script("arguments[0].focus()", chip(2))
    page.switch_to.active_element.send_keys(Keys.ARROW_LEFT)
    _wait(page, lambda d: 'cat</g> <x id="2"' in _file(server))
    _wait(page, lambda d: d.switch_to.active_element.text == "<br/>")
    page.switch_to.active_element.send_keys(Keys.SHIFT, Keys.ARROW_RIGHT)
    _wait(page, lambda d: 'cat</g> s<x id="2"' in _file(server))
    page.find_element("id", "undo").click()
    _status(page, "Undone")
    assert 'cat</g> <x id="2"' in _file(server)
    last = page.find_elements("css selector", ".unit.on .coded .part")[-1]
    wide = last.size["width"]
    ActionChains(page).click_and_hold(chip(2)).move_to_element_with_offset(last, wide // 2, 0).release().perform()
    _wait(page, lambda d: "<x id=" in _file(server) and 'cat</g> <x id="2"' not in _file(server))
    assert server.service.bench.project.history(1)[0]["target"] == "A cat sleeps."


def test_merged_units_bring_their_codes_into_other_files(server: Running) -> None:  # noqa: F811
    one, two, _ = _call(server, "list").json()["numbers"]
    made = _call(server, "beads", action="merge", units={str(one): 1, str(two): 1})
    text = _call(server, "export", suffix=".tmx").text
    assert text.count("<bpt ") == text.count("<ept ") == text.count("<ph ") == 2
    merged = _call(server, "list").json()["numbers"][0]
    [row] = _call(server, "rows", numbers=[merged]).json()["rows"]
    places = [row["source"].index("Oui"), row["target"].index("Yes")]
    split = {"action": "split", "number": merged, "revision": row["revision"]}
    split |= {"source_at": places[0], "target_at": places[1]}
    assert _call(server, "beads", **split).status_code == 200
    assert '<x id="2"' in _file(server) and len(_call(server, "list").json()["numbers"]) == 3
    torn = split | {"revision": row["revision"] + 1, "source_at": 5, "target_at": 4}
    refused = _call(server, "beads", **torn)
    assert (refused.status_code, "pair of inline codes" in refused.json()["error"]) == (400, True)
    assert made.status_code == 200
