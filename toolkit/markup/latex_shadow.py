"""A LaTeX document as pylatexenc is to read it: as long as the document, so that places are the same in both."""

from __future__ import annotations

import re

from toolkit.markup.latex_beamer import TITLES, without_overlays

_BODY = re.compile(r"^[^%\n]*?\\begin\{document\}", re.MULTILINE)
# What begins in one argument of a definition ends in another one.
_EDGE = re.compile(r"\\(?:begin|end)\s*\{[^{}\\]*\}")
_DEFINITION = re.compile(
    r"\\(?:(?:re)?newenvironment|(?:re)?newcommand|providecommand|DeclareRobustCommand|[gex]?def|At(?:Begin|End)Environment"
    r"|newcolumntype|titleformat)(?![a-zA-Z])"
)
_BETWEEN = r"(?:[ \t*#\d]|\n(?![ \t]*\n)|%[^\n]*|\[[^\[\]{}]*\])*"
_FIRST = re.compile(rf"{_BETWEEN}(?:\\[a-zA-Z@]+{_BETWEEN})?\{{")
_ARGUMENT = re.compile(rf"{_BETWEEN}\{{")
_HEADING = rf"\\(?:{'|'.join(sorted(TITLES))})(?![a-zA-Z])"
_TITLE = re.compile(rf"^[ \t]*({_HEADING})", re.MULTILINE)
_CODE = re.compile(r"[^\r\n]")
_PLAIN = re.compile(r"[^\\{}\[\]$~^_&#%]+")
# pylatexenc copies a run of letters again for each letter of it.
_RUN = 256


def shadow_of(text: str) -> str:
    """The document without numbers of slides and without definitions that open what they do not close.

    Long runs of text have a tie (``~``) here and there, where the document has a blank or a letter.

    Example:
        >>> code = chr(92) + "newenvironment{a}{" + chr(92) + "begin{b}}{" + chr(92) + "end{b}}"
        >>> shadow_of(code).count("begin"), len(shadow_of(code)) == len(code)
        (0, True)
    """
    return _with_rests(_without_definitions(without_overlays(text)))


def _without_definitions(text: str) -> str:
    """A document in which definitions begin and end nothing, and whose preamble has titles and nothing else."""
    body = _BODY.search(text)
    position = first = body.end() - len(r"\begin{document}") if body else 0
    parts, done = [], 0
    for title in _TITLE.finditer(text, 0, first):
        if title.start(1) >= done:
            end = _behind_arguments(text, title.end(), 1)
            parts += [_CODE.sub(" ", text[done : title.start(1)]), text[title.start(1) : end]]
            done = end
    parts.append(_CODE.sub(" ", text[done:first]))
    for found in _DEFINITION.finditer(text, first):
        if found.start() >= position:
            parts.append(text[position : found.start()])
            position = _behind_arguments(text, found.end(), 4)
            parts.append(_EDGE.sub(lambda m: " " * len(m.group()), text[found.start() : position]))
    return "".join([*parts, text[position:]])


def _behind_arguments(text: str, start: int, most: int) -> int:
    """The place behind some arguments in braces."""
    for number in range(most):
        opening = (_ARGUMENT if number else _FIRST).match(text, start)
        if opening is None:
            return start
        depth, place = 1, opening.end()
        while depth and place < len(text):
            if text[place] == "\\":
                place += 1
            else:
                depth += (text[place] == "{") - (text[place] == "}")
            place += 1
        start = place
    return start


def _with_rests(text: str) -> str:
    parts, position = [], 0
    for run in _PLAIN.finditer(text):
        # The first letters may be those of a command.
        place = run.start() + _RUN
        while place + 2 < run.end():
            limit = min(place + _RUN, run.end() - 1)
            at = _rest(text, place, limit)
            if at >= 0:
                parts += [text[position:at], "~"]
                position = at + 1
                limit = at
            place = limit + _RUN if at >= 0 else limit
    return "".join([*parts, text[position:]])


def _rest(text: str, start: int, end: int) -> int:
    """Where a blank stands between two letters, or a letter; -1 where neither does."""
    inner = (n for n in range(start, end) if text[n - 1].isalpha() and text[n + 1].isalpha())
    letter = -1
    for place in inner:
        if text[place] == " ":
            return place
        letter = place if text[place].isalpha() else letter
    return letter
