"""The page of the server in a real browser, and axe-core over it where npm has it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import pytest_socket

from tests.axe import barriers
from tests.server.running import Running

selenium = pytest.importorskip("selenium", reason="selenium is not installed")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no chromium and chromedriver; install Debian's chromium and chromium-driver"
)


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    pytest_socket.enable_socket()
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (
        "headless",
        "no-sandbox",
        "disable-gpu",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
        "disable-dev-shm-usage",
        "host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        f"user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield started
    pytest_socket.enable_socket()
    started.quit()
    pytest_socket.disable_socket()


@pytest.fixture
def page(driver, tmp_path: Path):
    """The page of a running server; in the end the console is empty and no request has left."""
    pytest_socket.enable_socket()
    terms = tmp_path / "terms.tsv"
    terms.write_text("paix\tpeace\n", encoding="utf-8")
    server = Running(pairs=("fr-en",), glossary=terms)
    driver.set_window_size(1280, 900)
    driver.get("about:blank")
    for log in ("browser", "performance"):
        driver.get_log(log)
    driver.get(server.url)
    yield driver
    errors = [e for e in driver.get_log("browser") if e["level"] in ("SEVERE", "WARNING")]
    sent = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    urls = [m["params"]["request"]["url"] for m in sent if m["method"] == "Network.requestWillBeSent"]
    driver.get("about:blank")
    server.stop()
    assert errors == []
    assert urls and all(url.startswith((server.url, "data:")) for url in urls), urls


def _translated(driver, text: str) -> list:
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    driver.find_element("id", "source-text").send_keys(text, Keys.CONTROL, Keys.ENTER)
    return WebDriverWait(driver, 20).until(lambda d: d.find_elements("css selector", "#sentences li"))


def test_a_text_is_translated_by_keyboard_with_confidence_and_terms(page) -> None:
    _translated(page, "La paix revient. Il fait <b>beau</b>.")
    assert page.find_element("id", "result").text == "LA PAIX REVIENT. IL FAIT <B>BEAU</B>."
    rows = page.find_elements("css selector", "#sentences > li")
    assert [row.find_element("css selector", ".to").text for row in rows] == [
        "LA PAIX REVIENT.",
        "IL FAIT <B>BEAU</B>.",
    ]
    assert rows[0].find_element("css selector", ".sure").text == "Confident · 90 %"
    assert rows[0].find_element("css selector", ".terms").text == "paix → peace"
    assert page.find_element("id", "copy").is_enabled()


def test_a_server_that_was_started_anew_translates_without_a_new_page(page, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.server import page as pages

    monkeypatch.setattr(pages, "_SECRET", b"of another process")
    _translated(page, "La paix revient.")
    assert page.find_element("id", "result").text == "LA PAIX REVIENT."
    # The browser notes the first answer, which was a refusal.
    page.get_log("browser")


def test_a_file_is_offered_for_download(page, tmp_path: Path) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    path = tmp_path / "article.md"
    path.write_text("# Bonjour\n", encoding="utf-8")
    page.find_element("id", "file").send_keys(str(path))
    link = WebDriverWait(page, 20).until(lambda d: d.find_element("css selector", "#result a"))
    assert link.text == "article.en.md"
    assert "/download_file/" in link.get_attribute("href")


def test_an_empty_text_is_answered_with_a_sentence(page) -> None:
    page.find_element("id", "go").click()
    assert page.find_element("id", "status").text == "There is no text yet."
    assert page.switch_to.active_element.get_attribute("id") == "source-text"


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_off_on_a_phone_or_a_desk(page, width: int) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    _translated(page, "Anticonstitutionnellement" * 8)
    wide = page.execute_script("return document.documentElement.scrollWidth")
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide <= width


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(page, tmp_path: Path, scheme: str) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    _translated(page, "La paix revient. Il fait beau.")
    assert barriers(page, tmp_path) == []
