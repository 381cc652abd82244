"""Griffe extension for the site: examples become code blocks, a row of two arguments becomes two rows, roles go."""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

_EXAMPLE = re.compile(r"(?:^|(?<=\n))>>> (?:.+\n?)+")
_ROLE = re.compile(r":\w+:(?=`)")
_TWO = re.compile(r"^( +)(\w+), (\w+): (.*(?:\n\1 +.*)*)", re.MULTILINE)


class Docstrings(Extension):
    """Rewrites each docstring before it is parsed."""

    def on_instance(self, *, obj: Object, **_: Any) -> None:
        """Called for each module, class, function and attribute."""
        if obj.docstring is None:
            return
        text = _EXAMPLE.sub(lambda match: f"```python\n{match[0].rstrip()}\n```\n", obj.docstring.value)
        obj.docstring.value = _ROLE.sub("", _TWO.sub(r"\1\2: \4\n\1\3: \4", text))
