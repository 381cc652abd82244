"""What a file of translations lacks beside its source: entries that are not there, and empty ones.

The file that is there stays as it is, byte for byte; what it lacks is taken over from the source, with its comments,
behind the entry that comes before it there. Keys that only the translation has stay, as forms of a plural that only its
language needs.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.errors import InputError
from toolkit.markup.l10n_json import JSON_TOKEN, decoded
from toolkit.markup.l10n_lines import PROPERTY, STRING
from toolkit.markup.model import Block, Page


@dataclass(slots=True)
class Entry:
    """A key with its value.

    Attributes:
        key: within what it lies in.
        start, end: of its code, key included.
        value: where the code of a text lies; None for all that is no text.
        inside: entries of a group, and where such may begin.
    """

    key: str
    start: int
    end: int
    value: tuple[int, int] | None = None
    inside: list[Entry] | None = None
    opening: int = 0


@dataclass(slots=True)
class Filled:
    """A file of translations with what it lacked, in the source language.

    Attributes:
        text: the whole file.
        spans: where what it lacked lies in it, in order.
    """

    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)


def with_missing(source: str, target: str, kind: str) -> Filled:
    """A translation with the entries of its source that it lacks.

    Args:
        source, target: code of both files.
        kind: name of :data:`toolkit.markup.MARKUP`.

    Raises:
        InputError: such files have no keys that are known here, or one of the two cannot be read.

    Example:
        >>> with_missing('{"a": "Un", "b": "Deux"}', '{"a": "One"}', "json").text
        '{"a": "One", "b": "Deux"}'
    """
    check_keys(kind)
    read = KINDS[kind]
    edits: list[tuple[int, int, str, bool]] = []
    _compare(source, read(source), target, read(target), kind in ("json", "arb"), edits)
    filled, position = Filled(""), 0
    for start, end, code, new in sorted(edits, key=lambda edit: edit[0]):
        filled.text += target[position:start]
        if new:
            filled.spans.append((len(filled.text), len(filled.text) + len(code)))
        filled.text += code
        position = end
    filled.text += target[position:]
    return filled


def check_keys(kind: str) -> None:
    """Refuse a kind of file whose entries are not known by keys.

    Raises:
        InputError: names the kinds that are.
    """
    if kind not in KINDS:
        raise InputError(f"what is missing is known of bitext (--units) and of files with keys: {', '.join(KINDS)}")


def _compare(
    source: str,
    ours: Entry,
    target: str,
    theirs: Entry,
    commas: bool,
    edits: list[tuple[int, int, str, bool]],
) -> None:
    """Note what is put into the target, as offsets there, code, and whether it is to be translated."""
    there = {entry.key: entry for entry in theirs.inside or ()}
    at, before, waiting = theirs.opening, False, list[str]()

    def put() -> None:
        if not waiting:
            return
        code = "".join(waiting)
        if not before and commas:
            # The first of an object has no comma before it, and the one behind it needs one.
            code = code.removeprefix(",") + "," * bool(there)
        elif not before and not theirs.opening:
            code = code.strip() + "\n"
        edits.append((at, at, code, True))
        waiting.clear()

    end = 0
    for entry in ours.inside or ():
        known = there.get(entry.key)
        gap = source[end : entry.start].replace(",", "", commas) if end else _lead(source, entry.start)
        end = entry.end
        if known is None:
            waiting.append(("," if commas else "") + gap + source[entry.start : entry.end])
            continue
        put()
        at, before = known.end, True
        if entry.inside is not None and known.inside is not None:
            _compare(source, entry, target, known, commas, edits)
        elif entry.value and known.value and not target[slice(*known.value)].strip():
            code = source[slice(*entry.value)]
            # Behind a sign of equality as the source has it.
            blank = " " if target[known.value[0] - 1] in "=:" and source[entry.value[0] - 1] == " " else ""
            edits += [(*known.value, blank + code, True)] * bool(code.strip())
    put()


def _lead(source: str, start: int) -> str:
    """The white space before the first entry."""
    code = source[:start]
    return code[len(code.rstrip()) :]


def _json(text: str) -> Entry:
    groups: list[Entry] = [Entry("", 0, len(text), inside=[])]
    brackets: list[str] = []
    key, key_start, is_key = "", 0, False
    for match in JSON_TOKEN.finditer(text):
        token = match.group()
        if token in "{[":
            brackets.append(token)
            if token == "{" and "[" not in brackets:
                if len(brackets) > 1:
                    group = Entry(key, key_start, 0, inside=[], opening=match.end())
                    groups[-1].inside.append(group)  # type: ignore[union-attr]
                    groups.append(group)
                else:
                    groups[0].opening = match.end()
            elif len(brackets) > 1 and "[" not in brackets[:-1]:
                groups[-1].inside.append(Entry(key, key_start, 0))  # type: ignore[union-attr]
            is_key = token == "{"
        elif token in "}]":
            closed = brackets.pop()
            if closed == "{" and "[" not in brackets and len(groups) > 1:
                groups.pop().end = match.end()
            elif closed == "[" and "[" not in brackets and groups[-1].inside:
                groups[-1].inside[-1].end = match.end()
        elif token == ",":
            is_key = bool(brackets) and brackets[-1] == "{"
        elif token == ":":
            is_key = False
        elif "[" in brackets or token.isspace():
            continue
        elif is_key and token.startswith('"'):
            key, key_start = decoded(token[1:-1]), match.start()
        else:
            value = (match.start() + 1, match.end() - 1) if token.startswith('"') else None
            groups[-1].inside.append(Entry(key, key_start, match.end(), value))  # type: ignore[union-attr]
    return groups[0]


def _lines(pattern: re.Pattern[str]) -> Callable[[str], Entry]:
    def read(text: str) -> Entry:
        found: list[Entry] = []
        for match in pattern.finditer(text):
            if match["head"] is not None and match["head"].strip():
                key = re.sub(r"[\s:=\"]+\Z|\A[\s\"]+", "", match["head"])
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                found.append(Entry(key, start, match.end(), match.span("value")))
        return Entry("", 0, len(text), inside=found)

    return read


_NAMED = re.compile(
    r"<(?P<tag>string|string-array|plurals|data)\s[^<>]*?name\s*=\s*[\"'](?P<name>[^\"']*)[\"'][^<>]*?"
    r"(?:/>|(?<!/)>(?P<value>.*?)</(?P=tag)\s*>)",
    re.DOTALL,
)
_VALUE = re.compile(r"<value(?:\s[^<>]*)?>(.*?)</value\s*>", re.DOTALL)
_ROOT = re.compile(r"<(?:resources|root)(?:\s[^<>]*)?>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def _named(text: str) -> Entry:
    bare = _COMMENT.sub(lambda m: " " * len(m.group()), text)
    found: list[Entry] = []
    for match in _NAMED.finditer(bare):
        value: tuple[int, int] | None = (
            match.span("value") if match["tag"] == "string" and match["value"] is not None else None
        )
        if match["tag"] == "data" and (inner := _VALUE.search(match["value"] or "")):
            start = match.start("value")
            value = start + inner.start(1), start + inner.end(1)
        found.append(Entry(html.unescape(match["name"]), match.start(), match.end(), value))
    root = _ROOT.search(bare)
    return Entry("", 0, len(text), inside=found, opening=root.end() if root else 0)


#: Readers of entries, by kind of file.
KINDS: dict[str, Callable[[str], Entry]] = {
    "json": _json,
    "arb": _json,
    "properties": _lines(PROPERTY),
    "strings": _lines(STRING),
    "android": _named,
    "resx": _named,
}


class PartOfPage:
    """A file of which only some blocks are translated.

    Args:
        page: of the whole file.
        spans: where these blocks lie in its code, in order.

    Attributes:
        blocks: those that begin within a span.
    """

    def __init__(self, page: Page, spans: Sequence[tuple[int, int]]) -> None:
        self._page = page
        starts, ends = [a for a, _ in spans], [b for _, b in spans]

        def wanted(place: int) -> bool:
            number = bisect_left(ends, place + 1)
            return number < len(starts) and starts[number] <= place

        self._wanted = {id(block) for place, block in _places(page) if wanted(place)}
        self.blocks = [block for block in page.blocks if id(block) in self._wanted]

    def fill(self, blocks: Sequence[Block | None]) -> str:
        """The whole file, see :meth:`toolkit.markup.model.Page.fill`."""
        waiting = iter(blocks)
        return self._page.fill([next(waiting) if id(b) in self._wanted else None for b in self._page.blocks])


def _places(page: Page) -> Iterator[tuple[int, Block]]:
    """Each block with where its code begins; one in other code has the place of that."""
    place = 0
    for part in page.parts:
        if isinstance(part, Block):
            yield place, part
            place += len(part.code)
            continue
        inside = page.holes(part)
        yield from ((place, block) for block in inside)
        place += len(page.code_of(part))
