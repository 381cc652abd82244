"""Kills, full disks, odd and hostile inputs, and the growth of patterns: what must never lose, hang or crash.

    python bench/reliability.py [--seconds 60] [--seed 1] [--only kills full odd archives patterns]

Needs nothing but the repository (and /proc for the count of orphans). Each part runs for at most the given seconds.

- kills: a command is killed (KILL or TERM) at a random moment. What it leaves must be outputs that a whole run makes,
  or none; the next run must finish them, and no process may stay.
- full: a command runs with a limit on the size of files, as on a full disk. It must end in one line with exit code 2,
  and the next run without the limit must finish.
- odd: every command that reads a file is given nothing, a folder, noise, a line of 6 million characters, a file that
  may not be read, deep nesting and more. It must end with exit code 0, 1 or 2 and without a traceback.
- archives: packages and documents that climb out, link out, nest, repeat or unpack to far more than they are.
- patterns: see bench/patterns.py.

Prints a line for each trial that went wrong, and a table. Exit code 1 if anything went wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = [f"Le train numéro {n} part demain matin pour la ville de Lyon avec {n * 3} voyageurs." for n in range(60)]


def run(folder: Path, command: str, limit: int | None = None, timeout: float = 120) -> tuple[int, str]:
    """Exit code and stderr of a command; -1 where it took too long."""
    done = start(folder, command, limit)
    try:
        _, said = done.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        done.kill()
        done.communicate()
        return -1, "no end"
    return done.returncode, said.decode("utf-8", "replace")


def start(folder: Path, command: str, limit: int | None = None) -> subprocess.Popen[bytes]:
    """A command in a folder, in a session of its own."""
    home = folder.parent / "home"
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    environment |= {f"XDG_{n}_HOME": str(home / n) for n in ("CACHE", "DATA", "CONFIG")}

    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-m", "toolkit", *command.split(" ")],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=limited,
    )


def prepare(folder: Path) -> None:
    """Inputs for all commands."""
    for name, sentences in (("a", SENTENCES), ("b", SENTENCES[:7]), ("c", SENTENCES[7:9])):
        for side in ("in", "fr"):
            (folder / side).mkdir(parents=True, exist_ok=True)
            (folder / side / f"{name}.txt").write_text("\n".join(sentences) + "\n", encoding="utf-8")
        (folder / "en").mkdir(exist_ok=True)
        english = [
            s.replace("Le train numéro", "Train number").replace("part demain", "leaves tomorrow") for s in sentences
        ]
        (folder / "en" / f"{name}.txt").write_text("\n".join(english) + "\n", encoding="utf-8")
    rows = "".join(f"Le train {n} part.\tTrain {n} leaves.\n" for n in range(8_000))
    (folder / "big.tsv").write_text(rows, encoding="utf-8")


COMMANDS = {
    "translate": "translate in --out out --beam 1 -q",
    "align": "align fr en -o out --split lines --jobs 2 -q",
    "clean": "clean big.tsv -o out/kept.jsonl --rejects out/rejects.jsonl --from fr --to en --jobs 2 -q",
    "convert": "convert big.tsv out/big.tmx --from fr --to en -q",
    "build": "build in/b.txt in/c.txt --out out --beam 1 -q",
    "memory": "memory build big.tsv -o out/m.sqlite --from fr --to en -q",
}


def outputs(folder: Path) -> dict[str, bytes]:
    """What a person sees in the folder of outputs; a memory, which has no order of pages, by its length."""
    found = {}
    for path in sorted((folder / "out").rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            data = path.read_bytes()
            found[str(path.relative_to(folder))] = data if path.suffix != ".sqlite" else str(len(data)).encode()
    return found


def wholes(scratch: Path) -> dict[str, tuple[dict[str, bytes], float]]:
    """What each command makes when nobody disturbs it, and the seconds that it takes."""
    made = {}
    for name, command in COMMANDS.items():
        folder = scratch / f"whole-{name}"
        prepare(folder)
        started = time.monotonic()
        code, said = run(folder, command)
        assert code == 0, (command, said)
        made[name] = outputs(folder), time.monotonic() - started
    return made


def session(number: int) -> list[int]:
    """Processes of a session that still run."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rsplit(") ", 1)[1].split()
        except (OSError, IndexError):
            continue
        if int(fields[3]) == number and fields[0] != "Z":
            found.append(int(place.parent.name))
    return found


def after(folder: Path, command: str, whole: dict[str, bytes]) -> str:
    """What is wrong with the outputs of a run that was stopped, and of the next; empty if nothing is."""
    for name, data in outputs(folder).items():
        if whole.get(name) != data:
            return f"{name} is not what a whole run makes"
    # A whole file that is there already is refused, and a memory always.
    code, said = run(folder, command + " --force" * command.startswith(("clean", "convert")))
    if command.startswith("memory") and "exists already" in said:
        return ""
    if code != 0:
        return f"the next run ends with {code}: {said.strip()[-200:]}"
    return "" if outputs(folder) == whole else "the next run makes something else"


def kills(scratch: Path, draw: random.Random, seconds: float) -> Iterator[tuple[str, str]]:
    """Kill commands at random moments."""
    made = wholes(scratch)
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        name = draw.choice(list(COMMANDS))
        whole, needed = made[name]
        folder = Path(tempfile.mkdtemp(dir=scratch))
        prepare(folder)
        how = draw.choice([signal.SIGKILL, signal.SIGTERM])
        wait = draw.uniform(0.3, 1.1) * needed
        process = start(folder, COMMANDS[name])
        time.sleep(wait)
        process.send_signal(how)
        process.communicate()
        limit = time.monotonic() + 10
        while (left := session(process.pid)) and time.monotonic() < limit:
            time.sleep(0.1)
        for orphan in left:
            os.kill(orphan, signal.SIGKILL)
        what = f"{len(left)} processes stayed" if left else after(folder, COMMANDS[name], whole)
        yield f"{name}, {how.name} after {wait:.1f} s of {needed:.1f}", what
        shutil.rmtree(folder)


def full(scratch: Path, draw: random.Random, seconds: float) -> Iterator[tuple[str, str]]:
    """Commands that meet a full disk."""
    made = wholes(scratch / "full")
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        name = draw.choice(list(COMMANDS))
        whole, _ = made[name]
        largest = max(len(d) for n, d in whole.items()) if name != "memory" else 1 << 19
        limit = draw.randrange(0, max(2, largest))
        folder = Path(tempfile.mkdtemp(dir=scratch))
        prepare(folder)
        code, said = run(folder, COMMANDS[name], limit)
        what = ""
        if "Traceback" in said or code not in (0, 2):
            what = f"exit code {code}: {said.strip()[-200:]}"
        elif code == 2 and said.count("\n") != 1:
            what = f"not one line: {said.strip()[-200:]}"
        yield f"{name} with room for {limit} bytes", what or after(folder, COMMANDS[name], whole)
        shutil.rmtree(folder)


def odd_files(folder: Path, draw: random.Random) -> None:
    """Files that no command should be given."""
    odd = {
        "empty": b"",
        "newlines": b"\n" * 1000,
        "noise": draw.randbytes(5_000),
        "nul": b"a\0b\n" * 10,
        "latin1": "déjà vu\tdéjà\n".encode("latin-1"),
        "utf16": "déjà vu\tdéjà\n".encode("utf-16"),
        "long": b"a" * 6_000_000,
        "deep-json": b"[" * 200_000,
        "deep-xml": b"<a>" * 50_000,
        "number": b"9" * 5_000 + b"\t" + b"9" * 5_000 + b"\n",
        "huge-cell": b"a\t" + b"b " * 400_000 + b"\n",
        "torn": (ROOT / "corpus" / "bitext.tmx").read_bytes()[:9_999],
        "surrogate": b'{"id": "\\ud800", "source": "\\udfff a", "target": "\\ud800"}\n',
    }
    for name, data in odd.items():
        for suffix in ("txt", "tsv", "csv", "jsonl", "tmx", "xlf", "po", "html", "md", "srt", "docx", "odt", "sqlite"):
            (folder / f"{name}.{suffix}").write_bytes(data)
    for suffix in ("txt", "tsv", "tmx", "docx", "argosmodel"):
        (folder / f"folder.{suffix}").mkdir()
        (folder / f"closed.{suffix}").write_text("x")
        (folder / f"closed.{suffix}").chmod(0)
        (folder / f"loop.{suffix}").symlink_to(f"loop.{suffix}")


def odd(scratch: Path, draw: random.Random, seconds: float) -> Iterator[tuple[str, str]]:
    """Give odd files to all commands."""
    folder = scratch / "odd"
    folder.mkdir()
    odd_files(folder, draw)
    (folder / "good.txt").write_text("Le chat dort.\n", encoding="utf-8")
    patterns = [
        "check {} --from fr --to en -q",
        "clean {} -o out-{n}.jsonl --from fr --to en -q",
        "convert {} out-{n}.jsonl --from fr --to en -q",
        "convert {} out-{n}.csv --from fr --to en -q",
        "stats {} -q",
        "show {}",
        "report {} -o out-{n}.html",
        "validate {}",
        "segment {} --lang fr",
        "align {} good.txt -q",
        "memory find {} Bonjour",
        "merge {} -o out-{n}.tsv -q",
        "sort {} -o out-{n}.tsv -q",
        "evaluate --hyp {} --ref good.txt",
        "models info {}",
        "translate good.txt --glossary {} -q --beam 1",
        "translate {} --out out-{n} -q --beam 1",
        "build {} --out out-{n} -q --beam 1",
        "check {} --config {}",
        "clean good.txt -o out-{n}.jsonl --config {}",
        "export-testset {} --out out-{n} --format sacrebleu",
    ]
    files = [path.name for path in sorted(folder.iterdir())]
    ends, number = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        number += 1
        command = draw.choice(patterns).replace("{}", draw.choice(files)).replace("{n}", str(number))
        code, said = run(folder, command)
        yield command, "" if code in (0, 1, 2) and "Traceback" not in said else f"exit code {code}: {said[-300:]}"


def archives(scratch: Path, draw: random.Random, seconds: float) -> Iterator[tuple[str, str]]:
    """Zip files that were made to do harm."""
    folder = scratch / "archives"
    folder.mkdir()
    metadata = json.dumps({"from_code": "fr", "to_code": "en", "package_version": "1"}).encode()
    good = {"p/metadata.json": metadata, "p/model/model.bin": b"x", "p/sentencepiece.model": b"y"}
    linked = zipfile.ZipInfo("p/link")
    linked.external_attr = (stat.S_IFLNK | 0o777) << 16
    more: list[tuple[str | zipfile.ZipInfo, bytes]] = [
        ("../evil", b""),
        ("/tmp/evil", b""),
        ("p/../../evil", b""),
        (linked, b"/etc/passwd"),
        ("p/bomb", bytes(300 << 20)),
        ("p/metadata.json", b"[" * 300_000),
        ("p/\x1b[2J", b""),
    ]
    for number, (name, data) in enumerate(more):
        path = folder / f"{number}.argosmodel"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in good.items():
                archive.writestr(member, content)
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
        code, said = run(folder, f"models install {path.name}", timeout=60)
        yield str(name)[:40], "" if code == 2 and said.count("\n") == 1 else f"exit code {code}: {said[-300:]}"
    for suffix, member in (("docx", "word/document.xml"), ("odt", "content.xml")):
        for what, content in (
            ("bomb", b"<a>" * (40 << 20)),
            ("deep", b"<w:p>" * 100_000),
            ("noise", draw.randbytes(999)),
        ):
            with zipfile.ZipFile(folder / f"{what}.{suffix}", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(member, content)
            started = time.monotonic()
            code, said = run(folder, f"translate {what}.{suffix} --out out.{suffix} --force -q", timeout=60)
            wrong = code not in (0, 1, 2) or "Traceback" in said
            yield (
                f"{what}.{suffix}",
                f"exit code {code} after {time.monotonic() - started:.0f} s: {said[-300:]}" if wrong else "",
            )


def patterns(scratch: Path, draw: random.Random, seconds: float) -> Iterator[tuple[str, str]]:
    """Growth of every pattern with the length of its input."""
    from patterns import growth

    yield from growth(seconds)


PARTS: dict[str, Callable[[Path, random.Random, float], Iterator[tuple[str, str]]]] = {
    "kills": kills,
    "full": full,
    "odd": odd,
    "archives": archives,
    "patterns": patterns,
}


def main() -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="for each part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", choices=list(PARTS), default=list(PARTS))
    options = parser.parse_args()
    rows, faults = [], 0
    for name in options.only:
        trials = wrong = 0
        with tempfile.TemporaryDirectory(prefix="bitext-reliability-") as scratch:
            for trial, fault in PARTS[name](Path(scratch), random.Random(options.seed), options.seconds):
                trials += 1
                if fault:
                    wrong += 1
                    print(f"{name}: {trial}: {fault}", flush=True)
        rows.append(f"{name:10}{trials:8}{wrong:8}")
        faults += wrong
    print("\n".join(["", f"{'part':10}{'trials':>8}{'faults':>8}", *rows]))
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
