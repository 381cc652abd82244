"""The workbench with 20,000 units: what scrolling and typing cost, and barriers on such a page."""

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
from toolkit.api.projects import Workbench, add_file, create_project

UNITS = 20_000
# Chromium calls tasks long that hold the page up for 50 ms; a picture of a screen is due every sixteenth.
FRAME = 1 / 60
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no chromium and chromedriver"),
]
# What has held the page up for 50 ms and more, by the clock.
_WATCH = """
window.longTasks = [];
new PerformanceObserver((seen) => longTasks.push(...seen.getEntries().map((e) => e.duration))).observe({entryTypes: ["longtask"]});
"""
_SCROLL = """
const done = arguments[arguments.length - 1], list = document.getElementById("units");
let step = 0;
const move = () => {
  list.scrollTop += arguments[0];
  step += 1;
  if (step < arguments[1]) requestAnimationFrame(() => setTimeout(move, 20)); else setTimeout(() => done(step), 300);
};
move();
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("size")
    subjects = ("Le chat", "La lettre", "Le train de nuit", "Un vieux contrat", "La réunion du conseil")
    rows = (
        f"{subjects[n % 5]} numéro {n} est là.\tThe item number {n + (n % 97 == 0)} is here.\n" for n in range(UNITS)
    )
    (folder / "u.tsv").write_text("".join(rows), encoding="utf-8")
    with create_project(folder / "work", "fr-en") as made:
        add_file(Workbench(made), folder / "u.tsv", lambda: pytest.fail("a bitext is not translated"))
    pytest_socket.enable_socket()
    running = Running(pairs=("fr-en",), project=folder / "work")
    yield running
    pytest_socket.enable_socket()
    running.stop()
    pytest_socket.disable_socket()


@pytest.fixture
def page(driver, server: Running):  # noqa: F811
    pytest_socket.enable_socket()
    driver.set_window_size(1280, 900)
    driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    driver.get(f"{server.url}/work")
    _until(driver, lambda: driver.find_elements("css selector", ".unit.on textarea"))
    assert re.sub(r"\D", "", driver.find_element("id", "count").text) == str(UNITS)
    yield driver
    driver.get("about:blank")
    driver.execute_cdp_cmd("Performance.disable", {})


def _until(driver, what) -> None:  # noqa: F811
    end = time.monotonic() + 120
    while not what():
        assert time.monotonic() < end
        time.sleep(0.1)


def _work(driver) -> float:  # noqa: F811
    """Seconds of the processor that the page has taken so far, which other programs do not lengthen."""
    metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return next(m["value"] for m in metrics if m["name"] == "TaskDuration")


def test_scrolling_and_typing_fit_into_a_frame(page, server: Running) -> None:
    page.set_script_timeout(300)
    page.execute_script(_WATCH)
    told = {}
    for name, pixels in (("by lines", 60), ("by pages", 800), ("far", 20_000)):
        before = _work(page)
        steps = page.execute_async_script(_SCROLL, pixels, 60)
        told[f"scrolling {name}"] = (_work(page) - before) / steps
        assert page.find_elements("css selector", ".unit")
        assert len(page.find_elements("css selector", ".unit")) < 120, "only what is near the screen is in the page"
    n = page.execute_script(
        "const one = document.elementFromPoint(500, 500).closest('.unit'); one.click(); return one.dataset.n"
    )
    _until(page, lambda: page.find_elements("css selector", f".unit.on[data-n='{n}'] textarea:focus"))
    assert int(n) > 1_000
    text = " It has been seen by all of us."
    before = _work(page)
    for letter in text:
        page.switch_to.active_element.send_keys(letter)
    told["typing a letter"] = (_work(page) - before) / len(text)
    _until(page, lambda: page.find_element("id", "status").text == "Saved")
    long = page.execute_script("return longTasks")
    print({name: f"{1000 * seconds:.1f} ms" for name, seconds in told.items()}, "long tasks:", long)
    assert all(seconds < FRAME for seconds in told.values()), told
    assert any(row.unit.target.endswith(text) for row in server.service.bench.project.rows())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_among_many_units(page, tmp_path: Path, scheme: str) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    page.execute_async_script(_SCROLL, 800, 10)
    assert barriers(page, tmp_path) == []
