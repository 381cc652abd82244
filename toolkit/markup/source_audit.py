"""Audits of LaTeX, reStructuredText, notebooks and SubStation Alpha: commands, references, cells, events."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from toolkit.markup.audit import count_differences
from toolkit.markup.latex_french import CHARACTERS, RAISED
from toolkit.markup.text_audit import audit_markdown

# Commands of LaTeX that stand for letters, signs or spaces, which another language has others of.
_SIGNS = (
    frozenset(
        "og fg bsc nombre degre oe OE ae AE aa AA o O ss l L i j dots ldots textellipsis textendash textemdash enspace "
        "quad thinspace guillemotleft guillemotright textquoteleft textquoteright textquotedblleft "
        "textquotedblright par".split()
    )
    | CHARACTERS.keys()
    | RAISED
)
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_COMMAND = re.compile(r"\\(?:(begin|end)\s*\{([^{}]*)\}|([a-zA-Z]+)\*?)")
_NAMED = re.compile(
    r"\\((?:eq|page|auto|name|c|C|v)?ref|cite\w*|label|includegraphics|input|include|href|url|bibliography|index)\*?"
    r"\s*(?:\[[^\[\]]*\]\s*)*\{([^{}]*)\}"
)
_FORMULA = re.compile(r"(?<!\\)\$(?:\\.|[^$\\])*\$")
_WORDS = re.compile(r"\\(?:text\w*|mbox|intertext)\s*\{[^{}]*\}|\s+")
# Of reStructuredText: what names something, or is written for the program.
_RST = {
    "directive": re.compile(r"^[ \t]*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?([\w:.+-]+::)", re.MULTILINE),
    "role": re.compile(r"(?<![\w:])(:[a-zA-Z][\w:.+-]*:)`"),
    "literal": re.compile(r"(?<![`\w])``(?=\S)((?:[^`\n]|`(?!`)|\n(?![ \t]*\n))+)(?<=\S)``(?!`)"),
    "substitution": re.compile(r"(?<![\w|\\])(\|[^\s|](?:[^|\n]*[^\s|\\])?\|)(?![\w|])"),
    "note": re.compile(r"(?<!\w)(\[(?:\d+|#[\w-]*|\*|[A-Za-z][\w.-]*)\]_)(?!\w)"),
    "address": re.compile(r"<((?:https?|ftp|mailto):[^<>\s]+)>`"),
    "item of a list": re.compile(r"(?:\A|\n[ \t]*\n)[ \t]*([-*+•]|#\.)[ \t]+(?=\S)"),
}
_RULE = re.compile(r"^[ \t]*([^\w\s])\1{2,}[ \t]*$", re.MULTILINE)
_ASS_TAG = re.compile(r"\{[^{}]*\}")
_ASS_BREAK = re.compile(r"\\[Nh]")
_EVENT = re.compile(r"^(Format|Dialogue|Comment|[A-Z]\w*):[ \t]*(.*?)\r?$", re.MULTILINE)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")


def audit_latex(before: bytes, after: bytes) -> list[str]:
    """Differences in commands, environments, references, formulas and braces between LaTeX and its translation."""
    # The end of a line stands before a word without a blank.
    one, other = (_COMMENT.sub(r"\1", _decoded(data)).replace("\\\\", " ") for data in (before, after))
    found = count_differences(Counter(_commands(one)), Counter(_commands(other)))
    names, others = (
        Counter(f"\\{a}{{{' '.join(b.split())}}}" for a, b in _NAMED.findall(code)) for code in (one, other)
    )
    found += count_differences(names, others)
    found += count_differences(Counter(_formulas(one)), Counter(_formulas(other)))
    depths = [_depth(code) for code in (one, other)]
    return found + [f"braces that are not closed: {depths[0]} before, {depths[1]} after"] * (depths[0] != depths[1])


def _commands(code: str) -> Iterator[str]:
    for block, name, command in _COMMAND.findall(_FORMULA.sub("", code)):
        if block:
            yield f"\\{block}{{{name}}}"
        elif command not in _SIGNS:
            yield f"\\{command}"


def _formulas(code: str) -> Iterator[str]:
    return (f"formula {_WORDS.sub('', formula)}" for formula in _FORMULA.findall(code))


def _depth(code: str) -> int:
    bare = re.sub(r"\\.", "", code, flags=re.DOTALL)
    return bare.count("{") - bare.count("}")


def audit_rst(before: bytes, after: bytes) -> list[str]:
    """Differences in directives, roles, literals, references, items and titles between a file and its translation."""
    one, other = _decoded(before), _decoded(after)
    found: list[str] = []
    for what, pattern in _RST.items():
        counts = [
            Counter(
                f"{what} {' '.join(text.split()) if what != 'item of a list' else ''}".strip()
                for text in pattern.findall(code)
            )
            for code in (one, other)
        ]
        found += count_differences(counts[0], counts[1])
    rules = [Counter(f"line of {sign}" for sign in _RULE.findall(code)) for code in (one, other)]
    return found + count_differences(rules[0], rules[1])


def audit_ass(before: bytes, after: bytes) -> list[str]:
    """Differences in styles, times, tags, breaks and texts of events between subtitles and their translation."""
    one, other = (list(_events(_decoded(data))) for data in (before, after))
    if len(one) != len(other):
        return [f"lines: {len(one)} before, {len(other)} after"]
    found = []
    for number, ((head, text), (other_head, made)) in enumerate(zip(one, other, strict=True), 1):
        place = f"line {number}"
        if head != other_head:
            found.append(f"{place}: its times, style or name differ")
        found += count_differences(Counter(_ASS_TAG.findall(text)), Counter(_ASS_TAG.findall(made)), place)
        breaks = [len(_ASS_BREAK.findall(line)) for line in (text, made)]
        if breaks[0] and not breaks[1] and len(made) > 1:
            found.append(f"{place}: breaks: {breaks[0]} before, 0 after")
        if any(map(str.isalpha, _said(text))) and not any(map(str.isalnum, _said(made))):
            found.append(f"{place}: its text is lost")
    return found


def _said(text: str) -> str:
    return _ASS_BREAK.sub(" ", _ASS_TAG.sub("", text))


def _events(text: str) -> Iterator[tuple[str, str]]:
    """Each line with what may not change of it, and its text."""
    columns = 0
    for line in text.splitlines():
        match = _EVENT.match(line)
        if match and match[1] == "Format":
            columns = len(match[2].split(","))
        if match and match[1] == "Dialogue" and columns:
            cells = match[2].split(",", columns - 1)
            yield ",".join(cells[:-1]), cells[-1]
        else:
            yield line, ""


def audit_notebook(before: bytes, after: bytes) -> list[str]:
    """Differences in cells, and in the Markdown of those that are text, between a notebook and its translation."""
    try:
        one, other = json.loads(_decoded(before)), json.loads(_decoded(after))
    except ValueError as error:
        return [f"the file cannot be read ({error})"]
    cells, others = one.pop("cells", []), other.pop("cells", [])
    found = ["its metadata has changed"] if one != other else []
    if len(cells) != len(others):
        return [*found, f"cells: {len(cells)} before, {len(others)} after"]
    for number, (old, new) in enumerate(zip(cells, others, strict=True), 1):
        if old.get("cell_type") != "markdown":
            found += [f"cell {number} has changed"] if old != new else []
            continue
        texts = [_source(cell).encode() for cell in (old, new)]
        found += [f"cell {number}: {difference}" for difference in audit_markdown(*texts)]
    return found


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)
