"""Requests a second and waiting times of ``bitext serve`` with 1, 20 and 200 clients, beside LibreTranslate's server.

Each client sends one sentence of ``seeds/`` after the other for ``--seconds``. Both servers translate with the same
package, the embedded one, and each runs alone. LibreTranslate is taken from the environment that ``--libretranslate``
names (``python -m venv ENV && ENV/bin/pip install libretranslate``); without it only ours is measured. Compare only
lines of one run.

    python bench/serve.py --libretranslate ENV/bin/python --seconds 20
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from toolkit.documents import read_document
from toolkit.packages.store import embedded_package
from toolkit.segmentation import split_sentences

ROOT = Path(__file__).parent.parent
CLIENTS = (1, 20, 200)
_START = 180


def sentences() -> list[str]:
    """Sentences of the articles in ``seeds/``."""
    paragraphs = [p.text for seed in sorted((ROOT / "seeds").glob("*.txt")) for p in read_document(seed).paragraphs]
    return [s.text for text in paragraphs for s in split_sentences(text, "fr")]


@contextmanager
def serving(command: list[str], port: int, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server in a process of its own, once it answers."""
    data = home / "data"
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(data), "ARGOS_CHUNK_TYPE": "MINISBD"}
    environment["ARGOS_PACKAGES_DIR"] = str(data / "argos-translate" / "packages")
    log = home / f"{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=home)
    try:
        end = time.monotonic() + _START
        while time.monotonic() < end and process.poll() is None:
            try:
                if httpx.get(f"http://127.0.0.1:{port}/languages", timeout=2).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.3)
        else:
            raise SystemExit(f"{command[0]} does not answer: {log.read_text(errors='replace')[-600:]}")
        yield process
    finally:
        process.terminate()
        process.wait()


async def load(port: int, clients: int, seconds: float, texts: list[str]) -> str:
    """Let clients send for a while, and tell what came of it."""
    times: list[float] = []
    errors = 0
    turn = itertools.cycle(texts)
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(timeout=60, limits=limits, trust_env=False) as http:

        async def client(end: float) -> None:
            nonlocal errors
            while time.monotonic() < end:
                begun = time.monotonic()
                body = {"q": next(turn), "source": "fr", "target": "en"}
                try:
                    answer = await http.post(f"http://127.0.0.1:{port}/translate", json=body)
                    good = answer.status_code == 200 and bool(answer.json()["translatedText"])
                except (httpx.HTTPError, ValueError, KeyError):
                    good = False
                errors += not good
                if good:
                    times.append(time.monotonic() - begun)

        begun = time.monotonic()
        await asyncio.gather(*(client(begun + seconds) for _ in range(clients)))
        took = time.monotonic() - begun
    times.sort()
    if not times:
        return f"nothing came back, {errors} errors"
    p50, p99 = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.99))]
    return f"{len(times) / took:7.1f} requests/s   p50 {p50:6.2f} s   p99 {p99:6.2f} s   {errors} errors"


def resident(process: subprocess.Popen[bytes]) -> str:
    """Memory of a process where the system tells."""
    status = Path(f"/proc/{process.pid}/status")
    rows = status.read_text().splitlines() if status.exists() else []
    return next((row.split(":")[1].strip() for row in rows if row.startswith("VmRSS")), "?")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, nargs="+", default=CLIENTS)
    parser.add_argument("--libretranslate", type=Path, help="Python of an environment with libretranslate")
    options = parser.parse_args()
    texts = sentences()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        package = embedded_package()
        packages = home / "data" / "argos-translate" / "packages"
        packages.mkdir(parents=True)
        shutil.unpack_archive(package.path, packages, "zip")
        servers = {
            "bitext": ([sys.executable, "-m", "toolkit", "serve", "--model", "embedded", "--port", "5071"], 5071)
        }
        if options.libretranslate:
            other = options.libretranslate.absolute().parent / "libretranslate"
            servers["LibreTranslate"] = ([str(other), "--port", "5072", "--load-only", "fr,en"], 5072)
        os.environ["PYTHONPATH"] = str(ROOT)
        for name, (command, port) in servers.items():
            with serving(command, port, home) as process:
                asyncio.run(load(port, 1, 3, texts))
                for clients in options.clients:
                    print(f"{name:15} {clients:4} clients {asyncio.run(load(port, clients, options.seconds, texts))}")
                print(f"{name:15} resident memory at the end: {resident(process)}", flush=True)


if __name__ == "__main__":
    main()
