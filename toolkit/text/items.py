"""Lists in a line, each item a text of its own: paths of menus, bars of links, cells of a row, options to tick.

A model that reads such a line as a sentence leaves items out and mixes them up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from toolkit.text.casing import begins_small
from toolkit.text.protected import Span
from toolkit.text.styling import find_breaks
from toolkit.text.tag_rows import rows_of_tags

_SEPARATOR = re.compile(r"(?<=\S)[ \u00a0\u202f]+(?P<sign>[|¦·•‣›»>→^/–—]|::|//|!!|\|\|)[ \u00a0\u202f]+(?=\S)")
# Between the title of a page and that of its site.
_DASH = re.compile(r"(?<=\S)[ \u00a0\u202f]+(?P<sign>[–—-])[ \u00a0\u202f]+(?=[^\W\d_])")
_NO_TITLE = re.compile(r"[.!…:;,]|\?.")
_WORD = re.compile(r"[^\W\d_]+")
# An arrow stands in sentences and formulas too; between short names it leads from one menu to the next.
_LONGEST_STEP = _LONGEST_TITLE = 5
_STEPS = frozenset(">→»›")
_LONGEST_CHOICE = 3
# What kind of thing it is, in capitals before it: [VIDÉO], EN DIRECT –.
_CAPITALS = "[A-ZÀ-Þ][A-ZÀ-Þ' ]{2,24}"
_KIND = re.compile(rf"(?:\[(?P<in>{_CAPITALS})\] +|(?P<before>{_CAPITALS}) [–—] )(?=[«\"A-ZÀ-Þ0-9].*[a-zà-ÿ])")
# What is heard or how something is said, at the edge of a line or behind who speaks: JEAN (EN COLÈRE) : Viens !
_HEARD = r"[(\[](?=[^()\[\]]* |[^()\[\]]{9})[A-ZÀ-Þ][A-ZÀ-Þ'’ -]*[A-ZÀ-Þ][)\]]"
_HEARD_FIRST = re.compile(rf"(?:[A-ZÀ-Þ][A-ZÀ-Þ'. -]{{1,20}} )?(?P<note>{_HEARD})\s*:?\s*(?P<rest>\S.*)?")
_HEARD_LAST = re.compile(rf"(?P<rest>.*[.!?…])\s+(?P<note>{_HEARD})")
_NOTED = re.compile(r"(?P<item>[^()]+?) ?\((?P<note>[^()]+)\)")
_SIGN = re.compile("[\u20e3\u2190-\u2bff\U0001f000-\U0001faff]")
_SENTENCE = re.compile(r"[.!?…:;]")
# Bars without blanks, with the number or the numbers that a form is for; what stands for a number.
_TIGHT_BAR = re.compile(
    r"(?:(?<=[^\s|])\|(?=[^\s|])|\A(?=\{\d+\} |\[[\d*]))(?:\{\d+\} ?|\[(?:\d+|\*|-?Inf), ?(?:\d+|\*|Inf)\] ?)?"
)
_COUNTED = re.compile(r":count\b|%d|%\{count\}|\{n\}|\{count\}|%n\b|\[\d+,")
_SEMICOLON = re.compile(r"\s*;\s+")
_NAMED = re.compile(r"[^\W\d_][^:;]{0,40}?\s?:\s\S")
_OPENING = {"»": "«", "›": "‹"}
# Cells of a row: between bars of a table that is drawn, between blanks that make columns, between semicolons.
_BARS = "|│║┃┆┊^"
_DRAWN = re.compile("[│║┃]")
_BAR = re.compile(rf"\s*[{_BARS}]\s*")
_COLUMN = re.compile(r"(?<=\S)(?: {3,}|(?<![.!?:…]) {2})(?=\S)")
_WIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
_TIGHT = re.compile(r"(?<=\S);(?=\S)")
_LONGEST_FIELD = 6
# Dots that lead to the number of a page, or are to be written on.
_LEADER = re.compile(r"\s*(?:\.{5,}|(?:\. ){4,}\.?|…{3,})\s*")
# Boxes to tick, and letters or numbers of a row of answers.
_BOX = re.compile(
    r"(?:(?<!\S)(?:\( ?\)|\([xX*]\)|\[ ?\]|\[[xX*]\])|[☐☑☒□■▢○●◯◉⬜✅]"
    # Numbers in a ring or on a key, before a capital.
    r"|(?:[0-9]\ufe0f?\u20e3|[\u2460-\u2473\u2776-\u2793])(?=\s*[A-ZÀ-Þ]))\s*"
)
_MARKED = re.compile(r"[<\[]|&lt;|\\N")
# What an option of a command is for, in its column.
_OPTION = re.compile(
    r"\s*-{1,2}[\w?][^\s,]*(?:,? (?:-{1,2}[\w?]\S*|[A-ZÀ-Þ_<\[][A-ZÀ-Þ_<>\[\].=|]*))*(?:\t+| {2,})(?=\S)"
)
# What begins, parts and ends the branches of a template (Handlebars, Mustache, Jinja), and a mark behind it.
_BLOCK = re.compile(
    r"(?:\{\{~?(?:[#/^]\w[^{}\n]*|else\b[^{}\n]*)\}\}|\{%-? ?(?:if|elif|else|endif|for|endfor)\b[^%\n]*%\})\s*[,;.]?"
)
_FIELD = re.compile(r"\{\{[^{}]*\}\}|\{%[^%\n]*%\}")
# Names with what a program puts in: (size: %u, blocks: %u).
_VALUE = r"(?:[%{$<][^\s,;:()]*|\d+)"
_ENTRY = rf"[^\W\d_][^,;:()\n]{{0,40}}?(?=\s?[:=]\s?{_VALUE})\s?[:=]\s?{_VALUE}"
_ENTRIES = re.compile(rf"(?:[\w -]{{1,30}} ?: )?\(?(?P<all>{_ENTRY}(?:[,;] {_ENTRY})++)\)?[.!]?")
_ENTRY_NAME = re.compile(r"(?:\A|[,;] )(?P<name>[^,;:=]*[^,;:=\s])")
_IN_ANGLES = re.compile(r"\s*<(?P<text>[^\s<>=/!?][^<>=]* [^<>=]+ [^<>=]+)>\s*")
_LABEL = re.compile(r"(?<!\S)\(?([a-zA-Z]|\d{1,2})[).]\s+")


def has_separator(text: str) -> bool:
    """Whether a line may be such a list at all, which is quickly seen."""
    return (
        _SEPARATOR.search(text) is not None
        or _DASH.search(text) is not None
        or _ENTRIES.fullmatch(text) is not None
        or _OPTION.match(text) is not None
        or _KIND.match(text) is not None
        or _HEARD_FIRST.match(text) is not None
        or _HEARD_LAST.fullmatch(text) is not None
        or _is_row(text)
        or _WIDE.search(text) is not None
        or _LEADER.search(text) is not None
        or len(_TIGHT.findall(text)) > 1
        or _BOX.search(text) is not None
        or _LABEL.match(text) is not None
        or (":" in text and _LABEL.search(text) is not None)
        or _MARKED.search(text) is not None
        or _BLOCK.search(text) is not None
        or _TIGHT_BAR.search(text) is not None
        or _SEMICOLON.search(text) is not None
        or _SIGN.search(text) is not None
    )


def items_of(
    text: str, spans: Collection[Span], is_label: Callable[[str], bool] | None = None
) -> list[tuple[int, int]] | None:
    """Offsets of the items of a list in a line; None for any other text.

    >>> from toolkit.text.items import items_of
    >>> [ "Accueil | À propos"[a:b] for a, b in items_of("Accueil | À propos", ()) ]
    ['Accueil', 'À propos']

    Args:
        text: a segment.
        spans: that stay as they are; no item ends within one.
        is_label: whether a text is a label whose translation is known.
    """
    if option := _OPTION.match(text):
        return [(option.end(), len(text.rstrip()))]
    if kind := _KIND.match(text):
        return [kind.span("in" if kind["in"] else "before"), (kind.end(), len(text.rstrip()))]
    if entries := _ENTRIES.fullmatch(text):
        return _named(entries, spans)
    if (heard := _HEARD_FIRST.fullmatch(text) or _HEARD_LAST.fullmatch(text)) and heard["note"] != text.strip():
        return sorted(heard.span(name) for name in ("note", "rest") if heard[name])
    if said := _IN_ANGLES.fullmatch(text):
        return [said.span("text")]
    if _MARKED.search(text) and (breaks := _breaks(text, spans)):
        return _between(text, breaks)
    if found := rows_of_tags(text):
        return found
    if blocks := list(_BLOCK.finditer(text)):
        # Branches are texts of their own, of which only one will be shown.
        branches = _between(text, [m.span() for m in blocks])
        if any(
            _WORD.search(_FIELD.sub("", text[a:b])) for a, b in branches if blocks[0].end() <= a < blocks[-1].start()
        ):
            return branches
    others = [s for s in spans if s.kind not in ("emoji", "character")]
    marks = _free(list(_BAR.finditer(text)), others) if _is_row(text) else []
    if marks:
        return _between(text, [m.span() for m in marks])
    marks = _free(list(_BOX.finditer(text)), others)
    if len(marks) > 1 and (not text[: marks[0].start()].strip() or text[: marks[0].start()].rstrip().endswith(":")):
        return _between(text, [m.span() for m in marks])
    if marks := _labels(text, spans):
        return _between(text, [m.span() for m in marks])
    marks = _free(list(_TIGHT.finditer(text)), spans)
    if len(marks) > 1:
        fields = _between(text, [m.span() for m in marks])
        return fields if all(len(_WORD.findall(text[a:b])) <= _LONGEST_FIELD for a, b in fields) else None
    if marks := _free(list(_LEADER.finditer(text)), [s for s in spans if s.kind not in ("blank", "rule")]):
        return _between(text, [m.span() for m in marks])
    if _WIDE.search(text) and (marks := _free(list(_COLUMN.finditer(text)), spans)):
        cells = _between(text, [m.span() for m in marks])
        # Blanks that a line was filled up with part no cells.
        if all(_is_item(text[a:b], None) for a, b in cells):
            return cells
    found = _forms(text, spans) or _pairs(text, spans) or _bullets(text, spans) or _separated(text, spans)
    return found or _titles(text, spans, is_label)


def _named(entries: re.Match[str], spans: Collection[Span]) -> list[tuple[int, int]] | None:
    """What comes before entries, and their names; nothing if no value is a placeholder."""
    text, start = entries.string, entries.start("all")
    if not any(span.kind in ("placeholder", "template") and span.start > start for span in spans):
        return None
    names = [m.span("name") for m in _ENTRY_NAME.finditer(entries["all"])]
    head = text[:start].rstrip(": (")
    return ([(0, len(head))] if head.strip() else []) + [(start + a, start + b) for a, b in names]


def _breaks(text: str, spans: Collection[Span]) -> list[tuple[int, int]]:
    """What parts a text, but for what is quoted as code."""
    codes = [s for s in spans if s.kind != "tag"]
    return [(a, b) for a, b in find_breaks(text) if not any(s.start < b and a < s.end for s in codes)]


def _is_row(text: str) -> bool:
    """Whether bars begin and end it, or those of a drawn table part it."""
    bare = text.strip()
    inside = bare.strip(_BARS)
    if not inside.strip():
        return False
    return (bare[0] in _BARS and bare[-1] in _BARS) or _DRAWN.search(inside) is not None


def _separated(text: str, spans: Collection[Span]) -> list[tuple[int, int]] | None:
    """Items between equal signs with blanks around."""
    # A sign that a model cannot write is a sign all the same.
    marks = _free(list(_SEPARATOR.finditer(text)), [s for s in spans if s.kind not in ("emoji", "character")])
    # What closes a quotation separates nothing.
    marks = [m for m in marks if _OPENING.get(m["sign"], "") not in text[: m.start()] or m["sign"] not in _OPENING]
    if not marks or len({m["sign"] for m in marks}) > 1:
        return None
    items = _between(text, [m.span() for m in marks])
    sign = marks[0]["sign"]
    if sign == "!!":
        # A row of a wiki's table; elsewhere somebody shouts.
        if not text.startswith("! "):
            return None
        items[0] = (2, items[0][1])
    if sign in "•‣" and len(marks) > 1:
        return items
    if sign == "/" and (note := _NOTED.fullmatch(text, *items[-1])):
        items[-1:] = [note.span("item"), note.span("note")]
    if sign in "–—":
        named = all(_NAMED.match(text[a:b]) for a, b in items)
        # Asides and people in a sentence are none; sentences that all end are.
        ends = {text[b - 1] in ".!?" for _, b in items}
        listed = ends == {True} or text.rstrip()[-1] not in ".!?"
        short = len(items) > 2 and listed and all(_is_item(text[a:b], _LONGEST_FIELD) for a, b in items)
        return items if named or short else None
    if sign == "|" and len({begins_small(text[a:b]) for a, b in items}) == 1:
        return items
    choices = [(a, b) for a, b in items if text[a - 1 : a] != "("]
    if sign == "/" and not all(text[a].isupper() for a, _ in choices):
        return None
    longest = {"/": _LONGEST_CHOICE}.get(sign, _LONGEST_STEP if sign in _STEPS else None)
    return items if all(_is_item(text[a:b], longest) for a, b in choices) else None


def _titles(text: str, spans: Collection[Span], is_label: Callable[[str], bool] | None) -> list[tuple[int, int]] | None:
    """A few words with a capital on each side of a dash, and no stop: ``Accueil – Boutique``."""
    marks = _free(list(_DASH.finditer(text)), spans)
    if not marks or len({m["sign"] for m in marks}) > 1:
        return None
    items = _between(text, [m.span() for m in marks])
    titles = [text[a:b] for a, b in items]
    if any(_NO_TITLE.search(title) or len(_WORD.findall(title)) > _LONGEST_TITLE for title in titles):
        return None
    # Two words may be two towns, which a model knows side by side.
    names = all(" " not in title for title in titles) and not (is_label and any(map(is_label, titles)))
    return items if not names and all(title[:1].isupper() for title in titles) else None


def _forms(text: str, spans: Collection[Span]) -> list[tuple[int, int]] | None:
    """Forms of a plural, or names, between bars without blanks: ``a cat|:count cats``, ``{0} none|[1,*] some``."""
    marks = _free(list(_TIGHT_BAR.finditer(text)), spans)
    if not marks or not (len(marks) > 1 or _COUNTED.search(text) or " " not in text):
        return None
    return _between(text, [m.span() for m in marks if m.end() > m.start()])


def _pairs(text: str, spans: Collection[Span]) -> list[tuple[int, int]] | None:
    """Names with their values, parted by semicolons: ``nom : Jean ; ville : Lyon``."""
    marks = _free(list(_SEMICOLON.finditer(text)), spans)
    items = _between(text, [m.span() for m in marks])
    return items if len(items) > 1 and all(_NAMED.match(text[a:b]) for a, b in items) else None


def _bullets(text: str, spans: Collection[Span]) -> list[tuple[int, int]] | None:
    """A few words behind each of several emoji: ``✅ Livré ❌ Annulé``."""
    signs = [s for s in spans if s.kind == "emoji" and text[s.end : s.end + 1].isspace()]
    if len(signs) < 2 or text[: signs[0].start].strip() or any(not text[s.start - 1].isspace() for s in signs[1:]):
        return None
    items = _between(text, [(s.start, s.end) for s in signs])
    short = len(items) == len(signs) and all(_is_item(text[a:b], _LONGEST_STEP) for a, b in items)
    return items if short and not _SENTENCE.search(text) else None


def _free(marks: Sequence[re.Match[str]], spans: Collection[Span]) -> list[re.Match[str]]:
    """Those that no span has a part of."""
    return [m for m in marks if not any(s.start < m.end() and m.start() < s.end for s in spans)]


def _between(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    edges = [0, *(edge for mark in marks for edge in mark), len(text)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if item := text[start:end].strip():
            start = text.index(item, start)
            found.append((start, start + len(item)))
    return found


def _labels(text: str, spans: Collection[Span]) -> list[re.Match[str]]:
    """The labels of a row of answers, the first at its beginning or behind a colon: A) B) C), 1. 2. 3.; nothing if they
    are none."""
    found: list[re.Match[str]] = []
    for match in _free(list(_LABEL.finditer(text)), spans):
        label, last = match[1], found[-1][1] if found else ""
        if (not last and label in ("a", "A", "1")) or (last and _follows(label, last)):
            found.append(match)
    before = text[: found[0].start()].rstrip() if found else ""
    return found if len(found) > 1 and (not before or before.endswith(":")) else []


def _follows(label: str, last: str) -> bool:
    if label.isdigit() and last.isdigit():
        return int(label) == int(last) + 1
    return label.isalpha() and last.isalpha() and ord(label) == ord(last) + 1


def _is_item(text: str, longest: int | None) -> bool:
    """Whether it can stand alone: it begins with a capital or with no letter at all."""
    first = text.lstrip()[:1]
    if first.isalpha() and not first.isupper() and first.lower() != first.upper():
        return False
    return longest is None or len(_WORD.findall(text)) <= longest


def in_columns(frame: Sequence[str], old: Sequence[str], new: Sequence[str]) -> list[str]:
    """What stands around new items, with as many blanks that they begin in the columns of the old ones.

    Only where two blanks or more, or the bars of a drawn table, say that there are columns.

    Args:
        frame: what stands before, between and behind the items.
        old: items.
        new: as many.

    >>> in_columns(["", "    │ ", ""], ["Nom", "Âge"], ["Name", "Age"])
    ['', '   │ ', '']
    """
    drawn = any(bar in piece for piece in frame for bar in "│║┃") or frame[0].lstrip()[:1] == "|"
    made = [frame[0]]
    before = after = len(frame[0])
    for piece, one, other in zip(frame[1:], old, new, strict=True):
        before, after = before + len(one), after + len(other)
        blanks = len(piece) - len(piece.lstrip(" "))
        rest = piece[blanks:]
        if rest[:1] in tuple(_BARS) and drawn and blanks:
            piece = " " * max(1, before + blanks - after) + rest
        elif blanks > 1 and not (rest == "" and len(made) == len(old)):
            piece = " " * max(2, before + blanks - after) + rest
        before, after = before + blanks + len(rest), after + len(piece)
        made.append(piece)
    return made
