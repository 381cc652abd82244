"""Running text of reStructuredText: its markup as marks of a block."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from toolkit.markup.model import BlockBuilder, Page
from toolkit.markup.rst_tables import NAME, TEXT_ROLES, TITLED_ROLES, is_quoted, may_follow, may_precede, plain_name
from toolkit.markup.rst_written import RstBlock, escaped_inner

_START = re.compile(
    rf"""(?P<escape>\\.)
    |(?P<url>(?:https?|ftp)://[^\s<>`"|]++)
    |(?P<email>(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+)
    |(?P<target>_`)|(?P<literal>``)|(?P<tick>`)
    |(?P<strong>\*\*)|(?P<emphasis>\*)|(?P<substitution>\|)
    |\[(?P<note>[0-9]+|\#(?:{NAME})?|\*|{NAME})\]_(?!\w)
    |(?<!\w)(?P<word>{NAME})(?:(?P<refers>__?)(?!\w))?""",
    re.VERBOSE | re.DOTALL,
)
_ROLE_BEFORE = re.compile(f":{NAME}:\\Z")
# No role has a longer name.
_LONGEST_ROLE = 60
_TICK_END = re.compile(rf"(?P<role>:{NAME}:)|(?P<refers>__?)|")
_REFERS = re.compile("__?")
#: Text and address of a link, or the name of a target.
EMBEDDED = re.compile(r"(?s:(.*?))(?:\s+|^)<((?:[^<>\\]|\\.)+)>\Z")
_TITLE = re.compile(r"(.+?)\s*(?<!\\)<([^<]*)>\Z", re.DOTALL)
_ABBREVIATION = re.compile(r"(.*\S\s*\()(.+)(\)\s*)\Z", re.DOTALL)
_ESCAPED = re.compile(r"\\(\s)?(.?)", re.DOTALL)
# The end of a word before markup, and the beginning of one behind it, with the space that nobody sees.
_BOUND_BEFORE, _BOUND_BEHIND = re.compile(r"\w*\\\s\Z"), re.compile(r"\\\s\w*")


@dataclass(slots=True)
class _Part:
    """Of a paragraph.

    Attributes:
        kind: ``text``, ``fixed``, ``empty`` or ``span``.
        code: as it is written; of a span, what stands before its text.
        text: what people read.
        close: what stands behind the text of a span.
        whole: a span as it was written.
    """

    kind: str
    code: str
    text: str = ""
    close: str = ""
    whole: str = ""


def unescaped(text: str) -> str:
    """Text without its backslashes, and without the white space behind them."""
    return _ESCAPED.sub(lambda match: match[2] if match[1] else match.group()[1:], text)


class InlineReader:
    """Reads running text.

    Args:
        page: gets the blocks that stand inside of others.
        names: of targets that something in the document refers to.
    """

    def __init__(self, page: Page, names: Collection[str]) -> None:
        self._page, self._names = page, names

    def fill(self, builder: BlockBuilder, text: str) -> None:
        """Add a text to a block."""
        for part in _whole_words(list(self._parts(text))):
            if part.kind == "text":
                builder.add(part.text)
            elif part.kind == "fixed":
                builder.fixed(part.code)
            elif part.kind == "empty":
                builder.empty(part.code)
            else:
                builder.open(part.code)
                builder.add(part.text)
                builder.close(part.close)

    def _parts(self, text: str) -> Iterator[_Part]:
        position = place = 0
        # Signs that nothing ends from here on.
        open_signs: set[str] = set()
        while match := _START.search(text, place):
            place = match.end()
            if match["escape"] or (match["word"] and not match["refers"]):
                continue
            role = _role(text[max(position, match.start() - _LONGEST_ROLE) : match.start()]) if match["tick"] else ""
            found = self._markup(text, match, role, open_signs)
            if found is None:
                continue
            part, place = found
            before = text[position : match.start() - len(role)]
            if part.kind == "empty":
                # The mark of a note takes the space before it along, also an escaped one.
                kept = before.rstrip()
                kept = kept[:-1] if before != kept and _is_escaped(kept, len(kept)) else kept
                part.code, before = before[len(kept) :] + part.code, kept
            if before:
                yield _Part("text", before, unescaped(before))
            yield part
            position = place
        if text[position:]:
            yield _Part("text", text[position:], unescaped(text[position:]))

    def _markup(self, text: str, match: re.Match[str], role: str, open_signs: set[str]) -> tuple[_Part, int] | None:
        """Markup that may begin at a match, behind the name of its role, and where it ends."""
        start, end = match.start() - len(role), match.end()
        if match["url"]:
            end = start + len(_address(match["url"]))
        before, after = text[start - 1 : start], text[end : end + 1]
        if before and not may_precede(before):
            return None
        if match["url"] or match["email"] or match["note"] or match["word"]:
            if after and not may_follow(after):
                return None
            return self._alone(match, text[start:end]), end
        if not after or after.isspace() or is_quoted(before, after):
            return None
        sign = "``" if match["literal"] else match.group()[-1] if match["tick"] or match["target"] else match.group()
        stop = None if sign in open_signs else _end(text, end, sign)
        if stop is None:
            open_signs.add(sign)
            return None
        inner, close, rest = text[end:stop], stop + len(sign), ""
        if match["tick"] or match["substitution"]:
            tail = (_TICK_END if match["tick"] else _REFERS).match(text, close)
            rest = tail.group() if tail else ""
        whole = text[start : close + len(rest)]
        if match["strong"] or match["emphasis"]:
            part = _Part("span", sign, unescaped(inner), sign, whole)
        elif match["target"] and plain_name(unescaped(inner)) not in self._names:
            part = _Part("span", "_`", unescaped(inner), "`", whole)
        elif match["tick"]:
            part = self._interpreted(role, inner, rest, whole)
        else:
            part = _Part("fixed", whole)
        return part, close + len(rest)

    @staticmethod
    def _alone(match: re.Match[str], code: str) -> _Part:
        if match["note"] and not match["note"][0].isalpha():
            return _Part("empty", code)
        # A word with capitals, digits or hyphens is a name.
        if match["word"] and not any(char.isupper() or not char.isalpha() for char in match["word"]):
            close = "`__" if match["refers"] == "__" else f" <{match['word']}_>`__"
            return _Part("span", "`", match["word"], close, code)
        return _Part("fixed", code)

    def _interpreted(self, role: str, inner: str, rest: str, whole: str) -> _Part:
        """Text in backquotes: a link, or text with a role."""
        if rest.startswith("_"):
            return _Part("fixed", whole) if role else self._link(inner, rest, whole)
        name = (role or rest).strip(":")
        before, close = f"{role}`", f"`{rest}"
        if name in TEXT_ROLES:
            return _Part("span", before, unescaped(inner), close, whole)
        if name in TITLED_ROLES and (title := _TITLE.fullmatch(inner)) and "%" not in title[1]:
            return _Part("span", before, unescaped(title[1]), f" <{title[2]}>{close}", whole)
        if name == "abbr" and (found := _ABBREVIATION.fullmatch(inner)):
            block = RstBlock(unescaped(found[2]), [], found[2], escaped_inner, attribute=True)
            return _Part("fixed", f"{before}{found[1]}{self._page.hole(block)}{found[3]}{close}")
        return _Part("fixed", whole)

    def _link(self, inner: str, rest: str, whole: str) -> _Part:
        embedded = EMBEDDED.fullmatch(inner)
        if embedded and not embedded[1].strip():
            return _Part("fixed", whole)
        if embedded:
            text = unescaped(embedded[1])
            if plain_name(text) in self._names and rest == "_":
                return _Part("fixed", whole)
            return _Part("span", "`", text, f" <{embedded[2]}>`{rest}", whole)
        text = unescaped(inner)
        if rest == "__":
            return _Part("span", "`", text, "`__", whole)
        # A name that looks like an address, or needs escapes, cannot stand beside another text.
        if re.search(r"[<>\\`:@]|_\Z", inner):
            return _Part("fixed", whole)
        return _Part("span", "`", text, f" <{inner}_>`__", whole)


def _role(before: str) -> str:
    """The role whose name stands at the end of a text."""
    match = _ROLE_BEFORE.search(before)
    return match.group() if match and (not match.start() or may_precede(before[match.start() - 1])) else ""


def _address(found: str) -> str:
    """An address without the punctuation behind it; a bracket that it opens is its own."""
    while found[-1] in ".,;:!?'\"]}*_\\" or (found[-1] == ")" and found.count("(") < found.count(")")):
        found = found[:-1]
    return found


def _end(text: str, start: int, sign: str) -> int | None:
    """Where markup ends that began before an offset."""
    at = start
    while (at := text.find(sign, at + 1)) > 0:
        if text[at - 1].isspace() and not (sign == "`" and _is_escaped(text, at - 1)):
            continue
        if sign != "``" and _is_escaped(text, at):
            continue
        behind = at + len(sign)
        if sign in ("`", "|") and (tail := (_TICK_END if sign == "`" else _REFERS).match(text, behind)):
            behind = tail.end()
        if behind == len(text) or may_follow(text[behind]):
            return at
    return None


def _is_escaped(text: str, at: int) -> bool:
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1


def _whole_words(parts: Sequence[_Part]) -> list[_Part]:
    """Parts where a word with markup inside of it, or at one of its ends, is fixed as a whole."""
    made: list[_Part] = []
    for part in parts:
        last = made[-1] if made else None
        if last is not None and part.kind == "text" and last.kind in ("fixed", "span"):
            if begun := _BOUND_BEHIND.match(part.code):
                whole, letters = _whole(last) + begun.group(), unescaped(begun.group())
                if _is_emphasis(last) and letters:
                    # No translation has the same part of a word: all of it is emphasised.
                    made[-1] = last = _Part("span", last.code, last.text + letters, last.close, whole)
                else:
                    made[-1] = last = _Part("fixed", whole)
                rest = part.code[begun.end() :]
                part = _Part("text", rest, unescaped(rest))
        elif last is not None and part.kind in ("fixed", "span") and (begun := _BOUND_BEFORE.search(last.code)):
            whole, letters = begun.group() + _whole(part), unescaped(begun.group())
            if _is_emphasis(part) and letters:
                part = _Part("span", part.code, letters + part.text, part.close, whole)
            else:
                part = _Part("fixed", whole)
            rest = last.code[: begun.start()]
            made[-1] = _Part("text", rest, unescaped(rest))
        if part.kind == "fixed" and len(made) > 1 and not made[-1].code and made[-2].kind == "fixed":
            made[-2:] = [_Part("fixed", made[-2].code + part.code)]
        else:
            made.append(part)
    return [part for part in made if part.code]


def _is_emphasis(part: _Part) -> bool:
    return part.kind == "span" and part.code in ("*", "**")


def _whole(part: _Part) -> str:
    return part.whole or part.code
