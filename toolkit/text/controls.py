"""Control characters in texts that people typed or pasted: no document takes them, and XML with them cannot be read."""

from __future__ import annotations

import re

# What word processors put on the clipboard for a soft return, and other ends of lines but the usual one.
_BREAK = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
#: Other control characters, and what is no character.
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ufffe\uffff]")
#: Half of a character, as a tool leaves it that cuts texts at any place.
HALF = re.compile("[\ud800-\udfff]")


def without_controls(text: str) -> str:
    """A text with a space for each odd line break, and without other control characters and noncharacters.

    Tabs, newlines and carriage returns stay.

    >>> without_controls("The cat\\v sleeps.\\x07")
    'The cat sleeps.'
    """
    if text.isprintable():
        return text
    return re.sub("  +", " ", _BREAK.sub(" ", CONTROL.sub("", text))) if _BREAK.search(text) else CONTROL.sub("", text)
