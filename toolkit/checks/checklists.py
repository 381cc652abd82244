"""Checklists: rules of one's own, in a TOML file (docs/checklists.md)."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import regex

from toolkit.checks.mends import Mend
from toolkit.checks.registry import CHECKS, SEVERITIES
from toolkit.checks.spans import Said, Span
from toolkit.errors import InputError
from toolkit.files import read_text
from toolkit.languages.tags import primary_language
from toolkit.units import TranslationUnit

#: Looked for in the working folder and those above it.
FILE_NAME = "bitext-checks.toml"
#: A pattern that takes longer for one unit, in seconds, grows with the length of texts in a way that nobody waits for.
LONGEST = 1.0
_HEAD = frozenset({"name", "about", "languages", "rule", "pair"})
_RULE = frozenset("name source target unless requires message severity languages case replace".split())
_PAIR = frozenset("name source target forbidden message severity languages case".split())


@dataclass(slots=True, frozen=True)
class Rule:
    """One rule of a checklist; see docs/checklists.md.

    Attributes:
        name: under which its findings are reported, skipped and dismissed.
        message: for a person; empty for one that quotes what was found.
        severity: of :data:`toolkit.checks.SEVERITIES`.
        languages: of source and target, primary codes; empty for any.
        source: only units whose source matches; None for all.
        target: what the target must not have.
        unless: a target that matches is sound.
        requires: what the target must have.
        replace: what stands for a match of ``target``, with its groups as ``\\1``; None if nobody knows.
    """

    name: str
    message: str
    severity: str
    languages: tuple[str, str]
    source: regex.Pattern[str] | None = None
    target: regex.Pattern[str] | None = None
    unless: regex.Pattern[str] | None = None
    requires: regex.Pattern[str] | None = None
    replace: str | None = None

    def find(self, unit: TranslationUnit) -> Iterator[tuple[Span | None, Span | None, str]]:
        """Places in source and target at which a unit breaks the rule, and what is to stand in the latter's place.

        Raises:
            InputError: a pattern takes too long.
        """
        if not all(not own or own == one for own, one in zip(self.languages, unit.languages, strict=True)):
            return
        try:
            cause = self.source.search(unit.source, timeout=LONGEST) if self.source else None
            if self.source and not cause:
                return
            if self.unless and self.unless.search(unit.target, timeout=LONGEST):
                return
            where = cause.span() if cause else None
            if self.requires and not self.requires.search(unit.target, timeout=LONGEST):
                yield where, None, ""
            for match in self.target.finditer(unit.target, timeout=LONGEST) if self.target else ():
                yield (
                    where,
                    match.span(),
                    "" if self.replace is None else as_cased(match[0], match.expand(self.replace)),
                )
        except TimeoutError:
            raise InputError(
                f"rule '{self.name}' takes more than {LONGEST:g} s for unit {unit.id}; a repetition within a "
                f"repetition, such as (a+)+, does that: write it without"
            ) from None

    def reason(self, unit: TranslationUnit, where: Span | None, place: Span | None) -> str:
        """One sentence about a place."""
        if place:
            what = f"'{unit.target[slice(*place)]}' is in the target"
        else:
            cause = f" for '{unit.source[slice(*where)]}' of the source" if where else ""
            what = f"what the rule requires{cause} is missing in the target"
        return f"{self.message} ({what})" if self.message else what


class Checklist:
    """The rules of a file, as a check.

    Args:
        name: of the list.
        rules: in order.
    """

    def __init__(self, name: str, rules: Collection[Rule]) -> None:
        self.name = name
        self.rules = tuple(rules)
        self.names = frozenset(rule.name for rule in rules)

    def __call__(self, unit: TranslationUnit) -> Iterator[Said]:
        """What a unit breaks, a finding a place."""
        if unit.target.strip():
            for rule in self.rules:
                for where, place, _ in rule.find(unit):
                    yield Said(rule.reason(unit, where, place), where, place, rule.severity, rule.name)

    def mends(self, unit: TranslationUnit) -> Iterator[Mend]:
        """Replacements that the rules know."""
        for rule in self.rules:
            if rule.replace is not None:
                for where, place, text in rule.find(unit):
                    if place:
                        yield Mend(*place, text, rule.reason(unit, where, place))

    def without(self, names: Collection[str]) -> Checklist:
        """The list without some of its rules."""
        return Checklist(self.name, [rule for rule in self.rules if rule.name not in names])


def as_cased(old: str, new: str) -> str:
    """A word with the capitals of that in whose place it stands.

    >>> as_cased("Colour", "color"), as_cased("COLOUR", "color"), as_cased("colour", "color")
    ('Color', 'COLOR', 'color')
    """
    if len(old) > 1 and old.isupper():
        return new.upper()
    return new[:1].title() + new[1:] if old[:1].isupper() and new[:1].islower() else new


def ready_lists() -> list[str]:
    """Names of the checklists that come with the toolkit."""
    return sorted(f.name.removesuffix(".toml") for f in _data().iterdir() if f.name.endswith(".toml"))


@cache
def _data() -> Any:
    return resources.files("toolkit.checks") / "data"


def read_checklist(place: str | os.PathLike[str]) -> Checklist:
    """A checklist by the name of a ready one, or from a file.

    Raises:
        InputError: no such file, or something in it is not as docs/checklists.md says, with the rule and the mend.
    """
    path = Path(place)
    if str(place) in ready_lists() and not path.exists():
        text, shown = (_data() / f"{place}.toml").read_text(encoding="utf-8"), str(place)
    elif path.suffix == ".toml":
        text, shown = read_text(path), str(path)
    else:
        raise InputError(f"{place}: no checklist; give a .toml file, or one of: {', '.join(ready_lists())}")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{shown}: not TOML ({error}); mend it there") from None
    _know(data, _HEAD, shown)
    name = str(data.get("name", path.stem))
    rules = [_rule(row, data, f"{shown}, rule {n}") for n, row in enumerate(_rows(data, "rule", shown), 1)]
    for n, row in enumerate(_rows(data, "pair", shown), 1):
        rules += _pair(row, data, f"{shown}, pair {n}")
    if not rules:
        raise InputError(f"{shown}: no [[rule]] and no [[pair]] in it")
    counted: dict[str, int] = {}
    for rule in rules:
        counted[rule.name] = counted.get(rule.name, 0) + 1
        if counted[rule.name] > 1 and not rule.name.startswith(f"{name}/"):
            raise InputError(f"{shown}: two rules are called '{rule.name}'; give each a name of its own")
    return Checklist(name, rules)


def find_checklist(folder: Path) -> Path | None:
    """The checklist of a project: in a folder or the nearest above it, not beyond the root of a repository."""
    for one in (folder, *folder.parents):
        if (one / FILE_NAME).is_file():
            return one / FILE_NAME
        if (one / ".git").exists():
            return None
    return None


def _rows(data: dict[str, Any], key: str, shown: str) -> list[dict[str, Any]]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{shown}: '{key}' is no table; write [[{key}]] above each")
    return rows


def _know(row: dict[str, Any], known: Collection[str], where: str) -> None:
    for key, value in row.items():
        if key not in known:
            raise InputError(f"{where}: no setting '{key}'; known are {', '.join(sorted(known))}")
        wanted = bool if key == "case" else list if key in ("forbidden", "rule", "pair") else str
        if not isinstance(value, wanted):
            kind = {bool: "true or false", list: "a list", str: "a text in quotes"}[wanted]
            raise InputError(f"{where}: '{key}' is {value!r}; {kind} is wanted")


def _rule(row: dict[str, Any], head: dict[str, Any], where: str) -> Rule:
    _know(row, _RULE, where)
    if "target" not in row and "requires" not in row:
        raise InputError(f"{where}: neither 'target' (must not be there) nor 'requires' (must be there)")
    if "replace" in row and "target" not in row:
        raise InputError(f"{where}: 'replace' without 'target'; say what is replaced")
    rule = _headed(row, head, where)
    parts = {k: _pattern(row[k], row, k, where) for k in ("source", "target", "unless", "requires") if k in row}
    rule = replace(rule, **parts, replace=row.get("replace"))
    if rule.replace is not None and rule.target is not None:
        try:
            regex.compile(rule.target.pattern + "|").search("").expand(rule.replace)  # type: ignore[union-attr]
        except (regex.error, IndexError) as error:
            raise InputError(f"{where}: 'replace' does not fit the groups of 'target' ({error})") from None
    return rule


def _pair(row: dict[str, Any], head: dict[str, Any], where: str) -> list[Rule]:
    """Words of the source, with those that must and must not translate them."""
    _know(row, _PAIR, where)
    if "source" not in row or not {"target", "forbidden"} & row.keys():
        raise InputError(f"{where}: a pair has 'source', and 'target' or 'forbidden' or both")
    row = {"name": f"{head.get('name', 'pair')}/{row['source']}"} | row
    rule = replace(_headed(row, head, where), source=_words([row["source"]], row))
    made = []
    if "target" in row:
        made.append(replace(rule, requires=_words([row["target"]], row)))
    if row.get("forbidden"):
        made.append(replace(rule, target=_words([str(word) for word in row["forbidden"]], row)))
    return made


def _headed(row: dict[str, Any], head: dict[str, Any], where: str) -> Rule:
    name = row.get("name", "")
    if not regex.fullmatch(r"[^\s,;:][^,;:\n\t]*", name):
        raise InputError(f"{where}: a rule needs a 'name' without commas and colons")
    if name in CHECKS:
        raise InputError(f"{where}: '{name}' is the name of a check; give the rule another")
    severity = row.get("severity", "warning")
    if severity not in SEVERITIES:
        raise InputError(f"{where}: severity '{severity}'; known are {', '.join(SEVERITIES)}")
    languages = row.get("languages", head.get("languages", ""))
    source, dash, target = languages.partition("-")
    if languages and not dash:
        raise InputError(
            f"{where}: languages '{languages}'; write 'fr-en', '-en' for any source or 'fr-' for any target"
        )
    both = tuple(primary_language(one) if one else "" for one in (source, target))
    return Rule(name, row.get("message", ""), severity, both)  # type: ignore[arg-type]


def _pattern(text: str, row: dict[str, Any], key: str, where: str) -> regex.Pattern[str]:
    try:
        return regex.compile(text, 0 if row.get("case") else regex.IGNORECASE)
    except regex.error as error:
        raise InputError(f"{where}: '{key}' is no regular expression ({error})") from None


def _words(words: list[str], row: dict[str, Any]) -> regex.Pattern[str]:
    """Whole words, in any case unless the rule says otherwise; blanks are any white space."""
    one_of = "|".join(r"\s+".join(map(regex.escape, word.split())) for word in words)
    return regex.compile(rf"(?<!\w)(?:{one_of})(?!\w)", 0 if row.get("case") else regex.IGNORECASE)
