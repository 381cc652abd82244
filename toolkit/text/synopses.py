"""Usage lines of programs, in the manner of POSIX: ``git notes [list [<objet>]]``, ``Usage : %s [OPTION] FICHIER``."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEAD = re.compile(r"\s*(?:(?P<named>usage|syntaxe|utilisation)|ou|or)\s?:\s*", re.IGNORECASE)
_OPTION = r"-{1,2}[A-Za-z?][\w?=<>|,-]*"
_ANGLES = r"<[^<>\n]{1,40}>"
_TOKEN = rf"(?:{_OPTION}|{_ANGLES}|%s|\||\.\.\.|…|[A-ZÀ-Þ][A-ZÀ-Þ_0-9-]{{2,}}(?:=\S+)?)(?:\.\.\.|…)?"
_INSIDE = r"(?:[^\[\]\n]|\[[^\[\]\n]*\])*"
_BRACKETS = rf"\[{_INSIDE}\](?:\.\.\.|…)?"
_PROGRAM = r"(?:%s|[a-z][\w.-]*|\$0|\./\S+)(?: [a-z][a-z-]*){0,2}?"
_LINE = re.compile(rf"{_PROGRAM}(?P<rest>(?: (?:{_BRACKETS}|{_TOKEN}))+)\s*")
# What no sentence has: an option, brackets in brackets or round a name in angle brackets behind a word.
_SURE = re.compile(rf"(?<!\S)\[?{_OPTION}|\[[^\[\]]*\[|\[[A-ZÀ-Þ]{{3,}}S?\](?:\.\.\.)?|\|")


def find_synopsis(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the usage in a text that is nothing else.

    >>> from toolkit.text.synopses import find_synopsis
    >>> [*find_synopsis("git notes [list [<objet>]]")], [*find_synopsis("voir <nom>")]
    ([(0, 26)], [])
    """
    head = _HEAD.match(text)
    start = head.end() if head else 0
    line = _LINE.fullmatch(text, start)
    if line and ((head and head["named"]) or _SURE.search(line["rest"])):
        yield start, line.end("rest")
