"""Subtitles (SubRip, WebVTT, SubStation Alpha): a sentence over several cues is translated as one, and cut again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from toolkit.errors import InputError
from toolkit.languages.habits import BINDERS, SPACE_BEFORE_MARKS
from toolkit.markup.cues import TAG, Rest, read_cue, writer
from toolkit.markup.language_values import named_language
from toolkit.markup.model import Block, BlockBuilder, Page

# Damaged transfers double the return; a line of an old Mac ends in one alone.
_LINE = re.compile(r"([^\r\n]*)(\r*\n|\r|\Z)")
# People and programs write hours, seconds and arrows in more ways than the format has; an arrow between two whole
# times is one, between hours of the day it is text.
_STAMP = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,:;](\d{1,3}))?"
_ARROW = r"(?:-->|(?:-{1,3}>|→|--&gt;)(?=[ \t]*\d+:\d{1,2}:\d{1,2}[.,:;]\d))"
_TIMES = re.compile(rf"[ \t]*{_STAMP}[ \t]*{_ARROW}[ \t]*{_STAMP}")
# Events of SubStation Alpha; drawings, and syllables with times of their own.
_FORMAT = re.compile(r"^\s*\[Events\]\s*$.*?^Format:", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_EVENT = re.compile(r"^(?P<kind>Format|Dialogue|Comment):(?P<rest>[^\r\n]*)", re.MULTILINE)
_FIXED = re.compile(r"\{[^{}]*\\(?:p[1-9]|[kK][of]?\d)")
_STAMPED = re.compile(_STAMP)
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t][^<>]*>")
_WRAPPED = re.compile(r"<(?P<name>\w++)[^<>]*>(?P<text>(?:(?!</(?P=name)>).)*)</(?P=name)>", re.DOTALL)
# Another speaker, in captions for the deaf.
_CHANGE = r"(?:>|&gt;){2,3}\s?(?![\s>]|&gt;)(?=\S)"
_SPEAKER = re.compile(rf"(?:<[^<>]+>|\{{\\[^{{}}]*\}}|\s)*(?:[-–—](?=\s?[^\s\d>-])|{_CHANGE})")
_SOUND = re.compile(r"[\[(][^\[\]()]*[\])]")
_SOUND_FIRST = re.compile(r"\[[^\[\]]*\](?=[ \t]+\S)")
_SOUND_LAST = re.compile(r"(?<=\S)[ \t]+(\[[^\[\]]*\])$")
# A name in capitals before a colon; one in small letters only where two persons speak in a cue.
_LABEL = re.compile(
    r"[^\W\d_a-zß-ÿ][^\W_a-zß-ÿ'’. -]*(?:[ '’.-]+[^\W_a-zß-ÿ]+)*[ \t\u00a0\u202f]?:(?=[ \t\u00a0\u202f]|$)"
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?[ \t\u00a0\u202f]?:(?=[ \t\u00a0\u202f])")
_NOTES = "♪♫♬♩"
# Marks of a speech that goes on from the cue before, or that breaks off: they are no part of the sentence.
_GOING = re.compile(r"(?:\.{2,}|…+|--+)[ \u00a0\u202f]*(?=\S*[^\W\d])")
_BROKEN_OFF = re.compile(r"(?<=[^\s.…-])[ \u00a0\u202f]*(?:\.{2,}|…+|--+|[–—]|(?<=\w)-)\Z")
_END = re.compile(r"[.!?…♪)\]][\"'”’»\u00a0\u202f ]*(?:</?\w+>)*\s*\Z")
# Fewer sentences end than this share of cues: their stops were never written.
_STOPS = 0.25
# Of a sentence that is whole.
_STOP = re.compile(r"(?<![.…])[.!?♪)\]][\"'”’»\u00a0\u202f ]*(?:</?\w+>)*\s*\Z")
# A sentence over more cues than these, or over a longer pause, has none but forgotten stops.
_CUES, _PAUSE = 6, 4.0
# Words of an item.
_ITEM = 3
_CREDIT = 7
_NOUNS_HAVE_CAPITALS = frozenset(["de", "lb"])

Span = tuple[int, int]


@dataclass(slots=True)
class _Piece:
    """What one person says, or sounds, or sings, in one cue.

    Attributes:
        start, end: offsets of the text that is translated.
        first, last: times of its cue in seconds.
        begins: it goes on with nothing before.
        ends: nothing goes on with it.
        label: name of the speaker, as it is written before the text.
    """

    start: int
    end: int
    first: float
    last: float
    begins: bool
    ends: bool
    label: str = ""


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read subtitles.

    A line of times begins a cue, with or without a blank line before it. Cues up to the end of a sentence are one
    block, in which the code between two cues is a mark: where it comes back follows the words. What another person
    says (lines with dashes, names in capitals, ``<v Name>``), sounds in brackets and songs are blocks of their own, and
    so is each cue where sentences have no stops. Lines longer than 42 characters are broken.

    Args:
        text: the code.
        from_code: language of the text.
        to_code: language of the translation.
    """
    escaped = text.removeprefix("\ufeff").startswith("WEBVTT")
    newline = re.search(r"\r*\n|\r", text)
    cues = _cues(text, escaped)
    write = writer(newline.group() if newline else "\n", escaped)
    page = _page(text, cues, "vtt" if escaped else "srt", write, (from_code, to_code))
    if escaped and page.parts and isinstance(page.parts[0], str):
        head, blank, cues_begin = page.parts[0].partition("\n\n")
        page.parts[0] = named_language(head, "Language:[ \\t]*", from_code, to_code) + blank + cues_begin
    return page


def parse_ass(text: str, from_code: str, to_code: str) -> Page:
    """Read subtitles of SubStation Alpha, ``.ass`` and ``.ssa``: texts of dialogues; drawings and karaoke stay.

    A break that is asked for (``\\N``) stays between words of both lines; other lines are broken as in ``.srt``.

    The file is not read by a library (pysubs2), which would write it anew; here all but the texts stays byte for byte.

    Raises:
        InputError: no events in it.
    """
    if not _FORMAT.search(text):
        raise InputError("no subtitles of SubStation Alpha (no [Events] with a Format line in it)")
    return _page(text, _dialogues(text), "ass", writer("\\N", False), (from_code, to_code))


def _page(
    text: str,
    cues: Iterable[tuple[float, float, list[Span]]],
    form: str,
    write: Callable[[str], str],
    languages: tuple[str, str],
) -> Page:
    page = Page()
    # Syllables with times of their own, in any kind of subtitles.
    said = ((first, last, lines) for first, last, lines in cues if not _FIXED.search(text[lines[0][0] : lines[-1][1]]))
    pieces = [piece for first, last, lines in said for piece in _pieces(text, first, last, lines, languages[0])]
    position = 0
    for group in _sentences(text, pieces, languages[0]):
        block = _block(text, group, form, languages, write)
        if block.has_words():
            start = group[0].start - len(group[0].label)
            page.parts += [text[position:start], block]
            position = group[-1].end
    page.parts.append(text[position:])
    return page


def _cues(text: str, escaped: bool) -> Iterator[tuple[float, float, list[Span]]]:
    """The times of each cue, and offsets of its lines of text; those behind a blank line are another run of the cue."""
    lines = [m.span(1) for m in _LINE.finditer(text)]
    codes = [text[a:b] for a, b in lines]
    times = [_TIMES.match(code) for code in codes]
    filled = next((code.strip("\ufeff \t") for code in codes if code.strip("\ufeff \t")), "")
    numbered = filled.isdigit()
    number = 0
    while number < len(lines):
        stamp = times[number]
        number += 1
        if stamp is None:
            continue
        first, last = _seconds(stamp.groups()[:4]), _seconds(stamp.groups()[4:])
        run: list[Span] = []
        while number < len(lines) and times[number] is None:
            if codes[number].strip():
                if _is_counter(codes, times, number, numbered):
                    break
                run.append(lines[number])
            elif run:
                yield first, last, run
                run = []
                if escaped:
                    break
            elif escaped:
                break
            number += 1
        if run:
            yield first, last, run


def _dialogues(text: str) -> Iterator[tuple[float, float, list[Span]]]:
    """The times of each dialogue, and offsets of its lines of text, which ``\\N`` parts."""
    names: list[str] = []
    for match in _EVENT.finditer(text):
        if match["kind"] == "Format":
            names = [name.strip().lower() for name in match["rest"].split(",")]
            continue
        cells = match["rest"].split(",", len(names) - 1)
        if (
            match["kind"] != "Dialogue"
            or len(cells) != len(names)
            or names[-1:] != ["text"]
            or _FIXED.search(cells[-1])
        ):
            continue
        told = dict(zip(names, cells, strict=True))
        first, last = (_STAMPED.search(told.get(name, "")) for name in ("start", "end"))
        begin = match.end("rest") - len(cells[-1])
        lines, start = [], begin
        for newline in [*re.finditer(r"\\[Nn]", cells[-1]), None]:
            end = begin + newline.start() if newline else match.end("rest")
            if text[start:end].strip():
                lines.append((start, end))
            start = begin + newline.end() if newline else end
        if first and last and lines:
            yield _seconds(first.groups()), _seconds(last.groups()), lines


def _is_counter(codes: list[str], times: list[re.Match[str] | None], number: int, numbered: bool) -> bool:
    """Whether a line is the number of the cue that begins behind it."""
    if not codes[number].strip().isdigit():
        return False
    following = number + 1
    while following < len(codes) and not codes[following].strip():
        following += 1
    behind_blank = number > 0 and not codes[number - 1].strip()
    return following < len(codes) and times[following] is not None and (numbered or behind_blank)


def _seconds(stamp: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, parts = (part or "0" for part in stamp)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(parts.ljust(3, "0")) / 1000


def _pieces(text: str, first: float, last: float, lines: list[Span], language: str) -> Iterator[_Piece]:
    """What is said in a cue, by its speakers; lines that are a list or titles, or each a sentence, are pieces too."""
    if _SOUND.fullmatch(text[lines[0][0] : lines[-1][1]].strip()):
        yield from _piece(text, [(lines[0][0], lines[-1][1])], first, last, True)
        return
    parts = [part for line in lines for part in _voices(text, line)]
    items = len(parts) == len(lines) and _are_items([text[a:b] for a, b in parts], language)
    names = sum(bool(_NAME.match(text[a:b].lstrip())) for a, b in parts) > 1
    run: list[Span] = []
    begins = False
    for start, end in parts:
        code = text[start:end].strip()
        own = bool(_SPEAKER.match(code) or _label(code, names) or _VOICE.match(code) or _SOUND.fullmatch(code))
        before = text[run[-1][0] : run[-1][1]].strip() if run else ""
        sung = bool(before) and (code[0] in _NOTES or before[-1] in _NOTES or (code[0] == "#" and before[-1] == "#"))
        if run and (own or sung or items or _SOUND.fullmatch(before)):
            yield from _piece(text, run, first, last, begins, names)
            run, begins = [], False
        begins = begins or own or (items and start != parts[0][0])
        run.append((start, end))
    if run:
        yield from _piece(text, run, first, last, begins, names)


def _are_items(lines: list[str], language: str) -> bool:
    """Whether each line stands for itself: it ends as a sentence does, or it is a few words with a capital.

    >>> _are_items(["Un", "Deux", "Trois"], "fr"), _are_items(["Un film de", "Jean Dupont"], "fr")
    (True, False)
    >>> _are_items(["Réalisé par Jean Martin", "Produit par Marie Durand", "Musique de Paul Petit"], "fr")
    True
    """
    plain = [TAG.sub("", line).strip() for line in lines]
    if len(plain) < 2 or not all(line[:1].isupper() for line in plain):
        return False
    if all(_STOP.search(line) for line in plain):
        return True
    if _STOP.search(plain[-1]):
        # One sentence in several lines.
        return False
    # Three lines of a sentence hardly all begin with a capital, as those of credits do.
    longest = _ITEM if len(plain) == 2 else _CREDIT
    if language in _NOUNS_HAVE_CAPITALS or any(len(line.split()) > longest or "(" in line for line in plain):
        return False
    binders = frozenset(BINDERS.get(language, "").split())
    # *Un* alone, above *Deux* and *Trois*, is no article.
    listed = [line for line in plain[:-1] if len(plain) == 2 or " " in line]
    lasts = [re.findall(r"\w+['’]?|\S", line.lower())[-1].replace("’", "'") for line in listed]
    return not any(word in binders or not word[0].isalnum() or (not binders and len(word) <= _ITEM) for word in lasts)


def _voices(text: str, line: Span) -> Iterator[Span]:
    """The parts of a line: by the tags that name a voice, and sounds at its edges."""
    start, end = line
    edges = [start, *(m.start() for m in _VOICE.finditer(text, start + 1, end)), end]
    for begin, stop in pairwise(edges):
        while begin < stop and text[begin].isspace():
            begin += 1
        if sound := _SOUND_FIRST.match(text, begin, stop):
            yield sound.span()
            begin = sound.end()
        if sound := _SOUND_LAST.search(text[begin:stop].rstrip()):
            yield begin, begin + sound.start()
            begin, stop = begin + sound.start(1), begin + sound.end(1)
        if text[begin:stop].strip():
            yield begin, stop


def _label(code: str, names: bool) -> str:
    """The name of the speaker that a line begins with."""
    found = _LABEL.match(code) or (_NAME.match(code) if names else None)
    return found.group() if found and len(found.group()) <= 40 else ""


def _piece(
    text: str, lines: list[Span], first: float, last: float, begins: bool, names: bool = False
) -> Iterator[_Piece]:
    """A piece without what stands before and behind its words: tags around all of it, dashes, notes, brackets."""
    start, end = lines[0][0], lines[-1][1]
    apart = False
    while True:
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        code = text[start:end]
        if wrapped := _WRAPPED.fullmatch(code):
            start, end = start + wrapped.start("text"), start + wrapped.end("text")
        elif voice := re.match(rf"{_VOICE.pattern}|\{{\\[^{{}}]*\}}", code):
            start += voice.end()
        elif code.endswith("</v>"):
            end -= 4
        elif code and (code[0] in _NOTES or code[-1] in _NOTES):
            start, end = start + (code[0] in _NOTES), end - (code[-1] in _NOTES)
            apart = True
        elif re.fullmatch(r"#.*[^#\s].*#|#[ \t].*", code, re.DOTALL):
            start, end = start + 1, end - (code[-1] == "#")
            apart = True
        elif _SOUND.fullmatch(code):
            start, end = start + 1, end - 1
            apart = True
        elif dash := re.match(rf"[-–—]\s?(?=[^\s\d>-])|{_CHANGE}", code):
            start += dash.end()
            begins = True
        elif going := _GOING.match(code):
            start += going.end()
        else:
            break
    label = _label(text[start:end], names)
    if label:
        label += re.match(r"\s*", text[start + len(label) : end]).group()  # type: ignore[union-attr]
    if start + len(label) < end:
        ends = apart or bool(_END.search(text[start:end]))
        if broken := _BROKEN_OFF.search(text[start + len(label) : end]):
            end -= len(broken.group())
        yield _Piece(start + len(label), end, first, last, begins or apart or bool(label), ends, label)


def _sentences(text: str, pieces: list[_Piece], language: str) -> Iterator[list[_Piece]]:
    """Pieces that are one sentence."""
    stopped = sum(piece.ends for piece in pieces) >= _STOPS * len(pieces)
    binders = frozenset(BINDERS.get(language, "").split())
    group: list[_Piece] = []
    for piece in pieces:
        if group and not (len(group) < _CUES and _goes_on(text, group, piece, stopped, binders)):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _goes_on(text: str, group: list[_Piece], other: _Piece, stopped: bool, binders: frozenset[str]) -> bool:
    one = group[-1]
    if one.ends or other.begins or one.first == other.first or other.first - one.last > _PAUSE:
        return False
    # A translation may be shorter: where there are hardly more words than cues, one of these would stay empty.
    words_in = sum(len(re.findall(r"\w\S*", TAG.sub("", text[p.start : p.end]))) for p in (*group, other))
    if words_in < 2 * (len(group) + 1):
        return False
    said = TAG.sub("", text[one.start : one.end]).rstrip()
    words = re.findall(r"[\w]+['’]?", said.lower())
    if said.endswith(",") or (words and words[-1].replace("’", "'") in binders):
        return True
    following = re.search(r"\w", TAG.sub("", text[other.start : other.end]))
    return stopped and not (following and following.group().isupper())


def _block(
    text: str, pieces: list[_Piece], form: str, languages: tuple[str, str], write: Callable[[str], str]
) -> Block:
    builder = BlockBuilder()
    for number, piece in enumerate(pieces):
        if number:
            builder.line_break(text[pieces[number - 1].end : piece.start])
        elif piece.label:
            head = piece.label.rstrip()
            spaced = languages[1] in SPACE_BEFORE_MARKS or not head.endswith(":")
            builder.empty(piece.label if spaced else f"{head[:-1].rstrip()}: ")
        read_cue(builder, text[piece.start : piece.end], form, languages)
    start = pieces[0].start - len(pieces[0].label)
    block = builder.block(text[start : pieces[-1].end], write)
    going = text[:start].rstrip(" \u00a0\u202f").endswith(("..", "…"))
    return Rest(block.text, block.marks, block.code, write) if going and block.text[:1].islower() else block
