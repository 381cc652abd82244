"""Requests a second and waiting times of ``bitext serve`` with 1, 20 and 200 clients, beside LibreTranslate's server.

Each client sends one sentence of ``seeds/`` after the other for ``--seconds``. Both servers translate with the same
package, the embedded one, with the same beam of 4, and take turns; a server that is not asked costs nothing. Read the
ratios, and the processor's milliseconds a request, which others on the machine disturb least.

LibreTranslate is taken from the environment whose Python ``--libretranslate`` names (``python -m venv ENV`` and
``ENV/bin/pip install libretranslate``); without it only ours is measured. Nothing is downloaded: its sentence splitter,
a model that it fetches, gives way to one that leaves a text whole, for every text is one sentence; nor does it look for
newer packages. By default it has all cores work on one text, which costs much where others want the cores too; "tuned"
is a second one whose texts have a core each (``ARGOS_INTER_THREADS``, ``ARGOS_INTRA_THREADS=1``), as ours have.

``bound`` lines are CTranslate2 alone: the tokens of the same sentences, one a call and twenty a call, with no server,
no text before or behind it, nothing chosen and nothing repaired. No server of these weights can have more.

``shared`` lines compare twenty clients of one sentence each with one client that sends lists of twenty.
``--requests N`` sends N short texts, no two of them equal, and tells the resident memory at each tenth.

``--requests N --step M`` tells it after each M.

``--echo`` puts an engine that costs nothing in the place of the model: what is left is the server's own.

    python bench/serve.py --libretranslate ENV/bin/python --seconds 20
    python bench/serve.py --requests 100000 --echo --clients
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from toolkit.documents import read_document
from toolkit.machine import available_cores
from toolkit.packages.store import embedded_package
from toolkit.segmentation import split_sentences

ROOT = Path(__file__).parent.parent
CLIENTS = (1, 20, 200)
_START = 180
# What a list of texts is compared with.
_TOGETHER = 20
# Port 9 discards; nothing of a package index is to be had there.
_NOWHERE = "http://127.0.0.1:9/"
_LIBRETRANSLATE = """
import sys
from argostranslate import sbd
from libretranslate import init, main
sbd.MiniSBDSentencizer.split_sentences = lambda self, text: [text]
init.check_and_install_models = lambda *args, **kwargs: None
sys.argv[0] = "libretranslate"
main()
"""

_ECHO = """
import sys
import uvicorn
from toolkit.server.app import make_app
from toolkit.server.run import listening_socket
from toolkit.server.settings import Settings
from toolkit.server.wire import Protocol
from toolkit.translation.base import Resources, Translation
class Echo:
    resources, signature, facts, shareable = Resources(), "echo", {}, True
    def __init__(self, pair):
        self.pair = pair
    def translate(self, segments, *, style=None, progress=None):
        return [Translation(text, -0.1) for text in segments]
settings = Settings(port=int(sys.argv[1]), pairs=("fr-en",))
config = uvicorn.Config(make_app(settings, Echo), http=Protocol, log_level="error", access_log=False)
uvicorn.Server(config).run(sockets=[listening_socket(settings)])
"""


@dataclass(slots=True)
class Server:
    """A server that runs in a process of its own.

    Attributes:
        name: in the table.
        port: of this machine.
        process: that listens there.
    """

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def cpu(self) -> float:
        """Seconds of processors that it has taken so far; 0 where the system does not tell."""
        with suppress(OSError):
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return 0.0

    def resident(self) -> float:
        """Its memory in MiB; 0 where the system does not tell."""
        with suppress(OSError):
            return (
                int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
            )
        return 0.0


@dataclass(slots=True)
class Load:
    """What came of a load.

    Attributes:
        texts: that came back.
        seconds: that it took.
        cpu: seconds of processors that the server has taken.
        times: of the requests, in seconds.
        errors: requests that were not answered with a translation.
    """

    texts: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    times: list[float] = field(default_factory=list)
    errors: int = 0

    def rate(self) -> float:
        """Texts a second."""
        return self.texts / self.seconds if self.seconds else 0.0

    def quantile(self, share: float) -> float:
        """The time within which a share of the requests was answered; endless if none was."""
        times = sorted(self.times)
        return times[min(len(times) - 1, int(len(times) * share))] if times else float("inf")

    def told(self) -> str:
        """One line of the table."""
        return (
            f"{self.rate():7.1f} texts/s   p50 {self.quantile(0.5):6.3f} s   p99 {self.quantile(0.99):6.3f} s   "
            f"{self.errors} errors   {1000 * self.cpu / max(1, self.texts):5.1f} ms of a core a text"
        )


def sentences() -> list[str]:
    """Sentences of the articles in ``seeds/``."""
    paragraphs = [p.text for seed in sorted((ROOT / "seeds").glob("*.txt")) for p in read_document(seed).paragraphs]
    return [s.text for text in paragraphs for s in split_sentences(text, "fr")]


@contextmanager
def serving(
    name: str, command: list[str], port: int, home: Path, more: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A server, once it answers; its environment may have more."""
    data = home / "data"
    environment = {
        **os.environ,
        **(more or {}),
        "HOME": str(home),
        "XDG_DATA_HOME": str(data),
        "ARGOS_PACKAGES_DIR": str(data / "argos-translate" / "packages"),
        "ARGOS_PACKAGE_INDEX": _NOWHERE,
        "PYTHONPATH": str(ROOT) if name == "bitext" else "",
    }
    # A server of somebody else must not be measured.
    socket.create_server(("127.0.0.1", port)).close()
    log = home / f"{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=home)
    try:
        end = time.monotonic() + _START
        while time.monotonic() < end and process.poll() is None:
            try:
                if httpx.get(f"http://127.0.0.1:{port}/languages", timeout=2, trust_env=False).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.3)
        else:
            raise SystemExit(f"{name} does not answer: {log.read_text(errors='replace')[-600:]}")
        yield Server(name, port, process)
    finally:
        process.terminate()
        process.wait()


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, query: str | list[str]) -> bool:
    """Send a request and read its answer; tells whether it has a translation. Costs the machine next to nothing."""
    body = json.dumps({"q": query, "source": "fr", "target": "en"}).encode()
    head = "POST /translate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
    writer.write(f"{head}{len(body)}\r\n\r\n".encode() + body)
    lines = (await reader.readuntil(b"\r\n\r\n")).lower().split(b"\r\n")
    length = next(int(line.partition(b":")[2]) for line in lines if line.startswith(b"content-length:"))
    answer = await reader.readexactly(length)
    return b" 200 " in lines[0] and bool(json.loads(answer)["translatedText"])


async def load(server: Server, clients: int, turn: Iterator[str], seconds: float, size: int = 1) -> Load:
    """Let clients send for a while, or until there are no texts any more.

    Args:
        server: that is asked.
        clients: so many at the same time, each with a connection of its own.
        turn: texts to send.
        seconds: after which no request begins.
        size: texts of a request; more than one go as a list.
    """
    made = Load()
    begun, cpu = time.monotonic(), server.cpu()

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        while time.monotonic() < begun + seconds and (texts := list(itertools.islice(turn, size))):
            start = time.monotonic()
            try:
                good = await asyncio.wait_for(ask(reader, writer, texts if size > 1 else texts[0]), 120)
            except (OSError, ValueError, KeyError, EOFError, StopIteration, RuntimeError, TimeoutError):
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
                good = False
            made.errors += not good
            if good:
                made.texts += len(texts)
                made.times.append(time.monotonic() - start)
        writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    made.seconds, made.cpu = time.monotonic() - begun, server.cpu() - cpu
    return made


def compare(servers: Sequence[Server], numbers: Sequence[int], seconds: float, texts: list[str]) -> None:
    """Tell of all servers with so many clients, and of the first beside the others."""
    for clients in numbers:
        found = [asyncio.run(load(server, clients, itertools.cycle(texts), seconds)) for server in servers]
        for server, made in zip(servers, found, strict=True):
            print(f"{server.name:15} {clients:4} clients {made.told()}", flush=True)
        for server, made in zip(servers[1:], found[1:], strict=True):
            faster = found[0].rate() / made.rate() if made.rate() else float("inf")
            slowest = found[0].quantile(0.99) / made.quantile(0.99)
            print(
                f"  {faster:.2f} times the texts a second of {server.name.strip()}, {slowest:.2f} of its p99",
                flush=True,
            )


def share(server: Server, seconds: float, texts: list[str]) -> None:
    """Tell what twenty clients of one sentence get beside one client of twenty, and beside one after the other."""
    shapes = (1, 1), (1, _TOGETHER), (_TOGETHER, 1)
    found = [asyncio.run(load(server, clients, itertools.cycle(texts), seconds, size)) for clients, size in shapes]
    for (clients, size), made in zip(shapes, found, strict=True):
        print(f"shared          {clients:4} clients of {size:2} texts: {made.rate():6.1f} texts/s", flush=True)
    alone, listed, together = (made.rate() for made in found)
    print(f"  twenty clients have {together / listed:.2f} of a list of twenty, {together / alone:.2f} of one by one")


def bound(texts: list[str], seconds: float) -> None:
    """Tell what CTranslate2 alone makes of the sentences, a core each, one and twenty a call."""
    from toolkit.translation.engines.argos import ArgosModel

    model = ArgosModel(embedded_package(), 4)
    tokens = [list(model._encode(text)) for text in texts]
    for size in (1, _TOGETHER):
        batches = [tokens[n : n + size] for n in range(0, len(tokens), size)]
        cpu, begun, made = time.process_time(), time.monotonic(), 0
        while made == 0 or time.monotonic() < begun + seconds:
            # As many calls at the same time as there are cores; more would wait.
            for start in range(0, len(batches), available_cores()):
                some = batches[start : start + available_cores()]
                calls = [model._translator.translate_batch(b, beam_size=4, asynchronous=True) for b in some]
                made += sum(len([result.result() for result in call]) for call in calls)
        took, cpu = time.monotonic() - begun, time.process_time() - cpu
        print(
            f"bound           {size:4} a call {made / took:7.1f} texts/s   {1000 * cpu / made:5.1f} ms of a core a text"
        )


def short_texts() -> Iterator[str]:
    """Short sentences without end, no two of them equal."""
    what = "Le chapitre", "La lettre", "Le musée", "Le train", "La réunion", "Le contrat", "La maison"
    where = "du bureau", "de la salle", "du service", "de la ligne", "du quai"
    how = "commence demain", "est perdu", "arrive en retard", "a été vendu hier", "coûte trop cher", "plaît à tous"
    for n in itertools.count():
        yield f"{what[n % 7]} {where[n % 5]} {n} {how[n % 6]}."


def wear(server: Server, requests: int, step: int) -> None:
    """Tell the memory of a server over many requests, no two of them equal."""
    texts = short_texts()
    for n in range(0, requests, step):
        number = min(step, requests - n)
        made = asyncio.run(load(server, _TOGETHER, itertools.islice(texts, number), float("inf")))
        print(
            f"{n + number:8} requests: {server.resident():6.0f} MiB, {made.rate():.0f}/s, {made.errors} errors",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, nargs="*", default=CLIENTS)
    parser.add_argument("--libretranslate", type=Path, help="Python of an environment with libretranslate")
    parser.add_argument("--requests", type=int, default=0, help="short requests after which the memory is told")
    parser.add_argument("--step", type=int, default=0, help="so many of them each time; a tenth by default")
    parser.add_argument("--echo", action="store_true", help="with an engine that costs nothing")
    options = parser.parse_args()
    texts = sentences()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home = Path(folder)
        packages = home / "data" / "argos-translate" / "packages"
        packages.mkdir(parents=True)
        shutil.unpack_archive(embedded_package().path, packages, "zip")
        ours = [sys.executable, "-m", "toolkit", "serve", "--model", "embedded", "--port", "5071"]
        if options.echo:
            ours = [sys.executable, "-c", _ECHO, "5071"]
        servers = [stack.enter_context(serving("bitext", ours, 5071, home))]
        if options.libretranslate:
            python = str(options.libretranslate.absolute())
            theirs = [python, "-c", _LIBRETRANSLATE, "--load-only", "fr,en", "--disable-web-ui", "--port"]
            servers.append(stack.enter_context(serving("LibreTranslate", [*theirs, "5072"], 5072, home)))
            tuned = {"ARGOS_INTER_THREADS": str(available_cores()), "ARGOS_INTRA_THREADS": "1"}
            servers.append(stack.enter_context(serving("  tuned", [*theirs, "5073"], 5073, home, tuned)))
        for server in servers:
            asyncio.run(load(server, 4, iter(texts), 10))
        if options.clients:
            compare(servers, options.clients, options.seconds, texts)
            share(servers[0], options.seconds, texts)
            bound(texts, options.seconds)
        if options.requests:
            wear(servers[0], options.requests, options.step or max(1, options.requests // 10))
        for server in servers:
            print(f"{server.name:15} resident memory at the end: {server.resident():.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
