"""A server that is killed (-9) while somebody edits: what the page has called saved is there afterwards."""

from __future__ import annotations

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import pytest_socket

from tests.server.test_page import CHROMIUM, DRIVER, driver  # noqa: F401
from tests.server.test_work import _wait
from toolkit.api.projects import State, Workbench, add_file, create_project, open_project
from toolkit.memory import open_memory

ROOT = Path(__file__).parents[2]
UNITS, KILLS = 12, 20
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no chromium and chromedriver"),
]

# What the server has acknowledged, and how much of it when the page said so.
_WATCH = """
window.acknowledged = []; window.said = [];
const plain = window.fetch;
window.fetch = async (...given) => {
  const answer = await plain(...given);
  if (String(given[0]).includes("save") && answer.ok) {
    const told = await answer.clone().json();
    window.acknowledged.push(...told.rows.map((row) => [row.number, row.revision, row.target, row.state]));
  }
  return answer;
};
new MutationObserver(() => {
  if (document.getElementById("status").textContent === "Saved") window.said.push(window.acknowledged.length);
}).observe(document.getElementById("status"), { childList: true, characterData: true, subtree: true });
"""


@contextmanager
def _serving(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "toolkit", "serve", "--project", str(folder), "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end and process.poll() is None:
            try:
                httpx.get(f"http://127.0.0.1:{port}/health", timeout=2, trust_env=False)
                break
            except httpx.HTTPError:
                time.sleep(0.05)
        assert process.poll() is None, process.stderr.read().decode()
        yield process
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def _edit(page, chance: random.Random, killed: threading.Event) -> None:
    """Type, accept, move and undo, as fast as a browser can, until the server is gone."""
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.common.keys import Keys

    for _ in range(chance.randrange(6)):
        page.switch_to.active_element.send_keys("j")
    page.switch_to.active_element.send_keys(Keys.ENTER)
    while not killed.is_set():
        try:
            text = page.find_element("css selector", ".unit.on textarea")
            text.send_keys(f" {chance.choice(['cat', 'dog', 'peace', 'war'])}{chance.randrange(1000)}")
            time.sleep(chance.choice([0, 0.1, 0.6]))
            key = chance.choice(["accept", "accept", "next", "undo", "type"])
            if key == "accept":
                text.send_keys(Keys.CONTROL, Keys.ENTER)
            elif key != "type":
                text.send_keys(Keys.ESCAPE)
                page.switch_to.active_element.send_keys("u" if key == "undo" else "j")
                page.switch_to.active_element.send_keys(Keys.ENTER)
        except WebDriverException:
            # The list was drawn anew under the keys.
            continue


def _is_kept(folder: Path, acknowledged: list[tuple[int, int, str, str]]) -> None:
    with sqlite3.connect(folder / "project.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with open_project(folder) as project:
        rows = {row.number: row for row in project.rows()}
        for number, revision, target, state in acknowledged:
            versions = [(v["revision"], v["target"], v["state"]) for v in project.history(number)]
            assert (revision, target, state) in versions
            # Later ones that were on their way may have arrived, but none is older.
            assert rows[number].revision >= revision
            if rows[number].revision == revision:
                assert (rows[number].unit.target, rows[number].state.value) == (target, state)
        sources = {number: row.unit.source for number, row in rows.items()}
    accepted = {(number, target) for number, _, target, state in acknowledged if state == State.ACCEPTED.value}
    if accepted:
        memory = open_memory(folder / "memory.sqlite", "fr", "en")
        for number, target in accepted:
            assert target in [match.target for match in memory.matches(sources[number], 0.99, 10_000)]
        memory.close()


def test_twenty_kills_lose_nothing_that_was_called_saved(driver, tmp_path: Path) -> None:  # noqa: F811
    bitext = tmp_path / "u.tsv"
    bitext.write_text("".join(f"La phrase {n} dort.\tSentence {n} sleeps.\n" for n in range(UNITS)), encoding="utf-8")
    folder = tmp_path / "work"
    with create_project(folder, "fr-en") as made:
        add_file(Workbench(made), bitext, lambda: pytest.fail("a bitext is not translated"))
    pytest_socket.enable_socket()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    chance = random.Random(20)
    all_said = 0
    everything: list[tuple[int, int, str, str]] = []
    for _ in range(KILLS):
        with _serving(folder, port) as process:
            driver.get("about:blank")
            driver.get(f"http://127.0.0.1:{port}/work")
            _wait(driver, lambda d: d.find_elements("css selector", ".unit.on textarea"))
            driver.execute_script(_WATCH)
            killed = threading.Event()

            def kill(process: subprocess.Popen[bytes] = process, killed: threading.Event = killed) -> None:
                process.send_signal(signal.SIGKILL)
                killed.set()

            timer = threading.Timer(chance.uniform(0.3, 4.0), kill)
            timer.start()
            _edit(driver, chance, killed)
            timer.join()
            process.wait()
        time.sleep(0.3)
        acknowledged = [tuple(row) for row in driver.execute_script("return window.acknowledged")]
        said = driver.execute_script("return window.said")
        # The page never says so before the server has.
        assert all(0 < count <= len(acknowledged) for count in said)
        all_said += len(said)
        everything += acknowledged
        _is_kept(folder, everything)
    assert all_said >= KILLS, "the browser has hardly edited anything"
    assert len({number for number, *_ in everything}) > 2
