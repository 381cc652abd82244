"""Subtitles, SubRip and WebVTT: a sentence that runs over several cues is translated as one, and cut again."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator

from toolkit.markup.model import Block, BlockBuilder, Page, escape_text

# A line of times and the lines of text behind it, up to a blank one.
_CUE = re.compile(
    r"^[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]*-->[^\r\n]*(?:\r\n|\r|\n)"
    r"(?P<text>(?:[ \t]*[^\s][^\r\n]*(?:\r\n|\r|\n|\Z))+)",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\r\n]*\S")
# Tags with text in them, and such as stand alone: times of words, positions.
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z]+)[^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")
_SPEAKER = re.compile(r"^[ \t]*[-–—]", re.MULTILINE)
_END = re.compile(r"[.!?…♪)\]][\"'”’»]*(?:</?\w+>)*\s*\Z")
# A sentence over more cues than these has none but forgotten stops.
_CUES = 6
_WIDTH = 42

Span = tuple[int, int]


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read subtitles.

    Cues up to the end of a sentence are one block, in which the code between two cues is a mark: where it comes back
    follows the words. A cue in which several persons speak (lines with dashes) is a block a line. Lines longer than 42
    characters are broken.

    Args:
        text: the code.
        from_code, to_code: not used; the formats name no language.
    """
    page = Page()
    escaped = text.removeprefix("\ufeff").startswith("WEBVTT")
    position = 0
    for group in _sentences(text):
        block = _block(text, group, escaped)
        if block.has_words():
            page.parts += [text[position : group[0][0]], block]
            position = group[-1][1]
    page.parts.append(text[position:])
    return page


def _sentences(text: str) -> Iterator[list[Span]]:
    """Offsets of the texts of cues that belong to one sentence."""
    group: list[Span] = []
    for match in _CUE.finditer(text):
        start, end = match.start("text"), match.start("text") + len(match["text"].rstrip())
        if len(_SPEAKER.findall(match["text"])) > 1:
            if group:
                yield group
                group = []
            yield from ([line.span()] for line in _LINE.finditer(text, start, end))
            continue
        group.append((start, end))
        if _END.search(match["text"]) or len(group) == _CUES:
            yield group
            group = []
    if group:
        yield group


def _block(text: str, cues: list[Span], escaped: bool) -> Block:
    builder = BlockBuilder()
    for number, (start, end) in enumerate(cues):
        if number:
            builder.line_break(text[cues[number - 1][1] : start])
        _read_cue(builder, text[start:end], escaped)
    return builder.block(text[cues[0][0] : cues[-1][1]], _write_escaped if escaped else _write)


def _read_cue(builder: BlockBuilder, code: str, escaped: bool) -> None:
    opened: list[str] = []
    position = 0
    for match in _TAG.finditer(code):
        before = code[position : match.start()]
        builder.add(html.unescape(before) if escaped else before)
        position = match.end()
        name = match["name"]
        if name and match["end"] and opened and opened[-1] == name:
            opened.pop()
            builder.close(match.group())
        elif name and not match["end"] and f"</{name}" in code[position:]:
            opened.append(name)
            builder.open(match.group())
        else:
            builder.empty(match.group())
    builder.add(html.unescape(code[position:]) if escaped else code[position:])
    while opened:
        opened.pop()
        builder.close("")


def _write(text: str) -> str:
    """Break what is too long for a line of a screen, near the middle if two lines will do."""
    if len(text.strip()) <= _WIDTH:
        return text
    width = _WIDTH if len(text) > 2 * _WIDTH else len(text) // 2 + 8
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return before + "\n".join(textwrap.wrap(text.strip(), min(width, _WIDTH), break_long_words=False)) + after


def _write_escaped(text: str) -> str:
    return escape_text(_write(text))
