"""What a file of translations lacks beside its source: entries that are not there, and empty ones.

The file that is there stays as it is, byte for byte; what it lacks is taken over from the source, with its comments,
behind the entry that comes before it there. Keys that only the translation has stay. Of a plural it gets the forms that
its language needs, and no other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.errors import InputError
from toolkit.languages.pair import LanguagePair
from toolkit.languages.tags import is_tag, same_language
from toolkit.markup.entries import Entry, lead
from toolkit.markup.forms import READERS, is_needless, with_forms
from toolkit.markup.model import Block, Page

#: Kinds of file whose texts have keys.
KINDS = tuple(READERS)
_PARAGRAPHS = re.compile(r"(\r?\n[ \t]*\r?\n\s*)")
_NOTE = re.compile(r"(?:[ \t]*(?:#|//|!)[^\n]*\n?)+|\s*<!--(?:(?!-->).)*-->\s*|\s*/\*(?:(?!\*/).)*\*/\s*", re.DOTALL)
_ROOT = re.compile(r"<resources(?=[\s>])")
_CLOSED = re.compile(r"<((resources|root)(?:\s[^<>]*)?)/>")
_PREFIX = re.compile(r"[<\s]([A-Za-z][\w.-]*):[A-Za-z]")
_DECLARED = re.compile(r"""(xmlns:([\w.-]+)=(?:"[^"]*"|'[^']*'))""")


@dataclass(slots=True)
class Filled:
    """A file of translations with what it lacked, in the source language.

    Attributes:
        text: the whole file.
        spans: where what it lacked lies in it, in order.
        apart: a sentence for each entry that is there as something else than in the source, and stays so.
    """

    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)


def with_missing(source: str, target: str, kind: str, pair: LanguagePair) -> Filled:
    """A translation with the entries of its source that it lacks.

    Args:
        source, target: code of both files.
        kind: one of :data:`KINDS`.
        pair: their languages.

    Raises:
        InputError: one of the two cannot be read, or the translation says that it is in another language.

    Example:
        >>> pair = LanguagePair("fr", "en")
        >>> with_missing('{"a": "Un", "b": "Deux"}', '{"a": "One"}', "json", pair).text
        '{"a": "One", "b": "Deux"}'
    """
    source = _with_newlines(with_forms(source, kind, pair), target)
    # A root without anything in it is opened.
    if kind in ("android", "resx"):
        target = _CLOSED.sub("<\\1>\n</\\2>" if "\n" in source else "<\\1></\\2>", target, count=1)
    ours, theirs = READERS[kind](source), READERS[kind](target)
    _check_language(ours, theirs, target, pair)
    merger = _Merger(source, target, kind, pair)
    merger.compare(ours, theirs)
    merger.edits += _declarations(source, target, "".join(code for _, _, code in merger.edits))
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    position = length = 0
    for start, end, code in sorted(merger.edits, key=lambda edit: edit[0]):
        length += start - position
        parts += [target[position:start], code]
        spans.append((length, length + len(code)))
        length += len(code)
        position = end
    return Filled("".join([*parts, target[position:]]), spans, merger.apart)


def _declarations(source: str, target: str, added: str) -> list[tuple[int, int, str]]:
    """What an XML file has to say of the prefixes in what is put into it, in the tag at its top."""
    root = _ROOT.search(target)
    if root is None:
        return []
    used = dict.fromkeys(_PREFIX.findall(added))
    known = {name: code for code, name in _DECLARED.findall(source)}
    said = {name for _, name in _DECLARED.findall(target)}
    code = "".join(f" {known[name]}" for name in used if name in known and name not in said)
    return [(root.end(), root.end(), code)] if code else []


def _with_newlines(source: str, target: str) -> str:
    """The code of a file with the newlines of another one."""
    if "\n" not in target or ("\r\n" in source) == ("\r\n" in target):
        return source
    return source.replace("\r\n", "\n") if "\r\n" in source else source.replace("\n", "\r\n")


def _check_language(ours: Entry, theirs: Entry, target: str, pair: LanguagePair) -> None:
    """Take the one key at the top that is a language, as in Rails, for the same key on both sides.

    Raises:
        InputError: the translation says that it is in another language.
    """
    tops = [side.inside[0] if side.inside and len(side.inside) == 1 else None for side in (ours, theirs)]
    if tops[0] and tops[1] and tops[0].inside is not None and _is_language(tops[0].key, pair.source):
        if not _is_language(tops[1].key, pair.target):
            raise InputError(f"its texts are under '{tops[1].key}', not '{pair.target}'; give --to {tops[1].key}")
        tops[0].key = tops[1].key = ""
    for entry in theirs.inside or ():
        if entry.key == "@@locale" and entry.value:
            own = target[slice(*entry.value)]
            if not same_language(own.replace("_", "-"), pair.target):
                raise InputError(f"it says that its language is '{own}', not '{pair.target}'; give --to {own}")


def _is_language(key: str, wanted: str) -> bool:
    return is_tag(key.replace("_", "-")) and same_language(key.replace("_", "-"), wanted)


class _Merger:
    """Compares two files, and notes what is put into the second: start, end, code."""

    def __init__(self, source: str, target: str, kind: str, pair: LanguagePair) -> None:
        self._source, self._target, self._kind, self._pair = source, target, kind, pair
        self._newline = "\r\n" if "\r\n" in target else "\n"
        self._lines = {line.strip() for line in target.splitlines()}
        self.edits: list[tuple[int, int, str]] = []
        self.apart: list[str] = []

    def compare(self, ours: Entry, theirs: Entry) -> None:
        """Note what a group lacks."""
        there = {entry.key: entry for entry in theirs.inside or ()}
        before: Entry | None = None
        waiting: list[tuple[str, Entry]] = []
        end = ours.opening if ours.opening and not ours.lines else -1
        for entry in ours.inside or ():
            gap = lead(self._source, entry.start) if end < 0 else self._source[end : entry.start]
            end = entry.end
            known = there.get(entry.key)
            if known is None:
                if not entry.kept and not is_needless(entry.key, set(there), self._kind, self._pair):
                    waiting.append((self._gap(gap), entry))
                continue
            self._put(waiting, ours, theirs, before)
            before, waiting = known, []
            if entry.inside is not None and known.inside is not None and entry.listed == known.listed:
                self.compare(entry, known)
            elif _sort(entry) != _sort(known) and not known.blank and not entry.blank:
                line = self._target.count("\n", 0, known.start) + 1
                sorts = f"{_sort(entry)} in the source and {_sort(known)} here"
                self.apart.append(f"line {line}: '{entry.key}' is {sorts}; it stays as it is")
            else:
                self._fill(entry, known, theirs.column - ours.column)
        self._put(waiting, ours, theirs, before)

    def _gap(self, gap: str) -> str:
        """What stands before an entry, without headings that the target has already."""
        parts = _PARAGRAPHS.split(gap)
        kept = ""
        for text, blank in zip(parts[::2], [*parts[1::2], ""], strict=True):
            heading = blank and text.strip() and _NOTE.fullmatch(text)
            if not (heading and all(line.strip() in self._lines for line in text.splitlines())):
                kept += text + blank
        return kept

    def _fill(self, entry: Entry, known: Entry, shift: int) -> None:
        """Put a value into the place of an empty one."""
        if not known.blank or known.value is None or entry.blank or (entry.value is None and entry.inside is None):
            return
        if entry.inside is not None and not known.nothing:
            return
        if known.code[0] >= 0 and known.nothing:
            self.edits.append((*known.value, _shifted(self._source[slice(*entry.code)], shift)))
            return
        if entry.value is None:
            return
        code = _shifted(self._source[slice(*entry.value)], shift)
        # Behind a sign of equality as the source has it.
        blank = self._target[known.value[0] - 1] in "=:" and self._source[entry.value[0] - 1] == " "
        # A key alone, as properties may have it.
        bare = self._kind == "properties" and self._stands_alone(known)
        self.edits.append((*known.value, "=" * bare + " " * blank + code))

    def _stands_alone(self, entry: Entry) -> bool:
        """Whether nothing parts a key of properties from its empty value."""
        assert entry.value is not None
        return self._target[entry.start : entry.value[0]].rstrip(" \t\f")[-1:] not in ("=", ":")

    def _put(self, waiting: list[tuple[str, Entry]], ours: Entry, theirs: Entry, before: Entry | None) -> None:
        """Put entries behind another one, or in front of all."""
        if not waiting:
            return
        if ours.commas != theirs.commas and (theirs.inside or theirs.commas):
            line = self._target.count("\n", 0, theirs.opening) + 1
            raise InputError(f"line {line}: a group is written in braces here and not in the source, or the other way")
        shift = theirs.column - ours.column if theirs.inside else 0
        last = before is not None and before.comma < 0
        codes: list[str] = []
        for number, (gap, entry) in enumerate(waiting, 1):
            ends = number == len(waiting) and (last or not theirs.inside)
            code = self._source[entry.start : entry.end]
            if ours.commas:
                behind = self._source[entry.bare : entry.end].replace(",", "", entry.comma >= 0)
                code = self._source[entry.start : entry.bare] + "," * (not ends) + behind
            codes.append(_shifted(gap + code, shift))
        text = "".join(codes)
        if before is not None:
            if ours.commas and last:
                self.edits.append((before.bare, before.bare, ","))
            self.edits.append((before.end, before.end, text))
        elif theirs.lines and not ours.commas:
            self._put_first(text.lstrip(), theirs)
        else:
            self.edits.append((theirs.opening, theirs.opening, text))

    def _put_first(self, text: str, theirs: Entry) -> None:
        """Put whole lines in front of all entries, or at the end of a file without any."""
        at = theirs.opening
        if theirs.inside or not at:
            self.edits.append((at, at, text + self._newline + " " * theirs.column))
        else:
            self.edits.append((at, at, self._newline + text))


def _sort(entry: Entry) -> str:
    if entry.inside is None:
        return "no group of texts"
    return "a list" if entry.listed else "a group of texts"


def _shifted(code: str, by: int) -> str:
    """Code whose lines behind the first are moved to the right, or to the left."""
    if not by:
        return code
    first, *lines = code.split("\n")
    moved = [" " * by + line if by > 0 and line.strip() else line[min(-by, _indent(line)) :] for line in lines]
    return "\n".join([first, *moved])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


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
