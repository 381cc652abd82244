"""Translates real office files and asks other programs what they make of the result.

    pip install python-docx python-pptx openpyxl odfpy ebooklib pysubs2
    python bench/office_files.py FOLDER… [--libreoffice] [--kinds docx,xlsx] [--keep OUT]

Every file below the folders is translated by an engine that turns letters round (ROT13), so that each text can be told
from the one it was made of, and its length stays. Then a library that knows nothing of the toolkit reads both files:
what it sees is compared: paragraphs, formats, shapes, cells, formulas, names, tables, remarks, links, times. Texts
must be the source or its letters turned. With ``--libreoffice``, LibreOffice opens both files and writes them as flat
OpenDocument with all formulas calculated anew; there, too, all but the letters has to be equal: a formula that no
longer finds its text has another result. A file that the library or LibreOffice refuses before the translation is
counted apart. Each difference is a line on standard output; the table is at the end. Exit code 1 if there is any.
"""

from __future__ import annotations

import argparse
import codecs
import multiprocessing
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from queue import Empty

from bench.office_shapes import LOOKS, TEXT, package_faults, skeleton

KINDS = "docx docm pptx pptm xlsx xlsm odt ods odp epub ass ssa srt vtt".split()
FLAT = {"docx": "fodt", "docm": "fodt", "odt": "fodt", "pptx": "fodp", "pptm": "fodp", "odp": "fodp"}
FLAT |= dict.fromkeys(("xlsx", "xlsm", "ods"), "fods")
SECONDS = 90
# LibreOffice calculates every formula when it opens a file, instead of trusting the stored results.
_LOAD = "/org.openoffice.Office.Calc/Formula/Load"
_ITEM = f'<item oor:path="{_LOAD}"><prop oor:name="{{}}" oor:op="fuse"><value>0</value></prop></item>'
RECALCULATE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f"{_ITEM.format('OOXMLRecalcMode')}{_ITEM.format('ODFRecalcMode')}</oor:items>\n"
)


def turned(text: str) -> str:
    """Letters of a text turned round, placeholders as they are."""
    return "".join(p if p.startswith("{") else codecs.encode(p, "rot13") for p in re.split(r"(\{\w*\})", text))


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def fits(before: str, after: str) -> bool:
    """Whether each letter of a text is that of the source, or that turned round: some words and codes stay."""
    one, other, both = letters(before), letters(after), letters(turned(before))
    return len(one) == len(other) and all(new in pair for new, *pair in zip(other, one, both, strict=True))


def differences(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What differs between two skeletons."""
    if len(before) != len(after):
        names, others = Counter(what for what, _ in before), Counter(what for what, _ in after)
        lost, new = list((names - others).items())[:3], list((others - names).items())[:3]
        yield f"{len(after)} facts instead of {len(before)}: {lost} {new}"
    for (what, value), (_, other) in zip(before, after, strict=False):
        # A word may have a new format, where a part of a word had one; none is lost.
        if what == LOOKS and (not value or set(value.split("|")) <= set(other.split("|"))):
            continue
        if value != other and not (what.startswith(TEXT) and fits(value, other)):
            yield f"{what}: {value[:300]!r} became {other[:300]!r}"


def work(tasks: multiprocessing.Queue, answers: multiprocessing.Queue) -> None:  # type: ignore[type-arg]
    """Translate and compare files, one after the other."""
    import toolkit
    from toolkit.errors import InputError
    from toolkit.testing import EchoEngine

    class Turned(EchoEngine):
        signature = "turned"

        def change(self, segment: str) -> str:
            return turned(segment)

    while task := tasks.get():
        path, out = task
        try:
            made = toolkit.translate_file(path, out, Turned("fr-en"))
        except InputError as error:
            answers.put(("refused", [str(error)]))
            continue
        except Exception as error:
            answers.put(("failed", [f"{type(error).__name__}: {error}"]))
            continue
        faults = [f"audit: {difference}" for difference in made.differences]
        try:
            before = skeleton(path)
        except Exception as error:
            answers.put(("not read before", [*faults, f"{type(error).__name__}"] if faults else []))
            continue
        try:
            faults += [*differences(before, skeleton(out))]
            known = package_faults(path)
            faults += [fault for fault in package_faults(out) if fault not in known]
        except Exception as error:
            faults.append(f"{type(error).__name__}: {error}")
        answers.put(("differs" if faults else "equal", faults))


def run(pairs: Sequence[tuple[Path, Path]]) -> Iterator[tuple[Path, str, list[str]]]:
    """The outcome of each file; a worker that takes too long is started anew."""
    context = multiprocessing.get_context("spawn")
    worker = None
    for path, out in pairs:
        if worker is None:
            tasks, answers = context.Queue(), context.Queue()
            worker = context.Process(target=work, args=(tasks, answers), daemon=True)
            worker.start()
        tasks.put((path, out))
        try:
            outcome, faults = answers.get(timeout=SECONDS)
        except Empty:
            worker.kill()
            worker, outcome, faults = None, "took too long", []
        yield path, outcome, faults
    if worker:
        tasks.put(None)


def flat(files: Sequence[Path], folder: Path, profile: Path) -> dict[Path, Path]:
    """Files as flat OpenDocument, by LibreOffice; those that it does not write are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to"]
    for kind in sorted({FLAT[path.suffix[1:].lower()] for path in files}):
        batch = [path for path in files if FLAT[path.suffix[1:].lower()] == kind]
        try:
            told = [*command, kind, "--outdir", str(folder), *map(str, batch)]
            subprocess.run(told, capture_output=True, timeout=20 + 6 * len(batch), check=False)
        except subprocess.TimeoutExpired:
            pass
    made = {path: folder / f"{path.stem}.{FLAT[path.suffix[1:].lower()]}" for path in files}
    return {path: out for path, out in made.items() if out.exists()}


def flat_facts(path: Path) -> list[tuple[str, str]]:
    """The elements of a flat file with what has to be equal, and its texts."""
    from lxml import etree

    facts: list[tuple[str, str]] = []
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    tree = etree.parse(str(path), etree.XMLParser(huge_tree=True))
    for picture in tree.getroot().iter(f"{office}binary-data"):
        # LibreOffice draws a diagram anew.
        picture.text = ""
    for element in tree.getroot().find(f"{office}body").iter():
        if not isinstance(element.tag, str):
            continue
        local = element.tag.rpartition("}")[2]
        if local in ("p", "h"):
            facts.append((f"{TEXT}{local}", "".join(element.itertext())))
        elif local in ("table", "table-row", "table-cell", "page", "frame", "custom-shape", "note", "annotation"):
            values = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
            if local == "page":
                # LibreOffice calls a slide by its title.
                values.pop("name", None)
            told = [
                values.get(k, "")
                for k in ("name", "value-type", "formula", "value", "boolean-value", "number-columns-repeated")
            ]
            # A file that is linked to is looked for beside the one that links.
            facts.append((local, re.sub(r"file:///[^'#]*/", "file:///", " ".join(told))))
    return facts


def by_libreoffice(pairs: Sequence[tuple[Path, Path]], folder: Path) -> Iterator[tuple[Path, str, list[str]]]:
    """What LibreOffice makes of both files of each pair."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE)
    for start in range(0, len(pairs), 20):
        batch = pairs[start : start + 20]
        before = flat([path for path, _ in batch], folder / "before", profile)
        after = flat([out for _, out in batch], folder / "after", profile)
        for path, out in batch:
            if path not in before:
                yield path, "not read before", []
            elif path.read_bytes() == out.read_bytes():
                yield path, "equal", []
            elif out not in after:
                yield path, "differs", ["LibreOffice no longer reads it"]
            else:
                faults = [*differences(flat_facts(before[path]), flat_facts(after[out]))]
                yield path, "differs" if faults else "equal", faults
        for made in [*before.values(), *after.values()]:
            made.unlink(missing_ok=True)


def listed(folders: Iterable[Path], kinds: Sequence[str]) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower()[1:] in kinds]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--libreoffice", action="store_true", help="let LibreOffice open and calculate both files")
    parser.add_argument("--kinds", default=",".join(KINDS), help="suffixes, with commas between")
    parser.add_argument("--every", type=int, default=1, help="only every n-th file of a kind")
    parser.add_argument("--keep", type=Path, help="folder for the translations")
    options = parser.parse_args()
    paths = []
    for kind in options.kinds.split(","):
        paths += listed(options.folders, [kind])[:: options.every]
    counts: Counter[tuple[str, str, str]] = Counter()
    with tempfile.TemporaryDirectory() as name:
        work_folder = options.keep or Path(name)
        work_folder.mkdir(parents=True, exist_ok=True)
        # Names of their own, for LibreOffice writes all into one folder.
        pairs = [
            (Path(name, "in", f"{n}{p.suffix.lower()}"), work_folder / f"{n}{p.suffix.lower()}")
            for n, p in enumerate(paths)
        ]
        Path(name, "in").mkdir()
        known = {}
        for path, (copy, _) in zip(paths, pairs, strict=True):
            shutil.copyfile(path, copy)
            known[copy] = path
        results = [("library", found) for found in tell("library", run(pairs), known, counts)]
        if options.libreoffice:
            sound = [(path, out) for path, out in pairs if out.exists() and path.suffix[1:] in FLAT]
            results += [
                ("LibreOffice", found)
                for found in tell("LibreOffice", by_libreoffice(sound, Path(name)), known, counts)
            ]
    print("\n| read by | kind | outcome | files |\n|---|---|---|---:|")
    for (reader, kind, outcome), number in sorted(counts.items()):
        print(f"| {reader} | `.{kind}` | {outcome} | {number} |")
    return int(any(outcome in ("differs", "failed", "took too long") for _, (_, outcome, _) in results))


def tell(
    reader: str,
    results: Iterable[tuple[Path, str, list[str]]],
    known: dict[Path, Path],
    counts: Counter[tuple[str, str, str]],
) -> Iterator[tuple[Path, str, list[str]]]:
    """Results, with their differences on standard output and counted."""
    for copy, outcome, faults in results:
        counts[reader, copy.suffix[1:], outcome] += 1
        for fault in faults[:8]:
            print(f"{reader} {outcome} {copy.name} {known[copy]}: {fault}", flush=True)
        yield known[copy], outcome, faults


if __name__ == "__main__":
    sys.exit(main())
