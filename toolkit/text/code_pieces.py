"""Pieces of code within a text that nothing marks as code: calls, subscripts, objects, options and assignments.

What a translation keeps anyway (:mod:`toolkit.text.protected`) is not looked for here, and their words may be
translated. But typography has no place in them: ``x["a"]`` is not ``x[« a »]``.
"""

from __future__ import annotations

import re

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_SIGN = re.compile(r"[\w$)\]]")
_NAME_BACK = re.compile(r"[\w.$>:-]*$")
_LONGEST_NAME = 80
_OPTION = r"(?<!\S)--?[A-Za-z][\w-]*+(?:=(?:\"[^\"]*+\"|\S++)|[ ]\"[^\"]*+\")"
_ASSIGNED = r"[\w$\]}]\s{0,3}(?:[-+*/.|&]?=>?|[=!<>]=|:=)\s{0,3}\"[^\"]*+\"\s?;?"
_QUOTED_LIST = r"\"[^\"\s]*+\"(?:[,;]\"[^\"\s]*+\")++"
_INCLUDED = r"#\w++ \"[^\"]*+\""
_QUOTED = re.compile(rf"{_OPTION}|{_ASSIGNED}|{_QUOTED_LIST}|{_INCLUDED}")


def code_pieces(text: str) -> list[tuple[int, int]]:
    """Where they stand, start and end, in order of their ends.

    >>> text = 'C\\'est x["a"] (ou "b").'
    >>> [text[start:end] for start, end in code_pieces(text)]
    ['x["a"]']
    """
    found = [match.span() for match in _QUOTED.finditer(text)] if '"' in text or "=" in text else []
    return sorted([*found, *_bracketed(text)], key=lambda span: span[1])


def _bracketed(text: str) -> list[tuple[int, int]]:
    """What stands in brackets right behind a name, with the name, and what stands in braces."""
    if not any(sign in text for sign in _BRACKETS):
        return []
    found, opened = [], []
    for place, sign in enumerate(text):
        if sign in _BRACKETS:
            opened.append(place)
        elif opened and sign == _BRACKETS[text[opened[-1]]]:
            start = opened.pop()
            if text[start] == "{":
                found.append((start, place + 1))
            elif start and _SIGN.match(text, start - 1):
                name = _NAME_BACK.search(text[max(0, start - _LONGEST_NAME) : start])
                found.append((start - len(name[0]) if name else start, place + 1))
    return found
