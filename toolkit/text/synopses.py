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
# Words of a sentence: the first ones begin no name of a program, the others stand behind none.
_FIRST = frozenset("comme like voir see avec with sans without pour for par by de of utilisez use".split())
_LATER = _FIRST | frozenset("as to à au aux than que et and ou or la le les the est is".split())
_LINE = re.compile(rf"(?P<program>{_PROGRAM})(?P<rest>(?: (?:{_BRACKETS}|{_TOKEN}))+)\s*")
# What no sentence has: an option, brackets in brackets or round a name in angle brackets behind a word.
_SURE = re.compile(rf"(?<!\S)\[?{_OPTION}|\[[^\[\]]*\[|\[[A-ZÀ-Þ]{{3,}}S?\](?:\.\.\.)?|\|")


def find_synopsis(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the usage in a text that is nothing else.

    >>> from toolkit.text.synopses import find_synopsis
    >>> [*find_synopsis("git notes [list [<objet>]]")], [*find_synopsis("forme courte de --all")]
    ([(0, 26)], [])
    """
    head = _HEAD.match(text)
    start = head.end() if head else 0
    line = _LINE.fullmatch(text, start)
    words = line["program"].split() if line else []
    if words and (words[0] in _FIRST or not _LATER.isdisjoint(words[1:])):
        return
    if line and ((head and head["named"]) or _SURE.search(line["rest"])):
        yield start, line.end("rest")
