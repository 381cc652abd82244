"""Pictures for the docs: need selenium, the extra [serve], and Debian's chromium and chromium-driver.

    python bench/screenshot.py

Writes docs/report.png (the report of corpus/), and docs/workbench.png, workbench-dark.png and workbench-phone.png (a
project of two articles).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from toolkit.api.projects import Edit, State, Workbench, open_project
from toolkit.reports import read_content, render_page

ROOT = Path(__file__).parent.parent
PORT = 5977


def _driver() -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in ("headless", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "disable-background-networking"):
        options.add_argument(f"--{flag}")
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


def _report(driver: webdriver.Chrome) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        page.write_text(render_page(read_content(ROOT / "corpus")), encoding="utf-8")
        driver.set_window_size(1100, 820)
        driver.get(page.as_uri())
        driver.find_element("css selector", "[data-do=next]").click()  # the first finding
        driver.execute_script("document.getAnimations().forEach((a) => a.finish())")
        driver.save_screenshot(str(ROOT / "docs" / "report.png"))


def _bitext(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "toolkit", *map(str, arguments)])


def _project(folder: Path) -> Path:
    """Two articles, of which somebody has read some sentences and mistyped a number."""
    project = folder / "North Korea and Russia"
    terms = folder / "terms.tsv"
    terms.write_text("commerce\ttrade\nrenseignement militaire\tmilitary intelligence\n", encoding="utf-8")
    seeds = sorted((ROOT / "seeds").glob("00[01]*.txt"))
    for step in (("new", project, "--glossary", terms), ("add", project, "--quiet", *seeds)):
        _bitext("project", *step).wait()
    with open_project(project) as opened:
        first, second, third = list(opened.rows())[:3]
        bench = Workbench(opened)
        bench.save([Edit(row.number, row.revision, None, State.ACCEPTED) for row in (first, second)], "Anne")
        bench.save([Edit(third.number, third.revision, third.unit.target.replace("1.7", "1.4"))], "Anne")
    return project


def _workbench(driver: webdriver.Chrome, folder: Path) -> None:
    project = _project(folder)
    server = _bitext("serve", "--project", project, "--port", PORT)
    try:
        time.sleep(5)
        for name, width, height, scheme in (
            ("workbench", 1280, 900, "light"),
            ("workbench-dark", 1280, 900, "dark"),
            ("workbench-phone", 390, 900, "light"),
        ):
            media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
            metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            driver.get(f"http://127.0.0.1:{PORT}/work")
            WebDriverWait(driver, 20).until(lambda d: d.find_elements("css selector", "#panel li, #panel #comment"))
            driver.switch_to.active_element.send_keys("n")
            time.sleep(2)
            driver.save_screenshot(str(ROOT / "docs" / f"{name}.png"))
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    driver = _driver()
    try:
        _report(driver)
        with tempfile.TemporaryDirectory() as folder:
            _workbench(driver, Path(folder))
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
