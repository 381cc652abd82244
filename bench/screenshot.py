"""Picture of the report for the docs: needs selenium and Debian's chromium and chromium-driver.

    python bench/screenshot.py

Renders corpus/ and writes docs/report.png.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from toolkit.reports import read_content, render_page

ROOT = Path(__file__).parent.parent


def main() -> None:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in ("headless", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "disable-background-networking"):
        options.add_argument(f"--{flag}")
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "report.html"
            page.write_text(render_page(read_content(ROOT / "corpus")), encoding="utf-8")
            driver.set_window_size(1100, 820)
            driver.get(page.as_uri())
            driver.find_element("css selector", "[data-do=next]").click()  # the first finding
            driver.execute_script("document.getAnimations().forEach((a) => a.finish())")
            driver.save_screenshot(str(ROOT / "docs" / "report.png"))
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
