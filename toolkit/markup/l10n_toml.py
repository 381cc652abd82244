"""TOML files of texts: strings that are values are translated, all other code stays byte for byte."""

from __future__ import annotations

import json
import re
import tomllib

from toolkit.errors import InputError
from toolkit.markup.model import Block, Page, says_something
from toolkit.markup.values import Writing, value_parts, whole_block
from toolkit.text.messages import message_pieces

#: The tokens of TOML, as far as strings and brackets go.
TOKEN = re.compile(
    r'#[^\n]*|"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[=\[\]{},\n]|[^\s=\[\]{},"\'#]+',
    re.DOTALL,
)
# What a literal string cannot hold.
_ODD = re.compile("['\x00-\x08\x0a-\x1f\x7f]")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read a file of texts.

    Strings of one line keep their kind of quotes, unless the translation cannot stand in them. Strings of several lines
    are translated line by line.

    Args:
        text: the code.
        from_code, to_code: languages.

    Raises:
        InputError: not TOML.
    """
    bare = text.removeprefix("\ufeff")
    try:
        tomllib.loads(bare)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not TOML ({error})") from None
    page = Page()
    position = len(text) - len(bare)
    if position:
        page.parts.append(text[:position])
    inside: list[str] = []
    is_value = False
    for match in TOKEN.finditer(text, position):
        token = match.group()
        if token == "=":
            is_value = True
        elif token in "[{":
            inside.append(token if is_value else "")
            is_value = is_value and token == "["
        elif token in "]}":
            if inside:
                inside.pop()
        elif token == "," or token == "\n":
            is_value = bool(inside) and inside[-1] == "["
        elif token[0] in "\"'" and is_value:
            page.parts += [text[position : match.start()], *_written(token)]
            position = match.end()
    page.parts.append(text[position:])
    return page


def _written(code: str) -> list[str | Block]:
    if code.startswith(('"""', "'''")):
        quotes = code[:3]
        return [quotes, *_lines(code[3:-3], quotes), quotes]
    if code[0] == '"':
        return ['"', *value_parts(code[1:-1], Writing(_ESCAPE, decoded, _escaped)), '"']
    inner = code[1:-1]
    if not says_something(inner):
        return [code]
    return [whole_block(inner, code, lambda text: f'"{_escaped(text)}"' if _ODD.search(text) else f"'{text}'")]


def _lines(code: str, quotes: str) -> list[str | Block]:
    made: list[str | Block] = []
    for is_text, start, end in message_pieces(code):
        made += _lines_of_text(code[start:end], quotes) if is_text else [code[start:end]]
    return made


def _lines_of_text(code: str, quotes: str) -> list[str | Block]:
    parts: list[str | Block] = []
    literal = quotes == "'''"
    for line in code.splitlines(keepends=True):
        core = line.strip()
        joined = not literal and core.endswith("\\")
        core = core[:-1].rstrip() if joined else core
        if not says_something(core):
            parts.append(line)
            continue
        at = line.index(core)
        text = core if literal else decoded(core)
        parts += [line[:at], Block(text, [], core, _literal if literal else _triple), line[at + len(core) :]]
    return parts


def _literal(text: str) -> str:
    return text.replace("'''", "’’’")


def _triple(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def decoded(code: str) -> str:
    """Text of the code of a string in double quotes, without these."""
    return str(tomllib.loads(f'k = """{code}"""')["k"]) if '"""' not in code else code


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")
