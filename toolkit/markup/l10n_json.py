"""JSON files of translations: flat or nested, i18next, ARB (Flutter), WebExtension (``messages.json``).

Keys, numbers and white space stay byte for byte. In ARB, ``@key`` describes a key and stays; in WebExtension, only
``message`` is text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from toolkit.errors import InputError
from toolkit.markup.json_tree import decoded, json_tree, strings
from toolkit.markup.model import Page
from toolkit.markup.values import Writing, value_parts
from toolkit.units import primary_language

#: What stands for something else in a string.
ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_LOCALE = "@@locale"


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
    for path, value in strings(json_tree(text)):
        code = text[value.start : value.end]
        page.parts.append(text[position : value.start])
        position = value.end
        if path == (_LOCALE,) and primary_language(decoded(code[1:-1])) == primary_language(from_code):
            page.parts.append(json.dumps(to_code.replace("-", "_")))
        elif path[0].startswith("@") or (messages and path[1:] != ("message",)):
            page.parts.append(code)
        else:
            page.parts += ['"', *value_parts(code[1:-1], writing), '"']
    page.parts.append(text[position:])
    return page


def _is_webextension(data: dict[str, object]) -> bool:
    return bool(data) and all(isinstance(v, dict) and isinstance(v.get("message"), str) for v in data.values())


def encoder(whole: str) -> Callable[[str], str]:
    """What writes text as the file does: with escapes alone, or with letters as they are."""
    ascii_only = whole.isascii() and "\\u" in whole

    def encode(text: str) -> str:
        return json.dumps(text, ensure_ascii=ascii_only)[1:-1]

    return encode
