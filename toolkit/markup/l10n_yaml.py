"""YAML files of texts (Rails, Symfony, Hugo and others): values are translated, all other code stays byte for byte.

PyYAML (which CTranslate2 brings) finds the values and their places; it never writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.errors import InputError
from toolkit.languages.tags import same_language
from toolkit.markup.model import Block, Page, says_something
from toolkit.markup.values import Writing, value_parts, whole_block, written_breaks
from toolkit.text.messages import message_pieces

_TEXT = "tag:yaml.org,2002:str"
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_HEADER = re.compile(r"[|>][^\n]*\n")
_INDENT = re.compile(r"[ ]*")
# Symbols of Ruby are names.
# A private letter, which no file of texts has.
_STAND_IN = "\ue123"
_IN_BRACKETS = re.compile(r"(?<=[\[,{]):(?=[a-z_])|(?<=[\[,{] ):(?=[a-z_])")
# What a reader of YAML takes for the end of a line, or does not take at all.
_DOUBLED = re.compile("''")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_SYMBOL = re.compile(r":\w+")


@dataclass(slots=True, frozen=True)
class _Scalar:
    """A text of a file: its value, its place, how it is written and whether brackets are around it."""

    value: str
    start: int
    end: int
    style: str
    flow: bool


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read a file of texts.

    Keys, comments, anchors, numbers and dates stay. Where a language is the one key at the top, as in Rails, it is the
    target's after translation. A text that would be read as something else without quotes gets them.

    Args:
        text: the code.
        from_code: language of its texts.
        to_code: language that it is to be translated into.

    Raises:
        InputError: not YAML, with the line, or no texts by key.
    """
    bare = text.removeprefix("\ufeff")
    shift = len(text) - len(bare)
    documents = compose(bare)
    if not any(node is not None and node.id != "scalar" for node in documents):
        raise InputError("YAML, but no texts by key; files of texts hold a mapping at the top")
    page, position = Page(), 0
    edits: list[tuple[int, int, list[str | Block]]] = []
    for node in filter(None, documents):
        if (key := _language_key(node)) is not None and same_language(key.value, from_code):
            edits.append((key.start_mark.index, key.end_mark.index, [to_code]))
        for scalar in _scalars(node, set()):
            # Anchors and tags stand before the text itself.
            start = _PROPERTIES.match(bare, scalar.start).end()  # type: ignore[union-attr]
            edits.append((start, scalar.end, _written(bare[start : scalar.end], scalar)))
    for start, end, parts in sorted(edits, key=lambda edit: edit[0]):
        page.parts += [text[position : start + shift], *parts]
        position = end + shift
    page.parts.append(text[position:])
    return page


def compose(text: str) -> list[Any]:
    """The documents of a file as nodes of PyYAML, which know their places.

    Raises:
        InputError: not YAML, with the line.
    """
    import yaml

    try:
        try:
            return list(yaml.compose_all(text, yaml.SafeLoader))
        except yaml.YAMLError:
            # Symbols of Ruby in brackets, which PyYAML cannot read: their places are what is wanted.
            return list(yaml.compose_all(_IN_BRACKETS.sub(_STAND_IN, text), yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise InputError(f"{where}not YAML ({getattr(error, 'problem', None) or error})".replace("\n", " ")) from None
    except RecursionError:
        raise InputError("nested too deep for any file of texts") from None


def _language_key(node: Any) -> Any:
    """The key at the top of a file of Rails, which is a language and the only one."""
    if node.id != "mapping" or len(node.value) != 1:
        return None
    key, value = node.value[0]
    return key if value.id == "mapping" and re.fullmatch(r"[a-z]{2,3}(?:[-_]\w{2,8})*", key.value) else None


def _scalars(node: Any, seen: set[int], flow: bool = False) -> Iterator[_Scalar]:
    """Texts that are values, each once, though aliases refer to it."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if node.id == "mapping":
        for _, value in node.value:
            yield from _scalars(value, seen, flow or bool(node.flow_style))
    elif node.id == "sequence":
        for value in node.value:
            yield from _scalars(value, seen, flow or bool(node.flow_style))
    elif node.tag == _TEXT and says_something(node.value):
        yield _Scalar(
            node.value.replace(_STAND_IN, ":"), node.start_mark.index, node.end_mark.index, node.style or "", flow
        )


def _written(code: str, scalar: _Scalar) -> list[str | Block]:
    """A value as blocks and the code around them."""
    if scalar.style == '"':
        if "\n" not in code:
            return ['"', *value_parts(code[1:-1], Writing(_ESCAPE, _double, _escaped)), '"']
        return ['"', *_lines(scalar.value, _escaped, "\\n"), '"']
    if scalar.style == "'":
        if "\n" not in scalar.value:
            if "\n" not in code and written_breaks(scalar.value):
                return ["'", *value_parts(code[1:-1], Writing(_DOUBLED, _of_single, _in_single)), "'"]
            return [whole_block(scalar.value, code, _single)]
        return ['"', *_lines(scalar.value, _escaped, "\\n"), '"']
    if scalar.style in ("|", ">"):
        return _block_scalar(code, scalar.style)
    if _SYMBOL.fullmatch(code):
        return [code]
    return [whole_block(scalar.value, code, lambda text: _plain(text, scalar.flow))]


def _lines(value: str, encode: Any, newline: str) -> list[str | Block]:
    made: list[str | Block] = []
    for is_text, start, end in message_pieces(value):
        piece = value[start:end]
        made += _lines_of_text(piece, encode, newline) if is_text else [encode(piece)]
    return made


def _lines_of_text(value: str, encode: Any, newline: str) -> list[str | Block]:
    parts: list[str | Block] = []
    for number, line in enumerate(value.split("\n")):
        if number:
            parts.append(newline)
        inner = line.strip()
        if not says_something(inner):
            parts.append(encode(line))
            continue
        at = line.index(inner)
        parts += [encode(line[:at]), Block(inner, [], encode(inner), encode), encode(line[at + len(inner) :])]
    return parts


def _double(code: str) -> str:
    import yaml

    return str(yaml.safe_load(f'"{code}"'))


def _escaped(text: str) -> str:
    code = json.dumps(text, ensure_ascii=False)[1:-1]
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", code)


def _of_single(code: str) -> str:
    return code.replace("''", "'")


def _in_single(text: str) -> str:
    """In single quotes, which have no escapes but for themselves: what cannot stand in them is a blank."""
    return _UNSAFE.sub(" ", text).replace("'", "''")


def _single(text: str) -> str:
    """In single quotes, which have no escapes but for themselves; else in double ones."""
    return f'"{_escaped(text)}"' if _UNSAFE.search(text) else f"'{_in_single(text)}'"


def _plain(text: str, flow: bool) -> str:
    """Text without quotes if it is read as the same text, else with quotes."""
    import yaml

    code = f"[{text}]" if flow else f"k: {text}"
    try:
        read = yaml.safe_load(code)
        same = (read == [text]) if flow else (read == {"k": text})
    except yaml.YAMLError:
        same = False
    same = same and not _UNSAFE.search(text)
    return text if same and "\n" not in text and not re.search(r"\s#|:$", text) else f'"{_escaped(text)}"'


def _block_scalar(code: str, style: str) -> list[str | Block]:
    """The lines of a literal text, or the paragraphs of a folded one; what is indented further stays line by line."""
    header = _HEADER.match(code)
    if header is None:
        return [code]
    made: list[str | Block] = [header.group()]
    body = code[header.end() :]
    least = min((len(_INDENT.match(line)[0]) for line in body.splitlines() if line.strip()), default=0)  # type: ignore[index]
    for is_text, start, end in message_pieces(body):
        piece = body[start:end]
        made += _lines_of_block(piece, style, least) if is_text else [piece]
    return made


def _lines_of_block(code: str, style: str, least: int) -> list[str | Block]:
    parts: list[str | Block] = []
    lines = code.splitlines(keepends=True)
    number = 0
    while number < len(lines):
        line = lines[number]
        indent = _INDENT.match(line)[0]  # type: ignore[index]
        run = [line]
        if style == ">" and line.strip() and len(indent) == least:
            while number + len(run) < len(lines):
                following = lines[number + len(run)]
                if not following.strip() or len(_INDENT.match(following)[0]) != least:  # type: ignore[index]
                    break
                run.append(following)
        number += len(run)
        whole = "".join(run)
        core = whole.strip()
        if not says_something(core):
            parts.append(whole)
            continue
        at = whole.index(core)
        text = " ".join(part.strip() for part in core.splitlines())
        parts += [whole[:at], Block(text, [], core, str), whole[at + len(core) :]]
    return parts
