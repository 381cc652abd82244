"""The text of a cue: its tags, words that are kept, lines of a screen."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable

from toolkit.markup.model import Block, BlockBuilder, escape_text
from toolkit.units import primary_language

# Tags with text in them, and such as stand alone: times of words, positions.
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z]+)[^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")
# Of SubStation Alpha, remarks of the translator included.
_ALPHA_TAG = re.compile(r"\{[^{}]*\}|(?P<newline>(?<![ \t])[ \t]*\\N[ \t]*)")
# What begins and ends italics, bold type, a line under or through words; and nothing else.
_SWITCH = re.compile(r"\{\\([ibus])([01])\}")
_SOFT_BREAK = re.compile(r"(?<![ \t])[ \t]*\\n[ \t]*|\\h")
# Of WebVTT: what is spoken in a language, and a word with its pronunciation.
_LANG = re.compile(r"<lang[ \t]+([\w-]+)[ \t]*>")
_WHOLE = re.compile(r"<(?P<name>ruby|lang)(?=[\s.>])[^<>]*>.*?</(?P=name)>", re.DOTALL)
_WIDTH = 42


class Rest(Block):
    """What goes on with a sentence of the cue before: it begins as small as its source."""

    def written(self) -> str:
        small = re.match(r"(?!I\b)[A-ZÀ-Þ](?=[a-zß-ÿ ])", self.text)
        text = self.text[:1].lower() + self.text[1:] if small else self.text
        return Block.written(Block(text, self.marks, self.code, self.escape))


def read_cue(builder: BlockBuilder, code: str, form: str, languages: tuple[str, str]) -> None:
    """Add the code of a cue to a block.

    Args:
        builder: of the block.
        code: what is said in the cue.
        form: ``srt``, ``vtt`` or ``ass``.
        languages: of the text and of its translation.
    """
    escaped, alpha = form == "vtt", form == "ass"
    opened: list[str] = []
    position = 0
    if alpha:
        code = _SOFT_BREAK.sub(" ", code)
    kept = {m.start(): m.end() for m in _WHOLE.finditer(code) if escaped and _is_kept(m, languages[0])}
    for match in (_ALPHA_TAG if alpha else TAG).finditer(code):
        if match.start() < position:
            continue
        before = code[position : match.start()]
        builder.add(html.unescape(before) if escaped else before)
        if whole := kept.get(match.start()):
            builder.fixed(code[match.start() : whole])
            position = whole
            continue
        position = match.end()
        switch = _SWITCH.fullmatch(match.group())
        name, ends = (None if alpha else match["name"]), not alpha and bool(match["end"])
        if switch is not None:
            name, ends = f"\\{switch[1]}", switch[2] != "1"
        after = f"{{{name}0}}" if switch is not None else f"</{name}"
        if alpha and match["newline"]:
            # Whoever wrote it wants two lines, as for a title and its place.
            builder.line_break(match.group())
        elif name and ends and opened and opened[-1] == name:
            opened.pop()
            builder.close(match.group())
        elif name and not ends and after in code[position:]:
            opened.append(name)
            builder.open(f"<lang {languages[1]}>" if _LANG.fullmatch(match.group()) else match.group())
        else:
            builder.empty(match.group())
    builder.add(html.unescape(code[position:]) if escaped else code[position:])
    while opened:
        opened.pop()
        builder.close("")


def _is_kept(match: re.Match[str], language: str) -> bool:
    """Whether an element is kept as it is: a word with its pronunciation, or words of another language."""
    spoken = _LANG.match(match.group())
    return spoken is None or primary_language(spoken[1]) != primary_language(language)


def writer(newline: str, escaped: bool) -> Callable[[str], str]:
    """What writes a text in lines.

    Args:
        newline: between lines.
        escaped: signs that have a meaning are written as entities.
    """

    def write(text: str) -> str:
        """Break what is too long for a line of a screen, near the middle if two lines will do.

        A blank line would end the cue.
        """
        if "\n" in text:
            return newline.join(write(line) for line in text.splitlines() if line.strip())
        if len(text.strip()) > _WIDTH:
            width = _WIDTH if len(text) > 2 * _WIDTH else len(text) // 2 + 8
            before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            lines = textwrap.wrap(text.strip(), min(width, _WIDTH), break_long_words=False, break_on_hyphens=False)
            text = before + newline.join(lines) + after
        return escape_text(text) if escaped else text

    return write
