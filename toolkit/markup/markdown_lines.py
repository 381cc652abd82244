"""Lines of Markdown dialects that CommonMark knows nothing of, written so that its parser sees what they begin and end.

The shadow of a page has the length of the page. Lines that stand alone become empty headings in it, and what encloses
indented lines (admonitions, tabs, definitions, notes) becomes a list item; nothing of that is ever written to a file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from toolkit.markup.masks import Span
from toolkit.markup.templates import find_templates
from toolkit.text.formulas import find_formulas

#: Offsets of lines, of code and of HTML among them.
Blocks = Callable[[str], "tuple[set[int], set[int], list[tuple[int, int, str]]]"]

_LEAD = r"(?P<lead>[ \t]*+(?:>[ \t]?+)*+[ \t]*+)"
_KINDS = (
    r"(?:note|tip|info|warning|danger|caution|important|details|admonition|hint|seealso|attention|error|success|example|"
    r"question|quote|abstract|card|dropdown|tab|tab-item|tip|todo|failure|bug|summary|callout-\w+)"
)
# Python-Markdown's admonitions, PyMdown's details and tabs: what they enclose is indented by four.
_INDENTED = re.compile(
    rf"{_LEAD}(?:(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+\"(?P<title>.*)\")?"
    r"|===[!+]?[ \t]+\"(?P<tab>.+)\")[ \t]*+(?:\{[^{}]*\}[ \t]*+)?"
)
# Fenced divs of Docusaurus, VitePress, Pandoc, Quarto and MyST; PyMdown's blocks.
_FENCED = re.compile(
    rf"{_LEAD}:{{3,}}[ \t]*(?:\{{?{_KINDS}\}}?"
    r"(?:\[(?P<bracket>[^\]]*)\]|[ \t]+(?P<title>[^\s{](?:[^{]*[^ \t{])?))?[ \t]*(?:\{.*)?"
    r"|\{[^{}]*?\btitle=\"(?P<attribute>[^\"]*)\"[^{}]*\}.*|.*)"
    r"|(?P<slash>[ \t]*)/{3,}[ \t]*(?:"
    rf"{_KINDS}[ \t]*\|[ \t]*(?P<block>(?:.*[^ \t\n])?)[ \t]*|[\w-]*[ \t]*(?:\|.*)?)"
)
_OPTION = re.compile(r"[ \t]*:[\w-]+:.*")
_DIRECTIVE = re.compile(rf"\{{{_KINDS}\}}|ad-\w+")
# A line of nothing but attributes, an insertion, a table of contents, an end of a grid table's row.
_ALONE = re.compile(
    rf"{_LEAD}(?:\{{[ ]?[:.#][^{{}}]*\}}|-{{1,2}}8<-{{1,2}}.*|<<<[ \t].*|\[\[?_?toc_?\]?\]|\{{!.*!\}}"
    r"|\[?!INCLUDE\b.*"
    r"|\{\{#(?:include|playground|title)\b.*\}\}|(?:\+[-=:]{2,})+\+)[ \t]*",
    re.IGNORECASE,
)
_GRID = re.compile(rf"{_LEAD}(?:\+[-=:]{{2,}})+\+[ \t]*")
_NOTE = re.compile(rf"{_LEAD}(?P<marker>(?:\[\^[^\]\s]+\]|\*\[[^\]\n]+\]):[ \t]+)\S")
_NOTE_ALONE = re.compile(rf"{_LEAD}\[\^[^\]\s]+\]:[ \t]*")
_DEFINITION = re.compile(rf"{_LEAD}[:~](?P<space>[ \t]{{1,4}})\S")
_TASK = re.compile(rf"{_LEAD}(?:[-*+]|\d{{1,9}}[.)])[ \t]+(?P<box>\[[ xX/~-]\])(?=[ \t])")
# A date or a rank has its sign in a field of its own.
_FIELD = re.compile(
    r"@[\w./-]+|#[\w/-]+|[A-Za-z][\w-]*:[^\s:/]*\d[^\s/]*|(?:[📅⏳🛫✅➕❌⏫🔼🔽🔺⏬🔁]\ufe0f?)?(?:\d{4}-\d\d-\d\d)?"
)
_ALERT = re.compile(r"[ \t]*(?:>[ \t]?)+(?P<alert>\[![\w-]+(?:\|[^\]]*)?\][+-]?)(?=[ \t]|$)")
# Tags of components, and of elements whose text is Markdown.
_COMPONENT = re.compile(
    r"^(?P<lead>[ \t]*)(?>(?P<tags>(?:</?(?:[A-Z][\w.]*|[a-z]+-[\w-]+)"
    r"(?:\s[^<>\"'{]*(?:(?:\"[^\"]*\"|'[^']*'|\{[^{}]*\})[^<>\"'{]*)*)?/?>"
    r"|<[a-z]+\s[^<>\n]*\bmarkdown\b[^<>\n]*>)[ \t]*))+(?=\r?$)",
    re.MULTILINE,
)
# What readers see of a component: the label of a tab, the title of a card.
_LABEL = re.compile(r"""\s(?:label|title)\s*=\s*"(?P<label>[^"'{}<>«»\s][^"{}<>«»\r\n]*)["]""")
_MULTILINE = re.compile(r"^[ \t>]*(?:\$\$|\\\[|\\begin\{)", re.MULTILINE)
_BEGINNING = re.compile(r"(?:.*[\r\n])?[ \t>]*", re.DOTALL)
_CANDIDATE = re.compile(
    r"^[ \t>]*(?:!!!|\?\?\?|===|:|~[ \t]|/{3}|\[|\{|-{1,2}8<|<|!INC|\+[-=:]|```|~~~|[-*+]|\d)", re.MULTILINE
)


@dataclass(slots=True)
class Shadow:
    """A page as CommonMark should see it.

    Attributes:
        text: as long as the page.
        spans: of the page that are masked before it is parsed.
        edges: numbers of lines after which a text ends.
    """

    text: str
    spans: list[Span] = field(default_factory=list)
    edges: set[int] = field(default_factory=set)


def line_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the lines of a text with their newlines; as many as the parser counts."""
    return [match.span() for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text)]


def read_lines(code: str, blocks: Blocks) -> Shadow:
    """The shadow of a page.

    Args:
        code: the page.
        blocks: parses a page; gives the numbers of its lines of code and of HTML, and the first and last line of each
            fence of code with the word behind it.
    """
    shadow = Shadow(code)
    if _CANDIDATE.search(code):
        _Lines(shadow, blocks).read()
    code_lines = blocks(shadow.text)[0] if _MULTILINE.search(code) or "{" in code or "<" in code else set()
    shadow.spans += _multiline(shadow.text, code_lines)
    return shadow


class _Lines:
    def __init__(self, shadow: Shadow, blocks: Blocks) -> None:
        self._shadow, self._blocks = shadow, blocks
        self._spans = line_spans(shadow.text)
        self._starts = [start for start, _ in self._spans]
        self._lines = [shadow.text[a:b] for a, b in self._spans]
        self._done: set[int] = set()

    def read(self) -> None:
        # What is nested is code for the parser until what encloses it is known.
        for _ in range(8):
            code, html, fences = self._blocks("".join(self._lines))
            before = len(self._done)
            for first, last, word in fences:
                if _DIRECTIVE.match(word) and first not in self._done:
                    self._directive(first, last)
            self._components(code)
            for number in range(len(self._lines)):
                if number not in code and number not in html and number not in self._done:
                    self._line(number)
            if len(self._done) == before:
                break
        self._shadow.text = "".join(self._lines)

    def _line(self, number: int) -> None:
        line = self._lines[number].rstrip("\r\n")
        start = self._spans[number][0]
        if match := _INDENTED.fullmatch(line):
            self._rewrite(number, match, "-  # ", match.span("title" if match["title"] is not None else "tab"))
        elif (":::" in line or line.lstrip().startswith("///")) and (match := _FENCED.fullmatch(line)):
            name = next((n for n in ("bracket", "title", "attribute", "block") if match[n] is not None), "")
            self._rewrite(number, match, "# ", match.span(name) if name else (-1, -1))
        elif match := _ALONE.fullmatch(line):
            self._rewrite(number, match, "#", (-1, -1))
            while _GRID.fullmatch(line) and re.match(r"[ \t>]*[|+]", "".join(self._lines[number + 1 : number + 2])):
                number += 1
                self._alone(number)
        elif match := _NOTE.match(line):
            marker = match.start("marker")
            self._put(number, line[:marker] + "-   " + line[marker + 4 :])
            self._shadow.spans.append(Span(start + marker + 4, start + match.end("marker"), "hidden"))
        elif (match := _NOTE_ALONE.fullmatch(line)) and self._goes_on(number, len(match["lead"]) + 2):
            self._rewrite(number, match, "-  #", (-1, -1))
        elif (match := _DEFINITION.match(line)) and self._defines(number):
            lead = match.end("lead")
            self._put(number, line[:lead] + "-" + line[lead + 1 :])
        elif match := _TASK.match(line):
            self._hide(number, match, "box")
            if (told := _told_apart(line)) > match.end():
                self._shadow.spans.append(Span(start + told, start + len(line), "hidden"))
        elif match := _ALERT.match(line):
            self._hide(number, match, "alert")
            self._shadow.edges.add(number)

    def _goes_on(self, number: int, indent: int) -> bool:
        """Whether the next line that is not blank is indented at least so far."""
        following = next((line for line in self._lines[number + 1 :] if line.strip()), "")
        return len(following.expandtabs(4)) - len(following.expandtabs(4).lstrip()) >= indent

    def _defines(self, number: int) -> bool:
        """Whether a line with a colon has a term before it, whose lines stay apart."""
        above = number - 1
        if above > 0 and not self._lines[above].strip():
            above -= 1
        text = self._lines[above].strip() if above >= 0 else ""
        if not text or text.startswith("#") or (above < number - 1 and text[-1:] in ".:;!?"):
            return False
        while above >= 0 and self._lines[above].strip() and above not in self._done:
            self._shadow.edges.add(above)
            above -= 1
        return True

    def _directive(self, first: int, last: int) -> None:
        line = self._lines[first].rstrip("\r\n")
        title = re.match(r"(?:[^`~]*[`~]{3,}[ \t]*(?:\{[\w-]+\}|ad-\w+)[ \t]*)(?P<title>.*)", line)
        self._rewrite(first, title, "# ", title.span("title") if title and title["title"].strip() else (-1, -1))
        number = first + 1
        while number < last and (_OPTION.fullmatch(self._lines[number].rstrip("\r\n"))):
            self._alone(number)
            number += 1
        if last > first:
            self._alone(last)

    def _components(self, code: set[int]) -> None:
        text = "".join(self._lines)
        for match in _COMPONENT.finditer(text):
            first, last = (bisect_right(self._starts, at) - 1 for at in (match.start("tags"), match.end() - 1))
            if not code.intersection(range(first, last + 1)) and first not in self._done:
                for number in range(first, last + 1):
                    label = _LABEL.search(self._lines[number])
                    self._alone(number, label.span("label") if label else (-1, -1))
                lead = len(match["lead"].expandtabs(4))
                if not match["tags"].startswith("</") and self._goes_on(last, lead + 2):
                    # What it holds is indented, and is no code.
                    self._begin_item(last)

    def _begin_item(self, number: int) -> None:
        """Make an item of a list of a line that stands alone; what is indented below belongs to it."""
        line = self._lines[number]
        at = len(line) - len(line.lstrip(" \t"))
        if line[at : at + 3] == "#  ":
            self._lines[number] = f"{line[:at]}- #{line[at + 3 :]}"

    def _alone(self, number: int, kept: tuple[int, int] = (-1, -1)) -> None:
        """Let a line stand for itself, without its text or with a part of it."""
        line = self._lines[number].rstrip("\r\n")
        lead = len(line) - len(line.lstrip(" \t"))
        if line.strip():
            blank = line[:lead] + "#" + " " * (len(line) - lead - 1)
            self._put(number, blank[: kept[0]] + line[slice(*kept)] + blank[kept[1] :] if kept[0] > 0 else blank)
        else:
            self._done.add(number)

    def _rewrite(self, number: int, match: re.Match[str] | None, sign: str, kept: tuple[int, int]) -> None:
        """Write a sign in the place of a line, and leave a part of it."""
        line = self._lines[number].rstrip("\r\n")
        lead = (match.groupdict().get("lead") if match else None) or line[: len(line) - len(line.lstrip(" \t"))]
        written = (lead + sign).ljust(len(line))[: len(line)]
        if kept[0] >= len(lead) + len(sign):
            written = written[: kept[0]] + line[kept[0] : kept[1]] + written[kept[1] :]
        self._put(number, written)

    def _hide(self, number: int, match: re.Match[str], name: str) -> None:
        start = self._spans[number][0]
        self._shadow.spans.append(Span(start + match.start(name), start + match.end(name), "hidden"))
        self._done.add(number)

    def _put(self, number: int, line: str) -> None:
        old = self._lines[number]
        self._lines[number] = line + old[len(old.rstrip("\r\n")) :]
        self._done.add(number)


def _told_apart(line: str) -> int:
    """Where the fields at the end of a task begin: persons, tags, ``key:value``, dates behind a sign."""
    start = len(line)
    told = False
    for match in reversed(list(re.finditer(r"\S+", line))):
        field = match.group()
        if not _FIELD.fullmatch(field):
            break
        told = told or field[0] != "@"
        start = match.start()
    return start if told else len(line)


def _multiline(text: str, code: set[int]) -> list[Span]:
    """Formulas and tags of templates over several lines, which may look like lists or headings."""
    formulas = [Span(start, end, "shown") for start, end in find_formulas(text, markdown=True)]
    found = [s for s in formulas if _BEGINNING.fullmatch(text, max(0, s.start - 80), s.start)]
    found += find_templates(text)
    spans = []
    starts = [start for start, _ in line_spans(text)]
    for span in found:
        if "\n" in text[span.start : span.end] and span.role != "condition":
            first, last = (bisect_right(starts, at) - 1 for at in (span.start, span.end - 1))
            if not code.intersection((first, last)):
                role = "hidden" if span.role in ("open", "middle", "close") else span.role
                spans.append(Span(span.start, span.end, role, "display"))
    return spans
