"""Nothing that somebody typed is lost or written over in the workbench, whatever the server or others do meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_socket

from tests.server.running import Running
from tests.server.test_page import driver  # noqa: F401
from tests.server.test_work import _call, _keys, _status, _units, _wait, needs_browser, page, server  # noqa: F401
from tests.server.test_work_verbs import _count, _go, _target
from toolkit.api.projects import Edit, State, Workbench, add_file, add_pair, create_project

CHAT = "Le chat noir dort ici aujourd'hui."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "a.fr.txt").write_text("Bonjour à tous. Il fait beau. Le chat dort.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("Hello everybody. The weather is fine. The cat sleeps.\n", encoding="utf-8")
    (tmp_path / "u.tsv").write_text(f"{CHAT}\tThe black cat.\nIl a 12 chats.\tHe has 13 cats.\n", encoding="utf-8")
    with create_project(tmp_path / "work", "fr-en") as made:
        bench = Workbench(made)
        add_pair(bench, tmp_path / "a.fr.txt", tmp_path / "a.en.txt")
        add_file(bench, tmp_path / "u.tsv", lambda: pytest.fail("a bitext is not translated"))
    return tmp_path / "work"


def _row(server: Running, source: str):  # noqa: F811
    return next(row for row in server.service.bench.project.rows() if row.unit.source == source)


def _theirs(server: Running, source: str) -> None:  # noqa: F811
    row = _row(server, source)
    server.service.bench.save([Edit(row.number, row.revision, "Theirs.")], "bob")


@needs_browser
class TestTyping:
    def test_while_two_texts_stand_against_each_other_neither_is_written(self, page, server: Running) -> None:  # noqa: F811
        from selenium.webdriver.common.keys import Keys

        _go(page, "Bonjour à tous.")
        _theirs(server, "Bonjour à tous.")
        page.switch_to.active_element.send_keys(" Mine.")
        _wait(page, lambda d: d.find_elements("css selector", ".conflict"))
        # Leaving the text, going on and coming back saves neither.
        page.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ARROW_DOWN)
        _wait(page, lambda d: d.find_element("css selector", ".unit.on .source").text == "Il fait beau.")
        assert page.find_element("id", "unsaved").text == "1 text not saved"
        assert ("Bonjour à tous.", "Hello everybody. Mine.") in _units(page)
        page.find_element("id", "unsaved").click()
        page.find_element("css selector", "#drafts-list button").click()
        box = _wait(page, lambda d: d.find_element("css selector", ".unit.on .conflict"))
        assert "Theirs." in box.text and _target(page) == "Hello everybody. Mine."
        assert [v["target"] for v in server.service.bench.project.history(_row(server, "Bonjour à tous.").number)] == [
            "Theirs.",
            "Hello everybody.",
        ]
        box.find_elements("css selector", "button")[0].click()
        _wait(page, lambda d: _target(d) == "Theirs.")
        assert not page.find_element("id", "unsaved").is_displayed()
        assert _row(server, "Bonjour à tous.").unit.target == "Theirs."

    def test_what_could_not_be_sent_is_sent_when_the_server_answers_again(self, page, server: Running) -> None:  # noqa: F811
        from selenium.webdriver.common.keys import Keys

        _go(page, "Bonjour à tous.")
        page.execute_script("window.real = fetch; window.fetch = () => Promise.reject(new TypeError('no network'))")
        page.switch_to.active_element.send_keys(" And you.")
        _wait(page, lambda d: d.find_element("id", "unsaved").is_displayed())
        page.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ARROW_DOWN)
        _wait(page, lambda d: d.find_element("css selector", ".unit.on .source").text == "Il fait beau.")
        assert ("Bonjour à tous.", "Hello everybody. And you.") in _units(page)
        assert page.execute_script("return document.querySelector('.unit .flag.error').textContent").startswith(
            "Not saved"
        )
        page.execute_script("window.fetch = window.real")
        _wait(page, lambda d: _row(server, "Bonjour à tous.").unit.target == "Hello everybody. And you.")
        _wait(page, lambda d: not d.find_element("id", "unsaved").is_displayed())

    def test_a_server_that_was_started_anew_takes_what_the_page_has(
        self,
        page,  # noqa: F811
        server: Running,  # noqa: F811
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        from toolkit.server import page as pages

        _go(page, "Bonjour à tous.")
        monkeypatch.setattr(pages, "_SECRET", b"of another process")
        page.switch_to.active_element.send_keys(" And you.")
        _status(page, "Saved")
        assert _row(server, "Bonjour à tous.").unit.target == "Hello everybody. And you."
        # The browser notes the first answer, which was a refusal.
        page.get_log("browser")

    def test_a_text_of_a_unit_that_is_gone_can_be_copied(self, page, server: Running) -> None:  # noqa: F811
        from toolkit.project.beads import BeadEditor

        _go(page, "Il fait beau.")
        numbers = [row.number for row in server.service.bench.project.rows()]
        BeadEditor(server.service.bench.project, "bob", server.service.bench.look).merge({numbers[0]: 1, numbers[1]: 1})
        page.switch_to.active_element.send_keys(" Mine.")
        _wait(page, lambda d: d.find_element("id", "unsaved").is_displayed())
        page.find_element("id", "unsaved").click()
        item = page.find_element("css selector", "#drafts-list li")
        assert "The weather is fine. Mine." in item.text
        item.find_elements("css selector", "button")[0].click()
        _wait(page, lambda d: d.find_element("id", "status").text.startswith("This unit is there no more"))
        page.find_element("id", "unsaved").click()
        item = page.find_element("css selector", "#drafts-list li")
        item.find_elements("css selector", "button")[1].click()
        _wait(page, lambda d: not d.find_element("id", "unsaved").is_displayed())
        # The browser notes that help with a unit that is gone was refused.
        page.get_log("browser")

    def test_two_comments_both_stay(self, page, server: Running) -> None:  # noqa: F811
        from selenium.webdriver.common.keys import Keys

        _go(page, CHAT)
        number = _row(server, CHAT).number
        assert _call(server, "comment", number=number, text="Ask Bob.", person="bob").status_code == 200
        page.find_element("id", "comment").send_keys("Ask Anne.", Keys.ESCAPE)
        _wait(page, lambda d: "both" in d.find_element("id", "status").text)
        assert _row(server, CHAT).comment == "Ask Bob."
        page.find_element("id", "comment").send_keys(" Soon.", Keys.ESCAPE)
        _status(page, "Comment saved")
        assert _row(server, CHAT).comment == "Ask Bob.\nAsk Anne. Soon."


@needs_browser
class TestUndo:
    def test_an_anchor_is_taken_back_and_set_again(self, page, server: Running) -> None:  # noqa: F811
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        _go(page, "Il fait beau.")
        page.switch_to.active_element.send_keys(" Sunny.")
        _status(page, "Saved")
        _keys(page, Keys.ESCAPE, "h")
        _status(page, "Anchored")
        _keys(page, "u")
        _status(page, "Undone")
        assert not _row(server, "Il fait beau.").anchor
        assert _row(server, "Il fait beau.").unit.target == "The weather is fine. Sunny."
        _keys(page, "U")
        _status(page, "Done again")
        assert _row(server, "Il fait beau.").anchor
        # Both keys at once, to whatever has the focus then.
        ActionChains(page).send_keys("uu").perform()
        _wait(page, lambda d: _row(server, "Il fait beau.").unit.target == "The weather is fine.")

    def test_changes_of_beads_are_undone_one_after_the_other(self, page, server: Running) -> None:  # noqa: F811
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        before = _units(page)
        _go(page, "Bonjour à tous.")
        page.switch_to.active_element.send_keys(" Indeed.")
        _status(page, "Saved")
        _keys(page, Keys.ESCAPE, "m")
        _status(page, "Merged")
        # The list is there again.
        _wait(page, lambda d: d.find_elements("css selector", ".unit.on #comment, #panel #comment"))
        shown = "return document.querySelector('.unit.on .source')?.textContent"
        _wait(page, lambda d: d.execute_script(shown) == "Bonjour à tous. Il fait beau.")
        ActionChains(page).send_keys("]").perform()
        _status(page, "Moved down")
        _wait(page, lambda d: d.execute_script(shown) == "Bonjour à tous.")
        changed = _units(page)
        ActionChains(page).send_keys("uuu").perform()
        _wait(page, lambda d: _units(d) == before)
        assert changed != before and not page.find_element("id", "undo").is_enabled()

    def test_a_replacement_is_one_change_and_gives_back_the_states(self, page, server: Running) -> None:  # noqa: F811
        from selenium.webdriver.common.keys import Keys

        bench = server.service.bench
        one = _row(server, "Le chat dort.")
        bench.save([Edit(one.number, one.revision, None, State.ACCEPTED)], "ada")
        before = [(row.unit.target, row.state) for row in bench.project.rows()]
        page.find_element("id", "open-replace").click()
        form = page.find_element("id", "replace-form")
        form.find_element("name", "text").send_keys("cat")
        form.find_element("name", "by").send_keys("dog", Keys.ENTER)
        _wait(page, lambda d: d.find_element("id", "replace-count").text == "3 targets change")
        preview = "return [...document.querySelectorAll('#replace-list li')].map(li => [...li.querySelectorAll('del, ins')].map(e => e.textContent.trim()))"
        assert page.execute_script(preview) == [["cat", "dog"], ["cat.", "dog."], ["cats.", "dogs."]]
        page.find_element("id", "replace-all").click()
        _status(page, "3 targets replaced")
        assert sum("dog" in row.unit.target for row in bench.project.rows()) == 3
        page.find_element("id", "undo").click()
        _status(page, "Undone")
        assert [(row.unit.target, row.state) for row in bench.project.rows()] == before
        page.find_element("id", "redo").click()
        _status(page, "Done again")
        assert sum("dog" in row.unit.target for row in bench.project.rows()) == 3

    def test_changes_of_units_that_the_filters_hide_are_undone_one_by_one(self, page, server: Running) -> None:  # noqa: F811
        _go(page, "Bonjour à tous.")
        for text in (" One.", " Two."):
            page.switch_to.active_element.send_keys(text)
            _wait(page, lambda d, text=text: _row(server, "Bonjour à tous.").unit.target.endswith(text))
        page.find_element("css selector", "#filters [name=text]").send_keys("12 chats")
        _count(page, 1)
        for wanted in ("Hello everybody. One.", "Hello everybody."):
            page.find_element("id", "undo").click()
            _wait(page, lambda d, wanted=wanted: _row(server, "Bonjour à tous.").unit.target == wanted)


@needs_browser
def test_the_filter_by_score(page, server: Running) -> None:  # noqa: F811
    from selenium.webdriver.support.ui import Select

    numbers = [row.number for row in server.service.bench.project.rows()]
    scores = dict(zip(numbers, (0.95, 0.85, 0.45, None, None), strict=True))
    with server.service.bench.project.changing() as connection:
        from toolkit.project.store import update

        for row in server.service.bench.project.rows():
            row.unit.scores.clear()
            if scores[row.number] is not None:
                row.unit.scores["alignment"] = scores[row.number]
            update(connection, row)
    for below, found in (("90", 2), ("50", 1), ("30", 0), ("", 5)):
        Select(page.find_element("name", "below")).select_by_value(below)
        _count(page, found)
    Select(page.find_element("name", "below")).select_by_value("30")
    _count(page, 0)
    assert "No unit fits" in page.find_element("id", "units").text
    page.find_element("css selector", "#units .empty button").click()
    _count(page, 5)
    assert not page.find_element("id", "clear").is_enabled()
    page.find_element("id", "least-sure").click()
    _wait(page, lambda d: d.find_element("css selector", ".unit.on .source").text == "Le chat dort.")


def test_a_project_that_cannot_be_written_says_so_and_may_be_asked_again(server: Running) -> None:  # noqa: F811
    project = server.service.bench.project
    row = next(project.rows())
    edit = {"number": row.number, "revision": row.revision, "target": "Hi."}
    project._connection.execute("PRAGMA query_only=ON")
    try:
        refused = _call(server, "save", edits=[edit])
    finally:
        project._connection.execute("PRAGMA query_only=OFF")
    told = "Not saved: the project cannot be written (attempt to write a readonly database)"
    assert (refused.status_code, refused.json(), refused.headers["retry-after"]) == (503, {"error": told}, "3")
    assert _call(server, "save", edits=[edit]).status_code == 200


def test_many_targets_are_saved_at_once(server: Running) -> None:  # noqa: F811
    rows = list(server.service.bench.project.rows())[:3]
    edits = [{"number": row.number, "revision": row.revision, "target": "x" * 40_000} for row in rows]
    assert _call(server, "save", edits=edits).status_code == 200
    too_long = {"number": rows[0].number, "revision": rows[0].revision + 1, "target": "x" * 60_000}
    refused = _call(server, "save", edits=[too_long])
    assert (refused.status_code, "60,000 characters, and 50,000 fit" in refused.json()["error"]) == (400, True)
    assert _call(server, "save", edits=[{"number": 1, "revision": 1}] * 401).status_code == 400


@needs_browser
@pytest.mark.parametrize(("target", "direction"), [("ar", "rtl"), ("ja", "ltr")])
def test_texts_run_as_their_language_does(driver, tmp_path: Path, target: str, direction: str) -> None:  # noqa: F811
    with create_project(tmp_path / "work", f"fr-{target}") as made:
        (tmp_path / "u.tsv").write_text("Il est là.\tx.\n", encoding="utf-8")
        add_file(Workbench(made), tmp_path / "u.tsv", lambda: pytest.fail("a bitext is not translated"))
    pytest_socket.enable_socket()
    running = Running(project=tmp_path / "work")
    try:
        driver.get(f"{running.url}/work")
        box = _wait(driver, lambda d: d.find_element("css selector", ".unit.on textarea"))
        shown = [box.value_of_css_property("direction"), box.get_attribute("lang")]
        source = driver.find_element("css selector", ".unit.on .source").value_of_css_property("direction")
        assert [*shown, source] == [direction, target, "ltr"]
    finally:
        driver.get("about:blank")
        running.stop()
        pytest_socket.disable_socket()


@needs_browser
def test_an_empty_project_says_what_to_do(driver, tmp_path: Path) -> None:  # noqa: F811
    create_project(tmp_path / "work", "fr-en").close()
    pytest_socket.enable_socket()
    running = Running(pairs=("fr-en",), project=tmp_path / "work")
    try:
        driver.get(f"{running.url}/work")
        _wait(driver, lambda d: "bitext project add" in d.find_element("id", "units").text)
        assert not driver.find_element("id", "panel").is_displayed()
        driver.find_element("id", "next-finding").click()
        _status(driver, "There is none")
    finally:
        driver.get("about:blank")
        running.stop()
        pytest_socket.disable_socket()


@needs_browser
@pytest.mark.parametrize("width", [320, 390, 640, 1024, 1280])
def test_no_text_runs_out_of_its_place(page, server: Running, width: int) -> None:  # noqa: F811
    row = _row(server, CHAT)
    far = "https://example.org/" + "a" * 300
    server.service.bench.save([Edit(row.number, row.revision, far)], "ada")
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    page.refresh()
    _wait(page, lambda d: d.find_elements("css selector", ".unit .flag"))
    script = (
        "const wide = (e) => e && e.scrollWidth > e.clientWidth + 1; "
        "return [document.documentElement, ...document.querySelectorAll('#units, #panel, header')]"
        ".filter(wide).map((e) => e.id || e.className || e.tagName)"
    )
    out = page.execute_script(script)
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert out == []
