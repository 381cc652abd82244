"""Errors of form that are put into sound pairs, for ``checks_form.py``."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from checks import Change, put

from toolkit.units import TranslationUnit

#: Gives a sound unit that can hold an error, made of one and of the next; None where it cannot.
Carrier = Callable[[TranslationUnit, TranslationUnit], TranslationUnit | None]

_LETTER = r"[^\W\d_]"
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-0-9.]*[sdifuxc]\b|\{\w*\}")
_TAG = re.compile(r"</?[a-zA-Z]\w*[^<>]*>")
_URL = re.compile(r"(?<=://)[^\s<>\"')]{5,}")
_CAMEL = re.compile(r"\b(?=\w*[a-z][A-Z])[A-Za-z]{4,}\b")
_FIRST_WORD = re.compile(rf"^{_LETTER}{{2,}}(?= |$)")
_OTHER_END = {".": "!", "?": ".", ":": ".", "!": ".", "…": "."}
_OTHER_HOLDER = {"s": "d", "d": "s", "i": "s", "f": "s", "u": "s", "x": "s", "c": "s"}


def errors(french: bool) -> dict[str, Change]:
    """By what is wrong: what makes it. Some belong to a target in French, some to the others."""
    found = _marks() | _words() | _signs() | _whole()
    if french:
        found["a French space before a mark lost"] = put(re.compile(r"(?<=\w)[\u00a0\u202f ](?=[;:!?](?: |$))"), _none)
        found["a French space made an ordinary one"] = put(re.compile(r"(?<=\w)[\u00a0\u202f](?=[;:!?»])"), _is(" "))
    else:
        found["a space before a mark"] = put(re.compile(r"(?<=\w)(?=[,;:!?](?: |$))"), _is(" "))
    return found


def carriers(sign: str) -> Mapping[str, Carrier]:
    """Of errors that few units can hold as they are: what makes units that can."""

    def keyed(unit: TranslationUnit, following: TranslationUnit) -> TranslationUnit | None:
        label = all(_FIRST_WORD.match(side) and len(side) < 40 for side in (unit.source, unit.target))
        free = not any(s in side for s in "&_" for side in (unit.source, unit.target))
        sides = {"source": sign + unit.source, "target": sign + unit.target}
        return replace(unit, **sides) if label and free and not unit.target.endswith(".") else None

    def broken(unit: TranslationUnit, following: TranslationUnit) -> TranslationUnit | None:
        source, target = (f"{a}\n{b}" for a, b in zip(_sides(unit), _sides(following), strict=True))
        return replace(unit, source=source, target=target)

    return {
        "an access key lost": keyed,
        "an access key doubled": keyed,
        "a line break lost": broken,
        "a line break added": broken,
    }


def _sides(unit: TranslationUnit) -> tuple[str, str]:
    return unit.source, unit.target


def _none(match: re.Match[str]) -> str:
    return ""


def _is(text: str) -> Callable[[re.Match[str]], str]:
    return lambda match: text


def _marks() -> dict[str, Change]:
    def quote_lost(unit: TranslationUnit, generator: random.Random) -> str | None:
        marks = [m.start() for m in re.finditer('[«»“”"]', unit.target)]
        place = generator.choice(marks) if len(marks) > 1 else None
        return None if place is None else (unit.target[:place] + unit.target[place + 1 :]).strip()

    def end_added(unit: TranslationUnit, generator: random.Random) -> str | None:
        bare = all(side[-1:].isalpha() for side in _sides(unit))
        return unit.target + generator.choice(".:!") if bare else None

    def end_lost(unit: TranslationUnit, generator: random.Random) -> str | None:
        same = unit.source[-1:] == unit.target[-1:] and unit.target[-1:] in _OTHER_END
        return unit.target.rstrip(".?!:… \u00a0\u202f") if same else None

    def end_changed(unit: TranslationUnit, generator: random.Random) -> str | None:
        last = unit.target[-1:]
        same = unit.source[-1:] == last and last in _OTHER_END and not unit.target.endswith("..")
        return unit.target[:-1] + _OTHER_END[last] if same else None

    return {
        "a bracket lost": put(re.compile(r"[()\[\]]"), _none),
        "a bracket added": put(re.compile(rf"(?<={_LETTER}) (?={_LETTER})"), _is(" (")),
        "a quotation mark lost": quote_lost,
        "the end mark lost": end_lost,
        "another end mark": end_changed,
        "an end mark added": end_added,
        "three dots made one": put(re.compile(r"\.\.\.$|…$"), _is(".")),
        "a comma lost between digits": put(re.compile(r"(?<=\d)[.,](?=\d)"), _none),
        "comma for stop between digits": put(re.compile(r"(?<=\d)[.,](?=\d)"), lambda m: "," if m[0] == "." else "."),
        "no space behind a comma": put(re.compile(rf"(?<={_LETTER}{{3}},) (?={_LETTER}{{3}})"), _none),
    }


def _words() -> dict[str, Change]:
    def caps(unit: TranslationUnit, generator: random.Random) -> str | None:
        return None if unit.source.isupper() or len(unit.target) < 5 else unit.target.upper()

    def small(unit: TranslationUnit, generator: random.Random) -> str | None:
        begins = unit.source[:1].isupper() and re.match(r"[A-ZÀ-Þ][a-zà-ÿ]+(?: |$)", unit.target)
        return unit.target[0].lower() + unit.target[1:] if begins else None

    def camel(unit: TranslationUnit, generator: random.Random) -> str | None:
        found = [w for w in _CAMEL.findall(unit.target) if w in unit.source]
        word = generator.choice(found) if found else ""
        return unit.target.replace(word, word[:2] + word[3:]) if word else None

    def acronym(unit: TranslationUnit, generator: random.Random) -> str | None:
        found = [w for w in re.findall(r"\b[A-Z]{3,6}\b", unit.target) if w in unit.source]
        word = generator.choice(found) if found and not unit.target.isupper() else ""
        return unit.target.replace(word, word[:-1]) if word else None

    return {
        "a word doubled": put(re.compile(rf"(?<= ){_LETTER}{{2,}}(?= )"), lambda m: f"{m[0]} {m[0]}"),
        "a small first letter": small,
        "all in capitals": caps,
        "a camelCase name changed": camel,
        "an acronym changed": acronym,
    }


def _signs() -> dict[str, Change]:
    def holder(match: re.Match[str]) -> str:
        text = match[0]
        return f"{text[:-1]}{_OTHER_HOLDER[text[-1]]}" if text[0] == "%" else "{" + text[1:-1] + "x}"

    def cut(match: re.Match[str]) -> str:
        return match[0][:2] + match[0][3:]

    def with_holder(unit: TranslationUnit, generator: random.Random) -> str | None:
        return unit.target + " " + generator.choice(["%s", "%(name)s", "{name}"]) if unit.target.strip() else None

    return {
        "a space doubled": put(re.compile(r"(?<=\w) (?=\w)"), _is("  ")),
        "a space at the beginning": put(re.compile(r"^(?=\S)"), _is(" ")),
        "a space at the end": put(re.compile(r"(?<=\S)$"), _is(" ")),
        "a zero-width space": put(re.compile(r"(?<=\w) (?=\w)"), _is(" \u200b")),
        "a placeholder lost": put(_PLACEHOLDER, _none),
        "a placeholder changed": put(_PLACEHOLDER, holder),
        "a placeholder added": with_holder,
        "a tag lost": put(_TAG, _none),
        "a tag changed": put(re.compile(r"(?<=<)[a-z]+(?=>)"), lambda m: m[0] + "x"),
        "an address changed": put(_URL, cut),
        "a mail address changed": put(re.compile(r"(?<![\w.])[\w.-]{3,}@[\w-]+\.\w+"), cut),
        "an option changed": put(re.compile(r"(?<!\S)--[a-z][a-z-]{3,}"), lambda m: m[0][:-1]),
        "a path changed": put(re.compile(r"(?<!\S)/(?:[\w.-]+/)+[\w.-]+"), lambda m: m[0][:-1]),
        "an access key lost": put(re.compile(r"^[&_](?=\w)"), _none),
        "an access key doubled": put(re.compile(r"(?<=^[&_]\w)(?=\w)"), lambda m: m.string[0]),
        "a line break lost": put(re.compile(r"(?<=\S)\n(?=\S)"), _is(" ")),
        "a line break added": put(re.compile(rf"(?<={_LETTER}) (?={_LETTER})"), _is("\n")),
    }


def _whole() -> dict[str, Change]:
    def same(unit: TranslationUnit, generator: random.Random) -> str | None:
        return unit.source if len(re.findall(rf"{_LETTER}{{3,}}", unit.source)) > 1 else None

    def sentence(unit: TranslationUnit, generator: random.Random) -> str | None:
        cut = re.search(r"(?<=[a-zà-ÿ]{3}[.!?]) [A-ZÀ-Þ][^.!?]+[.!?]$", unit.target)
        return unit.target[: cut.start()] if cut else None

    return {
        "the source unchanged": same,
        "an empty target": lambda unit, generator: "",
        "only a space": lambda unit, generator: " ",
        "the last sentence lost": sentence,
    }
