"""The workbench over HTTP and in a real browser: every key, conflicts, safety, and what is lost with a page (nothing)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_socket

from tests.axe import barriers
from tests.server.running import Running
from tests.server.test_page import CHROMIUM, DRIVER, driver  # noqa: F401
from toolkit.api.projects import State, Workbench, add_file, add_pair, create_project

TEXTS = {
    "a.fr.txt": "Bonjour à tous. Il fait beau. Le chat dort.\n\nLa paix revient. Nous sommes contents.\n",
    "a.en.txt": "Hello everybody. The weather is fine. The cat sleeps.\n\nPeace is back. We are happy.\n",
    "u.tsv": "Il a 12 chats.\tHe has 13 cats.\nIl y a %d fichiers.\tThere are files.\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "terms.tsv").write_text("paix\tpeace\n", encoding="utf-8")
    folder = tmp_path / "work"
    with create_project(folder, "fr-en", glossary=tmp_path / "terms.tsv") as made:
        bench = Workbench(made)
        add_pair(bench, tmp_path / "a.fr.txt", tmp_path / "a.en.txt")
        add_file(bench, tmp_path / "u.tsv", lambda: pytest.fail("a bitext is not translated"))
    return folder


@pytest.fixture
def server(project: Path) -> Iterator[Running]:
    pytest_socket.enable_socket()
    running = Running(pairs=("fr-en",), project=project)
    page = running.client.get("/work")
    running.token = re.search(r'name="bitext-token" content="(\w+)"', page.text).group(1)
    yield running
    running.stop()
    pytest_socket.disable_socket()


def _call(server: Running, name: str, **fields):
    headers = {"X-Bitext-Token": server.token}
    return server.client.post(f"/work/{name}", json=fields, headers=headers)


class TestCalls:
    def test_without_the_token_of_the_page_nothing_is_told(self, server: Running) -> None:
        for name in ("info", "list", "save", "export"):
            answer = server.client.post(f"/work/{name}", json={})
            assert answer.status_code == 403

    def test_without_a_project_there_is_no_page(self) -> None:
        pytest_socket.enable_socket()
        running = Running()
        assert running.client.get("/work").status_code == 404
        running.stop()
        pytest_socket.disable_socket()

    def test_a_list_then_rows(self, server: Running) -> None:
        listed = _call(server, "list").json()
        assert (len(listed["numbers"]), listed["states"], listed["found"]) == (7, "o" * 7, [5, 6])
        rows = _call(server, "rows", numbers=listed["numbers"]).json()["rows"]
        assert rows[5]["findings"][0]["source"] == [5, 7]
        info = _call(server, "info").json()
        assert [(d["name"], d["units"]) for d in info["documents"]] == [("a.fr.txt · a.en.txt", 5), ("u.tsv", 2)]
        assert {"name": "numbers", "units": 1} in info["checks"]

    def test_a_conflict_gives_the_unit_as_it_is(self, server: Running) -> None:
        number = _call(server, "list").json()["numbers"][0]
        edit = {"number": number, "revision": 1, "target": "Hi."}
        assert _call(server, "save", edits=[edit], person="ada").status_code == 200
        refused = _call(server, "save", edits=[edit | {"target": "Ho."}], person="bob")
        assert refused.status_code == 409
        assert [(row["target"], row["revision"]) for row in refused.json()["rows"]] == [("Hi.", 2)]

    def test_live_checks_and_help(self, server: Running) -> None:
        numbers = _call(server, "list").json()["numbers"]
        told = _call(server, "check", number=numbers[6], target="There are %d files.").json()
        assert told == {"findings": [], "lost": []}
        assert _call(server, "check", number=numbers[6], target="Files.").json()["lost"] == ["%d"]
        helped = _call(server, "help", number=numbers[3]).json()
        assert helped["terms"] == [{"start": 3, "end": 7, "source": "paix", "targets": ["peace"]}]
        assert _call(server, "translate", number=numbers[0]).json()["translations"][0] == "BONJOUR À TOUS."

    def test_replacing_shows_first_what_it_would_do(self, server: Running) -> None:
        told = _call(server, "replace", text=r"(\w+)\.$", by=r"<\1>", pattern=True).json()
        assert told["changes"][0]["after"] == "Hello <everybody>"
        assert _call(server, "replace", text="(", pattern=True).status_code == 400
        assert _call(server, "replace", text="a", by=r"\9", pattern=True).status_code == 400

    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("rows", {"numbers": "all"}),
            ("rows", {"numbers": list(range(1000))}),
            ("rows", {"numbers": [10**30]}),
            ("rows", {"numbers": [-(10**30)]}),
            ("rows", {"numbers": ["--5"]}),
            ("rows", {"numbers": ["9" * 5000]}),
            ("save", {"edits": [{"number": 1}]}),
            ("save", {"edits": [{"number": 1, "revision": 1, "state": "lost"}]}),
            ("save", {"edits": [{"number": 1, "revision": 1, "target": ["a"]}]}),
            ("beads", {"action": "drop"}),
            ("beads", {"action": "split", "number": 1, "revision": 1, "source_at": -4, "target_at": 0}),
            ("export", {"suffix": "/../../etc/passwd"}),
            ("export", {"suffix": "own"}),
            ("comment", {"number": 10**9, "text": "x"}),
            ("check", {"number": 1, "target": "x" * 60_000}),
        ],
    )
    def test_nonsense_is_refused_in_one_line(self, server: Running, name: str, fields: dict) -> None:
        answer = _call(server, name, **fields)
        assert answer.status_code in (200, 400, 404, 409)
        assert "rows" in answer.json() if answer.status_code == 200 else "\n" not in answer.json()["error"]

    def test_exports(self, server: Running) -> None:
        assert "<tmx" in _call(server, "export", suffix=".tmx").text
        documents = _call(server, "info").json()["documents"]
        gold = _call(server, "export", suffix=".gold", document=documents[0]["number"])
        assert gold.text.startswith("[0]:[0]\n")
        refused = _call(server, "export", suffix="own", document=documents[0]["number"])
        assert refused.status_code == 400 and refused.json()["error"].startswith("units are written as")
        own = _call(server, "export", suffix="own", document=documents[1]["number"])
        assert "Il a 12 chats.\tHe has 13 cats." in own.text


@pytest.fixture
def page(driver, server: Running):  # noqa: F811
    driver.set_window_size(1280, 900)
    driver.get("about:blank")
    for log in ("browser", "performance"):
        driver.get_log(log)
    driver.get(f"{server.url}/work")
    _wait(driver, lambda d: d.find_elements("css selector", ".unit.on textarea"))
    yield driver
    errors = [e for e in driver.get_log("browser") if e["level"] in ("SEVERE", "WARNING")]
    driver.get("about:blank")
    assert [e for e in errors if "409" not in e["message"] and "400" not in e["message"]] == []


def _wait(page, what):
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(page, 20, poll_frequency=0.05).until(what)


def _keys(page, *keys: str) -> None:
    for key in keys:
        page.switch_to.active_element.send_keys(key)


def _status(page, text: str) -> None:
    _wait(page, lambda d: d.find_element("id", "status").text == text)


def _units(page) -> list[tuple[str, str]]:
    script = (
        "return [...document.querySelectorAll('.unit')].map(u => [u.querySelector('.source').textContent, "
        "(u.querySelector('.editor textarea')?.value ?? u.querySelector('.target').textContent)])"
    )
    return [tuple(pair) for pair in page.execute_script(script)]


needs_browser = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no chromium and chromedriver")


@needs_browser
class TestPage:
    def test_edit_accept_undo_redo_by_keyboard(self, page, server: Running) -> None:
        from selenium.webdriver.common.keys import Keys

        _keys(page, Keys.ENTER)
        page.switch_to.active_element.send_keys(" And good night.")
        _status(page, "Saved")
        page.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
        _wait(page, lambda d: d.find_elements("css selector", ".unit.accepted"))
        first = next(server.service.bench.project.rows())
        assert (first.unit.target, first.state) == ("Hello everybody. And good night.", State.ACCEPTED)
        _keys(page, Keys.ESCAPE, "u")
        _status(page, "Undone")
        _keys(page, "u")
        _wait(page, lambda d: "Hello everybody." in [target for _, target in _units(d)])
        _keys(page, "U")
        _wait(page, lambda d: "Hello everybody. And good night." in [target for _, target in _units(d)])

    def test_copy_source_next_finding_and_least_sure(self, page) -> None:
        from selenium.webdriver.common.keys import Keys

        _keys(page, "n")
        _wait(page, lambda d: "13 cats" in d.find_element("css selector", ".unit.on textarea").get_attribute("value"))
        assert "12" in page.find_element("css selector", ".unit.on .flags").text
        _keys(page, "n")
        chip = _wait(page, lambda d: d.find_element("css selector", ".chip.lost"))
        assert chip.text == "%d"
        chip.click()
        _status(page, "Saved")
        _wait(page, lambda d: not d.find_elements("css selector", ".chip.lost"))
        _keys(page, Keys.ESCAPE, "c")
        _status(page, "Saved")
        assert page.find_element("css selector", ".unit.on textarea").get_attribute("value") == "Il y a %d fichiers."
        _keys(page, Keys.ESCAPE, "l")
        _wait(page, lambda d: d.find_elements("css selector", ".unit.on"))

    def test_beads_by_keyboard(self, page) -> None:
        before = _units(page)
        _keys(page, "m")
        _status(page, "Merged")
        _wait(page, lambda d: ("Bonjour à tous. Il fait beau.", "Hello everybody. The weather is fine.") in _units(d))
        _keys(page, "s")
        _wait(page, lambda d: d.find_element("id", "split-go").is_displayed())
        page.find_element("id", "split-go").click()
        _wait(page, lambda d: _units(d) == before)
        page.find_element("css selector", ".unit.on").send_keys("}")
        _wait(page, lambda d: ("Il fait beau.", "Hello everybody. The weather is fine.") in _units(d))
        page.find_element("css selector", ".unit.on").send_keys("H")
        _wait(page, lambda d: _units(d) == before)

    def test_an_undo_takes_back_the_merge_that_is_still_on_its_way(self, page, server: Running, monkeypatch) -> None:
        from selenium.webdriver.common.keys import Keys

        from toolkit.project.beads import BeadEditor

        before = _units(page)
        _keys(page, Keys.ENTER)
        page.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
        _wait(page, lambda d: d.find_elements("css selector", ".unit.accepted"))
        _keys(page, Keys.ESCAPE)
        inner = BeadEditor.merge
        monkeypatch.setattr(BeadEditor, "merge", lambda *given: (time.sleep(1), inner(*given))[1])
        page.switch_to.active_element.send_keys("m", "u")
        _status(page, "Undone")
        _wait(page, lambda d: _units(d) == before)
        assert page.find_elements("css selector", ".unit.accepted"), "the change before the merge stays"

    def test_two_tabs_never_overwrite_each_other(self, page, server: Running) -> None:
        from selenium.webdriver.common.keys import Keys

        from toolkit.api.projects import Edit

        first = next(server.service.bench.project.rows())
        server.service.bench.save([Edit(first.number, 1, "Theirs.")], "bob")
        _keys(page, Keys.ENTER)
        page.switch_to.active_element.send_keys(" Mine.")
        box = _wait(page, lambda d: d.find_element("css selector", ".conflict"))
        assert "Theirs." in box.text
        assert next(server.service.bench.project.rows()).unit.target == "Theirs."
        box.find_elements("css selector", "button")[1].click()
        _status(page, "Saved")
        assert next(server.service.bench.project.rows()).unit.target == "Hello everybody. Mine."

    def test_filters_and_replacing(self, page, server: Running) -> None:
        from selenium.webdriver.common.keys import Keys

        _keys(page, "/")
        page.switch_to.active_element.send_keys("PAIX")
        _wait(page, lambda d: d.find_element("id", "count").text == "1 unit")
        page.switch_to.active_element.clear()
        page.switch_to.active_element.send_keys(Keys.ESCAPE)
        _wait(page, lambda d: d.find_element("id", "count").text == "7 units")
        page.find_element("id", "open-replace").click()
        form = page.find_element("id", "replace-form")
        form.find_element("name", "text").send_keys("cat")
        form.find_element("name", "by").send_keys("dog", Keys.ENTER)
        _wait(page, lambda d: d.find_element("id", "replace-count").text == "2 targets change")
        page.find_element("id", "replace-all").click()
        _status(page, "2 targets replaced")
        targets = [row.unit.target for row in server.service.bench.project.rows()]
        assert "The dog sleeps." in targets and "He has 13 dogs." in targets

    @pytest.mark.parametrize("width", [390, 1280])
    def test_nothing_is_cut_off(self, page, width: int) -> None:
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        page.refresh()
        _wait(page, lambda d: d.find_elements("css selector", ".unit.on textarea"))
        wide = page.execute_script("return document.documentElement.scrollWidth")
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        assert wide <= width

    def test_on_a_telephone_the_panel_goes_along_from_unit_to_unit(self, page) -> None:
        metrics = {"width": 390, "height": 900, "deviceScaleFactor": 1, "mobile": True}
        page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        page.refresh()
        _wait(page, lambda d: d.find_elements("css selector", ".unit.on #panel #comment"))
        _keys(page, "j")
        _wait(page, lambda d: d.find_elements("css selector", ".unit.on[data-n='1'] #panel #comment"))
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        _wait(page, lambda d: d.find_elements("css selector", "main > #panel #comment"))

    @pytest.mark.slow
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_no_barrier(self, page, tmp_path: Path, scheme: str) -> None:
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        _keys(page, "n")
        _wait(page, lambda d: d.find_elements("css selector", ".unit.on .flag"))
        assert barriers(page, tmp_path) == []
        for name in ("help", "replace", "export"):
            page.find_element("id", f"open-{name}").click()
            assert barriers(page, tmp_path) == []
            page.execute_script(f"document.getElementById('{name}').close()")
        page.find_element("css selector", ".unit.on .flag button").click()
        assert barriers(page, tmp_path) == []
        page.execute_script("document.getElementById('dismiss').close()")
        page.find_element("css selector", "#filters [name=text]").send_keys("nothing has this")
        _wait(page, lambda d: d.find_elements("css selector", "#units .empty"))
        assert barriers(page, tmp_path) == []


@needs_browser
def test_a_server_with_keys_asks_for_one(driver, project: Path, tmp_path: Path) -> None:  # noqa: F811
    from toolkit.server.keys import add_key

    pytest_socket.enable_socket()
    key = add_key(tmp_path / "keys.txt", "ada")
    running = Running(pairs=("fr-en",), project=project, keys=tmp_path / "keys.txt")
    try:
        driver.get(f"{running.url}/work")
        _wait(driver, lambda d: d.find_element("id", "key").is_displayed())
        assert not driver.find_elements("css selector", ".unit")
        driver.find_element("id", "key").send_keys("wrong", "\n")
        _wait(driver, lambda d: d.find_element("id", "sign-status").text == "Invalid API key")
        driver.find_element("id", "key").clear()
        driver.find_element("id", "key").send_keys(key, "\n")
        _wait(driver, lambda d: len(d.find_elements("css selector", ".unit")) == 7)
        assert not driver.find_element("id", "sign").is_displayed()
    finally:
        driver.get("about:blank")
        running.stop()
        pytest_socket.disable_socket()
