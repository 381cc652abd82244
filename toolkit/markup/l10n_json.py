"""JSON files of translations: flat or nested, i18next, ARB (Flutter), WebExtension (``messages.json``).

Keys, numbers and white space stay byte for byte. In ARB, ``@key`` describes a key and stays; in WebExtension, only
``message`` is text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.markup.model import Page
from toolkit.markup.values import Writing, value_parts
from toolkit.units import primary_language

#: The tokens of JSON, white space included.
JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+|\s+', re.DOTALL)
#: What stands for something else in a string.
ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_LOCALE = "@@locale"


@dataclass(slots=True)
class Value:
    """A string that is a value.

    Attributes:
        path: keys that lead to it.
        start, end: of its code, quotes included.
    """

    path: tuple[str, ...]
    start: int
    end: int


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read a file of translations.

    Args:
        text: the code.
        from_code: language of its texts.
        to_code: language that it is to be translated into; ``@@locale`` names it after translation.

    Raises:
        InputError: not JSON, or a list or a single value rather than texts by key.
    """
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise InputError(f"line {error.lineno}: not JSON ({error.msg}, column {error.colno})") from None
    except RecursionError:
        raise InputError("nested too deep for any file of translations") from None
    if not isinstance(data, dict):
        raise InputError("JSON, but no texts by key; files of translations hold an object at the top")
    messages = _is_webextension(data)
    writing = Writing(ESCAPE, decoded, encoder(text))
    page, position = Page(), 0
    for value in json_strings(text):
        code = text[value.start : value.end]
        page.parts.append(text[position : value.start])
        position = value.end
        if value.path == (_LOCALE,) and primary_language(decoded(code[1:-1])) == primary_language(from_code):
            page.parts.append(json.dumps(to_code.replace("-", "_")))
        elif value.path[0].startswith("@") or (messages and value.path[1:] != ("message",)):
            page.parts.append(code)
        else:
            page.parts += ['"', *value_parts(code[1:-1], writing), '"']
    page.parts.append(text[position:])
    return page


def _is_webextension(data: dict[str, object]) -> bool:
    return bool(data) and all(isinstance(v, dict) and isinstance(v.get("message"), str) for v in data.values())


def decoded(code: str) -> str:
    """Text of the code of a string, without its quotes."""
    text: str = json.loads(f'"{code}"', strict=False)
    return text


def encoder(whole: str) -> Callable[[str], str]:
    """What writes text as the file does: with escapes alone, or with letters as they are."""
    ascii_only = whole.isascii() and "\\u" in whole

    def encode(text: str) -> str:
        return json.dumps(text, ensure_ascii=ascii_only)[1:-1]

    return encode


def json_strings(text: str) -> Iterator[Value]:
    """The strings of a valid file that are values, with the keys above them."""
    path: list[str] = []
    inside: list[str] = []
    key, is_key = "", False
    for match in JSON_TOKEN.finditer(text):
        token = match.group()
        if token in "{[":
            path.append(key if inside and inside[-1] == "{" else "")
            inside.append(token)
            is_key = token == "{"
        elif token in "}]":
            path.pop()
            inside.pop()
        elif token == ",":
            is_key = bool(inside) and inside[-1] == "{"
        elif token == ":":
            is_key = False
        elif token.startswith('"'):
            if is_key:
                key = decoded(token[1:-1])
            else:
                own = (key,) if inside and inside[-1] == "{" else ()
                yield Value((*path[1:], *own), match.start(), match.end())
