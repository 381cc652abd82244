"""The page in a real browser: Debian's chromium and chromium-driver, which .ci/run installs."""

from __future__ import annotations

import json
import re
import shutil

import pytest
import pytest_socket

from tests.axe import barriers
from tests.conftest import ROOT
from tests.reports.test_content import nasty_corpus
from toolkit.checks.dismissals import Dismissals
from toolkit.reports import read_content, render_page

selenium = pytest.importorskip("selenium", reason="selenium is not installed")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no chromium and chromedriver; install Debian's chromium and chromium-driver"
)


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    # The driver is spoken to over a local socket; the browser itself is told that no host exists.
    pytest_socket.enable_socket()
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (
        "headless",
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
        "disable-dev-shm-usage",
        "host-resolver-rules=MAP * ~NOTFOUND",
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
def page(driver, tmp_path):
    pytest_socket.enable_socket()
    driver.set_window_size(1200, 900)
    path = tmp_path / "report.html"
    path.write_text(render_page(read_content(ROOT / "corpus")), encoding="utf-8")
    driver.get("about:blank")
    for log in ("browser", "performance"):  # what the browser does at its start is not the page's doing
        driver.get_log(log)
    driver.get(path.as_uri())
    yield driver
    errors = [e for e in driver.get_log("browser") if e["level"] in ("SEVERE", "WARNING")]
    requests = [
        message["params"]["request"]["url"]
        for entry in driver.get_log("performance")
        if (message := json.loads(entry["message"])["message"])["method"] == "Network.requestWillBeSent"
    ]
    assert errors == []
    assert all(url.startswith("file:") for url in requests), requests


def lit(driver) -> list[str]:
    return [e.get_attribute("id") for e in driver.find_elements("css selector", ".u.lit")]


def test_counterparts_light_up(page) -> None:
    from selenium.webdriver import ActionChains

    source = page.find_element("id", "s20")
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", source)
    ActionChains(page).move_to_element(source).perform()
    assert lit(page) == ["s20", "t20"]
    ActionChains(page).move_to_element(page.find_element("id", "t21")).perform()
    assert lit(page) == ["s21", "t21"]
    source.click()
    ActionChains(page).move_to_element(page.find_element("tag name", "h1")).perform()
    assert lit(page) == ["s20", "t20"]
    assert source.get_attribute("aria-pressed") == "true"


def test_keyboard_alone(page) -> None:
    from selenium.webdriver.common.keys import Keys

    def focus() -> str:
        return page.switch_to.active_element.get_attribute("id")

    def press(key: str) -> str:
        page.switch_to.active_element.send_keys(key)
        return focus()

    page.find_element("css selector", "[data-do=help]").send_keys(Keys.TAB)
    assert focus() == "s0" and lit(page) == ["s0", "t0"]
    assert press(Keys.ARROW_DOWN) == "s1" and lit(page) == ["s1", "t1"]
    assert press(Keys.ARROW_RIGHT) == "t1"
    assert press(Keys.ARROW_DOWN) == "t2"
    assert press(Keys.ENTER) == "t2"
    assert press(Keys.END) == f"t{len(read_content(ROOT / 'corpus').units) - 1}"
    assert {"s2", "t2"} <= set(lit(page))
    press(Keys.ESCAPE)
    assert "s2" not in lit(page)
    assert press(Keys.HOME) == "t0"


def test_filters(page) -> None:
    from selenium.webdriver.support.select import Select
    from selenium.webdriver.support.ui import WebDriverWait

    def shown_text() -> str:
        return page.find_element("id", "shown").text

    def wait_for(holds) -> None:
        # A reset of the form tells the script a moment later.
        WebDriverWait(page, 10).until(lambda _: holds(), shown_text())

    content = read_content(ROOT / "corpus")
    wanted = content.findings()
    name, count = next(iter(wanted.items()))
    Select(page.find_element("id", "by-finding")).select_by_value(name)
    total = len(content.units)
    wait_for(lambda: shown_text() == f"{count} of {total} units shown")
    shown = page.find_elements("css selector", ".paragraph:not([hidden])")
    assert 0 < len(shown) <= count
    assert all(name in p.text for p in shown)
    page.find_element("css selector", "#filter [type=reset]").click()
    wait_for(lambda: shown_text() == f"{total} of {total} units shown")
    page.execute_script(
        "const r = document.getElementById('by-confidence'); r.value = 0.5;"
        "r.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    import math

    low = sum("model" in u.scores and round(math.exp(u.scores["model"]), 4) <= 0.5 for u in content.units)
    wait_for(lambda: shown_text() == f"{low} of {total} units shown")
    page.find_element("css selector", "#filter [type=reset]").click()
    page.find_element("id", "by-text").send_keys("corée du nord")
    wait_for(lambda: not shown_text().startswith(("0 ", f"{total} ")))


def test_a_phone_needs_no_sideways_scrolling(page) -> None:
    page.set_window_size(500, 800)  # the narrowest that Chromium's window goes
    inner, scroll = page.execute_script("return [window.innerWidth, document.documentElement.scrollWidth]")
    assert scroll <= inner
    left, right = (page.find_element("id", i).rect for i in ("s3", "t3"))
    assert left["y"] + left["height"] <= right["y"] + 1


def test_a_page_on_a_phone_fits_390_pixels(page) -> None:
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        page.refresh()
        # Also with all that opens.
        page.execute_script("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        inner, scroll = page.execute_script("return [window.innerWidth, document.documentElement.scrollWidth]")
        assert (inner, scroll) == (390, 390)
        beyond = page.execute_script(
            "return [...document.querySelectorAll('main *, form *, nav *')].filter((e) => !e.closest('.wide, h2 b')"
            " && e.getBoundingClientRect().right > 390.5 && e.offsetParent).map((e) => e.outerHTML.slice(0, 80))"
        )
        assert beyond == []
        # Text stands on the first screen, and what is touched is no smaller than WCAG 2.2 allows (2.5.8).
        assert page.find_element("css selector", ".u").rect["y"] < 844 / 2
        sizes = [b.size for b in page.find_elements("css selector", "form button, form select, nav summary")]
        assert all(min(size["width"], size["height"]) >= 24 for size in sizes if size["width"])
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_headings_are_titles_and_no_hashes(page) -> None:
    heads = [e.text for e in page.find_elements("css selector", ".article h2, h3, .notes a, nav li")]
    assert len(heads) > 10 and not [text for text in heads if re.search(r"[0-9a-f]{12}", text)]
    named = page.find_elements("css selector", ".article h2 b")[1]
    title = page.find_element("css selector", ".article:nth-of-type(2) .kind-title .source").text
    assert title.startswith(named.text.rstrip("…")) and re.search("[0-9a-f]{12}", named.get_attribute("title"))


def test_contrast(page) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text, by day and in the dark, lit or not."""

    def luminance(colour: str) -> float:
        parts = [float(v) / 255 for v in colour[colour.index("(") + 1 :].rstrip(")").split(",")[:3]]
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    script = (
        "const e = document.querySelector(arguments[0]), s = getComputedStyle(e);"
        "let n = e; while (n && getComputedStyle(n).backgroundColor === 'rgba(0, 0, 0, 0)') n = n.parentElement;"
        "return [s.color, n ? getComputedStyle(n).backgroundColor : 'rgb(255, 255, 255)']"
    )
    page.find_element("id", "s0").click()
    for scheme in ("light", "dark"):
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        page.execute_script("document.getAnimations().forEach((a) => a.finish())")
        for selector in ("h1", "#s5", "#s0", ".notes b", "nav a", "#shown", ".mark", "#facts", ".title dd"):
            one, two = sorted(map(luminance, page.execute_script(script, selector)))
            assert (two + 0.05) / (one + 0.05) >= 4.5, (scheme, selector)
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_words_at_fault_are_marked_and_findings_are_stepped_through(page) -> None:
    content = read_content(ROOT / "corpus")
    found = [n for n, unit in enumerate(content.units) if unit.findings]
    for number in found:
        page.find_element("tag name", "body").send_keys("n")
        assert page.switch_to.active_element.get_attribute("id") == f"s{number}"
        assert {f"s{number}", f"t{number}"} <= set(lit(page))
    assert page.find_element("id", "shown").text == f"Finding {len(found)} of {len(found)}"
    marked = page.execute_script("return [...document.querySelectorAll('.fault')].map((e) => e.textContent)")
    reasons = " ".join(f.reason for u in content.units for f in u.findings)
    assert marked and all(word.lower() in reasons.lower() for word in marked)


def test_dismissals_are_kept_and_are_those_of_check(page, tmp_path) -> None:
    from toolkit.checks.dismissals import key_of

    [unit, *_] = [u for u in read_content(ROOT / "corpus").units if u.findings]
    page.execute_script("window.saved = null; URL.createObjectURL = (blob) => { window.saved = blob; return '#'; };")
    page.find_element("tag name", "body").send_keys("n")
    page.switch_to.active_element.send_keys("x")
    assert page.find_elements("css selector", ".notes li.done")
    page.execute_script("document.querySelector('[data-do=dismissals]').click()")
    text = page.execute_async_script("const done = arguments[0]; window.saved.text().then(done)")
    path = tmp_path / "d.tsv"
    path.write_text(text, encoding="utf-8")
    assert {row.key for row in Dismissals.read(path)} == {key_of(unit, f.check) for f in unit.findings}
    page.refresh()
    assert page.find_elements("css selector", ".notes li.done")
    page.execute_script("localStorage.clear()")


def test_search_marks_its_hits_and_the_address_says_what_is_shown(page) -> None:
    page.find_element("id", "by-text").send_keys("coree du NORD")
    hits = page.execute_script("return [...document.querySelectorAll('.u mark')].map((e) => e.textContent)")
    assert "Corée du Nord" in hits and all(hit in "Corée du Nord" for hit in hits)  # one goes over a finding
    assert page.current_url.endswith("#q=coree+du+NORD")
    before = page.find_element("id", "shown").text
    page.refresh()
    assert page.find_element("id", "shown").text == before
    page.execute_script("location.hash = ''")


def test_prints_everything(page) -> None:
    page.find_element("id", "by-text").send_keys("no such text anywhere")
    assert page.find_element("id", "shown").text.startswith("0 of")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert page.find_element("id", "s3").is_displayed()
    assert not page.find_element("id", "filter").is_displayed()
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_scripts_in_documents_are_text(driver, tmp_path) -> None:
    pytest_socket.enable_socket()
    path = tmp_path / "nasty.html"
    path.write_text(render_page(nasty_corpus(tmp_path)), encoding="utf-8")
    driver.get(path.as_uri())  # an alert would make every later command fail
    assert "alert(1)" in driver.find_element("id", "s0").text
    assert driver.execute_script("return document.images.length + document.scripts.length") == 1
    assert [e for e in driver.get_log("browser") if e["level"] == "SEVERE"] == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(page, tmp_path, scheme):
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    page.find_element("css selector", "[data-do=next]").click()
    page.execute_script("document.getAnimations().forEach((a) => a.finish())")
    assert barriers(page, tmp_path) == []
