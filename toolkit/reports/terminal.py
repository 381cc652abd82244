"""Two columns for a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from itertools import repeat

from toolkit.reports.content import Article, Content, bead_type
from toolkit.units import Origin

_NARROWEST = 18
# The zero width joiner and non-joiner: emoji, Persian and Indian scripts are spelt with them.
_JOINERS = "\u200c\u200d"
_RED, _DIM, _BOLD, _PLAIN = "\x1b[31m", "\x1b[2m", "\x1b[1m", "\x1b[0m"


def display_width(text: str) -> int:
    """Columns that a text takes in a terminal: wide East Asian characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
        if unicodedata.category(c) not in ("Cf", "Cc")
    )


def printable(text: str, instead: str = " ") -> str:
    """Text without the control characters that could drive a terminal.

    Joiners and tags of emoji stay; soft hyphens, marks of direction and the like, which take no room, are left out.

    Args:
        text: any.
        instead: in the place of each control character.
    """
    return "".join(map(_shown, text, repeat(instead)))


def _shown(character: str, instead: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf":
        return character if character in _JOINERS or "\U000e0020" <= character <= "\U000e007f" else ""
    return instead if kind in ("Cc", "Co", "Cs", "Zl", "Zp") else character


def render_article(article: Article, width: int = 80, colour: bool = False) -> Iterator[str]:
    """Lines of an article, source left and target right, findings beneath each unit.

    Args:
        article: to show.
        width: of the terminal, in columns.
        colour: with ANSI colours.
    """

    def paint(text: str, code: str) -> str:
        return f"{code}{text}{_PLAIN}" if colour else text

    column = max(_NARROWEST, (width - 3) // 2)
    yield paint(printable(article.id), _BOLD)
    for paragraph in article.paragraphs():
        yield ""
        for unit in paragraph:
            left, right = (_wrap(printable(t) or "∅", column) for t in (unit.source, unit.target))
            for line in range(max(len(left), len(right))):
                one = left[line] if line < len(left) else ""
                two = right[line] if line < len(right) else ""
                gap = " " * (column - display_width(one))
                shown = paint(two, _RED) if unit.findings and two else two
                yield f"{one}{gap} │ {shown}".rstrip()
            facts = [unit.id, bead_type(unit)]
            facts += [f"{name} {value:.2f}" for name, value in unit.scores.items()]
            if unit.origin is Origin.HUMAN:
                facts.append("human")
            yield from (paint(line, _DIM) for line in textwrap.wrap(printable("  " + ", ".join(facts)), width))
            for finding in unit.findings:
                text = printable(f"  ! {finding.check}: {finding.reason}")
                yield from (paint(line, _RED) for line in textwrap.wrap(text, width, subsequent_indent="    "))


def render_text(content: Content) -> str:
    """All articles in two columns of plain text."""
    return "\n\n".join("\n".join(render_article(article, 100)) for article in content.articles) + "\n"


def _wrap(text: str, columns: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        while display_width(word) > columns:
            room = columns - display_width(line) - bool(line)
            if room < 4:
                lines.append(line)
                line = ""
                continue
            head = _head(word, room)
            lines.append(f"{line} {head}".strip())
            line, word = "", word[len(head) :]
        if line and display_width(line) + 1 + display_width(word) > columns:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line or not lines else lines


def _head(word: str, columns: int) -> str:
    end = len(word)
    while display_width(word[:end]) > columns:
        end -= 1
    return word[: max(1, end)]
