"""Strings that hold several texts: plural and select forms of ICU MessageFormat, cells between tabs, lines.

ICU User Guide, "Formatting Messages": ``{count, plural, one {# file} other {# files}}``. The frame stays as it is, the
texts are translated one by one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ARGUMENT = re.compile(r"\{\s*(?P<name>[\w.-]+)\s*,\s*(?P<kind>plural|select|selectordinal)\s*,")
_SELECTOR = re.compile(r"\s*+(?:offset:\d++\s*+)?(?P<key>=\d+|[\w-]+)\s*\{")
# Of MessageFormat 2 (Unicode, LDML 47, part 9); and categories of plurals.
_DECLARES = re.compile(r"\s*\.(?:input|local|match)\b")
_CATEGORY = re.compile(r"=\d+|zero|one|two|few|many|other")
_PLURAL = re.compile(r"\{\s*[\w.-]+\s*,\s*plural\s*,")
_STOP, _BRACE = re.compile(r"\s*\}"), re.compile("[{}]")
# What an apostrophe before a sign of the syntax quotes, up to the next one that is not doubled.
_QUOTED = re.compile(r"''|'[{}][^']*+(?:''[^']*+)*+'")
# A blank in the code of a file: an escape, or a line that goes on.
_CODE_OF_BLANK = re.compile(r"\\(?:[nrt]|\r?\n)")
#: Messages have plurals within selects, and little else.
DEEPEST = 20
_CHOICE = re.compile(r"\{\s*\w+\s*,\s*choice\s*,")
_FORMS = re.compile(r"\s*\|{4}\s*")
_LIMIT = re.compile(r"\s*[-+]?(?:[\d.]+|∞)\s*[#<≤]")
# As they are, or as programs write them.
_BREAKS = re.compile(r"(?:[\t\n\r\v\f]|(?:(?<=[.!?…:;,»)\]])|(?<=[.!?…»] )|(?<=\\[nrt])|\A)\\[nrt](?![a-zà-ÿ]))+")


@dataclass(slots=True, frozen=True)
class Form:
    """A plural or select form of ICU MessageFormat in a text.

    Attributes:
        start, end: of the whole; where a closing brace is missing, behind the last branch.
        name, kind: of its argument: ``count``, ``plural``.
        keys: of its branches.
        branches: where their texts stand.
        is_sound: whether there are branches and all braces are closed.
    """

    start: int
    end: int
    name: str
    kind: str
    keys: tuple[str, ...]
    branches: tuple[tuple[int, int], ...]
    is_sound: bool


def forms(string: str, start: int = 0, end: int | None = None) -> Iterator[Form]:
    """Those of a part of a text, in order; those within their branches are not among them.

    >>> [(form.name, form.keys) for form in forms("{n, plural, one {# file} other {# files}}")]
    [('n', ('one', 'other'))]
    """
    end = len(string) if end is None else end
    if string.find("{", start, end) < 0 or string.find(",", start, end) < 0:
        return
    yield from _forms(_syntax_of(string), start, end)


def _forms(string: str, start: int, end: int) -> Iterator[Form]:
    """Those of the syntax of a string, see :func:`_syntax_of`."""
    while match := _ARGUMENT.search(string, start, end):
        keys, branches, place, is_closed = [], [], match.end(), True
        while selector := _SELECTOR.match(string, place, end):
            close = _closing(string, selector.end(), end)
            is_closed = is_closed and close is not None
            close = end if close is None else close
            keys.append(selector["key"])
            branches.append((selector.end(), close))
            place = min(end, close + 1)
        stop = _STOP.match(string, place, end)
        start = stop.end() if stop else place
        is_sound = is_closed and bool(branches) and stop is not None
        yield Form(match.start(), start, match["name"], match["kind"], tuple(keys), tuple(branches), is_sound)


def _syntax_of(string: str) -> str:
    """A text of the same length in which nothing that is quoted looks like syntax.

    Programs that know no quotes of ICU have apostrophes before braces by chance: where no sound form would be left, all
    stays.
    """
    if "'{" not in string and "'}" not in string:
        return string
    bare = _QUOTED.sub(lambda match: "x" * len(match.group()) if len(match.group()) > 2 else match.group(), string)
    found = list(_forms(bare, 0, len(bare)))
    return bare if found and all(form.is_sound for form in found) else string


def message_texts(string: str) -> list[tuple[int, int]] | None:
    """Where the texts of a message of ICU are: branches, and what stands around a form; None if it has no sound form.

    >>> string = "{n, plural, one {# file} other {# files}} found"
    >>> [string[a:b] for a, b in message_texts(string)]
    ['# file', '# files', ' found']
    """
    if "{" not in string:
        return None
    if _DECLARES.match(string):
        return _patterns(string)
    if not _ARGUMENT.search(string):
        return loose_branches(string)
    string = _syntax_of(string)
    found = _parts(string, 0, len(string))
    return found if found is not None and any(_forms(string, 0, len(string))) else None


def message_pieces(string: str) -> list[tuple[bool, int, int]]:
    """Parts of a string that is cut into lines: all of it, unless a form of a message goes on over a line break.

    Returns:
        For each part whether it is a text, and where it stands; what is no text is syntax of a message, and stays.

    Example:
        >>> string = "{n, plural,\\n one {# file}\\n other {# files}}"
        >>> [string[a:b] for is_text, a, b in message_pieces(string) if is_text]
        ['# file', '# files']
    """
    whole = [(True, 0, len(string))]
    if "\n" not in string or (texts := message_texts(string)) is None:
        return whole
    if not _DECLARES.match(string) and not any("\n" in string[form.start : form.end] for form in forms(string)):
        return whole
    edges = [0, *(edge for text in texts for edge in text), len(string)]
    found = [(bool(number % 2), a, b) for number, (a, b) in enumerate(itertools.pairwise(edges))]
    return [piece for piece in found if piece[1] < piece[2]]


def texts_of(string: str) -> list[tuple[int, int]] | None:
    """Where the texts of a string are, in order; None if it is one text as a whole.

    What stands around a plural or select form is a text as well, as are the parts between tabs and line breaks.
    """
    if (found := message_texts(string)) is not None:
        return found
    if "choice" in string and (choices := _choices(string)) is not None:
        return choices
    # Forms of a plural, as Polyglot parts them.
    breaks = _FORMS if "||||" in string else _BREAKS
    if breaks.search(string.strip()):
        edges = [0, *(edge for match in breaks.finditer(string) for edge in match.span()), len(string)]
        return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if string[a:b].strip()]
    return None


def with_plural_forms(string: str, forms: Sequence[str]) -> str:
    """A message whose plurals have all of some forms; those that it lacks are written as its ``other``.

    Args:
        string: a message of ICU, or its code in a file.
        forms: categories of CLDR.

    Example:
        >>> with_plural_forms("{n, plural, one {# file} other {# files}}", ("one", "few", "other"))
        '{n, plural, one {# file} few {# files} other {# files}}'
    """
    edits: list[tuple[int, str]] = []
    syntax = _syntax_of(_CODE_OF_BLANK.sub(lambda match: " " * len(match.group()), string))
    for match in _PLURAL.finditer(syntax):
        place, known, other = match.end(), set[str](), None
        while selector := _SELECTOR.match(syntax, place):
            close = _closing(syntax, selector.end(), len(string))
            if close is None:
                return string
            head = selector.group()
            name = head.rstrip("{ \t\r\n").split()[-1]
            known.add(name)
            if name == "other":
                at = selector.start() + head.rindex(name)
                # As its forms stand below one another.
                blank = string[selector.start() : selector.start() + len(head) - len(head.lstrip())] or " "
                other = at, string[at + len(name) : selector.end()], string[selector.end() : close], blank
            place = close + 1
        if other is None or not _STOP.match(syntax, place):
            continue
        start, opening, text, blank = other
        text = with_plural_forms(text, forms)
        edits.append((start, "".join(f"{form}{opening}{text}}}{blank}" for form in forms if form not in known)))
    for place, made in sorted(edits, reverse=True):
        string = string[:place] + made + string[place:]
    return string


def _patterns(string: str) -> list[tuple[int, int]] | None:
    """Texts of a message of MessageFormat 2 with declarations: its quoted patterns; None if one is not closed."""
    found: list[tuple[int, int]] = []
    place = 0
    while (start := string.find("{{", place)) >= 0:
        close = _closing(string, start + 2, len(string))
        if close is None or string[close + 1 : close + 2] != "}":
            return None
        if string[start + 2 : close].strip():
            found.append((start + 2, close))
        place = close + 2
    return found or None


def loose_branches(string: str) -> list[tuple[int, int]] | None:
    """Texts of branches of a plural that stand without it, as on a line of their own; None if it is anything else.

    Example:
        >>> loose_branches("other {# files}"), loose_branches("other {name} here")
        ([(7, 14)], None)
    """
    found: list[tuple[int, int]] = []
    place = 0
    while selector := _SELECTOR.match(string, place):
        close = _closing(string, selector.end(), len(string))
        if close is None or not _CATEGORY.fullmatch(selector["key"]):
            return None
        if string[selector.end() : close].strip():
            found.append((selector.end(), close))
        place = close + 1
    return found if found and not string[place:].strip() else None


def _choices(string: str) -> list[tuple[int, int]] | None:
    """Texts of the choices of a number; None if there are none.

    The form is that of java.text.ChoiceFormat: ``{0,choice,0#no files|1#one file|1<{0} files}``.
    """
    found: list[tuple[int, int]] = []
    position = 0
    for match in _CHOICE.finditer(string):
        close = _closing(string, match.end(), len(string))
        if close is None or match.start() < position:
            return None
        found.append((position, match.start()))
        place = match.end()
        for part in _choice_parts(string, place, close):
            limit = _LIMIT.match(string, *part)
            if limit is None:
                return None
            found.append((limit.end(), part[1]))
        position = close + 1
    return [(a, b) for a, b in [*found, (position, len(string))] if string[a:b].strip()] if found else None


def _choice_parts(string: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between the bars of a choice that are in no inner braces."""
    edges, depth = [start], 0
    for place in range(start, end):
        depth += (string[place] == "{") - (string[place] == "}")
        if string[place] == "|" and not depth:
            edges += [place, place + 1]
    return list(zip(edges[::2], [*edges[1::2], end], strict=True))


def _parts(string: str, start: int, end: int, depth: int = 0) -> list[tuple[int, int]] | None:
    """Texts of a part of a message; None if it is no sound message."""
    texts: list[tuple[int, int]] = []
    position = start
    for form in _forms(string, start, end):
        if not form.is_sound or depth == DEEPEST:
            return None
        if string[position : form.start].strip():
            texts.append((position, form.start))
        for branch in form.branches:
            inner = _parts(string, *branch, depth + 1)
            if inner is None:
                return None
            texts += inner
        position = form.end
    if string[position:end].strip():
        texts.append((position, end))
    return texts


def _closing(string: str, start: int, end: int) -> int | None:
    """Offset of the brace that closes one opened before the start."""
    depth = 1
    for match in _BRACE.finditer(string, start, end):
        depth += 1 if match.group() == "{" else -1
        if not depth:
            return match.start()
    return None
