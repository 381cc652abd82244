"""What the checks find of errors that were put into human translations, and how often they flag those as they are.

    python bench/checks.py [--on news]

Every error is put into every segment that can hold it, by a random choice that is the same each time; found is what
is flagged with it and was not without. False alarms are segments of a human translation that a check flags as it is:
some are errors of the translators. The rules of the checks were written on `--on news` (wmt-news-2008-2012, of the
training data), never on newstest2013 and FLORES dev, which are the default.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from material import SHARED, need

from toolkit.checks import check_names, check_unit
from toolkit.formats import format_of
from toolkit.languages.bylines import MONTHS
from toolkit.units import TranslationUnit

SETS = {
    "held-out": [SHARED / "evaluation/newstest2013.fr", SHARED / "evaluation/flores101-dev.fr"],
    "news": [SHARED / "training/wmt-news-2008-2012.tsv.xz"],
}
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_NUMBER = re.compile(r"(?<![\w.,])\d{2,}(?![\w.,%])")
_ENGLISH_MONTH = re.compile(rf"\b(?:{'|'.join(m for m in MONTHS.values() if m not in ('March', 'May'))})\b")
_LARGE = re.compile(r"\b(million|billion)s?\b")
#: Gives a target with an error, or None where a segment cannot hold it.
Change = Callable[[TranslationUnit, random.Random], str | None]


def units_of(name: str) -> list[TranslationUnit]:
    """All pairs of a set."""
    return [
        TranslationUnit(f"{path.name}-{n}", u.source, u.target, "fr", "en")
        for path in SETS[name]
        for n, u in enumerate(format_of(path).read(path, "fr", "en"))
    ]


def errors(units: list[TranslationUnit]) -> dict[str, tuple[set[str], Change]]:
    """By what is wrong: the checks that should see it, and what makes it; None where a segment cannot hold it."""
    names = sorted({m.group() for u in units for m in _NAME.finditer(u.target) if m.group() in u.source})

    def other_number(unit: TranslationUnit, generator: random.Random) -> str | None:
        return _replaced(_NUMBER, unit.target, generator, lambda n: str(int(n) + generator.randint(1, 8)))

    def other_name(unit: TranslationUnit, generator: random.Random) -> str | None:
        found = _shared_names(unit)
        return unit.target.replace(generator.choice(found), generator.choice(names)) if found else None

    def no_name(unit: TranslationUnit, generator: random.Random) -> str | None:
        found = _shared_names(unit)
        return unit.target.replace(generator.choice(found) + " ", "") if found else None

    def other_month(unit: TranslationUnit, generator: random.Random) -> str | None:
        return _replaced(_ENGLISH_MONTH, unit.target, generator, lambda m: "October" if m != "October" else "June")

    def other_size(unit: TranslationUnit, generator: random.Random) -> str | None:
        return _replaced(_LARGE, unit.target, generator, lambda m: "million" if m.startswith("b") else "billion")

    def no_number(unit: TranslationUnit, generator: random.Random) -> str | None:
        return _replaced(_NUMBER, unit.target, generator, lambda n: "some")

    def half(unit: TranslationUnit, generator: random.Random) -> str | None:
        words = unit.target.split()
        return " ".join(words[: len(words) // 2]) if len(words) > 7 else None

    def loop(unit: TranslationUnit, generator: random.Random) -> str | None:
        words = unit.target.split()
        return " ".join([*words, *words[-3:] * 3]) if len(words) > 7 else None

    def copied(unit: TranslationUnit, generator: random.Random) -> str | None:
        return unit.source if len(unit.source.split()) > 5 else None

    def other_french(unit: TranslationUnit, generator: random.Random) -> str | None:
        text = generator.choice(units).source
        return text if len(text.split()) > 5 else None

    def slipped(unit: TranslationUnit, generator: random.Random) -> str | None:
        return following.get(unit.id)

    def source_word(unit: TranslationUnit, generator: random.Random) -> str | None:
        words = [w for w in re.findall(r"\b[a-zà-ÿ]{6,}\b", unit.source) if w not in unit.target.lower()]
        places = list(re.finditer(r"(?<= )[a-z]{6,}(?= )", unit.target))
        if not words or not places:
            return None
        place = generator.choice(places)
        return unit.target[: place.start()] + generator.choice(words) + unit.target[place.end() :]

    def invisible(unit: TranslationUnit, generator: random.Random) -> str | None:
        place = generator.randrange(1, max(2, len(unit.target)))
        return unit.target[:place] + generator.choice("\u200b\u2060\ufffd\u00ad\x02") + unit.target[place:]

    def fewer_clauses(unit: TranslationUnit, generator: random.Random) -> str | None:
        places = _clauses(unit.target)[1:]
        if not places:
            return None
        start, end = generator.choice(places)
        rest = unit.target[:start].rstrip(" ,;:") + unit.target[end:]
        return rest if end < len(unit.target) else f"{rest}."

    def more_clauses(unit: TranslationUnit, generator: random.Random) -> str | None:
        other = generator.choice(units).target
        places = _clauses(other)[1:]
        if not places or not unit.target.endswith("."):
            return None
        start, end = generator.choice(places)
        return f"{unit.target[:-1]}, {other[start:end].rstrip('.!?')}."

    following = {a.id: b.target for a, b in pairwise(units)}
    amounts = {"numbers", "number-words", "figures", "dates"}
    return {
        "another number": (amounts, other_number),
        "a number lost": (amounts, no_number),
        "million for billion": ({"figures"}, other_size),
        "another month": ({"dates"}, other_month),
        "another name": ({"names"}, other_name),
        "a name lost": ({"names"}, no_name),
        "the second half lost": ({"length"}, half),
        "a clause lost": ({"clauses", "length"}, fewer_clauses),
        "a clause added": ({"clauses", "length"}, more_clauses),
        "the end said four times": ({"repetition"}, loop),
        "the source copied": ({"echo", "language"}, copied),
        "another text, in French": ({"language"}, other_french),
        "the next segment's target": (set(check_names()), slipped),
        "a negation lost": ({"negation"}, put(re.compile(r"\b(?:not|never) |n't\b"), lambda m: "")),
        "a negation added": (
            {"negation"},
            put(re.compile(r"\b(is|are|was|were|has|have|will|can) "), lambda m: m[0] + "not "),
        ),
        "an opposite": ({"opposites"}, put(_words(_OPPOSITES), lambda m: _OPPOSITES[m[0].lower()])),
        "another number word": ({"number-words"}, put(_words(_NUMBER_WORDS), lambda m: _NUMBER_WORDS[m[0].lower()])),
        "another weekday": ({"weekdays"}, put(_words(_DAYS), lambda m: _DAYS[m[0].lower()])),
        "another unit": ({"units", "numbers"}, put(_unit_words(), lambda m: f"{m[1]} {_MEASURES[m[2].lower()]}")),
        "he for she": ({"gender"}, put(_words(_PERSONS), lambda m: _PERSONS[m[0].lower()])),
        "a word of the source": ({"untranslated", "echo"}, source_word),
        "a damaged character": ({"characters"}, invisible),
        "a question's mark lost": ({"question"}, put(re.compile(r"\?$"), lambda m: ".")),
        "a bracket lost": ({"brackets"}, put(re.compile(r"\)"), lambda m: "")),
        "a word doubled": ({"doubled"}, put(re.compile(r"(?<= )[a-z]+(?= )"), lambda m: f"{m[0]} {m[0]}")),
        "a space doubled": ({"spaces"}, put(re.compile(r"(?<=\w) (?=\w)"), lambda m: "  ")),
        "a small first letter": ({"capital"}, put(re.compile(r"^[A-Z](?=[a-z]+ )"), lambda m: m[0].lower())),
    }


_OPPOSITES = {
    a: b
    for pair in (
        "rose fell, increased decreased, before after, won lost, open closed, mother father, sister brother, "
        "first last, north south, bought sold, possible impossible, maximum minimum, daughter son, "
        "yesterday tomorrow, friend enemy"
    ).split(", ")
    for a, b in (pair.split(), pair.split()[::-1])
}
_NUMBER_WORDS = {"two": "three", "three": "five", "four": "six", "five": "two", "six": "nine", "third": "fourth"}
_DAYS = {"monday": "Thursday", "tuesday": "Friday", "wednesday": "Sunday", "thursday": "Monday", "friday": "Tuesday"}
_MEASURES = {
    "metres": "feet",
    "meters": "feet",
    "kilometres": "miles",
    "kilometers": "miles",
    "km": "miles",
    "kilograms": "pounds",
    "kg": "pounds",
    "hours": "days",
    "days": "weeks",
    "years": "months",
    "months": "years",
    "minutes": "hours",
}
_PERSONS = {"he": "she", "she": "he"}


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _unit_words() -> re.Pattern[str]:
    return re.compile(rf"\b(\d+|two|three|four|five|six|ten) ({'|'.join(_MEASURES)})\b")


def _shared_names(unit: TranslationUnit) -> list[str]:
    """Names inside a target that stand inside its source as well."""
    names = _NAME.findall(unit.target)
    return [name for name in names if re.search(rf"[\w,] (?:[dl]['’])?{name}\b", unit.source)]


def _clauses(text: str) -> list[tuple[int, int]]:
    """Parts between commas and the like that have three longer words."""
    marks = [m.span() for m in re.finditer(r"[,;:]\s+|(?<=[.!?])\s+", text)]
    starts, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(text)]
    parts = zip(starts, ends, strict=True)
    return [(a, b) for a, b in parts if sum(len(w) > 3 for w in re.findall(r"[^\W\d_]+", text[a:b])) >= 3]


def _replaced(pattern: re.Pattern[str], text: str, generator: random.Random, other: Callable[[str], str]) -> str | None:
    found = list(pattern.finditer(text))
    if not found:
        return None
    match = generator.choice(found)
    return text[: match.start()] + other(match.group()) + text[match.end() :]


def put(pattern: re.Pattern[str], other: Callable[[re.Match[str]], str]) -> Change:
    """What changes one of the matches in a target, by chance."""

    def change(unit: TranslationUnit, generator: random.Random) -> str | None:
        found = list(pattern.finditer(unit.target))
        match = generator.choice(found) if found else None
        return match and unit.target[: match.start()] + other(match) + unit.target[match.end() :]

    return change


def findings(unit: TranslationUnit) -> set[tuple[str, str]]:
    """Checks and reasons."""
    return {(f.check, f.reason) for f in check_unit(unit) if f.check != "words"}


def changed(unit: TranslationUnit, target: str) -> TranslationUnit:
    """The unit with another target."""
    return TranslationUnit(unit.id, unit.source, target, *unit.languages)


def false_alarms(clean: list[set[tuple[str, str]]]) -> Iterator[str]:
    """Lines of the table."""
    counts = Counter(check for found in clean for check in {c for c, _ in found})
    for check, count in counts.most_common():
        yield f"{check:28s} {count:6d} {count / len(clean):6.1%}"
    flagged = sum(map(bool, clean))
    yield f"{'any of them':28s} {flagged:6d} {flagged / len(clean):6.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--on", choices=sorted(SETS), default="held-out")
    need(SHARED)
    units = units_of(parser.parse_args().on)
    started = time.perf_counter()
    clean = [findings(unit) for unit in units]
    rate = len(units) / (time.perf_counter() - started)
    print(f"{len(units)} human translations, {rate:,.0f} a second; flagged as they are:")
    print("\n".join(false_alarms(clean)))
    print(f"\n{'error':28s} {'put in':>6s} {'found':>6s}  by any check")
    for name, (checks, change) in errors(units).items():
        generator = random.Random(name)
        total = found = by_any = 0
        for unit, before in zip(units, clean, strict=True):
            target = change(unit, generator)
            if target is None or target == unit.target:
                continue
            new = findings(changed(unit, target)) - before
            total += 1
            found += any(check in checks for check, _ in new)
            by_any += bool(new)
        print(f"{name:28s} {total:6d} {found / max(1, total):6.1%} {by_any / max(1, total):13.1%}")


if __name__ == "__main__":
    main()
