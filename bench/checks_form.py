"""Yield and false alarms of our checks on errors of form, beside pofilter's and Weblate's, in one run.

    pip download --no-deps spyder==6.1.8                       # a catalogue with placeholders, tags and access keys
    python3.13 -m venv /tmp/weblate                            # filled as weblate_worker.py says; optional
    python bench/checks_form.py --catalogue spyder-*.whl --weblate /tmp/weblate/bin/python [--on tuning]

Errors are put into sound pairs of newstest2013, FLORES dev, a sample of debian-ui-general in both directions and, if
given, of a wheel's French catalogue: at most `--most` units of a set and a kind, by a choice that is always the same.
An error is found if a check says of the unit what it did not say without. False alarms are flagged units of the pairs
as they are. `ours` is what `bitext check` runs, `+ marks` has final-mark and lines as well, `+ form` the whole group.

pofilter runs as its command does, with all of its filters: the standard ones for prose, GNOME's and KDE's for the
catalogues. Weblate runs all checks of a single string that it has on, with the flags that xgettext would write. Rules
are written on `--on tuning` (news of 2008 to 2012, other messages), never on the others.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import form_errors
import polib
from material import SHARED, need
from translate.__version__ import sver
from translate.filters import checks as pofilter
from translate.lang import factory
from translate.storage.base import TranslationUnit as TheirUnit

from toolkit.checks import ON_DEMAND, check_names, check_unit
from toolkit.formats import format_of
from toolkit.units import Origin, TranslationUnit

CATALOGUE = re.compile(r"/fr/LC_MESSAGES/.*\.po$")
FORMATS = {"python-format": re.compile(r"%[(sd]"), "python-brace-format": re.compile(r"\{\w*\}")}
#: Checks that run only if they are named, of what pofilter and Weblate check unasked.
MARKS = frozenset({"final-mark", "lines"})
#: For each unit: checks that flag it, and what they say.
Found = list[set[tuple[str, str]]]
#: By kind of error: how many were put in, and found by each tool.
Counts = dict[str, Counter[str]]


@dataclass(frozen=True)
class Set:
    """Sound pairs, the class of pofilter for them and the sign of their access keys."""

    name: str
    units: list[TranslationUnit]
    theirs: type[pofilter.StandardChecker] = pofilter.StandardChecker
    sign: str = ""


def pairs(name: str, path: Path, count: int = 0, seed: str = "") -> list[TranslationUnit]:
    """French and English of a file, or a sample of them."""
    units = [
        TranslationUnit(f"{name}-{n}", u.source, u.target, "fr", "en", origin=Origin.HUMAN)
        for n, u in enumerate(format_of(path).read(path, "fr", "en"))
    ]
    return random.Random(seed).sample(units, count) if count else units


def turned(units: Sequence[TranslationUnit]) -> list[TranslationUnit]:
    """The pairs in the other direction."""
    return [replace(u, source=u.target, target=u.source, source_language="en", target_language="fr") for u in units]


def messages(wheel: Path) -> list[TranslationUnit]:
    """The translated messages of a wheel's French catalogues, without plurals."""
    found = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            for entry in polib.pofile(archive.read(name).decode()) if CATALOGUE.search(name) else ():
                if entry.translated() and not entry.msgid_plural and "fuzzy" not in entry.flags:
                    found[entry.msgid, entry.msgstr] = None
    return [
        TranslationUnit(f"{wheel.name}-{n}", a, b, "en", "fr", origin=Origin.HUMAN) for n, (a, b) in enumerate(found)
    ]


def sets_of(on: str, wheel: Path | None) -> Iterator[Set]:
    """What the bench runs on, and what rules may be written on."""
    training, evaluation = SHARED / "training", SHARED / "evaluation"
    if on == "tuning":
        yield Set("news of 2008 to 2012", pairs("news", training / "wmt-news-2008-2012.tsv.xz", 3000, "tuning"))
    else:
        yield Set("newstest2013", pairs("newstest2013", evaluation / "newstest2013.fr"))
        yield Set("FLORES dev", pairs("flores", evaluation / "flores101-dev.fr"))
    general = training / "debian-ui-general.tsv.xz"
    # The first half of one order is for the figures, the rest for rules.
    shuffled = pairs("debian", general, len(pairs("debian", general)), "checks_form")
    sample = shuffled[3000:6000] if on == "tuning" else shuffled[:3000]
    yield Set("debian-ui-general", sample, pofilter.GnomeChecker, "_")
    yield Set("debian-ui-general", turned(sample), pofilter.GnomeChecker, "_")
    if wheel:
        yield Set(wheel.name.split("-")[0], messages(wheel), pofilter.KdeChecker, "&")


def ours(units: Sequence[TranslationUnit]) -> Found:
    """What all of our checks say, those among them that run only if they are named."""
    names = check_names()
    return [{(f.check, f.reason) for f in check_unit(unit, names)} for unit in units]


def without(found: Found, checks: Collection[str]) -> Found:
    """The findings of the other checks."""
    return [{(check, reason) for check, reason in one if check not in checks} for one in found]


def of_pofilter(kind: type[pofilter.StandardChecker]) -> Callable[[Sequence[TranslationUnit]], Found]:
    """What runs pofilter on units of one pair of languages."""

    def run(units: Sequence[TranslationUnit]) -> Found:
        one, other = units[0].languages if units else ("en", "fr")
        config = pofilter.CheckerConfig(targetlanguage=other)
        checker = pofilter.TeeChecker(
            checkerconfig=config, checkerclasses=[kind, pofilter.StandardUnitChecker], languagecode=other
        )
        for each in checker.checkers:
            each.config.sourcelang = factory.getlanguage(one)
        found = []
        for unit in units:
            theirs = TheirUnit(unit.source)
            theirs.target = unit.target
            found.append({(check, str(said)) for check, said in checker.run_filters(theirs).items()})
        return found

    return run


def of_weblate(python: Path) -> Callable[[Sequence[TranslationUnit]], Found]:
    """What runs Weblate's checks in its own environment."""

    def run(units: Sequence[TranslationUnit]) -> Found:
        lines = []
        for unit in units:
            flags = ",".join(name for name, pattern in FORMATS.items() if pattern.search(unit.source))
            lines.append(json.dumps([unit.source, unit.target, *unit.languages, flags]))
        worker = Path(__file__).with_name("weblate_worker.py")
        done = subprocess.run([python, worker], input="\n".join(lines), capture_output=True, text=True, check=True)
        return [{(check, "") for check in json.loads(line)} for line in done.stdout.splitlines()]

    return run


def put_in(one: Set, most: int) -> dict[str, list[tuple[TranslationUnit, TranslationUnit]]]:
    """By kind of error: units without it and with it."""
    made = form_errors.carriers(one.sign) if one.sign else {}
    found = {}
    for name, change in form_errors.errors(one.units[0].languages[1] == "fr").items():
        generator = random.Random(name)
        units = one.units
        if name in made:
            units = [u for a, b in pairwise(units) if (u := made[name](a, b))]
        sound = generator.sample(units, len(units))
        cases = []
        for unit in sound:
            target = change(unit, generator) if len(cases) < most else None
            if target is not None and target != unit.target:
                cases.append((unit, replace(unit, target=target)))
        if cases:
            found[name] = cases
    return found


def yields(found: Found) -> int:
    """Of how many pairs of findings, before and after, the second says something new."""
    return sum(bool(after - before) for before, after in zip(found[::2], found[1::2], strict=True))


def row(*cells: object) -> str:
    """A line of a table in Markdown."""
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def alarms(found: Found) -> str:
    """Flagged units a thousand."""
    return f"{1000 * sum(map(bool, found)) / len(found):,.0f}"


def by_check(found: Found) -> str:
    """The checks that flag most, a thousand units."""
    counts = Counter(name for one in found for name in {check for check, _ in one})
    return ", ".join(f"{name} {1000 * n / len(found):.1f}" for name, n in counts.most_common(12))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--catalogue", type=Path, help="a wheel with a French catalogue")
    parser.add_argument("--weblate", type=Path, help="the Python of an environment with Weblate")
    parser.add_argument("--on", choices=("held-out", "tuning"), default="held-out")
    parser.add_argument("--most", type=int, default=300)
    arguments = parser.parse_args()
    need(SHARED)
    print(f"translate-toolkit {sver}{weblate_version(arguments.weblate)}\n")
    total: Counts = {}
    for one in sets_of(arguments.on, arguments.catalogue):
        for name, counts in report(one, arguments.most, arguments.weblate).items():
            total.setdefault(name, Counter()).update(counts)
    print("### All sets together\n")
    print_yields(total)


def print_yields(counts: Counts) -> None:
    """Print the rows of kinds of error."""
    tools = list(next(iter(counts.values())))[1:]
    print(row("error", "put in", *tools))
    print(row("---", "---:", *["---:"] * len(tools)))
    for name, found in counts.items():
        print(row(name, found["put in"], *(f"{found[tool] / found['put in']:.1%}" for tool in tools)))


def columns(found: dict[str, Found]) -> dict[str, Found]:
    """Ours as they run unasked, with the two that the others have on as well, and with all that can be named."""
    form = found["ours"]
    mine = {"ours": without(form, ON_DEMAND), "ours + marks": without(form, ON_DEMAND - MARKS), "ours + form": form}
    return mine | {name: theirs for name, theirs in found.items() if name != "ours"}


def weblate_version(python: Path | None) -> str:
    """What of Weblate runs."""
    code = "import importlib.metadata; print(importlib.metadata.version('weblate'))"
    return f", Weblate {subprocess.check_output([python, '-c', code], text=True).strip()}" if python else ""


def report(one: Set, most: int, weblate: Path | None) -> Counts:
    """Print the tables of a set, and return what was found of what was put in."""
    tools: dict[str, Callable[[Sequence[TranslationUnit]], Found]] = {"ours": ours, "pofilter": of_pofilter(one.theirs)}
    if weblate:
        tools["Weblate"] = of_weblate(weblate)
    source, target = one.units[0].languages
    print(f"### {one.name}, {source} → {target}, {len(one.units):,} pairs\n")
    cases = put_in(one, most)
    flat = [unit for pairs_of in cases.values() for pair in pairs_of for unit in pair]
    clean = {name: tool(one.units) for name, tool in tools.items()}
    dirty = {name: tool(flat) for name, tool in tools.items()}
    clean, dirty = (columns(found) for found in (clean, dirty))
    counts: Counts = {}
    start = 0
    for name, pairs_of in cases.items():
        end = start + 2 * len(pairs_of)
        counts[name] = Counter({"put in": len(pairs_of)})
        counts[name].update({tool: yields(found[start:end]) for tool, found in dirty.items()})
        start = end
    print_yields(counts)
    print()
    for name, found in clean.items():
        print(f"- {name}: {alarms(found)} of a thousand pairs flagged as they are: {by_check(found)}")
    print(flush=True)
    return counts


if __name__ == "__main__":
    main()
