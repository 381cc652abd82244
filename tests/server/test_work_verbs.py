"""What a person does in the workbench, one verb after another, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.server.running import Running
from tests.server.test_page import driver  # noqa: F401
from tests.server.test_work import _keys, _status, _units, _wait, needs_browser, page, server  # noqa: F401
from toolkit.api.projects import State, Workbench, add_file, add_pair, create_project

pytestmark = needs_browser
BLACK_CAT = "The black cat sleeps here today."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    texts = {
        "a.fr.txt": "Bonjour à tous. Il fait beau. Le chat dort.\n",
        "a.en.txt": "Hello everybody. The weather is fine. The cat sleeps.\n",
        "u.tsv": f"Le chat noir dort ici aujourd'hui.\t{BLACK_CAT}\nLe chien noir dort ici aujourd'hui.\tHe is asleep.\n"
        "La paix revient.\tIt is back.\nIl a 12 chats.\tHe has 13 cats.\n",
        "terms.tsv": "paix\tpeace\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with create_project(tmp_path / "work", "fr-en", glossary=tmp_path / "terms.tsv") as made:
        bench = Workbench(made)
        add_pair(bench, tmp_path / "a.fr.txt", tmp_path / "a.en.txt")
        add_file(bench, tmp_path / "u.tsv", lambda: pytest.fail("a bitext is not translated"))
    return tmp_path / "work"


def _go(page, source: str) -> None:  # noqa: F811
    """Make the unit of a source the active one, and edit it."""
    script = (
        "const one = [...document.querySelectorAll('.unit')].find(u => u.querySelector('.source').textContent === arguments[0]);"
        "if (one.classList.contains('on')) one.querySelector('textarea').focus(); else one.click()"
    )
    page.execute_script(script, source)
    _wait(page, lambda d: d.find_element("css selector", ".unit.on .source").text == source)
    _wait(page, lambda d: d.find_elements("css selector", ".unit.on textarea:focus"))
    _wait(page, lambda d: d.find_elements("css selector", "#panel #comment"))


def _target(page) -> str:  # noqa: F811
    return page.execute_script("return document.querySelector('.unit.on textarea')?.value")


def _count(page, number: int) -> None:  # noqa: F811
    _wait(page, lambda d: d.find_element("id", "count").text == f"{number} unit{'' if number == 1 else 's'}")


def test_what_was_accepted_is_suggested_with_the_difference_and_counts(page, server: Running) -> None:  # noqa: F811
    from selenium.webdriver.common.keys import Keys

    before = page.find_element("id", "progress-text").text
    _go(page, "Le chat noir dort ici aujourd'hui.")
    page.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
    script = "return [...document.querySelectorAll('#panel .difference :is(del, ins)')].map(e => e.textContent.trim())"
    _wait(page, lambda d: d.execute_script(script) == ["chat", "chien"])
    assert page.find_element("css selector", ".unit.on .source").text.startswith("Le chien")
    page.switch_to.active_element.send_keys(Keys.ALT, "1")
    _wait(page, lambda d: _target(d) == BLACK_CAT)
    # The machine's translation follows, with the words marked that the unit does not have.
    other = "return document.querySelector('#panel b.other')?.textContent"
    assert _wait(page, lambda d: d.execute_script(other)).isupper()
    after = page.find_element("id", "progress-text").text
    assert before != after and before.startswith("0 of") and after.startswith("6 of")
    rows = server.service.bench.project.rows
    _wait(page, lambda d: BLACK_CAT in [row.unit.target for row in rows() if row.state == State.EDITED])


def test_terms_are_marked_with_their_translation_and_checked_live(page) -> None:  # noqa: F811
    _go(page, "La paix revient.")
    _wait(page, lambda d: [b for b in d.find_elements("css selector", "#panel button") if b.text == "Put in"])
    assert "peace" in page.find_element("css selector", ".unit.on .flags").text
    assert "11 characters" in page.find_element("css selector", ".unit.on .under .hint").text
    put = [b for b in page.find_elements("css selector", "#panel button") if b.text == "Put in"]
    put[0].click()
    _wait(page, lambda d: "peace" in _target(d))
    assert "16 characters" in page.find_element("css selector", ".unit.on .under .hint").text
    _wait(page, lambda d: not d.find_elements("css selector", ".unit.on .flags > *"))
    term = _wait(page, lambda d: d.find_element("css selector", ".unit.on .source .term"))
    assert (term.text, term.get_attribute("title")) == ("paix", "peace")
    _status(page, "Saved")


def test_a_finding_is_dismissed_for_good_with_a_reason(page, server: Running) -> None:  # noqa: F811
    from selenium.webdriver.common.keys import Keys

    _go(page, "Il a 12 chats.")
    _wait(page, lambda d: d.find_elements("css selector", ".unit.on .flag"))
    page.find_element("css selector", ".unit.on .flag button").click()
    asked = page.find_element("css selector", "#dismiss-form [name=reason]")
    assert page.switch_to.active_element == asked
    assert "12" in page.find_element("id", "dismiss-what").text
    asked.send_keys("One was born since", Keys.ENTER)
    _status(page, "Dismissed")
    _wait(page, lambda d: not d.find_elements("css selector", ".unit.on .flag"))
    page.refresh()
    _wait(page, lambda d: d.find_elements("css selector", ".unit.on textarea"))
    _go(page, "Il a 12 chats.")
    assert not page.find_elements("css selector", ".unit.on .flag")
    _wait(page, lambda d: "dismiss" in d.find_element("id", "panel").text.lower())


def test_comments_and_filters(page) -> None:  # noqa: F811
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import Select

    _go(page, "Le chat dort.")
    _keys(page, Keys.ESCAPE, ";")
    page.switch_to.active_element.send_keys("Ask Anne.", Keys.TAB)
    _status(page, "Comment saved")
    form = page.find_element("id", "filters")
    form.find_element("name", "commented").click()
    _count(page, 1)
    form.find_element("name", "commented").click()
    _count(page, 7)
    Select(form.find_element("name", "field")).select_by_value("comment")
    form.find_element("name", "text").send_keys("anne")
    _count(page, 1)
    Select(form.find_element("name", "field")).select_by_value("source")
    form.find_element("name", "pattern").click()
    text = form.find_element("name", "text")
    text.clear()
    text.send_keys("^Le ch(at|ien)")
    _count(page, 3)
    text.clear()
    form.find_element("name", "pattern").click()
    Select(form.find_element("name", "check")).select_by_value("any")
    _wait(page, lambda d: "12 chats" in str(_units(d)) and len(_units(d)) < 7)
    Select(form.find_element("name", "check")).select_by_value("")
    _count(page, 7)
    _go(page, "Le chat dort.")
    page.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
    _wait(page, lambda d: d.find_elements("css selector", ".unit.accepted"))
    Select(form.find_element("name", "state")).select_by_value("accepted")
    _count(page, 1)
    Select(form.find_element("name", "state")).select_by_value("")
    _count(page, 7)


def test_ctrl_enter_accepts_outside_of_the_text_too(page, server: Running) -> None:  # noqa: F811
    from selenium.webdriver.common.keys import Keys

    _go(page, "Il fait beau.")
    _keys(page, Keys.ESCAPE)
    page.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
    _wait(page, lambda d: d.find_element("css selector", ".unit.on .source").text == "Le chat dort.")
    states = {row.unit.source: row.state for row in server.service.bench.project.rows()}
    assert (states["Il fait beau."], states["Le chat dort."]) == (State.ACCEPTED, State.OPEN)


def test_moving_while_editing_and_copying_the_source(page) -> None:  # noqa: F811
    from selenium.webdriver.common.keys import Keys

    _go(page, "Bonjour à tous.")
    page.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ARROW_DOWN)
    _wait(page, lambda d: d.find_element("css selector", ".unit.on .source").text == "Il fait beau.")
    _wait(page, lambda d: d.find_elements("css selector", ".unit.on textarea:focus"))
    page.switch_to.active_element.send_keys(Keys.ALT, "0")
    _wait(page, lambda d: _target(d) == "Il fait beau.")
    _status(page, "Saved")
    page.find_element("id", "undo").click()
    _status(page, "Undone")
    _wait(page, lambda d: _target(d) == "The weather is fine.")
    page.find_element("id", "redo").click()
    _wait(page, lambda d: _target(d) == "Il fait beau.")


def test_sentences_move_stand_alone_and_are_anchored(page) -> None:  # noqa: F811
    from selenium.webdriver.common.keys import Keys

    before = _units(page)
    _go(page, "Il fait beau.")
    _keys(page, Keys.ESCAPE, "]")
    _status(page, "Moved down")
    _wait(page, lambda d: ("Il fait beau. Le chat dort.", "The cat sleeps.") in _units(d))
    _keys(page, "u")
    _wait(page, lambda d: _units(d) == before)
    _go(page, "Il fait beau.")
    _keys(page, Keys.ESCAPE, "o")
    _status(page, "Both sides stand alone now")
    _wait(page, lambda d: len(_units(d)) == 8)
    _keys(page, "u")
    _wait(page, lambda d: _units(d) == before)
    _go(page, "Bonjour à tous.")
    _keys(page, Keys.ESCAPE, "h")
    _status(page, "Anchored")
    _wait(page, lambda d: "anchor" in d.find_element("css selector", ".unit.on .where").text)
    _go(page, "Il fait beau.")
    _keys(page, Keys.ESCAPE, "]")
    _wait(page, lambda d: ("Il fait beau. Le chat dort.", "The cat sleeps.") in _units(d))
    page.find_element("css selector", ".unit.on").send_keys("H")
    _status(page, "Aligned anew")
    _wait(page, lambda d: _units(d) == before)


def test_a_file_is_saved_from_the_page(page, tmp_path: Path) -> None:  # noqa: F811
    page.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    page.find_element("id", "open-export").click()
    page.find_element("css selector", "#export-form button[type=submit]").click()
    _status(page, "Exported")
    _wait(page, lambda d: list(tmp_path.glob("*.tmx")))
    [made] = tmp_path.glob("*.tmx")
    _wait(page, lambda d: "</tmx>" in made.read_text(encoding="utf-8"))
    assert "The black cat" in made.read_text(encoding="utf-8")


def test_the_keys_are_shown_from_their_beginning(page) -> None:  # noqa: F811
    metrics = {"width": 390, "height": 500, "deviceScaleFactor": 1, "mobile": True}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    page.execute_script("document.getElementById('help').showModal()")
    top = page.execute_script("return document.getElementById('help').scrollTop")
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert top == 0
